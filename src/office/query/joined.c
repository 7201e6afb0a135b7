/*
 * SPDX-License-Identifier: ISC
 *
 * query/joined: names typed without blanks, of any length.  A blank costs a key
 * and people leave it out.  A name as it stands is found by walking down the
 * index: where the letters typed so far begin somebody's name and a word ends
 * there, the walk goes on behind the blank, so that a few probes of one index
 * tell all ways to cut.  They ask the whole office; only a way that holds to
 * the end is read inside the scope.
 */
#include <string.h>

#include "base/str.h"
#include "office/query/find_priv.h"

#define FIND_JOINED_MIN 3 /* letters of several words without blanks */
#define FIND_JOINED_MAX 8 /* of words in any order, each cut short */
#define FIND_JOINED_PLACES 64
#define FIND_JOINED_PROBES 400

DB_SQL_ARRAY(q_next, [WALK_GIVEN + 1]) = {
	[WALK_NAME] = { "find.next_fold", "SELECT fold FROM person"
	    " WHERE fold >= ?1 ORDER BY fold LIMIT 1" },
	[WALK_GIVEN] = { "find.next_given", "SELECT given_fold FROM person"
	    " WHERE given_fold >= ?1 ORDER BY given_fold LIMIT 1" },
};

/* The way down one index. */
struct joined {
	struct find *f;
	enum walk_key index;
	char key[512]; /* as it would stand in the index */
	unsigned probes;
};

static enum status
joined_begins(struct joined *j, size_t len, bool *yes, struct err *err)
{
	struct db_stmt *s;
	bool row;

	*yes = false;
	if (j->probes++ >= FIND_JOINED_PROBES)
		return ST_OK;
	j->key[len] = '\0';
	s = db_usef(j->f->db, &q_next[j->index], "t", j->key);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*yes = row && strncmp(db_text(s, 0), j->key, len) == 0;
	db_reset(s);
	return ST_OK;
}

static enum status joined_word(struct joined *j, size_t len, const char *rest,
    struct err *err);

/*
 * A word of the index begins at `len`: it takes letters of `rest` one by one
 * while somebody is called so, and may end behind each.
 */
static enum status
joined_letters(struct joined *j, size_t len, const char *rest, struct err *err)
{
	enum status st;
	bool yes;

	while (*rest != '\0' && len + 2 < sizeof(j->key)) {
		j->key[len++] = *rest++;
		st = joined_begins(j, len, &yes, err);
		if (st != ST_OK || !yes)
			return st;
		if (*rest == '\0')
			return find_pass(j->f, j->index, j->key, false, err);
		j->key[len] = ' ';
		st = joined_begins(j, len + 1, &yes, err);
		if (st == ST_OK && yes)
			st = joined_word(j, len + 1, rest + (*rest == ' '),
			    err);
		if (st != ST_OK || *rest == ' ')
			return st;
	}
	return ST_OK;
}

static enum status
joined_word(struct joined *j, size_t len, const char *rest, struct err *err)
{
	char other[sizeof(j->f->query)];
	enum status st = joined_letters(j, len, rest, err);

	/* Behind a letter y was taken for i: "vangy" is Vàng Y. */
	if (st != ST_OK || *rest != 'i' ||
	    str_copy(other, sizeof(other), rest) != ST_OK)
		return st;
	other[0] = 'y';
	return joined_letters(j, len, other, err);
}

static enum status
joined_names(struct find *f, struct err *err)
{
	struct joined j = { .f = f };
	enum status st = ST_OK;
	int i;

	for (i = WALK_NAME; i <= WALK_GIVEN && st == ST_OK && f->out->n == 0;
	    i++) {
		j.index = (enum walk_key)i;
		j.probes = 0;
		st = joined_word(&j, 0, f->query, err);
	}
	return st;
}

/* Is the last typed word, or the first, the beginning of a given name? */
static enum status
joined_given(struct find *f, bool *yes, struct err *err)
{
	struct joined j = { .f = f, .index = WALK_GIVEN };
	const char *last = strrchr(f->query, ' ') + 1;
	enum status st;

	(void)str_copy_cut(j.key, sizeof(j.key), last);
	st = joined_begins(&j, strlen(last), yes, err);
	if (st != ST_OK || *yes)
		return st;
	(void)str_copy_cut(j.key, sizeof(j.key), f->query);
	return joined_begins(&j, strcspn(f->query, " "), yes, err);
}

/* Words as cut, in any order. */
static enum status
joined_any(struct find *f, struct err *err)
{
	bool yes = false;
	enum status st = joined_given(f, &yes, err);

	return st == ST_OK && yes ? find_words(f, err) : st;
}

/* Three words run together, of two letters at least. */
static enum status
joined_cut_twice(struct find *f, const char *word, size_t at, struct err *err)
{
	enum status st = ST_OK;
	size_t k, n = strlen(word);

	for (k = at + 2; k + 2 <= n && st == ST_OK && f->out->n == 0; k++)
		if (str_format(f->query, sizeof(f->query), "%.*s %.*s %s",
		    (int)at, word, (int)(k - at), word + at, word + k) == ST_OK)
			st = joined_any(f, err);
	return st;
}

static enum status
joined_cut(struct find *f, const char *word, size_t at, struct err *err)
{
	if (str_format(f->query, sizeof(f->query), "%.*s %s", (int)at, word,
	    word + at) != ST_OK)
		return ST_OK;
	return joined_any(f, err);
}

/*
 * "lopa" is Lò ... Pâng.  Each place to cut is a probe per place of the scope,
 * so three words are for the scope of a desk.
 */
static enum status
joined_words(struct find *f, struct err *err)
{
	char word[sizeof(f->query)];
	enum status st = ST_OK;
	size_t i, n = strlen(f->query);
	bool twice = f->sc->kind == SCOPE_ALL ||
	    f->sc->n <= FIND_JOINED_PLACES;

	if (f->out->n > 0 || f->marks || n > FIND_JOINED_MAX ||
	    strchr(f->query, ' ') != NULL)
		return ST_OK;
	memcpy(word, f->query, n + 1);
	for (i = 1; i < n && st == ST_OK; i++)
		st = joined_cut(f, word, i, err);
	for (i = 2; twice && i < n && st == ST_OK && f->out->n == 0; i++)
		st = joined_cut_twice(f, word, i, err);
	memcpy(f->query, word, n + 1);
	return st;
}

enum status
find_joined(struct find *f, struct err *err)
{
	enum status st = ST_OK;

	if (f->out->n > 0 || strlen(f->query) < FIND_JOINED_MIN)
		return ST_OK;
	st = joined_names(f, err);
	return st == ST_OK ? joined_words(f, err) : st;
}
