/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name: months before the books began.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_before[] = {
	/* ---- 5: months before the books ---- */
	{ "5a replaced by a higher one from 08/2019 on",
	    "270.000 more for each of 08..10, the difference to the opening",
	    NOV_PAID "grant 0 cat=28.16.6a from=2019-08 yes=1\n"
	    "had 0 from=2019-08 amount=540000\n"
	    "had 0 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 0 from=2019-08 amount=270000\n" },
	{ "5b a wrong death dated before, undone",
	    "nothing of the opening is ordered",
	    NOV_PAID "death 0 on=2019-08-10\nundo 0\n"
	    "had 0 from=2019-09 amount=270000\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-09 amount=0\n" },
	{ "5c another amount from 08/2019 on", "31.000 for each of 08..10",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=301000\n"
	    "had 0 from=2019-08 amount=301000\n" DEC_OPEN
	    "cash 0 from=2019-08 amount=31000\n" },
	{ "5d a lower amount from 08/2019 on",
	    "the opening stays, 119.000 of 11/2019 claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000\n"
	    "claimed 0 from=2019-08 amount=0\n"
	    "claimed 0 from=2019-11 amount=119000\n" },
	{ "5e before the first list: raised from 09/2019 on",
	    "31.000 for 09, 10; 11/2019 with the list itself",
	    "open from=2019-11\n"
	    "amount 0 cat=136.5.5b from=2019-09 amount=301000\n" NOV_OPEN
	    "had 0 from=2019-09 amount=301000\n"
	    "had 0 from=2019-11 amount=301000\n" },
	{ "5f a newcomer from 09/2019 on has no opening",
	    "270.000 for each of 09, 10, 11",
	    NOV_PAID "newcomer 60 commune=03721 cat=136.5.5b from=2019-09\n"
	    "had 60 from=2019-09 amount=270000\n" DEC_OPEN
	    "cash 60 from=2019-09 amount=270000\n"
	    "cash 60 from=2019-11 amount=270000\n" },
	{ "5g stopped before the books, undone two months later",
	    "11, 12/2019 come out, the opening stays",
	    NOV_PAID "stop 0 on=2019-08-20\n" DEC_PAID "undo 0\n"
	    "had 0 from=2019-09 amount=270000\n"
	    "had 0 from=2019-12 amount=270000\n" JAN_OPEN
	    "cash 0 from=2019-12 amount=270000\n" },

	{ "5h a lower amount from 08/2019 on, claimed",
	    "119.000 of each month from 08/2019 on",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000 claim=1\n"
	    "claimed 0 from=2019-08 amount=119000\n"
	    "had 0 from=2019-10 amount=151000\n"
	    "claimed 0 from=2019-11 amount=119000\n" },
	{ "5i the same, undone", "nothing is claimed any more",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000 claim=1\n"
	    "undo 0\nclaimed 0 from=2019-08 amount=0\n"
	    "had 0 from=2019-08 amount=270000\n" },
	{ "5ia claimed, then moved away before that and not claimed, undone",
	    "each claims what it asked: 239.000 of 10/2019 once more",
	    NOV_PAID "amount 1 cat=28.16.6a from=2019-08 amount=301000 claim=1\n"
	    DEC_PAID "out 1 from=2019-10\nundo 1\n"
	    "claimed 1 from=2019-10 amount=239000\n"
	    "had 1 from=2019-10 amount=301000\n" },
	{ "5j claimed, then raised in part, that undone",
	    "the claim shrinks to 59.000 and is 119.000 again",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000 claim=1\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=211000\n"
	    "claimed 0 from=2019-08 amount=59000\n"
	    "undo 0\nclaimed 0 from=2019-08 amount=119000\n" },
	{ "5k told, then lowered again and claimed",
	    "only the further 51.000 are claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=100000 claim=1\n"
	    "claimed 0 from=2019-08 amount=51000\n" },
	{ "5l told, raised above the opening and paid, lowered to it",
	    "the 31.000 that were paid are claimed: what was told is due again",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=301000\n" DEC_PAID
	    "amount 0 cat=136.5.5b from=2019-08 amount=270000\n"
	    "claimed 0 from=2019-08 amount=31000\n"
	    "had 0 from=2019-08 amount=270000\n" },
	{ "5m found dead before the books, claimed, repaid, undone",
	    "what came back comes out as arrears: 270.000",
	    NOV_PAID "death 0 on=2019-07-10 claim=1\n"
	    "claimed 0 from=2019-08 amount=270000\nrepaid 0\nundo 0\n-undo 0\n"
	    "had 0 from=2019-08 amount=270000\n" DEC_OPEN
	    "had 0 from=2019-08 amount=270000\n" },
	{ "5n the higher of two ends before the books, claimed",
	    "only the difference to the lower one",
	    NOV_PAID "stop 11 cat=28.16.6c on=2019-07-20 claim=1\n"
	    "claimed 11 from=2019-08 amount=135000\n"
	    "claimed 11 from=2019-11 amount=135000\n" },
	{ "5o told, undone, asked again and claimed", "119.000 are claimed",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000\n"
	    "undo 0\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=151000 claim=1\n"
	    "claimed 0 from=2019-08 amount=119000\n" },
	{ "5p claimed, decided, cut from the next list",
	    "51.000 of 270.000 a month are handed over",
	    NOV_PAID "stop 11 cat=28.16.6c on=2019-10-20\n"
	    "amount 0 cat=136.5.5b from=2019-09 amount=151000 claim=1\n"
	    "recover 0\nplan 0 amount=100000\n" DEC_PAID
	    "cash 0 from=2019-12 amount=51000\n"
	    "had 0 from=2019-09 amount=151000\n" },
	{ "5q told by a death, a second look", "nothing is claimed",
	    NOV_PAID "death 0 on=2019-07-10\nclaimed 0 from=2019-08 amount=0\n"
	    DEC_OPEN "-funeral 0\nsync\n"
	    "claimed 0 from=2019-08 amount=0\n" },
	{ "5qa claimed, repaid, raised, and the money had not come back",
	    "the claim is gone, and what was ordered for it",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-08 amount=151000 claim=1\n"
	    "repaid 0\namount 0 cat=136.5.5b from=2019-08 amount=270000\n"
	    "-undo 0\nhad 0 from=2019-08 amount=151000\nundo 0\n"
	    "claimed 0 from=2019-08 amount=119000\n" },
	{ "5r not collected before: 08/2019 by a file, paid at the desk",
	    "the opening is less by it: 270.000 had, 270.000 handed over",
	    "open from=2019-11\nuncollected 0 from=2019-08 amount=270000\n"
	    "had 0 from=2019-08 amount=270000\n"
	    "cash 0 from=2019-08 amount=270000\n" NOV_OPEN
	    "-collected 0\npay 0\nhad 0 from=2019-08 amount=270000\n" },
	{ "5s a part not collected, then a lower amount before that month",
	    "the line of 100.000 is blocked, the rest of the opening told",
	    "open from=2019-11\nuncollected 0 from=2019-08 amount=100000\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=151000\n"
	    "had 0 from=2019-08 amount=170000\n"
	    "cash 0 from=2019-08 amount=0\n"
	    "claimed 0 from=2019-08 amount=0\n" },
	{ "5t not collected, undone", "the opening as before, nothing to pay",
	    "open from=2019-11\nuncollected 0 from=2019-08 amount=270000\n"
	    "collected 0\nhad 0 from=2019-08 amount=270000\n"
	    "cash 0 from=2019-08 amount=0\n"
	    "uncollected 0 from=2019-08 amount=200000\n"
	    "had 0 from=2019-08 amount=270000\n" },
	{ "5u not collected, paid, then found dead before, claimed",
	    "the line and what the system before paid: 270.000",
	    "open from=2019-11\nuncollected 0 from=2019-08 amount=100000\n"
	    NOV_OPEN "pay 0\ndeath 0 on=2019-07-10 claim=1\n"
	    "claimed 0 from=2019-08 amount=270000\n"
	    "had 0 from=2019-08 amount=0\n" },
	{ "5v not collected, and raised for the same month",
	    "270.000 of the file, 31.000 with the list",
	    "open from=2019-11\nuncollected 0 from=2019-08 amount=270000\n"
	    "amount 0 cat=136.5.5b from=2019-08 amount=301000\n" NOV_PAID
	    "had 0 from=2019-08 amount=301000\n"
	    "cash 0 from=2019-08 amount=301000\n" },
	{ "5zs told, due again, that undone by a request that claims",
	    "what was given up stays so",
	    "open from=2019-11\nstop 0 on=2019-07-01\n"
	    "grant 0 cat=28.16.6c from=2019-07 yes=1\nundo 0 claim=1\n"
	    "claimed 0 from=2019-08 amount=0\n" },
	{ "5zt lowered and told, then dead and claimed, the death undone",
	    "the claim goes, not what was told",
	    NOV_PAID "amount 1 cat=28.16.6a from=2019-06 amount=211000\n"
	    "death 1 on=2019-08-26 claim=1\nundo 1\n"
	    "claimed 1 from=2019-09 amount=0\n" },
	{ NULL, NULL, NULL }
};
