/* SPDX-License-Identifier: ISC */
/*
 * statements: every statement of the program compiles on the schema of its
 * file, and none that a desk, the writer or a slice of a job runs reads a whole
 * table that grows with the months or with the roll: it would become slower
 * every month.  So for the triggers of the schema, and for the search for
 * children that a foreign key asks for when a row is deleted.  Explained on an
 * office without rows, where the plan depends on the schema alone.  Papers
 * (report/), `chitra check` (audit.c) and the demo read on connections of
 * their own or are no server: theirs only have to compile.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glob.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "db/db_priv.h"
#include "db/dialect.h"
#include "statements_allowed.h"
#include "known_sql.h"

static char dir[64], books_path[96], auth_path[96];
static struct db *books, *auth;
static struct err err;

/* ---- what is wrong with one ---- */

static regex_t re_whole, re_raise, re_row;

struct judged {
	unsigned faults, seen;
	bool quiet;              /* planted ones: count, say nothing */
	bool used[ALLOWED];  /* exceptions that were needed */
	char last[512];          /* the last fault */
};

static void fault(struct judged *j, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void
fault(struct judged *j, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	(void)vsnprintf(j->last, sizeof(j->last), format, ap);
	va_end(ap);
	j->faults++;
	if (!j->quiet)
		print_error("%s\n", j->last);
}

static bool
grows(const char *table)
{
	size_t i;

	for (i = 0; i < sizeof(growing) / sizeof(growing[0]); i++)
		if (strcmp(growing[i], table) == 0)
			return true;
	return false;
}

/* All of a table is read: is there a reason? */
static void
whole(struct judged *j, const char *file, const char *name, const char *table,
    const char *plan)
{
	size_t i;

	if (!grows(table))
		return;
	for (i = 0; i < ALLOWED; i++)
		if (strcmp(allowed[i].name, name) == 0 &&
		    strcmp(allowed[i].table, table) == 0) {
			j->used[i] = true;
			return;
		}
	fault(j, "%s: %s reads all of %s: %s", file, name, table, plan);
}

/* The table that a name in a plan stands for, from the text of the statement. */
static void
real_table(const char *sql, const char *alias, char *table, size_t size)
{
	char *pattern = mem_printf("[(, ](FROM|JOIN|UPDATE|INTO|[a-z_]+,) "
	    "([a-z_]+) (AS )?%s[] ,)]", alias);
	char *text = mem_printf("%s ", sql);
	regmatch_t m[3];
	regex_t re;

	assert_int_equal(regcomp(&re, pattern, REG_EXTENDED), 0);
	if (regexec(&re, text, 3, m, 0) == 0)
		(void)snprintf(table, size, "%.*s",
		    (int)(m[2].rm_eo - m[2].rm_so), text + m[2].rm_so);
	else
		(void)snprintf(table, size, "%s", alias);
	regfree(&re);
	free(text);
	free(pattern);
}

static void
explain(struct judged *j, struct db *db, const char *file, const char *name,
    const char *sql)
{
	char *text = mem_printf("EXPLAIN QUERY PLAN %s", sql);
	char alias[64], table[64];
	sqlite3_stmt *st;
	const char *plan;

	if (sqlite3_prepare_v2(db->h, text, -1, &st, NULL) != SQLITE_OK) {
		fault(j, "%s: %s: %s", file, name, sqlite3_errmsg(db->h));
		free(text);
		return;
	}
	while (sqlite3_step(st) == SQLITE_ROW) {
		plan = (const char *)sqlite3_column_text(st, 3);
		if (regexec(&re_whole, plan, 0, NULL, 0) != 0 ||
		    sscanf(plan, "%*s %63s", alias) != 1)
			continue;
		real_table(sql, alias, table, sizeof(table));
		whole(j, file, name, table, plan);
	}
	(void)sqlite3_finalize(st);
	free(text);
}

static bool
plan_counts(const char *file)
{
	return strncmp(file, "office/report/", 14) != 0 &&
	    strncmp(file, "office/demo/", 12) != 0 &&
	    strcmp(file, "office/audit.c") != 0;
}

static void
judge(void *arg, const char *file, const struct db_sql *q)
{
	struct db *db = strncmp(file, "serve/auth", 10) == 0 ? auth : books;
	struct judged *j = arg;
	char *text = db_dialect(q->text, true);
	sqlite3_stmt *st = NULL;
	const char *tail = "";

	j->seen++;
	if (sqlite3_prepare_v2(db->h, text, -1, &st, &tail) != SQLITE_OK)
		fault(j, "%s: %s: %s", file, q->name, sqlite3_errmsg(db->h));
	else if (st == NULL || tail[strspn(tail, " \t\n;")] != '\0')
		fault(j, "%s: %s: not one statement", file, q->name);
	else if (strncmp(text, "PRAGMA ", 7) != 0 && plan_counts(file))
		explain(j, db, file, q->name, text);
	(void)sqlite3_finalize(st);
	free(text);
}

/* ---- triggers and foreign keys ---- */

/* Writes `with` and blanks over what the expression finds. */
static void
blank(char *text, regex_t *re, const char *with)
{
	regmatch_t m;

	while (regexec(re, text, 1, &m, 0) == 0) {
		memset(text + m.rm_so, ' ', (size_t)(m.rm_eo - m.rm_so));
		memcpy(text + m.rm_so, with, strlen(with));
	}
}

/* The statements in the body of a trigger. */
static void
judge_trigger(struct judged *j, const char *name, const char *sql)
{
	char *text = mem_strdup(sql), *at, *part, *end;

	for (at = text; *at != '\0'; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	at = strstr(text, " BEGIN ");
	assert_non_null(at);
	at += strlen(" BEGIN ");
	end = strrchr(at, ';');
	assert_non_null(end);
	*end = '\0';
	blank(at, &re_raise, "1");
	blank(at, &re_row, " ?1");
	while ((part = strsep(&at, ";")) != NULL)
		if (part[strspn(part, " ")] != '\0') {
			j->seen++;
			explain(j, books, "schema", name, part);
		}
	free(text);
}

/* Tables that may name a row that some statement deletes, without an index. */
#define FOREIGN_KEYS                                                           \
	"SELECT t.name, 'foreign_key:' || f.\"table\", f.\"table\""            \
	" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f"         \
	" WHERE t.type = 'table'"                                              \
	" AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c"           \
	"  WHERE c.name = f.\"from\" AND c.pk = 1)"                            \
	" AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i"           \
	"  JOIN pragma_index_info(i.name) k"                                   \
	"  LEFT JOIN sqlite_master m ON m.name = i.name"                       \
	"  WHERE k.seqno = 0 AND k.name = f.\"from\" AND (i.partial = 0"       \
	"   OR m.sql LIKE '%WHERE ' || f.\"from\" || ' IS NOT NULL'))"

struct deletes {
	const char *table;
	bool found;
};

static void
deletes_from(void *arg, const char *file, const struct db_sql *q)
{
	struct deletes *d = arg;
	char what[64];

	(void)snprintf(what, sizeof(what), "DELETE FROM %s ", d->table);
	if (plan_counts(file) && strncmp(q->text, what, strlen(what)) == 0)
		d->found = true;
}

static void
judge_schema(struct judged *j)
{
	struct deletes d;
	sqlite3_stmt *st;

	assert_int_equal(sqlite3_prepare_v2(books->h, "SELECT name, sql FROM "
	    "sqlite_master WHERE type = 'trigger'", -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW)
		judge_trigger(j, (const char *)sqlite3_column_text(st, 0),
		    (const char *)sqlite3_column_text(st, 1));
	(void)sqlite3_finalize(st);
	assert_int_equal(sqlite3_prepare_v2(books->h, FOREIGN_KEYS, -1, &st,
	    NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		d.found = false;
		d.table = (const char *)sqlite3_column_text(st, 2);
		known_each(deletes_from, &d);
		if (d.found)
			whole(j, "schema",
			    (const char *)sqlite3_column_text(st, 1),
			    (const char *)sqlite3_column_text(st, 0),
			    "a foreign key without an index");
	}
	(void)sqlite3_finalize(st);
}

/* ---- the tests ---- */

static void
test_all(void **state)
{
	struct judged j = { 0 };
	unsigned n;
	size_t i;

	(void)state;
	known_each(judge, &j);
	n = j.seen;
	judge_schema(&j);
	for (i = 0; i < ALLOWED; i++)
		if (!j.used[i])
			fault(&j, "%s does not read all of %s: its exception "
			    "can go", allowed[i].name, allowed[i].table);
	print_message("%u statements, %u of triggers\n", n, j.seen - n);
	assert_int_equal(j.faults, 0);
}

struct counted {
	const char *file;
	unsigned n;
};

static void
count_file(void *arg, const char *file, const struct db_sql *q)
{
	struct counted *c = arg;

	(void)q;
	if (strcmp(c->file, file) == 0)
		c->n++;
}

/* What stands in the sources is in the program: no file was left out. */
static void
test_complete(void **state)
{
	static const char at[] = TOP_SRCDIR "/src/";
	unsigned declared, files = 0;
	struct counted c;
	char line[512];
	glob_t g;
	FILE *f;
	size_t i;

	(void)state;
	assert_int_equal(glob(TOP_SRCDIR "/src/*/*.c", 0, NULL, &g), 0);
	assert_int_equal(glob(TOP_SRCDIR "/src/*/*/*.c", GLOB_APPEND, NULL,
	    &g), 0);
	for (i = 0; i < g.gl_pathc; i++) {
		f = fopen(g.gl_pathv[i], "re");
		assert_non_null(f);
		declared = 0;
		while (fgets(line, sizeof(line), f) != NULL)
			if (strncmp(line, "DB_SQL", 6) == 0)
				declared++;
		(void)fclose(f);
		c = (struct counted){ g.gl_pathv[i] + strlen(at), 0 };
		known_each(count_file, &c);
		if (c.n < declared)
			fail_msg("%s: %u of %u registered", c.file, c.n,
			    declared);
		files += declared > 0;
	}
	globfree(&g);
	assert_true(files > 100);
}

/* What each kind of bad statement is told. */
static void
test_planted(void **state)
{
	static const struct {
		struct db_sql q;
		const char *says;
	} planted[] = {
		{ { "planted.syntax", "SELEC 1" }, "syntax error" },
		{ { "planted.column", "SELECT colour FROM line" },
		    "no such column" },
		{ { "planted.table", "SELECT 1 FROM lines" }, "no such table" },
		{ { "planted.two", "SELECT 1; SELECT 2" },
		    "not one statement" },
		{ { "planted.none", "" }, "not one statement" },
		{ { "planted.hint", "SELECT 1 FROM line l {crosss} JOIN list k"
		    " ON k.id = l.list_id" }, "unrecognized token" },
		{ { "planted.index_gone", "SELECT 1 FROM line {by line_gone}" },
		    "no such index" },
		{ { "planted.scan", "SELECT id FROM line WHERE amount = ?1" },
		    "reads all of line" },
		{ { "planted.alias", "SELECT y.id FROM list k JOIN payout y"
		    " ON y.amount = k.lines WHERE k.id = ?1" },
		    "reads all of payout" },
		{ { "planted.index", "SELECT count(*) FROM receipt" },
		    "reads all of receipt" },
		{ { "planted.delete", "DELETE FROM journal WHERE at < ?1" },
		    "reads all of journal" },
		{ { "planted.state", "SELECT id FROM change WHERE state = ?1" },
		    "reads all of change" },
	};
	static const struct db_sql good = { "planted.good",
		"SELECT id FROM line WHERE id = ?1" };
	struct judged j = { .quiet = true };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(planted) / sizeof(planted[0]); i++) {
		j.faults = 0;
		judge(&j, "office/pay/pay.c", &planted[i].q);
		if (j.faults != 1 || strstr(j.last, planted[i].says) == NULL)
			fail_msg("%s: %u faults: %s", planted[i].q.name,
			    j.faults, j.last);
	}
	j.faults = 0;
	judge(&j, "office/pay/pay.c", &good);
	judge(&j, "office/report/x.c", &planted[7].q);
	assert_int_equal(j.faults, 0);
	judge(&j, "serve/auth.c", &good);
	assert_int_equal(j.faults, 1);
	judge_trigger(&j, "planted_trigger", "CREATE TRIGGER planted_trigger "
	    "BEFORE INSERT ON line WHEN NEW.id > 0 BEGIN\n"
	    "SELECT RAISE(ABORT, 'no') FROM line WHERE amount = NEW.amount; END");
	assert_int_equal(j.faults, 2);
}

static void
test_tokens(void **state)
{
	static const char *const v[][3] = {
		{ "a {cross} JOIN b {by c} ON {+}d", "a CROSS JOIN b INDEXED BY"
		    " c ON +d", "a  JOIN b  ON d" },
		{ "{+}{+}{by x}", "++INDEXED BY x", "" },
		{ "'{a}' {by", "'{a}' {by", "'{a}' {by" },
		{ "{by x", "{by x", "{by x" },
		{ "a IN {set ?5}", "a IN (SELECT value AS id FROM json_each(?5))",
		    "a IN (SELECT CAST(value AS bigint) AS id FROM "
		    "json_array_elements_text(CAST(?5 AS json)))" },
		{ "", "", "" },
	};
	char *text;
	size_t i, k;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		for (k = 1; k <= 2; k++) {
			text = db_dialect(v[i][0], k == 1);
			assert_string_equal(text, v[i][k]);
			free(text);
		}
}

/* A declaration alone registers, an array all of its rows. */
DB_SQL(q_one) = { "here.one", "SELECT 1" };
DB_SQL_ARRAY(q_four, [2][2]) = {
	{ { "here.a", "SELECT 1" }, { "here.b", "SELECT 2" } },
	{ { "here.c", "SELECT 3" }, { "here.d", "SELECT 4" } } };

static void
count_here(void *arg, const char *file, const struct db_sql *q)
{
	unsigned *mask = arg;

	(void)file;
	if (q == &q_one)
		*mask |= 1;
	if (q >= &q_four[0][0] && q <= &q_four[1][1])
		*mask += 2;
}

static void
test_registered(void **state)
{
	unsigned mask = 0;

	(void)state;
	known_each(count_here, &mask);
	assert_int_equal(mask, 1 + 4 * 2);
}

static int
setup(void **state)
{
	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/test_statements.XXXXXX");
	if (mkdtemp(dir) == NULL ||
	    regcomp(&re_whole, WHOLE, REG_EXTENDED) != 0 ||
	    regcomp(&re_raise, "RAISE *\\([^)]*\\)", REG_EXTENDED) != 0 ||
	    regcomp(&re_row, "(NEW|OLD)\\.[a-z_]+", REG_EXTENDED) != 0)
		return -1;
	(void)snprintf(books_path, sizeof(books_path), "%s/books.db", dir);
	(void)snprintf(auth_path, sizeof(auth_path), "%s/auth.db", dir);
	/* Keys off: a plan names the search for children even where it is only
	 * made after a key was found to be broken. */
	if (db_create(books_path, DB_BOOKS, &err) == ST_OK &&
	    db_create(auth_path, DB_AUTH, &err) == ST_OK &&
	    db_open_writer(books_path, DB_BOOKS, &books, &err) == ST_OK &&
	    db_open_writer(auth_path, DB_AUTH, &auth, &err) == ST_OK &&
	    db_exec(books, "PRAGMA foreign_keys = OFF", &err) == ST_OK)
		return 0;
	print_error("%s\n", err.msg);
	return -1;
}

static int
teardown(void **state)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
	char name[128];
	size_t i;

	(void)state;
	db_close(books);
	db_close(auth);
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", books_path,
		    tails[i]);
		(void)unlink(name);
		(void)snprintf(name, sizeof(name), "%s%s", auth_path, tails[i]);
		(void)unlink(name);
	}
	regfree(&re_whole);
	regfree(&re_raise);
	regfree(&re_row);
	return rmdir(dir);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_planted),
		cmocka_unit_test(test_registered),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests_name("statements", tests, setup,
	    teardown);
}
