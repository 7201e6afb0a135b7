/*
 * SPDX-License-Identifier: ISC
 *
 * verb_second: which second person each verb needs, or why none: rule 13 of
 * the house as a table that a test walks.
 */
#pragma once

enum verb_second {
	SECOND_REQUEST,  /* asked for, and run when somebody else approves */
	SECOND_DECIDES,  /* itself the word of the second person, with the password */
	SECOND_LATER,    /* counts for nothing until a second person approves */
	SECOND_NONE      /* decides about no money, or only stops it */
};

struct verb_second_row {
	const char *verb;
	enum verb_second second;
	const char *why;  /* who the second is, or why there is none */
};

/* One row a verb; verb NULL at the end. */
extern const struct verb_second_row verb_seconds[];
