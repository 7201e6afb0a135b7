/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self: who takes money for himself.  A child does not, nor whoever
 * has a registered guardian, but for those whom an approved request lets (kind
 * collector, field self).  Owns collect_self.
 *
 * The age is a setting, SETTING_COLLECT_AGE; 16 is where a child ends (Luật
 * Trẻ em 2016 art. 1).  Without a year of birth nobody is a child.
 */
#ifndef CHITRA_OFFICE_COLLECT_SELF_H
#define CHITRA_OFFICE_COLLECT_SELF_H

#include "office/verb/scope.h"

struct collect_self {
	bool may;           /* on the day that was asked for */
	bool young;
	int age;            /* completed years, -1 unknown */
	char guardian[192]; /* whose paper is good on that day, "" none */
	int64_t mark;       /* leave by a request in force on that day, 0 none */
	char from[11], to[11]; /* its days; to "": without end */
};

enum status collect_self(struct db *db, const struct scope *sc,
    int64_t person, const char *day, struct collect_self *out,
    struct err *err) ERR_CHECKED;

/* Why not, and who may or what to do; "" when the person may. */
void collect_self_why(const struct collect_self *is, const char *name,
    char *dst, size_t size);

#endif
