/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person: people on the roll, their papers, entitlements and collectors.
 * Verbs: person.add, person.correct; the rest changes by requests (request/change.h).
 */
#ifndef CHITRA_OFFICE_PERSON_H
#define CHITRA_OFFICE_PERSON_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

struct person {
	int64_t id, area, point;
	char code[25], name[192], other_name[192], given[64];
	char sex;              /* 'M', 'F', '\0' */
	struct date birth;     /* parts may be 0 */
	char ethnic[64];
	char area_code[9], area_name[192], district_name[192];
	char village[192];
	char point_code[17], point_name[192];
	char delivery[6];      /* point | home */
	char phone[32], state[8], state_on[11], note[512];
	char id_kind[9], id_number[25]; /* active paper, "" none */
};

enum status person_get(struct db *db, const struct scope *sc, int64_t id,
    struct person *out, struct err *err) ERR_CHECKED;
enum status person_by_code(struct db *db, const struct scope *sc,
    const char *code, struct person *out, struct err *err) ERR_CHECKED;

struct person_entitlement {
	int64_t id, hundredths, manual;
	char category[16], category_name[160], from_month[8], to_month[8];
	char state[10], decision[64], decided_on[11];
	char rests_from[8], rests_to[8]; /* the last suspension, "" none, open */
};
enum status person_entitlements(struct db *db, const struct scope *sc,
    int64_t person, struct person_entitlement *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;

struct person_collector {
	int64_t id;
	char kind[11], name[192], identity[25], relation[64], letter[64],
	    certifier[128], valid_from[11], valid_to[11];
	bool expired; /* on the day asked for */
	bool early;   /* its first day is still to come then */
	bool ends;    /* within SETTING_LETTER_AHEAD days of it */
};
enum status person_collectors(struct db *db, const struct scope *sc,
    int64_t person, const char *today, struct person_collector *v,
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;

#endif
