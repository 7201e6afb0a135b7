/*
 * SPDX-License-Identifier: ISC
 *
 * print/print_priv: the state of the print dialog, shared by dialog.c and
 * job.c, for them only.
 */
#pragma once

#include "form/report_def.h"
#include "ui/kit/fields.h"
#include "ui/print/dialog.h"

enum { REPORT, AREA, POINT, PRINTER, FROM, MONTHS, DAYS, FIELDS };
enum { REPORTS = 32 };

struct print_state {
	struct fields fields;            /* first: ui/kit/fields.h */
	struct field v[FIELDS];
	struct print_arg what;
	struct form_dirs dirs;
	struct report_def *def[REPORTS]; /* owned */
	unsigned ndef;
	struct profiles *profiles;       /* owned */
	bool waiting;                    /* for the pages of a job */
};

/* Starts the job of the fields; errors go to the message line. */
void print_start(struct screen *s);
