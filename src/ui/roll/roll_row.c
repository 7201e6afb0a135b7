/*
 * SPDX-License-Identifier: ISC
 *
 * A row of the roll as the columns of forms/roll.ini show it.
 */
#include <string.h>

#include "base/say.h"
#include "ui/term/paint.h"
#include "ui/roll/roll.h"

static const char *
state_word(int64_t due, int64_t paid)
{
	return due == 0 ? "-" : paid == 0 ? "" : paid < due ? _("part") :
	    _("paid");
}

const char *
roll_cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct roll_row *r = data;

	if (strcmp(column, "code") == 0)
		return r->p.code;
	if (strcmp(column, "name") == 0)
		return r->p.name;
	if (strcmp(column, "birth") == 0) /* partial dates end in the year */
		return strlen(r->p.birth) > 4 ? r->p.birth + strlen(r->p.birth) - 4 :
		    r->p.birth;
	if (strcmp(column, "identity") == 0)
		return r->p.last4;
	if (strcmp(column, "village") == 0)
		return r->p.village;
	if (strcmp(column, "commune") == 0)
		return r->p.area_name;
	if (strcmp(column, "category") == 0)
		return r->category;
	if (strcmp(column, "amount") == 0)
		return paint_money(buf, size, r->due);
	if (strcmp(column, "state") == 0)
		return state_word(r->due, r->paid);
	if (strcmp(column, "home") == 0)
		return r->p.delivery == DELIVERY_HOME ? _("home") : "";
	if (strcmp(column, "no") == 0 && r->no > 0)
		paint_format(buf, size, "%d", r->no);
	return buf;
}

void
roll_row_of_match(const struct find_row *f, struct roll_row *r)
{
	memset(r, 0, sizeof *r);
	r->p = f->p;
	r->no = f->no;
	r->due = f->open_total + f->paid_total;
	r->paid = f->paid_total;
}
