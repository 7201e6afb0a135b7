/*
 * SPDX-License-Identifier: ISC
 *
 * demo/demo: fills fresh books with an office that looks like a real one: Sơn La
 * in November 2019, or Bắc Kạn in June and July 2016.  Deterministic: the
 * same options give the same people, lists and payouts (op ids apart).
 * Everything is posted through the verbs, by the staff whose work it is.
 */
#pragma once

#include "base/clock.h"
#include "db/db.h"

#define DEMO_PEOPLE_MAX 200000

struct decree;

struct demo_opts {
	const struct decree *decree; /* what the office is born with */
	const char *province; /* "son-la" | "bac-kan"; NULL: son-la */
	const char *period;   /* newest month, "YYYY-MM"; NULL: the profile's */
	unsigned people;      /* 0: the profile's own number */
	/* Called now and then; total 0: not known.  NULL: silence. */
	void (*progress)(void *arg, const char *what, unsigned done,
	    unsigned total);
	void *arg;
};

/* What stands in the books afterwards. */
struct demo_result {
	char now[CLOCK_TEXT]; /* the office's moment: start its clock here */
	char office[64];      /* name of the office, for chitra.ini */
	char province[3];     /* its code */
	int64_t people, points, staff;
	int64_t due;          /* đồng of the newest period */
	int64_t receipts, paid; /* visits and đồng paid in all periods */
};

/*
 * `db` is a writer on books without areas (office_seed() is called here and
 * may have been before).  Users with a part to play: lan, thu, ke, quan, xa,
 * phong, truong, tinh, admin; their passwords are the caller's.  Leaves the
 * wall clock as it was.  ST_INVALID: unknown province or too many people.
 */
enum status demo_fill(struct db *db, const struct demo_opts *o,
    struct demo_result *out, struct err *err) ERR_CHECKED;
