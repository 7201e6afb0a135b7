/*
 * SPDX-License-Identifier: ISC
 *
 * request/file: what files do with requests (file/, import/).
 */
#pragma once

#include "office/verb/verb.h"

/*
 * The request that a row of a file becomes when the file is decided: asked for
 * by who sent the file and approved by who decided it, in one step.  It was
 * tried when the row was read; what it changes must still be as it was then.
 */
struct change_file {
	int64_t job, maker, decider, person;
	const char *kind, *month;
	const char *fields, *was; /* lines name=value */
	int64_t undoes;           /* of kind "undo" */
};

/* Must be called inside a savepoint; *id: the request. */
enum status change_of_file(struct verb_call *c, const struct change_file *f,
    int64_t *id, struct err *err) ERR_CHECKED;

/* Ties a request to the import that it came from. */
enum status change_of_job(struct verb_call *c, int64_t change, int64_t job,
    struct err *err) ERR_CHECKED;
/* After a reorganisation of areas: a waiting request is about `area` (0: the
 * office) from now on, and fields and was name the new areas. */
enum status change_to_area(struct verb_call *c, int64_t change, int64_t area,
    const char *fields, const char *was, struct err *err) ERR_CHECKED;
