/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer_store: a transfer begun, taken back, and followed through a change
 * of areas, for the requests of that kind and for the import.
 */
#ifndef CHITRA_OFFICE_ROLL_TRANSFER_STORE_H
#define CHITRA_OFFICE_ROLL_TRANSFER_STORE_H

#include "office/roll/person_store.h"

struct transfer_new {
	int64_t change, person;
	const char *direction;      /* within, out, in */
	struct person_place from, to;
	const char *elsewhere, *first; /* first month there */
	bool moved;                 /* nothing is left to be moved */
};
enum status transfer_begin(struct verb_call *c, const struct transfer_new *t,
    int64_t *id, struct err *err) ERR_CHECKED;

/*
 * The one of that request never was: within the province the record goes back,
 * once it has moved, to the place that the transfer names, with village and
 * delivery of `back`; who went out is on the roll again; who came in is off it
 * since the day `off`, and is set down at `back`.  *moved: it had moved.
 */
enum status transfer_undo(struct verb_call *c, int64_t change,
    struct person_place *back, const char *off, bool *moved, struct err *err)
    ERR_CHECKED;

/* One that is due while areas change: where its ends are from `month` on. */
struct transfer_ends {
	int64_t id, person, point; /* to which it goes */
	int64_t from, to;
	const char *village;
};
/* Both in one commune: it is no transfer, the record goes to its point now. */
enum status transfer_follow(struct verb_call *c,
    const struct transfer_ends *t, const char *month, struct err *err)
    ERR_CHECKED;
/* The areas as they were before: the transfer too; its record stays. */
struct transfer_was {
	int64_t id, from, to;
	const char *last, *first, *state, *moved; /* months; "" not moved */
};
enum status transfer_follow_undo(struct verb_call *c,
    const struct transfer_was *was, struct err *err) ERR_CHECKED;

#endif
