/*
 * SPDX-License-Identifier: ISC
 *
 * desk/desk_priv: the state of the payout desk, shared by desk.c (search and keys),
 * pay.c (the open person, paying and reversing) and draw.c.
 *
 * The search field is always active: while an answer is outstanding, the keys
 * of the next search go into it.  The open person was opened by the text in the
 * field, or by Enter in the list of refused payments: F10 pays nobody else, and
 * nobody who has not been on the screen yet.
 */
#pragma once

#include "office/roll/collect_self.h"
#include "office/query/find.h"
#include "office/pay/pay.h"
#include "office/roll/person.h"
#include "ui/kit/screen.h"

enum {
	DESK_MATCHES = 6,      /* rows of the match list */
	DESK_QUIET_MS = 200,   /* from the last letter to drawing the match
	                        * list */
	DESK_HOLD_MS = 150,    /* an answer within this shares the next frame */
	DESK_COLLECTORS = 24,  /* valid ones first */
	DESK_UNDER_WAY = 8
};

enum desk_method { BY_POINT, BY_HOME, BY_COUNTER, METHOD_COUNT };

/* Method of the payout, and collector. */
struct desk_way {
	enum desk_method method;
	enum collector_kind collector;
	int64_t record;        /* of person_collector, 0: typed in, or the
	                        * person */
	char name[192], identity[25]; /* the collector, if not the person */
	char document[64];     /* number of the letter or certificate */
};

/* The row for Left and Right. */
enum desk_focus { ON_SEARCH, ON_WHERE, ON_WHO };

/* The open person. */
struct desk_person {
	int64_t id;            /* 0: none */
	struct person row;
	struct payout_lines lines; /* owned */
	unsigned page;         /* page of the lines, if not all fit */
	struct person_collector known[DESK_COLLECTORS];
	unsigned nknown;
	struct collect_self self; /* whether the person collects in person */
	struct desk_way way;
	enum collector_kind at; /* under the cursor; chosen, or refused */
	bool refused;          /* the last choice was refused, and no other
	                        * made */
	unsigned char op[WIRE_OP_ID]; /* made when the person opened */
	bool shown;            /* a frame has shown all of this in its present
	                        * state: */
	uint32_t drawn;        /* number of the first such frame */
	bool whole;            /* all of it fits the window */
	bool returned;         /* the payment was refused before: */
	char why[512];
};

/* An unanswered payment. */
struct desk_sent {
	unsigned char op[WIRE_OP_ID];
	int64_t person, total;
	char name[192];
	struct desk_way way;
};

/* A refused payment, listed until the clerk opens it (back.c). */
struct desk_back {
	int64_t person;
	struct desk_way way;
	char name[192], why[512];
};

struct desk {
	struct edit search;
	bool used;             /* a search was made: the hint is not needed */
	bool typed;            /* since the last search */
	bool spent;            /* done: the next letter starts a new one */
	int quiet_timer, hold_timer;
	struct find_result found;
	bool shown;            /* the match list is shown */
	unsigned cur;          /* marked match; its page is shown */
	struct desk_person who;
	enum desk_focus focus;
	struct desk_way asked; /* being typed in, not chosen yet */
	struct desk_sent sent[DESK_UNDER_WAY];
	unsigned nsent;
	struct desk_back back[DESK_UNDER_WAY];
	unsigned nback;
	int64_t receipt;       /* the last payment, for reversing it */
	char receipt_name[192];
	unsigned char undo_op[WIRE_OP_ID];
	int64_t undo_receipt;  /* being reversed */
	int64_t today_people, today_money;
};

extern const char *const desk_methods[METHOD_COUNT];

/* Opens a person; an error goes to the message line. */
void desk_open_person(struct screen *s, int64_t person);
/* Closes the person.  One with a refused payment that was not dealt with (F3,
 * F10) returns to the list. */
void desk_shut_person(struct screen *s, bool dealt);

/*
 * Adds a refused payment at the front, replacing an earlier one of the person.
 */
void desk_back_add(struct desk *d, const struct desk_back *b);
/* Removes that person from the list; false: not in it. */
bool desk_back_take(struct desk *d, int64_t person, struct desk_back *b);
/* True if the list is shown, which is while no person is open. */
bool desk_back_shown(const struct desk *d);
/* Enter and F3 in the list; false: it is not shown. */
bool desk_back_open(struct screen *s);
bool desk_back_drop(struct screen *s);
/* Returns the next row. */
int desk_back_draw(const struct desk *d, struct term *t, int row);
/* PgUp and PgDn: another page of the open person's lines; else false. */
bool desk_page(struct screen *s, enum action a);
/* Searches again. */
void desk_search(struct screen *s);

/* Sets the default method and collector. */
void desk_usual_way(struct desk_person *w);
/* True if the person is dead; then heir or organiser collects. */
bool desk_dead(const struct desk_person *w);
/* What F10 would pay, as chosen: number of lines, and đồng. */
unsigned desk_due(const struct desk_person *w, int64_t *total);
/* The possible kinds of collectors for this person. */
void desk_kinds(const struct desk_person *w, enum collector_kind *first,
    enum collector_kind *last);
/* The chosen registered collector, NULL: none. */
const struct person_collector *desk_known(const struct desk_person *w);
/* Left and Right in the row of the focus. */
void desk_turn(struct screen *s, bool on);
/*
 * True if the item under the cursor is chosen; else shows the chosen one, once.
 */
bool desk_chosen(struct screen *s);
/* Enter: asks for name and document where they may be typed in and are missing;
 * false when there is nothing to ask. */
bool desk_write_down(struct screen *s);
/* F4 */
void desk_offer_collectors(struct screen *s);
void desk_pay(struct screen *s);
void desk_take_back(struct screen *s);
/* F2 */
void desk_change(struct screen *s);
void desk_answer(struct screen *s, const struct wire_answer *a);
void desk_read_today(struct screen *s);

void desk_draw(struct screen *s, struct term *t);
