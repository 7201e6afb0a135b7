/*
 * SPDX-License-Identifier: ISC
 *
 * uids: which user each of our processes runs as.
 *
 *   books      chitra        owns the database and its folder
 *   desk       chitra-desk   group chitra: reads the database
 *   gate       chitra-gate   group chitra; owns auth.db
 *   transport  chitra-net    nothing
 *   listener   as started
 */
#ifndef CHITRA_SERVE_UIDS_H
#define CHITRA_SERVE_UIDS_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/conf.h"
#include "base/err.h"

enum uids_role { UIDS_BOOKS, UIDS_DESK, UIDS_GATE, UIDS_NET, UIDS_COUNT };

struct uids_one {
	uid_t uid; /* (uid_t)-1: stay as we are */
	gid_t gid;
};

struct uids {
	bool apart; /* each role has its own user */
	struct uids_one role[UIDS_COUNT];
};

/*
 * Works it out from server.users and who we are.  ST_INVALID when we are root,
 * server.users is auto and the users do not exist: the message says how to
 * make them.
 */
enum status uids_find(const struct conf *conf, struct uids *out,
    struct err *err) ERR_CHECKED;

/* One line in the log when all run as one user. */
void uids_say(const struct uids *u);

/*
 * Gives the files and folders of the office to their users, for who made them
 * as root (init, migrate, restore); makes data.backups.  Does
 * nothing when all run as one, and nothing while the users do not exist.
 * ST_INVALID: auth.db has no folder of its own.
 */
enum status uids_chown(const struct conf *conf, struct err *err) ERR_CHECKED;

/* Becomes that user for good: groups, gid, uid, no way back.  Fatal if not. */
void uids_become(const struct uids *u, enum uids_role role);

#endif
