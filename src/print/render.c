/*
 * SPDX-License-Identifier: ISC
 *
 * render: runs a report on the database: finds its source by name, and takes
 * one read snapshot for both passes.
 */
#include "print/report.h"

#include "base/say.h"
#include "db/db.h"

enum status
report_render(struct db *db, const struct scope *sc,
    const struct report_order *order, const struct print_sink *sink,
    struct report_made *made, struct err *err)
{
	struct report_order full = *order;
	bool begun = !db_in_tx(db);
	enum status st;

	if (full.source == NULL)
		full.source = report_source_find(full.def->source);
	if (full.source == NULL)
		return err_set(err, ST_NOTFOUND,
		    _("%s: there is no source \"%s\""), full.def->path,
		    full.def->source);
	if (begun) {
		st = db_begin_read(db, err);
		if (st != ST_OK)
			return st;
	}
	st = report_make(db, sc, &full, sink, made, err);
	if (begun)
		db_rollback(db);
	return st;
}
