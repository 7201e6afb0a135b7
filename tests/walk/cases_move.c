/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name: moves and reorganisations between two lists.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_move[] = {
	/* ---- 2: moves while A's list is a draft or was sent back ---- */
	{ "2a A's list is a draft, B's list is first",
	    "12/2019 on B's list, once",
	    NOV_PAID DRAFT_A "move 0 commune=04168 from=2019-12\n" LIST_B LIST_A
	    "had 0 from=2019-12 amount=270000\n"
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2b A's list is a draft, A is first", "12/2019 on B's list, once",
	    NOV_PAID DRAFT_A "move 0 commune=04168 from=2019-12\n" LIST_A LIST_B
	    "had 0 from=2019-12 amount=270000\n"
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2c A's list is a draft, B's is approved already",
	    "12/2019 as arrears with B's list of 01/2020",
	    NOV_PAID DRAFT_A LIST_B "move 0 commune=04168 from=2019-12\n"
	    "had 0 from=2019-12 amount=270000\n" LIST_A JAN_OPEN
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2d A's list was sent back, B's is approved already",
	    "12/2019 as arrears with B's list of 01/2020",
	    NOV_PAID DRAFT_A "submit owner=119\n" LIST_B "return owner=119\n"
	    "move 0 commune=04168 from=2019-12\n"
	    "had 0 from=2019-12 amount=270000\n" LIST_A JAN_OPEN
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2e A's list was sent back, B's comes later",
	    "12/2019 on B's list, once",
	    NOV_PAID DRAFT_A "submit owner=119\nreturn owner=119\n"
	    "move 0 commune=04168 from=2019-12\n" LIST_A LIST_B
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2f the stale draft of A is submitted after B's list",
	    "12/2019 once: A's line is not had",
	    NOV_PAID DRAFT_A "move 0 commune=04168 from=2019-12\n" LIST_B
	    "-submit owner=119\n-approve owner=119\n" LIST_A
	    "had 0 from=2019-12 amount=270000\n"
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "2g moved while a draft, the move undone after B's list",
	    "12/2019 once, wherever",
	    NOV_PAID DRAFT_A "move 0 commune=04168 from=2019-12\n" LIST_B
	    "undo 0\n" LIST_A "had 0 from=2019-12 amount=270000\n" },

	{ "2h a commune goes to another owner, A's lists are done",
	    "12/2019 on A's list, 01/2020 on B's, once each",
	    NOV_PAID DEC_PAID "day on=2020-01-10\n"
	    "reorganise commune=03724 owner=126 on=2020-01-01\n" JAN_OPEN
	    "cash 1 from=2019-12 amount=540000\n"
	    "cash 1 from=2020-01 amount=540000\n" },
	{ "2i a commune goes to another owner, A is late with 12/2019",
	    "12/2019 with B's next list, 01/2020 too",
	    NOV_PAID "day on=2019-12-16\nopen from=2019-12\n"
	    "close owner=126 from=2019-11\n" LIST_B
	    "open from=2020-01\nclose owner=119 from=2019-11\n"
	    "close owner=126 from=2019-12\nday on=2020-01-10\n"
	    "reorganise commune=03724 owner=126 on=2020-01-01\n"
	    "list owner=126 from=2020-01\nsubmit owner=126\n"
	    "approve owner=126\n" LIST_A
	    "had 1 from=2019-12 amount=540000\n"
	    "cash 1 from=2020-01 amount=540000\n" },
	{ "2j reorganised, then raised backwards",
	    "540.000 + 60.000 of 12/2019, with B's list",
	    NOV_PAID DEC_PAID "day on=2020-01-10\n"
	    "reorganise commune=03724 owner=126 on=2020-01-01\n"
	    "standard from=2019-12 amount=300000\n"
	    "had 1 from=2019-12 amount=600000\n" JAN_OPEN
	    "cash 1 from=2019-12 amount=600000\n" },
	{ "2k moved, then granted for the month of A's list, which is made",
	    "405.000 of 12/2019 ordered at once: B's list has not him",
	    NOV_PAID "stop 0 on=2019-10-20\nday on=2019-11-16\n"
	    "open from=2019-12\nclose owner=119 from=2019-11\n" LIST_A
	    "move 0 commune=04168 from=2020-01\nopen from=2020-01\n"
	    "grant 0 cat=136.5.3c from=2019-12\n"
	    "had 0 from=2019-12 amount=405000\n" },
	{ "2l reorganised while A's list is a draft and B's is made",
	    "540.000 of 12/2019 ordered at B",
	    NOV_PAID DRAFT_A LIST_B "day on=2019-12-11\n"
	    "reorganise commune=03724 owner=126 on=2019-12-01\n"
	    "had 1 from=2019-12 amount=540000\n" },
	{ NULL, NULL, NULL }
};
