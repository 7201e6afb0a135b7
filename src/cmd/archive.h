/*
 * SPDX-License-Identifier: ISC
 *
 * archive: the one file of a backup: a tar of chitra.ini, the host key,
 * auth.db and the books, with a page in front that says how far they had come
 * and the SHA-256 of each.  Read and written by `backup` and `restore`.
 *
 * A file of earlier programs is the books alone, a SQLite database.
 */
#ifndef CHITRA_CMD_ARCHIVE_H
#define CHITRA_CMD_ARCHIVE_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/err.h"
#include "office/verb/journal.h"

enum archive_part {
	ARCHIVE_CONF, ARCHIVE_KEY, ARCHIVE_AUTH, ARCHIVE_BOOKS, ARCHIVE_PARTS
};

#define ARCHIVE_HEX (2 * DIGEST_LEN + 1)

/* The page in front; of a file of earlier programs only `books` is filled. */
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

/* Where a part lies in an office. */
const char *archive_path(const struct conf *conf, enum archive_part part);

/*
 * A new file, mode 0600, of an office that may be serving.  auth.db is copied
 * before the books, so that each account has its member of staff in them.
 */
enum status archive_write(const struct conf *conf, const char *to,
    struct archive_facts *made, struct err *err) ERR_CHECKED;

/* Opens and reads the page in front.  Close it. */
enum status archive_open(const char *file, struct archive *out,
    struct err *err) ERR_CHECKED;
void archive_close(struct archive *a);

/*
 * Writes the parts that have a name in `to` (the others NULL) to new files,
 * down to the disk, and compares them with their digests.
 */
enum status archive_unpack(const struct archive *a,
    const char *const to[ARCHIVE_PARTS], struct err *err) ERR_CHECKED;

/* "20191112-073000", for names of files. */
void archive_stamp(char out[CLOCK_TEXT]);

#endif
