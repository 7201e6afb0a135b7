/*
 * SPDX-License-Identifier: ISC
 *
 * status CHITRA.INI: what the running server says of itself: its processes,
 * lines and desks with their pids, for tests that end some of them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "form/conf_load.h"
#include "serve/hello.h"

int
main(int argc, char **argv)
{
	struct err err = ERR_INIT;
	struct conf conf;
	char *text = NULL;

	log_init("status", false);
	if (argc != 2)
		fatalx("status CHITRA.INI");
	if (conf_load(argv[1], &conf, &err) != ST_OK ||
	    hello_status(&conf, &text, &err) != ST_OK) {
		fprintf(stderr, "status: %s\n", err.msg);
		return 1;
	}
	fputs(text, stdout);
	free(text);
	return 0;
}
