/*
 * SPDX-License-Identifier: ISC
 *
 * line/kinds: kinds and states of lists and of their lines, as the columns
 * list.kind, list.state and line.kind have them.
 */
#pragma once

#include "base/names.h"

enum list_kind {
	LIST_KIND_NONE,
	LIST_MONTHLY, /* allowances of the months of a period */
	LIST_FUNERAL, /* funeral support alone */
	LIST_OPENING  /* what the system before left uncollected */
};
extern const struct names list_kinds;

/* In the order in which a list passes through them. */
enum list_state {
	LIST_STATE_NONE, LIST_DRAFT, LIST_SUBMITTED, LIST_APPROVED, LIST_CLOSED
};
extern const struct names list_states;

/* In the order in which a person has them in one month of a list. */
enum line_kind {
	LINE_KIND_NONE, LINE_BASE, LINE_CARE, LINE_ARREARS, LINE_DIFFERENCE,
	LINE_FUNERAL
};
extern const struct names line_kinds;
