/*
 * SPDX-License-Identifier: ISC
 *
 * pay/verbs: the verbs of the payout desk and their fields.
 */
#include "base/say.h"
#include "office/pay/pay.h"
#include "office/pay/pay_priv.h"

#define F_PERSON                                                               \
	{ .name = "person", .type = VERB_INT, .required = true, .max = 20,     \
	  .help = N_("number of the person in the books") }

#define F_REASON                                                               \
	{ .name = "reason", .type = VERB_REASON, .required = true, .max = 150, \
	  .help = N_("why; it stays in the journal") }

#define F_LINES(needed)                                                        \
	{ .name = "lines", .type = VERB_TEXT, .required = (needed),            \
	  .max = PAYOUT_LINES_MAX * 20,                                        \
	  .help = N_("lines that were seen: 12,13") }

static const struct verb_field f_pay[] = {
	F_PERSON,
	{ .name = "period", .type = VERB_TEXT, .max = 20,
	  .help = N_("period: 2019-11, or nothing for the newest") },
	{ .name = "point", .type = VERB_CODE, .max = 16,
	  .help = N_("code of the payout point") },
	{ .name = "method", .type = VERB_CHOICE, .required = true,
	  .choices = "point|home|counter", .help = N_("where it is paid") },
	{ .name = "collector", .type = VERB_CHOICE, .required = true,
	  .choices = "self|guardian|carer|authorised|heir|organiser",
	  .help = N_("who takes the money") },
	{ .name = "collector_id", .type = VERB_INT,
	  .help = N_("number of the registered collector, of several") },
	{ .name = "collector_name", .type = VERB_NAME,
	  .help = N_("name of who takes it, when not the person") },
	{ .name = "collector_identity", .type = VERB_TEXT, .max = 24,
	  .help = N_("number of the paper shown") },
	{ .name = "document", .type = VERB_TEXT, .max = 60,
	  .help = N_("number of the authorisation letter; of an heir's certificate") },
	F_LINES(true),
	{ .name = "total", .type = VERB_INT, .required = true, .max = 20,
	  .help = N_("sum of those lines, in đồng") },
	{ .name = NULL }
};

static const struct verb_field f_reverse[] = {
	{ .name = "receipt", .type = VERB_INT, .required = true, .max = 20,
	  .help = N_("number of the receipt") },
	F_REASON,
	{ .name = NULL }
};

static const struct verb_field f_block[] = {
	F_PERSON, F_LINES(false), F_REASON, { .name = NULL }
};

const struct verb payout_verbs[] = {
	{ .name = "pay", .fields = f_pay, .roles = ROLE_PAYING,
	  .flags = VERB_FINAL, .run = payout_pay_run,
	  .help = N_("pay the open lines of a person") },
	{ .name = "reverse", .fields = f_reverse,
	  .roles = ROLE_PAYING, .flags = VERB_FINAL,
	  .run = payout_reverse_run,
	  .help = N_("take a payout back; the money was returned") },
	{ .name = "block", .fields = f_block,
	  .roles = ROLE_CONTROLLER | ROLE_PREPARER | ROLE_APPROVER,
	  .run = payout_block_run,
	  .help = N_("stop lines from being paid, after a late report") },
	{ .name = "unblock", .fields = f_block,
	  .roles = ROLE_CONTROLLER | ROLE_PREPARER | ROLE_APPROVER,
	  .run = payout_unblock_run,
	  .help = N_("let blocked lines be paid again") },
	{ .name = NULL }
};
