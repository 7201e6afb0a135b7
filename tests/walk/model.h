/*
 * SPDX-License-Identifier: ISC
 *
 * walk/model: what is due to a person, written apart from the program: simple,
 * slow, and by the text of the rules alone.  It includes nothing of src/ and
 * keeps its own record of what was done: people, grants, rests, rates, moves.
 *
 * Months are whole numbers, 12 a year; money is whole đồng.
 */
#ifndef TESTS_WALK_MODEL_H
#define TESTS_WALK_MODEL_H

#include <stdbool.h>
#include <stdint.h>

enum {
	M_PEOPLE = 128, M_GRANTS = 1024, M_RESTS = 512, M_RATES = 64,
	M_MOVES = 256, M_BEFORE = 8192, M_CATS = 13, M_OWNERS = 3, M_COMMUNES = 4,
	M_EVER = 99999, /* a grant without a last month */
	M_CARE_FROM = 10, M_FUNERAL = 12
};

#define M_MONTH(year, month) ((year) * 12 + (month) - 1)
#define M_START M_MONTH(2019, 11) /* first month of the books */

struct m_cat {
	const char *code, *family;
	int hundredths;
};
extern const struct m_cat m_cats[M_CATS];

struct m_commune {
	const char *code, *point;
	int owner;
};
extern const struct m_commune m_communes[M_COMMUNES];

struct m_owner {
	const char *code, *maker, *boss, *payer;
};
extern const struct m_owner m_owners[M_OWNERS];

struct m_person {
	int64_t id;         /* in the books; 0: not on the roll yet */
	char code[16];
	int commune, point_at;
	int into;           /* merged into, -1 */
	bool dead, gone;    /* gone: moved out of the province */
	bool reported;      /* a death that waits */
	bool opened;        /* came with an opening roll */
	int funeral;        /* month of death of a funeral that stands, -1 */
	bool mixed;         /* merged once, stayed of two, paid back, or a file about
	                     * him was undone: which claim goes is left open */
	bool decided[M_RATES]; /* by rate: what was had above it, and whether */
	bool claimed[M_RATES]; /* it was claimed or given up */
};

struct m_grant {
	int person, cat;
	int64_t id;         /* in the books */
	int64_t manual;     /* 0: standard x coefficient */
	int hundredths;     /* of the decision, 0: the category's */
	int from, to;
	bool off, rests;    /* never was; rests today */
	int64_t opening;    /* đồng a month before the books, 0 */
	int open_from, open_to;
};

struct m_rest {
	int grant, from, to;
	char at[24];        /* moment at which it was approved */
	bool off;
	bool given;         /* ended by a resume without arrears */
};

/* Standard (cat -1) or coefficient from a month on. */
struct m_rate {
	int cat, from;
	int64_t value;
	bool lowered;       /* backwards: decided by the person */
	bool undone;        /* a higher one, taken back */
	bool off;
};

struct m_move {
	int person, from, to, first; /* communes, B's first month */
	bool off, moved;
	bool along;         /* no request: the commune went to another */
};

/* What the system before paid too much of a grant's month: told and not
 * claimed, and claimed as a request said. */
struct m_before {
	int grant, month;
	int64_t told, asked;
};

/* Of an opening month, and not collected: it has a line. */
struct m_left {
	int grant, month;
	int64_t amount, change; /* request of the file */
	bool off;
};

struct model {
	struct m_person p[M_PEOPLE];
	int people;
	struct m_grant g[M_GRANTS];
	int grants;
	struct m_rest r[M_RESTS];
	int rests;
	struct m_rate rate[M_RATES];
	int rates;
	struct m_move move[M_MOVES];
	int moves;
	int became[M_COMMUNES]; /* 1 + the commune that took its place, 0 none */
	struct m_before before[M_BEFORE];
	int befores;
	struct m_left left[64];
	int lefts;
};

void m_init(struct model *m);
void m_month_text(int month, char out[8]);
int m_month_of(const char *text); /* -1: none */
int m_cat_of(const char *code);   /* -1: none */

/* The record that stays. */
int m_root(const struct model *m, int person);
/* Do two categories exclude each other? */
bool m_excludes(int a, int b);

/* Standard (cat -1) or coefficient of a month. */
int64_t m_rate_at(const struct model *m, int cat, int month);
/* The higher standard, where one was lowered. */
int64_t m_rate_most(const struct model *m, int month);
/* Amount of a grant in a month; `old`: with rates that were undone. */
int64_t m_amount(const struct model *m, const struct m_grant *g, int month,
    bool old);

/* The person (m_root()) that the functions below are asked about. */
void m_focus(const struct model *m, int root);
int m_focused(void);

/* Moment of the last approved rest that covers the month, of grants of these
 * categories; "" none. */
const char *m_rest_at(const struct model *m, unsigned cats, int month);
/* Did a resume give a month of rest up? */
bool m_rest_given(const struct model *m, unsigned cats, int month);

/* Categories of grants in force, as bits; rests or not. */
unsigned m_in_force(const struct model *m, int month);
/* The part of `cats` that exclusion links with cat, directly or by a third. */
unsigned m_linked(unsigned cats, int cat);

/*
 * Sum of what the rule keeps of grants in these categories; is `asked` (-1
 * none) among those that are kept?
 */
int64_t m_due(const struct model *m, unsigned cats, int month,
    bool with_rests, bool old, int asked, bool *kept);
/* The most that may be had: what was above a lowering and is not claimed of
 * the person, since it waits or is given up, is even. */
int64_t m_due_most(const struct model *m, unsigned cats, int month,
    bool with_rests);
/* Is it kept?  Sets the focus. */
bool m_chosen(const struct model *m, int grant, int month);
/* Đồng of the opening of these categories in that month. */
int64_t m_opening(const struct model *m, unsigned cats, int month);

/* Commune that pays the month, by the moves. */
int m_payer(const struct model *m, int person, int month);
/* Commune that the person's own went to after the month, -1: it did not.  A
 * list of its owner that is not made yet brings what is missing, too. */
int m_went_to(const struct model *m, int person, int month);
/* Settles what an opening roll opened. */
void m_open(struct model *m, int grant);

/* ---- model_before.c: months before the books ------------------------------ */

/* After a request about the person: what is too much by the opening from now
 * on is claimed, or told. */
void m_before_ask(struct model *m, int root, bool claim);
/* As it was, for the grants of a person: a request is undone. */
void m_before_undo(struct model *m, const struct model *was, int person);
/* Đồng claimed of these categories in that month. */
int64_t m_before_claimed(const struct model *m, unsigned cats, int month);

#endif
