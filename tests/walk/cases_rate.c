/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name: rates and rests.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_rate[] = {
	/* ---- 6: raised rates ---- */
	{ "6a raised for 11/2019: listed, paid", "30.000 more",
	    NOV_PAID "standard from=2019-11 amount=300000\n"
	    "had 0 from=2019-11 amount=300000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=300000\n" },
	{ "6b raised: a newcomer whose month is ordered", "300.000",
	    NOV_PAID "newcomer 60 commune=03721 cat=136.5.5b from=2019-11\n"
	    "standard from=2019-11 amount=300000\n"
	    "had 60 from=2019-11 amount=300000\n" DEC_OPEN
	    "cash 60 from=2019-11 amount=300000\n" },
	{ "6c raised: whose line is blocked and comes out anew", "300.000",
	    NOV_OPEN "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "undo 0\nstandard from=2019-11 amount=300000\n"
	    "had 0 from=2019-11 amount=300000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=300000\n" },
	{ "6d raised, moved to another owner since", "300.000",
	    NOV_PAID "day on=2019-11-10\nopen from=2019-12\n"
	    "move 0 commune=04168 from=2019-12\n"
	    "standard from=2019-11 amount=300000\n"
	    "had 0 from=2019-11 amount=300000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=300000\n" },
	{ "6e raised, the person died since", "300.000 for the month of death",
	    NOV_PAID "death 0 on=2019-11-04\n"
	    "standard from=2019-11 amount=300000\n"
	    "had 0 from=2019-11 amount=300000\n" },
	{ "6f raised, then the amount lowered", "the difference goes",
	    NOV_PAID "standard from=2019-11 amount=300000\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "had 0 from=2019-11 amount=151000\n" },
	{ "6g a coefficient raised: the lower of two that exclude gets above",
	    "540.000 for 11",
	    NOV_PAID "coefficient cat=136.5.5b from=2019-11 amount=200\n"
	    "had 11 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 11 from=2019-11 amount=540000\n" },
	{ "6h lowered backwards, nobody decided",
	    "the old rate counts for months had: nothing is claimed",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },

	/* ---- 7: rests ---- */
	{ "7a a resume undone after payment", "270.000 claimed",
	    NOV_OPEN "suspend 0 from=2019-11\nresume 0 from=2019-12 yes=1\n"
	    "had 0 from=2019-11 amount=270000\npay 0\nundo 0\n"
	    "claimed 0 from=2019-11 amount=270000\n" },
	{ "7b a month ordered, then it rests", "the order is withdrawn",
	    NOV_PAID "newcomer 60 commune=03721 cat=136.5.5b from=2019-11\n"
	    "suspend 60 from=2019-11\nhad 60 from=2019-11 amount=0\n" DEC_OPEN
	    "cash 60 from=2019-11 amount=0\n" },
	{ "7c paid, then it rests", "nothing is claimed",
	    NOV_PAID "suspend 0 from=2019-11\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "7d paid, rests, lowered by the undo of nothing else: resumed",
	    "even, nothing twice",
	    NOV_PAID "suspend 0 from=2019-11\nresume 0 from=2019-12 yes=1\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "7e a rest undone: freed", "270.000",
	    NOV_OPEN "suspend 0 from=2019-11\nhad 0 from=2019-11 amount=0\n"
	    "undo 0\nhad 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "7f paid, rests, the payment reversed", "blocked: nothing is had",
	    NOV_PAID "suspend 0 from=2019-11\nreverse 0\n"
	    "had 0 from=2019-11 amount=0\n" },
	{ "7g a resume with arrears undone before any list",
	    "the order is withdrawn",
	    NOV_OPEN "suspend 0 from=2019-11\n" DEC_OPEN
	    "resume 0 from=2020-01 yes=1\n"
	    "had 0 from=2019-12 amount=270000\nundo 0\n"
	    "had 0 from=2019-12 amount=0\n" },
	{ "7h resumed without arrears", "nothing of 11, 12/2019",
	    NOV_OPEN "suspend 0 from=2019-11\n" DEC_OPEN
	    "resume 0 from=2020-01\nhad 0 from=2019-12 amount=0\n" JAN_OPEN
	    "cash 0 from=2019-12 amount=0\ncash 0 from=2020-01 amount=270000\n" },
	{ "7i lowered, then it rests, paid before",
	    "what the month would give without the rest stays: 151.000",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "suspend 0 from=2019-11\nhad 0 from=2019-11 amount=151000\n" },

	{ "7j a month before the books rests: the opening was paid before",
	    "540.000 of 09/2019, nothing claimed",
	    "open from=2019-11\ngrant 0 cat=28.16.6a from=2019-09 yes=1\n"
	    NOV_PAID "suspend 0 from=2019-09\n"
	    "had 0 from=2019-09 amount=540000\n"
	    "claimed 0 from=2019-09 amount=0\n" },
	{ NULL, NULL, NULL }
};
