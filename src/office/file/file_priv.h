/*
 * SPDX-License-Identifier: ISC
 *
 * file/file_priv: a file of the roll at work: ask.c asks and decides,
 * slice.c carries a decision out, row.c one row of it.
 */
#pragma once

#include "office/request/work.h"
#include "office/file/stage.h"

/* Lines of the file: "3,7-12". */
#define ROLL_RANGES 256
struct roll_ranges {
	struct { int64_t lo, hi; } v[ROLL_RANGES];
	unsigned n;
};
/* ST_INVALID names the field. */
enum status roll_ranges_parse(const char *text, const char *field,
    struct roll_ranges *out, struct err *err) ERR_CHECKED;
bool roll_ranges_have(const struct roll_ranges *r, int64_t line);

/* look.c: place of its heaviest exception in the order in which they are read;
 * how far it is from the table; one row more with these exceptions. */
int64_t roll_rank(unsigned look);
int64_t roll_weight(unsigned look, const struct entitlement_new *e,
    int64_t past);
enum status roll_looks_count(struct db *db, int64_t job, int64_t owner,
    unsigned look, struct err *err) ERR_CHECKED;
enum status roll_looks_read(struct db *db, struct roll_file *f,
    struct err *err) ERR_CHECKED;

/* Without a scope: who decides was looked at. */
enum status roll_file_get(struct verb_call *c, int64_t change,
    struct roll_file *out, struct err *err) ERR_CHECKED;

/* While a decision is carried out. */
struct roll_work {
	struct verb_call *c;
	struct roll_file f;
	int64_t maker, decider, undo, undo_maker; /* undo: its request */
	char reason[512];
	struct roll_ranges rows, but;
	int64_t cursor;
	int64_t stood, rejected, failed, undone;  /* rows of this slice */
};

/*
 * row.c.  Newcomers of the lines lo..hi, which all wait and are
 * decided: as sets, or if that fails one by one.  The rest is one row each.
 */
enum status roll_rows_stand(struct roll_work *w, int64_t lo, int64_t hi,
    struct err *err) ERR_CHECKED;
enum status roll_row_asks(struct roll_work *w, int64_t line, struct err *err)
    ERR_CHECKED;
enum status roll_row_reject(struct roll_work *w, int64_t line,
    struct err *err) ERR_CHECKED;
enum status roll_row_undo(struct roll_work *w, int64_t line, bool added,
    struct err *err) ERR_CHECKED;

/*
 * place.c: communes that have ended since the file was read.  Of a
 * newcomer's row; of the fields of a request, which is refused where nothing
 * took their place; of how it stood then, which is only called otherwise.
 */
enum status roll_row_place(struct roll_work *w, int64_t line, struct err *err)
    ERR_CHECKED;
enum status roll_ask_place(struct roll_work *w, char *fields, size_t size,
    struct err *err) ERR_CHECKED;
enum status roll_was_place(struct roll_work *w, char *was, size_t size,
    struct err *err) ERR_CHECKED;
