/*
 * SPDX-License-Identifier: ISC
 *
 * uids: the user of each process.
 *
 *   books      chitra        owns the database and its folder
 *   desk       chitra-desk   group chitra: reads the database
 *   gate       chitra-gate   group chitra; owns auth.db
 *   transport  chitra-net    nothing
 *   listener   as started
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/conf.h"
#include "base/err.h"

enum uids_role { UIDS_BOOKS, UIDS_DESK, UIDS_GATE, UIDS_NET, UIDS_COUNT };

struct uids_one {
	uid_t uid; /* (uid_t)-1: do not change */
	gid_t gid;
};

struct uids {
	bool apart; /* each role has its own user */
	struct uids_one role[UIDS_COUNT];
};

/*
 * Decides by server.users and the current user.  ST_INVALID when we are root,
 * server.users is auto and the users do not exist; the message says how to
 * create them.
 */
enum status uids_find(const struct conf *conf, struct uids *out,
    struct err *err) ERR_CHECKED;

/* Logs one line when all run as one user. */
void uids_say(const struct uids *u);

/*
 * Gives the files and folders of the office to their users, for commands that
 * create them as root (init, migrate, restore); creates data.backups.  No-op
 * when all run as one user or the users do not exist.  ST_INVALID: auth.db has
 * no folder of its own.
 */
enum status uids_chown(const struct conf *conf, struct err *err) ERR_CHECKED;

/* Becomes that user irrevocably: groups, gid, uid.  Fatal on failure. */
void uids_become(const struct uids *u, enum uids_role role);
