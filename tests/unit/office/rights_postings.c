/* SPDX-License-Identifier: ISC */
/* rights: for each verb what is posted inside the reach and outside. */
#include "rights.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "office/import/import.h"
#include "office/table.h"
#include "who_help.h"

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

const struct posting postings[] = {
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
	{ .verb = NULL },
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

void
posting_row(bool far, char *out, size_t size)
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
add(struct office *o, struct wire_args *args, const char *name,
    const char *value, const char *who)
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
			    office_int(o, &tokens[i].q, 0));
			return;
		}
	if (strcmp(value, "@person") == 0)
		(void)str_copy_cut(text, sizeof(text),
		    strcmp(who, "phong2") == 0 ? "112" : "102");
	else if (strcmp(value, "@mine") == 0)
		(void)str_copy_cut(text, sizeof(text),
		    strcmp(who, "phong2") == 0 ? "126" : "119");
	else if (strcmp(value, "@row") == 0 || strcmp(value, "@far") == 0)
		posting_row(value[1] == 'f' || strcmp(who, "phong2") == 0,
		    text, sizeof(text));
	else
		columns(value + 1, text, sizeof(text));
	wire_args_add(args, name, text);
}

enum status
posting_post(struct office *o, const char *who, const char *verb,
    const char *const *field, const struct verb_peer *how)
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
		add(o, &in.args, field[0], field[1], who);
	office_actor(o, who, &actor);
	peer.who = &actor;
	who_before(o->db);
	assert_int_equal(verbs_run(o->db, &peer, &in, &answer), ST_OK);
	who_after(o->db, verb);
	o->err = answer.err;
	actor_done(&actor);
	wire_args_done(&in.args);
	wire_args_done(&answer.args);
	return o->err.st;
}

enum status
posting_try(struct office *o, const struct posting *p, const char *who,
    bool inside, const struct verb_peer *how)
{
	const char *first = inside || p->other == NULL ? who : p->other;
	struct verb_peer plain = { .confirmed = true };
	enum status st;
	size_t i;

	assert_int_equal(db_begin(o->db, &o->err), ST_OK);
	for (i = 0; i < 3 && p->before[i].verb != NULL; i++)
		(void)posting_post(o, first, p->before[i].verb,
		    p->before[i].field, &plain);
	st = posting_post(o, who, p->verb, inside ? p->in : p->out, how);
	db_rollback(o->db);
	return st;
}
