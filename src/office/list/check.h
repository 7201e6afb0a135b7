/*
 * SPDX-License-Identifier: ISC
 *
 * list/check: what is looked at before a payment list is submitted (kiểm tra
 * danh sách).  Verbs: list.check (slices, quiet), list.checked, list.accept.
 *
 * A finding of severity 'must' keeps the list from being submitted until it is
 * gone (the list is made anew) or accepted with a reason; a 'look' is shown.
 */
#ifndef CHITRA_OFFICE_LIST_CHECK_H
#define CHITRA_OFFICE_LIST_CHECK_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

/* In the order in which they are shown. */
enum list_check_rule {
	LIST_CHECK_DUPLICATE,        /* must: two records of one person? */
	LIST_CHECK_AGE_STEP,         /* must: older than the category allows */
	LIST_CHECK_TWO_ENTITLEMENTS, /* must: one of two was left out */
	LIST_CHECK_UNEVEN,           /* must: due is not what was had */
	LIST_CHECK_OWN_AMOUNT,       /* must: not what the category gives */
	LIST_CHECK_AGE_HIGHER,       /* look: more is due since a birthday */
	LIST_CHECK_UNPAID,           /* look: months running not collected */
	LIST_CHECK_LETTER,           /* look: letter of authorisation ends */
	LIST_CHECK_CHILD_ALONE,      /* look: a child for whom nobody may collect */
	LIST_CHECK_COLLECTOR,        /* look: one collects for many */
	LIST_CHECK_VERY_OLD,         /* look: a hundred years or more */
	LIST_CHECK_NO_IDENTITY,      /* look: no identity number */
	LIST_CHECK_RULES
};

/* A finding. */
struct list_check {
	int64_t list, no, person, other; /* other: of a pair, 0 none */
	enum list_check_rule rule;
	bool must, accepted;
	bool asked;             /* a request about the person waits */
	char name[192], code[25], birth[DATE_TEXT], place[192]; /* commune */
	char other_name[192], other_code[25], other_place[192];
	char detail[96];        /* by rule; list_check_text() words it */
	char note[204], by[128], at[20]; /* why it was accepted, who, when */
};

enum list_check_which { LIST_CHECK_ALL, LIST_CHECK_OPEN, LIST_CHECK_ACCEPTED };

/* Which findings of a list; `rule` LIST_CHECK_RULES: of all rules. */
struct list_check_filter {
	int64_t list;
	enum list_check_rule rule;
	enum list_check_which which;
};

struct list_check_counts {
	unsigned open[LIST_CHECK_RULES], accepted[LIST_CHECK_RULES];
	unsigned must, look;    /* open ones of either severity */
	char checked_at[20];    /* moment all checks had run, "": not yet */
	bool stale;             /* requests were approved since it was made */
};

/*
 * The findings of a list about people of the scope by rule, 'must' first, and
 * in the order of the list; the first `max` of them.
 */
enum status list_checks(struct db *db, const struct scope *sc, int64_t list,
    struct list_check *v, unsigned max, unsigned *n, struct err *err)
    ERR_CHECKED;
/*
 * A page of them behind (backwards: before) the finding `from`, NULL: from the
 * start (end).  Rows are always in order.
 */
enum status list_check_page(struct db *db, const struct scope *sc,
    const struct list_check_filter *f, const struct list_check *from,
    bool backwards, struct list_check *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;
enum status list_check_counts(struct db *db, const struct scope *sc,
    int64_t list, struct list_check_counts *out, struct err *err) ERR_CHECKED;

/* Stored name of a rule; its shown word; the rule of a stored name, or
 * LIST_CHECK_RULES. */
const char *list_check_name(enum list_check_rule rule);
const char *list_check_word(enum list_check_rule rule);
enum list_check_rule list_check_by_name(const char *name);
/* What was found, in a sentence: "101 years old". */
void list_check_text(const struct list_check *c, char *dst, size_t size);
/*
 * Part i of what it is about: duplicate none; age_step years, category, what
 * follows ("": it ended); two_entitlements category left out, instead of which;
 * uneven the first month, due, had in đồng and how many months more;
 * own_amount category, đồng or own coefficient, the category's ("": đồng);
 * unpaid months, since when; very_old, child_alone years; letter its last day, name;
 * collector how many people, number of the paper, name.
 */
void list_check_part(const struct list_check *c, unsigned i, char *dst,
    size_t size);

/*
 * Verb "list.check": list, after ("" at first, then the `next` of the answer
 * before), people (how many at most, "" = 100).  The first slice forgets what
 * an earlier run found; what was accepted in this period stands.  Answer: done (1: all), next,
 * people (looked at so far), total, found (so far).
 * Verb "list.checked": list.  After the last slice.  Answer: list, must, look
 * (open ones), and the name of each rule with how many it found.
 * Verb "list.accept": list, no, note.  Answer: list, no, must (left open).
 */

/* Verbs, for the table of all (office/table.c). */
extern const struct verb list_check_verbs[];

#endif
