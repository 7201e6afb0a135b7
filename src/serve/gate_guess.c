/* SPDX-License-Identifier: ISC */
/*
 * gate_guess: delays password guesses.  Each guess delays the next one, longer
 * each time, until one is right; the count expires.  Counted by login and
 * address together, so that somebody who guesses at a clerk's login from
 * elsewhere delays only himself.  A guess counts when it is made, not when it
 * is found wrong, so that parallel guesses are delayed one after the other.  A
 * guess waits for its turn instead of being refused, so that a clerk who
 * mistyped only waits; it is refused if the turn is too far off.
 *
 * Somebody who tries one login after the other is delayed too, by an entry of
 * the address without a login, which counts wrong guesses.  That entry does not
 * delay logins that signed in from the address within a day, so that one
 * guesser does not stop the office behind the same address.  (An address
 * without any sign-in has its own penalty in limits.c.)
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "serve/gate_priv.h"

#define GUESS_FREE 3            /* tries without delay */
#define GUESS_FREE_ADDRESS 20   /* wrong ones, all logins of an address */
#define GUESS_WAIT_MS 1000      /* then 1, 2, 4, 8, 16 s */
#define GUESS_WAIT_MAX 16000
#define GUESS_FAR_MS 30000      /* a turn later than that: refused */
#define GUESS_FORGET_MS 900000  /* 15 minutes after the last try */
#define GUESS_KNOWN_MS (24 * 3600 * 1000) /* after a right one */
#define GUESS_ENTRIES 2048      /* beyond, the oldest is dropped */

struct guess_entry {
	struct guess_entry *next; /* newest first */
	char login[AUTH_LOGIN_MAX]; /* "": all logins of the address */
	char address[GATE_ADDRESS];
	unsigned tries; /* since the last right one */
	int64_t last;   /* try */
	int64_t turn;   /* earliest time of the next try */
	int64_t known;  /* has signed in; expires then */
};

struct gate_guess {
	struct guess_entry *first;
	unsigned n;
};

struct gate_guess *
gate_guess_new(void)
{
	return mem_zalloc(sizeof(struct gate_guess));
}

void
gate_guess_free(struct gate_guess *s)
{
	struct guess_entry *e;

	while ((e = s->first) != NULL) {
		s->first = e->next;
		free(e);
	}
	free(s);
}

static struct guess_entry **
guess_find(struct gate_guess *s, const char *login, const char *address)
{
	struct guess_entry **p;

	for (p = &s->first; *p != NULL; p = &(*p)->next)
		if (strcmp((*p)->login, login) == 0 &&
		    strcmp((*p)->address, address) == 0)
			break;
	return p;
}

static void
guess_drop(struct gate_guess *s, struct guess_entry **p)
{
	struct guess_entry *e = *p;

	*p = e->next;
	free(e);
	s->n--;
}

static int64_t
guess_wait(const struct guess_entry *e)
{
	unsigned i, free = e->login[0] != '\0' ? GUESS_FREE :
	    GUESS_FREE_ADDRESS;
	int64_t ms = GUESS_WAIT_MS;

	if (e->tries < free)
		return 0;
	for (i = free; i < e->tries && ms < GUESS_WAIT_MAX; i++)
		ms *= 2;
	return ms < GUESS_WAIT_MAX ? ms : GUESS_WAIT_MAX;
}

/* Drops the oldest, if possible one without a recent sign-in. */
static void
guess_shrink(struct gate_guess *s, int64_t now)
{
	struct guess_entry **p, **oldest = NULL;
	bool known = true;

	for (p = &s->first; *p != NULL; p = &(*p)->next)
		if (oldest == NULL || known || (*p)->known <= now) {
			oldest = p;
			known = (*p)->known > now;
		}
	guess_drop(s, oldest);
}

/* Finds or creates the entry and moves it to the front. */
static struct guess_entry *
guess_entry(struct gate_guess *s, const char *login, const char *address,
    int64_t now)
{
	struct guess_entry **p = guess_find(s, login, address), *e = *p;

	if (e != NULL) {
		*p = e->next;
	} else {
		if (s->n >= GUESS_ENTRIES)
			guess_shrink(s, now);
		e = mem_zalloc(sizeof(*e));
		(void)str_copy_cut(e->login, sizeof(e->login), login);
		(void)str_copy_cut(e->address, sizeof(e->address), address);
		s->n++;
	}
	e->next = s->first;
	s->first = e;
	if (e->tries > 0 && now - e->last >= GUESS_FORGET_MS)
		e->tries = 0;
	if (e->turn < now)
		e->turn = now;
	return e;
}

bool
gate_guess_try(struct gate_guess *s, const char *login, const char *address,
    int64_t now, int64_t *due)
{
	struct guess_entry *e = guess_entry(s, login, address, now), *all = NULL;

	if (e->known <= now && *guess_find(s, "", address) != NULL)
		all = guess_entry(s, "", address, now);
	*due = all != NULL && all->turn > e->turn ? all->turn : e->turn;
	if (*due - now > GUESS_FAR_MS)
		return false;
	e->last = *due;
	e->tries++;
	e->turn = *due + guess_wait(e);
	if (all != NULL)
		all->turn += guess_wait(all);
	return true;
}

void
gate_guess_wrong(struct gate_guess *s, const char *login, const char *address,
    int64_t now)
{
	struct guess_entry **p = guess_find(s, login, address), *all;

	if (*p != NULL && (*p)->known > now)
		return; /* mistyped, or guessing at one login only */
	all = guess_entry(s, "", address, now);
	all->tries++;
	all->last = now;
}

void
gate_guess_right(struct gate_guess *s, const char *login, const char *address,
    int64_t now)
{
	struct guess_entry *e = guess_entry(s, login, address, now);

	e->tries = 0;
	e->turn = now;
	e->known = now + GUESS_KNOWN_MS;
}
