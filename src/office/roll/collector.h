/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collector: who may collect for others (người nhận thay): guardian, carer,
 * authorised by a letter, heir, organiser of a funeral.  They are registered
 * and withdrawn by requests of kind collector; the desk's rules are in
 * pay/collect.c.
 */
#ifndef CHITRA_OFFICE_COLLECTOR_H
#define CHITRA_OFFICE_COLLECTOR_H

#include "office/verb/scope.h"

/*
 * Is the name that of somebody else than the person?  One that is the
 * person's but for marks was copied from the line above it.  ST_INVALID of
 * collector_name.
 */
enum status collector_other_name(const char *person, const char *name,
    struct err *err) ERR_CHECKED;

/* "guardian" as people call it; "" of the person. */
const char *collector_word(const char *kind);
/* "Lò Văn A (guardian)"; "" of the person: for whoever shows a receipt. */
void collector_said(const char *kind, const char *name, char *dst, size_t size);

/* One who collects for many. */
struct collector_many {
	char name[192], identity[25], letter[64];
	int64_t people;  /* in the whole office */
	int64_t person;  /* one of them, in the scope */
	char person_name[192], commune[192]; /* his */
};

/*
 * Those who collect for more than SETTING_COLLECTOR_PEOPLE people, one at
 * least in the scope; the same by the number of their paper, else by name and
 * number of the letter (frauds of An Giang and Thanh Hoá: one hand for many).
 * Most people first, at most max.
 */
enum status collector_many(struct db *db, const struct scope *sc,
    const char *today, struct collector_many *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;

#endif
