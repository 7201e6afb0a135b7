/* SPDX-License-Identifier: ISC */
/*
 * print: printer files and their errors, files that appear whole, a print
 * server on loopback, and which way a job takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "print/job.h"
#include "print/out.h"
#include "print/profile.h"
#include "print/testpage.h"

static char dir[] = "/tmp/chitra-out-XXXXXX";

static void
path_in(char *out, size_t size, const char *name)
{
	assert_int_equal(str_format(out, size, "%s/%s", dir, name), ST_OK);
}

static void
write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
check_profile(const char *text, const char *want)
{
	struct profiles *all = NULL;
	struct err err = ERR_INIT;
	char own[64], path[64];
	enum status st;

	path_in(own, sizeof(own), "profiles");
	path_in(path, sizeof(path), "profiles/own.ini");
	(void)mkdir(own, 0700);
	write_text(path, text);
	st = profiles_load(TOP_SRCDIR "/forms", own, &all, &err);
	if (*want == '\0') {
		if (st != ST_OK)
			fail_msg("%s", err.msg);
		profiles_free(all);
	} else if (st != ST_INVALID || strstr(err.msg, want) == NULL) {
		fail_msg("got \"%s\", want \"%s\"", err.msg, want);
	}
	(void)unlink(path);
	(void)rmdir(own);
}

#define P "[profile p]\ncolumns = 80\nlines = 60\n"

static void
test_profile_errors_name_the_line(void **state)
{
	(void)state;
	check_profile(P, "");
	check_profile(P "[printer q]\nprofile = p\nway = cups\ntarget = lx\n",
	    "");
	check_profile("[profile p]\ncolumns = 81\n", "own.ini:2: columns = 80");
	check_profile("[profile p]\ncolumns = 80\nlines = 6\n", "own.ini:3: ");
	check_profile(P "length = 50\n", "own.ini:4: length must");
	check_profile(P "charset = ebcdic\n", "own.ini:4: unknown charset");
	check_profile(P "init = ESC 0xZZ\n", "own.ini:4: init: \"0xZZ\" is no");
	check_profile(P "init = é\n", "own.ini:4: ");
	check_profile(P "inti = ESC\n", "own.ini:4: unknown key");
	check_profile("[paper p]\n", "own.ini:1: unknown section");
	check_profile(P "[printer q]\nprofile = x\nway = cups\ntarget = l\n",
	    "own.ini:5: there is no profile");
	check_profile(P "[printer q]\nprofile = p\nway = fax\n",
	    "own.ini:6: way = fax");
	check_profile(P "[printer q]\nprofile = p\nway = tcp\n",
	    "own.ini:4: target");
	/* What a terminal would swallow or mangle may not go through one. */
	check_profile(P "init = ESC C NUL 0x0B\n[printer q]\nprofile = p\n"
	    "way = terminal\n", "own.ini:6: the orders");
	check_profile(P "charset = tcvn3\n[printer q]\nprofile = p\n"
	    "way = terminal\n", "own.ini:6: the orders");
	check_profile(P "init = ESC [ K\n[printer q]\nprofile = p\n"
	    "way = terminal\n", "own.ini:6: the orders");
}

static void
test_profiles_replace_by_name(void **state)
{
	struct profiles *all = NULL;
	struct err err = ERR_INIT;
	char own[64], path[64];
	const struct profile *p;

	(void)state;
	path_in(own, sizeof(own), "profiles");
	path_in(path, sizeof(path), "profiles/own.ini");
	(void)mkdir(own, 0700);
	write_text(path, "[profile a4-80]\ncolumns = 80\nlines = 50\n"
	    "init = ESC @ 0x41 (s10H SI\ncharset = tcvn3\ncrlf = no\n");
	assert_int_equal(profiles_load(TOP_SRCDIR "/forms", own, &all, &err),
	    ST_OK);
	p = profile_find(all, "A4-80");
	assert_non_null(p);
	assert_int_equal(p->lines, 50);
	assert_int_equal(p->length, 50);
	assert_int_equal(p->init.n, 9);
	assert_memory_equal(p->init.bytes, "\x1b@A(s10H\x0f", 9);
	assert_int_equal(p->charset, CHARSET_TCVN3);
	assert_false(p->crlf);
	assert_non_null(profile_find(all, "fan11-132"));
	assert_non_null(printer_find(all, "terminal"));
	assert_null(printer_find(all, "nowhere"));
	profiles_free(all);
	(void)unlink(path);
	(void)rmdir(own);
}

static void
test_file(void **state)
{
	struct print_out *out = NULL;
	struct err err = ERR_INIT;
	char path[64], line[32];
	struct stat sb;
	FILE *f;

	(void)state;
	path_in(path, sizeof(path), "report.txt");
	write_text(path, "before\n");
	assert_int_equal(out_open(WAY_FILE, path, "t", "", &out, &err), ST_OK);
	assert_int_equal(out_write(out, "after\n", 6, &err), ST_OK);
	out_cancel(out);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
	assert_string_equal(line, "before\n"); /* cancelled: untouched */
	assert_int_equal(out_open(WAY_FILE, path, "t", "", &out, &err), ST_OK);
	assert_int_equal(out_write(out, "after\n", 6, &err), ST_OK);
	assert_int_equal(out_finish(out, &err), ST_OK);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
	assert_string_equal(line, "after\n");
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 07777, 0600);
	(void)unlink(path);
	/* Nothing of a cancelled job is left: the folder empties. */
	assert_int_equal(out_open(WAY_FILE, "/nonexistent/x", "t", "", &out,
	    &err), ST_NOTFOUND);
	assert_int_equal(out_open(WAY_TERMINAL, "", "t", "", &out, &err),
	    ST_INVALID);
}

/* A print server: takes one connection, says how many bytes it got. */
static pid_t
listener(uint16_t *port, int *answer)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof(at);
	char bytes[4096];
	int fd, ends[2];
	uint64_t sum = 0;
	ssize_t n, i;
	pid_t pid;

	fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	assert_int_equal(pipe(ends), 0);
	*port = ntohs(at.sin_port);
	*answer = ends[0];
	pid = fork();
	assert_true(pid >= 0);
	if (pid > 0) {
		(void)close(fd);
		(void)close(ends[1]);
		return pid;
	}
	fd = accept(fd, NULL, NULL);
	while ((n = read(fd, bytes, sizeof(bytes))) > 0)
		for (i = 0; i < n; i++)
			sum = sum * 31 + (unsigned char)bytes[i];
	(void)!write(ends[1], &sum, sizeof(sum));
	_exit(0);
}

static void
test_tcp(void **state)
{
	struct print_out *out = NULL;
	struct err err = ERR_INIT;
	char target[64], bytes[1000];
	uint64_t want = 0, got = 0;
	uint16_t port = 0;
	int answer = -1, status;
	unsigned i, k;
	pid_t pid;

	(void)state;
	pid = listener(&port, &answer);
	assert_int_equal(str_format(target, sizeof(target), "127.0.0.1:%u",
	    port), ST_OK);
	assert_int_equal(out_open(WAY_TCP, target, "t", "", &out, &err), ST_OK);
	for (k = 0; k < 2000; k++) {
		for (i = 0; i < sizeof(bytes); i++) {
			bytes[i] = (char)(i * k);
			want = want * 31 + (unsigned char)bytes[i];
		}
		assert_int_equal(out_write(out, bytes, sizeof(bytes), &err),
		    ST_OK);
	}
	assert_int_equal(out_finish(out, &err), ST_OK);
	assert_int_equal(read(answer, &got, sizeof(got)), sizeof(got));
	assert_true(got == want);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	(void)close(answer);
	/* The listener is gone: refused means busy or off. */
	assert_int_equal(out_open(WAY_TCP, target, "t", "", &out, &err),
	    ST_BUSY);
	assert_int_equal(out_open(WAY_TCP, "printer", "t", "", &out, &err),
	    ST_INVALID);
	assert_int_equal(out_open(WAY_TCP, ":9100", "t", "", &out, &err),
	    ST_INVALID);
	assert_int_equal(out_open(WAY_TCP, "p:99999", "t", "", &out, &err),
	    ST_INVALID);
}

static enum status
sink_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

/* Every profile's test page: as long as the page, as wide as the ruler. */
static void
test_testpage(void **state)
{
	struct profiles *all = NULL;
	struct err err = ERR_INIT;
	struct print_sink sink = { .write = sink_write };
	unsigned i, lines, pages;
	struct buf out;
	size_t k;

	(void)state;
	assert_int_equal(profiles_load(TOP_SRCDIR "/forms", NULL, &all, &err),
	    ST_OK);
	for (i = 0; i < all->nprofiles; i++) {
		const struct profile *p = &all->profiles[i];

		buf_init(&out, 65536);
		sink.arg = &out;
		assert_int_equal(testpage_render(p, &sink, &err), ST_OK);
		assert_memory_equal(out.data, p->init.bytes, p->init.n);
		for (lines = pages = 0, k = p->init.n; k < out.len; k++) {
			lines += out.data[k] == '\n';
			pages += out.data[k] == '\f';
			if (profile_terminal_ok(p))
				assert_true(out.data[k] < 0x80);
		}
		assert_int_equal(lines, 2 * p->lines);
		assert_int_equal(pages, 2);
		assert_non_null(strstr(buf_str(&out), p->paper == REPORT_80 ?
		    "75---80" : "130"));
		buf_done(&out);
	}
	profiles_free(all);
}

static void
test_job_finds_its_way(void **state)
{
	struct profiles *all = NULL;
	struct err err = ERR_INIT;
	struct job_place place = { .printer = "terminal", .term = "xterm" };
	struct job_way way;

	(void)state;
	assert_int_equal(profiles_load(TOP_SRCDIR "/forms", NULL, &all, &err),
	    ST_OK);
	place.profiles = all;
	assert_int_equal(job_find(&place, &way, &err), ST_OK);
	assert_int_equal(way.way, WAY_TERMINAL);
	place.profile = "text-80"; /* UTF-8: xterm would mangle it */
	assert_int_equal(job_find(&place, &way, &err), ST_INVALID);
	place.profile = NULL;
	place.term = "tmux-256color";
	assert_int_equal(job_find(&place, &way, &err), ST_INVALID);
	place.printer = "lx-310"; /* no file names it: a queue */
	assert_int_equal(job_find(&place, &way, &err), ST_OK);
	assert_int_equal(way.way, WAY_CUPS);
	assert_string_equal(way.target, "lx-310");
	place.printer = "terminal"; /* a test page comes by the server's ways */
	place.term = "xterm";
	assert_int_equal(job_testpage(&place, &err), ST_INVALID);
	place.profile = "nosuch";
	assert_int_equal(job_find(&place, &way, &err), ST_NOTFOUND);
	profiles_free(all);
}

static int
setup(void **state)
{
	(void)state;
	return mkdtemp(dir) != NULL ? 0 : -1;
}

/* Fails when a test left something behind. */
static int
teardown(void **state)
{
	(void)state;
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_profile_errors_name_the_line),
		cmocka_unit_test(test_profiles_replace_by_name),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_tcp),
		cmocka_unit_test(test_testpage),
		cmocka_unit_test(test_job_finds_its_way),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
