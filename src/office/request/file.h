/*
 * SPDX-License-Identifier: ISC
 *
 * request/file: what files do to requests (file/, import/).
 */
#ifndef CHITRA_OFFICE_CHANGE_FILE_H
#define CHITRA_OFFICE_CHANGE_FILE_H

#include "office/verb/verb.h"

/*
 * A request that a row of a file becomes when the file is decided: asked in the
 * name of who sent the file, approved in that of who decided it, in one.  It was
 * tried when the row came; what it would change must be as it was then.
 */
struct change_file {
	int64_t job, maker, decider, person;
	const char *kind, *month;
	const char *fields, *was; /* lines name=value */
	int64_t undoes;           /* of kind "undo" */
};

/* Inside a savepoint of the caller's; *id is the request. */
enum status change_of_file(struct verb_call *c, const struct change_file *f,
    int64_t *id, struct err *err) ERR_CHECKED;

/* Ties a request to the import that it came from. */
enum status change_of_job(struct verb_call *c, int64_t change, int64_t job,
    struct err *err) ERR_CHECKED;
/* Areas took one another's place: one that waits is about `area` (0: the whole
 * office) now, and its fields name the new ones. */
enum status change_to_area(struct verb_call *c, int64_t change, int64_t area,
    const char *fields, const char *was, struct err *err) ERR_CHECKED;

#endif
