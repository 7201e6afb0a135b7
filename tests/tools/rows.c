/* SPDX-License-Identifier: ISC */
/*
 * rows: runs every statement that reads on the books of a small office in
 * SQLite, and writes what PostgreSQL is to run with the same values;
 * tests/db/postgres.sh compares the rows.
 *
 *   rows copy BOOKS                  the tables, as COPY of psql
 *   rows run BOOKS TYPES SCRIPT      TYPES: lines "NAME {type,...}"
 *
 * "run" prints "@ NAME" and the rows; the script does the same.  A parameter is
 * given what the statement compares it with: the column of a row, a literal.
 * Rows are drawn with a fixed seed until the statement returns some.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "db/dialect.h"
#include "known_sql.h"

#define TRIES 100
#define PARAMS 40
#define CHOICES 12

static sqlite3 *db;
static FILE *script;
static char *types;
static char all_ids[2][4096]; /* of areas and points, as JSON */

static sqlite3_stmt *
prepare(const char *sql)
{
	sqlite3_stmt *s = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		fatalx("%s: %s", sql, sqlite3_errmsg(db));
	return s;
}

static void
blob(FILE *f, sqlite3_stmt *s, int col, const char *mark)
{
	const unsigned char *p = sqlite3_column_blob(s, col);
	int i, n = sqlite3_column_bytes(s, col);

	(void)fputs(mark, f);
	for (i = 0; i < n; i++)
		(void)fprintf(f, "%02x", p[i]);
}

/* One column; `copy` as COPY reads it, else as psql prints it. */
static void
column(FILE *f, sqlite3_stmt *s, int col, int copy)
{
	const char *at;

	switch (sqlite3_column_type(s, col)) {
	case SQLITE_NULL:
		(void)fputs("\\N", f);
		break;
	case SQLITE_BLOB:
		blob(f, s, col, copy ? "\\\\x" : "\\x");
		break;
	default:
		for (at = (const char *)sqlite3_column_text(s, col);
		    *at != '\0'; at++)
			if (copy && *at == '\n')
				(void)fputs("\\n", f);
			else if (copy && *at == '\t')
				(void)fputs("\\t", f);
			else if (copy && *at == '\\')
				(void)fputs("\\\\", f);
			else
				(void)putc(*at, f);
	}
}

static int
rows(FILE *f, sqlite3_stmt *s, int copy)
{
	int i, rc, n = 0;

	for (; (rc = sqlite3_step(s)) == SQLITE_ROW; n++) {
		for (i = 0; f != NULL && i < sqlite3_column_count(s); i++) {
			if (i > 0)
				(void)putc('\t', f);
			column(f, s, i, copy);
		}
		if (f != NULL)
			(void)putc('\n', f);
	}
	if (rc != SQLITE_DONE)
		n = -1;
	(void)sqlite3_reset(s);
	return n;
}

static void
copy_all(void)
{
	sqlite3_stmt *t = prepare("SELECT name FROM sqlite_master"
	    " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"), *s;
	char *sql;

	while (sqlite3_step(t) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(t, 0);
		int i;

		sql = mem_printf("SELECT * FROM %s", name);
		s = prepare(sql);
		(void)printf("COPY %s (", name);
		for (i = 0; i < sqlite3_column_count(s); i++)
			(void)printf("%s\"%s\"", i > 0 ? ", " : "",
			    sqlite3_column_name(s, i));
		(void)printf(") FROM stdin;\n");
		(void)rows(stdout, s, 1);
		(void)printf("\\.\n");
		(void)sqlite3_finalize(s);
		free(sql);
	}
	(void)sqlite3_finalize(t);
}

/* ---- values --------------------------------------------------------------- */

static uint64_t seed;

static unsigned
draw(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return n > 0 ? (unsigned)(seed >> 33) % n : 0;
}

static int
word_char(char c)
{
	return c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* The table that has the column: named by the alias, or any of the statement. */
static int
table_of(const char *sql, const char *alias, const char *col, char *table,
    size_t size)
{
	const char *at = sql, *w, *next;
	sqlite3_stmt *s;
	char *q;
	int found;

	while (*at != '\0') {
		if (!word_char(*at)) {
			at++;
			continue;
		}
		for (w = at; word_char(*at); at++)
			;
		for (next = at; *next == ' '; next++)
			;
		if (strncmp(next, "AS ", 3) == 0)
			next += 3;
		if (alias[0] != '\0' && (strncmp(next, alias, strlen(alias)) !=
		    0 || word_char(next[strlen(alias)])) &&
		    strncmp(w, alias, strlen(alias)) != 0)
			continue;
		(void)snprintf(table, size, "%.*s", (int)(at - w), w);
		q = mem_printf("SELECT 1 FROM pragma_table_info('%s')"
		    " WHERE name = '%s'", table, col);
		s = prepare(q);
		found = sqlite3_step(s) == SQLITE_ROW;
		(void)sqlite3_finalize(s);
		free(q);
		if (found)
			return 1;
	}
	return 0;
}

/* The value that row `no` of the table has there; "" without rows. */
static char *
row_value(const char *table, const char *col, unsigned no)
{
	char *q = mem_printf("SELECT count(*) FROM %s", table), *value;
	sqlite3_stmt *s = prepare(q);
	unsigned n, i;

	(void)sqlite3_step(s);
	n = (unsigned)sqlite3_column_int(s, 0);
	(void)sqlite3_finalize(s);
	free(q);
	q = mem_printf("SELECT * FROM %s LIMIT 1 OFFSET %u", table,
	    n > 0 ? no % n : 0);
	s = prepare(q);
	value = NULL;
	if (sqlite3_step(s) == SQLITE_ROW)
		for (i = 0; i < (unsigned)sqlite3_column_count(s); i++)
			if (strcmp(sqlite3_column_name(s, (int)i), col) == 0 &&
			    sqlite3_column_type(s, (int)i) != SQLITE_NULL &&
			    sqlite3_column_type(s, (int)i) != SQLITE_BLOB)
				value = mem_strdup((const char *)
				    sqlite3_column_text(s, (int)i));
	(void)sqlite3_finalize(s);
	free(q);
	return value;
}

/* What stands before `at`: "alias.column OP "; false when it is no column. */
static int
column_before(const char *sql, const char *at, char *alias, char *col)
{
	const char *end, *w;

	while (at > sql && strchr(" =<>(", at[-1]) != NULL)
		at--;
	if (at - sql > 7 && strncmp(at - 7, "BETWEEN", 7) == 0)
		for (at -= 7; at > sql && at[-1] == ' '; at--)
			;
	for (end = w = at; w > sql && word_char(w[-1]); w--)
		;
	if (end == w || end - w > 60)
		return 0;
	(void)snprintf(col, 64, "%.*s", (int)(end - w), w);
	alias[0] = '\0';
	if (w > sql && w[-1] == '.') {
		for (end = --w; w > sql && word_char(w[-1]); w--)
			;
		(void)snprintf(alias, 64, "%.*s", (int)(end - w), w);
	}
	return 1;
}

/* What a parameter is compared with: a column of a table, or a literal. */
struct choice {
	char *literal, table[64], col[64];
};

static unsigned
choices(const char *sql, int no, struct choice v[CHOICES])
{
	char mark[8], alias[64];
	const char *at = sql, *after, *end;
	unsigned n = 0;

	(void)snprintf(mark, sizeof(mark), "?%d", no);
	for (; n < CHOICES - 1 && (at = strstr(at, mark)) != NULL; at = after) {
		after = at + strlen(mark);
		if (*after >= '0' && *after <= '9')
			continue;
		v[n].literal = v[n + 1].literal = NULL;
		if (at - sql > 6 && strncmp(at - 6, "LIMIT ", 6) == 0)
			v[n++].literal = mem_strdup("1000");
		else if (at - sql > 7 && strncmp(at - 7, "OFFSET ", 7) == 0)
			v[n++].literal = mem_strdup("0");
		else if (column_before(sql, at, alias, v[n].col) &&
		    table_of(sql, alias, v[n].col, v[n].table,
		    sizeof(v[n].table)))
			n++;
		end = after + strspn(after, " =<>");
		if (end > after && *end == '\'')
			v[n++].literal = mem_strndup(end + 1,
			    strcspn(end + 1, "'"));
		else if (end > after && *end >= '0' && *end <= '9')
			v[n++].literal = mem_strndup(end,
			    strspn(end, "0123456789"));
	}
	return n;
}

static int
is_number(const char *type)
{
	return strcmp(type, "bigint") == 0 || strcmp(type, "integer") == 0;
}

/* A value of the type, drawn from what the parameter is compared with. */
static char *
value_of(const struct choice *v, unsigned n, const char *type, unsigned row)
{
	static const char *const texts[] = { "0001-01", "2019-11", "9999-12" };
	static const char *const numbers[] = { "0", "1", "2000000000" };
	char *value = NULL;
	unsigned at;

	if (strcmp(type, "json") == 0)
		return mem_strdup(all_ids[draw(2)]);
	if (strcmp(type, "bytea") == 0)
		return mem_strdup("");
	at = draw(2 * n + 1);
	if (at < 2 * n)
		value = v[at % n].literal != NULL ?
		    mem_strdup(v[at % n].literal) :
		    row_value(v[at % n].table, v[at % n].col, row);
	if (value == NULL)
		value = mem_strdup(is_number(type) ? numbers[draw(3)] :
		    texts[draw(3)]);
	if (is_number(type) && (*value == '\0' ||
	    value[strspn(value, "-0123456789")] != '\0')) {
		free(value);
		value = mem_strdup("0");
	}
	return value;
}

/* ---- running -------------------------------------------------------------- */

struct call {
	char *value[PARAMS];
	char type[PARAMS][16];
	struct choice choice[PARAMS][CHOICES];
	unsigned choices[PARAMS];
	int n;
};

static int
types_of(const char *name, struct call *c)
{
	char *want = mem_printf("\n%s {", name), *at = strstr(types, want);
	size_t n;

	c->n = 0;
	if (at != NULL)
		for (at += strlen(want); *at != '}' && c->n < PARAMS; at += n) {
			at += *at == ',';
			n = strcspn(at, ",}");
			(void)snprintf(c->type[c->n++], 16, "%.*s", (int)n, at);
		}
	free(want);
	return at != NULL;
}

static void
bind(sqlite3_stmt *s, struct call *c, unsigned row)
{
	int i;

	for (i = 0; i < c->n; i++) {
		free(c->value[i]);
		c->value[i] = value_of(c->choice[i], c->choices[i],
		    c->type[i], row);
		if (strcmp(c->type[i], "bytea") == 0)
			(void)sqlite3_bind_blob(s, i + 1, "", 0, SQLITE_STATIC);
		else if (is_number(c->type[i]))
			(void)sqlite3_bind_int64(s, i + 1,
			    strtoll(c->value[i], NULL, 10));
		else
			(void)sqlite3_bind_text(s, i + 1, c->value[i], -1,
			    SQLITE_STATIC);
	}
}

static void
execute(const struct call *c, const char *name, const char *sql)
{
	const char *at;
	int i;

	(void)fprintf(script, "\\echo @ %s\nPREPARE s AS ", name);
	for (at = sql; *at != '\0'; at++)
		(void)putc(*at == '?' ? '$' : *at, script);
	(void)fprintf(script, ";\nEXECUTE s%s", c->n > 0 ? "(" : "");
	for (i = 0; i < c->n; i++) {
		(void)fprintf(script, "%s'", i > 0 ? ", " : "");
		for (at = c->value[i]; *at != '\0'; at++) {
			if (*at == '\'')
				(void)putc('\'', script);
			(void)putc(*at, script);
		}
		(void)putc('\'', script);
	}
	(void)fprintf(script, "%s;\nDEALLOCATE ALL;\n", c->n > 0 ? ")" : "");
}

static void
run(void *arg, const char *file, const struct db_sql *q)
{
	char *sql, *other;
	sqlite3_stmt *s;
	struct call c;
	unsigned k;
	int i;

	(void)arg;
	if (strncmp(file, "serve/auth", 10) == 0 || !types_of(q->name, &c))
		return;
	sql = db_dialect(q->text, true);
	other = db_dialect(q->text, false);
	s = prepare(sql);
	seed = 1;
	for (i = 0; i < c.n; i++) {
		c.value[i] = NULL;
		c.choices[i] = choices(q->text, i + 1, c.choice[i]);
	}
	if (sqlite3_stmt_readonly(s) && sqlite3_column_count(s) > 0) {
		for (k = 0, bind(s, &c, 0); rows(NULL, s, 0) <= 0 && k < TRIES;)
			bind(s, &c, ++k);
		(void)printf("@ %s\n", q->name);
		(void)rows(stdout, s, 0);
		execute(&c, q->name, other);
	}
	(void)sqlite3_finalize(s);
	for (i = 0; i < c.n; i++) {
		free(c.value[i]);
		for (k = 0; k < c.choices[i]; k++)
			free(c.choice[i][k].literal);
	}
	free(sql);
	free(other);
}

/* One whose rows differ, by the place of NULL, and one whose rows do not. */
static const struct db_sql planted[] = {
	{ "planted.nulls", "SELECT valid_to, id FROM collector"
	    " ORDER BY valid_to, id" },
	{ "planted.same", "SELECT valid_to, id FROM collector WHERE id > ?1"
	    " ORDER BY valid_to NULLS FIRST, id" },
};

static void
ids_of(const char *table, char *dst, size_t size)
{
	char *q = mem_printf("SELECT json_group_array(id) FROM %s", table);
	sqlite3_stmt *s = prepare(q);

	(void)sqlite3_step(s);
	(void)snprintf(dst, size, "%s", (const char *)sqlite3_column_text(s, 0));
	(void)sqlite3_finalize(s);
	free(q);
}

static char *
read_file(const char *name)
{
	FILE *f = fopen(name, "re");
	char *text;
	size_t n;

	if (f == NULL)
		fatal("%s", name);
	text = mem_array(1 << 20, 1);
	n = fread(text + 1, 1, (1 << 20) - 2, f);
	text[0] = '\n';
	text[n + 1] = '\0';
	(void)fclose(f);
	return text;
}

int
main(int argc, char **argv)
{
	int i;

	if (argc < 3 || sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READONLY,
	    NULL) != SQLITE_OK)
		fatalx("usage: rows copy BOOKS | run BOOKS TYPES SCRIPT");
	if (strcmp(argv[1], "copy") == 0) {
		copy_all();
	} else if (argc == 5) {
		types = read_file(argv[3]);
		script = fopen(argv[4], "we");
		if (script == NULL)
			fatal("%s", argv[4]);
		ids_of("area", all_ids[0], sizeof(all_ids[0]));
		ids_of("point", all_ids[1], sizeof(all_ids[1]));
		if (strstr(types, "\nplanted.") != NULL)
			for (i = 0; i < 2; i++)
				run(NULL, "", &planted[i]);
		else
			known_each(run, NULL);
		(void)fclose(script);
		free(types);
	}
	(void)sqlite3_close(db);
	return 0;
}
