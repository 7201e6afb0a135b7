/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self: who may collect in person.  A child may not, nor a person
 * with a registered guardian, unless an approved request gives leave (kind
 * collector, field self).  Owns collect_self.
 *
 * The age is a setting, SETTING_COLLECT_AGE; the law counts as a child whoever
 * is under 16 (Luật Trẻ em 2016 art. 1).  A person whose year of birth is not
 * known is no child.
 */
#pragma once

#include "office/verb/scope.h"

struct collect_self {
	bool may;           /* on the day asked for */
	bool young;         /* below the age of the setting */
	int age;            /* completed years, -1 unknown */
	char guardian[192]; /* registered and valid on that day, "" none */
	int64_t mark;       /* leave by a request, in force or later, 0 none */
	char from[11], to[11]; /* its days; to "": without end */
};

/* ST_NOTFOUND, or ST_DENIED outside the scope.  day: "YYYY-MM-DD". */
enum status collect_self(struct db *db, const struct scope *sc,
    int64_t person, const char *day, struct collect_self *out,
    struct err *err) ERR_CHECKED;

/*
 * A sentence that says why the person may not collect, and who may instead or
 * what to do; "" when the person may.
 */
void collect_self_why(const struct collect_self *is, const char *name,
    char *dst, size_t size);
