/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name: amounts, stops and grants, one upon the other.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_change[] = {
	/* ---- 1: stopped, then granted higher for the same month ---- */
	{ "1a stopped and granted higher, the line is open",
	    "540.000 in all: blocked 405.000 + 540.000, or freed + 135.000",
	    NOV_OPEN "stop 16 on=2019-10-20\nhad 16 from=2019-11 amount=0\n"
	    "grant 16 cat=28.16.6a from=2019-11\n"
	    "had 16 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 16 from=2019-11 amount=540000\n" },
	{ "1b the same, the line is paid", "405.000 paid, claim gone, 135.000",
	    NOV_PAID "stop 16 on=2019-10-20\nclaimed 16 from=2019-11 amount=405000\n"
	    "grant 16 cat=28.16.6a from=2019-11\n"
	    "claimed 16 from=2019-11 amount=0\n"
	    "had 16 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 16 from=2019-11 amount=540000\n" },
	{ "1c stopped and granted lower, paid", "270.000 in all, 135.000 claimed",
	    NOV_PAID "stop 16 on=2019-10-20\n"
	    "grant 16 cat=136.5.5b from=2019-11\n"
	    "claimed 16 from=2019-11 amount=135000\n"
	    "had 16 from=2019-11 amount=270000\n" },
	{ "1d stopped, claimed and repaid, granted higher",
	    "405.000 came back: 540.000 are ordered",
	    NOV_PAID "stop 16 on=2019-10-20\nrepaid 16\n"
	    "grant 16 cat=28.16.6a from=2019-11\n"
	    "had 16 from=2019-11 amount=540000\n" DEC_OPEN
	    "had 16 from=2019-11 amount=540000\n" },
	{ "1e the higher one undone, then the stop undone",
	    "405.000 as at the beginning, nothing claimed",
	    NOV_PAID "stop 16 on=2019-10-20\n"
	    "grant 16 cat=28.16.6a from=2019-11\nundo 16\nundo 16\n"
	    "claimed 16 from=2019-11 amount=0\n"
	    "had 16 from=2019-11 amount=405000\n" },
	{ "1f replaced by a higher one, the line is open",
	    "540.000 for the month",
	    NOV_OPEN "grant 16 cat=136.5.5a2 from=2019-11 yes=1\n"
	    "had 16 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 16 from=2019-11 amount=540000\n" },

	/* ---- 3: lowered, raised ---- */
	{ "3a lowered after payment, raised again", "the claim goes",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "claimed 0 from=2019-11 amount=119000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=270000\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "3b lowered twice after payment", "119.000 + 51.000 claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=100000\n"
	    "claimed 0 from=2019-11 amount=170000\n" },
	{ "3c lowered, then found dead before that month",
	    "all 270.000 claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "death 0 on=2019-10-20\nclaimed 0 from=2019-11 amount=270000\n"
	    "had 0 from=2019-11 amount=0\n" },
	{ "3d lowered while open, then found dead before",
	    "nothing is had, nothing claimed",
	    NOV_OPEN "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "had 0 from=2019-11 amount=151000\n"
	    "death 0 on=2019-10-20\nhad 0 from=2019-11 amount=0\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=0\n" },
	{ "3e raised, the difference listed, lowered again",
	    "the difference is blocked",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=301000\n"
	    DEC_OPEN "had 0 from=2019-11 amount=301000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=270000\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "3f lowered while open, raised again", "270.000, once",
	    NOV_OPEN "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=270000\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "3g lowered after payment, the claim decided, lowered again",
	    "a second case: 170.000 claimed in all",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "recover 0\namount 0 cat=136.5.5b from=2019-11 amount=100000\n"
	    "claimed 0 from=2019-11 amount=170000\n" },
	{ "3h lowered, both undone", "270.000, nothing claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=100000\n"
	    "undo 0\nclaimed 0 from=2019-11 amount=119000\nundo 0\n"
	    "claimed 0 from=2019-11 amount=0\n" },
	{ "3i lowered, written off, raised again",
	    "what was given up is not ordered: 270.000 had",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "writeoff 0\namount 0 cat=136.5.5b from=2019-11 amount=270000\n"
	    DEC_OPEN "cash 0 from=2019-11 amount=270000\n" },

	/* ---- 4: two that exclude each other ---- */
	{ "4a the higher ends after payment", "only 135.000 claimed",
	    NOV_PAID "stop 11 cat=28.16.6c on=2019-10-20\n"
	    "claimed 11 from=2019-11 amount=135000\n"
	    "had 11 from=2019-11 amount=270000\n" },
	{ "4b the higher ends, the line is open",
	    "270.000: the old line blocked, the lower one ordered",
	    NOV_OPEN "stop 11 cat=28.16.6c on=2019-10-20\n"
	    "had 11 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 11 from=2019-11 amount=270000\n" },
	{ "4c the higher lowered below the other, open",
	    "the old line blocked, 270.000 ordered",
	    NOV_OPEN "amount 11 cat=28.16.6c from=2019-11 amount=151000\n"
	    "had 11 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 11 from=2019-11 amount=270000\n" },
	{ "4d the higher lowered below the other, paid", "135.000 claimed",
	    NOV_PAID "amount 11 cat=28.16.6c from=2019-11 amount=151000\n"
	    "claimed 11 from=2019-11 amount=135000\n" },
	{ "4e the lower raised above the other, open", "455.000",
	    NOV_OPEN "amount 11 cat=136.5.5b from=2019-11 amount=455000\n"
	    "had 11 from=2019-11 amount=455000\n" DEC_OPEN
	    "cash 11 from=2019-11 amount=455000\n" },
	{ "4f the higher rests, open", "270.000 of the lower one",
	    NOV_OPEN "suspend 11 cat=28.16.6c from=2019-11\n"
	    "had 11 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 11 from=2019-11 amount=270000\n" },
	{ "4g a single parent's beside it is no part of it",
	    "only the 405.000 of the other group claimed",
	    NOV_PAID "stop 3 cat=136.5.5a1 on=2019-10-20\n"
	    "claimed 3 from=2019-11 amount=405000\n"
	    "had 3 from=2019-11 amount=270000\n" },
	{ NULL, NULL, NULL }
};
