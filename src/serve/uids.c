/* SPDX-License-Identifier: ISC */
#include "serve/uids.h"

#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/log.h"
#include "base/say.h"

/* Names of packaging/chitra.sysusers. */
static const char *const uids_names[UIDS_COUNT] = {
	[UIDS_BOOKS] = "chitra",
	[UIDS_DESK] = "chitra-desk",
	[UIDS_GATE] = "chitra-gate",
	[UIDS_NET] = "chitra-net",
};

/* False when a user is missing. */
static bool
uids_look_up(struct uids *u)
{
	const struct passwd *pw;
	gid_t readers;
	int i;

	for (i = 0; i < UIDS_COUNT; i++) {
		pw = getpwnam(uids_names[i]);
		if (pw == NULL || pw->pw_uid == 0)
			return false;
		u->role[i].uid = pw->pw_uid;
		u->role[i].gid = pw->pw_gid;
	}
	/*
	 * The group of the books user may read the database; desk and gate get
	 * it.
	 */
	readers = u->role[UIDS_BOOKS].gid;
	u->role[UIDS_DESK].gid = readers;
	u->role[UIDS_GATE].gid = readers;
	u->apart = true;
	return true;
}

static void
uids_one_user(struct uids *u)
{
	const struct passwd *pw;
	int i;

	for (i = 0; i < UIDS_COUNT; i++) {
		u->role[i].uid = (uid_t)-1;
		u->role[i].gid = (gid_t)-1;
	}
	u->apart = false;
	pw = geteuid() == 0 ? getpwnam("nobody") : NULL;
	if (pw != NULL) {
		u->role[UIDS_NET].uid = pw->pw_uid;
		u->role[UIDS_NET].gid = pw->pw_gid;
	}
}

void
uids_say(const struct uids *u)
{
	if (u->apart)
		return;
	if (geteuid() != 0)
		log_info("all processes run as one user (not started as root)");
	else
		log_warnx("server.users = one: all processes run as root%s",
		    u->role[UIDS_NET].uid == (uid_t)-1 ? "" :
		    ", but for the transports, which run as nobody");
}

enum status
uids_find(const struct conf *conf, struct uids *out, struct err *err)
{
	struct uids u;

	memset(&u, 0, sizeof(u));
	if (geteuid() != 0 || strcmp(conf->server_users, "one") == 0)
		uids_one_user(&u);
	else if (!uids_look_up(&u))
		return err_field(err, ST_INVALID, "server.users",
		    _("The users chitra, chitra-desk, chitra-gate and chitra-net "
		    "do not exist. Make them (systemd-sysusers chitra.conf, see "
		    "packaging/), or say users = one in the section [server] "
		    "of %s."), conf->file);
	*out = u;
	return ST_OK;
}

void
uids_become(const struct uids *u, enum uids_role role)
{
	const struct uids_one *one = &u->role[role];

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		fatal("no_new_privs");
	if (one->uid == (uid_t)-1)
		return;
	if (setgroups(0, NULL) == -1 ||
	    setresgid(one->gid, one->gid, one->gid) == -1 ||
	    setresuid(one->uid, one->uid, one->uid) == -1)
		fatal("cannot become %s", uids_names[role]);
	/* Verify that root cannot be regained. */
	if (setresuid((uid_t)-1, 0, (uid_t)-1) == 0 || geteuid() == 0)
		fatalx("still root after becoming %s", uids_names[role]);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
