/*
 * SPDX-License-Identifier: ISC
 *
 * access: how a command uses the database: it posts through the person's own
 * socket (ssh), the running server, or in-process when none runs; it reads
 * through a read-only connection with the caller's scope.
 */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.h"
#include "cmd/cmd.h"

enum status
cmd_post_open(struct cmd_ctx *c, struct post **out, struct err *err)
{
	c->posts = true;
	if (c->remote)
		return post_fd(c->books, c->told, out, err);
	return post_open(&c->conf, out, err);
}

/*
 * A local reader is the owner of the file (or root), who may read everything,
 * or the staff member with that uid.
 */
static enum status
cmd_local_actor(struct cmd_ctx *c, struct db *db, struct actor *who,
    struct err *err)
{
	struct stat sb;
	enum status st;

	if (stat(c->conf.data_database, &sb) == -1)
		return err_errno(err, ST_IO, "%s", c->conf.data_database);
	if (getuid() == 0 || getuid() == sb.st_uid) {
		actor_program(who);
		return ST_OK;
	}
	st = actor_by_uid(db, (int64_t)getuid(), who, err);
	if (st == ST_NOTFOUND)
		return err_set(err, ST_DENIED, _("your user on this server is not "
		    "a member of staff: the administrator adds it with `chitra user`"));
	return st;
}

enum status
cmd_reader_open(struct cmd_ctx *c, struct cmd_reader *r, struct err *err)
{
	enum status st;

	memset(r, 0, sizeof(*r));
	st = db_open_reader(c->conf.data_database, DB_BOOKS, &r->db, err);
	if (st != ST_OK)
		return st;
	if (c->remote)
		st = actor_load(r->db, c->staff, &r->who, err);
	else
		st = cmd_local_actor(c, r->db, &r->who, err);
	if (st != ST_OK) {
		db_close(r->db);
		r->db = NULL;
	}
	return st;
}

void
cmd_reader_done(struct cmd_reader *r)
{
	actor_done(&r->who);
	db_close(r->db);
	r->db = NULL;
}
