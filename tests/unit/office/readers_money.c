/* SPDX-License-Identifier: ISC */
/* readers_money: lists, money, reports, and the places they are of. */
#include "readers.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/balance/recovery.h"
#include "office/list/check.h"
#include "office/list/list.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/place/place.h"
#include "office/place/staff.h"
#include "office/query/summary.h"
#include "office/rate/age.h"
#include "office/report/report.h"

static unsigned
ask_list_all(const struct asker *by)
{
	struct list_head v[8];
	struct list_heads all = { .v = v, .max = 8 };
	unsigned i, here = 0;
	int64_t p;

	for (p = 0; p <= by->period; p += by->period) {
		(void)one(by, list_all(by->db, by->sc, p, &all, by->err));
		for (i = 0; i < all.n; i++)
			here += strcmp(v[i].owner_code, "119") == 0;
	}
	return here;
}

static unsigned
ask_list_get(const struct asker *by)
{
	struct list_head h;

	return one(by, list_get(by->db, by->sc, by->list, &h, by->err));
}

static unsigned
ask_list_uncollected(const struct asker *by)
{
	struct list_uncollected left = { 0 };
	struct period p;

	if (period_find(by->db, "2019-11", &p, by->err) != ST_OK)
		fail_msg("%s", by->err->msg);
	return one(by, list_uncollected(by->db, by->sc, p.id, 2, &left,
	    by->err)) + (unsigned)left.lines;
}

static unsigned
ask_list_check_page(const struct asker *by)
{
	struct list_check v[4];
	struct list_check_page p = { .filter.list = by->list,
		.backwards = true, .v = v, .max = 4 };

	return one(by, list_check_page(by->db, by->sc, &p, by->err)) + p.n;
}

static unsigned
ask_list_check_counts(const struct asker *by)
{
	struct list_check_counts c = { .must = 0 };

	return one(by, list_check_counts(by->db, by->sc, by->list, &c,
	    by->err)) + c.look;
}

static unsigned
ask_payout_lines_of(const struct asker *by)
{
	static struct payout_lines l; /* read anew each time */

	return one(by, payout_lines_of(by->db, by->sc, by->period, F_PANG, &l,
	    by->err)) + l.n;
}

static unsigned
ask_payout_history(const struct asker *by)
{
	struct payout_past v[4];
	unsigned n = 0;

	return one(by, payout_history(by->db, by->sc,
	    &(struct payout_ask){ .person = F_PANG, .max = 4 }, v, &n,
	    by->err)) + n;
}

static unsigned
ask_age_ahead(const struct asker *by)
{
	struct age_row v[8];
	unsigned n = 0, i, here = 0;

	(void)one(by, age_ahead(by->db, by->sc, &(struct age_ask){
	    .from = "2020-01", .to = "2037-12", .max = 8 }, v, &n, by->err));
	for (i = 0; i < n; i++)
		here += v[i].person < F_ANH;
	return here;
}

static unsigned
ask_arrears_all(const struct asker *by)
{
	struct arrears_row v[4];
	unsigned n[3] = { 0, 0, 0 }, i;
	static const struct arrears_ask ask[] = { { .period = "", .max = 4 },
		{ .period = "2019-11", .max = 4 },
		{ .person = F_PANG, .period = "", .max = 4 } };

	for (i = 0; i < 3; i++)
		(void)one(by, arrears_all(by->db, by->sc, &ask[i], v, &n[i],
		    by->err));
	return n[0] + n[1] + n[2];
}

static unsigned
ask_recovery_all(const struct asker *by)
{
	static const struct recovery_ask ask[] = { { .open = true, .max = 4 },
		{ .person = F_PANG, .max = 4 } };
	struct recovery_row v[4];
	unsigned n[2] = { 0, 0 }, i;

	for (i = 0; i < 2; i++)
		(void)one(by, recovery_all(by->db, by->sc, &ask[i], v, &n[i],
		    by->err));
	return n[0] + n[1];
}

static unsigned
ask_recovery_get(const struct asker *by)
{
	struct recovery_row r;

	return one(by, recovery_get(by->db, by->sc, 9001, &r, by->err));
}

static unsigned
ask_recovery_entries(const struct asker *by)
{
	struct recovery_entry v[4];
	struct recovery_entries e = { .v = v, .max = 4 };

	(void)one(by, recovery_entries(by->db, by->sc, 9001, &e, by->err));
	return e.n;
}

static unsigned
ask_summary_rows(const struct asker *by)
{
	static const struct {
		enum summary_level level;
		const char *within;
	} how[] = { { SUMMARY_DISTRICTS, "" }, { SUMMARY_COMMUNES, "" },
		{ SUMMARY_POINTS, "" }, { SUMMARY_COMMUNES, "119" },
		{ SUMMARY_POINTS, "03721" } };
	unsigned i, k, here = 0;

	for (i = 0; i < sizeof(how) / sizeof(how[0]); i++) {
		const struct summary_ask ask = { by->period, how[i].level,
			how[i].within };
		struct summary is;

		if (one(by, summary_rows(by->db, by->sc, &ask, &is,
		    by->err)) == 0)
			continue;
		for (k = 0; k < is.n; k++)
			here += strstr(is.rows[k].name, "Thuận Châu") != NULL ||
			    strstr(is.rows[k].name, "Phổng Lăng") != NULL;
		/* All of Sông Mã is 810.000 đồng: no more in the total. */
		here += is.total.due_money > 810000;
		free(is.rows);
	}
	return here;
}

/* Does any cell of a report speak of Thuận Châu? */
static unsigned
report_asked(const struct asker *by, const struct report_source *s,
    const struct report_params *p)
{
	struct report_cell cells[64];
	void *state = NULL;
	bool end = false;
	unsigned i, here = 0;

	assert_true(s->nfields <= 64);
	if (one(by, s->open(by->db, by->sc, p, &state, by->err)) == 0)
		return 0;
	while (one(by, s->next(state, cells, &end, by->err)) == 1 && !end)
		for (i = 0; i < s->nfields; i++)
			here += s->fields[i].type == REPORT_TEXT &&
			    cells[i].text != NULL &&
			    (strstr(cells[i].text, "Thuận Châu") != NULL ||
			    strstr(cells[i].text, "Phổng Lăng") != NULL ||
			    strstr(cells[i].text, "Pâng") != NULL);
	s->close(state);
	return here;
}

/* Every report, as a whole, of the place, of the point and of the list. */
static unsigned
ask_open(const struct asker *by)
{
	struct report_params p[] = { { .list = 0 }, { .area = "119" },
		{ .area = "03721" }, { .point = "119-01" },
		    { .list = by->list } };
	const struct report_source *s;
	unsigned i, k, here = 0, got;

	for (i = 0; (s = report_source_at(i)) != NULL; i++) {
		for (k = 0, got = 0; k < 5; k++)
			got += report_asked(by, s, &p[k]);
		if (by->own && got == 0)
			fail_msg("report %s: its own reader sees nothing",
			    s->name);
		here += got;
	}
	return here;
}

static unsigned
places(struct place *v, unsigned n)
{
	unsigned i, here = 0;

	for (i = 0; i < n; i++)
		here += str_starts(v[i].code, "119") ||
		    strcmp(v[i].code, "03721") == 0;
	free(v);
	return here;
}

static unsigned
ask_place_areas(const struct asker *by)
{
	struct place *v = NULL;
	unsigned n = 0, here;

	(void)one(by, place_areas(by->db, by->sc, "", "", &v, &n, by->err));
	here = places(v, n);
	v = NULL;
	n = 0;
	(void)one(by, place_areas(by->db, by->sc, "119", "", &v, &n, by->err));
	return here + places(v, n);
}

static unsigned
ask_place_points(const struct asker *by)
{
	struct place *v = NULL;
	unsigned n = 0, here;

	(void)one(by, place_points(by->db, by->sc, "", &v, &n, by->err));
	here = places(v, n);
	v = NULL;
	n = 0;
	(void)one(by, place_points(by->db, by->sc, "119", &v, &n, by->err));
	return here + places(v, n);
}

static unsigned
ask_staff_list(const struct asker *by)
{
	struct staff *v = NULL;
	unsigned n = 0, i, here = 0;

	(void)one(by, staff_list(by->db, by->sc, &v, &n, by->err));
	for (i = 0; i < n; i++)
		here += strcmp(v[i].login, "lan") == 0;
	free(v);
	return here;
}

static unsigned
ask_scope_narrow(const struct asker *by)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	unsigned here;

	here = one(by, scope_narrow(by->db, by->sc, "119", "", &part, by->err));
	scope_done(&part);
	here += one(by, scope_narrow(by->db, by->sc, "", "119-01", &part,
	    by->err));
	scope_done(&part);
	return here;
}

static unsigned
ask_scope_narrow_on(const struct asker *by)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	unsigned here;

	here = one(by, scope_narrow_on(by->db, by->sc, "03721", "",
	    "2019-11-01", &part, by->err));
	scope_done(&part);
	return here;
}

const struct reader readers_money[] = {
#define R(fn) { #fn, ask_##fn }
	R(list_all), R(list_get), R(list_uncollected),
	R(list_check_page), R(list_check_counts), R(payout_lines_of),
	R(payout_history), R(age_ahead), R(arrears_all), R(recovery_all),
	R(recovery_get), R(recovery_entries), R(summary_rows), R(open),
	R(place_areas), R(place_points), R(staff_list), R(scope_narrow),
	R(scope_narrow_on),
#undef R
	/* the set that queries bind: asked with each of them */
	{ "month_owner_scope", NULL },
	{ "scope_whole", NULL },
	{ "scope_covers", NULL },
	/* says no more than how much of a place the scope holds */
	{ "list_owned", NULL },
	{ NULL, NULL }
};
