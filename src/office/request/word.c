/*
 * SPDX-License-Identifier: ISC
 *
 * request/word: names and values of the fields of requests in the user's words,
 * where no form has them: rows of files, `chitra change show`.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/change.h"
#include "text/date.h"
#include "text/money.h"

static const struct {
	const char *name, *word;
} change_fields[] = {
	{ "above", N_("Had above the rate") },
	{ "after", N_("A month after") },
	{ "allowances", N_("Allowances") },
	{ "amount", N_("Amount a month") },
	{ "area", N_("List owner") },
	{ "arrears", N_("Arrears") },
	{ "before", N_("A month before") },
	{ "birth", N_("Birth") },
	{ "birthday", N_("Birthday") },
	{ "category", N_("Category") },
	{ "certifier", N_("Certified by") },
	{ "changes", N_("Changes") },
	{ "coefficient", N_("Coefficient") },
	{ "collector", N_("No. of the collector") },
	{ "collector_identity", N_("Paper of the collector") },
	{ "collector_kind", N_("Kind of collector") },
	{ "collector_name", N_("Collector") },
	{ "commune", N_("Commune") },
	{ "decision", N_("Decision") },
	{ "decision_date", N_("Day of the decision") },
	{ "decree", N_("Decree") },
	{ "delivery", N_("Delivery") },
	{ "direction", N_("Direction") },
	{ "document", N_("Paper") },
	{ "document2", N_("Second paper") },
	{ "document2_kind", N_("Kind of the second paper") },
	{ "document2_on", N_("Day of the second paper") },
	{ "document_kind", N_("Kind of paper") },
	{ "document_on", N_("Day of the paper") },
	{ "elsewhere", N_("Place elsewhere") },
	{ "entitlement", N_("Entitlement") },
	{ "ethnic", N_("Ethnic group") },
	{ "event_on", N_("Day it happened") },
	{ "exceptions", N_("Exceptions") },
	{ "family", N_("Group of allowances") },
	{ "file", N_("Name of the file") },
	{ "from", N_("From month") },
	{ "given", N_("Given name") },
	{ "grants", N_("Allowances") },
	{ "id_kind", N_("Kind of identity paper") },
	{ "identity", N_("Identity number") },
	{ "issuer", N_("Issued by") },
	{ "job", N_("No. of the import") },
	{ "keep", N_("What stays") },
	{ "kind", N_("Kind") },
	{ "letter", N_("No. of the letter") },
	{ "lowered", N_("What of it") },
	{ "month", N_("Month") },
	{ "months", N_("Months") },
	{ "name", N_("Full name") },
	{ "newcomers", N_("Newcomers") },
	{ "next", N_("Next category") },
	{ "note", N_("Note") },
	{ "other", N_("Other group") },
	{ "other_name", N_("Other name") },
	{ "owner", N_("No. of the list owner") },
	{ "period", N_("Period") },
	{ "people", N_("People") },
	{ "person", N_("Person") },
	{ "phone", N_("Telephone") },
	{ "point", N_("Payout point") },
	{ "province", N_("Province") },
	{ "reason", N_("Reason") },
	{ "receipt", N_("Receipt") },
	{ "reclaim", N_("By the system before") },
	{ "recover", N_("To recover") },
	{ "recovery", N_("Recovery") },
	{ "relation", N_("Relation") },
	{ "replaces", N_("In place of") },
	{ "rows", N_("Rows") },
	{ "same", N_("Nevertheless") },
	{ "self", N_("In person") },
	{ "setting", N_("Setting") },
	{ "sex", N_("Sex") },
	{ "sha256", N_("SHA-256 of the rows") },
	{ "source", N_("Source") },
	{ "starts", N_("It starts") },
	{ "state", N_("State") },
	{ "through", N_("Last month") },
	{ "to", N_("To month") },
	{ "two", N_("Two in one") },
	{ "undoes", N_("Undoes") },
	{ "valid_from", N_("Valid from") },
	{ "valid_to", N_("Valid to") },
	{ "value", N_("Value") },
	{ "village", N_("Village") },
	{ "years", N_("Years") },
};

const char *
change_field_word(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(change_fields) / sizeof(change_fields[0]); i++)
		if (strcmp(change_fields[i].name, name) == 0)
			return _(change_fields[i].word);
	return name;
}

void
change_field_value(const char *name, const char *stored, char *dst,
    size_t size)
{
	static const char *const money[] = { "amount", "before", "after" };
	char month[DATE_MONTH];
	struct date d;
	int64_t n;
	size_t i;

	(void)str_copy_cut(dst, size, strcmp(name, "undoes") == 0 ?
	    change_kind_word(stored) : stored);
	for (i = 0; i < sizeof(money) / sizeof(money[0]); i++)
		if (strcmp(name, money[i]) == 0 &&
		    str_int(stored, 0, INT64_MAX, &n) == ST_OK)
			money_format(dst, size, n);
	if (strcmp(name, "lowered") == 0)
		(void)str_copy_cut(dst, size, strcmp(stored, "claim") == 0 ?
		    _("Claim it") : _("Do not claim it"));
	/* Read from standard input, it has no file name. */
	if (strcmp(name, "file") == 0 && strcmp(stored, "-") == 0)
		(void)str_copy_cut(dst, size, _("standard input"));
	if (strlen(stored) == 7 && month_parse(stored, month) == ST_OK)
		month_format(dst, size, month);
	else if (strlen(stored) == 10 && date_from_iso(stored, &d) == ST_OK)
		date_format(dst, size, d);
}
