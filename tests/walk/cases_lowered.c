/*
 * SPDX-License-Identifier: ISC
 *
 * Rates lowered backwards: claimed, given up, undone, decided by one owner and
 * not by another.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_lowered[] = {
	{ "6i lowered backwards, claimed: paid months",
	    "10.000 of 11/2019 claimed of everybody at 119, of nobody at 126",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nclaimed 0 from=2019-11 amount=10000\n"
	    "claimed 1 from=2019-11 amount=20000\n"
	    "claimed 2 from=2019-11 amount=0\n" DEC_OPEN
	    "cash 0 from=2019-12 amount=260000\n" },
	{ "6j lowered backwards, claimed: open lines",
	    "the line blocked, 260.000 ordered",
	    NOV_OPEN "standard from=2019-11 amount=260000\n"
	    "had 0 from=2019-11 amount=270000\nrate_claim owner=119\n"
	    "had 0 from=2019-11 amount=260000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=260000\n" },
	{ "6k lowered backwards, given up", "nothing is claimed, now and later",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_give owner=119\nclaimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "claimed 0 from=2019-11 amount=0\n"
	    "-rate_claim owner=119\nclaimed 0 from=2019-11 amount=0\n" },
	{ "6l lowered, given up, lowered again and claimed",
	    "only the second 10.000 claimed",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_give owner=119\nstandard from=2019-11 amount=250000\n"
	    "claimed 0 from=2019-11 amount=0\nrate_claim owner=119\n"
	    "claimed 0 from=2019-11 amount=10000\n" },
	{ "6m lowered and claimed, lowered again and given up",
	    "only the first 10.000 claimed",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nstandard from=2019-11 amount=250000\n"
	    "claimed 0 from=2019-11 amount=10000\nrate_give owner=119\n"
	    "claimed 0 from=2019-11 amount=10000\n"
	    "had 0 from=2019-11 amount=260000\n" },
	{ "6n lowered twice, decided once", "20.000 claimed together",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "standard from=2019-11 amount=250000\nrate_claim owner=119\n"
	    "claimed 0 from=2019-11 amount=20000\n" },
	{ "6o lowered, claimed, raised again", "the claim goes",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nstandard from=2019-11 amount=270000\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "6p lowered and undone before it was decided", "nothing to decide",
	    NOV_PAID "standard from=2019-11 amount=260000\nundo_rate\n"
	    "-rate_claim owner=119\nclaimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "6q lowered, claimed, undone", "the claim goes",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nundo_rate\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "6r lowered, claimed while open, undone", "270.000, once",
	    NOV_OPEN "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nundo_rate\n"
	    "had 0 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 0 from=2019-11 amount=270000\n" },
	{ "6s lowered, given up, undone, lowered again and claimed",
	    "what was given up with the first is claimed with the second",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_give owner=119\nundo_rate\n"
	    "standard from=2019-11 amount=265000\nrate_claim owner=119\n"
	    "claimed 0 from=2019-11 amount=5000\n" },
	{ "6t lowered: a newcomer's arrears ordered before",
	    "the order counts as had until it is decided, then 260.000",
	    NOV_PAID "newcomer 60 commune=03721 cat=136.5.5b from=2019-11\n"
	    "standard from=2019-11 amount=260000\n"
	    "had 60 from=2019-11 amount=270000\nrate_claim owner=119\n"
	    "had 60 from=2019-11 amount=260000\n" DEC_OPEN
	    "cash 60 from=2019-11 amount=260000\n" },
	{ "6u lowered: a newcomer's arrears meanwhile, undone",
	    "260.000, then 270.000",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "newcomer 60 commune=03721 cat=136.5.5b from=2019-11\n"
	    "had 60 from=2019-11 amount=260000\nundo_rate\n"
	    "had 60 from=2019-11 amount=270000\n" DEC_OPEN
	    "cash 60 from=2019-11 amount=270000\n" },
	{ "6v lowered, moved to another owner, claimed by the old one",
	    "who moved is decided about where he is",
	    NOV_PAID "day on=2019-11-10\nopen from=2019-12\n"
	    "standard from=2019-11 amount=260000\n"
	    "move 0 commune=04168 from=2019-12\n" DEC_OPEN
	    "rate_claim owner=119\nclaimed 0 from=2019-11 amount=0\n"
	    "claimed 1 from=2019-11 amount=20000\nrate_claim owner=126\n"
	    "claimed 0 from=2019-11 amount=10000\n" },
	{ "6w lowered, given up, moved to another owner who claims",
	    "what was given up stays given up",
	    NOV_PAID "day on=2019-11-10\nopen from=2019-12\n"
	    "standard from=2019-11 amount=260000\nrate_give owner=119\n"
	    "move 0 commune=04168 from=2019-12\n" DEC_OPEN
	    "rate_claim owner=126\nclaimed 0 from=2019-11 amount=0\n"
	    "claimed 2 from=2019-11 amount=10000\n" },
	{ "6x lowered, then found dead before, then given up",
	    "all 270.000 claimed of the dead",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "death 0 on=2019-10-20\nclaimed 0 from=2019-11 amount=270000\n"
	    "rate_give owner=119\nclaimed 0 from=2019-11 amount=270000\n" },
	{ "6y a coefficient lowered: the lower of two gets above",
	    "the difference to what remains due is claimed",
	    NOV_PAID "coefficient cat=28.16.6c from=2019-11 amount=90\n"
	    "claimed 11 from=2019-11 amount=0\nrate_claim owner=119\n"
	    "claimed 11 from=2019-11 amount=135000\n"
	    "had 11 from=2019-11 amount=270000\n" },
	{ "6z claimed, repaid, raised above, the repayment undone",
	    "the claim goes first: 30.000 ordered, nothing claimed",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nrepaid 0\n"
	    "standard from=2019-11 amount=300000\nundo 0\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=300000\n" },
	{ "6A paid, at rest, lowered, claimed",
	    "nothing claimed until it is decided, then 10.000",
	    NOV_PAID "suspend 0 from=2019-11 to=2019-12\n"
	    "standard from=2019-11 amount=260000\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\nrate_claim owner=119\n"
	    "claimed 0 from=2019-11 amount=10000\n"
	    "had 0 from=2019-11 amount=260000\n" },
	{ "6B paid, lowered, at rest, given up, the rest ends backwards",
	    "nothing claimed, nothing ordered",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "suspend 0 from=2019-11 to=2019-12\n"
	    "claimed 0 from=2019-11 amount=0\nrate_give owner=119\n"
	    "claimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n"
	    "undo 0\nclaimed 0 from=2019-11 amount=0\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "6C claimed, another standard that somebody else has more above, reversed",
	    "80% of 280.000 and 420.000: the claim was decided",
	    NOV_PAID "coefficient cat=136.5.4a from=2019-11 amount=80\n"
	    "rate_claim owner=119\nstandard from=2019-11 amount=280000\n"
	    "reverse 29\nhad 29 from=2019-11 amount=644000\n" },
	{ "6D claimed, then a rate that changes nothing of the month, reversed",
	    "260.000 of 12/2019: nobody has to decide about it again",
	    NOV_PAID DEC_PAID "standard from=2019-12 amount=260000\n"
	    "rate_claim owner=119\nstandard from=2019-11 amount=260000\n"
	    "reverse 0\nhad 0 from=2019-12 amount=260000\n"
	    "had 0 from=2019-11 amount=270000\n" },
	{ "6E claimed, then the commune goes to an owner who has not decided",
	    "390.000: it was decided about him where he stood",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\nday on=2019-12-01\n"
	    "reorganise owner=126 commune=03724 on=2019-12-01\n"
	    "reverse 16\nhad 16 from=2019-11 amount=390000\n" },
	{ "6F a coefficient of others given up after the standard was claimed",
	    "the claim stays, nothing is given up of him",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=119\ncoefficient cat=28.16.6c from=2019-11"
	    " amount=90\nrate_give owner=119\n"
	    "claimed 0 from=2019-11 amount=10000\n"
	    "had 0 from=2019-11 amount=260000\n"
	    "had 11 from=2019-11 amount=390000\n" },
	{ "6G moved undecided to an owner who decides about a later rate",
	    "with it about what was lowered before",
	    NOV_PAID "standard from=2019-11 amount=260000\n"
	    "rate_claim owner=126\nday on=2019-11-16\nopen from=2019-12\n"
	    "move 0 commune=04168 from=2019-12\n" DEC_PAID
	    "standard from=2019-12 amount=250000\nrate_claim owner=126\n"
	    "claimed 0 from=2019-11 amount=10000\n"
	    "claimed 0 from=2019-12 amount=10000\n" },
	{ NULL, NULL, NULL }
};
