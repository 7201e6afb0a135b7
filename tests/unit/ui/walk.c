/* SPDX-License-Identifier: ISC */
#include "walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ui/entry/entry_priv.h"

enum { STATES = 400, ALIKE = 3, TRIES = 32, KINDS = 400 };
#define LOOK "\001"
#define DOWN3 "\033[B\033[B\033[B"
#define DOWNS DOWN3 DOWN3 DOWN3 DOWN3

struct stage stage;
struct walk walk;
static struct walk_state walked[STATES];
static int nwalked;
static bool all_typed; /* only such keys are pressed */

static const char *const people[ROLE_COUNT] = {
	[ROLE_I_PAYING] = "lan", [ROLE_I_CASHIER] = "thu",
	[ROLE_I_ACCOUNTANT] = "ke", [ROLE_I_CONTROLLER] = "quan",
	[ROLE_I_PREPARER] = "phong", [ROLE_I_APPROVER] = "truong",
	[ROLE_I_PROVINCE] = "tinh", [ROLE_I_ADMIN] = "admin",
};

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
	size_t used = strlen(walk.path), n;

	(void)snprintf(walk.path + used, sizeof(walk.path) - used, " %s",
	    keys[0] == '\r' ? "Enter" : keys[0] == '\033' ? keys + 1 : keys);
	/* What was not on the screen is not paid: LOOK ends a message. */
	do {
		n = strcspn(keys, LOOK);
		(void)snprintf(walk.pressed, sizeof(walk.pressed), "%.*s",
		    (int)n, keys);
		walk.pressed_at = stage.ui->top->ops;
		walk.typing = all_typed || may_be_typed(keys, n);
		stage_keys(&stage, keys, n);
		stage_answer(&stage);
		walk.look();
		keys += n + (keys[n] != '\0');
	} while (*keys != '\0');
	walk.typing = false;
}

bool
walk_go(const struct walk_state *to)
{
	int i;

	(void)snprintf(walk.path, sizeof(walk.path), "%s:", walk.login);
	stage_sign_in(&stage, walk.login, "en");
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
	static char secret[48], down[12][WALK_KEY];
	const struct screen_ops *at = stage.ui->top->ops;
	unsigned n = 0, i;

	(void)snprintf(secret, sizeof(secret), "demo-%s\r", walk.login);
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

static void
remember(const struct walk_state *from, const char *key)
{
	uint64_t id = here(), of = kind();
	struct walk_state *s;

	if (known(id, of) || nwalked == STATES || stage.left[0] != '\0')
		return;
	s = &walked[nwalked++];
	*s = *from;
	s->id = id;
	s->kind = of;
	if (key != NULL)
		(void)str_copy_cut(s->key[s->n++], sizeof(s->key[0]), key);
	if (getenv("CHITRA_WALK") != NULL)
		print_message("%3d %s [%s]\n", nwalked, walk.path,
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
type_all(const struct walk_state *at)
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
		if (!walk_go(at))
			return false;
		all_typed = true;
	}
	all_typed = false;
	return here() == at->id || walk_go(at);
}

void
walk_role(int who)
{
	static const struct walk_state start = { .n = 0 };
	const char *v[TRIES];
	unsigned n, k;
	int i;

	walk.role = (enum role)(1 << who);
	(void)str_copy_cut(walk.login, sizeof(walk.login), people[who]);
	nwalked = 0;
	assert_true(walk_go(&start));
	remember(&start, NULL);
	for (i = 0; i < nwalked; i++) {
		if (!walk_go(&walked[i]) || (!tried(walked[i].kind) &&
		    !type_all(&walked[i])) || walked[i].n == WALK_STEPS)
			continue;
		if (!walk.arrived(&walked[i]))
			continue;
		n = choices(v);
		for (k = 0; k < n; k++) {
			if (k > 0 && here() != walked[i].id &&
			    !walk_go(&walked[i]))
				break;
			press(v[k]);
			remember(&walked[i], v[k]);
		}
	}
}
