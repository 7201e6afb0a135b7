/* SPDX-License-Identifier: ISC */
#include "config.h"

#include "cmd/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/tar.h"
#include "db/migrate.h"
#include "serve/auth.h"

#define ARCHIVE_PAGE "chitra-backup" /* name of the first member, the facts */
#define ARCHIVE_PAGE_MAX 16384
#define ARCHIVE_FORMAT 1
#define ARCHIVE_SQLITE "SQLite format 3" /* and a NUL: the database alone */

static const char *const archive_names[ARCHIVE_PARTS] = {
	[ARCHIVE_CONF] = "chitra.ini", [ARCHIVE_KEY] = "host_key",
	[ARCHIVE_AUTH] = "auth.db", [ARCHIVE_BOOKS] = "chitra.db",
};

/* The lines of the facts, "key value"; size 0: a number. */
static const struct {
	const char *key;
	size_t at, size;
} archive_lines[] = {
#define NUMBER(key, m) { key, offsetof(struct archive_facts, m), 0 }
#define TEXT(key, m) { key, offsetof(struct archive_facts, m), \
	sizeof(((struct archive_facts *)0)->m) }
	NUMBER("format", format),
	TEXT("program", program),
	TEXT("made", made_at),
	NUMBER("books-schema", books_schema),
	NUMBER("accounts-schema", auth_schema),
	NUMBER("journal-entries", books.seq),
	TEXT("journal-head", head),
	TEXT("journal-moment", books.at),
	NUMBER("receipts", books.receipts),
	NUMBER("last-receipt", books.receipt),
	TEXT("last-receipt-moment", books.receipt_at),
	TEXT("last-password", passwords_at),
	TEXT("sha256-chitra.ini", sha256[ARCHIVE_CONF]),
	TEXT("sha256-host_key", sha256[ARCHIVE_KEY]),
	TEXT("sha256-auth.db", sha256[ARCHIVE_AUTH]),
	TEXT("sha256-chitra.db", sha256[ARCHIVE_BOOKS]),
#undef NUMBER
#undef TEXT
};
#define ARCHIVE_LINES (sizeof(archive_lines) / sizeof(archive_lines[0]))

const char *
archive_path(const struct conf *conf, enum archive_part part)
{
	switch (part) {
	case ARCHIVE_CONF:
		return conf->file;
	case ARCHIVE_KEY:
		return conf->server_host_key;
	case ARCHIVE_AUTH:
		return conf->data_auth;
	default:
		return conf->data_database;
	}
}

void
archive_stamp(char out[CLOCK_TEXT])
{
	char now[CLOCK_TEXT];
	size_t i, n = 0;

	clock_text(now);
	for (i = 0; now[i] != '\0'; i++)
		if (now[i] != '-' && now[i] != ':')
			out[n++] = now[i] == 'T' ? '-' : now[i];
	out[n] = '\0';
}

struct archive_file {
	int fd;
	const char *path; /* for messages */
};

/* Copies `size` bytes and gives their SHA-256 as text; `to` NULL: only reads. */
static enum status
archive_copy(const struct archive_file *from, const struct archive_file *to,
    int64_t size, char sha256[ARCHIVE_HEX], struct err *err)
{
	static char block[256 * 1024];
	unsigned char hash[DIGEST_LEN];
	struct digest *d = digest_new();
	enum status st = ST_OK;
	ssize_t got;

	while (st == ST_OK && size > 0) {
		got = read(from->fd, block, size < (int64_t)sizeof(block) ?
		    (size_t)size : sizeof(block));
		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			st = err_errno(err, ST_IO, "%s", from->path);
		else if (got == 0)
			st = err_set(err, ST_CORRUPT, _("%s ends too early"),
			    from->path);
		else
			digest_raw(d, block, (size_t)got);
		if (st == ST_OK && to != NULL)
			st = file_write(to->fd, to->path, block, (size_t)got,
			    err);
		size -= got;
	}
	digest_end(d, hash);
	str_hex(sha256, hash, DIGEST_LEN);
	return st;
}

static enum status
archive_source(struct archive_file *from, int64_t *size, struct err *err)
{
	struct stat sb;

	from->fd = open(from->path, O_RDONLY | O_CLOEXEC);
	if (from->fd == -1 || fstat(from->fd, &sb) == -1)
		return err_errno(err, ST_IO, "%s", from->path);
	*size = (int64_t)sb.st_size;
	return ST_OK;
}

/* Reads a source completely; `to` NULL: only for its digest. */
static enum status
archive_add(const struct archive_file *to, const char *name, const char *path,
    char sha256[ARCHIVE_HEX], struct err *err)
{
	struct archive_file from = { -1, path };
	struct tar_member m = { .size = 0 };
	enum status st;

	if ((st = archive_source(&from, &m.size, err)) == ST_OK)
		st = str_copy(m.name, sizeof(m.name), name);
	if (st == ST_OK && to != NULL)
		st = tar_head(to->fd, to->path, &m, clock_wall(), err);
	if (st == ST_OK)
		st = archive_copy(&from, to, m.size, sha256, err);
	if (st == ST_OK && to != NULL)
		st = tar_pad(to->fd, to->path, m.size, err);
	if (from.fd != -1)
		(void)close(from.fd);
	return st;
}

static enum status
archive_page(int fd, const char *to, const struct archive_facts *f,
    struct err *err)
{
	struct tar_member m = { .name = ARCHIVE_PAGE };
	const char *at;
	enum status st;
	struct buf text;
	bool room = true;
	size_t i;

	buf_init(&text, ARCHIVE_PAGE_MAX);
	for (i = 0; i < ARCHIVE_LINES; i++) {
		at = (const char *)f + archive_lines[i].at;
		if (archive_lines[i].size > 0)
			room = room && buf_printf(&text, "%s %s\n",
			    archive_lines[i].key, at);
		else
			room = room && buf_printf(&text, "%s %" PRId64 "\n",
			    archive_lines[i].key, *(const int64_t *)(const void *)at);
	}
	m.size = (int64_t)text.len;
	st = room ? tar_head(fd, to, &m, clock_wall(), err) : ST_LIMIT;
	if (st == ST_OK &&
	    (st = file_write(fd, to, text.data, text.len, err)) == ST_OK)
		st = tar_pad(fd, to, m.size, err);
	buf_done(&text);
	return st;
}

/* Reads the facts of the copies. */
static enum status
archive_look(const char *const from[ARCHIVE_PARTS], struct archive_facts *f,
    struct err *err)
{
	struct db *db = NULL;
	enum status st;
	int version = 0;
	unsigned i;

	st = db_open_any(from[ARCHIVE_BOOKS], DB_BOOKS, &db, &version, err);
	if (st == ST_OK)
		st = journal_facts(db, &f->books, err);
	f->books_schema = version;
	str_hex(f->head, f->books.hash, DIGEST_LEN);
	db_close(db);
	db = NULL;
	if (st == ST_OK)
		st = db_open_any(from[ARCHIVE_AUTH], DB_AUTH, &db, &version, err);
	if (st == ST_OK)
		st = auth_newest(db, f->passwords_at, err);
	f->auth_schema = version;
	db_close(db);
	for (i = 0; st == ST_OK && i < ARCHIVE_PARTS; i++)
		st = archive_add(NULL, archive_names[i], from[i], f->sha256[i],
		    err);
	return st;
}

/* Writes the archive, from sources that no longer change. */
static enum status
archive_pack(const char *part, const char *const from[ARCHIVE_PARTS],
    struct archive_facts *f, struct err *err)
{
	struct archive_file to = { -1, part };
	char sha256[ARCHIVE_HEX];
	enum status st;
	unsigned i;

	(void)unlink(part); /* left by an interrupted run */
	to.fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (to.fd == -1)
		return err_errno(err, ST_IO, "%s", part);
	st = archive_page(to.fd, part, f, err);
	for (i = 0; st == ST_OK && i < ARCHIVE_PARTS; i++) {
		st = archive_add(&to, archive_names[i], from[i], sha256, err);
		if (st == ST_OK && strcmp(sha256, f->sha256[i]) != 0)
			st = err_set(err, ST_BUSY, _("%s changed while it was "
			    "read; try again"), from[i]);
	}
	if (st == ST_OK)
		st = tar_end(to.fd, part, err);
	if (st == ST_OK && fsync(to.fd) == -1)
		st = err_errno(err, ST_IO, "%s", part);
	(void)close(to.fd);
	return st;
}

enum status
archive_write(const struct conf *conf, const char *to,
    struct archive_facts *made, struct err *err)
{
	char *part = mem_printf("%s.part", to);
	char *auth = mem_printf("%s.part-auth", to);
	char *books = mem_printf("%s.part-books", to);
	const char *const from[ARCHIVE_PARTS] = { conf->file,
		conf->server_host_key, auth, books };
	struct archive_facts f = { .format = ARCHIVE_FORMAT,
		.program = PACKAGE_VERSION };
	enum status st = ST_OK;

	if (access(to, F_OK) == 0)
		st = err_set(err, ST_EXISTS, _("%s is already there"), to);
	if (st == ST_OK) {
		clock_text(f.made_at);
		(void)unlink(auth);
		(void)unlink(books);
		if ((st = db_backup(conf->data_auth, auth, err)) == ST_OK &&
		    (st = db_backup(conf->data_database, books,
		    err)) == ST_OK &&
		    (st = archive_look(from, &f, err)) == ST_OK &&
		    (st = archive_pack(part, from, &f, err)) == ST_OK)
			st = file_publish(part, to, false, err);
		(void)unlink(part);
		(void)unlink(auth);
		(void)unlink(books);
	}
	free(part);
	free(auth);
	free(books);
	if (st == ST_OK)
		*made = f;
	return st;
}

static enum status
archive_line(const char *key, const char *value, struct archive_facts *f)
{
	size_t i;
	void *at;

	for (i = 0; i < ARCHIVE_LINES; i++)
		if (strcmp(archive_lines[i].key, key) == 0)
			break;
	if (i == ARCHIVE_LINES)
		return ST_OK; /* a key of a newer program; `format` tells */
	at = (char *)f + archive_lines[i].at;
	if (archive_lines[i].size > 0)
		return str_copy(at, archive_lines[i].size, value);
	return str_int(value, 0, INT64_MAX, at);
}

static enum status
archive_read_page(char *text, const char *file, struct archive_facts *f,
    struct err *err)
{
	enum status st = ST_OK;
	char *line, *next, *value;

	for (line = text; st == ST_OK && *line != '\0'; line = next) {
		next = line + strcspn(line, "\n");
		if (*next != '\0')
			*next++ = '\0';
		value = line + strcspn(line, " ");
		if (*value != '\0')
			*value++ = '\0';
		st = archive_line(line, value, f);
	}
	if (st == ST_OK && f->format > ARCHIVE_FORMAT)
		return err_set(err, ST_INVALID, _("%s was written by a newer "
		    "program: install that"), file);
	if (st != ST_OK || f->format != ARCHIVE_FORMAT ||
	    str_unhex(f->books.hash, DIGEST_LEN, f->head) != ST_OK)
		return err_set(err, ST_CORRUPT,
		    _("%s is damaged, or is no backup of Chitra"), file);
	return ST_OK;
}

/* Reads the facts; fd is then at the first part. */
static enum status
archive_first(int fd, const char *file, struct archive_facts *f,
    struct err *err)
{
	char text[ARCHIVE_PAGE_MAX + 1];
	struct tar_member m = { .name = "" };
	enum status st;
	bool more = false;

	if (lseek(fd, 0, SEEK_SET) == -1)
		return err_errno(err, ST_IO, "%s", file);
	st = tar_next(fd, file, &m, &more, err);
	if (st == ST_OK && (!more || strcmp(m.name, ARCHIVE_PAGE) != 0 ||
	    m.size > ARCHIVE_PAGE_MAX || read(fd, text, (size_t)m.size) !=
	    (ssize_t)m.size))
		st = err_set(err, ST_CORRUPT,
		    _("%s is damaged, or is no backup of Chitra"), file);
	if (st == ST_OK)
		st = tar_skip(fd, file, m.size, err);
	if (st != ST_OK)
		return st;
	text[m.size] = '\0';
	return archive_read_page(text, file, f, err);
}

enum status
archive_open(const char *file, struct archive *out, struct err *err)
{
	struct archive a = { .file = file };
	char magic[sizeof(ARCHIVE_SQLITE)];
	enum status st = ST_OK;

	a.fd = open(file, O_RDONLY | O_CLOEXEC);
	if (a.fd == -1)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", file);
	a.books_alone = read(a.fd, magic, sizeof(magic)) == sizeof(magic) &&
	    memcmp(magic, ARCHIVE_SQLITE, sizeof(magic)) == 0;
	if (!a.books_alone)
		st = archive_first(a.fd, file, &a.facts, err);
	if (st == ST_OK)
		*out = a;
	else
		(void)close(a.fd);
	return st;
}

void
archive_close(struct archive *a)
{
	if (a->fd > 0)
		(void)close(a->fd);
	a->fd = -1;
}

static enum status
archive_take(const struct archive *a, const struct tar_member *m,
    enum archive_part part, const char *path, struct err *err)
{
	const struct archive_file from = { a->fd, a->file };
	struct archive_file to = { -1, path };
	char sha256[ARCHIVE_HEX];
	enum status st;

	(void)unlink(path); /* left by an interrupted run */
	to.fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    0600);
	if (to.fd == -1)
		return err_errno(err, ST_IO, "%s", path);
	st = archive_copy(&from, &to, m->size, sha256, err);
	if (st == ST_OK && fsync(to.fd) == -1)
		st = err_errno(err, ST_IO, "%s", path);
	(void)close(to.fd);
	if (st == ST_OK && strcmp(sha256, a->facts.sha256[part]) != 0)
		st = err_set(err, ST_CORRUPT, _("%s: %s is damaged in it"),
		    a->file, m->name);
	return st;
}

static enum status
archive_part_of(const struct archive *a, const struct tar_member *m,
    const char *const to[ARCHIVE_PARTS], unsigned *seen, struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; i < ARCHIVE_PARTS; i++)
		if (strcmp(archive_names[i], m->name) == 0)
			break;
	if (i < ARCHIVE_PARTS && to[i] != NULL)
		st = archive_take(a, m, (enum archive_part)i, to[i], err);
	else if (lseek(a->fd, (off_t)m->size, SEEK_CUR) == -1)
		st = err_errno(err, ST_IO, "%s", a->file);
	if (i < ARCHIVE_PARTS)
		*seen |= 1U << i;
	return st == ST_OK ? tar_skip(a->fd, a->file, m->size, err) : st;
}

enum status
archive_unpack(const struct archive *a, const char *const to[ARCHIVE_PARTS],
    struct err *err)
{
	struct archive_facts again = { .format = 0 };
	struct tar_member m;
	unsigned seen = 0;
	enum status st;
	bool more;

	st = archive_first(a->fd, a->file, &again, err);
	while (st == ST_OK && (st = tar_next(a->fd, a->file, &m, &more, err)) ==
	    ST_OK && more)
		st = archive_part_of(a, &m, to, &seen, err);
	if (st == ST_OK && seen != (1U << ARCHIVE_PARTS) - 1)
		st = err_set(err, ST_CORRUPT, _("%s is not whole"), a->file);
	return st;
}
