/*
 * SPDX-License-Identifier: ISC
 *
 * request/file: a request that a row of a file becomes when the file is
 * decided: asked in the name of who sent the file, approved in that of who
 * decided it, in one.  It was tried when the row came; what it would change
 * must be as it was then.
 */
#ifndef CHITRA_OFFICE_CHANGE_FILE_H
#define CHITRA_OFFICE_CHANGE_FILE_H

#include "office/verb/verb.h"

struct change_file {
	int64_t job, maker, decider, person;
	const char *kind, *month;
	const char *fields, *was; /* lines name=value */
	int64_t undoes;           /* of kind "undo" */
};

/* Inside a savepoint of the caller's; *id is the request. */
enum status change_of_file(struct verb_call *c, const struct change_file *f,
    int64_t *id, struct err *err) ERR_CHECKED;

#endif
