/*
 * SPDX-License-Identifier: ISC
 *
 * The first screen: who signed in, the last sign-in, and letters that show
 * whether the terminal displays Vietnamese.  Any key continues.
 */
#include "base/say.h"
#include "office/verb/moment.h"
#include "office/place/staff.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

struct state {
	struct staff_last last;
	char scope[80];
};

static void
say_scope(const struct actor *who, char *dst, size_t size)
{
	switch (who->scope.kind) {
	case SCOPE_ALL:
		paint_format(dst, size, "%s", _("the whole province"));
		break;
	case SCOPE_POINTS:
		paint_format(dst, size, ngettext("%zu payout point",
		    "%zu payout points", who->scope.n), who->scope.n);
		break;
	case SCOPE_COMMUNES:
		paint_format(dst, size, ngettext("%zu commune",
		    "%zu communes", who->scope.n), who->scope.n);
		break;
	default:
		paint_format(dst, size, "%s", _("nothing"));
	}
}

static void
banner_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	say_scope(&s->ui->who, st->scope, sizeof st->scope);
	if (staff_last_signin(s->ui->db, s->ui->who.staff, &st->last, &err) !=
	    ST_OK)
		ui_fail(s->ui, &err);
}

static void
say_last(const struct staff_last *l, char *dst, size_t size)
{
	char at[24];

	if (l->at[0] == '\0')
		paint_format(dst, size, "%s", _("this is the first"));
	else
		paint_format(dst, size, _("%s from %s"),
		    paint_moment(at, sizeof at, l->at), l->address);
}

static void
banner_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const struct actor *who = &s->ui->who;
	char text[200];
	int row = PAINT_TOP + 2, at = 24;
	struct err err = ERR_INIT;
	struct moment now;
	char says[512];

	row = paint_pair(t, row, at, _("Signed in"), who->name);
	row = paint_pair(t, row, at, _("Role"), role_shown(who->role));
	row = paint_pair(t, row, at, _("Sees"), st->scope);
	say_last(&st->last, text, sizeof text);
	row = paint_pair(t, row, at, _("Last sign-in"), text);
	paint_format(text, sizeof text, "%lld",
	    (long long)st->last.failures);
	row = paint_pair(t, row, at, _("Failed since then"), text);
	if (st->last.failures > 0)
		row += paint_wrapped(t, row, 1, term_cols(t) - 2, 2,
		    _("If it was not you who mistyped the password, tell your administrator."));
	row++;
	if (moment_read(s->ui->db, &now, &err) == ST_OK &&
	    now.state != MOMENT_RIGHT) {
		moment_says(&now, says, sizeof says);
		row += paint_wrapped(t, row, 1, term_cols(t) - 2, 4, says) + 1;
	}
	row = paint_pair(t, row, at, _("Letters"), "ĂÂĐÊÔƠƯ ằẳẵắặ ểễệ ổỗộ ửữự");
	row += paint_wrapped(t, row, 1, term_cols(t) - 2, 2,
	    _("If these letters look wrong, F2 shows all text without marks.")) + 1;
	term_put(t, row, 1, term_cols(t), TERM_NORMAL,
	    _("Any key goes on."));
}

static void
go_on(struct screen *s)
{
	screen_close(s);
	ui_welcome(s->ui);
}

static bool
banner_action(struct screen *s, enum action a)
{
	if (a == ACT_CHANGE)
		term_plain(s->ui->term, !term_is_plain(s->ui->term));
	else
		go_on(s);
	return true;
}

static void
banner_key(struct screen *s, uint32_t cp, bool pasted)
{
	go_on(s);
}

static const struct screen_key keys[] = {
	{ ACT_ACCEPT, N_("go on"), NULL },
	{ ACT_CHANGE, N_("letters without marks"), NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops banner_screen = {
	.name = "banner",
	.title = N_("Chitra: payout of social assistance"),
	.size = sizeof(struct state),
	.keys = keys,
	.recalc = banner_recalc,
	.draw = banner_draw,
	.action = banner_action,
	.key = banner_key,
};
