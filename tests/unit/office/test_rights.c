/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house: every verb is posted as every role, inside and outside
 * its reach, and must answer as the table in HACKING.md says; a verb without a
 * row there, or a row without a verb, fails too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/import/import.h"
#include "office/table.h"
#include "office_fixture.h"
#include "who_help.h"

enum reach { REACH_OFFICE, REACH_PLACE, REACH_OWN, REACH_IMPORT };

/* A row of the table, for one of its verbs. */
struct right {
	char verb[32];
	uint32_t roles;
	enum reach reach;
	bool quiet, password, gate, request, who;
};

static struct office o;
static struct right rights[128];
static unsigned nrights;

static const char *const people[ROLE_COUNT] = {
	[ROLE_I_PAYING] = "lan", [ROLE_I_CASHIER] = "thu",
	[ROLE_I_ACCOUNTANT] = "ke", [ROLE_I_CONTROLLER] = "quan",
	[ROLE_I_PREPARER] = "phong", [ROLE_I_APPROVER] = "truong",
	[ROLE_I_PROVINCE] = "tinh", [ROLE_I_ADMIN] = "admin",
};

/* ---- the table in HACKING.md ------------------------------------------ */

/* The next cell of a row, trimmed; *p moves on. */
static char *
cell(char **p)
{
	char *s = *p, *end = strchr(s, '|');

	if (end == NULL)
		fail_msg("a row of HACKING.md ends early: %s", s);
	*end = '\0';
	*p = end + 1;
	return str_trim(s);
}

static uint32_t
roles_of(char *text, bool *gate)
{
	uint32_t mask = 0;
	char *word, *save = NULL;

	*gate = strcmp(text, "gate") == 0;
	if (*gate)
		return 0;
	if (strcmp(text, "all") == 0)
		return ROLE_ALL;
	for (word = strtok_r(text, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save)) {
		if (role_by_name(word) == ROLE_NONE)
			fail_msg("HACKING.md: no role %s", word);
		mask |= (uint32_t)role_by_name(word);
	}
	return mask;
}

static void
row(char *line)
{
	char *p = line + 1, *verbs = cell(&p), *word, *save = NULL;
	struct right r = { .roles = 0 };
	const char *text;

	r.roles = roles_of(cell(&p), &r.gate);
	text = cell(&p);
	r.reach = strcmp(text, "place") == 0 ? REACH_PLACE :
	    strcmp(text, "own") == 0 ? REACH_OWN :
	    strcmp(text, "import") == 0 ? REACH_IMPORT : REACH_OFFICE;
	text = cell(&p);
	r.quiet = strstr(text, "quiet") != NULL;
	r.password = strstr(text, "password") != NULL;
	r.request = strstr(text, "request") != NULL;
	r.who = strstr(text, "who") != NULL;
	for (word = strtok_r(verbs, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save)) {
		assert_true(nrights < sizeof(rights) / sizeof(rights[0]));
		assert_int_equal(str_copy(r.verb, sizeof(r.verb), word), ST_OK);
		rights[nrights++] = r;
	}
}

static void
read_table(void)
{
	FILE *f = fopen(TOP_SRCDIR "/HACKING.md", "r");
	bool inside = false;
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (str_starts(line, "## "))
			inside = str_starts(line, "## Who may post what");
		else if (inside && line[0] == '|' && line[1] == ' ' &&
		    !str_starts(line, "| verbs"))
			row(line);
	}
	(void)fclose(f);
}

static const struct right *
right_of(const char *verb)
{
	const struct right *r = NULL;
	unsigned i;

	for (i = 0; i < nrights; i++)
		if (strcmp(rights[i].verb, verb) == 0) {
			if (r != NULL)
				fail_msg("%s is twice in HACKING.md", verb);
			r = &rights[i];
		}
	if (r == NULL)
		fail_msg("%s is not in the table of HACKING.md", verb);
	return r;
}

/* ---- what is posted ---------------------------------------------------- */

#define FIELDS 8

/* `before`: posted first by the actor (own) or by `other`; words with @ are
 * looked up in tokens[]. */
struct step {
	const char *verb, *field[2 * FIELDS + 1];
};

struct posting {
	const char *verb;
	const char *in[2 * FIELDS + 1], *out[2 * FIELDS + 1];
	const char *other;       /* whose job the one outside is */
	uint32_t not_for;        /* roles of other kinds of requests */
	struct step before[3];   /* makes the job */
};

/* Columns of an import of the roll. */
#define ROLL "code,name,sex,birth,commune,village,point"
#define JOB { "job", "@job", NULL }
#define IMPORT                                                                 \
	{ "import.begin", { "kind", "roll", "columns", ROLL, NULL } }
#define LIST                                                                   \
	{ "list.begin", { "period", "2020-01", "area", "@mine", NULL } },      \
	{ "list.slice", { "job", "@job", "people", "1000", NULL } }
#define LIST_BEGUN                                                             \
	{ "list.begin", { "period", "2020-01", "area", "@mine", NULL } }

#define RECOVERY(id)                                                           \
	{ "recovery", id, "amount", "1000", "document", "12/QĐ" }

#define DEATH(who)                                                             \
	"kind", "stop", "person", who, "reason", "death", "event_on",          \
	    "2019-11-05"
#define ARREARS(area)                                                          \
	"area", area, "from", "2019-11", "reason", "x"

static const struct posting postings[] = {
	{ .verb = "area.add", .in = { "level", "commune", "code", "03999",
	    "name", "Xã Mới", "parent", "119", "from", "2019-01-01" } },
	{ .verb = "area.end", .in = { "code", "03724", "on", "2019-12-31" } },
	{ .verb = "unit.add", .in = { "code", "BD130", "name", "Bưu điện",
	    "parent", "BDT" } },
	{ .verb = "unit.change", .in = { "code", "BD119", "name", "Bưu điện",
	    "parent", "BDT" } },
	{ .verb = "point.add", .in = { "code", "119-09", "name", "Bưu cục",
	    "unit", "BD119", "commune", "03721" } },
	{ .verb = "point.change", .in = { "code", "119-03", "name", "Bưu cục",
	    "unit", "BD119", "commune", "03724" } },
	{ .verb = "staff.add", .in = { "login", "moi", "name", "Lò Văn Mới",
	    "role", "cashier", "unit", "BD119" } },
	{ .verb = "staff.change", .in = { "login", "mai", "name", "Cầm Thị Mai",
	    "role", "cashier", "unit", "BD119" } },
	{ .verb = "staff.disable", .in = { "login", "mai" } },
	{ .verb = "staff.enable", .in = { "login", "mai" } },
	{ .verb = "person.add", .in = { "name", "Lò Thị Mới", "sex", "F",
	    "birth", "1940", "commune", "03721", "point", "119-01" },
	    .out = { "name", "Lò Thị Mới", "sex", "F", "birth", "1940",
	    "commune", "04168", "point", "126-01" } },
	{ .verb = "person.correct", .in = { "person", "101", "note", "x" },
	    .out = { "person", "111", "note", "x" } },
	{ .verb = "change.ask", .in = { DEATH("101") }, .out = { DEATH("111") },
	    .not_for = ROLE_PROVINCE | ROLE_ADMIN },
	{ .verb = "change.preview", .in = { DEATH("101") },
	    .out = { DEATH("111") }, .not_for = ROLE_PROVINCE | ROLE_ADMIN },
	{ .verb = "change.effect", .in = { "change", "@waits119" },
	    .out = { "change", "@waits126" } },
	{ .verb = "change.amend", .in = { "change", "@change", "version", "1",
	    "reason", "moved", "event_on", "2019-11-05" },
	    .out = { "change", "@change", "version", "1", "reason", "moved",
	    "event_on", "2019-11-05" }, .other = "phong2",
	    .not_for = ROLE_PROVINCE | ROLE_ADMIN,
	    .before = { { "change.ask", { DEATH("@person") } } } },
	{ .verb = "change.withdraw", .in = { "change", "@change" },
	    .out = { "change", "@change" }, .other = "phong2",
	    .not_for = ROLE_PROVINCE | ROLE_ADMIN,
	    .before = { { "change.ask", { DEATH("@person") } } } },
	{ .verb = "change.reject", .in = { "change", "@waits119", "version", "1",
	    "reason", "x" }, .out = { "change", "@waits126", "version", "1",
	    "reason", "x" }, .not_for = ROLE_PROVINCE | ROLE_CONTROLLER },
	{ .verb = "change.approve", .in = { "change", "@waits119", "version",
	    "1" }, .out = { "change", "@waits126", "version", "1" },
	    .not_for = ROLE_PROVINCE | ROLE_CONTROLLER },
	{ .verb = "change.slice", .in = { "change", "@file119" },
	    .out = { "change", "@file126" },
	    .not_for = ROLE_PROVINCE | ROLE_CONTROLLER },
	/* The table of another, not a place: areas are the province's. */
	{ .verb = "import.begin", .in = { "kind", "roll", "columns", ROLL },
	    .out = { "kind", "areas", "columns", "@areas" } },
	{ .verb = "import.rows", .in = { "job", "@job", "rows", "@row" },
	    .out = { "job", "@job", "rows", "@row" }, .other = "phong2",
	    .before = { IMPORT } },
	{ .verb = "import.notes", .in = { "job", "@job", "severity", "error" },
	    .out = { "job", "@job", "severity", "error" }, .other = "phong2",
	    .before = { IMPORT } },
	{ .verb = "import.finish", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { IMPORT, { "import.rows", { "job", "@job", "rows",
	    "@row" } } } },
	{ .verb = "import.abort", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { IMPORT } },
	{ .verb = "import.clear", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { IMPORT, { "import.abort", JOB } } },
	{ .verb = "period.open", .in = { "code", "2020-04" } },
	{ .verb = "period.override", .in = { "period", "2020-03", "area",
	    "119", "reason", "x" }, .out = { "period", "2020-03", "area", "126",
	    "reason", "x" } },
	{ .verb = "period.close", .in = { "period", "2019-11", "area", "119" },
	    .out = { "period", "2019-11", "area", "126" } },
	{ .verb = "list.begin", .in = { "period", "2020-01", "area", "119" },
	    .out = { "period", "2020-01", "area", "126" } },
	{ .verb = "list.slice", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { LIST_BEGUN } },
	{ .verb = "list.abort", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { LIST_BEGUN } },
	{ .verb = "list.finish", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { LIST } },
	{ .verb = "list.check", .in = { "list", "@draft119" },
	    .out = { "list", "@draft126" } },
	{ .verb = "list.checked", .in = { "list", "@draft119" },
	    .out = { "list", "@draft126" }, .before = { { "list.check",
	    { "list", "@draft119", "people", "1000" } } } },
	{ .verb = "list.accept", .in = { "list", "@draft119", "no", "1",
	    "note", "x" }, .out = { "list", "@draft126", "no", "1", "note",
	    "x" } },
	{ .verb = "list.submit", .in = { "list", "@draft119" },
	    .out = { "list", "@draft126" } },
	{ .verb = "list.return", .in = { "list", "@submitted119", "reason",
	    "x" }, .out = { "list", "@submitted126", "reason", "x" } },
	{ .verb = "list.approve", .in = { "list", "@submitted119" },
	    .out = { "list", "@submitted126" } },
	{ .verb = "pay", .in = { "person", "101", "period", "2019-11", "method",
	    "point", "collector", "self", "lines", "@line101", "total",
	    "270000" }, .out = { "person", "111", "period", "2019-11", "method",
	    "point", "collector", "self", "lines", "@line111", "total",
	    "270000" } },
	{ .verb = "reverse", .in = { "receipt", "@receipt102", "reason", "x" },
	    .out = { "receipt", "@receipt112", "reason", "x" } },
	{ .verb = "block", .in = { "person", "101", "reason", "x" },
	    .out = { "person", "111", "reason", "x" } },
	{ .verb = "unblock", .in = { "person", "104", "reason", "x" },
	    .out = { "person", "113", "reason", "x" } },
	{ .verb = "duplicate.different", .in = { "person", "101", "other",
	    "102", "note", "x" }, .out = { "person", "111", "other", "112",
	    "note", "x" } },
	{ .verb = "setting.set", .in = { "name", "unpaid_months", "from",
	    "2020-01", "value", "4" } },
	{ .verb = "standard.set", .in = { "amount", "280000", "decree",
	    "NQ 1/2020", "from", "2020-01" } },
	{ .verb = "coefficient.set", .in = { "category", "136.5.5b", "from",
	    "2020-01", "coefficient", "1,5" } },
	{ .verb = "keeps_both.set", .in = { "family", "hiv", "other",
	    "disabled", "from", "2020-01", "source", "x" } },
	{ .verb = "age_step.set", .in = { "category", "136.5.5b", "years", "90",
	    "from", "2020-01", "starts", "same", "source", "x" } },
	{ .verb = "arrears.begin", .in = { ARREARS("119") },
	    .out = { ARREARS("126") } },
	{ .verb = "arrears.slice", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { { "arrears.begin", { ARREARS("@mine") } } } },
	{ .verb = "arrears.abort", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { { "arrears.begin", { ARREARS("@mine") } } } },
	{ .verb = "arrears.finish", .in = JOB, .out = JOB, .other = "phong2",
	    .before = { { "arrears.begin", { ARREARS("@mine") } },
	    { "arrears.slice", { "job", "@job", "people", "1000" } } } },
	{ .verb = "recovery.decide", .in = RECOVERY("9001"),
	    .out = RECOVERY("9002") },
	{ .verb = "recovery.plan", .in = RECOVERY("9001"),
	    .out = RECOVERY("9002") },
	{ .verb = "recovery.repaid", .in = RECOVERY("9001"),
	    .out = RECOVERY("9002") },
	{ .verb = "recovery.write_off", .in = RECOVERY("9001"),
	    .out = RECOVERY("9002") },
	{ .verb = "draft.save", .in = { "content", "x" } },
	{ .verb = "draft.drop", .in = { NULL } },
	{ .verb = "clock.accept", .in = { "today", "2019-11-08" } },
	{ .verb = "signin", .in = { "login", "lan", "method", "password",
	    "ok", "1" } },
};

#define LIST_IN(state, owner)                                                  \
	"SELECT id FROM list WHERE state = '" state "' AND owner_id = " owner  \
	" AND ?1 = 0"

static const struct {
	const char *word;
	struct db_sql q;
} tokens[] = {
	{ "@job", { "t.job", "SELECT max(id) FROM job WHERE ?1 = 0" } },
	{ "@change", { "t.change", "SELECT max(id) FROM change WHERE ?1 = 0" } },
	{ "@waits119", { "t.w119", "SELECT id FROM change WHERE person_id = 103"
	    " AND ?1 = 0" } },
	{ "@waits126", { "t.w126", "SELECT id FROM change WHERE person_id = 113"
	    " AND ?1 = 0" } },
	{ "@file119", { "t.f119", "SELECT id FROM change WHERE kind = 'roll'"
	    " AND area_id = 2 AND ?1 = 0" } },
	{ "@file126", { "t.f126", "SELECT id FROM change WHERE kind = 'roll'"
	    " AND area_id = 3 AND ?1 = 0" } },
	{ "@draft119", { "t.d119", LIST_IN("draft", "2") } },
	{ "@draft126", { "t.d126", LIST_IN("draft", "3") } },
	{ "@submitted119", { "t.s119", LIST_IN("submitted", "2") } },
	{ "@submitted126", { "t.s126", LIST_IN("submitted", "3") } },
	{ "@line101", { "t.l101", "SELECT id FROM line WHERE person_id = 101"
	    " AND month = '2019-11' AND ?1 = 0" } },
	{ "@line111", { "t.l111", "SELECT id FROM line WHERE person_id = 111"
	    " AND month = '2019-11' AND ?1 = 0" } },
	{ "@receipt102", { "t.r102", "SELECT no FROM receipt"
	    " WHERE person_id = 102 AND ?1 = 0" } },
	{ "@receipt112", { "t.r112", "SELECT no FROM receipt"
	    " WHERE person_id = 112 AND ?1 = 0" } },
};

/* Every column of a table, as import.begin wants them. */
static void
columns(const char *kind, char *out, size_t size)
{
	const struct import_column *c;
	size_t used = 0;

	for (c = import_columns(kind); c->name != NULL; c++)
		used += (size_t)snprintf(out + used, size - used, "%s%s",
		    used > 0 ? "," : "", c->name);
}

/* A row of it: of 119 or of 126. */
static void
import_rows(bool far, char *out, size_t size)
{
	static const char *const near_row[] = { "N-1", "Lò Văn Mới", "M", "1940",
		"03721", "Bản Mới", "119-01" };
	static const char *const far_row[] = { "N-1", "Lò Văn Mới", "M", "1940",
		"04168", "Tổ 1", "126-01" };
	char *fields[7];
	struct buf b;
	size_t i;

	for (i = 0; i < 7; i++)
		fields[i] = (char *)(uintptr_t)(far ? far_row[i] : near_row[i]);
	buf_init(&b, size);
	assert_true(import_row_add(&b, 2, fields, 7));
	assert_int_equal(str_copy(out, size, buf_str(&b)), ST_OK);
	buf_done(&b);
}

static void
add(struct wire_args *args, const char *name, const char *value, const char *who)
{
	char text[1024];
	size_t i;

	if (value[0] != '@') {
		wire_args_add(args, name, value);
		return;
	}
	for (i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++)
		if (strcmp(tokens[i].word, value) == 0) {
			wire_args_add_int(args, name,
			    office_int(&o, &tokens[i].q, 0));
			return;
		}
	if (strcmp(value, "@person") == 0)
		(void)str_copy_cut(text, sizeof(text),
		    strcmp(who, "phong2") == 0 ? "112" : "102");
	else if (strcmp(value, "@mine") == 0)
		(void)str_copy_cut(text, sizeof(text),
		    strcmp(who, "phong2") == 0 ? "126" : "119");
	else if (strcmp(value, "@row") == 0 || strcmp(value, "@far") == 0)
		import_rows(value[1] == 'f' || strcmp(who, "phong2") == 0,
		    text, sizeof(text));
	else
		columns(value + 1, text, sizeof(text));
	wire_args_add(args, name, text);
}

/* Posts inside the open transaction. */
static enum status
post_as(const char *who, const char *verb, const char *const *field,
    const struct verb_peer *how)
{
	struct verb_peer peer = *how;
	struct wire_verb in;
	struct wire_answer answer;
	struct actor actor;

	memset(&in, 0, sizeof(in));
	memset(&answer, 0, sizeof(answer));
	wire_op_new(in.op);
	assert_int_equal(str_copy(in.name, sizeof(in.name), verb), ST_OK);
	for (; field[0] != NULL; field += 2)
		add(&in.args, field[0], field[1], who);
	office_actor(&o, who, &actor);
	peer.who = &actor;
	who_before(o.db);
	assert_int_equal(verbs_run(o.db, &peer, &in, &answer), ST_OK);
	who_after(o.db, verb);
	o.err = answer.err;
	actor_done(&actor);
	wire_args_done(&in.args);
	wire_args_done(&answer.args);
	return o.err.st;
}

/* One posting in a transaction that is thrown away. */
static enum status
try_one(const struct posting *p, const char *who, bool inside,
    const struct verb_peer *how)
{
	const char *first = inside || p->other == NULL ? who : p->other;
	struct verb_peer plain = { .confirmed = true };
	enum status st;
	size_t i;

	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
	for (i = 0; i < 3 && p->before[i].verb != NULL; i++)
		(void)post_as(first, p->before[i].verb, p->before[i].field,
		    &plain);
	st = post_as(who, p->verb, inside ? p->in : p->out, how);
	db_rollback(o.db);
	return st;
}

/* ---- tests ------------------------------------------------------------- */

static void
draft(const char *who, const char *period, const char *area, bool submit)
{
	struct wire_args a;
	char id[24];

	assert_int_equal(office_post(&o, who, "list.begin", &a, "period",
	    period, "area", area, NULL), ST_OK);
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, who, "list.slice", NULL, "job", id,
	    "people", "1000", NULL), ST_OK);
	assert_int_equal(office_post(&o, who, "list.finish", &a, "job", id,
	    NULL), ST_OK);
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&a, "list"));
	wire_args_done(&a);
	if (submit) {
		assert_int_equal(office_submit(&o, who, id), ST_OK);
		return;
	}
	office_checks(&o, who, strtoll(id, NULL, 10));
	office_accept(&o, who, strtoll(id, NULL, 10));
}

/* A file of the roll, decided and not carried out. */
static void
file(const char *who, const char *boss, bool far)
{
	char rows[1024], job[24], id[24];
	struct wire_args a;

	import_rows(far, rows, sizeof(rows));
	*strstr(rows, "N-1") = far ? 'G' : 'F'; /* not those of the postings */
	assert_int_equal(office_post(&o, who, "import.begin", &a, "kind",
	    "roll", "columns", ROLL, NULL), ST_OK);
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, who, "import.rows", NULL, "job", job,
	    "rows", rows, NULL), ST_OK);
	assert_int_equal(office_post(&o, who, "import.finish", &a, "job", job,
	    NULL), ST_OK);
	(void)snprintf(id, sizeof(id), "%.*s",
	    (int)strcspn(wire_args_text(&a, "request"), "\t"),
	    wire_args_text(&a, "request"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, boss, "change.approve", NULL,
	    "change", id, "version", "1", NULL), ST_OK);
}

static int
setup(void **state)
{
	static const char *const periods[] = { "2019-12", "2020-01", "2020-02",
		"2020-03" };
	size_t i;

	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	for (i = 0; i < 4; i++)
		assert_int_equal(office_post(&o, "tinh", "period.open", NULL,
		    "code", periods[i], NULL), ST_OK);
	/* Nothing of before is closed. */
	assert_int_equal(office_sql(&o, "INSERT INTO period_override (period_id,"
	    " owner_id, reason, staff_id, at) SELECT p.id, a.id, 'x', 39, ''"
	    " FROM period p JOIN area a ON a.id IN (2, 3)"
	    " WHERE p.code BETWEEN '2019-12' AND '2020-02'"), ST_OK);
	file("phong", "truong", false);
	file("phong2", "truong2", true);
	draft("phong", "2019-12", "119", false);
	draft("phong2", "2019-12", "126", false);
	draft("phong", "2020-02", "119", true);
	draft("phong2", "2020-02", "126", true);
	assert_int_equal(office_post(&o, "phong", "change.ask", NULL, "kind",
	    "stop", "person", "103", "reason", "waiver", "event_on",
	    "2019-11-05", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "change.ask", NULL, "kind",
	    "stop", "person", "113", "reason", "waiver", "event_on",
	    "2019-11-05", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG2, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_XUONG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "INSERT OR REPLACE INTO counter VALUES"
	    " ('area', 1000), ('unit', 1000), ('point', 1000), ('staff', 1000);"
	    "INSERT INTO collector (id, person_id,"
	    " kind, name, valid_from) VALUES (605, 111, 'carer', 'X', '2019-01-01');"
	    "INSERT INTO recovery VALUES (9001, 101, NULL, 'x', 37, ''),"
	    " (9002, 111, NULL, 'x', 41, '');"
	    "INSERT INTO recovery_entry SELECT id, id, 'overpaid', 5000, NULL,"
	    " '', '', '', 37, '' FROM recovery;"
	    "INSERT INTO recovery_entry SELECT id + 10, id, 'decision', 5000,"
	    " NULL, '1/QĐ', '', '', 37, '' FROM recovery;"
	    "INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'x', 40, '' FROM line"
	    " WHERE person_id IN (104, 113) AND month = '2019-11';"
	    "UPDATE person SET birth_year = 1936 WHERE id IN (101, 102);"
	    "UPDATE person SET fold = 'x', birth_year = 1930"
	    " WHERE id IN (111, 112)"), ST_OK);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static void
test_table_is_the_program(void **state)
{
	const struct verb *v;
	unsigned i;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		const struct right *r = right_of(v->name);

		if (r->gate != ((v->flags & VERB_GATE_ONLY) != 0) ||
		    (!r->gate && r->roles != v->roles))
			fail_msg("%s: HACKING.md names other roles", v->name);
		if (r->quiet != ((v->flags & VERB_QUIET) != 0) ||
		    r->password != ((v->flags & VERB_CONFIRM) != 0) ||
		    r->request != ((v->flags & VERB_REQUEST) != 0) ||
		    r->who != ((v->flags & VERB_WHO) != 0))
			fail_msg("%s: HACKING.md says something else besides",
			    v->name);
		assert_int_equal(v->flags & VERB_OWNER, 0);
	}
	assert_int_equal(i, nrights);
	assert_int_equal(i, sizeof(postings) / sizeof(postings[0]));
}

static bool
refused(enum status st)
{
	return st == ST_DENIED || st == ST_NOTFOUND;
}

static void
try_role(const struct posting *p, const struct right *r, int role)
{
	const struct verb_peer how = { .confirmed = true }, bare = { NULL };
	/* What goes by request nobody posts, whoever may ask for it. */
	bool may = !r->request &&
	    (r->roles & ~p->not_for & (1u << role)) != 0;
	/* Every place is inside for them; a job is its maker's. */
	bool wide = r->reach == REACH_IMPORT ? role == ROLE_I_ADMIN :
	    r->reach == REACH_PLACE &&
	    (role == ROLE_I_PROVINCE || role == ROLE_I_ADMIN);
	const char *who = people[role];
	enum status st = try_one(p, who, true, &how);

	if (may ? st != ST_OK : st != ST_DENIED)
		fail_msg("%s as %s: %s: %s", p->verb, who, err_name(st), o.err.msg);
	if (may && r->password &&
	    (st = try_one(p, who, true, &bare)) != ST_DENIED)
		fail_msg("%s as %s without a password: %s", p->verb, who, err_name(st));
	if (r->reach == REACH_OFFICE)
		return;
	st = try_one(p, who, false, &how);
	if (may && wide ? st != ST_OK : may ? !refused(st) : st != ST_DENIED)
		fail_msg("%s as %s, outside: %s: %s", p->verb, who, err_name(st), o.err.msg);
}

static void
test_every_role_every_verb(void **state)
{
	const struct verb_peer gate = { .gate = true };
	const struct posting *p;
	size_t i;
	int role;

	(void)state;
	for (i = 0; i < sizeof(postings) / sizeof(postings[0]); i++) {
		const struct right *r = right_of((p = &postings[i])->verb);
		enum status st = try_one(p, "admin", true, &gate);

		/* The gate has its own verb and no other. */
		if (r->gate ? st != ST_OK : st != ST_DENIED)
			fail_msg("%s as the gate: %s", p->verb, err_name(st));
		for (role = 0; role < ROLE_COUNT; role++)
			try_role(p, r, role);
	}
}

/* Rows of an import run the same handlers: a foreign row keeps the file out. */
static void
test_import_of_another_place(void **state)
{
	static const char *const who[] = { "phong", "phong2", "tinh" };
	const struct verb_peer how = { .confirmed = true };
	static const struct step steps[] = { IMPORT,
		{ "import.rows", { "job", "@job", "rows", "@far" } },
		{ "import.finish", JOB } };
	enum status st = ST_OK;
	size_t i, k;

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_int_equal(db_begin(o.db, &o.err), ST_OK);
		for (k = 0; k < 3; k++)
			st = post_as(who[i], steps[k].verb, steps[k].field, &how);
		db_rollback(o.db);
		assert_int_equal(st, i == 0 ? ST_INVALID : ST_OK);
	}
}

/* Somebody who is disabled is nobody, whatever his role. */
static void
test_disabled(void **state)
{
	struct actor a;

	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE staff SET active = 0 WHERE id = 31"), ST_OK);
	assert_int_equal(actor_load(o.db, 31, &a, &o.err), ST_DENIED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_table_is_the_program, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_role_every_verb, setup, teardown),
		cmocka_unit_test_setup_teardown(test_import_of_another_place, setup, teardown),
		cmocka_unit_test_setup_teardown(test_disabled, setup, teardown),
	};

	read_table();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
