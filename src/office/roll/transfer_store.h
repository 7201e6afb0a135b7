/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer_store: begins and undoes transfers for requests, and adapts
 * pending ones to a change of areas for the import.
 */
#pragma once

#include "office/roll/person_store.h"
#include "office/roll/transfer.h"

struct transfer_new {
	int64_t change, person;
	enum transfer_direction direction;
	struct person_place from, to;
	const char *elsewhere;      /* the other province, in words */
	const char *first;          /* month at the new place */
	bool moved;                 /* the record has moved already */
};
enum status transfer_begin(struct verb_call *c, const struct transfer_new *t,
    int64_t *id, struct err *err) ERR_CHECKED;

/*
 * Undoes the transfer of that request.  Within the province, a record that has
 * moved goes back to the old place, with village and delivery of `back`.  A
 * person who went out is on the roll again; one who came in is off it since the
 * day `off`, with the place of `back`.  *moved: the record had moved.
 */
enum status transfer_undo(struct verb_call *c, int64_t change,
    struct person_place *back, const char *off, bool *moved, struct err *err)
    ERR_CHECKED;

/* The communes of a pending transfer after a change of areas. */
struct transfer_ends {
	int64_t id, person, point; /* point: the new one */
	int64_t from, to;
	const char *village;
};
/* When both communes have become one, it is no transfer any more: the record
 * goes to its new point now, and the new commune pays from `month` on. */
enum status transfer_follow(struct verb_call *c,
    const struct transfer_ends *t, const char *month, struct err *err)
    ERR_CHECKED;
/* Undoes that: puts back the transfer; its record stays where it is. */
struct transfer_was {
	int64_t id, from, to;
	const char *last, *first;  /* months */
	const char *state, *moved; /* as stored; moved "": not yet */
};
enum status transfer_follow_undo(struct verb_call *c,
    const struct transfer_was *was, struct err *err) ERR_CHECKED;
