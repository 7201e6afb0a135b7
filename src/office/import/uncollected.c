/*
 * SPDX-License-Identifier: ISC
 *
 * import/uncollected: what the system before left uncollected, a row a person
 * and month.  The rows of a file are one list owner's: they wait for his
 * approver as one request (list/opening.c makes them stand).
 */

#include "base/say.h"
#include "office/balance/uncollected.h"
#include "office/import/import_priv.h"
#include "office/period/owner.h"
#include "office/roll/person.h"
#include "text/date.h"
#include "text/money.h"

#define UNCOLLECTED_MAX 500 /* they stand, each person settled, in one verb */

static const struct import_column uncollected_columns[] = {
	{ "code", true, N_("file number of the person") },
	{ "name", false, N_("full name; of somebody on the roll it must agree") },
	{ "month", true, N_("month that was not collected: 10/2019 or 2019-10") },
	{ "amount", true, N_("whole đồng that were not collected") },
	{ "category", false, N_("where several were paid for the month: 136.5.5b") },
	{ NULL, false, NULL }
};

DB_SQL(q_twice) = { "import_uncollected.twice",
	"SELECT line FROM stage_uncollected WHERE job_id = ?1"
	" AND entitlement_id = ?2 AND month = ?3 LIMIT 1" };
DB_SQL(q_owner) = { "import_uncollected.owner",
	"SELECT person_id FROM stage_uncollected WHERE job_id = ?1"
	" ORDER BY line LIMIT 1" };
DB_SQL(q_stage) = { "import_uncollected.stage",
	"INSERT INTO stage_uncollected (job_id, line, person_id,"
	" entitlement_id, month, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_clear) = { "import_uncollected.clear",
	"DELETE FROM stage_uncollected WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_uncollected WHERE job_id = ?1)" };

/* The list owner of the rows so far, 0 none. */
static enum status
uncollected_owner(struct import_job *j, int64_t *owner, struct err *err)
{
	int64_t person;
	bool any;

	*owner = 0;
	if (db_int1(db_usef(j->c->db, &q_owner, "i", j->id), &person, &any,
	    err) != ST_OK || !any)
		return err->st;
	return list_owner_of_person(j->c->db, person, owner, err);
}

static enum status
uncollected_who(struct import_job *j, const struct wire_args *in,
    struct person *who, struct err *err)
{
	int64_t first, owner;
	enum status st;

	st = person_by_code(j->c->db, &j->c->who->scope,
	    wire_args_text(in, "code"), who, err);
	if (st != ST_OK)
		return err_field(err, st, "code", "%s", err->msg);
	if (import_same_name(who, wire_args_text(in, "name"), err) != ST_OK ||
	    list_owner_of_person(j->c->db, who->id, &owner, err) != ST_OK ||
	    uncollected_owner(j, &first, err) != ST_OK)
		return err->st;
	if (first != 0 && first != owner)
		return err_field(err, ST_INVALID, "code",
		    _("%s is on the lists of another owner than the rows before: "
		    "a file for each owner"), who->name);
	return ST_OK;
}

/* No more than the system before paid and no file has told yet. */
static enum status
uncollected_amount(struct import_job *j, const struct uncollected_of *of,
    const char *month, int64_t amount, struct err *err)
{
	char left[MONEY_TEXT], text[DATE_MONTH];
	int64_t line;
	bool twice;

	if (db_int1(db_usef(j->c->db, &q_twice, "iit", j->id, of->entitlement,
	    month), &line, &twice, err) != ST_OK)
		return err->st;
	if (twice)
		return err_field(err, ST_INVALID, "month",
		    _("line %lld has this month already"), (long long)line);
	month_format(text, sizeof(text), month);
	if (of->left <= 0)
		return err_field(err, ST_INVALID, "month",
		    _("%s was told to be uncollected already"), text);
	money_format(left, sizeof(left), of->left);
	if (amount > of->left)
		return err_field(err, ST_INVALID, "amount",
		    _("more than the system before had to pay for %s: %s đồng"),
		    text, left);
	return ST_OK;
}

static enum status
uncollected_stage(struct import_job *j, const struct wire_args *in,
    int64_t line, struct err *err)
{
	struct uncollected_of of;
	struct person who;
	char month[DATE_MONTH];
	int64_t amount;

	if (j->rows >= UNCOLLECTED_MAX)
		return err_set(err, ST_LIMIT, _("a file of uncollected money has "
		    "at most %d rows: cut it"), UNCOLLECTED_MAX);
	if (uncollected_who(j, in, &who, err) != ST_OK)
		return err->st;
	if (month_parse(wire_args_text(in, "month"), month) != ST_OK)
		return err_field(err, ST_INVALID, "month",
		    _("'%s' is no month"), wire_args_text(in, "month"));
	if (money_parse(wire_args_text(in, "amount"), &amount, err) != ST_OK)
		return err_field(err, ST_INVALID, "amount", "%s", err->msg);
	if (amount <= 0)
		return err_field(err, ST_INVALID, "amount",
		    _("an amount is above 0"));
	if (uncollected_of(j->c->db, who.id, wire_args_text(in, "category"),
	    month, &of, err) != ST_OK ||
	    uncollected_amount(j, &of, month, amount, err) != ST_OK)
		return err->st;
	return db_run(db_usef(j->c->db, &q_stage, "iiiiti", j->id, line, who.id,
	    of.entitlement, month, amount), err);
}

static enum status
uncollected_finish(struct import_job *j, struct import_counts *n,
    struct err *err)
{
	if (uncollected_owner(j, &j->owner, err) != ST_OK)
		return err->st;
	n->added = j->rows;
	return import_table_ask(j, n, err);
}

const struct import_kind import_kind_uncollected = {
	.name = "uncollected",
	.columns = uncollected_columns,
	.roles = ROLE_PREPARER,
	.stage = uncollected_stage,
	.finish = uncollected_finish,
	.clear = &q_clear,
};
