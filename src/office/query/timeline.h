/*
 * SPDX-License-Identifier: ISC
 *
 * query/timeline: what happened to one person, in one stream, newest first: who
 * asked and who decided, which list had what, who was paid by whom, and what
 * was taken back.  Read from the tables that own these things; there is no
 * table of its own, so that it cannot tell another story than they do.
 */
#ifndef CHITRA_OFFICE_TIMELINE_H
#define CHITRA_OFFICE_TIMELINE_H

#include "office/verb/scope.h"

/* X(id, word in the statements; its digit orders what has one moment) */
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

/* Between two rows of the stream. */
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
	char owner[192];            /* whose month, where it is not the record's
	                             * owner; of several one, "" none */
};

/*
 * Whose history may be read: of a person of the scope all of it (whole), of
 * one who was on lists of an owner whom it holds, or has arrears of its months,
 * what is of these months.  ST_DENIED, ST_NOTFOUND: of nobody else.
 */
struct timeline_who {
	char code[25], name[192];
	bool whole;
};
enum status timeline_who(struct db *db, const struct scope *sc,
    int64_t person, struct timeline_who *out, struct err *err) ERR_CHECKED;

/*
 * Rows behind `from` (backwards: before it), NULL: from the newest (oldest);
 * always newest first.  Refused as timeline_who().
 */
struct timeline_ask {
	int64_t person;
	const struct timeline_key *from;
	bool backwards;
};
enum status timeline_page(struct db *db, const struct scope *sc,
    const struct timeline_ask *ask, struct timeline_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

#endif
