/*
 * SPDX-License-Identifier: ISC
 *
 * desk/desk_priv: the state of the payout desk, shared by desk.c (search and keys),
 * pay.c (the open person, paying and taking back) and draw.c.
 *
 * The search field is always there: while an answer is under way the keys of
 * the next search go into it.  Whoever is open was opened for what stands in
 * the field, or by Enter on those who were refused: F10 pays nobody whom the
 * field does not mean, or who has not been on the screen yet.
 */
#ifndef CHITRA_UI_DESK_PRIV_H
#define CHITRA_UI_DESK_PRIV_H

#include "office/roll/collect_self.h"
#include "office/query/find.h"
#include "office/pay/pay.h"
#include "office/roll/person.h"
#include "ui/kit/screen.h"

enum {
	DESK_MATCHES = 6,      /* rows of the match list */
	DESK_QUIET_MS = 200,   /* after the last letter the list is drawn */
	DESK_HOLD_MS = 150,    /* an answer within this costs no frame of its own */
	DESK_COLLECTORS = 24,  /* those whose paper is good go first */
	DESK_UNDER_WAY = 8
};

enum desk_method { BY_POINT, BY_HOME, BY_COUNTER, METHOD_COUNT };

/* How the money is handed over, and to whom. */
struct desk_way {
	enum desk_method method;
	enum collector_kind collector;
	int64_t record;        /* of person_collector, 0: written down or self */
	char name[192], identity[25]; /* who takes it when not the person */
	char document[64];     /* letter, certificate */
};

/* What Left and Right are for. */
enum desk_focus { ON_SEARCH, ON_WHERE, ON_WHO };

/* The person that is open in place. */
struct desk_person {
	int64_t id;            /* 0: nobody is open */
	struct person row;
	struct payout_lines lines; /* owned */
	unsigned page;         /* of the lines, where one has no room for all */
	struct person_collector known[DESK_COLLECTORS];
	unsigned nknown;
	struct collect_self self; /* does the person collect in person? */
	struct desk_way way;
	enum collector_kind at; /* under the cursor; chosen, or refused */
	bool refused;          /* the last choice was: none was made since */
	unsigned char op[WIRE_OP_ID]; /* made when the person opened */
	bool shown;            /* a picture had all of this as it is now: */
	uint32_t drawn;        /* the first that had */
	bool whole;            /* the window has room for all of it */
	bool returned;         /* was refused before: */
	char why[512];
};

/* A payment without an answer yet. */
struct desk_sent {
	unsigned char op[WIRE_OP_ID];
	int64_t person, total;
	char name[192];
	struct desk_way way;
};

/* A payment that was refused: waits until the clerk opens it (back.c). */
struct desk_back {
	int64_t person;
	struct desk_way way;
	char name[192], why[512];
};

struct desk {
	struct edit search;
	bool used;             /* a search ran: the hint has done its work */
	bool typed;            /* since the search ran last */
	bool spent;            /* looked at: the next letter starts a new one */
	int quiet_timer, hold_timer;
	struct find_result found;
	bool shown;            /* the match list is on the screen */
	unsigned cur;          /* marked match; its page is shown */
	struct desk_person who;
	enum desk_focus focus;
	struct desk_way asked; /* being written down, not chosen yet */
	struct desk_sent sent[DESK_UNDER_WAY];
	unsigned nsent;
	struct desk_back back[DESK_UNDER_WAY];
	unsigned nback;
	int64_t receipt;       /* the last payment, for taking it back */
	char receipt_name[192];
	unsigned char undo_op[WIRE_OP_ID];
	int64_t undo_receipt;  /* being taken back */
	int64_t today_people, today_money;
};

extern const char *const desk_methods[METHOD_COUNT];

/* Opens a person in place; the message line says why when it fails. */
void desk_open_person(struct screen *s, int64_t person);
/* Nobody open.  Who was refused before and was not dealt with (F3, F10) waits
 * on. */
void desk_shut_person(struct screen *s, bool dealt);

/* One more waits, in front; a refusal of before of the same person goes. */
void desk_back_add(struct desk *d, const struct desk_back *b);
/* Takes that person out of the list; false: does not wait. */
bool desk_back_take(struct desk *d, int64_t person, struct desk_back *b);
/* Are they on the screen?  Only on an empty desk. */
bool desk_back_shown(const struct desk *d);
/* Enter and F3 there; false: they are not shown. */
bool desk_back_open(struct screen *s);
bool desk_back_drop(struct screen *s);
/* Returns the next row. */
int desk_back_draw(const struct desk *d, struct term *t, int row);
/* PgUp and PgDn: another page of the open person's lines; else false. */
bool desk_page(struct screen *s, enum action a);
/* Searches anew. */
void desk_search(struct screen *s);

/* How it is handed over unless somebody chooses otherwise. */
void desk_usual_way(struct desk_person *w);
/* Is the open person dead?  Then others collect. */
bool desk_dead(const struct desk_person *w);
/* What F10 would hand over, as chosen: lines, and đồng. */
unsigned desk_due(const struct desk_person *w, int64_t *total);
/* The kinds of collectors for this person. */
void desk_kinds(const struct desk_person *w, enum collector_kind *first,
    enum collector_kind *last);
/* The registered one that is chosen, NULL none. */
const struct person_collector *desk_known(const struct desk_person *w);
/* Left and Right in the row of the focus. */
void desk_turn(struct screen *s, bool on);
/* Is what stands under the cursor chosen?  Else says what is, once. */
bool desk_chosen(struct screen *s);
/* Enter: asks for name and paper where they may be written down and are not
 * yet; false when there is nothing to ask. */
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

#endif
