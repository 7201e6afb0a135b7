/* SPDX-License-Identifier: ISC */
/* form: INI files read strictly, chitra.ini, and the shipped forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/str.h"
#include "form/conf_load.h"
#include "form/form.h"
#include "form/ini.h"
#include "form/list.h"
#include "form/report_def.h"

static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };

/*
 * Each bad file says in its first line what must be reported:
 *     # LINE: words that the message has to contain
 */
static void
check_bad(const char *name)
{
	char path[512], first[256], want[32], *words;
	struct form_dirs bad = { NULL, TOP_SRCDIR "/tests/forms/bad" };
	struct form_list *list = NULL;
	struct report_def *def = NULL;
	struct err err = ERR_INIT;
	struct form *form = NULL;
	enum status st;
	FILE *f;

	assert_int_equal(str_format(path, sizeof(path), "%s/%s", bad.shipped,
	    name), ST_OK);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(first, sizeof(first), f));
	(void)fclose(f);
	first[strcspn(first, "\n")] = '\0';
	words = strchr(first, ':');
	assert_non_null(words);
	*words = '\0';
	words += 2;
	assert_int_equal(str_format(want, sizeof(want), ".ini:%s: ",
	    first + 2), ST_OK);
	assert_int_equal(str_format(path, sizeof(path), "%.*s",
	    (int)(strlen(name) - 4), name), ST_OK);
	if (str_starts(name, "report-"))
		st = report_def_load(&bad, path + 7, &def, &err);
	else if (str_starts(name, "list-"))
		st = form_list_load(&bad, path, &list, &err);
	else
		st = form_load(&bad, path, &form, &err);
	if (st != ST_INVALID || strstr(err.msg, want) == NULL ||
	    strstr(err.msg, words) == NULL)
		fail_msg("%s: got %s \"%s\", want \"%s\" and \"%s\"", name,
		    err_name(st), err.msg, want, words);
}

static void
test_bad_files_name_the_line(void **state)
{
	unsigned n = 0;
	struct dirent *e;
	DIR *d = opendir(TOP_SRCDIR "/tests/forms/bad");

	(void)state;
	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		if (strstr(e->d_name, ".ini") != NULL) {
			check_bad(e->d_name);
			n++;
		}
	(void)closedir(d);
	assert_true(n >= 20);
}

static void
test_shipped_files_load(void **state)
{
	static const char *const forms[] = { "change-new-person", "change-death",
	    "contact", "pay" };
	static const char *const lists[] = { "roll", "summary" };
	static const char *const reports[] = { "summary", "payment-list",
		"unpaid", "home" };
	struct report_def *def = NULL;
	struct form_list *list = NULL;
	struct form *form = NULL;
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (form_load(&dirs, forms[i], &form, &err) != ST_OK)
			fail_msg("%s", err.msg);
		form_free(form);
	}
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		if (form_list_load(&dirs, lists[i], &list, &err) != ST_OK)
			fail_msg("%s", err.msg);
		form_list_free(list);
	}
	for (i = 0; i < sizeof(reports) / sizeof(reports[0]); i++) {
		if (report_def_load(&dirs, reports[i], &def, &err) != ST_OK)
			fail_msg("%s", err.msg);
		report_def_free(def);
	}
}

static void
test_report_names(void **state)
{
	struct form_dirs both = { TOP_SRCDIR "/tests/forms/good",
		TOP_SRCDIR "/forms" };
	char **names = report_def_names(&both);
	unsigned i, n = 0;

	(void)state;
	for (i = 0; names[i] != NULL; i++) {
		n += strcmp(names[i], "payment-list") == 0;
		n += strcmp(names[i], "plain") == 0;
		assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
	}
	assert_int_equal(n, 2);
	report_def_names_free(names);
}

static void
test_own_folder_comes_first(void **state)
{
	struct form_dirs both = { TOP_SRCDIR "/tests/forms/good",
		TOP_SRCDIR "/forms" };
	const struct form_field *field;
	struct form *form = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(form_load(&both, "pay", &form, &err), ST_OK);
	assert_int_equal(form->nfields, 2);
	field = form_field(form, "method");
	assert_non_null(field);
	assert_int_equal(field->nchoices, 2);
	assert_string_equal(field->choices[1].value, "home");
	assert_null(form_field(form, "collector_name"));
	/* A province's own words show in Vietnamese only. */
	(void)setenv("LANGUAGE", "vi", 1);
	assert_string_equal(form_say(&field->label), "Hình thức; cách trả");
	assert_string_equal(form_say(&field->choices[1].label), "Tại nhà");
	(void)setenv("LANGUAGE", "en", 1);
	assert_string_equal(form_say(&field->label), "Paid");
	form_free(form);
	assert_int_equal(form_load(&both, "contact", &form, &err), ST_OK);
	form_free(form);
	assert_int_equal(form_load(&both, "../pay", &form, &err), ST_NOTFOUND);
}

static void
test_ini_keeps_order_and_lines(void **state)
{
	struct err err = ERR_INIT;
	struct ini *ini = NULL;
	int64_t v = 0;

	(void)state;
	assert_int_equal(ini_load(TOP_SRCDIR "/tests/forms/good/plain.ini",
	    &ini, &err), ST_OK);
	assert_int_equal(ini_sections(ini), 2);
	assert_string_equal(ini_section(ini, 0), "zulu");
	assert_string_equal(ini_section(ini, 1), "alpha one");
	assert_int_equal(ini_keys(ini, 0), 3);
	assert_string_equal(ini_key(ini, 0, 1), "b");
	assert_string_equal(ini_get(ini, "zulu", "z"), "kept ; in quotes # too");
	assert_string_equal(ini_get(ini, "zulu", "empty"), "");
	assert_null(ini_get(ini, "zulu", "n"));
	assert_null(ini_get(ini, "alpha one", "alpha one"));
	assert_int_equal(ini_line(ini, "alpha one", "n"), 9);
	assert_int_equal(ini_line(ini, "alpha one", NULL), 8);
	assert_int_equal(ini_int(ini, "alpha one", "n", 99, &v, &err), ST_OK);
	assert_int_equal(v, 42); /* iniparser's getint would say 34 */
	assert_int_equal(ini_int(ini, "alpha one", "n", 9, &v, &err),
	    ST_INVALID);
	assert_string_equal(err.field, "plain.ini:9");
	ini_free(ini);
	assert_int_equal(ini_load("/nonexistent/x.ini", &ini, &err),
	    ST_NOTFOUND);
}

static void
test_list_shares_the_room(void **state)
{
	struct form_list *list = NULL;
	struct err err = ERR_INIT;
	unsigned widths[16], room, i, taken;

	(void)state;
	assert_int_equal(form_list_load(&dirs, "roll", &list, &err), ST_OK);
	assert_true(list->ncolumns <= 16);
	for (room = 1; room <= 200; room++) {
		form_list_fit(list, room, widths);
		for (taken = i = 0; i < list->ncolumns; i++)
			if (widths[i] > 0)
				taken += widths[i] + (taken > 0);
		assert_true(taken <= room);
		if (room >= 80) /* all the room is used */
			assert_int_equal(taken, room);
	}
	form_list_fit(list, 80, widths);
	for (i = 0; i < list->ncolumns; i++)
		assert_true(widths[i] >= list->columns[i].min);
	form_list_free(list);
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
check_conf(const char *path, const char *text, const char *want)
{
	struct err err = ERR_INIT;
	struct conf conf;

	write_file(path, text);
	assert_int_equal(conf_load(path, &conf, &err), ST_INVALID);
	if (strstr(err.msg, want) == NULL)
		fail_msg("got \"%s\", want \"%s\"", err.msg, want);
}

static void
test_conf(void **state)
{
	char dir[] = "/tmp/chitra-conf-XXXXXX", path[64], want[128];
	struct conf_set set[] = { { "server", "port", "2299" },
		{ "office", "name", "Bưu điện; Sơn La" } };
	struct err err = ERR_INIT;
	struct conf conf;
	struct buf out;

	(void)state;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(str_format(path, sizeof(path), "%s/chitra.ini", dir),
	    ST_OK);
	buf_init(&out, 65536);
	conf_template(&out, set, 2);
	write_file(path, buf_str(&out));
	buf_done(&out);
	if (conf_load(path, &conf, &err) != ST_OK)
		fail_msg("%s", err.msg);
	assert_int_equal(conf.server_port, 2299);
	assert_string_equal(conf.office_name, "Bưu điện; Sơn La");
	assert_string_equal(conf.office_language, "vi");
	assert_int_equal(conf.limits_dead_minutes, 12);
	assert_false(conf.server_syslog);
	assert_int_equal(str_format(want, sizeof(want), "%s/chitra.db", dir),
	    ST_OK);
	assert_string_equal(conf.data_database, want);
	assert_string_equal(conf.data_forms, "");
	assert_string_equal(conf.file, path);
	check_conf(path, "[server]\n\nport = 70000\n",
	    "chitra.ini:3: port = 70000: a whole number from 0 to 65535");
	check_conf(path, "[server]\nport = 0x50\n", "chitra.ini:2: ");
	/* A key that had no use stands in files of before. */
	write_file(path, "[data]\ndrafts = drafts\n");
	assert_int_equal(conf_load(path, &conf, &err), ST_OK);
	check_conf(path, "[data]\ndraft = drafts\n",
	    "chitra.ini:2: unknown key \"draft\" in [data]");
	check_conf(path, "[server]\nprot = 22\n",
	    "chitra.ini:2: unknown key \"prot\" in [server]");
	check_conf(path, "[sever]\nport = 22\n",
	    "chitra.ini:1: unknown section [sever]");
	check_conf(path, "[text]\nodd = lẽ\n", "one of linh|lẻ");
	check_conf(path, "[server]\nsyslog = maybe\n", "yes or no");
	(void)unlink(path);
	assert_int_equal(conf_load(path, &conf, &err), ST_NOTFOUND);
	(void)rmdir(dir);
}

/* chitra.ini(5) names each key in its section, with its default. */
static void
test_conf_page(void **state)
{
	char text[65536], want[160];
	const struct conf_key *key;
	const char *section, *item, *end;
	size_t n;
	FILE *f;

	(void)state;
	f = fopen(TOP_SRCDIR "/man/chitra.ini.5", "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	(void)fclose(f);
	text[n] = '\0';
	for (key = conf_keys; key->section != NULL; key++) {
		(void)snprintf(want, sizeof(want), "\n.Ss %s\n", key->section);
		section = strstr(text, want);
		(void)snprintf(want, sizeof(want), "\n.It Cm %s\n", key->key);
		item = section != NULL ? strstr(section, want) : NULL;
		end = section != NULL ? strstr(section, "\n.El") : NULL;
		if (item == NULL || end == NULL || item > end)
			fail_msg("[%s] %s is not in chitra.ini.5",
			    key->section, key->key);
		(void)snprintf(want, sizeof(want), "default %s%s\n",
		    *key->def == ':' ? "\\&" : "", *key->def != '\0' ?
		    key->def : "empty");
		end = strstr(item, "\n.Pq ");
		end = end != NULL ? strchr(end + 1, '\n') : NULL;
		if (end == NULL || strncmp(end + 1 - strlen(want), want,
		    strlen(want)) != 0)
			fail_msg("[%s] %s: the page has another default",
			    key->section, key->key);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ini_keeps_order_and_lines),
		cmocka_unit_test(test_bad_files_name_the_line),
		cmocka_unit_test(test_shipped_files_load),
		cmocka_unit_test(test_report_names),
		cmocka_unit_test(test_own_folder_comes_first),
		cmocka_unit_test(test_list_shares_the_room),
		cmocka_unit_test(test_conf),
		cmocka_unit_test(test_conf_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
