/* SPDX-License-Identifier: ISC */
#include "text/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"

struct csv {
	FILE *f;
	char sep;       /* 0 until the first row */
	long line;      /* of the next byte */
	bool begun;
	bool dead;      /* not a text file: stop reading */
	struct buf row; /* the fields, each with its NUL */
	size_t start[CSV_FIELDS_MAX];
	char *fields[CSV_FIELDS_MAX];
	size_t n;
	unsigned char in[16384];
	size_t at, end; /* unread part of in */
};

#define CSV_EOF (-1)

static int
csv_peek(struct csv *c)
{
	if (c->at == c->end) {
		c->at = 0;
		c->end = fread(c->in, 1, sizeof(c->in), c->f);
		if (c->end == 0)
			return CSV_EOF;
	}
	return c->in[c->at];
}

static int
csv_get(struct csv *c)
{
	int ch = csv_peek(c);

	if (ch == CSV_EOF)
		return ch;
	c->at++;
	if (ch == '\n')
		c->line++;
	return ch;
}

struct csv *
csv_open(FILE *f)
{
	struct csv *c = mem_zalloc(sizeof(*c));

	c->f = f;
	c->line = 1;
	buf_init(&c->row, CSV_ROW_MAX);
	return c;
}

void
csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	buf_done(&c->row);
	free(c);
}

/* The candidate that occurs most often in the first line, outside quotes. */
static char
csv_detect(const unsigned char *s, size_t n)
{
	static const char signs[] = { ',', ';', '\t' };
	size_t count[sizeof(signs)] = { 0 }, i, k, best = 0;
	bool quoted = false;

	for (i = 0; i < n && (quoted || (s[i] != '\n' && s[i] != '\r')); i++) {
		if (s[i] == '"')
			quoted = !quoted;
		for (k = 0; k < sizeof(signs) && !quoted; k++)
			count[k] += s[i] == (unsigned char)signs[k];
	}
	for (k = 1; k < sizeof(signs); k++)
		if (count[k] > count[best])
			best = k;
	return signs[best];
}

/* Byte order mark, sep= line, separator: all from the first block. */
static enum status
csv_begin(struct csv *c, struct err *err)
{
	static const unsigned char bom[] = { 0xEF, 0xBB, 0xBF };
	const unsigned char *s;
	size_t n;

	c->begun = true;
	if (csv_peek(c) == CSV_EOF)
		return ST_OK;
	s = c->in;
	n = c->end;
	if (n >= 2 && ((s[0] == 0xFF && s[1] == 0xFE) ||
	    (s[0] == 0xFE && s[1] == 0xFF)))
		return err_set(err, ST_INVALID,
		    _("the file is UTF-16: save it as \"CSV UTF-8\""));
	if (n >= 3 && memcmp(s, bom, 3) == 0)
		c->at = 3;
	s += c->at;
	n -= c->at;
	if (n >= 6 && memcmp(s, "sep=", 4) == 0 &&
	    (s[5] == '\n' || s[5] == '\r')) {
		c->sep = (char)s[4];
		while (csv_get(c) != '\n' && csv_peek(c) != CSV_EOF)
			;
		return ST_OK;
	}
	c->sep = csv_detect(s, n);
	return ST_OK;
}

static void
csv_skip_line(struct csv *c)
{
	int ch;

	do
		ch = csv_get(c);
	while (ch != '\n' && ch != CSV_EOF);
}

/* Ends the current field; false when there are too many. */
static bool
csv_field_begin(struct csv *c)
{
	if (c->n == CSV_FIELDS_MAX)
		return false;
	c->start[c->n++] = c->row.len;
	return true;
}

static enum status
csv_add(struct csv *c, int ch, struct err *err)
{
	unsigned char byte = (unsigned char)ch;

	if (ch == 0)
		return err_set(err, ST_INVALID,
		    _("a NUL byte: this is not a text file"));
	/* One byte is kept for the NUL of each field. */
	if (c->row.len >= CSV_ROW_MAX - CSV_FIELDS_MAX ||
	    !buf_add(&c->row, &byte, 1))
		return err_set(err, ST_INVALID,
		    _("the row is longer than %d bytes (a quote not closed?)"),
		    CSV_ROW_MAX);
	return ST_OK;
}

/* A quoted field, after its opening quote. */
static enum status
csv_quoted(struct csv *c, struct err *err)
{
	for (;;) {
		int ch = csv_get(c);
		enum status st;

		if (ch == CSV_EOF)
			return err_set(err, ST_INVALID,
			    _("the file ends inside quotes"));
		if (ch == '"') {
			if (csv_peek(c) != '"')
				return ST_OK;
			ch = csv_get(c);
		}
		/* CRLF inside quotes is a line break like any other. */
		if (ch == '\r' && csv_peek(c) == '\n')
			continue;
		st = csv_add(c, ch, err);
		if (st != ST_OK)
			return st;
	}
}

static bool
csv_ends_field(struct csv *c, int ch)
{
	return ch == CSV_EOF || ch == '\n' || ch == '\r' ||
	    ch == (unsigned char)c->sep;
}

/* One field; the byte that ends it is left unread. */
static enum status
csv_field(struct csv *c, struct err *err)
{
	enum status st;

	if (!csv_field_begin(c))
		return err_set(err, ST_INVALID,
		    _("more than %d columns"), CSV_FIELDS_MAX);
	if (csv_peek(c) == '"') {
		(void)csv_get(c);
		st = csv_quoted(c, err);
		if (st != ST_OK)
			return st;
		if (!csv_ends_field(c, csv_peek(c)))
			return err_set(err, ST_INVALID,
			    _("text behind the closing quote"));
	}
	while (!csv_ends_field(c, csv_peek(c))) {
		st = csv_add(c, csv_get(c), err);
		if (st != ST_OK)
			return st;
	}
	return buf_add(&c->row, "", 1) ? ST_OK :
	    err_set(err, ST_INVALID, _("the row is too long"));
}

/* All fields up to and including the end of the row. */
static enum status
csv_row(struct csv *c, struct err *err)
{
	for (;;) {
		enum status st = csv_field(c, err);
		int ch;

		if (st != ST_OK) {
			/* Skip the rest of the faulty line. */
			if (c->at == 0 || c->in[c->at - 1] != '\n')
				csv_skip_line(c);
			return st;
		}
		ch = csv_get(c);
		if (ch == (unsigned char)c->sep)
			continue;
		if (ch == '\r' && csv_peek(c) == '\n')
			(void)csv_get(c);
		else if (ch == '\r')
			c->line++; /* CR alone, as Mac OS 9 wrote it */
		return ST_OK;
	}
}

static bool
csv_skip_empty(struct csv *c)
{
	int ch;

	while ((ch = csv_peek(c)) == '\n' || ch == '\r')
		(void)csv_get(c);
	return ch != CSV_EOF;
}

enum status
csv_next(struct csv *c, char ***fields, size_t *n, long *line,
    struct err *err)
{
	enum status st;
	size_t i;

	if (!c->begun && (st = csv_begin(c, err)) != ST_OK) {
		*line = 1;
		c->dead = true;
		return st;
	}
	buf_clear(&c->row);
	c->n = 0;
	if (c->dead || !csv_skip_empty(c)) {
		*line = c->line;
		if (ferror(c->f))
			return err_errno(err, ST_IO, _("cannot read the file"));
		return ST_NOTFOUND;
	}
	*line = c->line;
	st = csv_row(c, err);
	if (st != ST_OK)
		return st;
	for (i = 0; i < c->n; i++)
		c->fields[i] = (char *)c->row.data + c->start[i];
	*fields = c->fields;
	*n = c->n;
	return ST_OK;
}
