/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_priv: what the list_check*.c files share, and what making and
 * submitting a list asks of them.
 */
#ifndef CHITRA_OFFICE_LIST_CHECK_PRIV_H
#define CHITRA_OFFICE_LIST_CHECK_PRIV_H

#include "office/balance/check.h"
#include "office/list/list.h"
#include "office/list/check.h"
#include "office/verb/setting.h"
#include "office/verb/verb.h"

#define CHECK_STEPS 64 /* categories with a birthday that ends them */

/* A line of the person that is being looked at. */
struct check_line {
	int64_t entitlement;
	int64_t gross;           /* đồng, what is deducted included */
	char month[8], kind[12], category[16];
};

struct check_rule;

/* A slice at work; the rules look at `who` and say what they found. */
struct check {
	struct verb_call *c;
	int64_t job, list, period, owner, total;
	char month[8], last[8];  /* code of the period; last month of `who` */
	int64_t area, no;        /* looked at so far, up to here */
	int64_t found, seen, cursor;
	struct {
		char category[16];
		int years; /* of its first step */
	} step[CHECK_STEPS];
	unsigned steps;
	struct balance_draft draft;
	int64_t limit[SETTING_COUNT]; /* in force in the month of the period */
	const struct check_rule *rule; /* at work */
	struct {
		int64_t person, area, no;
		bool identity;
		struct date birth;
		struct check_line *line; /* owned by check_people() */
		unsigned n, cap;
	} who;
};

struct check_rule {
	const char *name; /* in list_check.rule */
	bool must;
	bool lasting;     /* accepted once, it is asked about no more */
	const char *word; /* N_() */
	enum status (*run)(struct check *k, struct err *err);
	/* What was found, from its parts: the detail cut at the first blanks. */
	void (*text)(const struct list_check *c, char *dst, size_t size);
};

extern const struct check_rule check_rules[LIST_CHECK_RULES];
/* Reads what the rules need to know of the period. */
enum status check_prepare(struct check *k, struct err *err) ERR_CHECKED;

/* Rules about birthdays, check_age.c. */
enum status check_age_step(struct check *k, struct err *err) ERR_CHECKED;
enum status check_age_higher(struct check *k, struct err *err) ERR_CHECKED;
void check_age_text(const struct list_check *c, char *dst, size_t size);

/* Months that are not even, check_balance.c. */
enum status check_uneven(struct check *k, struct err *err) ERR_CHECKED;
void check_uneven_text(const struct list_check *c, char *dst, size_t size);
/* What it needs to know of the list. */
enum status check_uneven_prepare(struct check *k, struct err *err) ERR_CHECKED;

/* Amounts that are not the category's, check_amount.c. */
enum status check_own_amount(struct check *k, struct err *err) ERR_CHECKED;
void check_own_amount_text(const struct list_check *c, char *dst,
    size_t size);

/* ---- check_state.c ---- */

/* Stores a finding about k->who; accepted, when it was before. */
enum status check_found(struct check *k, int64_t other, const char *detail,
    struct err *err) ERR_CHECKED;
/* Was a request that moves money approved since this list was made? */
enum status list_check_stale(struct db *db, int64_t list, bool *stale,
    struct err *err) ERR_CHECKED;
/* May it be submitted?  ST_INVALID says what is missing. */
enum status list_check_ready(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;
/* The draft goes: its findings with it. */
enum status list_check_drop(struct db *db, int64_t list, struct err *err)
    ERR_CHECKED;

/* Handlers of check_run.c. */
enum status list_check_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_checked_run(struct verb_call *c, struct err *err) ERR_CHECKED;

/* ---- check.c ---- */

/* The draft of the actor's area that the verb names, or a refusal. */
enum status list_check_load(struct verb_call *c, struct list_head *out,
    struct err *err) ERR_CHECKED;
/* Somebody knows that two records are two people: what the checks of drafts say
 * of them stands, with how it is known. */
enum status list_check_two(struct verb_call *c, int64_t a, int64_t b,
    const char *note, struct err *err) ERR_CHECKED;
/* Handler. */
enum status list_accept_run(struct verb_call *c, struct err *err) ERR_CHECKED;

#endif
