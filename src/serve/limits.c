/* SPDX-License-Identifier: ISC */
#include "serve/limits.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/*
 * Penalty: the nth failure adds n * 2 s; from 15 s on the address is refused
 * until the penalty has expired; at most 10 minutes.  The count halves every 5
 * minutes.  No penalty where somebody signed in within a day: an office behind
 * one address is not locked out because of one guesser, whom the gate delays
 * (gate_guess.c).  (After sshd's PerSourcePenalties: min 15 s, max 10 min.)
 */
#define LIMITS_STEP_MS 2000
#define LIMITS_MIN_MS 15000
#define LIMITS_MAX_MS 600000
#define LIMITS_HALVE_MS 300000

/* After a sign-in the address is known for a day. */
#define LIMITS_KNOWN_MS (24 * 3600 * 1000)

/* Addresses kept; beyond, the one with the fewest failures is dropped. */
#define LIMITS_ADDRESSES 4096
#define LIMITS_BUCKETS 1024

/*
 * Per cent of new connections that drop another, when half the places are
 * taken.
 */
#define LIMITS_DROP_FIRST 30

/*
 * A fork for each connection of a flood would slow everybody: of the address
 * with most connections one in four replaces another of its own, and at most
 * ten a second do.
 */
#define LIMITS_OWN_OF 4
#define LIMITS_DROP_BURST 20
#define LIMITS_DROP_MS 100 /* one more drop each */

#define LIMITS_LOG_BURST 10
#define LIMITS_LOG_MS 6000 /* one more log line each */

struct limits_entry {
	struct limits_entry *next;
	struct netaddr key;
	unsigned starting;  /* connections not signed in */
	unsigned open;      /* of these without key exchange yet */
	unsigned failures;
	int64_t halved;     /* when failures last halved */
	int64_t until;      /* end of the penalty */
	bool refused;       /* the penalty passed LIMITS_MIN_MS and has not
	                     * expired */
	int64_t known;      /* somebody signed in from there; expires then */
	bool office;        /* one of limits.offices is in it */
};

struct limits {
	int64_t connections, max_starting, per_address;
	struct netaddr_list *offices;
	uint32_t (*chance)(uint32_t of);
	unsigned all, starting, entries;
	struct limits_entry *bucket[LIMITS_BUCKETS];
	int64_t log_next, drop_next;
	unsigned log_room, log_missed, drop_room;
};

enum status
limits_reload(struct limits *l, const struct conf *conf, struct err *err)
{
	struct netaddr_list *offices;
	enum status st = netaddr_list_new(conf->limits_offices, &offices, err);

	if (st != ST_OK)
		return st;
	netaddr_list_free(l->offices);
	l->offices = offices;
	l->connections = conf->limits_connections;
	l->max_starting = conf->limits_starting;
	l->per_address = conf->limits_per_address;
	return ST_OK;
}

enum status
limits_new(const struct conf *conf, struct limits **out, struct err *err)
{
	struct limits *l = mem_zalloc(sizeof(*l));
	enum status st = limits_reload(l, conf, err);

	if (st != ST_OK) {
		limits_free(l);
		return st;
	}
	l->log_room = LIMITS_LOG_BURST;
	l->drop_room = LIMITS_DROP_BURST;
	l->chance = arc4random_uniform;
	*out = l;
	return ST_OK;
}

void
limits_chance(struct limits *l, uint32_t (*chance)(uint32_t of))
{
	l->chance = chance;
}

void
limits_free(struct limits *l)
{
	struct limits_entry *e;
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < LIMITS_BUCKETS; i++)
		while ((e = l->bucket[i]) != NULL) {
			l->bucket[i] = e->next;
			free(e);
		}
	netaddr_list_free(l->offices);
	free(l);
}

static struct limits_entry **
limits_slot(struct limits *l, const struct netaddr *key)
{
	uint32_t h = 2166136261U; /* FNV-1a; the table is bounded */
	struct limits_entry **p;
	size_t i;

	for (i = 0; i < sizeof(key->b); i++)
		h = (h ^ key->b[i]) * 16777619U;
	p = &l->bucket[h % LIMITS_BUCKETS];
	while (*p != NULL && memcmp(&(*p)->key, key, sizeof(*key)) != 0)
		p = &(*p)->next;
	return p;
}

/* Ages the penalty of an entry. */
static void
limits_age(struct limits_entry *e, int64_t now)
{
	while (e->failures > 0 && now - e->halved >= LIMITS_HALVE_MS) {
		e->failures /= 2;
		e->halved += LIMITS_HALVE_MS;
	}
	if (e->until <= now)
		e->refused = false;
}

static bool
limits_less(const struct limits_entry *a, const struct limits_entry *b)
{
	return a->known != b->known ? a->known < b->known :
	    a->until < b->until;
}

/* Drops entries without effect; without one, the entry with the least. */
static void
limits_shrink(struct limits *l, int64_t now)
{
	struct limits_entry **p, **least, *e;
	size_t i;

	least = NULL;
	for (i = 0; i < LIMITS_BUCKETS; i++) {
		for (p = &l->bucket[i]; (e = *p) != NULL;) {
			limits_age(e, now);
			if (e->starting == 0 && e->failures == 0 &&
			    !e->refused && e->known <= now) {
				*p = e->next;
				free(e);
				l->entries--;
				continue;
			}
			p = &e->next;
		}
	}
	if (l->entries < LIMITS_ADDRESSES)
		return;
	for (i = 0; i < LIMITS_BUCKETS; i++)
		for (p = &l->bucket[i]; (e = *p) != NULL; p = &e->next)
			if (e->starting == 0 &&
			    (least == NULL || limits_less(e, *least)))
				least = p;
	if (least != NULL) {
		e = *least;
		*least = e->next;
		free(e);
		l->entries--;
	}
}

static struct limits_entry *
limits_entry(struct limits *l, const struct netaddr *a, int64_t now)
{
	struct limits_entry **p, *e;
	struct netaddr key;

	netaddr_key(&key, a);
	p = limits_slot(l, &key);
	if (*p == NULL) {
		if (l->entries >= LIMITS_ADDRESSES) {
			limits_shrink(l, now);
			p = limits_slot(l, &key);
		}
		e = mem_zalloc(sizeof(*e));
		e->key = key;
		e->halved = now;
		*p = e;
		l->entries++;
	}
	limits_age(*p, now);
	return *p;
}

/* Connections of an office or a known address are never dropped. */
static bool
limits_stranger(const struct limits_entry *e, int64_t now)
{
	return e->known <= now && !e->office;
}

/*
 * The address that loses a connection: the one with most of those without key
 * exchange (or with it too), at random among equals.  `fresh` is counted with
 * its new connection.  An address with at most `least` loses none; NULL when
 * there is no other.
 */
static struct limits_entry *
limits_heaviest(struct limits *l, const struct limits_entry *fresh,
    bool keyed, unsigned least, int64_t now)
{
	struct limits_entry *e, *most = NULL;
	unsigned n, most_n = least;
	uint32_t same = 0;
	size_t i;

	for (i = 0; i < LIMITS_BUCKETS; i++)
		for (e = l->bucket[i]; e != NULL; e = e->next) {
			n = (keyed ? e->starting : e->open) + (e == fresh);
			if (n < most_n || n <= least ||
			    !limits_stranger(e, now))
				continue;
			same = n > most_n ? 1 : same + 1;
			most_n = n;
			/*
			 * Reservoir sampling: the kth is chosen with
			 * probability 1/k.
			 */
			if (l->chance(same) == 0)
				most = e;
		}
	return most;
}

/* True if a new connection drops another, by the number of places taken. */
static bool
limits_costs(struct limits *l, int64_t places)
{
	int64_t half = places / 2, over = l->starting - half;

	if (over < 0)
		return false;
	return l->chance(100) < LIMITS_DROP_FIRST +
	    (100 - LIMITS_DROP_FIRST) * over / (places - half);
}

static bool
limits_may_drop(struct limits *l, int64_t now)
{
	while (l->drop_room < LIMITS_DROP_BURST && now >= l->drop_next) {
		l->drop_room++;
		l->drop_next += LIMITS_DROP_MS;
	}
	if (l->drop_room == 0)
		return false;
	if (l->drop_room-- == LIMITS_DROP_BURST)
		l->drop_next = now + LIMITS_DROP_MS;
	return true;
}

/* Decides about one more connection that is not signed in. */
static enum limits_word
limits_place(struct limits *l, struct limits_entry *e, bool stranger,
    int64_t now, struct netaddr *from)
{
	int64_t places = l->max_starting - (stranger ? l->max_starting / 4 : 0);
	const struct limits_entry *fresh = stranger ? e : NULL;
	unsigned least = (unsigned)l->per_address;
	bool full = l->starting >= places;
	struct limits_entry *most;

	if (!full && (!stranger || !limits_costs(l, places)))
		return LIMITS_TAKE;
	most = limits_heaviest(l, fresh, false, full ? 0 : least, now);
	/* Then also one that has exchanged keys and does nothing. */
	if (full && (most == NULL || most->open == 0))
		most = limits_heaviest(l, fresh, true, least, now);
	if (most == NULL)
		return full ? LIMITS_REFUSE : LIMITS_TAKE;
	if (most == fresh && l->chance(LIMITS_OWN_OF) != 0)
		return LIMITS_REFUSE;
	/* Known addresses are not affected by a flood of others. */
	if (stranger && !limits_may_drop(l, now))
		return LIMITS_REFUSE;
	*from = most->key;
	return LIMITS_DROP;
}

enum limits_word
limits_admit(struct limits *l, const struct netaddr *a, int64_t now,
    const char **why, struct netaddr *from)
{
	struct limits_entry *e;
	enum limits_word word;
	bool office = netaddr_list_has(l->offices, a);

	if (l->all >= l->connections) {
		*why = "connections in total";
		return LIMITS_FULL;
	}
	e = limits_entry(l, a, now);
	/* For known addresses the gate delays the guesser only. */
	if (!office && e->refused && e->known <= now) {
		*why = "failed sign-ins";
		return LIMITS_REFUSE;
	}
	e->office = office;
	word = limits_place(l, e, !office && e->known <= now, now, from);
	if (word == LIMITS_REFUSE) {
		*why = "connections not signed in";
		return word;
	}
	e->starting++;
	e->open++;
	l->starting++;
	l->all++;
	return word;
}

void
limits_keyed(struct limits *l, const struct netaddr *a)
{
	struct limits_entry *e;
	struct netaddr key;

	netaddr_key(&key, a);
	e = *limits_slot(l, &key);
	if (e != NULL && e->open > 0)
		e->open--;
}

static void
limits_leave_start(struct limits *l, const struct netaddr *a)
{
	struct limits_entry *e;
	struct netaddr key;

	netaddr_key(&key, a);
	e = *limits_slot(l, &key);
	if (e != NULL && e->starting > 0)
		e->starting--;
	if (l->starting > 0)
		l->starting--;
}

void
limits_signed_in(struct limits *l, const struct netaddr *a, int64_t now)
{
	limits_leave_start(l, a);
	limits_entry(l, a, now)->known = now + LIMITS_KNOWN_MS;
}

void
limits_gone(struct limits *l, const struct netaddr *a,
    enum limits_stage stage)
{
	if (stage == LIMITS_OPEN)
		limits_keyed(l, a);
	if (stage != LIMITS_SIGNED_IN)
		limits_leave_start(l, a);
	if (l->all > 0)
		l->all--;
}

void
limits_failed(struct limits *l, const struct netaddr *a, int64_t now)
{
	struct limits_entry *e = limits_entry(l, a, now);

	if (e->failures == 0)
		e->halved = now;
	e->failures++;
	if (e->until < now)
		e->until = now;
	e->until += (int64_t)e->failures * LIMITS_STEP_MS;
	if (e->until > now + LIMITS_MAX_MS)
		e->until = now + LIMITS_MAX_MS;
	if (e->until - now >= LIMITS_MIN_MS)
		e->refused = true;
}

int64_t
limits_penalty(struct limits *l, const struct netaddr *a, int64_t now)
{
	struct limits_entry *e;
	struct netaddr key;

	netaddr_key(&key, a);
	e = *limits_slot(l, &key);
	if (e == NULL)
		return 0;
	limits_age(e, now);
	return e->refused && e->known <= now &&
	    !netaddr_list_has(l->offices, a) ?
	    e->until - now : 0;
}

bool
limits_may_log(struct limits *l, int64_t now, unsigned *missed)
{
	while (l->log_room < LIMITS_LOG_BURST && now >= l->log_next) {
		l->log_room++;
		l->log_next += LIMITS_LOG_MS;
	}
	if (l->log_room == 0) {
		l->log_missed++;
		return false;
	}
	if (l->log_room-- == LIMITS_LOG_BURST)
		l->log_next = now + LIMITS_LOG_MS;
	*missed = l->log_missed;
	l->log_missed = 0;
	return true;
}

void
limits_count(const struct limits *l, unsigned *all, unsigned *starting)
{
	*all = l->all;
	*starting = l->starting;
}
