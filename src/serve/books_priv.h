/*
 * SPDX-License-Identifier: ISC
 *
 * books_priv: shared by the files of books, for them only.
 *
 *   books.c        start, loop, checkpoints, the end
 *   books_peer.c peers: sockets, identities, the queue
 *   books_batch.c  what waits, into one transaction, and its answers
 */
#pragma once

#include <sys/types.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/loop.h"
#include "office/verb/verb.h"
#include "wire/chan.h"
#include "wire/proto.h"

struct books;

/* One bound socket and its identity. */
struct books_peer {
	struct books_peer *next;
	struct books *b;
	struct wire_chan *chan; /* NULL: disconnected, its postings still
	                         * wait */
	enum wire_peer kind;
	int64_t number;         /* staff id or uid, as the listener said */
	char address[64];
	struct actor who;       /* valid when `loaded` */
	bool loaded;
	struct err refused;     /* why it may not post; ST_OK: it may */
	unsigned waiting;       /* postings in the queue */
	bool paused;
	int64_t import;         /* the job it began last; 0: none */
	bool watches;           /* is told of the next change to roles and
	                         * places */
};

/* One posting, or a question for the outcome of one. */
struct books_post {
	struct books_post *next;
	struct books_peer *peer;
	bool outcome;           /* only verb.op counts */
	bool put_off;           /* waited once for its confirmation */
	struct wire_verb verb;
	struct wire_answer answer;
};

/* The gate has checked this person's password for this posting. */
struct books_confirm {
	struct books_confirm *next;
	int64_t staff;
	unsigned char op[WIRE_OP_ID];
	int64_t until;          /* clock_ms() */
};

/* A desk's draft, while books is halted. */
struct books_draft {
	struct books_draft *next;
	int64_t staff;
	struct wire_verb verb;
};

struct books {
	const struct conf *conf;
	struct loop *loop;
	struct db *db;
	struct wire_chan *control;
	struct books_peer *peers;
	struct books_post *head, **tail; /* in order of arrival */
	unsigned waiting;       /* how many */
	struct books_confirm *confirms;
	struct books_draft *drafts; /* kept while halted */
	uid_t owner;            /* owner of the database file */
	bool halted;
	int clock;              /* enum moment_state, as last reported */
	bool ending;            /* ends when the last peer has disconnected */
	int64_t retry_restart;  /* clock_ms() before which no RESTART is tried */
	int idle_timer;
	int left_timer;
	int64_t left;           /* books_left.c: the import that is cleared */
	char today[CLOCK_DATE]; /* of the loaded identities */
	int64_t who;            /* number of changes to roles and places */
	int64_t who_told;       /* as last sent to those who watch */
	int64_t verbs, commits; /* since the start, for the log */
};

/* books_peer.c */
/* WIRE_BOOKS_BIND: a new peer. */
void books_bind(struct books *b, struct wire_msg *m);
/* Reads the identity, unless it is current. */
void books_peer_load(struct books_peer *p);
/* Makes all identities be read again before they post. */
void books_peers_stale(struct books *b);
void books_peers_free(struct books *b);
/* After a commit: tells those who watch that identities have changed. */
void books_peers_tell(struct books *b);
void books_post_free(struct books_post *q);
/* Moves it to the end of the queue. */
void books_post_again(struct books *b, struct books_post *q);
/* Puts a list of them at the head of the queue. */
void books_post_first(struct books *b, struct books_post *list);
struct books_post *books_post_take(struct books *b);
bool books_confirmed(struct books *b, int64_t staff,
    const unsigned char op[WIRE_OP_ID]);

/* books_batch.c */
/* Runs waiting verbs, up to books.batch of them or 8 ms, and answers. */
void books_batch(struct books *b);

/* books_draft.c */
/* Keeps a draft until the end; false: not a draft. */
bool books_draft_keep(struct books *b, struct books_post *q);
/* Tries to write them on a new connection, as the last step. */
void books_drafts_end(struct books *b);

/* books_left.c */
/* Starts clearing imports that an earlier process left. */
void books_left_start(struct books *b);
/* Clears this import: its command has disconnected. */
void books_left_gone(struct books *b, int64_t job);

/* books_clock.c */
/* Checks the clock now and every half minute, and reports to the log and the
 * desks when it becomes implausible or plausible again. */
void books_clock_start(struct books *b);
void books_clock_look(struct books *b);

/* books_wal.c */
void books_checkpoint(struct books *b, bool restart);
/* After a commit: checkpoints when the WAL is large or nothing is posted. */
void books_committed(struct books *b);
