/*
 * SPDX-License-Identifier: ISC
 *
 * archive: the file of a backup: a tar of chitra.ini, the host key, auth.db and
 * chitra.db, preceded by a member of facts: the last journal entry, the counts,
 * and the SHA-256 of each part.  Read and written by `backup` and `restore`.
 *
 * A file of earlier programs is chitra.db alone.
 */
#pragma once

#include <stdbool.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/err.h"
#include "office/verb/journal.h"

enum archive_part {
	ARCHIVE_CONF, ARCHIVE_KEY, ARCHIVE_AUTH, ARCHIVE_BOOKS, ARCHIVE_PARTS
};

#define ARCHIVE_HEX (2 * DIGEST_LEN + 1)

/* The facts; of a file of earlier programs only `books` is filled. */
struct archive_facts {
	int64_t format;
	char program[16];             /* version */
	char made_at[CLOCK_TEXT];
	int64_t books_schema, auth_schema;
	struct journal_facts books;
	char head[ARCHIVE_HEX];       /* books.hash as text */
	char passwords_at[CLOCK_TEXT]; /* the last password or key set */
	char sha256[ARCHIVE_PARTS][ARCHIVE_HEX];
};

struct archive {
	int fd;
	const char *file;
	bool books_alone;
	struct archive_facts facts;
};

/* Path of a part in an office. */
const char *archive_path(const struct conf *conf, enum archive_part part);

/*
 * Creates the file, mode 0600; a server may be running.  auth.db is copied
 * before chitra.db, so that each account has its staff row there.
 */
enum status archive_write(const struct conf *conf, const char *to,
    struct archive_facts *made, struct err *err) ERR_CHECKED;

/* Opens the file and reads the facts; close with archive_close(). */
enum status archive_open(const char *file, struct archive *out,
    struct err *err) ERR_CHECKED;
void archive_close(struct archive *a);

/*
 * Writes the parts with a name in `to` (NULL: skipped) to new files, syncs
 * them, and compares their digests.
 */
enum status archive_unpack(const struct archive *a,
    const char *const to[ARCHIVE_PARTS], struct err *err) ERR_CHECKED;

/* "20191112-073000", for names of files. */
void archive_stamp(char out[CLOCK_TEXT]);
