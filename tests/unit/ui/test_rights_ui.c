/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house at the screens: every role walks over every screen it
 * can reach.  Nothing is posted that the role may not post, no form is opened
 * for such a verb, the foot line names no such key, and nothing of another
 * place is ever on the screen.
 *
 * A function key, which may be Esc and a digit, posts nothing anywhere; at the
 * first place of each kind no printable key does either (invariant 12).
 *
 * Answers are real, and rolled back.  Which keys of which screens post what is
 * "What the screens offer" in tests/GUARDS.md.
 */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/request/change.h"
#include "ui/entry/entry_priv.h"

#define OUTSIDE "Ngoại"

/* Screens met, verbs posted and questions asked again, over all walks. */
static const struct screen_ops *met[64];
static unsigned nmet;
static char posted[4000];
static char decided[4000];
static bool outside_seen;

static bool
may(const char *verb)
{
	const struct verb *v = verb_find(verb);
	const struct change_kind *k;

	if (str_starts(verb, "change.ask:")) {
		k = change_kind_find(strchr(verb, ':') + 1);
		if (k == NULL)
			fail_msg("%s: there is no kind %s", walk.path, verb);
		return (k->roles & (uint32_t)walk.role) != 0;
	}
	if (v == NULL)
		fail_msg("%s: there is no verb %s", walk.path, verb);
	return (v->roles & (uint32_t)walk.role) != 0;
}

/* ---- what must never be -------------------------------------------------- */

/*
 * What cannot be taken back is answered by F10, by a whole word or by the
 * password; never by Enter, a letter or a digit.
 */
static void
look_at_answer(const struct wire_verb *v)
{
	unsigned flags = verb_find(v->name)->flags;
	size_t n = strlen(walk.pressed);

	if ((flags & (VERB_FINAL | VERB_CONFIRM)) == 0 || n == 0)
		return;
	if (n >= 5 && strcmp(walk.pressed + n - 5, F10) == 0)
		return;
	if (walk.pressed_at == &secret_screen && n > 1)
		return;
	if (walk.pressed_at == &word_screen && strcmp(walk.pressed, WORD) == 0)
		return;
	fail_msg("%s: \"%s\" posts %s", walk.path, walk.pressed[0] == '\r' ?
	    "Enter" : walk.pressed, v->name);
}

static void
watch(struct stage *s, const struct wire_verb *v)
{
	char who[120];

	(void)s;
	if (strcmp(v->name, UI_OUTCOME) == 0)
		return;
	if (!may(v->name))
		fail_msg("%s: %s posts %s", walk.path, walk.login, v->name);
	look_at_answer(v);
	/* A request that opens asks what would come of it. */
	if (walk.typing && strcmp(v->name, "change.effect") != 0)
		fail_msg("%s: typing posts %s", walk.path, v->name);
	(void)snprintf(who, sizeof(who), " %s:%s ", walk.login, v->name);
	if (strstr(posted, who) == NULL)
		(void)snprintf(posted + strlen(posted),
		    sizeof(posted) - strlen(posted), "%s", who);
}

/* Each of "VERB VERB". */
static bool
may_any(const char *verbs)
{
	char verb[64];
	bool any = false;
	size_t n;

	for (; *verbs != '\0'; verbs += n + (verbs[n] == ' ')) {
		n = strcspn(verbs, " ");
		(void)snprintf(verb, sizeof(verb), "%.*s", (int)n, verbs);
		any = may(verb) || any;
	}
	return any;
}

static void
look_at_keys(const struct screen *s)
{
	const struct screen_key *k = s->ops->keys;
	char word[96];

	for (; k != NULL && k->action != ACT_NONE; k++) {
		if (k->verbs == NULL || may_any(k->verbs))
			continue;
		(void)snprintf(word, sizeof(word), "%s %s",
		    action_key(k->action), k->word != NULL ? k->word :
		    action_word(k->action));
		if (strstr(glass_row(stage.glass, ROWS - 1), word) != NULL)
			fail_msg("%s: %s is shown \"%s\"", walk.path,
			    walk.login, word);
	}
}

static void
look(void)
{
	const struct screen *s = stage.ui->top;
	unsigned i;

	for (i = 0; i < nmet && met[i] != s->ops; i++)
		;
	if (i == nmet && nmet < sizeof(met) / sizeof(met[0]))
		met[nmet++] = s->ops;
	look_at_keys(s);
	if (s->ops == &entry_screen &&
	    !may(((const struct entry *)s->state)->verb))
		fail_msg("%s: %s is offered the form of %s", walk.path,
		    walk.login, ((const struct entry *)s->state)->verb);
	if (!glass_has(stage.glass, OUTSIDE))
		return;
	outside_seen = true;
	if ((walk.role & (ROLE_PROVINCE | ROLE_ADMIN)) == 0) {
		glass_show(stage.glass);
		fail_msg("%s: %s sees somebody of another place", walk.path,
		    walk.login);
	}
}

/*
 * A question that is open when the line drops: it comes back, says so, and
 * neither Enter nor F10 of a habit answers it; nothing secret is left in it.
 * False when one left on the way back here.
 */
static bool
look_at_return(const struct walk_state *to)
{
	static const char *const habits[] = { "\r", F10, "1" };
	const struct screen *s = stage.ui->top;
	const char *name = s->ops->name;
	char who[80];
	size_t i;

	if (s->ops->asks == NULL || s->ops->asks(stage.ui->top) == NULL)
		return true;
	for (i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		if (i > 0 && !walk_go(to))
			return false;
		s = stage.ui->top;
		(void)snprintf(who, sizeof(who), " %s ", name);
		if (strstr(decided, who) == NULL)
			(void)snprintf(decided + strlen(decided),
			    sizeof(decided) - strlen(decided), "%s", who);
		if (s->ops == &secret_screen)
			stage_keys(&stage, "demo", 4);
		stage_detach(&stage);
		stage_attach(&stage, "xterm", 80, 24);
		stage_answer(&stage); /* the draft */
		if (!glass_has(stage.glass, "You were about to answer"))
			fail_msg("%s: %s comes back without a word", walk.path,
			    name);
		assert_false(glass_has(stage.glass, "[****"));
		/* A digit is typed into a field; in a list it would choose. */
		if (habits[i][0] == '1' && s->ops != &pick_screen)
			continue;
		stage_keys(&stage, habits[i], strlen(habits[i]));
		if (stage.ui->top != s || stage.nposted > 0 || stage.asked ||
		    stage.left[0] != '\0')
			fail_msg("%s: after a dropped line \"%s\" answers %s",
			    walk.path, i == 0 ? "Enter" : habits[i], name);
	}
	return walk_go(to);
}

static void
must(enum status st)
{
	if (st != ST_OK)
		fail_msg("%s: %s", err_name(st), stage.office.err.msg);
}

/* ---- the office ------------------------------------------------------------ */

/* A file of the roll that waits. */
static void
file(struct office *o, const char *who, const char *rows)
{
	struct wire_args a;
	char job[24];

	must(office_post(o, who, "import.begin", &a, "kind", "roll", "columns",
	    "code,name,commune,point", NULL));
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	must(office_post(o, who, "import.rows", NULL, "job", job, "rows", rows,
	    NULL));
	must(office_post(o, who, "import.finish", NULL, "job", job, NULL));
}

/* Something of each kind, here and there. */
static void
fill(void)
{
	struct office *o = &stage.office;
	int64_t draft;

	assert_int_equal(office_pay(o, "lan", F_PANG2, "2019-11", NULL), ST_OK);
	assert_int_equal(office_pay(o, "son", F_XUONG, "2019-11", NULL), ST_OK);
	must(office_post(o, "phong", "change.ask", NULL, "kind", "stop",
	    "person", "103", "reason", "waiver", "event_on", "2019-11-05", NULL));
	must(office_post(o, "lan", "change.ask", NULL, "kind", "stop",
	    "person", "101", "reason", "death", "event_on", "2019-11-05",
	    "document", "1", NULL));
	must(office_post(o, "phong2", "change.ask", NULL, "kind", "stop",
	    "person", "113", "reason", "waiver", "event_on", "2019-11-05", NULL));
	file(o, "phong", "2\tN-1\tLò Văn Mới\t03721\t119-01\n");
	file(o, "phong2", "2\tN-2\t" OUTSIDE "\t04168\t126-01\n");
	draft = office_draft(o, "2019-12", "119");
	(void)office_draft(o, "2019-12", "126");
	/* Pairs that may be one person, here and there. */
	must(office_sql(o, "UPDATE person SET birth_year = 1936,"
	    " birth_month = NULL WHERE id = 102;"
	    "UPDATE person SET fold = 'ngoai', birth_year = 1930"
	    " WHERE id IN (111, 112)"));
	office_checks(o, "phong", draft); /* findings to let stand */
}

static int
setup(void **state)
{
	(void)state;
	stage_open(&stage);
	assert_int_equal(office_sql(&stage.office, "UPDATE person SET"
	    " name = '" OUTSIDE " ' || id, fold = 'ngoai ' || id, given_fold ="
	    " id || ' ngoai', initials = 'n', village = 'Bản " OUTSIDE "'"
	    " WHERE area_id = 13;"
	    "UPDATE area SET name = 'Huyện " OUTSIDE "' WHERE id = 3;"
	    "INSERT INTO recovery VALUES (9001, 101, NULL, 'x', 37, ''),"
	    " (9002, 111, NULL, '" OUTSIDE "', 41, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, staff_id,"
	    " at) SELECT id, id, 'overpaid', 5000, 37, '' FROM recovery"), ST_OK);
	stage_sign_in(&stage, "phong", "en"); /* the lists of November */
	fill();
	stage.watch = watch;
	walk.look = look;
	walk.arrived = look_at_return;
	stage.nothing_stands = true;
	return 0;
}

static void
submit(void)
{
	static const char *const makers[] = { "phong", "phong2" };
	char list[24];
	size_t i;

	stage.nothing_stands = false;
	for (i = 0; i < 2; i++) {
		static const struct db_sql q = { "rights_ui.draft",
			"SELECT id FROM list WHERE state = 'draft'"
			" AND owner_id = ?1" };

		(void)snprintf(list, sizeof(list), "%lld", (long long)
		    office_int(&stage.office, &q, (int64_t)i + 2));
		must(office_submit(&stage.office, makers[i], list));
	}
	stage.nothing_stands = true;
}

static int
teardown(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

static void
test_every_role_every_screen(void **state)
{
	static const char *const reached[] = { " lan:pay ", " lan:change.ask ",
		" phong:list.begin ", " phong:list.accept ",
		" phong:period.close ", " phong:period.open ",
		" phong:change.preview ",
		" truong:list.approve ", " truong:change.approve ",
		" tinh:period.open ", " admin:person.correct " };
	static const char *const asked[] = { " ask ", " decide ", " secret ",
		" pick ", " effect ", " word " };
	size_t k;
	int i;

	(void)state;
	for (i = 0; i < ROLE_COUNT; i++) {
		outside_seen = false;
		walk_role(i);
		/* The approver finds what the maker has submitted. */
		if (i == ROLE_I_PREPARER)
			submit();
		/* Else nothing would be tried above. */
		assert_int_equal(outside_seen,
		    (walk.role & (ROLE_PROVINCE | ROLE_ADMIN)) != 0);
	}
	if (getenv("CHITRA_WALK") != NULL)
		print_message("posted:%s\n", posted);
	/* A walk that comes nowhere would find nothing. */
	for (k = 0; k < sizeof(reached) / sizeof(reached[0]); k++)
		if (strstr(posted, reached[k]) == NULL)
			fail_msg("nobody came to post %s", reached[k]);
	for (k = 0; k < sizeof(asked) / sizeof(asked[0]); k++)
		if (strstr(decided, asked[k]) == NULL)
			fail_msg("nobody was asked by %s", asked[k]);
}

/* ---- the table in tests/GUARDS.md ---------------------------------------- */

/* "| desk | F10 | pay |" */
static bool
in_table(const char *screen, const char *key, const char *verbs)
{
	FILE *f = fopen(TOP_SRCDIR "/tests/GUARDS.md", "r");
	char line[600], row[600];
	bool found = false;

	assert_non_null(f);
	(void)snprintf(row, sizeof(row), "| %s | %s | %s |\n", screen, key, verbs);
	while (!found && fgets(line, sizeof(line), f) != NULL)
		found = strcmp(line, row) == 0;
	(void)fclose(f);
	return found;
}

static bool
has_key(const char *screen, const char *key)
{
	const struct screen_key *k;
	unsigned i;

	for (i = 0; i < nmet; i++)
		for (k = met[i]->keys; strcmp(met[i]->name, screen) == 0 &&
		    k != NULL && k->action != ACT_NONE; k++)
			if (k->verbs != NULL &&
			    strcmp(action_key(k->action), key) == 0)
				return true;
	return false;
}

/* Rows of the table that no screen has. */
static void
rows_without_screen(void)
{
	FILE *f = fopen(TOP_SRCDIR "/tests/GUARDS.md", "r");
	char line[600], screen[64], key[16];
	bool inside = false;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (str_starts(line, "| screen | key |"))
			inside = true;
		else if (line[0] != '|')
			inside = false;
		else if (inside && line[1] == ' ' && sscanf(line,
		    "| %63s | %15s |", screen, key) == 2 &&
		    !has_key(screen, key))
			fail_msg("GUARDS.md: no screen %s with verbs on %s",
			    screen, key);
	}
	(void)fclose(f);
}

static void
test_table_is_the_screens(void **state)
{
	const struct screen_key *k;
	unsigned i, wrong = 0;

	(void)state;
	assert_true(nmet > 10); /* the walk comes first */
	for (i = 0; i < nmet; i++)
		for (k = met[i]->keys; k != NULL && k->action != ACT_NONE; k++)
			if (k->verbs != NULL && !in_table(met[i]->name,
			    action_key(k->action), k->verbs)) {
				print_error("GUARDS.md has no row: | %s | %s | %s |\n",
				    met[i]->name, action_key(k->action),
				    k->verbs);
				wrong++;
			}
	assert_int_equal(wrong, 0);
	rows_without_screen();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_role_every_screen,
		    setup, teardown),
		cmocka_unit_test(test_table_is_the_screens),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
