/* SPDX-License-Identifier: ISC */
/*
 * gate_guess: each guess makes the next one wait, longer each time, until one
 * is right; the count goes by itself.  Counted per login and address together:
 * a stranger who guesses at a clerk's login slows only himself.  A guess
 * counts when it is made, not when it is found wrong, so that many at once
 * stand in one row.  It waits its turn and is not refused, so that a clerk who
 * mistyped only waits; only one whose turn is far off is.
 * (The address as a whole has its own penalty in limits.c.)
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "serve/gate_priv.h"

#define GUESS_FREE 3            /* tries that cost nothing */
#define GUESS_WAIT_MS 1000      /* then 1, 2, 4, 8, 16 s */
#define GUESS_WAIT_MAX 16000
#define GUESS_FAR_MS 30000      /* a turn later than that: refused */
#define GUESS_FORGET_MS 900000  /* 15 minutes after the last one */
#define GUESS_ENTRIES 1024      /* beyond, the oldest is forgotten */

struct guess_entry {
	struct guess_entry *next; /* newest first */
	char login[AUTH_LOGIN_MAX];
	char address[GATE_ADDRESS];
	unsigned tries; /* since the last right one */
	int64_t last;   /* try */
	int64_t turn;   /* of the next one */
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
	int64_t ms = GUESS_WAIT_MS;
	unsigned i;

	if (e->tries < GUESS_FREE)
		return 0;
	for (i = GUESS_FREE; i < e->tries && ms < GUESS_WAIT_MAX; i++)
		ms *= 2;
	return ms < GUESS_WAIT_MAX ? ms : GUESS_WAIT_MAX;
}

static struct guess_entry *
guess_new(struct gate_guess *s, const char *login, const char *address)
{
	struct guess_entry *e, **p;

	if (s->n >= GUESS_ENTRIES) {
		for (p = &s->first; (*p)->next != NULL; p = &(*p)->next)
			;
		guess_drop(s, p);
	}
	e = mem_zalloc(sizeof(*e));
	(void)str_copy_cut(e->login, sizeof(e->login), login);
	(void)str_copy_cut(e->address, sizeof(e->address), address);
	s->n++;
	return e;
}

bool
gate_guess_try(struct gate_guess *s, const char *login, const char *address,
    int64_t now, int64_t *due)
{
	struct guess_entry **p = guess_find(s, login, address), *e = *p;

	if (e != NULL)
		*p = e->next; /* and to the front */
	else
		e = guess_new(s, login, address);
	e->next = s->first;
	s->first = e;
	if (e->tries > 0 && now - e->last >= GUESS_FORGET_MS)
		e->tries = 0;
	if (e->turn < now)
		e->turn = now;
	if (e->turn - now > GUESS_FAR_MS)
		return false;
	*due = e->turn;
	e->last = e->turn;
	e->tries++;
	e->turn += guess_wait(e);
	return true;
}

void
gate_guess_right(struct gate_guess *s, const char *login, const char *address)
{
	struct guess_entry **p = guess_find(s, login, address);

	if (*p != NULL)
		guess_drop(s, p);
}
