/*
 * SPDX-License-Identifier: ISC
 *
 * list: payment lists (danh sách chi trả).  Verbs: list.begin, list.slice,
 * list.finish (a job: staging, then one short verb), list.abort, list.submit,
 * list.return, list.approve (password again; never who prepared it).
 */
#ifndef CHITRA_OFFICE_LIST_H
#define CHITRA_OFFICE_LIST_H

#include "office/scope.h"

struct list_head {
	int64_t id, period, owner;
	char period_code[8], owner_code[9], owner_name[192];
	int seq;
	char state[10];
	int64_t lines, people, total; /* control totals */
	char prepared_by[128], prepared_at[20], approved_by[128], approved_at[20];
};

/* Lists of a period inside the scope, in order of the owner's code. */
enum status list_all(struct db *db, const struct scope *sc, int64_t period,
    struct list_head *v, unsigned max, unsigned *n, struct err *err)
    ERR_CHECKED;

#endif
