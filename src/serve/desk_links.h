/*
 * SPDX-License-Identifier: ISC
 *
 * desk_links: a desk's sockets to books and to the gate, both of which may be
 * restarted at any time.  Keeps the ids that books has not answered; the poster
 * asks for their outcome when books is back.  Nothing is posted again from
 * here.
 */
#pragma once

#include <stdbool.h>

#include "base/conf.h"
#include "base/loop.h"
#include "wire/verb.h"

struct desk_links;

struct desk_links_setup {
	const struct conf *conf;
	struct loop *loop;
	bool local;    /* opens its sockets itself, on data.socket, */
	int64_t staff; /* as this one (owner of the books only); 0: own uid */
	void (*answer)(void *arg, const struct wire_answer *a);
	void (*confirmed)(void *arg, const struct err *result);
	/* The person's role or places may have changed. */
	void (*who)(void *arg);
	/* Another person has set this person's password. */
	void (*must_change)(void *arg);
	/* Something that every screen shows has to be read again. */
	void (*books_news)(void *arg);
	/* Books died; unanswered postings are in doubt. */
	void (*books_gone)(void *arg);
	/* Books is connected, for the first time or again. */
	void (*books_back)(void *arg);
	void *arg;
};

/* The callbacks of s are called from the loop. Freeing closes the sockets. */
struct desk_links *desk_links_new(const struct desk_links_setup *s);
void desk_links_free(struct desk_links *k);

/*
 * New sockets (owned).  If the old one to books still works, the new one is
 * used once every posting on the old one is answered.
 */
void desk_links_books(struct desk_links *k, int fd);
void desk_links_gate(struct desk_links *k, int fd);

/* Posts, or asks for the outcome of v->op.  ST_BUSY: books is not connected. */
enum status desk_links_post(struct desk_links *k, const struct wire_verb *v,
    bool outcome) ERR_CHECKED;

/*
 * ST_BUSY: the gate is not connected.  Answered through `confirmed`, in order.
 */
enum status desk_links_confirm(struct desk_links *k, const unsigned char *op,
    const char *secret) ERR_CHECKED;
enum status desk_links_passwd(struct desk_links *k, const char *old,
    const char *fresh) ERR_CHECKED;

/* Is books there? */
/* Asks for the next change, before the person is read again. */
void desk_links_watch(struct desk_links *k);

/* True while books is connected. */
bool desk_links_ready(const struct desk_links *k);
/* True while a posting has no answer. */
bool desk_links_waiting(const struct desk_links *k);
