/*
 * SPDX-License-Identifier: ISC
 *
 * change/collector: requests of kind collector: who may collect for somebody
 * is registered, or (field `collector`) withdrawn, by two people; so is
 * (field `self`) that the person may, young or under a guardian.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/collect_self.h"
#include "office/change/collector.h"
#include "office/request/work.h"
#include "office/roll/collector.h"
#include "office/roll/collector_store.h"
#include "text/date.h"
#include "text/fold.h"

DB_SQL(q_one) = { "collector.one",
	"SELECT kind, name, identity FROM collector WHERE id = ?1"
	" AND person_id = ?2 AND active = 1" };
DB_SQL(q_twice) = { "collector.twice",
	"SELECT count(*) FROM collector WHERE person_id = ?1 AND kind = ?2"
	" AND name = ?3 AND identity = ?4 AND active = 1"
	" AND (valid_to IS NULL OR valid_to >= ?5)" };

static void
collector_month(struct change_work *w, const char *day)
{
	if (w->month[0] == '\0')
		(void)str_copy_cut(w->month, sizeof(w->month), day);
}

/* ---- withdrawing ------------------------------------------------------------ */

static enum status
withdraw_read(struct change_work *w, int64_t id, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_one, "ii", id, w->person);
	char text[256];
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "collector",
		    _("there is no such collector, or no longer"));
	(void)snprintf(text, sizeof(text), "%s %s", db_text(s, 1),
	    db_text(s, 2));
	db_reset(s);
	change_was(w, "collector_name", str_trim(text));
	(void)snprintf(w->subject, sizeof(w->subject), "#%lld", (long long)id);
	collector_month(w, w->c->today);
	return ST_OK;
}

static enum status
withdraw_apply(struct change_work *w, int64_t id, struct err *err)
{
	change_did(w, "withdrawn", id);
	change_effect(w, N_("%s no longer collects for %s"),
	    wire_args_text(&w->was, "collector_name"), w->who.name);
	return collector_active(w->c, id, false, err);
}

/* ---- registering ------------------------------------------------------------ */

/* Heirs are of the dead, all the others of the living. */
static enum status
register_fits(struct change_work *w, const struct collector_new *k,
    struct err *err)
{
	bool dead = w->who.state == PERSON_DEAD;
	bool heir = k->kind == COLLECTOR_HEIR;

	if (k->kind == COLLECTOR_ORGANISER)
		return err_field(err, ST_INVALID, "collector_kind",
		    _("the request for funeral support names its organiser"));
	if (heir && !dead)
		return err_field(err, ST_INVALID, "collector_kind",
		    _("%s is not registered as dead."), w->who.name);
	if (dead && !heir)
		return err_field(err, ST_INVALID, "collector_kind",
		    _("%s is dead: an heir collects"), w->who.name);
	if (k->to[0] != '\0' && strcmp(k->to, w->c->today) < 0)
		return err_field(err, ST_INVALID, "valid_to",
		    _("the letter has ended already"));
	return ST_OK;
}

static enum status
register_read(struct change_work *w, struct err *err)
{
	struct collector_new k;
	int64_t n = 0;
	bool found, own = false;
	enum status st = collector_read(w->c, &w->fields, &k, err);

	if (st == ST_OK)
		st = register_fits(w, &k, err);
	if (st == ST_OK)
		st = collector_other_name(w->who.name, k.name, err);
	if (st == ST_OK)
		st = collector_is_own(w->c->db, w->person, k.identity.number,
		    &own, err);
	if (st == ST_OK && own)
		return err_field(err, ST_INVALID, "collector_identity",
		    _("%s is the paper of %s: somebody who collects has another"),
		    k.identity.number, w->who.name);
	if (st == ST_OK)
		st = collector_no_staff(w->c, w->point, k.name,
		    k.identity.number, err);
	if (st == ST_DENIED)
		return err_field(err, st, "collector_name", "%s", err->msg);
	if (st == ST_OK)
		st = db_int1(db_usef(w->c->db, &q_twice, "itttt", w->person,
		    names_word(&collector_kinds, k.kind), k.name,
		    k.identity.number, w->c->today), &n, &found, err);
	if (st == ST_OK && n > 0)
		return err_field(err, ST_EXISTS, "collector_name",
		    _("%s may collect already"), k.name);
	if (st != ST_OK)
		return st;
	if (fold_search(w->subject, sizeof(w->subject), k.name) != ST_OK)
		(void)str_copy_cut(w->subject, sizeof(w->subject), k.name);
	collector_month(w, k.from);
	return ST_OK;
}

static enum status
register_apply(struct change_work *w, struct err *err)
{
	char from[DATE_TEXT] = "", to[DATE_TEXT] = "";
	struct collector_new k;
	struct date d;
	int64_t id;

	if (collector_read(w->c, &w->fields, &k, err) != ST_OK ||
	    collector_insert(w->c, w->person, w->id, &k, &id, err) != ST_OK)
		return err->st;
	change_did(w, "collector", id);
	if (date_from_iso(k.from, &d) == ST_OK)
		date_format(from, sizeof(from), d);
	if (date_from_iso(k.to, &d) == ST_OK && k.to[0] != '\0')
		date_format(to, sizeof(to), d);
	if (to[0] != '\0')
		change_effect(w, N_("%s collects for %s from %s to %s"), k.name,
		    w->who.name, from, to);
	else
		change_effect(w, N_("%s collects for %s from %s on"), k.name,
		    w->who.name, from);
	return change_collector_many(w, &k, err);
}

enum status
change_collector_many(struct change_work *w, const struct collector_new *k,
    struct err *err)
{
	int64_t people = 0, limit = 0;
	enum status st;

	st = collector_people(w->c->db, k->identity.number, k->name, k->letter,
	    &people, err);
	if (st == ST_OK)
		st = collector_limit(w->c->db, w->c->today, &limit, err);
	if (st == ST_OK && people > limit)
		change_effect(w, N_("%s then collects for %lld people, more "
		    "than %lld: look at it"),
		    k->name, (long long)people, (long long)limit);
	return st;
}

/* ---- the kind --------------------------------------------------------------- */

static enum status
collector_ask(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "collector", 0);

	if (change_asked(w, "self")[0] != '\0')
		return collect_self_read(w, err);
	return id != 0 ? withdraw_read(w, id, err) : register_read(w, err);
}

static enum status
collector_apply(struct change_work *w, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "collector", 0);

	if (change_asked(w, "self")[0] != '\0')
		return collect_self_apply(w, err);
	return id != 0 ? withdraw_apply(w, id, err) : register_apply(w, err);
}

static enum status
collector_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	int64_t made = wire_args_int(&of->done, "collector", 0);
	int64_t gone = wire_args_int(&of->done, "withdrawn", 0);

	if (made == 0 && gone == 0)
		return collect_self_undo(w, of, err);
	change_effect(w, made != 0 ? N_("%s no longer collects for %s") :
	    N_("%s collects for %s again"), made != 0 ?
	    change_asked(of, "collector_name") :
	    wire_args_text(&of->was, "collector_name"), w->name);
	return collector_active(w->c, made != 0 ? made : gone, made == 0, err);
}

const struct change_kind change_kind_collector = {
	.name = "collector", .word = N_("collector"),
	.when = N_("the desk pays them, or no longer; a letter that names no end lasts as long as the setting says"),
	.roles = ROLE_PREPARER, .touches = CHANGE_T_COLLECTOR,
	.flags = CHANGE_OF_DEAD,
	.fields = "collector self collector_kind collector_name collector_identity"
	    " relation letter certifier valid_from valid_to",
	.read = collector_ask, .apply = collector_apply,
	.undo = collector_undo,
};
