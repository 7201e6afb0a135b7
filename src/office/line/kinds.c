/*
 * SPDX-License-Identifier: ISC
 *
 * line/kinds: the words of the columns.
 */
#include "office/line/kinds.h"

NAMES(list_kinds, [LIST_MONTHLY] = "monthly", [LIST_FUNERAL] = "funeral",
	[LIST_OPENING] = "opening");

NAMES(list_states, [LIST_DRAFT] = "draft", [LIST_SUBMITTED] = "submitted",
	[LIST_APPROVED] = "approved", [LIST_CLOSED] = "closed");

NAMES(line_kinds, [LINE_BASE] = "base", [LINE_CARE] = "care",
	[LINE_ARREARS] = "arrears", [LINE_DIFFERENCE] = "difference",
	[LINE_FUNERAL] = "funeral");
