/* SPDX-License-Identifier: ISC */
/*
 * fuzz_form: whatever stands in a file of forms/, the loaders say FILE:LINE
 * or give structs that hold together.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/ini.h"
#include "form/report_def.h"

#define PROMISE(cond)                                                         \
	do {                                                                  \
		if (!(cond)) {                                                \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__,      \
			    __LINE__, #cond);                                 \
			abort();                                              \
		}                                                             \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char dir[64], one[80], two[80];

static void
clean_up(void)
{
	(void)unlink(one);
	(void)unlink(two);
	(void)rmdir(dir);
}

/* One file under both names that the loaders look for. */
static void
prepare(const uint8_t *data, size_t size)
{
	FILE *f;

	if (one[0] == '\0') {
		/* Rewriting a file on a disk costs a millisecond each. */
		(void)snprintf(dir, sizeof(dir), "%s/chitra-fuzz-XXXXXX",
		    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		PROMISE(mkdtemp(dir) != NULL);
		(void)snprintf(one, sizeof(one), "%s/f.ini", dir);
		(void)snprintf(two, sizeof(two), "%s/report-f.ini", dir);
		PROMISE(atexit(clean_up) == 0);
	}
	f = fopen(one, "wb");
	PROMISE(f != NULL && fwrite(data, 1, size, f) == size);
	PROMISE(fclose(f) == 0);
	if (access(two, F_OK) != 0)
		PROMISE(link(one, two) == 0);
}

static void
fuzz_failed(enum status st, const struct err *err)
{
	PROMISE(st == ST_INVALID || st == ST_LIMIT);
	PROMISE(err->st == st && err->msg[0] != '\0');
	PROMISE(st != ST_INVALID || strstr(err->msg, "f.ini:") != NULL);
	PROMISE(utf8_valid(err->msg, strlen(err->msg)));
}

static void
fuzz_ini(void)
{
	struct err err = ERR_INIT;
	struct ini *ini = NULL;
	enum status st = ini_load(one, &ini, &err);
	unsigned i, k;

	if (st != ST_OK) {
		fuzz_failed(st, &err);
		return;
	}
	for (i = 0; i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		PROMISE(ini_line(ini, section, NULL) > 0);
		for (k = 0; k < ini_keys(ini, i); k++) {
			const char *key = ini_key(ini, i, k);
			const char *value = ini_get(ini, section, key);

			PROMISE(value != NULL && strlen(value) < INI_LINE_MAX);
			PROMISE(utf8_valid(value, strlen(value)));
			PROMISE(ini_line(ini, section, key) >
			    ini_line(ini, section, NULL));
		}
	}
	ini_free(ini);
}

static void
fuzz_forms(void)
{
	struct form_dirs dirs = { NULL, dir };
	struct report_def *def = NULL;
	struct form_list *list = NULL;
	struct err err = ERR_INIT;
	struct form *form = NULL;
	unsigned widths[64];
	enum status st;

	st = form_load(&dirs, "f", &form, &err);
	if (st != ST_OK)
		fuzz_failed(st, &err);
	else
		PROMISE(form->nfields > 0 && form->fields[0].label.msgid[0]);
	form_free(form);
	st = form_list_load(&dirs, "f", &list, &err);
	if (st != ST_OK)
		fuzz_failed(st, &err);
	else
		form_list_fit(list, 80, widths);
	form_list_free(list);
	st = report_def_load(&dirs, "f", &def, &err);
	if (st != ST_OK)
		fuzz_failed(st, &err);
	report_def_free(def);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	prepare(data, size);
	fuzz_ini();
	fuzz_forms();
	return 0;
}
