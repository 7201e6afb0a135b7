/*
 * SPDX-License-Identifier: ISC
 *
 * restore: shared by restore.c and restore_swap.c.
 */
#pragma once

#include "cmd/archive.h"

#define RESTORE_PATH (CONF_PATH_MAX + 48)

struct restore {
	struct archive a;
	struct conf conf;       /* of the restored office */
	char fresh[ARCHIVE_PARTS][RESTORE_PATH]; /* unpacked file; "": not in
	                                          * the backup */
	int lock[2];            /* books, auth.db; -1 */
	char stamp[CLOCK_TEXT + 12]; /* PATH.replaced-STAMP: the replaced
	                              * file */
	bool moved;             /* a file was replaced */
	bool older;             /* the backup has an older schema */
};

/* PATH.WORD */
enum status restore_beside(const char *path, const char *word,
    char out[RESTORE_PATH], struct err *err) ERR_CHECKED;

/* Creates the folders of the parts. */
enum status restore_folders(const struct restore *r, struct err *err)
    ERR_CHECKED;

/*
 * Renames the unpacked files to their targets.  After an interruption the
 * office cannot be opened (restore_cut_off()) until a restore is completed.
 */
enum status restore_swap(struct restore *r, struct err *err) ERR_CHECKED;

/* ST_INVALID while the office of this chitra.ini is half restored. */
enum status restore_cut_off(const struct conf *conf, struct err *err)
    ERR_CHECKED;
