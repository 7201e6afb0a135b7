/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_store: a person and an entitlement as they will be stored, read from
 * named values that a form, a command line or a row of a file gave.  One
 * reader for all three, so that an import checks what a screen checks.
 */
#ifndef CHITRA_OFFICE_ROLL_PERSON_STORE_H
#define CHITRA_OFFICE_ROLL_PERSON_STORE_H

#include "office/place/identity.h"
#include "office/roll/person.h"
#include "office/verb/verb.h"
#include "text/nfc.h"
#include "text/sortkey.h"

#define PERSON_NOTE 512
#define PERSON_REMARK 320 /* text/sentence.h; "" there is none */

struct person_new {
	int64_t id, area, point;
	char code[25], sex[2], delivery[6], phone[32], ethnic[64];
	char name[NFC_NAME_SIZE], other_name[NFC_NAME_SIZE], given[64];
	char fold[NFC_NAME_SIZE], given_fold[NFC_NAME_SIZE], initials[64];
	unsigned char name_key[SORTKEY_SIZE], village_key[SORTKEY_SIZE];
	size_t name_len, village_len;
	struct date birth;
	char village[192], note[PERSON_NOTE];
	struct identity identity;
	char remark[PERSON_REMARK]; /* the number disagrees with sex or year */
};

/*
 * Reads name, other_name, given, sex, birth, identity, id_kind, ethnic,
 * commune, village, point, delivery, phone and note.  A value that is missing
 * leaves what *p holds (a correction starts from the record).  Unknown places
 * and places outside the actor's scope are refused.  Does not look for
 * duplicates.
 */
enum status person_read(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err) ERR_CHECKED;

/*
 * Puts a person on the roll: person_read(), doubles (a namesake is a warning,
 * "" none, and a remark), a file number, the paper.  *p is as it was stored.
 */
enum status person_insert(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err) ERR_CHECKED;

/* Fills *p from a record (its paper and keys too), as a start for person_read(). */
enum status person_from_record(struct person_new *p, const struct person *was,
    struct err *err) ERR_CHECKED;

/* The record and its paper as *p says; a paper that was replaced stays, no
 * longer active. */
enum status person_store(struct verb_call *c, const struct person_new *p,
    struct err *err) ERR_CHECKED;

/* On the roll or not, and since when. */
struct person_standing {
	const char *state; /* active, dead, moved, merged */
	const char *on;    /* day, NULL or "" none */
	int64_t into;      /* of a merged one: the record that stays */
	const char *from;  /* only who stands so; NULL: anybody */
};
enum status person_stand(struct verb_call *c, int64_t person,
    const struct person_standing *s, struct err *err) ERR_CHECKED;

/* Where somebody lives and is paid: 0, NULL and a delivery of "" leave it. */
struct person_place {
	int64_t area, point;
	const char *village, *delivery;
};
/* An area of before that has gone into another since counts as that one. */
enum status person_move(struct verb_call *c, int64_t person,
    const struct person_place *to, struct err *err) ERR_CHECKED;

/* Appends a remark to a note, in the language of now, "; " between, cut when it
 * is full. */
void person_remark(char note[PERSON_NOTE], const char *remark);

/*
 * ST_EXISTS, naming code, name and commune of the other, when another active
 * person has this paper.
 */
enum status person_identity_free(struct db *db, const struct person_new *p,
    struct err *err) ERR_CHECKED;

/* Code of another active person of the same name, birth year and village;
 * "" when there is none. */
enum status person_namesake(struct db *db, const struct person_new *p,
    char code[25], struct err *err) ERR_CHECKED;

/*
 * Another active record like this one (office/roll/duplicate.h), the oldest of
 * them: what a new record, or a correction, should be asked about.
 */
struct duplicate_side;
enum status duplicate_like(struct db *db, const struct person_new *p,
    struct duplicate_side *out, bool *found, struct err *err) ERR_CHECKED;

/* ST_NOTFOUND, or ST_DENIED when the person is outside the scope. */
enum status person_inside(struct db *db, const struct scope *sc,
    int64_t person, struct err *err) ERR_CHECKED;

/* ST_DENIED unless both places are inside the actor's scope. */
enum status person_in_scope(struct verb_call *c, int64_t area, int64_t point,
    struct err *err) ERR_CHECKED;

struct entitlement_new {
	char category[16], from[8], to[8], decision[64], decided_on[11];
	int64_t hundredths, manual; /* 0: the category's, standard x coefficient */
	int64_t person, change;     /* whose, by which request: set to begin it */
	int64_t origin;             /* 0: it takes nobody's place */
	int64_t amount;             /* đồng a month, at today's rate */
	int64_t table;              /* with the category's coefficient */
	char remark[PERSON_REMARK]; /* an amount by decision; "" by the table */
};

/*
 * Reads category, from, to, coefficient, amount, decision, decision_date; the
 * amount of the first month that can still be paid must be whole.  `province`
 * is category_province()'s; NULL: the one of the first month.
 */
enum status entitlement_read(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
    ERR_CHECKED;

/*
 * Is that a member of staff?  By the number of the paper anywhere; by the name
 * those who pay at the point and whoever is posting this.
 */
enum status collector_is_staff(struct verb_call *c, int64_t point,
    const char *name, const char *identity, bool *yes, struct err *err)
    ERR_CHECKED;
/* ST_DENIED (field "name") when it is: staff do not collect for others. */
enum status collector_no_staff(struct verb_call *c, int64_t point,
    const char *name, const char *identity, struct err *err) ERR_CHECKED;

#endif
