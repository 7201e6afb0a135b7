/*
 * SPDX-License-Identifier: ISC
 *
 * query/timeline: what happened to one person, newest first: requests and
 * decisions, lines of lists, payouts and reversals.  It is read from the tables
 * that own these things and has none of its own, so that it cannot differ from
 * them.
 */
#pragma once

#include "office/verb/scope.h"

/* X(id, word in the statements, whose digit orders rows of the same moment) */
#define TIMELINE_LIST(X)                                                       \
	X(ADDED, "0added")           /* the person came to the roll */          \
	X(ENTITLED, "1entitled")     /* by import: a category, b decision */    \
	X(ASKED, "3asked")           /* a kind, b reason, state of the request */ \
	X(APPROVED, "4approved")     /* a kind, b reason */                     \
	X(REJECTED, "4rejected")     /* a kind, b why */                        \
	X(LISTED, "6listed")         /* a list, b kind of line */               \
	X(BLOCKED, "7blocked")       /* a why; the block stands still */        \
	X(PAID, "8paid")             /* a point, b who took it, state method */ \
	X(REVERSED, "9reversed")     /* a why */                                \
	X(ARREARS, "5arrears")       /* a why, b period they come out in */     \
	X(RECOVERY, "5recovery")     /* a kind of entry, b document */          \
	X(COLLECTOR, "2collector")   /* a name, b kind, state '' or withdrawn */ \
	X(MOVED, "5moved")           /* a from, b to */                         \
	X(COMPARED, "2compared")     /* a the other file, b note, state verdict */

enum timeline_what {
#define X(id, word) TIMELINE_##id,
	TIMELINE_LIST(X)
#undef X
	TIMELINE_COUNT
};

/* A position in the history. */
struct timeline_key {
	char at[20];       /* moment, or a day */
	enum timeline_what what;
	int64_t id;
};

struct timeline_row {
	struct timeline_key key;
	char a[192], b[256], state[16];
	char month[8], to_month[8]; /* "" none */
	int64_t amount;             /* đồng, 0 none */
	int64_t no;                 /* request, receipt, number on the list */
	char who[128];              /* "" nobody: an import */
	char owner[192];            /* list owner of the month, one of several;
	                             * "" the owner of the record, or none */
};

/*
 * May the history of a person be read?  All of it (whole) when the person is in
 * the scope; when the scope holds a list owner who had months of the person on
 * its lists, or arrears or recoveries of them, what belongs to these months.
 * Else ST_DENIED, or ST_NOTFOUND.
 */
struct timeline_who {
	char code[25], name[192];
	bool whole;
};
enum status timeline_who(struct db *db, const struct scope *sc,
    int64_t person, struct timeline_who *out, struct err *err) ERR_CHECKED;

/*
 * At most max rows older than `from` (backwards: newer), always newest first;
 * from NULL: the newest (oldest) ones.  Refused as timeline_who().
 */
struct timeline_ask {
	int64_t person;
	const struct timeline_key *from;
	bool backwards;
	unsigned max;
};
enum status timeline_page(struct db *db, const struct scope *sc,
    const struct timeline_ask *ask, struct timeline_row *v, unsigned *n,
    struct err *err) ERR_CHECKED;
