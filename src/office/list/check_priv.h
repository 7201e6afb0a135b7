/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_priv: what the check*.c files share, and what making and
 * submitting a list needs of them.
 */
#pragma once

#include "office/balance/check.h"
#include "office/list/list.h"
#include "office/list/check.h"
#include "office/verb/setting.h"
#include "office/verb/verb.h"

#define CHECK_STEPS 64 /* categories with a birthday that ends them */

/* A line of the person that is being looked at. */
struct check_line {
	int64_t entitlement;
	int64_t gross;           /* đồng, with what is deducted */
	enum line_kind kind;
	char month[8], category[16];
};

struct check_rule;

/* A slice; the rules look at `who` and call check_found(). */
struct check {
	struct verb_call *c;
	int64_t job, list, period, owner, total;
	char month[8], last[8];  /* code of the period; last month of `who` */
	int64_t area, no;        /* of the last person looked at */
	int64_t found, seen, cursor;
	struct check_step {
		char category[16];
		int years; /* of its first step */
	} step[CHECK_STEPS + 1];
	unsigned steps;
	struct balance_draft draft;
	int64_t limit[SETTING_COUNT]; /* in force in the month of the period */
	enum list_check_rule at;       /* the rule that is running */
	const struct check_rule *rule;
	struct {
		int64_t person, area, no;
		bool identity;
		struct date birth;
		struct check_line *line; /* owned by check_people() */
		unsigned n, cap;
	} who;
};

struct check_rule {
	bool must;        /* severity */
	bool lasting;     /* accepted once, it is accepted in later periods */
	const char *word; /* N_() */
	enum status (*run)(struct check *k, struct err *err);
	/* Words a finding; its parts are those of list_check_part(). */
	void (*text)(const struct list_check *c, char *dst, size_t size);
};

extern const struct check_rule check_rules[LIST_CHECK_RULES];
/* Reads the age steps, settings and months that the rules need. */
enum status check_prepare(struct check *k, struct err *err) ERR_CHECKED;

/* Rules about birthdays, check_age.c. */
enum status check_age_step(struct check *k, struct err *err) ERR_CHECKED;
enum status check_age_higher(struct check *k, struct err *err) ERR_CHECKED;
void check_age_text(const struct list_check *c, char *dst, size_t size);

/* Months whose due and had differ, check_balance.c. */
enum status check_uneven(struct check *k, struct err *err) ERR_CHECKED;
void check_uneven_text(const struct list_check *c, char *dst, size_t size);
/* Reads the months of the list and of the owner's approved lists. */
enum status check_uneven_prepare(struct check *k, struct err *err) ERR_CHECKED;

/* Amounts that are not the category's, check_amount.c. */
enum status check_own_amount(struct check *k, struct err *err) ERR_CHECKED;
void check_own_amount_text(const struct list_check *c, char *dst,
    size_t size);

/* ---- check_state.c ---- */

/* The first three parts of a finding. */
void check_parts(const struct list_check *c, char part[3][96]);

/* Stores a finding about k->who, as accepted when it was accepted before.
 * other: the second person of a pair, 0 none; detail: parts with blanks. */
enum status check_found(struct check *k, int64_t other, const char *detail,
    struct err *err) ERR_CHECKED;
/* Was a request that may change lines approved since this list was made? */
enum status list_check_stale(struct db *db, int64_t list, bool *stale,
    struct err *err) ERR_CHECKED;
/* May the draft be submitted?  ST_INVALID: checks have not run, or findings are
 * open; ST_BUSY: it has to be made again. */
enum status list_check_ready(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;
/* Deletes the findings of a draft and ends a run of its checks. */
enum status list_check_drop(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;

/* Handlers of check_run.c. */
enum status list_check_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_checked_run(struct verb_call *c, struct err *err) ERR_CHECKED;

/* ---- check.c ---- */

/* The draft that the verb names, its owner wholly in the actor's scope. */
enum status list_check_load(struct verb_call *c, struct list_head *out,
    struct err *err) ERR_CHECKED;
/* Accepts the findings in drafts that records a and b are one person; note: how
 * it is known that they are two. */
enum status list_check_two(struct verb_call *c, int64_t a, int64_t b,
    const char *note, struct err *err) ERR_CHECKED;
/* Handler. */
enum status list_accept_run(struct verb_call *c, struct err *err) ERR_CHECKED;
