/*
 * SPDX-License-Identifier: ISC
 *
 * Person 0 has 270.000 (136.5.5b), 16 405.000 (28.16.6c), 1 540.000 (28.16.6a)
 * at owner 119; 2 270.000 at 126; 11 has 136.5.5b and 28.16.6c, which exclude
 * each other: 405.000; 3 405.000 and, kept beside it, 270.000 at 125; 4 270.000.
 * 51 (270.000 and a single parent's 270.000) is a second record of 1 at another
 * owner; 50 (a single parent's) one of 0, 54 (405.000) one of 4, beside them.
 * Lists begin with 2019-11.
 *
 * "month M PCT": the lists of all owners, approved, paid to PCT of a hundred.
 * Every act must be done; "-" in front: it may be refused.  After each act the
 * balance of who is touched holds (check.h), whatever else is said here.
 */
#include "cases.h"

#include <stddef.h>

#define M(month, pct) "month " month " " pct "\n"
#define NOV_PAID M("2019-11", "100")
#define NOV_OPEN M("2019-11", "0")
#define DEC_PAID M("2019-12", "100")
#define DEC_OPEN M("2019-12", "0")
#define JAN_OPEN M("2020-01", "0")
#define DRAFT_A                                                                \
	"day on=2019-11-16\nopen from=2019-12\nclose owner=119 from=2019-11\n"   \
	"close owner=126 from=2019-11\nlist owner=119 from=2019-12\n"
#define LIST_B                                                                 \
	"list owner=126 from=2019-12\nsubmit owner=126\napprove owner=126\n"
#define LIST_A "list owner=119 from=2019-12\nsubmit owner=119\napprove owner=119\n"

const struct walk_case walk_cases[] = {
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

	/* ---- 8: several in one month ---- */
	{ "8a lowered, stopped, undone, undone", "270.000",
	    NOV_OPEN "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "stop 0 on=2019-10-20\nundo 0\nhad 0 from=2019-11 amount=151000\n"
	    "undo 0\nhad 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "8b lowered between draft and approval", "151.000",
	    NOV_PAID DRAFT_A "submit owner=119\n"
	    "amount 0 cat=136.5.5b from=2019-12 amount=151000\n"
	    "had 0 from=2019-12 amount=151000\napprove owner=119\n" JAN_OPEN
	    "cash 0 from=2019-12 amount=151000\n" },
	{ "8c stopped between draft and approval", "nothing",
	    NOV_PAID DRAFT_A "submit owner=119\nstop 0 on=2019-11-02\n"
	    "had 0 from=2019-12 amount=0\napprove owner=119\n"
	    "cash 0 from=2019-12 amount=0\n" },
	{ "8d stopped while the list is submitted, sent back, undone",
	    "270.000, once",
	    NOV_PAID DRAFT_A "submit owner=119\nstop 0 on=2019-11-02\n"
	    "return owner=119\nundo 0\n" LIST_A
	    "cash 0 from=2019-12 amount=270000\n" },
	{ "8e two with different histories merged, both paid",
	    "540.000, the higher; 270.000 or 540.000 + .. of the other claimed",
	    NOV_PAID "merge 51 into=1\nhad 1 from=2019-11 amount=810000\n" },
	{ "8f merged while both lines are open",
	    "the higher stands, 405.000; the other line is blocked",
	    NOV_OPEN "merge 54 into=4\nhad 4 from=2019-11 amount=405000\n"
	    DEC_OPEN "cash 4 from=2019-11 amount=405000\n"
	    "cash 4 from=2019-12 amount=270000\n" },
	{ "8fa merged, what both keep beside each other stays",
	    "270.000 + 270.000 of a single parent",
	    NOV_OPEN "merge 50 into=0\nhad 0 from=2019-11 amount=540000\n"
	    DEC_OPEN "cash 0 from=2019-11 amount=540000\n" },
	{ "8g merged and undone", "each has its own again",
	    NOV_PAID "merge 51 into=1\nundo 51\n"
	    "had 1 from=2019-11 amount=540000\n" },
	{ "8h a plan cuts lines while the claim shrinks",
	    "what was cut and is no longer owed comes out",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "recover 0\nplan 0 amount=100000\n" DEC_OPEN
	    "undo 0\n" JAN_OPEN "had 0 from=2019-11 amount=270000\n"
	    "had 0 from=2019-12 amount=270000\n" },
	{ "8i the cut line paid, then the claim goes",
	    "100.000 come out again",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "recover 0\nplan 0 amount=100000\n" DEC_PAID "undo 0\n"
	    "had 0 from=2019-11 amount=270000\n" JAN_OPEN
	    "had 0 from=2019-11 amount=270000\n" },
	{ "8j a payment reversed after a claim",
	    "the claim is cancelled, the line blocked",
	    NOV_PAID "stop 0 on=2019-10-20\nreverse 0\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=0\n" },
	{ "8k a payment reversed after a partial claim",
	    "the line blocked, 151.000 ordered, no claim",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "reverse 0\nclaimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=151000\n" },
	{ "8l blocked by hand, lowered, unblocked",
	    "151.000: the balance has its own block beside",
	    NOV_OPEN "block 0\namount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "unblock 0\nhad 0 from=2019-11 amount=151000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=151000\n" },
	{ "8m blocked by hand, stopped, undone",
	    "still blocked by hand, had 270.000",
	    NOV_OPEN "block 0\nstop 0 on=2019-10-20\nundo 0\n"
	    "had 0 from=2019-11 amount=270000\n"
	    "cash 0 from=2019-11 amount=0\nunblock 0\n"
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "8n blocked by hand, raised", "31.000 more, the line stays blocked",
	    NOV_OPEN "block 0\namount 0 cat=136.5.5b from=2019-11 amount=301000\n"
	    "had 0 from=2019-11 amount=301000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=31000\n" },
	{ "8o a death reported, the line lowered meanwhile, rejected",
	    "151.000",
	    NOV_OPEN "report 0 on=2019-11-03\n"
	    "amount 0 cat=136.5.5b from=2019-11 amount=151000\n"
	    "decide_report 0\nhad 0 from=2019-11 amount=151000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=151000\n" },
	{ "8p a death reported and rejected", "270.000, payable again",
	    NOV_OPEN "report 0 on=2019-11-03\ncash 0 from=2019-11 amount=0\n"
	    "decide_report 0\ncash 0 from=2019-11 amount=270000\n" },
	{ "8q stopped for two months, the payment of one reversed",
	    "one month claimed, the other blocked",
	    NOV_PAID DEC_PAID "stop 0 on=2019-10-20\nreverse 0\n"
	    "claimed 0 from=2019-12 amount=0\n"
	    "claimed 0 from=2019-11 amount=270000\n" },
	{ "8r claimed, partly repaid, the stop undone",
	    "what came back is ordered: 270.000 had in all",
	    NOV_PAID "stop 0 on=2019-10-20\nrepaid 0 amount=100000\nundo 0\n"
	    "-undo 0\nhad 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "had 0 from=2019-11 amount=270000\n" },
	{ "8s claimed, written off, that undone, the stop undone",
	    "270.000, nothing claimed",
	    NOV_PAID "stop 0 on=2019-10-20\nwriteoff 0\nundo 0\nundo 0\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "8t merged before the list of the one that stays, undone",
	    "each as before, nothing ordered",
	    "open from=2019-11\nlist owner=119 from=2019-11\n"
	    "submit owner=119\nmerge 53 into=3\nundo 53\n"
	    "-list owner=125 from=2019-11\n-submit owner=125\n"
	    "had 3 from=2019-11 amount=675000\n" },
	{ "8u a claim that exists, and a rate raised",
	    "the claim shrinks by 30.000",
	    NOV_PAID "amount 0 cat=136.5.5b from=2019-11 amount=455000\n"
	    DEC_PAID "undo 0\nclaimed 0 from=2019-11 amount=185000\n"
	    "standard from=2019-11 amount=300000\n"
	    "claimed 0 from=2019-11 amount=155000\n"
	    "had 0 from=2019-11 amount=300000\n" },

	/* ---- funerals: one amount without a month ---- */
	{ "9a a death undone, the funeral's line is open", "it is blocked",
	    NOV_PAID "death 0 on=2019-11-04\nfuneral 0\n"
	    "funerals owner=119 from=2019-11\nundo 0\n-undo 0\nsync\n" },
	{ "9b a death undone, the funeral was paid", "5.400.000 claimed",
	    NOV_PAID "death 0 on=2019-11-04\nfuneral 0\n"
	    "funerals owner=119 from=2019-11\npay_funeral 0\nundo 0\n"
	    "-undo 0\nsync\n" },
	{ "9c a funeral undone after payment, granted again",
	    "5.400.000 once: the claim goes",
	    NOV_PAID "death 0 on=2019-11-04\nfuneral 0\n"
	    "funerals owner=119 from=2019-11\npay_funeral 0\nundo 0\n"
	    "funeral 0\n-funerals owner=119 from=2019-11\nsync\n" },
	{ NULL, NULL, NULL }
};
