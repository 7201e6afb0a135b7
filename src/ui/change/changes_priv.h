/*
 * SPDX-License-Identifier: ISC
 *
 * change/changes_priv: the state of the inbox, shared by changes.c (drawing,
 * keys) and changes_page.c (reading).
 */
#pragma once

#include "ui/kit/change_ui.h"
#include "ui/kit/rows.h"

struct inbox {
	struct changes_filter filter;
	struct rows rows;
	struct change_counts counts;
	struct edit search;
	bool searching, far;     /* far: older ones were not searched */
	int timer;
};

/* Reads a page, newest first; the arg is the screen. */
extern const struct pager_ops changes_pages;
