/*
 * SPDX-License-Identifier: ISC
 *
 * printjob: both ends of a print job, for scripts.
 *   printjob listen PORTFILE OUT [HOLD]  a printer on loopback: writes its port
 *                                   to PORTFILE, then one job's bytes to OUT;
 *                                   reads only when HOLD is there
 *   printjob send WAY TARGET SERVER [cancel]  stdin as a job
 *   printjob queues SERVER          names of the CUPS queues
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "print/out.h"

static int
printjob_listen(const char *portfile, const char *path, const char *hold)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(at);
	char bytes[4096], temp[512];
	ssize_t n;
	FILE *f;
	int fd;

	fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 ||
	    listen(fd, 4) != 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		fatal("socket");
	(void)snprintf(temp, sizeof(temp), "%s.new", portfile);
	f = fopen(temp, "w");
	if (f == NULL || fprintf(f, "%u\n", ntohs(at.sin_port)) < 0 ||
	    fclose(f) != 0 || rename(temp, portfile) != 0)
		fatal("%s", portfile);
	fd = accept(fd, NULL, NULL);
	while (hold != NULL && access(hold, F_OK) != 0)
		(void)poll(NULL, 0, 20);
	f = fopen(path, "w");
	if (fd < 0 || f == NULL)
		fatal("%s", path);
	while ((n = read(fd, bytes, sizeof(bytes))) > 0)
		if (fwrite(bytes, 1, (size_t)n, f) != (size_t)n)
			fatal("%s", path);
	return fclose(f);
}

static int
printjob_send(const char *way, const char *target, const char *server,
    bool cancel)
{
	struct print_out *out = NULL;
	struct err err = ERR_INIT;
	char bytes[1000];
	enum status st;
	size_t n;

	st = out_open(strcmp(way, "cups") == 0 ? WAY_CUPS : strcmp(way, "tcp")
	    == 0 ? WAY_TCP : WAY_FILE, target, "Bảng tổng hợp", server, &out,
	    &err);
	while (st == ST_OK && (n = fread(bytes, 1, sizeof(bytes), stdin)) > 0)
		st = out_write(out, bytes, n, &err);
	if (st == ST_OK && cancel)
		out_cancel(out);
	else if (st == ST_OK)
		st = out_finish(out, &err);
	if (st != ST_OK)
		fprintf(stderr, "%s: %s\n", err_name(st), err.msg);
	return st == ST_OK ? 0 : 1;
}

static int
printjob_queues(const char *server)
{
	struct out_queue *queues = NULL;
	struct err err = ERR_INIT;
	unsigned i, n = 0;

	if (out_queues(server, &queues, &n, &err) != ST_OK) {
		fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	for (i = 0; i < n; i++)
		printf("%s %s %s\n", queues[i].name,
		    queues[i].accepting ? "accepts" : "refuses",
		    queues[i].stopped ? "stopped" : "ready");
	free(queues);
	return 0;
}

int
main(int argc, char **argv)
{
	log_init("printjob", false);
	if (argc == 4 && strcmp(argv[1], "listen") == 0)
		return printjob_listen(argv[2], argv[3], NULL);
	if (argc == 5 && strcmp(argv[1], "listen") == 0)
		return printjob_listen(argv[2], argv[3], argv[4]);
	if (argc >= 5 && strcmp(argv[1], "send") == 0)
		return printjob_send(argv[2], argv[3], argv[4], argc == 6);
	if (argc == 3 && strcmp(argv[1], "queues") == 0)
		return printjob_queues(argv[2]);
	fatalx("usage: printjob listen|send|queues ...");
}
