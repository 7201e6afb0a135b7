/*
 * SPDX-License-Identifier: ISC
 *
 * home/session: the parts of a session: the first and last screens, the screens
 * that others open, those whose drafts are offered, the overlay.
 */
#include "ui/home/home.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/screen.h"
#include "ui/print/passing.h"

static const struct screen_ops *const kept[] = { &desk_screen, &entry_screen,
	NULL };
static const struct ui_overlay passing = {
	.cut = passing_cut, .frame = passing_frame, .key = passing_key
};
static const struct ui_home home = {
	.menu = &menu_screen, .banner = &banner_screen, .passwd = &passwd_screen,
	.detail = &detail_screen, .timeline = &timeline_screen,
	.kept = kept, .overlay = &passing, .rebuild = who_rebuild
};

enum status
ui_new(const struct ui_setup *s, struct ui **out, struct err *err)
{
	return ui_make(s, &home, out, err);
}
