/*
 * SPDX-License-Identifier: ISC
 *
 * desk_links: a desk's sockets to books and to the gate, which both may be
 * restarted under it.  Keeps the ids that books has not answered; whoever
 * posted asks for their outcome when books is back, nothing is posted again
 * from here.
 */
#ifndef CHITRA_SERVE_DESK_LINKS_H
#define CHITRA_SERVE_DESK_LINKS_H

#include <stdbool.h>

#include "base/conf.h"
#include "base/loop.h"
#include "wire/verb.h"

struct desk_links;

struct desk_links_setup {
	const struct conf *conf;
	struct loop *loop;
	bool local;    /* fetches its sockets itself, by data.socket, */
	int64_t staff; /* as this one (owner of the books only); 0: own uid */
	void (*answer)(void *arg, const struct wire_answer *a);
	void (*confirmed)(void *arg, const struct err *result);
	/* Who the person is may be something else by now. */
	void (*who)(void *arg);
	/* The person's password was set by somebody else. */
	void (*must_change)(void *arg);
	/* Something that stands on every screen is to be read again. */
	void (*books_news)(void *arg);
	/* Books went away; what it did not answer is in doubt. */
	void (*books_gone)(void *arg);
	/* Books can be asked, for the first time or after it was away. */
	void (*books_back)(void *arg);
	void *arg;
};

struct desk_links *desk_links_new(const struct desk_links_setup *s);
void desk_links_free(struct desk_links *k);

/*
 * A new socket (owned).  To books while the old one still works: it is used
 * once everything posted on the old one is answered.
 */
void desk_links_books(struct desk_links *k, int fd);
void desk_links_gate(struct desk_links *k, int fd);

/* Posts, or asks what became of v->op.  ST_BUSY: no books at the moment. */
enum status desk_links_post(struct desk_links *k, const struct wire_verb *v,
    bool outcome) ERR_CHECKED;

/* ST_BUSY: no gate at the moment.  Answered through `confirmed`, in order. */
enum status desk_links_confirm(struct desk_links *k, const unsigned char *op,
    const char *secret) ERR_CHECKED;
enum status desk_links_passwd(struct desk_links *k, const char *old,
    const char *fresh) ERR_CHECKED;

/* Is books there? */
/* The person was read anew: the next change is to be told. */
void desk_links_watch(struct desk_links *k);

bool desk_links_ready(const struct desk_links *k);
/* Is anything posted and not answered? */
bool desk_links_waiting(const struct desk_links *k);

#endif
