/*
 * SPDX-License-Identifier: ISC
 *
 * list/check: what is looked at before a payment list is submitted (kiểm tra
 * danh sách).  Verbs: list.check (slices, quiet), list.checked, list.accept.
 *
 * A finding of severity `must` keeps the list from being submitted until the
 * list was made again without it, or somebody accepted it with a reason; a
 * `look` is only shown.
 */
#pragma once

#include "base/names.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

/* In the order in which they are shown. */
enum list_check_rule {
	LIST_CHECK_NONE,
	LIST_CHECK_DUPLICATE,        /* must: two records of one person? */
	LIST_CHECK_AGE_STEP,         /* must: older than the category allows */
	LIST_CHECK_TWO_ENTITLEMENTS, /* must: one of two was left out */
	LIST_CHECK_UNEVEN,           /* must: due and had differ */
	LIST_CHECK_OWN_AMOUNT,       /* must: not what the category gives */
	LIST_CHECK_AGE_HIGHER,       /* look: more is due since a birthday */
	LIST_CHECK_UNPAID,           /* look: months in a row not collected */
	LIST_CHECK_LETTER,           /* look: letter of authorisation ends */
	LIST_CHECK_CHILD_ALONE,      /* look: a child for whom nobody may collect */
	LIST_CHECK_COLLECTOR,        /* look: one collects for many */
	LIST_CHECK_VERY_OLD,         /* look: a hundred years or more */
	LIST_CHECK_NO_IDENTITY,      /* look: no identity number */
	LIST_CHECK_RULES             /* how many, with NONE */
};
/* As list_check.rule has them. */
extern const struct names list_check_rules;

/* A finding. */
struct list_check {
	int64_t list, no, person, other; /* other: of a pair, 0 none */
	int64_t area, point;    /* where the list has the person */
	enum list_check_rule rule;
	bool must, accepted;
	bool asked;             /* a request about the person waits */
	char name[192], code[25], birth[DATE_TEXT], place[192]; /* commune */
	char other_name[192], other_code[25], other_place[192];
	char detail[96];        /* by rule; list_check_text() words it */
	char note[204], by[128], at[20]; /* why it was accepted, who, when */
};

enum list_check_which { LIST_CHECK_ALL, LIST_CHECK_OPEN, LIST_CHECK_ACCEPTED };

/* Which findings of a list. */
struct list_check_filter {
	int64_t list;
	enum list_check_rule rule; /* NONE: of all rules */
	enum list_check_which which;
};

/* Findings in the order of rule and number: the first `max` behind (backwards:
 * the last before) the finding `from`; NULL: from the start (end). */
struct list_check_page {
	struct list_check_filter filter;
	const struct list_check *from;
	bool backwards;
	struct list_check *v;   /* the caller's, room for max */
	unsigned max, n;        /* n: how many were read */
};

struct list_check_counts {
	unsigned open[LIST_CHECK_RULES], accepted[LIST_CHECK_RULES];
	unsigned must, look;    /* open ones of either severity */
	char checked_at[20];    /* when all checks had run; "": not yet */
	bool stale;             /* a request that changes lines was approved
	                         * since the list was made */
};

/* Findings about people of the scope; ST_NOTFOUND and ST_DENIED as list_get(). */
enum status list_check_page(struct db *db, const struct scope *sc,
    struct list_check_page *p, struct err *err) ERR_CHECKED;
/* How many of them there are. */
enum status list_check_counts(struct db *db, const struct scope *sc,
    int64_t list, struct list_check_counts *out, struct err *err) ERR_CHECKED;

/* The name of a rule in the user's language. */
const char *list_check_word(enum list_check_rule rule);
/* What was found, as a sentence: "101 years old". */
void list_check_text(const struct list_check *c, char *dst, size_t size);
/*
 * Part i of the detail, by rule: duplicate, no_identity: none; age_step,
 * age_higher: years, category, the category that follows ("": none);
 * two_entitlements: category not paid, the higher one; uneven: first month, due
 * and had in đồng, how many months more; own_amount: category, own amount in
 * đồng or own coefficient, coefficient of the category ("": đồng); unpaid: how
 * many months, the first; very_old, child_alone: years; letter: last day, name;
 * collector: how many people, ID number, name.
 */
void list_check_part(const struct list_check *c, unsigned i, char *dst,
    size_t size);

/*
 * Verb "list.check": list, after ("" at first, then `next` of the last answer),
 * people (how many at most, "" = 100).  The first slice deletes the findings of
 * an earlier run; what was accepted in this period stays accepted.  Answer: done
 * (1: all), next, people (looked at so far), total, found (so far).
 * Verb "list.checked": list.  After the last slice.  Answer: list, must, look
 * (open ones), and the name of each rule with how many it found.
 * Verb "list.accept": list, no, note.  Answer: list, no, must (left open).
 */

/* Verbs, for the table of all (office/table.c). */
extern const struct verb list_check_verbs[];
