/* SPDX-License-Identifier: ISC */
/*
 * statements_allowed: what test_statements goes by: which tables must not be
 * read as a whole, and which statements do it with a reason.
 */
#pragma once

/* A step that reads all of a table, or all requests of a kind or in a state. */
#define WHOLE                                                                  \
	"SCAN |AUTOMATIC|SEARCH [a-z_]+( LEFT-JOIN)?$|SEARCH [a-z_]+ USING"    \
	" [A-Z ]*INDEX change_[a-z]+ \\((kind|state)=\\?\\)"

/* What every month or every newcomer adds to. */
static const char *const growing[] = {
		"line", "list", "list_carried", "list_check", "list_accept", "payout",
	"receipt", "standing", "block", "journal", "change", "change_document",
	"arrears", "arrears_month", "recovery", "recovery_entry", "transfer",
	"suspension", "job", "job_note", "signin", "draft", "person", "identity",
	"entitlement", "collector", "collect_self", "duplicate", "opening",
	"uncollected", "given_up", "lowered_person", "roll_row",
	"stage_arrears",
};

/*
 * Why: the one first row, or no growth, or an act so rare that an index would
 * cost more in all the others.
 */
static const struct {
	const char *name, *table, *why;
} allowed[] = {
	{ "journal.head", "journal",
	    "the last row, by its key" },
	{ "moment.last", "journal",
	    "the last row, by its key" },
	{ "facts.head", "journal",
	    "the last row, by its key" },
	{ "table.since", "list",
	    "max(id)" },
	{ "table.since", "receipt",
	    "max(no)" },
	{ "table.since", "change",
	    "max(id)" },
	{ "job.find", "job",
	    "those that have not ended: a partial index" },
	{ "job.give_up", "job",
	    "those that have not ended: a partial index" },
	{ "list.flags", "suspension",
	    "the first row, whichever" },
	{ "list.flags", "arrears",
	    "the first row of a partial index" },
	{ "list.flags", "recovery",
	    "the first row, whichever" },
	{ "list.flags", "transfer",
	    "the first row, whichever" },
	{ "moment.back", "journal",
	    "chitra check and migrate" },
	{ "journal.walk", "journal",
	    "chitra check, a page at a time" },
	{ "facts.receipt", "receipt",
	    "backup and restore" },
	{ "recovery.all", "recovery",
	    "a screen; claims are few" },
	{ "arrears.all", "arrears",
	    "a screen, a page" },
	{ "arrears.of_period", "arrears",
	    "a screen, a page" },
	{ "list.ever", "list",
	    "a command; a row for an owner and month" },
	{ "change.of_state", "change",
	    "a screen" },
	{ "change.count_all", "change",
	    "requests that wait" },
	{ "hold.lines", "change",
	    "requests that wait" },
	{ "check.page", "change",
	    "requests that wait" },
	{ "check.page_back", "change",
	    "requests that wait" },
	{ "move.requests", "change",
	    "requests that wait" },
	{ "move_undo.asked", "change",
	    "requests that wait" },
	{ "grant.receipts", "receipt",
	    "max(no)" },
	{ "rate_search.waits", "change",
	    "requests about rates: a few a year" },
	{ "rate_search.add", "change",
	    "requests about rates: a few a year" },
	{ "rate_search.back", "change",
	    "requests about rates: a few a year" },
	{ "rate_was.set", "change",
	    "requests about rates: a few a year" },
	{ "period.used", "receipt",
	    "an opening taken back, which asks for it by its key too" },
	{ "foreign_key:period", "receipt",
	    "an opening taken back" },
	{ "foreign_key:point", "line",
	    "a point that a file made in error" },
	{ "foreign_key:point", "receipt",
	    "a point that a file made in error" },
	{ "rate.in_force", "entitlement",
	    "a request about rates: all of the roll is concerned" },
	{ "touch.both", "entitlement",
	    "a request about rates: all of a family is concerned" },
	{ "touch.roll", "entitlement",
	    "a request about rates: counts the roll" },
	{ "import_area.anybody", "person",
	    "the first row, whichever" },
	{ "import_point.owners", "person",
	    "the first row of an owner; a file of points" },
	{ "point_undo.request", "roll_row",
	    "a file of points taken back" },
	{ "table.since", "person",
	    "max(id)" },
	{ "age.all", "entitlement",
	    "a screen of the whole office, a page" },
	{ "collector.many_all", "collector",
	    "a screen that counts those of the whole office" },
};
enum {
	ALLOWED = sizeof(allowed) / sizeof(allowed[0])
	};
