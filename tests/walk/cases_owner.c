/*
 * SPDX-License-Identifier: ISC
 *
 * Months that were another owner's, before a move or a reorganisation.
 */
#include "cases_priv.h"

#define MOVE_0 "move 0 commune=04168 from=2019-12\n"

const struct walk_case walk_cases_owner[] = {
	/* ---- 10: months that were another owner's ---- */
	{ "10a paid at A, moved to B, found dead before",
	    "A, whose month it was, and B read the claim; nobody else",
	    NOV_PAID MOVE_0 DEC_OPEN "death 0 on=2019-10-20\n"
	    "claimed 0 from=2019-11 amount=270000\n"
	    "sees 0 owner=119 from=2019-11 amount=270000\n"
	    "sees 0 owner=126 from=2019-11 amount=270000\n"
	    "sees 0 owner=125 from=2019-11 amount=0\n" },
	{ "10b paid at A, moved to B, raised backwards",
	    "31.000 of 11/2019 with B's list, which name A",
	    NOV_PAID MOVE_0 "day on=2019-12-02\nopen from=2019-12\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=301000\n"
	    "names 0 owner=119 from=2019-11 amount=31000\n"
	    "names 0 owner=126 from=2019-11 amount=0\n" DEC_OPEN
	    "names 0 owner=119 from=2019-11 amount=31000\n"
	    "cash 0 from=2019-11 amount=301000\n" },
	{ "10c rested at A, moved to B, the rest ends backwards",
	    "12/2019, on no list, comes with B's and names A; 01/2020 is B's",
	    NOV_PAID "suspend 0 from=2019-12\n" DEC_OPEN
	    "move 0 commune=04168 from=2020-01\n" JAN_OPEN
	    "resume 0 from=2019-12 yes=1\n"
	    "names 0 owner=119 from=2019-12 amount=270000\n"
	    "names 0 owner=126 from=2019-12 amount=0\n"
	    "names 0 owner=126 from=2020-01 amount=270000\n" },
	{ "10d paid, the commune goes to B, stopped and raised backwards",
	    "A and B read the claim of 12/2019; arrears of it name A",
	    NOV_PAID DEC_PAID "day on=2020-01-10\n"
	    "reorganise commune=03724 owner=126 on=2020-01-01\n"
	    "amount 1 cat=28.16.6a from=2019-12 amount=600000\n"
	    "names 1 owner=119 from=2019-12 amount=60000\nundo 1\n"
	    "stop 1 on=2019-11-20\nclaimed 1 from=2019-12 amount=540000\n"
	    "sees 1 owner=119 from=2019-12 amount=540000\n"
	    "sees 1 owner=126 from=2019-12 amount=540000\n"
	    "sees 1 owner=125 from=2019-12 amount=0\n" },
	{ "10e rested, the commune goes to B, the rest ends backwards",
	    "12/2019 was A's month",
	    NOV_PAID "suspend 1 from=2019-12\n" DEC_PAID "day on=2020-01-10\n"
	    "reorganise commune=03724 owner=126 on=2020-01-01\n"
	    "resume 1 from=2019-12 yes=1\n"
	    "names 1 owner=119 from=2019-12 amount=540000\n" JAN_OPEN
	    "cash 1 from=2019-12 amount=540000\n" },
	{ "10f moved to B, back at A: each month its own",
	    "11/2019 and 01/2020 A's, 12/2019 B's",
	    NOV_PAID MOVE_0 DEC_PAID "move 0 commune=03721 from=2020-01\n"
	    JAN_OPEN "amount 0 cat=136.5.5b from=2019-11 amount=301000\n"
	    "names 0 owner=119 from=2019-11 amount=31000\n"
	    "names 0 owner=126 from=2019-12 amount=31000\n"
	    "names 0 owner=119 from=2019-12 amount=0\n" },
	{ NULL, NULL, NULL }
};
