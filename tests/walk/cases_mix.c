/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name: several things in one month; funerals.
 */
#include "cases_priv.h"

const struct walk_case walk_cases_mix[] = {
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
	{ "8zm merged, the claim written off, the merge undone, then the write-off",
	    "both had what is due: the claim on the other record's line goes too",
	    NOV_PAID "merge 54 into=4\nclaimed 4 from=2019-11 amount=270000\n"
	    "writeoff 4\nundo 54\nundo 4\nhad 54 from=2019-11 amount=405000\n"
	    "had 4 from=2019-11 amount=270000\n" },
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
	{ "8v merged after payment, a part came back, the merge undone",
	    "what came back is not owed any more: 51 gets it as arrears",
	    NOV_PAID "merge 51 into=1\nrepaid 1 amount=100000\nundo 51\n"
	    "had 51 from=2019-11 amount=540000\n"
	    "had 1 from=2019-11 amount=540000\n" DEC_OPEN
	    "cash 51 from=2019-11 amount=640000\n"
	    "cash 1 from=2019-11 amount=540000\n" },
	{ "8w the same, all came back", "51 gets all of it again",
	    NOV_PAID "merge 51 into=1\nrepaid 1\nundo 51\n"
	    "had 51 from=2019-11 amount=540000\n"
	    "had 1 from=2019-11 amount=540000\n" },
	{ "8zo paid on a resume since undone, merged into one who rests",
	    "540.000 all claimed: another's rest does not make it due",
	    NOV_OPEN "suspend 53 from=2019-12\n" DEC_OPEN
	    "resume 53 from=2019-12\n" M("2020-01", "100")
	    "suspend 3 from=2020-01\nundo 53\nmerge 53 into=3\n"
	    "had 3 from=2020-01 amount=675000\n" },
	{ NULL, NULL, NULL }
};
