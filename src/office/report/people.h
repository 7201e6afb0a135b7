/*
 * SPDX-License-Identifier: ISC
 *
 * report/people: people with what they have to collect, place by place, for
 * the reports that list people.  One place is in memory at a time.
 */
#pragma once

#include "office/report/report_priv.h"

struct report_person {
	int64_t id, no;
	size_t order;           /* as it was found in its place */
	char code[25], name[192], birth[12], sex, identity[25], village[192];
	char area_name[192], phone[32], category[16], delivery[6];
	bool dead;
	char blocked[160];      /* reason, "" none */
	char paid_on[11];       /* day, "" not yet */
	int64_t hundredths;     /* coefficient of the first line */
	int64_t base, care, arrears; /* đồng of this period, before what is cut */
	int64_t deducted;       /* đồng cut by decision */
	int64_t carried;        /* đồng open from earlier periods */
	int months;             /* different months that are open */
	int base_months;        /* different ones that this period pays */
	char base_last[8];
	int64_t open;           /* đồng still to be collected */
	int carried_months;
	char arrears_from[8], arrears_to[8]; /* "" none */
	char arrears_of[192];   /* whose months, where not the list's owner's */
};

struct report_people;

/*
 * People with lines of the period (of the list that was asked for), in order
 * of place and number; behind them, with number 0, those for whom the list only
 * carries what earlier ones still owe.  `unpaid`: people with open lines up to the period,
 * blocked ones too.  The base stays with the caller and must outlive it.
 */
enum status report_people_open(const struct report_base *b, bool unpaid,
    struct report_people **out, struct err *err) ERR_CHECKED;
/* NULL at the end; valid until the next call. */
enum status report_people_next(struct report_people *r,
    const struct report_person **out, struct err *err) ERR_CHECKED;
void report_people_close(struct report_people *r);
