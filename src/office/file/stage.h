/*
 * SPDX-License-Identifier: ISC
 *
 * file/stage: rows of a file of the roll as they come, for import/.
 */
#pragma once

#include "office/file/file.h"
#include "office/place/identity.h"
#include "office/roll/person_store.h"
#include "text/nfc.h"

struct roll_staged {
	int64_t job, owner, line;
	bool added;                     /* a newcomer */
	unsigned asks;                  /* of somebody on the roll */
	unsigned look;                  /* enum roll_look */
	int64_t before, after;          /* đồng a month */
	int64_t past;                   /* đồng of the months passed */
	const struct person_new *p;
	const struct entitlement_new *e;
	int64_t right;                  /* entitlement, 0 none */
	int64_t collector;              /* 0 none */
	const char *collector_kind;
	char collector_name[NFC_NAME_SIZE], relation[64];
	struct identity collector_paper;
};

enum status roll_stage_row(struct db *db, const struct roll_staged *r,
    struct err *err) ERR_CHECKED;

/* A request that the row becomes, as it was on trial; r->asks is its number. */
struct roll_staged_ask {
	const char *kind, *subject, *month, *fields, *was, *effect;
};
enum status roll_stage_ask(struct db *db, const struct roll_staged *r,
    const struct roll_staged_ask *a, struct err *err) ERR_CHECKED;
/* A row that is refused leaves nothing of itself. */
enum status roll_stage_unask(struct db *db, const struct roll_staged *r,
    struct err *err) ERR_CHECKED;

/* Adds a row to the sums of its list owner; `first`: of that person. */
enum status roll_stage_count(struct db *db, const struct roll_staged *r,
    bool first, struct err *err) ERR_CHECKED;

/* What somebody is owed of the months before `month`. */
int64_t roll_past(const struct entitlement_new *e, const char *month);

/* Takes up to `max` rows of a job away; *cleared: how many. */
enum status roll_stage_clear(struct db *db, int64_t job, int64_t max,
    int64_t *cleared, struct err *err) ERR_CHECKED;
