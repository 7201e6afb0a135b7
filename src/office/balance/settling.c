/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settling: an unfinished settling is a job, known by how its params
 * begin.
 */
#include "office/balance/settling.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "office/verb/record.h"
#include "text/date.h"

DB_SQL(q_owner) = { "settling.owner",
	"SELECT code, name FROM area WHERE id = ?1" };

static const struct record_field settling_fields[] = {
	RECORD_FIELD(struct settling, owner), RECORD_FIELD(struct settling, from),
};
static const struct record settling_record = RECORD(settling_fields, 2);

enum status
settling_of(struct db *db, int64_t owner, struct settling *out,
    struct err *err)
{
	struct job_which which = { .kinds = " arrears " };
	char params[32] = SETTLING_PARAMS;
	struct job job;

	memset(out, 0, sizeof(*out));
	if (owner != 0)
		(void)snprintf(params, sizeof(params), SETTLING_PARAMS "%" PRId64
		    " ", owner);
	which.params = params;
	if (job_newest(db, &which, &job, err) != ST_OK || job.id == 0)
		return err->st;
	if (!record_read(&settling_record, job.params + strlen(SETTLING_PARAMS),
	    out))
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), job.id);
	out->job = job.id;
	return ST_OK;
}

enum status
settling_at_rest(struct db *db, int64_t owner, struct err *err)
{
	char month[DATE_MONTH];
	struct settling is;
	struct db_stmt *s;
	bool row;

	if (settling_of(db, owner, &is, err) != ST_OK || is.job == 0)
		return err->st;
	s = db_usef(db, &q_owner, "i", is.owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), is.from);
	(void)err_set(err, ST_BUSY, _("The differences of a rate from %s on are "
	    "ordered for %s %s, and not all its people are settled yet: have it "
	    "go on first (Rates and rules, F10)."), month, db_text(s, 0),
	    db_text(s, 1));
	db_reset(s);
	return err->st;
}
