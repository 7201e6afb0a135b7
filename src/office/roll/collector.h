/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collector: who may collect for others (người nhận thay): a guardian, a
 * carer, a person authorised by a letter, an heir, the organiser of a funeral.
 * Requests of kind collector register and withdraw them; what the payout desk
 * asks of them is in pay/collect.c.
 */
#pragma once

#include "office/roll/person.h"

/*
 * ST_INVALID of collector_name when the name is the person's own, written with
 * or without marks: it was copied from the field above.
 */
enum status collector_other_name(const char *person, const char *name,
    struct err *err) ERR_CHECKED;

/* A stored kind in the language of the reader; "" when the person collects. */
const char *collector_word(const char *kind);
/* "Lò Văn A (guardian)", for a receipt; "" when the person collects. */
void collector_said(const char *kind, const char *name, char *dst, size_t size);

/* Somebody who collects for many. */
struct collector_many {
	char name[192], identity[25], letter[64];
	int64_t people;  /* in the whole office */
	int64_t person;  /* one of these people, inside the scope */
	char person_name[192], commune[192]; /* of that person */
};

/*
 * Those who collect today for more than SETTING_COLLECTOR_PEOPLE people, at
 * least one of them in the scope; the same by the number of their paper, else
 * by name and number of the letter (frauds of An Giang and Thanh Hoá: one hand
 * for many).  Most people first; ask->person is not used.
 */
enum status collector_many(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct collector_many *v, unsigned *n,
    struct err *err) ERR_CHECKED;
