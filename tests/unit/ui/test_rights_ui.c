/* SPDX-License-Identifier: ISC */
/*
 * Rule 8 of the house at the screens: every role walks over every screen it
 * can reach, with every key of it, into menus and lists of values, past
 * questions, reasons and passwords.  Nothing is posted that the role may not
 * post, no form is opened for such a verb, the foot line names no such key,
 * and nothing of another place is ever on the screen.
 *
 * A function key, which may be Esc and a digit, posts nothing anywhere; at the
 * first place of each kind no printable key does either (invariant 12).
 *
 * The walk is breadth first: a place is what stands above what, the title, the
 * foot line and the row of the cursor.  Answers are real, and rolled back.
 * Which keys of which screens post what is the second table in HACKING.md.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/request/change.h"
#include "office/table.h"
#include "tests/tools/stage.h"
#include "ui/kit/decide.h"
#include "ui/entry/entry_priv.h"

/* CHITRA_WALK=show tells where the walks went. */
enum { STEPS = 8, STATES = 400, ALIKE = 3, TRIES = 32, KINDS = 400, ROWS = 24,
	KEY = 64 };
#define OUTSIDE "Ngoại"
#define F10 "\033[21~"
#define WORD "CLOSE\r"
#define LOOK "\001"
#define DOWN3 "\033[B\033[B\033[B"
#define DOWNS DOWN3 DOWN3 DOWN3 DOWN3

struct state {
	uint64_t id, kind;   /* with and without rows and names */
	char key[STEPS][KEY]; /* how to come here from the menu */
	int n;
};

static struct stage stage;
static struct state walked[STATES];
static int nwalked;
static enum role role;
static char login[33];
static char path[200]; /* for messages */
static bool outside_seen;
static bool typing;    /* keys that may begin what somebody types */
static bool all_typed; /* only such keys are pressed */

/* Screens met and verbs posted, over all walks. */
static const struct screen_ops *met[64];
static unsigned nmet;
static char posted[4000];

/* What was pressed last, and where; questions met, and asked again. */
static char pressed[KEY];
static const struct screen_ops *pressed_at;
static char decided[4000];

static const char *const people[ROLE_COUNT] = {
	[ROLE_I_PAYING] = "lan", [ROLE_I_CASHIER] = "thu",
	[ROLE_I_ACCOUNTANT] = "ke", [ROLE_I_CONTROLLER] = "quan",
	[ROLE_I_PREPARER] = "phong", [ROLE_I_APPROVER] = "truong",
	[ROLE_I_PROVINCE] = "tinh", [ROLE_I_ADMIN] = "admin",
};

static bool
may(const char *verb)
{
	const struct verb *v = verb_find(verb);
	const struct change_kind *k;

	if (str_starts(verb, "change.ask:")) {
		k = change_kind_find(strchr(verb, ':') + 1);
		if (k == NULL)
			fail_msg("%s: there is no kind %s", path, verb);
		return (k->roles & (uint32_t)role) != 0;
	}
	if (v == NULL)
		fail_msg("%s: there is no verb %s", path, verb);
	return (v->roles & (uint32_t)role) != 0;
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
	size_t n = strlen(pressed);

	if ((flags & (VERB_FINAL | VERB_CONFIRM)) == 0 || n == 0)
		return;
	if (n >= 5 && strcmp(pressed + n - 5, F10) == 0)
		return;
	if (pressed_at == &secret_screen && n > 1)
		return;
	if (pressed_at == &word_screen && strcmp(pressed, WORD) == 0)
		return;
	fail_msg("%s: \"%s\" posts %s", path, pressed[0] == '\r' ? "Enter" :
	    pressed, v->name);
}

static void
watch(struct stage *s, const struct wire_verb *v)
{
	char who[120];

	(void)s;
	if (strcmp(v->name, UI_OUTCOME) == 0)
		return;
	if (!may(v->name))
		fail_msg("%s: %s posts %s", path, login, v->name);
	look_at_answer(v);
	/* A request that opens asks what would come of it. */
	if (typing && strcmp(v->name, "change.effect") != 0)
		fail_msg("%s: typing posts %s", path, v->name);
	(void)snprintf(who, sizeof(who), " %s:%s ", login, v->name);
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
			fail_msg("%s: %s is shown \"%s\"", path, login, word);
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
		fail_msg("%s: %s is offered the form of %s", path, login,
		    ((const struct entry *)s->state)->verb);
	if (!glass_has(stage.glass, OUTSIDE))
		return;
	outside_seen = true;
	if ((role & (ROLE_PROVINCE | ROLE_ADMIN)) == 0) {
		glass_show(stage.glass);
		fail_msg("%s: %s sees somebody of another place", path, login);
	}
}

/* ---- walking -------------------------------------------------------------- */

static uint64_t
mix(uint64_t h, const char *text)
{
	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 1099511628211u;
	return h * 31;
}

/* Which screens, which keys; a form is its verb, a list what is in it. */
static uint64_t
kind(void)
{
	const struct screen *s = stage.ui->top;
	const struct screen_key *k = s->ops->keys;
	uint64_t h = 14695981039346656037u;
	const char *row;
	int i;

	if (s->ops == &entry_screen)
		h = mix(h, ((const struct entry *)s->state)->verb);
	for (i = 3; s->ops == &pick_screen && i < ROWS - 2; i++)
		if ((row = strchr(glass_row(stage.glass, i), '|')) != NULL)
			h = mix(h, row);
	for (; s != NULL && s->ops->popup; s = s->below)
		h = mix(h, s->ops->name);
	if (s != NULL)
		h = mix(h, s->ops->name);
	/* The language may change on the way. */
	for (; k != NULL && k->action != ACT_NONE; k++)
		if (screen_key_shown(stage.ui, k))
			h = mix(h, action_key(k->action));
	return h;
}

static uint64_t
here(void)
{
	uint64_t h = kind();
	int row, col;

	glass_cursor(stage.glass, &row, &col);
	h = mix(h, glass_row(stage.glass, row));
	return mix(h, glass_row(stage.glass, 0));
}

/* A few of a kind are enough. */
static bool
known(uint64_t id, uint64_t of)
{
	int i, alike = 0;

	for (i = 0; i < nwalked; i++)
		if (walked[i].id == id)
			return true;
		else if (walked[i].kind == of)
			alike++;
	return alike >= ALIKE;
}

/* Is it a digit, or what Esc and a digit stand for? */
static bool
may_be_typed(const char *keys, size_t n)
{
	static const char *const sequences[] = { "\033O", "\033[15~",
		"\033[17~", "\033[18~", "\033[19~", "\0335" };
	size_t i;

	for (i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++)
		if (str_starts(keys, sequences[i]))
			return true;
	return n == 1 && keys[0] >= '0' && keys[0] <= '9';
}

static void
press(const char *keys)
{
	size_t used = strlen(path), n;

	(void)snprintf(path + used, sizeof(path) - used, " %s",
	    keys[0] == '\r' ? "Enter" : keys[0] == '\033' ? keys + 1 : keys);
	/* What was not on the screen is not paid: LOOK ends a message. */
	do {
		n = strcspn(keys, LOOK);
		(void)snprintf(pressed, sizeof(pressed), "%.*s", (int)n, keys);
		pressed_at = stage.ui->top->ops;
		typing = all_typed || may_be_typed(keys, n);
		stage_keys(&stage, keys, n);
		stage_answer(&stage);
		look();
		keys += n + (keys[n] != '\0');
	} while (*keys != '\0');
	typing = false;
}

/* Signs in anew and goes there; false when somebody left on the way. */
static bool
go(const struct state *to)
{
	int i;

	(void)snprintf(path, sizeof(path), "%s:", login);
	stage_sign_in(&stage, login, "en");
	stage_keys(&stage, "\r", 1);
	if (stage.ui->top->ops == &ask_screen) /* a draft of before */
		stage_keys(&stage, "\033OR", 3);
	for (i = 0; i < to->n; i++)
		press(to->key[i]);
	return stage.left[0] == '\0';
}

/* What one can press here. */
static unsigned
choices(const char *v[TRIES])
{
	static const char *const all[] = { "\r", "\033[B", "\033[6~", "\033OQ",
		"\033OS", "\033[15~", "\033[17~", "\033[18~", "\033[19~",
		"\033[21~", "\t", "\033OR" };
	static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7",
		"8", "9", "\033OR" };
	static char secret[48], down[12][KEY];
	const struct screen_ops *at = stage.ui->top->ops;
	unsigned n = 0, i;

	(void)snprintf(secret, sizeof(secret), "demo-%s\r", login);
	if (at == &secret_screen) {
		v[n++] = secret;
	} else if (at == &line_screen) {
		v[n++] = "x\r";
	} else if (at == &decide_screen || at == &word_screen) {
		v[n++] = "\r";
		v[n++] = "x\r";
		v[n++] = "1";
		v[n++] = WORD;
		v[n++] = "x" F10;
		v[n++] = "x" F10 LOOK "\0335"; /* the same once more */
		v[n++] = F10;
	} else if (at == &pick_screen) {
		/* The first dozen, by the arrows. */
		for (i = 0; i < 12; i++) {
			(void)snprintf(down[i], sizeof(down[i]), "%.*s\r",
			    (int)(3 * i), DOWNS);
			v[n++] = down[i];
		}
	} else if (at == &menu_screen) {
		for (i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
			v[n++] = digits[i];
	} else {
		for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			v[n++] = all[i];
		v[n++] = "lo\r\r";
		v[n++] = "ca\r\r" LOOK "\033[21~"; /* at the desk: pay */
		v[n++] = "ngoai\r\r";
	}
	return n;
}

/*
 * A question that is open when the line drops: it comes back, says so, and
 * neither Enter nor F10 of a habit answers it; nothing secret is left in it.
 * False when one left on the way back here.
 */
static bool
look_at_return(const struct state *to)
{
	static const char *const habits[] = { "\r", F10, "1" };
	const struct screen *s = stage.ui->top;
	const char *name = s->ops->name;
	char who[80];
	size_t i;

	if (s->ops->asks == NULL || s->ops->asks(stage.ui->top) == NULL)
		return true;
	for (i = 0; i < sizeof(habits) / sizeof(habits[0]); i++) {
		if (i > 0 && !go(to))
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
			fail_msg("%s: %s comes back without a word", path, name);
		assert_false(glass_has(stage.glass, "[****"));
		/* A digit is typed into a field; in a list it would choose. */
		if (habits[i][0] == '1' && s->ops != &pick_screen)
			continue;
		stage_keys(&stage, habits[i], strlen(habits[i]));
		if (stage.ui->top != s || stage.nposted > 0 || stage.asked ||
		    stage.left[0] != '\0')
			fail_msg("%s: after a dropped line \"%s\" answers %s",
			    path, i == 0 ? "Enter" : habits[i], name);
	}
	return go(to);
}

static void
remember(const struct state *from, const char *key)
{
	uint64_t id = here(), of = kind();
	struct state *s;

	if (known(id, of) || nwalked == STATES || stage.left[0] != '\0')
		return;
	s = &walked[nwalked++];
	*s = *from;
	s->id = id;
	s->kind = of;
	if (key != NULL)
		(void)str_copy_cut(s->key[s->n++], sizeof(s->key[0]), key);
	if (getenv("CHITRA_WALK") != NULL)
		print_message("%3d %s [%s]\n", nwalked, path,
		    stage.ui->top->ops->name);
}

static bool
tried(uint64_t of)
{
	static uint64_t all[KINDS];
	static unsigned n;
	unsigned i;

	for (i = 0; i < n; i++)
		if (all[i] == of)
			return true;
	assert_true(n < KINDS);
	all[n++] = of;
	return false;
}

/* Digits and letters choose in menus; the others go in one message. */
static bool
chooses(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/* Whatever one may type, here and where it leads, posts nothing; false when
 * somebody left. */
static bool
type_all(const struct state *at)
{
	char key[48] = "\033";
	int c, n;

	all_typed = true;
	for (c = ' '; c <= '~';) {
		n = 1;
		do
			key[n++] = (char)c;
		while (!chooses(c++) && c <= '~' && !chooses(c));
		key[n] = '\0';
		press(key + 1);
		if (n == 2 && key[1] >= '0' && key[1] <= '9')
			press(key);
		if (kind() == at->kind)
			continue;
		all_typed = false;
		if (!go(at))
			return false;
		all_typed = true;
	}
	all_typed = false;
	return here() == at->id || go(at);
}

static void
walk(int who)
{
	static const struct state start = { .n = 0 };
	const char *v[TRIES];
	unsigned n, k;
	int i;

	role = (enum role)(1 << who);
	(void)str_copy_cut(login, sizeof(login), people[who]);
	nwalked = 0;
	assert_true(go(&start));
	remember(&start, NULL);
	for (i = 0; i < nwalked; i++) {
		if (!go(&walked[i]) || (!tried(walked[i].kind) &&
		    !type_all(&walked[i])) || walked[i].n == STEPS)
			continue;
		if (!look_at_return(&walked[i]))
			continue;
		n = choices(v);
		for (k = 0; k < n; k++) {
			if (k > 0 && here() != walked[i].id &&
			    !go(&walked[i]))
				break;
			press(v[k]);
			remember(&walked[i], v[k]);
		}
	}
}

static void
must(enum status st)
{
	if (st != ST_OK)
		fail_msg("%s: %s", err_name(st), stage.office.err.msg);
}

/* ---- the office ------------------------------------------------------------ */

/* Something of each kind, here and there. */
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
	    "INSERT INTO recovery_entry SELECT id, id, 'overpaid', 5000, NULL,"
	    " '', '', '', 37, '' FROM recovery"), ST_OK);
	stage_sign_in(&stage, "phong", "en"); /* the lists of November */
	fill();
	stage.watch = watch;
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
		walk(i);
		/* The approver finds what the maker has submitted. */
		if (i == ROLE_I_PREPARER)
			submit();
		/* Else nothing would be tried above. */
		assert_int_equal(outside_seen,
		    (role & (ROLE_PROVINCE | ROLE_ADMIN)) != 0);
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

/* ---- the table in HACKING.md ---------------------------------------------- */

/* "| desk | F10 | pay |" */
static bool
in_table(const char *screen, const char *key, const char *verbs)
{
	FILE *f = fopen(TOP_SRCDIR "/HACKING.md", "r");
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
	FILE *f = fopen(TOP_SRCDIR "/HACKING.md", "r");
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
			fail_msg("HACKING.md: no screen %s with verbs on %s",
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
				print_error("HACKING.md has no row: | %s | %s | %s |\n",
				    met[i]->name, action_key(k->action),
				    k->verbs);
				wrong++;
			}
	assert_int_equal(wrong, 0);
	rows_without_screen();
}

/* Verbs of the first column of "| final verbs | answered by |". */
static bool
said_final(const char *verb)
{
	FILE *f = fopen(TOP_SRCDIR "/HACKING.md", "r");
	char line[600], *end, *word, *save = NULL;
	bool inside = false, found = false;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (str_starts(line, "| final verbs |"))
			inside = true;
		else if (line[0] != '|')
			inside = false;
		if (!inside || (end = strchr(line + 1, '|')) == NULL)
			continue;
		*end = '\0';
		for (word = strtok_r(line + 1, " ", &save); word != NULL;
		    word = strtok_r(NULL, " ", &save))
			found = found || strcmp(word, verb) == 0;
	}
	(void)fclose(f);
	return found;
}

static void
test_table_of_final_verbs(void **state)
{
	const struct verb *v;
	unsigned i, n = 0;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		n += (v->flags & VERB_FINAL) != 0;
		if (said_final(v->name) != ((v->flags & VERB_FINAL) != 0))
			fail_msg("HACKING.md, final verbs: %s", v->name);
	}
	assert_true(n > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_every_role_every_screen,
		    setup, teardown),
		cmocka_unit_test(test_table_is_the_screens),
		cmocka_unit_test(test_table_of_final_verbs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
