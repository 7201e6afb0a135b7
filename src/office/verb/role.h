/*
 * SPDX-License-Identifier: ISC
 *
 * verb/role: who may do what (rule 8 of the house).  A role is one bit, so that a
 * verb names its roles as a mask.
 */
#pragma once

#include <stdint.h>

/* X(id, name in the database, shown name) */
#define ROLE_LIST(X)                                                           \
	X(PAYING, "paying", N_("paying staff"))          /* nhân viên chi trả */ \
	X(CASHIER, "cashier", N_("cashier"))             /* thủ quỹ */         \
	X(ACCOUNTANT, "accountant", N_("accountant"))    /* kế toán */         \
	X(CONTROLLER, "controller", N_("controller"))    /* kiểm soát viên */  \
	X(PREPARER, "preparer", N_("list owner, prepares"))                    \
	X(APPROVER, "approver", N_("list owner, approves"))                    \
	X(PROVINCE, "province", N_("province"))                                \
	X(ADMIN, "admin", N_("administrator"))

enum role_index {
#define X(id, name, shown) ROLE_I_##id,
	ROLE_LIST(X)
#undef X
	ROLE_COUNT
};

enum role {
	ROLE_NONE = 0,
#define X(id, name, shown) ROLE_##id = 1 << ROLE_I_##id,
	ROLE_LIST(X)
#undef X
	ROLE_ALL = (1 << ROLE_COUNT) - 1
};

/* Name in the database; "" for none. */
const char *role_name(enum role r);
/* Shown name, translated. */
const char *role_shown(enum role r);
/* ROLE_NONE for an unknown name. */
enum role role_by_name(const char *name);
