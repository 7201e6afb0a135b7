/*
 * SPDX-License-Identifier: ISC
 *
 * list/verbs: the verbs on lists and on what their checks found, and what each
 * takes.
 */
#include "base/say.h"
#include "office/list/check.h"
#include "office/list/check_priv.h"
#include "office/list/list.h"
#include "office/list/list_priv.h"

#define F_LIST                                                                 \
	{ .name = "list", .type = VERB_INT, .required = true, .max = 20,       \
	  .help = N_("number of the payment list") }

#define F_JOB                                                                  \
	{ .name = "job", .type = VERB_INT, .required = true, .max = 20,        \
	  .help = N_("number that list.begin answered") }

static const struct verb_field f_begin[] = {
	{ .name = "period", .type = VERB_TEXT, .max = 20,
	  .help = N_("period: 2019-11, or nothing for the newest") },
	{ .name = "area", .type = VERB_CODE, .required = true, .max = 8,
	  .help = N_("code of the district (commune) whose list it is") },
	{ .name = "kind", .type = VERB_CHOICE, .choices = "monthly|funeral",
	  .help = N_("monthly, or funeral: grants for funerals alone") },
	{ .name = NULL }
};

static const struct verb_field f_slice[] = {
	F_JOB,
	{ .name = "people", .type = VERB_INT, .max = 8,
	  .help = N_("how many people at most") },
	{ .name = NULL }
};

static const struct verb_field f_job[] = { F_JOB, { .name = NULL } };

static const struct verb_field f_list[] = { F_LIST, { .name = NULL } };

static const struct verb_field f_return[] = {
	F_LIST,
	{ .name = "reason", .type = VERB_REASON, .required = true, .max = 200,
	  .help = N_("what is to be put right") },
	{ .name = NULL }
};

const struct verb list_verbs[] = {
	{ .name = "list.begin", .fields = f_begin, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = list_begin_run,
	  .help = N_("begin to make a payment list") },
	{ .name = "list.slice", .fields = f_slice, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = list_slice_run,
	  .help = N_("go on making a payment list") },
	{ .name = "list.finish", .fields = f_job, .roles = ROLE_PREPARER,
	  .run = list_finish_run, .help = N_("make the payment list stand") },
	{ .name = "list.abort", .fields = f_job, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = list_abort_run,
	  .help = N_("give up a payment list that is being made") },
	{ .name = "list.submit", .fields = f_list, .roles = ROLE_PREPARER,
	  .flags = VERB_FINAL, .run = list_submit_run,
	  .help = N_("submit a list for approval") },
	{ .name = "list.return", .fields = f_return,
	  .roles = ROLE_PREPARER | ROLE_APPROVER, .flags = VERB_FINAL,
	  .run = list_return_run,
	  .help = N_("send a submitted list back") },
	{ .name = "list.approve", .fields = f_list, .roles = ROLE_APPROVER,
	  .flags = VERB_CONFIRM, .run = list_approve_run,
	  .help = N_("approve a submitted list") },
	{ .name = NULL }
};

static const struct verb_field f_check[] = {
	F_LIST,
	{ .name = "after", .type = VERB_CODE, .max = 44,
	  .help = N_("where the slice before ended; nothing begins anew") },
	{ .name = "people", .type = VERB_INT, .max = 8,
	  .help = N_("how many people at most") },
	{ .name = NULL }
};

static const struct verb_field f_checked[] = { F_LIST, { .name = NULL } };

static const struct verb_field f_accept[] = {
	F_LIST,
	{ .name = "no", .type = VERB_INT, .required = true, .max = 20,
	  .help = N_("number of the finding") },
	{ .name = "note", .type = VERB_TEXT, .required = true, .max = 200,
	  .help = N_("why it may stay as it is") },
	{ .name = NULL }
};

const struct verb list_check_verbs[] = {
	{ .name = "list.check", .fields = f_check, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = list_check_run,
	  .help = N_("look at some people of a list in preparation") },
	{ .name = "list.checked", .fields = f_checked, .roles = ROLE_PREPARER,
	  .run = list_checked_run,
	  .help = N_("everybody on the list was looked at") },
	{ .name = "list.accept", .fields = f_accept, .roles = ROLE_PREPARER,
	  .flags = VERB_FINAL, .run = list_accept_run,
	  .help = N_("let a finding of the checks stand, with the reason") },
	{ .name = NULL }
};
