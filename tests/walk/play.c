/* SPDX-License-Identifier: ISC */
#include "play.h"

#include <stdlib.h>
#include <string.h>

void
play(struct play *p, unsigned steps, bool loud, struct play_end *end)
{
	struct world *w = malloc(sizeof(*w));
	char text[300];
	unsigned i, blind = 0;

	if (w == NULL)
		exit(3);
	memset(end, 0, sizeof(*end));
	world_begin(w);
	for (i = 0; i < p->n && (steps == 0 || i < steps); i++) {
		bool ok = act_do(w, &p->act[i]);

		p->refused[i] = !ok;
		if (loud) {
			act_text(&p->act[i], text, sizeof(text));
			printf("%4u %s%s%s%s\n", i, text, ok ? "" :
			    "   # refused: ", ok ? "" : w->o.err.field,
			    ok ? "" : w->o.err.msg);
			if (ok && w->said[0] != '\0' &&
			    act_of_person[p->act[i].kind])
				printf("     %s", w->said);
		}
		if (w->why[0] == '\0')
			continue;
		if (getenv("BLIND") == NULL)
			break;
		blind++;
		w->why[0] = '\0';
	}
	if (blind > 0)
		printf("looked away %u times\n", blind);
	end->failed = w->why[0] != '\0';
	end->step = i;
	end->month = M_MONTH(w->year, w->month);
	(void)snprintf(end->why, sizeof(end->why), "%s", w->why);
	memcpy(end->done, w->done, sizeof(end->done));
	memcpy(end->refused, w->refused, sizeof(end->refused));
	memcpy(end->refusal, w->refusal, sizeof(end->refusal));
	world_end(w);
	free(w);
}

/* ---- shorter --------------------------------------------------------------- */

static bool
same_class(const char *a, const char *b)
{
	size_t n = strcspn(a, ":");

	return strncmp(a, b, n + 1) == 0;
}

/* Takes the shorter one when it fails at its end in the same way. */
static bool
still(struct play *p, struct play *less, const struct play_end *end)
{
	static struct play_end is;

	play(less, 0, false, &is);
	if (!is.failed || is.step != less->n - 1 ||
	    !same_class(end->why, is.why))
		return false;
	memcpy(p, less, sizeof(*p));
	return true;
}

/* Acts about the person that fails and the records merged with it. */
static void
only_theirs(const struct play *p, struct play *less, const char *why)
{
	const char *at = strstr(why, "person ");
	bool theirs[M_PEOPLE] = { false };
	int person = at == NULL ? -1 : (int)strtol(at + 7, NULL, 10);
	unsigned i;

	less->n = 0;
	if (person < 0 || person >= M_PEOPLE)
		return;
	theirs[person] = true;
	for (i = p->n; i-- > 0;)
		if (p->act[i].kind == ACT_MERGE && !p->refused[i] &&
		    (theirs[p->act[i].person] || theirs[p->act[i].into]))
			theirs[p->act[i].person] = theirs[p->act[i].into] = true;
	for (i = 0; i < p->n; i++)
		if (!act_of_person[p->act[i].kind] || i + 1 == p->n ||
		    p->act[i].kind == ACT_NEWCOMER ||
		    (p->act[i].person < M_PEOPLE && theirs[p->act[i].person]))
			less->act[less->n++] = p->act[i];
}

void
play_shrink(struct play *p, const struct play_end *end)
{
	struct play *less = malloc(sizeof(*less));
	unsigned size, from, tries = 0;
	bool cut = true;
	int o;

	if (less == NULL)
		exit(3);
	p->n = end->step + 1;
	memcpy(less, p, sizeof(*less));
	less->n = 0;
	for (from = 0; from < p->n; from++)
		if (!p->refused[from] || from == p->n - 1)
			less->act[less->n++] = p->act[from];
	(void)still(p, less, end);
	memcpy(less, p, sizeof(*less));
	only_theirs(p, less, end->why);
	if (less->n > 0)
		(void)still(p, less, end);
	for (o = 0; o < M_OWNERS; o++) {
		memcpy(less, p, sizeof(*less));
		less->n = 0;
		for (from = 0; from < p->n; from++)
			if (p->act[from].owner != o || from == p->n - 1)
				less->act[less->n++] = p->act[from];
		(void)still(p, less, end);
	}
	for (size = p->n / 2; size > 0 && tries < 200;
	    size = cut && size == 1 ? 1 : size / 2) {
		cut = false;
		for (from = 0; from + 1 < p->n && tries < 200; tries++) {
			unsigned n = from + size < p->n - 1 ? size :
			    p->n - 1 - from;

			/* Without the n acts from there on. */
			memcpy(less->act, p->act, from * sizeof(p->act[0]));
			memcpy(less->act + from, p->act + from + n,
			    (p->n - from - n) * sizeof(p->act[0]));
			less->n = p->n - n;
			if (still(p, less, end))
				cut = true;
			else
				from += n;
		}
	}
	free(less);
}

/* ---- scripts --------------------------------------------------------------- */

void
play_add(struct play *p, const struct act *a)
{
	if (p->n == PLAY_ACTS) {
		fprintf(stderr, "walk: a script of more than %d acts\n",
		    PLAY_ACTS);
		exit(3);
	}
	p->act[p->n++] = *a;
}

void
play_line(struct play *p, const char *line)
{
	struct act a;

	if (!act_parse(line, &a)) {
		fprintf(stderr, "walk: no act: %s\n", line);
		exit(2);
	}
	play_add(p, &a);
}

void
play_month(struct play *p, int month, int pct)
{
	struct act a;
	int o;

#define DO(kind_, ...)                                                         \
	do {                                                                   \
		act_init(&a, ACT_##kind_);                                     \
		__VA_ARGS__;                                                   \
		play_add(p, &a);                                               \
	} while (0)
	DO(DAY, (a.year = (month - 1) / 12, a.month = (month - 1) % 12 + 1,
	    a.day = 16));
	DO(OPEN, a.from = month);
	for (o = 0; o < M_OWNERS; o++) {
		DO(CLOSE, (a.owner = o, a.from = month - 1));
		DO(LIST, (a.owner = o, a.from = month));
		DO(SUBMIT, a.owner = o);
		DO(APPROVE, a.owner = o);
	}
	DO(DAY, (a.year = month / 12, a.month = month % 12 + 1, a.day = 5));
	for (o = 0; o < M_OWNERS && pct > 0; o++)
		DO(PAYALL, (a.owner = o, a.pct = pct, a.seed = month));
#undef DO
}

void
play_print(FILE *f, const struct play *p, unsigned upto)
{
	char text[300];
	unsigned i;

	for (i = 0; i < p->n && i < upto; i++) {
		act_text(&p->act[i], text, sizeof(text));
		fprintf(f, "    %s\n", text);
	}
}

/* "month 2019-11 100": lists of all owners, paid to so many of a hundred. */
bool
play_read(FILE *f, struct play *p)
{
	char line[400], month[16];
	int pct;

	p->n = 0;
	while (fgets(line, sizeof(line), f) != NULL) {
		char *s = line + strspn(line, " \t");

		s[strcspn(s, "#\n")] = '\0';
		if (*s == '\0')
			continue;
		if (sscanf(s, "month %8s %d", month, &pct) == 2)
			play_month(p, m_month_of(month), pct);
		else
			play_line(p, s);
	}
	return p->n > 0;
}
