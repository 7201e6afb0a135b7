/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collector_store: collectors as requests register them, and how many
 * people each collects for.
 */
#pragma once

#include "office/roll/collector.h"
#include "office/place/identity.h"
#include "office/roll/person_store.h"
#include "office/verb/verb.h"
#include "text/nfc.h"

struct collector_new {
	enum collector_kind kind;
	char name[NFC_NAME_SIZE], relation[64], letter[64], certifier[128];
	struct identity identity;
	char from[11], to[11]; /* to "": without end */
};

/*
 * Reads collector_kind, collector_name, collector_identity, relation, letter,
 * certifier, valid_from ("" today) and valid_to.  A letter that names no end
 * is good for SETTING_LETTER_MONTHS; it, and an heir's certificate, needs its
 * number and the number of the collector's paper.
 */
enum status collector_read(struct verb_call *c, const struct wire_args *in,
    struct collector_new *k, struct err *err) ERR_CHECKED;

/* Is that the number of an active paper of the person?  "" is not. */
enum status collector_is_own(struct db *db, int64_t person,
    const char *number, bool *own, struct err *err) ERR_CHECKED;

/* Stores one for a person, by a request. */
enum status collector_insert(struct verb_call *c, int64_t person,
    int64_t change, const struct collector_new *k, int64_t *id,
    struct err *err) ERR_CHECKED;

/* Withdraws one, or lets it count again. */
enum status collector_active(struct verb_call *c, int64_t id, bool active,
    struct err *err) ERR_CHECKED;

/* For how many people this collector is registered; 0 when neither a paper nor
 * a letter identifies the collector. */
enum status collector_people(struct db *db, const char *identity,
    const char *name, const char *letter, int64_t *people, struct err *err)
    ERR_CHECKED;

/* SETTING_COLLECTOR_PEOPLE on that day. */
enum status collector_limit(struct db *db, const char *day, int64_t *limit,
    struct err *err) ERR_CHECKED;
