/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_state: stores and deletes the findings of a draft, and says whether
 * it may be submitted.  A finding that was accepted (list_accept) is stored as
 * accepted when a list that was made again has the same one.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/recovery.h"
#include "office/list/check_priv.h"
#include "office/verb/job.h"

DB_SQL(q_forget) = { "check.forget",
	"DELETE FROM list_check WHERE list_id = ?1" };
DB_SQL(q_found) = { "check.found",
	"INSERT INTO list_check (list_id, no, rule, severity, person_id,"
	" other_id, detail, state, note, staff_id, at)"
	" SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7,"
	" CASE WHEN a.note IS NULL THEN 'open' ELSE 'accepted' END,"
	" coalesce(a.note, ''),"
	" a.staff_id, a.at FROM (SELECT 1) one LEFT JOIN list_accept a"
	" ON a.period_id = ?8 AND a.owner_id = ?9 AND a.rule = ?3"
	" AND a.person_id = ?5 AND a.other_id = ?6 AND a.detail = ?7" };
/* The same, accepted in whatever period, the last time. */
DB_SQL(q_found_before) = { "check.found_before",
	"INSERT INTO list_check (list_id, no, rule, severity, person_id,"
	" other_id, detail, state, note, staff_id, at)"
	" SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7,"
	" CASE WHEN a.note IS NULL THEN 'open' ELSE 'accepted' END,"
	" coalesce(a.note, ''),"
	" a.staff_id, a.at FROM (SELECT 1) one LEFT JOIN (SELECT * FROM"
	" list_accept"
	"  WHERE person_id = ?5 AND rule = ?3 AND detail = ?7 AND owner_id = ?9"
	"  AND other_id = ?6 AND ?8 <> 0 ORDER BY at DESC LIMIT 1) a"
	" ON 1 = 1" };
/*
 * Kinds that change no line (who collects, payouts taken back, reopened periods,
 * recoveries) do not count.  Transfers and mergers count whatever owner they
 * belong to, and so do rates.
 */
DB_SQL(q_stale) = { "check.stale",
	"SELECT 1 FROM list l {cross} JOIN change c {by change_decided}"
	" ON c.state IN ('approved', 'undone')"
	" AND c.checked_at > l.prepared_at LEFT JOIN area a ON a.id = c.area_id"
	" LEFT JOIN change u ON u.id = c.undoes"
	" WHERE l.id = ?1 AND l.state = 'draft' AND c.kind NOT IN"
	" ('collector', 'reverse',"
	"  'reopen', 'recovery.decide', 'recovery.plan', 'recovery.repaid',"
	"  'recovery.write_off')"
	" AND (c.kind IN ('transfer', 'merge') OR coalesce(u.kind, c.kind) IN"
	"  ('standard.set', 'coefficient.set', 'keeps_both.set')"
	"  OR a.id = l.owner_id OR a.parent_id = l.owner_id) UNION ALL"
	/* Part of a file is on the roll while the rest still waits. */
	" SELECT 1 FROM list l JOIN roll_part p ON p.owner_id = l.owner_id"
	" AND p.moved_at > l.prepared_at"
	" WHERE l.id = ?1 AND l.state = 'draft' LIMIT 1" };
DB_SQL(q_ready) = { "check.ready",
	"SELECT l.checked_at IS NOT NULL, (SELECT count(*) FROM list_check c"
	"  WHERE c.list_id = l.id AND c.severity = 'must' AND c.state = 'open')"
	" FROM list l WHERE l.id = ?1" };

NAMES(list_check_rules, [LIST_CHECK_DUPLICATE] = "duplicate",
	[LIST_CHECK_AGE_STEP] = "age_step",
	[LIST_CHECK_TWO_ENTITLEMENTS] = "two_entitlements",
	[LIST_CHECK_UNEVEN] = "uneven", [LIST_CHECK_OWN_AMOUNT] = "own_amount",
	[LIST_CHECK_AGE_HIGHER] = "age_higher", [LIST_CHECK_UNPAID] = "unpaid",
	[LIST_CHECK_LETTER] = "letter", [LIST_CHECK_CHILD_ALONE] = "child_alone",
	[LIST_CHECK_COLLECTOR] = "collector",
	[LIST_CHECK_VERY_OLD] = "very_old",
	[LIST_CHECK_NO_IDENTITY] = "no_identity");

enum status
check_found(struct check *k, int64_t other, const char *detail, struct err *err)
{
	const struct check_rule *r = k->rule;

	return db_run(db_usef(k->c->db, r->lasting ? &q_found_before :
	    &q_found, "iittiitii", k->list, ++k->found,
	    names_word(&list_check_rules, k->at), r->must ? "must" : "look",
	    k->who.person, other, detail, k->period, k->owner), err);
}

/* The detail is cut at its first two blanks; the third part may have more. */
void
list_check_part(const struct list_check *c, unsigned i, char *dst, size_t size)
{
	const char *at = c->detail;
	unsigned part;
	size_t n;

	for (part = 0;; part++) {
		n = part < 2 ? strcspn(at, " ") : strlen(at);
		if (part == i || part == 2)
			break;
		at += n + (at[n] != '\0');
	}
	(void)str_copy_cut(dst, part < i ? 1 : n + 1 < size ? n + 1 : size, at);
}

void
check_parts(const struct list_check *c, char part[3][96])
{
	unsigned i;

	for (i = 0; i < 3; i++)
		list_check_part(c, i, part[i], 96);
}

enum status
list_check_stale(struct db *db, int64_t list, bool *stale, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(db, &q_stale, "i", list), &one, stale, err);
}

enum status
list_check_ready(struct db *db, int64_t list, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_ready, "i", list);
	bool row, checked, stale = false;
	int64_t must;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	checked = db_int(s, 0) != 0;
	must = db_int(s, 1);
	db_reset(s);
	if (list_check_stale(db, list, &stale, err) != ST_OK ||
	    recovery_list_stands(db, list, err) != ST_OK)
		return err->st;
	if (stale)
		return err_field(err, ST_BUSY, "list",
		    _("Requests were approved since the list was made: make "
		    "it anew."));
	if (!checked)
		return err_field(err, ST_INVALID, "list",
		    _("The checks of this list have not been run yet."));
	if (must > 0)
		return err_field(err, ST_INVALID, "list",
		    _("%" PRId64 " findings of the checks are open: mend them "
		    "or accept them with a reason."), must);
	return ST_OK;
}

enum status
list_check_drop(struct db *db, int64_t list, struct err *err)
{
	char of[24];
	const struct job_which run = { .kinds = " check ", .params = of };

	(void)snprintf(of, sizeof(of), "%" PRId64 " ", list);
	if (job_give_up(db, &run, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_forget, "i", list), err);
}
