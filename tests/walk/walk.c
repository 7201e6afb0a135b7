/*
 * SPDX-License-Identifier: ISC
 *
 * walk: the model and the books live through random months together.
 *
 *   walk                 seeds FROM (1) to FROM + COUNT - 1 (20)
 *   SEED=7 walk          that one; STEPS=120 so far only; LOUD=1 says each act
 *   walk FILE            a script
 *   walk cases [NAME]    the cases by name, those that begin with NAME
 *
 * BLIND=1 goes on after what is not even: to see how far and how fast it goes.
 * A walk that fails is cut shorter (SHRINK=0: not) and printed with what model
 * and books have of the person, and how to play it again.  Status 1 when any
 * failed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cases.h"
#include "play.h"

static long
number(const char *name, long none)
{
	const char *text = getenv(name);

	return text != NULL && text[0] != '\0' ? strtol(text, NULL, 10) : none;
}

/* Kinds of the acts about people in a script, in order: what goes wrong. */
static void
signature(const struct play *p, const char *why, char *out, size_t size)
{
	size_t n = (size_t)snprintf(out, size, "%.*s:", (int)strcspn(why, ":"),
	    why);
	unsigned i;

	for (i = 0; i < p->n && n < size; i++)
		if (act_of_person[p->act[i].kind] ||
		    p->act[i].kind == ACT_RETURN ||
		    p->act[i].kind == ACT_STANDARD ||
		    p->act[i].kind == ACT_COEFFICIENT ||
		    p->act[i].kind == ACT_UNDO_RATE)
			n += (size_t)snprintf(out + n, size - n, " %s",
			    act_names[p->act[i].kind]);
}

static void
tell(const struct play *p, const struct play_end *end, long seed)
{
	static struct play less;
	static struct play_end is;
	char text[300], sign[600];

	act_text(&p->act[end->step], text, sizeof(text));
	printf("seed %ld fails at step %u: %s\n%s\n", seed, end->step, text,
	    end->why);
	printf("  again: SEED=%ld STEPS=%u tests/walk/walk\n", seed,
	    end->step + 1);
	if (number("SHRINK", 1) == 0)
		return;
	memcpy(&less, p, sizeof(less));
	play_shrink(&less, end);
	play(&less, 0, false, &is);
	signature(&less, is.why, sign, sizeof(sign));
	printf("  class: %s\n  shorter, as a script:\n", sign);
	play_print(stdout, &less, less.n);
	printf("  then: %s\n", is.why);
}

static void
counts(const int *done, const int *refused, char (*said)[200])
{
	int i;

	printf("acts: done, refused\n");
	for (i = 0; i < ACT_KINDS; i++)
		if (done[i] + refused[i] > 0)
			printf("  %-14s %6d %6d  %s\n", act_names[i], done[i],
			    refused[i], said[i]);
}

static int
seeds(long from, long count, unsigned steps)
{
	static struct play p;
	static struct play_end end;
	static int done[ACT_KINDS], refused[ACT_KINDS];
	static char said[ACT_KINDS][200];
	long i, failed = 0, months = 0;
	int k;

	for (i = from; i < from + count; i++) {
		play_random(&p, (unsigned)i);
		play(&p, steps, number("LOUD", 0) != 0, &end);
		months += end.month - M_START + 2;
		for (k = 0; k < ACT_KINDS; k++) {
			done[k] += end.done[k];
			refused[k] += end.refused[k];
			if (end.refusal[k][0] != '\0')
				memcpy(said[k], end.refusal[k], 200);
		}
		if (!end.failed)
			continue;
		failed++;
		tell(&p, &end, i);
		(void)fflush(stdout);
	}
	if (number("COUNTS", 0) != 0)
		counts(done, refused, said);
	printf("walks: %ld of %ld green; months on the average: %ld.%ld\n",
	    count - failed, count, months / count, months * 10 / count % 10);
	return failed > 0;
}

static int
script(const char *name)
{
	static struct play p;
	static struct play_end end;
	FILE *f = fopen(name, "r");

	if (f == NULL || !play_read(f, &p)) {
		fprintf(stderr, "walk: %s: no script\n", name);
		return 2;
	}
	(void)fclose(f);
	play(&p, 0, true, &end);
	printf("%s\n", end.failed ? end.why : "even to the end");
	return end.failed;
}

/* Every act of a case is done, but those with "-" in front. */
static bool
one_case(const struct walk_case *c, bool loud)
{
	static struct play p;
	static struct play_end end;
	static bool may[PLAY_ACTS];
	char text[4000], line[300], *next = text, *s;
	unsigned i;

	p.n = 0;
	memset(may, 0, sizeof(may));
	(void)snprintf(text, sizeof(text), "%s", c->script);
	while ((s = strsep(&next, "\n")) != NULL) {
		char month[16];
		int pct;

		if (*s == '\0')
			continue;
		if (sscanf(s, "month %8s %d", month, &pct) == 2) {
			unsigned from = p.n;

			play_month(&p, m_month_of(month), pct);
			/* A list may be there already. */
			for (i = from; i < p.n; i++)
				may[i] = true;
			continue;
		}
		may[p.n] = *s == '-';
		play_line(&p, s + (*s == '-'));
	}
	play(&p, 0, loud, &end);
	for (i = 0; i < p.n && i < end.step; i++)
		if (p.refused[i] && !may[i])
			break;
	if (!end.failed && i == p.n) {
		printf("ok      %s\n", c->name);
		return true;
	}
	printf("FAILED  %s\n  right: %s\n", c->name, c->right);
	if (i < p.n && i < end.step) {
		act_text(&p.act[i], line, sizeof(line));
		printf("  refused: %s: %s\n", line,
		    end.refusal[p.act[i].kind]);
	}
	if (end.failed) {
		act_text(&p.act[end.step], line, sizeof(line));
		printf("  at: %s\n  %s\n", line, end.why);
	}
	return false;
}

static int
cases(const char *name)
{
	const struct walk_case *const *v, *c;
	unsigned n = 0, failed = 0;

	for (v = walk_cases; *v != NULL; v++)
		for (c = *v; c->name != NULL; c++) {
			if (name != NULL &&
			    strncmp(c->name, name, strlen(name)) != 0)
				continue;
			n++;
			failed += !one_case(c, number("LOUD", 0) != 0);
		}
	printf("cases: %u of %u come out\n", n - failed, n);
	return failed > 0;
}

int
main(int argc, char **argv)
{
	long seed = number("SEED", 0);
	int rc;

	world_make();
	if (argc > 1 && strcmp(argv[1], "cases") == 0)
		rc = cases(argc > 2 ? argv[2] : NULL);
	else if (argc > 1)
		rc = script(argv[1]);
	else if (seed > 0)
		rc = seeds(seed, 1, (unsigned)number("STEPS", 0));
	else
		rc = seeds(number("FROM", 1), number("COUNT", 20),
		    (unsigned)number("STEPS", 0));
	world_drop();
	return rc;
}
