/*
 * SPDX-License-Identifier: ISC
 *
 * demo/demo_priv: what the parts of the demo share: chance with a fixed seed, the
 * tables of the two provinces, names, and posting as somebody.
 */
#pragma once

#include "office/demo/demo.h"
#include "office/verb/verb.h"

#define DEMO_SESSIONS 7 /* working days on which sessions begin */

/* ---- chance (kit.c, splitmix64): no rand(), the same everywhere ---- */

struct demo_dice {
	uint64_t s;
};
/* 0 .. n-1 */
unsigned demo_below(struct demo_dice *d, unsigned n);
/* true in `per` of 10,000 throws */
bool demo_odds(struct demo_dice *d, unsigned per);
/* Index by weights. */
unsigned demo_weighted(struct demo_dice *d, const unsigned *w, unsigned n);

/* ---- places (place.c) ---- */

enum demo_ethnic {
	DEMO_THAI, DEMO_MONG, DEMO_MUONG, DEMO_KINH, DEMO_DAO, DEMO_KHOMU,
	DEMO_XINHMUN, DEMO_LAHA, DEMO_KHANG, DEMO_TAY, DEMO_NUNG, DEMO_ETHNICS
};

struct demo_district {
	const char *code, *name;
	unsigned share;                  /* of the people, in 1/1000 */
	unsigned char mix[DEMO_ETHNICS]; /* per cent of the villages */
	/* "03721T Thuận Châu|Phổng Lái|...": T town, P ward, else xã; a code
	 * where the count by three jumps. */
	const char *communes;
};

struct demo_profile {
	const char *id, *code, *name, *office; /* "son-la", "14", ... */
	const char *cmnd;                /* first digits of old identity numbers */
	const char *period;              /* newest */
	unsigned months;                 /* periods, the newest among them */
	unsigned people, points, staff;
	const struct demo_district *districts;
	unsigned ndistricts;
	const char *lan;                 /* district of lan, thu, ..., truong */
	bool exact;                      /* Bắc Kạn: figures to the đồng */
};

/* NULL: no such profile. */
const struct demo_profile *demo_profile(const char *id);

struct demo_commune {
	char code[6];
	char name[96];                   /* with its kind */
	char kind;                       /* 'T', 'P', 'X' */
	unsigned district;               /* index */
	unsigned people;                 /* how many live here */
	unsigned first_point, npoints;
};

struct demo_point {
	char code[8];                    /* "119-01" */
	char name[128];
	unsigned commune;                /* index */
	unsigned staff;                  /* index of who pays here */
	unsigned day;                    /* session: 0, 1, ... days after the first */
};

struct demo_clerk {
	char login[33];
	int64_t id;
	struct actor who;                /* loaded when everything stands */
	bool loaded;
};

/* One person, as far as the months need to know. */
struct demo_person {
	unsigned point;
	unsigned hundredths;             /* of the base entitlement */
	bool home;
	char collector;                  /* 's'elf, 'g'uardian, 'c'arer */
};

struct demo {
	struct db *db;
	const struct demo_opts *o;
	const struct demo_profile *p;
	struct demo_dice dice;
	struct demo_commune *communes;
	struct demo_point *points;
	struct demo_clerk *clerks;       /* paying staff */
	struct demo_person *people;      /* index = number of the file - 1 */
	unsigned ncommunes, npoints, nclerks, npeople;
	struct actor program;
	char first[8], newest[8];        /* months: the first list, the last */
	unsigned in_batch;
	struct demo_result out;
};

/* Allocates and fills communes, points and who pays where. */
void demo_plan(struct demo *d);

/* ---- names (name.c) ---- */

struct demo_name {
	char name[128], other[128];
};
void demo_name(struct demo_dice *dice, enum demo_ethnic e, bool woman,
    int birth_year, struct demo_name *out);
/* The n-th village of a commune: "Bản Nà Lốc", "Tiểu khu 4". */
void demo_village(struct demo_dice *dice, enum demo_ethnic e, char kind,
    unsigned n, char *out, size_t size);
const char *demo_ethnic_name(enum demo_ethnic e);

/* ---- posting (kit.c) ---- */

/* The clock of the office from now on: date and seconds since midnight. */
void demo_clock(const char *date, unsigned seconds);
/* Posts as `who`; `out` gets the answer (NULL: not wanted).  Batches of verbs
 * are committed together as books does. */
enum status demo_post_args(struct demo *d, const struct actor *who,
    const char *verb, struct wire_args *args, struct wire_answer *out,
    struct err *err) ERR_CHECKED;
/* name, value pairs ended by NULL. */
enum status demo_post(struct demo *d, const struct actor *who,
    struct wire_answer *out, struct err *err, const char *verb, ...)
    ERR_CHECKED __attribute__((sentinel));
enum status demo_commit(struct demo *d, struct err *err) ERR_CHECKED;
void demo_say(struct demo *d, const char *what, unsigned done, unsigned total);
/* Loads somebody's rights by login; actor_done(). */
enum status demo_actor(struct demo *d, const char *login, struct actor *out,
    struct err *err) ERR_CHECKED;

/* ---- the steps ---- */

/* Areas, points and people from rows, as an import would bring them. */
enum status demo_import_places(struct demo *d, struct err *err) ERR_CHECKED;
enum status demo_import_people(struct demo *d, struct err *err) ERR_CHECKED;
/* Everybody who works here. */
enum status demo_hire(struct demo *d, struct err *err) ERR_CHECKED;
/* Opens the period; its lists, approved. */
enum status demo_lists(struct demo *d, const char *code,
    const struct actor *tinh, struct err *err) ERR_CHECKED;
/* Lists made, approved, paid, closed. */
enum status demo_months(struct demo *d, struct err *err) ERR_CHECKED;
/* Requests that wait, one rejected, one approved. */
enum status demo_changes(struct demo *d, struct err *err) ERR_CHECKED;
