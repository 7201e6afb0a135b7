/*
 * SPDX-License-Identifier: ISC
 *
 * file/file: files of the roll as requests (kind roll), one for each list owner
 * that a file touches.  Owns roll_row, roll_ask, roll_part and roll_decision.
 *
 * import.finish asks; change.approve and change.reject record who decided what
 * about which rows, and are short; verb change.slice (change) then makes some
 * rows stand at a time, each in a savepoint of its own: newcomers as sets, what
 * differs of people on the roll as requests of their kinds.  A row that cannot
 * stand waits on with the reason.  What was decided survives a restart: whoever
 * may decide the request goes on with the slices.  An undo goes the same way.
 */
#pragma once

#include "base/buf.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"

/* What makes a row an exception, to be looked at first. */
enum roll_look {
	ROLL_MANUAL = 1,        /* an amount by decision */
	ROLL_COEFFICIENT = 2,   /* not the category's */
	ROLL_BACKDATED = 4,     /* begins far back */
	ROLL_COLLECTOR = 8,     /* somebody else collects */
	ROLL_IDENTITY = 16,     /* another name, birth or paper */
	ROLL_WARNED = 32,       /* the import warned: a namesake, an old paper */
	ROLL_ODD_NAME = 64,     /* signs that no name has, letters that look alike */
	ROLL_ELSEWHERE = 128    /* who seems to stand in another file that waits */
};
#define ROLL_LOOKS 8

/* Months before the newest period from which on a beginning is far back. */
#define ROLL_FAR_BACK 3

struct roll_file {
	int64_t job, owner, change, maker;
	char owner_code[9], owner_name[192], file[128];
	int64_t rows, added, people, changed, looks;
	int64_t before, after;          /* đồng a month */
	int64_t past;                   /* đồng once, of what begins far back */
	int64_t kinds[ROLL_LOOKS];      /* rows of each kind of exception */
	int64_t stood, rejected, failed;
	int64_t deciding;               /* decision under way, 0 none */
	/* Of that decision. */
	char verdict[10], by[128], at[20];
	int64_t done;                   /* lines looked at so far */
};

/* The file of a request of kind roll; ST_NOTFOUND when it has none, ST_DENIED
 * when the scope does not hold its list owner and is not who sent it. */
enum status roll_file_of(struct db *db, const struct scope *sc, int64_t change,
    struct roll_file *out, struct err *err) ERR_CHECKED;

struct roll_line {
	int64_t line;                   /* of the file */
	unsigned look;
	bool added;                     /* a newcomer */
	char state[10], why[512];
	char code[25], name[192], birth[24], commune[192], category[16], from[8];
	int64_t before, after;
	char village[128], point[192], note[512], decision[64], decided_on[11];
	char collector[192], collector_number[32], relation[64];
	char said[1024];                /* what is asked of somebody known */
};

/* Rows in the order in which they are read: exceptions by weight, then by line.
 * Skips `skip` of them; at most max. */
enum status roll_lines(struct db *db, const struct scope *sc,
    const struct roll_file *f, int64_t skip, struct roll_line *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* One line each: who comes and changes, what is an exception, the money. */
void roll_file_people(const struct roll_file *f, struct buf *out);
void roll_file_looks(const struct roll_file *f, struct buf *out);
void roll_file_money(const struct roll_file *f, struct buf *out);

/* What an approver has to judge besides the money, in one text: village, point,
 * decision, who collects with which paper, note. */
void roll_line_words(const struct roll_line *l, struct buf *out);

/* "amount by decision, collector": the exceptions of a row in words. */
void roll_look_words(unsigned look, char *dst, size_t size);
const char *roll_state_word(const char *state);

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_roll;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb file_verbs[];

/* A file that has come whole: its import job, name, digest of its rows. */
struct roll_sent {
	int64_t job;
	const char *file;
	const unsigned char *digest;    /* DIGEST_LEN */
};
/* What it says, over all list owners. */
struct roll_sums {
	int64_t added, changed, unchanged;
	int64_t total;                  /* đồng a month */
};
/* Asks the approver of each list owner for the rows that came. */
enum status roll_file_ask(struct verb_call *c, const struct roll_sent *of,
    struct roll_sums *n, struct err *err) ERR_CHECKED;
