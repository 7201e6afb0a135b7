/* SPDX-License-Identifier: ISC */
/*
 * gate_guess: wrong guesses make the next one wait, longer each time, and the
 * count goes by itself.  Counted per login and address together: a stranger
 * who guesses at a clerk's login slows only himself.  A try is never refused
 * for being early; it waits its turn, so a clerk who mistyped only waits too.
 * (The address as a whole has its own penalty in limits.c.)
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "serve/gate_priv.h"

#define GUESS_FREE 3            /* wrong ones that cost nothing */
#define GUESS_WAIT_MS 1000      /* then 1, 2, 4, 8, 16 s */
#define GUESS_WAIT_MAX 16000
#define GUESS_FAR_MS 30000      /* a turn later than that: refused */
#define GUESS_FORGET_MS 900000  /* 15 minutes after the last one */
#define GUESS_ENTRIES 1024      /* beyond, the oldest is forgotten */

struct guess_entry {
	struct guess_entry *next; /* newest first */
	char login[AUTH_LOGIN_MAX];
	char address[GATE_ADDRESS];
	unsigned wrong;
	int64_t last;  /* wrong guess */
	int64_t turn;  /* of the next guess */
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

	if (e->wrong < GUESS_FREE)
		return 0;
	for (i = GUESS_FREE; i < e->wrong && ms < GUESS_WAIT_MAX; i++)
		ms *= 2;
	return ms < GUESS_WAIT_MAX ? ms : GUESS_WAIT_MAX;
}

bool
gate_guess_when(struct gate_guess *s, const char *login, const char *address,
    int64_t now, int64_t *due)
{
	struct guess_entry **p = guess_find(s, login, address), *e = *p;
	int64_t at = now;

	if (e != NULL && now - e->last >= GUESS_FORGET_MS) {
		guess_drop(s, p);
		e = NULL;
	}
	if (e != NULL && e->turn > now)
		at = e->turn;
	if (at - now > GUESS_FAR_MS)
		return false;
	/* The next one waits from this one's turn: tries that come at once on
	 * many connections stand in one row. */
	if (e != NULL)
		e->turn = at + guess_wait(e);
	*due = at;
	return true;
}

void
gate_guess_wrong(struct gate_guess *s, const char *login, const char *address,
    int64_t now)
{
	struct guess_entry **p = guess_find(s, login, address), *e = *p;

	if (e == NULL) {
		if (s->n >= GUESS_ENTRIES) {
			for (p = &s->first; (*p)->next != NULL;
			    p = &(*p)->next)
				;
			guess_drop(s, p);
		}
		e = mem_zalloc(sizeof(*e));
		(void)str_copy_cut(e->login, sizeof(e->login), login);
		(void)str_copy_cut(e->address, sizeof(e->address), address);
		s->n++;
	} else {
		*p = e->next;
	}
	e->next = s->first;
	s->first = e;
	e->wrong++;
	e->last = now;
	if (e->turn < now + guess_wait(e))
		e->turn = now + guess_wait(e);
}

void
gate_guess_right(struct gate_guess *s, const char *login, const char *address)
{
	struct guess_entry **p = guess_find(s, login, address);

	if (*p != NULL)
		guess_drop(s, p);
}
