/*
 * SPDX-License-Identifier: ISC
 *
 * restore: what restore.c and restore_swap.c share.
 */
#ifndef CHITRA_CMD_RESTORE_H
#define CHITRA_CMD_RESTORE_H

#include "cmd/archive.h"

#define RESTORE_PATH (CONF_PATH_MAX + 48)

struct restore {
	struct archive a;
	struct conf conf;       /* the office as it will be */
	char fresh[ARCHIVE_PARTS][RESTORE_PATH]; /* unpacked; "": not brought */
	int lock[2];            /* books, auth.db; -1 */
	char stamp[CLOCK_TEXT + 12]; /* PATH.replaced-STAMP: what was here */
	bool moved;             /* there was something */
	bool older;             /* the backup's schema is */
};

/* PATH.WORD */
enum status restore_beside(const char *path, const char *word,
    char out[RESTORE_PATH], struct err *err) ERR_CHECKED;

/* Makes the folders that the parts will lie in. */
enum status restore_folders(const struct restore *r, struct err *err)
    ERR_CHECKED;

/*
 * Puts what was unpacked in its place.  Cut off anywhere, the office starts no
 * more (restore_cut_off()) until a restore has run to its end.
 */
enum status restore_swap(struct restore *r, struct err *err) ERR_CHECKED;

/* ST_INVALID while the office of this chitra.ini is half restored. */
enum status restore_cut_off(const struct conf *conf, struct err *err)
    ERR_CHECKED;

#endif
