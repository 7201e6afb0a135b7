/*
 * SPDX-License-Identifier: ISC
 *
 * demo/sheet: a table of the demo on its way in, by the verbs of the import.
 */
#pragma once

#include "office/demo/demo_priv.h"

struct demo_sheet {
	struct demo *d;
	const struct actor *who;
	const char *kind;
	char job[24];
	struct buf slice;
	unsigned in_slice;
	long line;
};

enum status demo_sheet_begin(struct demo_sheet *s, struct demo *d,
    const struct actor *who, const char *kind, const char *columns,
    struct err *err) ERR_CHECKED;
enum status demo_sheet_row(struct demo_sheet *s, char *const *fields, size_t n,
    struct err *err) ERR_CHECKED;
/* `request`: the one that the file became (NULL: it stands at once).  Frees
 * the sheet, also when `st` says that a row failed, which it then returns. */
enum status demo_sheet_end(struct demo_sheet *s, char request[24],
    enum status st, struct err *err) ERR_CHECKED;
