/*
 * SPDX-License-Identifier: ISC
 *
 * roll/person_store: a person and an entitlement as they will be stored, read
 * from the named values of a form, a command line or a row of a file.  All three
 * use the same readers, so that an import checks what a screen checks.
 */
#pragma once

#include "office/place/identity.h"
#include "office/roll/person.h"
#include "office/verb/verb.h"
#include "text/nfc.h"
#include "text/sortkey.h"

#define PERSON_NOTE 512
#define PERSON_REMARK 320 /* a sentence (text/sentence.h), "" none */

struct person_new {
	int64_t id, area, point;
	char code[25], sex[2], phone[32], ethnic[64];
	enum delivery delivery;
	char name[NFC_NAME_SIZE], other_name[NFC_NAME_SIZE], given[64];
	char fold[NFC_NAME_SIZE], given_fold[NFC_NAME_SIZE], initials[64];
	unsigned char name_key[SORTKEY_SIZE], village_key[SORTKEY_SIZE];
	size_t name_len, village_len;
	struct date birth;
	char village[192], note[PERSON_NOTE];
	struct identity identity;
	char remark[PERSON_REMARK]; /* the paper disagrees with sex or year */
};

/*
 * Reads name, other_name, given, sex, birth, identity, id_kind, ethnic,
 * commune, village, point, delivery, phone and note.  A missing value leaves
 * what *p holds (a correction starts from the record).  Refuses unknown places
 * and places outside the actor's scope.  Does not look for duplicates.
 */
enum status person_read(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, struct err *err) ERR_CHECKED;

/*
 * Puts a person on the roll: reads *p from the values, refuses a paper that
 * somebody else has, gives a file number and stores record and paper.  An alike
 * record (duplicate.h) becomes a warning, "" none, and a remark in the note.
 */
enum status person_insert(struct verb_call *c, const struct wire_args *in,
    struct person_new *p, char warning[PERSON_REMARK], struct err *err) ERR_CHECKED;

/* Fills *p from a record and its paper, as a start for person_read(), which
 * works out the keys. */
enum status person_from_record(struct person_new *p, const struct person *was,
    struct err *err) ERR_CHECKED;

/* Stores record and paper as *p says; a paper that was replaced stays on
 * record, not active. */
enum status person_store(struct verb_call *c, const struct person_new *p,
    struct err *err) ERR_CHECKED;

/* Changes the state of a person. */
struct person_standing {
	enum person_state state;
	const char *on;         /* day, NULL or "" none */
	int64_t into;           /* of a merged one: the record that stays */
	enum person_state from; /* only a person in this state; 0: in any */
};
enum status person_stand(struct verb_call *c, int64_t person,
    const struct person_standing *s, struct err *err) ERR_CHECKED;

/* Where a person lives and is paid; 0 and NULL: as it is. */
struct person_place {
	int64_t area, point;
	const char *village;
	enum delivery delivery;
};
/* An area that went into another one counts as that one. */
enum status person_move(struct verb_call *c, int64_t person,
    const struct person_place *to, struct err *err) ERR_CHECKED;

/* Appends a remark to a note, in the present language, after "; "; cuts it when
 * the note is full.  A remark that is in the note already is left out. */
void person_remark(char note[PERSON_NOTE], const char *remark);

/*
 * ST_EXISTS, naming code, name and commune of the other person, when another
 * active person has this paper.
 */
enum status person_identity_free(struct db *db, const struct person_new *p,
    struct err *err) ERR_CHECKED;

/* Code of another active person of the same name, birth year and village;
 * "" when there is none. */
enum status person_namesake(struct db *db, const struct person_new *p,
    char code[25], struct err *err) ERR_CHECKED;

/*
 * The oldest other active record that is alike (office/roll/duplicate.h); a
 * clerk who enters or corrects a record is asked about it.
 */
struct duplicate_side;
enum status duplicate_like(struct db *db, const struct person_new *p,
    struct duplicate_side *out, bool *found, struct err *err) ERR_CHECKED;

/* ST_NOTFOUND; ST_DENIED when the person is outside the scope. */
enum status person_inside(struct db *db, const struct scope *sc,
    int64_t person, struct err *err) ERR_CHECKED;

/* ST_DENIED unless the scope of the actor holds commune or point. */
enum status person_in_scope(struct verb_call *c, int64_t area, int64_t point,
    struct err *err) ERR_CHECKED;

struct entitlement_new {
	char category[16], from[8], to[8], decision[64], decided_on[11];
	int64_t hundredths;         /* coefficient x 100; 0: the category's */
	int64_t manual;             /* đồng by decision; 0: by the rates */
	int64_t person, change;     /* whose, by which request: set to begin it */
	int64_t origin;             /* of the one it replaces; 0 none */
	int64_t amount;             /* đồng a month, at today's rate */
	int64_t table;              /* the same by the category's coefficient */
	char remark[PERSON_REMARK]; /* that the amount is by decision; "" */
};

/*
 * Reads category, from, to, coefficient, amount, decision and decision_date.
 * The amount is that of today's month, or of the first month when that is
 * later, and must be whole đồng.  `province`: as from category_province(); NULL:
 * the one of the first month.
 */
enum status entitlement_read(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
    ERR_CHECKED;

/*
 * Is that a member of staff?  Anybody by the number of the paper; by the name
 * those who pay at the point, and the actor.
 */
enum status collector_is_staff(struct verb_call *c, int64_t point,
    const char *name, const char *identity, bool *yes, struct err *err)
    ERR_CHECKED;
/* ST_DENIED (field "name") when it is: staff do not collect for others. */
enum status collector_no_staff(struct verb_call *c, int64_t point,
    const char *name, const char *identity, struct err *err) ERR_CHECKED;
