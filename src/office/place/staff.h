/*
 * SPDX-License-Identifier: ISC
 *
 * place/staff: who works with the program; sign-ins.  Verbs: staff.add, staff.change,
 * staff.disable, staff.enable; signin (the gate's), draft.save, draft.drop.
 */
#pragma once

#include "office/verb/scope.h"
#include "office/verb/verb.h"

struct staff {
	int64_t id;
	char login[33], name[128], role[16], unit[128], area[192];
	bool active;
};

enum status staff_by_login(struct db *db, const char *login, struct staff *out,
    struct err *err) ERR_CHECKED;
enum status staff_list(struct db *db, const struct scope *sc, struct staff **v,
    unsigned *n, struct err *err) ERR_CHECKED;

/* For the banner: the sign-in before the newest, failures since then. */
struct staff_last {
	char at[20], address[64]; /* "" when there was none */
	int64_t failures;
};
enum status staff_last_signin(struct db *db, int64_t staff,
    struct staff_last *out, struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb staff_verbs[], signin_verbs[];
