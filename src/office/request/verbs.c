/*
 * SPDX-License-Identifier: ISC
 *
 * request/verbs: the verbs of requests and all fields that kinds of request
 * take; struct change_kind says which kind takes which.
 */
#include <stddef.h>

#include "base/say.h"
#include "office/rate/rate.h"
#include "office/request/change.h"
#include "office/request/work.h"
#include "office/verb/setting.h"

#define CHANGE_REASONS_ALL                                                     \
	"death|moved|over_age|prison|waiver|not_eligible|missing|unpaid|"      \
	"refuses|custody|other"

#define CHANGE_FIELDS_WHAT                                                     \
	{ "person", VERB_INT, false, 0, NULL, N_("number of the record") },    \
	{ "reason", VERB_CHOICE, false, 0, CHANGE_REASONS_ALL, N_("why") },    \
	{ "event_on", VERB_DATE, false, 0, NULL, N_("day it happened") },      \
	{ "month", VERB_MONTH, false, 0, NULL, N_("month") },                  \
	{ "entitlement", VERB_INT, false, 0, NULL,                             \
	    N_("number of the entitlement, of several") },                     \
	{ "category", VERB_CODE, false, 15, NULL,                              \
	    N_("decree and clause: 136.5.5b") },                               \
	{ "coefficient", VERB_TEXT, false, 8, NULL,                            \
	    N_("coefficient of the decision, where it is not the category's") }, \
	{ "amount", VERB_MONEY, false, 0, NULL, N_("amount of the decision") }, \
	{ "from", VERB_MONTH, false, 0, NULL, N_("first month") },             \
	{ "to", VERB_MONTH, false, 0, NULL, N_("last month") },                \
	{ "decision", VERB_TEXT, false, 60, NULL, N_("number of the decision") }, \
	{ "decision_date", VERB_DATE, false, 0, NULL, N_("day of the decision") }, \
	{ "arrears", VERB_CHOICE, false, 0, "yes|no",                          \
	    N_("are the months without payment paid afterwards?") },           \
	{ "replaces", VERB_CHOICE, false, 0, "yes|no",                         \
	    N_("does it take the place of a lower allowance?") },              \
	{ "reclaim", VERB_CHOICE, false, 0, "yes|no",                          \
	    N_("is what the system before paid too much claimed?") },          \
	{ "keep", VERB_INT, false, 0, NULL, N_("record that stays") },         \
	{ "receipt", VERB_INT, false, 0, NULL, N_("number of the receipt") },  \
	{ "recovery", VERB_INT, false, 0, NULL, N_("number of the case") },    \
	{ "undoes", VERB_INT, false, 0, NULL, N_("request that is undone") }

/* Rates and rules of the office. */
#define CHANGE_FIELDS_RULE                                                     \
	{ "decree", VERB_TEXT, false, 60, NULL, N_("decree and article") },    \
	{ "source", VERB_TEXT, false, 60, NULL, N_("decree and article") },    \
	{ "family", VERB_CHOICE, false, 0, RATE_FAMILIES,                      \
	    N_("who keeps both: single_parent") },                             \
	{ "other", VERB_CHOICE, false, 0, RATE_FAMILIES,                       \
	    N_("and is also: disabled") },                                     \
	{ "years", VERB_INT, false, 0, NULL,                                   \
	    N_("birthday that ends or changes it") },                          \
	{ "next", VERB_CODE, false, 15, NULL,                                  \
	    N_("category that follows, or nothing when it ends") },            \
	{ "starts", VERB_CHOICE, false, 0, "same|after",                       \
	    N_("with the month of the birthday, or the one after") },          \
	{ "setting", VERB_CHOICE, false, 0, SETTING_NAMES, N_("which one") },  \
	{ "value", VERB_INT, false, 0, NULL, N_("whole number") },             \
	{ "province", VERB_CODE, false, 8, NULL,                               \
	    N_("code of the province, or nothing for the office's") },         \
	{ "lowered", VERB_CHOICE, false, 0, "claim|give_up",                   \
	    N_("what was had above a lowered rate: claim, or give_up") }

/* Periods and what belongs to a list owner. */
#define CHANGE_FIELDS_PERIOD                                                   \
	{ "period", VERB_MONTH, false, 0, NULL, N_("period: 2019-11") },       \
	{ "through", VERB_MONTH, false, 0, NULL,                               \
	    N_("last month it covers, when there are several") },              \
	{ "area", VERB_CODE, false, 8, NULL,                                   \
	    N_("code of the list owner: district or commune") }

#define CHANGE_FIELDS_WHO                                                      \
	{ "name", VERB_NAME, false, 240, NULL, N_("full name") },              \
	{ "other_name", VERB_NAME, false, 240, NULL, N_("other name") },       \
	{ "given", VERB_TEXT, false, 60, NULL,                                 \
	    N_("given name, where it is not the last word") },                 \
	{ "sex", VERB_CHOICE, false, 0, "M|F", N_("sex") },                    \
	{ "birth", VERB_BIRTH, false, 0, NULL,                                 \
	    N_("day, month or only year of birth") },                          \
	{ "identity", VERB_TEXT, false, 40, NULL, N_("identity number") },     \
	{ "id_kind", VERB_CHOICE, false, 0, "cccd|cmnd|passport|birth|other",  \
	    N_("kind of paper; by the length of the number when empty") },     \
	{ "ethnic", VERB_TEXT, false, 60, NULL, N_("ethnic group") },          \
	{ "phone", VERB_TEXT, false, 30, NULL, N_("telephone") },              \
	{ "note", VERB_TEXT, false, 400, NULL, N_("remarks") },                \
	{ "same", VERB_CHOICE, false, 0, "different",                          \
	    N_("different: another person in spite of name, year and village") }

#define CHANGE_FIELDS_WHERE                                                    \
	{ "commune", VERB_CODE, false, 8, NULL, N_("code of the commune") },   \
	{ "village", VERB_TEXT, false, 180, NULL, N_("village") },             \
	{ "point", VERB_CODE, false, 16, NULL, N_("code of the payout point") }, \
	{ "delivery", VERB_CHOICE, false, 0, "point|home", N_("where paid") }, \
	{ "direction", VERB_CHOICE, false, 0, "within|out|in",                 \
	    N_("within the province, out of it, into it") },                   \
	{ "elsewhere", VERB_TEXT, false, 120, NULL,                            \
	    N_("place outside the province") }

#define CHANGE_FIELDS_COLLECTOR                                                \
	{ "collector", VERB_INT, false, 0, NULL,                               \
	    N_("number of the collector who is withdrawn") },                  \
	{ "self", VERB_CHOICE, false, 0, "yes|no",                             \
	    N_("may the person collect in person, in spite of age or guardian?") }, \
	{ "collector_kind", VERB_CHOICE, false, 0,                             \
	    "guardian|carer|authorised|heir|organiser",                        \
	    N_("by which right they collect") },                               \
	{ "collector_name", VERB_NAME, false, 240, NULL,                       \
	    N_("full name of the collector") },                                \
	{ "collector_identity", VERB_TEXT, false, 40, NULL,                    \
	    N_("identity number of the collector") },                          \
	{ "relation", VERB_TEXT, false, 60, NULL, N_("relation to the person") }, \
	{ "letter", VERB_TEXT, false, 60, NULL, N_("number of the letter") },  \
	{ "certifier", VERB_TEXT, false, 120, NULL, N_("who certified it") },  \
	{ "valid_from", VERB_DATE, false, 0, NULL, N_("first day") },          \
	{ "valid_to", VERB_DATE, false, 0, NULL,                               \
	    N_("last day; a letter without one is good for 12 months") }

#define CHANGE_FIELDS_PAPERS                                                   \
	{ "document", VERB_TEXT, false, 60, NULL, N_("number of the paper") }, \
	{ "document_kind", VERB_TEXT, false, 60, NULL, N_("what paper it is") }, \
	{ "document_on", VERB_DATE, false, 0, NULL, N_("its day") },           \
	{ "issuer", VERB_TEXT, false, 120, NULL, N_("who issued it") },        \
	{ "document2", VERB_TEXT, false, 60, NULL,                             \
	    N_("number of a second paper") },                                  \
	{ "document2_kind", VERB_TEXT, false, 60, NULL, N_("what paper it is") }, \
	{ "document2_on", VERB_DATE, false, 0, NULL, N_("its day") }

#define CHANGE_FIELDS                                                          \
	CHANGE_FIELDS_WHAT, CHANGE_FIELDS_RULE, CHANGE_FIELDS_PERIOD,          \
	CHANGE_FIELDS_WHO,                                                     \
	CHANGE_FIELDS_WHERE,                                                   \
	CHANGE_FIELDS_COLLECTOR, CHANGE_FIELDS_PAPERS
#define CHANGE_END { NULL, VERB_TEXT, false, 0, NULL, NULL }
#define CHANGE_ID                                                              \
	{ "change", VERB_INT, true, 0, NULL, N_("number of the request") }
#define CHANGE_VERSION                                                         \
	{ "version", VERB_INT, true, 0, NULL,                                  \
	    N_("version that was looked at") }

static const struct verb_field ask_fields[] = {
	{ "kind", VERB_CODE, true, 24, NULL, N_("what is asked") },
	CHANGE_FIELDS, CHANGE_END
};
/* With a request: as it would be amended. */
static const struct verb_field preview_fields[] = {
	{ "change", VERB_INT, false, 0, NULL, N_("number of the request") },
	{ "version", VERB_INT, false, 0, NULL,
	    N_("version that was looked at") },
	{ "kind", VERB_CODE, true, 24, NULL, N_("what is asked") },
	CHANGE_FIELDS, CHANGE_END
};
static const struct verb_field amend_fields[] = {
	CHANGE_ID, CHANGE_VERSION,
	{ "kind", VERB_CODE, false, 24, NULL, N_("what is asked") },
	CHANGE_FIELDS, CHANGE_END
};
static const struct verb_field one_fields[] = { CHANGE_ID, CHANGE_END };
/* Of a file of the roll. */
#define CHANGE_ROWS                                                            \
	{ "rows", VERB_TEXT, false, 2000, NULL,                                \
	    N_("only these lines of the file: 3,7-12") },                      \
	{ "except", VERB_TEXT, false, 2000, NULL,                              \
	    N_("all but these lines of the file") }
static const struct verb_field approve_fields[] = {
	CHANGE_ID, CHANGE_VERSION, CHANGE_ROWS, CHANGE_END
};
static const struct verb_field reject_fields[] = {
	CHANGE_ID, CHANGE_VERSION,
	{ "reason", VERB_REASON, true, 400, NULL, N_("why not") },
	CHANGE_ROWS, CHANGE_END
};

/* Of one kind or another; struct change_kind says of which. */
#define MAKERS                                                                 \
	(ROLE_PREPARER | ROLE_PAYING | ROLE_CONTROLLER | ROLE_PROVINCE | ROLE_ADMIN)
#define DECIDERS (ROLE_APPROVER | ROLE_PROVINCE | ROLE_CONTROLLER)

const struct verb change_verbs[] = {
	{ "change.ask", ask_fields, MAKERS, 0, change_ask_run,
	    N_("asks for a change that a second person decides") },
	{ "change.preview", preview_fields, MAKERS, VERB_QUIET, change_preview_run,
	    N_("tells what a request would bring about") },
	{ "change.effect", one_fields, MAKERS | DECIDERS, VERB_QUIET,
	    change_effect_run, N_("tells what a request brings about now") },
	{ "change.amend", amend_fields, MAKERS, 0, change_amend_run,
	    N_("edits a request that waits") },
	{ "change.withdraw", one_fields, MAKERS, VERB_FINAL, change_withdraw_run,
	    N_("takes a request back") },
	{ "change.reject", reject_fields, DECIDERS, VERB_FINAL,
	    change_reject_run, N_("rejects a request") },
	{ "change.approve", approve_fields, DECIDERS, VERB_CONFIRM | VERB_WHO,
	    change_approve_run, N_("approves a request: it stands") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
