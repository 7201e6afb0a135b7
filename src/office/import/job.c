/*
 * SPDX-License-Identifier: ISC
 *
 * import/job: the job of a file (verb/job.h) while one of its verbs runs.
 *
 * job.params = "HASH\nCOLUMNS\nFILE"; job.cursor = the last line staged, so
 * that a slice that is sent twice is taken once.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"
#include "office/rate/category.h"
#include "office/verb/job.h"

void
import_job_row(const struct import_job *j, struct job *out)
{
	char hex[2 * DIGEST_LEN + 1];

	str_hex(hex, j->digest, DIGEST_LEN);
	*out = (struct job){ .id = j->id, .rows = j->rows, .cursor = j->last };
	(void)snprintf(out->params, sizeof(out->params), "%s\n%s\n%s", hex,
	    j->columns, j->file);
}

/* Takes job.params apart. */
static enum status
import_params(struct import_job *j, const char *params)
{
	const char *columns = strchr(params, '\n');
	const char *file = columns != NULL ? strchr(columns + 1, '\n') : NULL;
	char hex[2 * DIGEST_LEN + 1];

	if (file == NULL || columns - params != 2 * DIGEST_LEN ||
	    (size_t)(file - columns) > sizeof(j->columns))
		return ST_CORRUPT;
	memcpy(hex, params, 2 * DIGEST_LEN);
	hex[2 * DIGEST_LEN] = '\0';
	memcpy(j->columns, columns + 1, (size_t)(file - columns - 1));
	j->columns[file - columns - 1] = '\0';
	(void)str_copy_cut(j->file, sizeof(j->file), file + 1);
	return str_unhex(j->digest, DIGEST_LEN, hex);
}

/* The job of that number, whoever's it is. */
static enum status
import_read(struct verb_call *c, int64_t id, struct import_job *j,
    int64_t *staff, struct err *err)
{
	struct job job;

	memset(j, 0, sizeof(*j));
	j->c = c;
	if (job_get(c->db, id, &job, err) != ST_OK)
		return err->st;
	j->id = id;
	j->kind = import_kind_find(job.kind);
	if (j->kind == NULL)
		return err_field(err, ST_NOTFOUND, "job",
		    _("there is no such import"));
	if (import_params(j, job.params) != ST_OK)
		return err_field(err, ST_CORRUPT, "job",
		    _("the import is damaged"));
	j->staging = job.staging;
	j->rows = job.rows;
	j->last = job.cursor;
	*staff = job.staff;
	return import_notes_last(j, err);
}

/* The job that the posting names; its own staff's, in the state asked for. */
enum status
import_load(struct verb_call *c, bool staging, struct import_job *j,
    struct err *err)
{
	int64_t staff = 0;

	if (import_read(c, wire_args_int(&c->in->args, "job", 0), j, &staff,
	    err) != ST_OK)
		return err->st;
	if (staff != c->who->staff && c->who->role != ROLE_ADMIN)
		return err_field(err, ST_DENIED, "job",
		    _("this import is somebody else's"));
	if (staging && !j->staging)
		return err_field(err, ST_INVALID, "job",
		    _("this import has ended"));
	return staging ? category_province(c->db, j->province,
	    sizeof(j->province), err) : ST_OK;
}

enum status
import_job_of(struct verb_call *c, int64_t id, struct import_job *j,
    struct err *err)
{
	int64_t staff;
	enum status st = import_read(c, id, j, &staff, err);

	return st == ST_OK ? category_province(c->db, j->province,
	    sizeof(j->province), err) : st;
}
