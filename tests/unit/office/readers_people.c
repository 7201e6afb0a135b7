/* SPDX-License-Identifier: ISC */
/* readers_people: people, what was asked for them, files of the roll. */
#include "readers.h"

#include <string.h>

#include "base/str.h"
#include "office/file/file.h"
#include "office/query/find.h"
#include "office/query/roll.h"
#include "office/query/timeline.h"
#include "office/request/change.h"
#include "office/roll/collect_self.h"
#include "office/roll/collector.h"
#include "office/roll/duplicate.h"
#include "office/roll/person.h"
#include "office/roll/transfer.h"

static unsigned
ask_person_get(const struct asker *by)
{
	struct person p;

	return one(by, person_get(by->db, by->sc, F_PANG, &p, by->err));
}

static unsigned
ask_person_by_code(const struct asker *by)
{
	struct person p;

	return one(by, person_by_code(by->db, by->sc, "SL0101", &p, by->err));
}

static unsigned
ask_person_entitlements(const struct asker *by)
{
	struct person_entitlement v[4];
	unsigned n = 0;

	return one(by, person_entitlements(by->db, by->sc,
	    &(struct person_ask){ .person = F_PANG, .max = 4 }, v, &n, by->err)) + n;
}

static unsigned
ask_person_collectors(const struct asker *by)
{
	struct person_collector v[4];
	unsigned n = 0;

	return one(by, person_collectors(by->db, by->sc,
	    &(struct person_ask){ .person = F_PANG, .today = "2019-11-08", .max = 4 },
	    v, &n, by->err)) + n;
}

/* One hand for three of Thuận Châu since the setup. */
static unsigned
ask_collector_many(const struct asker *by)
{
	struct collector_many v[4];
	unsigned n = 0;

	return one(by, collector_many(by->db, by->sc,
	    &(struct person_ask){ .today = "2019-11-08", .max = 4 }, v, &n, by->err)) * n;
}

static unsigned
ask_collect_self(const struct asker *by)
{
	struct collect_self is = { .age = -1 };

	return one(by, collect_self(by->db, by->sc, F_PANG, "2019-11-08", &is,
	    by->err)) + (is.age > 0);
}

static unsigned
ask_transfer_due(const struct asker *by)
{
	struct transfer_row t;
	bool found = false;

	return one(by, transfer_due(by->db, by->sc, F_PANG, &t, &found,
	    by->err)) + found;
}

/* 101 and 102 are alike since the setup. */
static unsigned
ask_duplicate_pairs(const struct asker *by)
{
	struct duplicate_pair v[4];
	unsigned n = 0;

	return one(by, duplicate_pairs(by->db, by->sc,
	    &(struct duplicate_ask){ .max = 4 }, v, &n, by->err)) * n;
}

static unsigned
ask_duplicate_of(const struct asker *by)
{
	struct duplicate_pair v[4];
	unsigned n = 0;

	return one(by, duplicate_of(by->db, by->sc,
	    &(struct person_ask){ .person = F_PANG, .max = 4 }, v, &n, by->err)) + n;
}

static unsigned
ask_duplicate_get(const struct asker *by)
{
	struct duplicate_both b;

	return one(by, duplicate_get(by->db, by->sc, F_PANG, F_PANG2, &b,
	    by->err));
}

static unsigned
ask_timeline_page(const struct asker *by)
{
	struct timeline_ask a = { .person = F_PANG, .max = 8 };
	struct timeline_row v[8];
	unsigned n = 0;

	return one(by, timeline_page(by->db, by->sc, &a, v, &n, by->err)) +
	    n;
}

static unsigned
ask_timeline_who(const struct asker *by)
{
	struct timeline_who who;

	return one(by, timeline_who(by->db, by->sc, F_PANG, &who, by->err));
}

/* By name, initials, given name, code, paper and number on the list. */
static unsigned
ask_find_people(const struct asker *by)
{
	static const char *const typed[] = { "lò văn pâng", "lvp", "pâng",
		"SL0101", "050123456", "456", "1", "2", "3" };
	struct find_result r;
	unsigned i, k, here = 0;

	for (i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		memset(&r, 0, sizeof(r));
		(void)one(by, find_people(by->db, by->sc,
		    &(struct find_ask){ by->period, typed[i], FIND_MAX }, &r,
		    by->err));
		for (k = 0; k < r.n; k++)
			here += r.row[k].p.id < F_ANH ||
			    r.row[k].p.id == F_XUONG;
	}
	return here;
}

static unsigned
roll_asked(const struct asker *by, const char *area, const char *point,
    bool unpaid)
{
	struct roll_filter f = { .period = by->period, .unpaid = unpaid };
	struct roll_row v[20];
	unsigned n = 0, i, here = 0;

	(void)str_copy_cut(f.area, sizeof(f.area), area);
	(void)str_copy_cut(f.point, sizeof(f.point), point);
	(void)one(by, roll_page(by->db, by->sc,
	    &(struct roll_ask){ .filter = &f, .max = 20 }, v, &n, by->err));
	for (i = 0; i < n; i++)
		here += v[i].p.id < F_ANH;
	return here;
}

static unsigned
ask_roll_page(const struct asker *by)
{
	return roll_asked(by, "", "", false) + roll_asked(by, "", "", true) +
	    roll_asked(by, "119", "", false) +
	    roll_asked(by, "03721", "", true) +
	    roll_asked(by, "", "119-01", false);
}

static unsigned
ask_change_all(const struct asker *by)
{
	static const struct change_filter f[] = { { .max = 8 },
		{ .state = CHANGE_WAITING, .max = 8 },
		{ .state = CHANGE_APPROVED, .max = 8 },
		{ .area = "119", .max = 8 }, { .person = F_ON, .max = 8 } };
	struct change_head v[8];
	unsigned i, k, n, here = 0;

	for (i = 0; i < sizeof(f) / sizeof(f[0]); i++) {
		n = 0;
		(void)one(by, change_all(by->db, by->sc, &f[i], v, &n,
		    by->err));
		for (k = 0; k < n; k++)
			here += strcmp(v[k].area_code, "04168") != 0;
	}
	return here;
}

static unsigned
ask_change_get(const struct asker *by)
{
	struct change ch;
	unsigned here = one(by, change_get(by->db, by->sc, by->request, &ch,
	    by->err));

	if (here)
		change_done(&ch);
	return here;
}

static unsigned
ask_change_counts(const struct asker *by)
{
	struct change_counts c;

	(void)one(by, change_counts(by->db, by->sc, 37, ROLE_APPROVER, &c,
	    by->err));
	return c.waiting;
}

static unsigned
ask_change_missing(const struct asker *by)
{
	char text[600];

	/* Nobody but who asked is left to decide it. */
	assert_int_equal(office_sql(by->o, "UPDATE staff SET active = 0"
	    " WHERE role = 'approver'"), ST_OK);
	(void)one(by, change_missing(by->db, by->sc, by->request, text,
	    sizeof(text), by->err));
	assert_int_equal(office_sql(by->o, "UPDATE staff SET active = 1"
	    " WHERE role = 'approver'"), ST_OK);
	return text[0] != '\0';
}

static unsigned
ask_change_documents(const struct asker *by)
{
	struct change_document v[CHANGE_DOCUMENTS];
	unsigned n = 0;

	return one(by, change_documents(by->db, by->sc, by->request, v, &n,
	    by->err)) + n;
}

/* A list owner's affair: the post, whose places are points, has no part in it. */
static unsigned
ask_roll_file_of(const struct asker *by)
{
	struct roll_file f;
	unsigned here = one(by, roll_file_of(by->db, by->sc, by->file, &f,
	    by->err));

	if (by->sc->kind != SCOPE_POINTS)
		return here;
	assert_int_equal(here, 0);
	return by->own;
}

static unsigned
ask_roll_lines(const struct asker *by)
{
	struct actor tinh;
	struct roll_line v[4];
	struct roll_file f;
	unsigned n = 0;

	office_actor(by->o, "tinh", &tinh);
	assert_int_equal(roll_file_of(by->db, &tinh.scope, by->file, &f,
	    by->err), ST_OK);
	actor_done(&tinh);
	(void)one(by, roll_lines(by->db, by->sc, &f, 0, v, 4, &n, by->err));
	if (by->sc->kind != SCOPE_POINTS)
		return n;
	assert_int_equal(n, 0);
	return by->own;
}

const struct reader readers_people[] = {
#define R(fn) { #fn, ask_##fn }
	R(person_get), R(person_by_code), R(person_entitlements),
	R(person_collectors), R(collector_many), R(collect_self),
	R(transfer_due), R(duplicate_pairs), R(duplicate_of), R(duplicate_get),
	R(timeline_page), R(timeline_who), R(find_people), R(roll_page), R(change_all),
	R(change_get), R(change_counts), R(change_missing),
	R(change_documents), R(roll_file_of), R(roll_lines),
#undef R
	{ NULL, NULL }
};
