/*
 * SPDX-License-Identifier: ISC
 *
 * verb_second: nothing that changes an amount, a person, a rate, a list or
 * cash stands by one person's hand.  What the program seeds itself (decrees
 * of rate/seed.c, `chitra init`) is no verb.
 */
#include "office/verb_second.h"

#include <stddef.h>

const struct verb_second_row verb_seconds[] = {
	/* places, posts, users: who may do what, never what is paid */
	{ "area.add", SECOND_NONE, "a new area has nobody on its roll" },
	{ "area.end", SECOND_NONE, "only takes away: nobody new can come to live there" },
	{ "unit.add", SECOND_NONE, "a post office has no money of its own" },
	{ "unit.change", SECOND_NONE, "a name and its place among the posts" },
	{ "point.add", SECOND_NONE, "a new payout point has nobody" },
	{ "point.change", SECOND_NONE, "where a table stands; what waits there stays approved" },
	{ "staff.add", SECOND_NONE, "a user pays and approves nothing by being added; the administrator decides nothing" },
	{ "staff.change", SECOND_NONE, "a role; two users of one human are the office's to prevent (SECURITY.md)" },
	{ "staff.disable", SECOND_NONE, "only takes away" },
	{ "staff.enable", SECOND_NONE, "gives back what staff.add had given" },
	{ "signin", SECOND_NONE, "the gate notes who came" },
	{ "clock.accept", SECOND_NONE, "says that the server's clock is right; it pays and dates nothing itself" },
	{ "draft.save", SECOND_NONE, "a half-typed form" },
	{ "draft.drop", SECOND_NONE, "a half-typed form" },

	/* people and what they are entitled to */
	{ "person.add", SECOND_LATER, "a record alone is paid nothing: its first entitlement is a request" },
	{ "person.correct", SECOND_NONE, "other name, village, telephone, note; all else is refused and asked for" },
	{ "duplicate.different", SECOND_NONE, "takes a warning away; that two are one is a request" },
	{ "change.ask", SECOND_LATER, "waits for who decides" },
	{ "change.preview", SECOND_NONE, "leaves no trace" },
	{ "change.effect", SECOND_NONE, "leaves no trace" },
	{ "change.amend", SECOND_LATER, "makes its editor the one who asked" },
	{ "change.withdraw", SECOND_NONE, "what waits goes, nothing stood" },
	{ "change.reject", SECOND_NONE, "nothing comes to stand; never by who asked" },
	{ "change.approve", SECOND_DECIDES, "never who asked, never the administrator" },
	{ "change.slice", SECOND_NONE, "carries out what change.approve has let stand, row by row" },
	{ "import.begin", SECOND_NONE, "rows that nobody reads" },
	{ "import.rows", SECOND_NONE, "rows that nobody reads" },
	{ "import.notes", SECOND_NONE, "rows that nobody reads" },
	{ "import.abort", SECOND_NONE, "rows that nobody reads" },
	{ "import.clear", SECOND_NONE, "rows that nobody reads" },
	{ "import.finish", SECOND_LATER, "what decides money becomes requests, and areas that take people along; others have nobody" },

	/* rates and rules */
	{ "standard.set", SECOND_REQUEST, "somebody else whose reach is the office" },
	{ "coefficient.set", SECOND_REQUEST, "somebody else whose reach is the office" },
	{ "keeps_both.set", SECOND_REQUEST, "somebody else whose reach is the office" },
	{ "age_step.set", SECOND_REQUEST, "somebody else whose reach is the office" },
	{ "setting.set", SECOND_REQUEST, "somebody else whose reach is the office" },

	/* periods and lists */
	{ "period.open", SECOND_LATER, "the next months alone, any other is a request; without an approved list it pays nothing" },
	{ "period.override", SECOND_DECIDES, "leave for the list that somebody else prepares" },
	{ "period.close", SECOND_NONE, "what is open stays payable, in a period that is there; opened again by request" },
	{ "list.begin", SECOND_LATER, "list.approve, by another than who prepared it" },
	{ "list.slice", SECOND_LATER, "list.approve, by another than who prepared it" },
	{ "list.abort", SECOND_NONE, "a list that nobody saw" },
	{ "list.finish", SECOND_LATER, "list.approve, by another than who prepared it" },
	{ "list.check", SECOND_NONE, "finds, changes nothing" },
	{ "list.checked", SECOND_NONE, "finds, changes nothing" },
	{ "list.accept", SECOND_LATER, "its reason is on the list that list.approve signs" },
	{ "list.submit", SECOND_LATER, "list.approve, by another than who prepared it" },
	{ "list.return", SECOND_NONE, "stops the list" },
	{ "list.approve", SECOND_DECIDES, "never who prepared it" },
	{ "arrears.begin", SECOND_LATER, "orders come out on a list, which list.approve signs" },
	{ "arrears.slice", SECOND_LATER, "orders come out on a list, which list.approve signs" },
	{ "arrears.abort", SECOND_NONE, "orders nothing" },
	{ "arrears.finish", SECOND_LATER, "orders come out on a list, which list.approve signs" },

	/* cash */
	{ "pay", SECOND_NONE, "an approved line, once, to who may collect; who takes it signs" },
	{ "reverse", SECOND_NONE, "one's own payout of the same day, the cash is in the same drawer; else a request" },
	{ "block", SECOND_NONE, "only stops money" },
	{ "unblock", SECOND_NONE, "is the second person: never who blocked it, nor what a request did" },
	{ "recovery.decide", SECOND_REQUEST, "the list owner's approver" },
	{ "recovery.plan", SECOND_REQUEST, "the list owner's approver" },
	{ "recovery.repaid", SECOND_REQUEST, "the list owner's approver" },
	{ "recovery.write_off", SECOND_REQUEST, "the list owner's approver" },
	{ NULL, SECOND_NONE, NULL }
};
