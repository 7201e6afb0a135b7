/*
 * SPDX-License-Identifier: ISC
 *
 * gate_priv: shared by the files of the gate, for them only.
 *
 *   gate.c        start, the sockets that the listener brings
 *   gate_guest.c  who asks: answering, leaving
 *   gate_sign.c   sign-ins of transports
 *   gate_admin.c  confirm, change, set, list
 *   gate_hash.c   workers that hash, so that the gate never waits
 *   gate_guess.c  growing delays for wrong guesses
 *   gate_note.c   sign-ins written into the books
 */
#pragma once

#include <sys/types.h>

#include "base/conf.h"
#include "base/loop.h"
#include "office/verb/scope.h"
#include "serve/auth.h"
#include "wire/chan.h"
#include "wire/verb.h"
#include "wire/proto.h"

#define GATE_SECRET 513   /* bytes of a secret with its NUL */
#define GATE_ADDRESS 64
#define GATE_QUEUE 16
#define GATE_CONTROL_QUEUE 1024 /* a lost message would leave a peer waiting */

struct gate_hash;  /* gate_hash.c */
struct gate_guess; /* gate_guess.c */
struct gate_note;  /* gate_note.c */

struct gate {
	struct loop *loop;
	struct conf conf;          /* ours: WIRE_RELOAD changes it */
	struct db *db;             /* auth.db, as its only writer */
	struct wire_chan *control;
	struct gate_guest *guests;
	struct gate_hash *hash;
	struct gate_guess *guess;
	struct gate_note *note;
};

/* One socket: of a transport that signs in, or of a desk or command. */
struct gate_guest {
	struct gate_guest *next;
	struct gate *gate;
	struct wire_chan *chan;
	bool is_line;              /* a transport */
	uint32_t line;             /* its connection */
	char address[GATE_ADDRESS];
	enum wire_peer peer;       /* not is_line: bound to */
	int64_t number;            /* staff or uid */
	bool watches;              /* a desk: is told when the password was
	                            * set */
	struct gate_job *job;      /* the current one, at most one */
};

/* A job for a worker, with the data that `done` needs. */
struct gate_job {
	struct gate_job *next;
	struct gate_guest *guest;  /* NULL: it has disconnected */
	int64_t due;               /* clock_ms(): not before */
	char secret[GATE_SECRET];  /* to be compared with `hash` */
	char hash[PASSWORD_HASH_MAX]; /* "" and secret "": nothing to check */
	char fresh[GATE_SECRET];   /* "": no new hash wanted */
	bool check;

	/* The answer. */
	bool worked;               /* false: the worker died */
	bool matches;
	char made[PASSWORD_HASH_MAX];

	void (*done)(struct gate *g, struct gate_job *j); /* must not free j */
	struct auth_account account;
	bool known;                /* the account exists and is enabled */
	unsigned char op[WIRE_OP_ID];

	struct gate_hash *owner;   /* set by gate_hash_put() */
	pid_t pid;                 /* of the worker, 0: waits */
	int fd;                    /* its answer comes here */
};

/* gate_guest.c */
void gate_drop(struct gate_guest *g);
void gate_answer(struct gate_guest *g, enum status st, const char *text);
/* The staff row and role, from the database; ST_DENIED when inactive. */
enum status gate_actor(struct gate *g, int64_t staff, struct actor *out,
    struct err *err) ERR_CHECKED;

/* gate_sign.c, gate_admin.c: one message of a guest. */
void gate_sign_msg(struct gate_guest *g, struct wire_msg *m);
void gate_admin_msg(struct gate_guest *g, struct wire_msg *m);

/* gate_hash.c */
struct gate_hash *gate_hash_new(struct gate *g);
void gate_hash_free(struct gate_hash *h);
struct gate_job *gate_job_new(struct gate_guest *g);
/* Wipes and frees a job that was not given to gate_hash_put(). */
void gate_job_free(struct gate_job *j);
/* Owns the job; ST_BUSY (job freed): too many wait. */
enum status gate_hash_put(struct gate_hash *h, struct gate_job *j) ERR_CHECKED;

/* gate_guess.c */
struct gate_guess *gate_guess_new(void);
void gate_guess_free(struct gate_guess *s);
/*
 * Counts a guess and gives its turn (in clock_ms()); false: the turn is too far
 * off, refuse it unchecked.
 */
bool gate_guess_try(struct gate_guess *s, const char *login,
    const char *address, int64_t now, int64_t *due);
/* It was right: resets the count; login and address are known for a day. */
void gate_guess_right(struct gate_guess *s, const char *login,
    const char *address, int64_t now);
/* It was wrong: counts for the address too. */
void gate_guess_wrong(struct gate_guess *s, const char *login,
    const char *address, int64_t now);

/* gate_note.c */
struct gate_note *gate_note_new(struct gate *g);
void gate_note_free(struct gate_note *n);
/* A new socket to books; owned. */
void gate_note_books(struct gate_note *n, int fd);
struct gate_signin {
	const char *login, *method, *address;
	int64_t staff; /* 0: unknown login */
	bool ok;
};
void gate_note_signin(struct gate_note *n, const struct gate_signin *s);
/*
 * Tells books that the password was given for this op; ST_BUSY: not connected.
 */
enum status gate_note_confirmed(struct gate_note *n, int64_t staff,
    const unsigned char *op) ERR_CHECKED;
