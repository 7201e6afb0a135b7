/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person: people on the roll, their papers, entitlements and collectors.
 * Requests change them (request/change.h), except for the verbs person.add and
 * person.correct (change/correct.c).
 */
#pragma once

#include "base/names.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

/* Merged: the record went into another one of the same person. */
enum person_state {
	PERSON_NONE, PERSON_ACTIVE, PERSON_DEAD, PERSON_MOVED, PERSON_MERGED
};
extern const struct names person_states;

/* Where a person is usually paid: at the payout point or at home. */
enum delivery { DELIVERY_NONE, DELIVERY_POINT, DELIVERY_HOME };
extern const struct names deliveries;

/* How an entitlement stands today; a void one was never due. */
enum entitlement_state {
	ENTITLEMENT_NONE, ENTITLEMENT_ACTIVE, ENTITLEMENT_SUSPENDED,
	ENTITLEMENT_STOPPED, ENTITLEMENT_VOID
};
extern const struct names entitlement_states;

/* Who takes the money of a payout: the person, or somebody else by a right. */
enum collector_kind {
	COLLECTOR_NONE, COLLECTOR_SELF, COLLECTOR_GUARDIAN, COLLECTOR_CARER,
	COLLECTOR_AUTHORISED, COLLECTOR_HEIR, COLLECTOR_ORGANISER
};
extern const struct names collector_kinds;

struct person {
	int64_t id, area, point;
	char code[25], name[192], other_name[192], given[64];
	char sex;              /* 'M', 'F', '\0' */
	struct date birth;     /* parts may be 0 */
	char ethnic[64];
	char area_code[9], area_name[192], district_name[192];
	char village[192];
	char point_code[17], point_name[192];
	enum delivery delivery;
	enum person_state state;
	char state_on[11];     /* day since when, "" from the beginning */
	char phone[32], note[512];
	char id_kind[9], id_number[25]; /* active paper, "" none */
};

/* ST_NOTFOUND; ST_DENIED when the person is outside the scope. */
enum status person_get(struct db *db, const struct scope *sc, int64_t id,
    struct person *out, struct err *err) ERR_CHECKED;
enum status person_by_code(struct db *db, const struct scope *sc,
    const char *code, struct person *out, struct err *err) ERR_CHECKED;

/* Whose rows are read, as they are on a day, and for how many there is room. */
struct person_ask {
	int64_t person;
	const char *today; /* "YYYY-MM-DD", for collectors alone */
	unsigned max;
};

struct person_entitlement {
	int64_t id;
	int64_t hundredths, manual; /* coefficient x 100 and đồng by decision, 0 */
	char category[16], category_name[160], from_month[8], to_month[8];
	enum entitlement_state state;
	char decision[64], decided_on[11];
	char rests_from[8], rests_to[8]; /* last suspension; "" none, no end */
};
/* Ended ones last, the newest of the others first.  Refused as person_get(). */
enum status person_entitlements(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct person_entitlement *v, unsigned *n,
    struct err *err) ERR_CHECKED;

struct person_collector {
	int64_t id;
	enum collector_kind kind;
	char name[192], identity[25], relation[64], letter[64];
	char certifier[128], valid_from[11], valid_to[11];
	bool expired; /* not valid today: over, or still to begin */
	bool early;   /* still to begin */
	bool ends;    /* within SETTING_LETTER_AHEAD days from today */
};
/* The registered ones, those valid today first.  Refused as person_get(). */
enum status person_collectors(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct person_collector *v, unsigned *n,
    struct err *err) ERR_CHECKED;
