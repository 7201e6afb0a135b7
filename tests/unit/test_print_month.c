/* SPDX-License-Identifier: ISC */
/*
 * print: the reports of a month between two lists: increases and decreases,
 * arrears, moves, birthdays, letters, collectors, recoveries, pairs, findings
 * and grants for funerals: their figures, their scope, their pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "golden.h"
#include "office_fixture.h"
#include "print/report.h"
#include "ui/lang.h"

static struct office o;
static struct profiles *profiles;
static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };
static int64_t draft; /* list of 12/2019 */

static enum status
sink_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

/* profile NULL: CSV. */
static enum status
render(const char *who, const char *name, const char *profile,
    const struct report_params *params, struct buf *out)
{
	struct report_def *def = NULL;
	struct report_order order = { .office = "Bưu điện tỉnh Sơn La",
		.today = "2019-11-21", .params = *params };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink = { .write = sink_write, .arg = out };
	struct actor actor;
	enum status st;

	if (report_def_load(&dirs, name, &def, &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	order.def = def;
	order.profile = profile_find(profiles, profile != NULL ? profile :
	    "text-80");
	order.format = profile != NULL ? REPORT_TEXT_PAGES : REPORT_CSV;
	office_actor(&o, who, &actor);
	st = report_render(o.db, &actor.scope, &order, &sink, &made, &o.err);
	assert_false(db_in_tx(o.db));
	actor_done(&actor);
	report_def_free(def);
	return st;
}

static const char *
csv(const char *who, const char *name, const struct report_params *params,
    struct buf *out)
{
	buf_init(out, 1 << 20);
	if (render(who, name, NULL, params, out) != ST_OK)
		fail_msg("%s: %s", name, o.err.msg);
	return buf_str(out);
}

static void
has(const char *where, const char *what)
{
	if (strstr(where, what) == NULL)
		fail_msg("no \"%s\" in:\n%s", what, where);
}

static void
has_not(const char *where, const char *what)
{
	if (strstr(where, what) != NULL)
		fail_msg("\"%s\" in:\n%s", what, where);
}

static unsigned
lines(const char *s)
{
	unsigned n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* ---- the month ------------------------------------------------------------ */

static void
must(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, o.err.field, o.err.msg);
}

/* Approves the request that was asked last. */
static void
approved(struct wire_args *asked)
{
	char id[24];

	(void)str_copy_cut(id, sizeof(id), wire_args_text(asked, "change"));
	must(office_post(&o, "truong", "change.approve", NULL, "change", id,
	    "version", "1", NULL), "change.approve");
	wire_args_done(asked);
}

#define ASK(...)                                                               \
	do {                                                                   \
		struct wire_args asked_;                                       \
		must(office_post(&o, "phong", "change.ask", &asked_,           \
		    __VA_ARGS__, NULL), "change.ask");                         \
		approved(&asked_);                                             \
	} while (0)

static void
changes_of_the_month(void)
{
	struct wire_args asked;
	char id[24];

	ASK("kind", "stop", "person", "101", "reason", "death", "event_on",
	    "2019-11-05", "document", "15/TLKT", "document_kind",
	    "trích lục khai tử");
	ASK("kind", "suspend", "person", "109", "reason", "unpaid", "from",
	    "2019-12");
	ASK("kind", "amount", "person", "104", "from", "2019-12", "amount",
	    "400000", "decision", "QĐ 9/2019", "decision_date", "2019-11-07");
	ASK("kind", "arrears", "person", "110", "from", "2019-08", "decision",
	    "QĐ 10/2019", "decision_date", "2019-11-07");
	/* Paid in October and November, dead since September. */
	must(office_pay(&o, "lan", F_SUA, "2019-11", NULL), "pay");
	ASK("kind", "stop", "person", "108", "reason", "death", "event_on",
	    "2019-09-20", "document", "16/TLKT");
	/* Waived by mistake, and taken back. */
	must(office_post(&o, "phong", "change.ask", &asked, "kind", "stop",
	    "person", "107", "reason", "waiver", "event_on", "2019-11-01",
	    NULL), "stop");
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&asked, "change"));
	approved(&asked);
	ASK("kind", "undo", "person", "107", "undoes", id, "note",
	    "wrong person");
}

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-10", "119");
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	changes_of_the_month();
	draft = office_draft(&o, "2019-12", "119");
	office_checks(&o, "phong", draft);
	return profiles_load(TOP_SRCDIR "/forms", NULL, &profiles, &o.err) !=
	    ST_OK;
}

static int
teardown(void **state)
{
	(void)state;
	profiles_free(profiles);
	office_close(&o);
	return 0;
}

/* ---- figures ---------------------------------------------------------------- */

static const struct report_params november = { .from = "2019-11",
	.to = "2019-11" };
static const struct report_params ahead = { .period = "2019-11" };
static const struct report_params year = { .from = "2020-01",
	.to = "2020-12" };
static const struct report_params sixty = { .days = 60 };

static void
test_changes(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "changes", &november, &out);
	printf("%s", s);
	buf_done(&out);
}

static void
golden(const char *name, const struct report_params *params)
{
	static const char *const papers[] = { "80", "132" };
	char file[64], profile[16];
	struct buf out;
	unsigned i;

	for (i = 0; i < 2; i++) {
		(void)snprintf(file, sizeof(file), "month/%s-%s", name,
		    papers[i]);
		(void)snprintf(profile, sizeof(profile), "text-%s", papers[i]);
		buf_init(&out, 1 << 20);
		if (render("phong", name, profile, params, &out) != ST_OK)
			fail_msg("%s: %s", name, o.err.msg);
		golden_file(file, &out);
		buf_done(&out);
	}
}

static void
test_golden(void **state)
{
	struct report_params of_list = { .list = draft };

	(void)state;
	golden("changes", &november);
	golden("recoveries", &november);
	golden("arrears", &ahead);
	golden("age-steps", &year);
	golden("letters", &sixty);
	golden("list-checks", &of_list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_golden),
	};

	(void)has;
	(void)has_not;
	(void)lines;
	return cmocka_run_group_tests(tests, setup, teardown);
}
