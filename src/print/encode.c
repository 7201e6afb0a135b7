/* SPDX-License-Identifier: ISC */
#include "print/encode.h"

#include "base/say.h"

#define ENCODE_MAX 8192 /* bytes of a line with its control codes */

static enum status
encode_send(struct encode *e, struct err *err)
{
	enum status st = ST_OK;

	if (buf_left(&e->buf) > 0)
		st = e->sink->write(e->sink->arg, buf_head(&e->buf),
		    buf_left(&e->buf), err);
	buf_clear(&e->buf);
	return st;
}

static enum status
encode_mark(const struct encode *e, enum status st)
{
	if (st == ST_OK && e->sink->page != NULL)
		e->sink->page(e->sink->arg);
	return st;
}

static void
encode_order(struct encode *e, const struct profile_order *order)
{
	(void)buf_add(&e->buf, order->bytes, order->n);
}

static void
encode_eol(struct encode *e)
{
	(void)buf_adds(&e->buf, e->profile->crlf ? "\r\n" : "\n");
}

enum status
encode_begin(struct encode *e, const struct profile *profile,
    const struct print_sink *sink, struct err *err)
{
	e->profile = profile;
	e->sink = sink;
	e->line = e->pages = 0;
	buf_init(&e->buf, ENCODE_MAX);
	encode_order(e, &profile->init);
	return encode_mark(e, encode_send(e, err));
}

enum status
encode_line(void *arg, const char *text, bool bold, struct err *err)
{
	struct encode *e = arg;
	enum status st;

	/* An empty line needs no bold on and off. */
	bold = bold && *text != '\0';
	if (bold)
		encode_order(e, &e->profile->bold_on);
	st = charset_encode(&e->buf, text, e->profile->charset);
	if (st != ST_OK)
		return err_set(err, st, _("a line is too long to print"));
	if (bold)
		encode_order(e, &e->profile->bold_off);
	encode_eol(e);
	e->line++;
	return encode_send(e, err);
}

enum status
encode_page(void *arg, struct err *err)
{
	struct encode *e = arg;

	/*
	 * One FF per page, including the last, so that no blank page follows.
	 */
	if (e->profile->formfeed)
		(void)buf_adds(&e->buf, "\f");
	else
		for (; e->line < e->profile->length; e->line++)
			encode_eol(e);
	e->line = 0;
	e->pages++;
	return encode_mark(e, encode_send(e, err));
}

enum status
encode_end(struct encode *e, struct err *err)
{
	enum status st;

	encode_order(e, &e->profile->reset);
	st = encode_send(e, err);
	encode_done(e);
	return st;
}

void
encode_done(struct encode *e)
{
	buf_done(&e->buf);
}
