/*
 * SPDX-License-Identifier: ISC
 *
 * walk/act: what people do to the office, one act a line of text, so that a
 * walk that fails can be written down, cut shorter and played again.
 */
#ifndef TESTS_WALK_ACT_H
#define TESTS_WALK_ACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* name, is it about a person */
#define ACTS                                                                   \
	X(DAY, "day", 0)           /* on= */                                   \
	X(OPEN, "open", 0)         /* from= [to=] */                           \
	X(LIST, "list", 0)         /* owner= from= */                          \
	X(SUBMIT, "submit", 0)     /* owner= */                                \
	X(RETURN, "return", 0)     /* owner= */                                \
	X(APPROVE, "approve", 0)   /* owner= */                                \
	X(CLOSE, "close", 0)       /* owner= from= */                          \
	X(FUNERALS, "funerals", 0) /* owner= from= */                          \
	X(PAYALL, "payall", 0)     /* owner= pct= seed= */                     \
	X(STANDARD, "standard", 0) /* from= amount= */                         \
	X(COEFFICIENT, "coefficient", 0) /* cat= from= amount= (hundredths) */ \
	X(UNDO_RATE, "undo_rate", 0)                                           \
	X(RATE_CLAIM, "rate_claim", 0)  /* owner=: above a lowered rate */     \
	X(RATE_GIVE, "rate_give", 0)    /* owner=: the same, given up */       \
	X(REORGANISE, "reorganise", 0) /* commune= owner= that takes it on= */ \
	X(SYNC, "sync", 0)         /* compare everybody */                     \
	X(PAY, "pay", 1)                                                       \
	X(PAY_FUNERAL, "pay_funeral", 1)                                       \
	X(REVERSE, "reverse", 1)                                               \
	X(BLOCK, "block", 1)                                                   \
	X(UNBLOCK, "unblock", 1)                                               \
	X(NEWCOMER, "newcomer", 1) /* commune= cat= from= */                   \
	X(GRANT, "grant", 1)       /* cat= from= [amount=] [yes=1 replaces] */ \
	X(STOP, "stop", 1)         /* on= [cat=] */                            \
	X(DEATH, "death", 1)       /* on= */                                   \
	X(REPORT, "report", 1)     /* on=: a death that waits */               \
	X(DECIDE_REPORT, "decide_report", 1) /* yes= */                        \
	X(SUSPEND, "suspend", 1)   /* from= [cat=] */                          \
	X(RESUME, "resume", 1)     /* from= yes= arrears */                    \
	X(AMOUNT, "amount", 1)     /* cat= from= amount= | cat2= */            \
	X(MOVE, "move", 1)         /* commune= from= first month there */      \
	X(OUT, "out", 1)           /* from= first month elsewhere */           \
	X(MERGE, "merge", 1)       /* into= */                                 \
	X(FUNERAL, "funeral", 1)                                               \
	X(UNCOLLECTED, "uncollected", 1) /* from= amount= by the system before */ \
	X(COLLECTED, "collected", 1) /* the last such file is undone */        \
	X(RECOVER, "recover", 1)   /* decision */                              \
	X(PLAN, "plan", 1)         /* amount= */                               \
	X(REPAID, "repaid", 1)     /* amount= 0 all */                         \
	X(WRITEOFF, "writeoff", 1) /* amount= 0 all */                         \
	X(UNDO, "undo", 1)         /* the last request that stands */          \
	X(HAD, "had", 1)           /* from= amount=: so much had of a month */ \
	X(CLAIMED, "claimed", 1)   /* from= amount=: of it claimed */          \
	X(CASH, "cash", 1)         /* from= amount=: paid or payable of it */  \
	X(NAMES, "names", 1)       /* owner= from= amount=: arrears of it that name\
	                            * the owner */                             \
	X(SEES, "sees", 1)         /* owner= from= amount=: claims of it that the\
	                            * owner reads */

enum act_kind {
#define X(id, name, person) ACT_##id,
	ACTS
#undef X
	ACT_KINDS
};

struct act {
	enum act_kind kind;
	int person, into, owner, commune, cat, cat2; /* -1 none */
	int from, to;        /* months, -1 none */
	int year, month, day; /* on=, 0 none */
	int pct, seed;
	int64_t amount;
	bool yes;
	bool claim;          /* what the system before paid too much is claimed */
	bool aim;            /* whoever it fits, from the person on */
};

extern const char *const act_names[ACT_KINDS];
extern const bool act_of_person[ACT_KINDS];

void act_init(struct act *a, enum act_kind kind);
void act_text(const struct act *a, char *out, size_t size);
bool act_parse(const char *line, struct act *a);

struct world;
/*
 * Aims it where it is to be aimed, and does it: posts the verbs, and when they are done lives through the same in
 * the model.  False when the program refused; w->why is set when what it did
 * cannot be (world.h).
 */
bool act_do(struct world *w, struct act *a);

#endif
