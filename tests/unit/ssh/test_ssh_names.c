/* SPDX-License-Identifier: ISC */
/* ssh/: TERM, modes of a terminal, closing lines and host keys: what crosses to a terminal, a path
 * or a known_hosts line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ssh/hostkey.h"
#include "ssh/modes.h"
#include "ssh/terminal_name.h"

static void
test_terminal_name(void **state)
{
	static const struct {
		const char *name, *want;
	} row[] = {
		{ "xterm-256color", "xterm-256color" },
		{ "rxvt+pcfkeys", "rxvt+pcfkeys" },
		{ "sun_cmd.old", "sun_cmd.old" },
		{ NULL, "vt100" },
		{ "", "vt100" },
		{ "../../etc/passwd", "vt100" },
		{ "..", "vt100" },
		{ ".hidden", "vt100" },
		{ "x/y", "vt100" },
		{ "xterm\033]0;x", "vt100" },
		{ "xt erm", "vt100" },
		{ "xterm\n", "vt100" },
		{ "xt\xc3\xa9rm", "vt100" },
	};
	char out[TERMINAL_NAME_MAX], name[TERMINAL_NAME_MAX + 1];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		terminal_name(out, row[i].name);
		assert_string_equal(out, row[i].want);
	}
	/* 64 bytes are the longest, 65 are too many. */
	memset(name, 'a', sizeof(name));
	name[TERMINAL_NAME_MAX - 1] = '\0';
	terminal_name(out, name);
	assert_string_equal(out, name);
	name[TERMINAL_NAME_MAX - 1] = 'a';
	name[TERMINAL_NAME_MAX] = '\0';
	terminal_name(out, name);
	assert_string_equal(out, "vt100");
}

static void
test_hostkey(void **state)
{
	char dir[] = "/tmp/test_ssh.XXXXXX", path[64], pub[80], text[256];
	char line[512], want[512];
	struct err err = ERR_INIT;
	struct stat sb;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	(void)snprintf(path, sizeof(path), "%s/key", dir);
	(void)snprintf(pub, sizeof(pub), "%s.pub", path);

	assert_int_equal(hostkey_public(path, text, sizeof(text), &err),
	    ST_NOTFOUND);
	(void)umask(0);
	assert_int_equal(hostkey_make(path, &err), ST_OK);
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 07777, 0600);
	assert_int_equal(stat(pub, &sb), 0);
	assert_int_equal(sb.st_mode & 07777, 0644);

	assert_int_equal(hostkey_public(path, text, sizeof(text), &err), ST_OK);
	assert_memory_equal(text, "ssh-ed25519 AAAA", 16);
	f = fopen(pub, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	(void)fclose(f);
	(void)snprintf(want, sizeof(want), "%s chitra\n", text);
	assert_string_equal(line, want);

	assert_int_equal(hostkey_fingerprint(path, text, sizeof(text), &err),
	    ST_OK);
	assert_memory_equal(text, "SHA256:", 7);
	assert_int_equal(strlen(text), 7 + 43);
	assert_int_equal(hostkey_fingerprint(path, text, 10, &err), ST_LIMIT);

	/* Never overwritten, neither half. */
	assert_int_equal(hostkey_make(path, &err), ST_EXISTS);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(hostkey_make(path, &err), ST_EXISTS);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(unlink(pub), 0);
	assert_int_equal(hostkey_make(path, &err), ST_OK);

	/* A key that others can read is no secret. */
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(hostkey_public(path, text, sizeof(text), &err),
	    ST_DENIED);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(truncate(path, 60), 0);
	assert_int_equal(hostkey_public(path, text, sizeof(text), &err),
	    ST_CORRUPT);
	(void)unlink(path);
	(void)unlink(pub);
	(void)rmdir(dir);
}

/* What takes a terminal back that these bytes were shown to. */
static void
gives(const char *term, const char *bytes, size_t piece, const char *want)
{
	struct modes m;
	char end[MODES_END + 1];
	size_t n = strlen(bytes), at, k;

	modes_init(&m, term);
	for (at = 0; at < n; at += k) {
		k = n - at < piece ? n - at : piece;
		modes_watch(&m, bytes + at, k);
	}
	end[modes_end(&m, end)] = '\0';
	assert_string_equal(end, want);
	assert_int_equal(modes_end(&m, end), 0);
}

static void
test_modes(void **state)
{
	static const struct {
		const char *term, *bytes, *want;
	} row[] = {
		{ "xterm", "", "" },
		{ "vt100", "letters", "\033[m" },
		{ "xterm", "\033[?1049h\033[?2004h\033[?1h\033=",
		    "\033[?2004l\033[?1l\033>\033[m\033[?1049l" },
		/* As after sign-out: nothing is left on. */
		{ "xterm", "\033[?1049h\033[?2004h\033[?1h\033=x\033[?2004l"
		    "\033[?1049l\033[?1l\033>", "\033[m" },
		{ "xterm", "\033[?1049;25;2004l\033[?1;25h", "\033[?1l\033>"
		    "\033[m" },
		{ "xterm", "\033[?12;25l", "\033[m\033[?25h" },
		{ "putty", "\0337\033[?47h", "\033[?1l\033>\033[m\033[?47l" },
		/* A job: what it holds is for the printer alone. */
		{ "xterm", "\033[?2004h\033[5ijob\033[?2004l\033[?1049h\033[4",
		    "\r\033[4i\033[?2004l\033[m" },
		{ "xterm", "\033[5ijob\033\033[4i\033[?2004h",
		    "\033[?2004l\033[m" },
		{ "xterm", "\033[5ijob\033[4i\033[5i", "\r\033[4i\033[m" },
		{ "xterm", "\033[5;5i\033[15i\033[5h", "\033[m" },
		{ "wy60", "\033d#job\033[4i", "\r\024\033[m" },
		{ "wy60", "\033d#job\024", "\033[m" },
		{ "ibm3151", "\020\022job", "\r\020\024\033[m" },
		{ "screen", "\033[5ijob", "\r\033[4i\033[m" },
	};
	size_t i, piece;

	(void)state;
	for (i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		for (piece = 1; piece < 12; piece++)
			gives(row[i].term, row[i].bytes, piece, row[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_modes),
		cmocka_unit_test(test_terminal_name),
		cmocka_unit_test(test_hostkey),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
