/*
 * SPDX-License-Identifier: ISC
 *
 * change_show: lists requests, and shows one of them.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/change_priv.h"
#include "cmd/change_rows.h"
#include "office/roll/person.h"
#include "text/date.h"

#define CHANGE_PAGE 64

static void
change_line(struct cmd_ctx *c, const struct change_head *h)
{
	char name[256], kind[64], month[DATE_MONTH], day[DATE_TEXT];

	clean_pad(name, sizeof(name), h->name, 26, false);
	clean_pad(kind, sizeof(kind), change_kind_word(h->kind), 25, false);
	month_format(month, sizeof(month), h->month);
	fprintf(c->out, "%6" PRId64 " %s %s %-8s %-7s %s ", h->id, kind, name,
	    h->code, month, change_state_word(h->state));
	posting_clean(c, h->maker_name);
	date_day(day, sizeof(day), h->made_at);
	fprintf(c->out, ", %s\n", day);
}

enum status
change_person_id(struct cmd_reader *r, const char *code, int64_t *id,
    struct err *err)
{
	struct person p;
	enum status st = person_by_code(r->db, &r->who.scope, code, &p, err);

	if (st == ST_OK)
		*id = p.id;
	return st;
}

enum status
change_list(struct cmd_ctx *c, const struct change_args *a, struct err *err)
{
	struct change_filter f = {
		.state = names_find(&change_states, a->state), .kind = a->kind,
		.area = a->area, .month = a->month, .max = CHANGE_PAGE };
	struct change_head *v = mem_array(CHANGE_PAGE, sizeof(*v));
	char month[DATE_MONTH] = "";
	struct cmd_reader r;
	enum status st = cmd_reader_open(c, &r, err);
	/* A state that is none has no requests. */
	unsigned i, n = a->state[0] == '\0' || f.state != CHANGE_NO_STATE ?
	    CHANGE_PAGE : 0;

	if (st == ST_OK && a->month[0] != '\0' &&
	    month_parse(a->month, month) != ST_OK)
		st = err_field(err, ST_INVALID, "--month",
		    _("a month is YYYY-MM"));
	f.month = month;
	if (st == ST_OK && a->person[0] != '\0')
		st = change_person_id(&r, a->person, &f.person, err);
	while (st == ST_OK && n == CHANGE_PAGE) {
		st = change_all(r.db, &r.who.scope, &f, v, &n, err);
		for (i = 0; st == ST_OK && i < n; i++) {
			change_line(c, &v[i]);
			f.before = v[i].id;
		}
	}
	cmd_reader_done(&r);
	free(v);
	return st;
}

/* "  Full name          Lò Văn A", of a requested or an earlier value. */
static void
change_field(struct cmd_ctx *c, const struct wire_arg *f, const char *was)
{
	char word[128], is[1024];

	clean_pad(word, sizeof(word), change_field_word(f->name), 27, false);
	fprintf(c->out, "  %s ", word);
	if (f->value[0] != '\0') {
		change_field_value(f->name, f->value, is, sizeof(is));
		posting_clean(c, is);
	}
	if (was[0] != '\0' && strcmp(was, f->value) != 0) {
		change_field_value(f->name, was, is, sizeof(is));
		fputs(f->value[0] != '\0' ? _("  (was: ") : _("(was: "), c->out);
		posting_clean(c, is);
		fputc(')', c->out);
	}
	fputc('\n', c->out);
}

/* False for fields that are for the program only. */
static bool
change_field_told(const char *name)
{
	return strcmp(name, "job") != 0 && strcmp(name, "owner") != 0 &&
	    strcmp(name, "grants") != 0;
}

static void
change_fields(struct cmd_ctx *c, const struct change *ch)
{
	unsigned i;

	for (i = 0; i < ch->fields.n; i++)
		if (change_field_told(ch->fields.v[i].name))
			change_field(c, &ch->fields.v[i], wire_args_text(
			    &ch->was, ch->fields.v[i].name));
	for (i = 0; i < ch->was.n; i++) {
		struct wire_arg none = { ch->was.v[i].name, (char[1]){ "" } };

		if (change_field_told(none.name) &&
		    wire_args_get(&ch->fields, none.name) == NULL)
			change_field(c, &none, ch->was.v[i].value);
	}
}

static void
change_sentences(struct cmd_ctx *c, const char *effect)
{
	char line[1024];
	size_t n;

	for (; *effect != '\0'; effect += n + (effect[n] == '\n')) {
		n = strcspn(effect, "\n");
		(void)snprintf(line, sizeof(line), "%.*s", (int)n, effect);
		fputs("  - ", c->out);
		posting_clean(c, line);
		fputc('\n', c->out);
	}
}

static enum status
change_papers(struct cmd_ctx *c, struct cmd_reader *r, int64_t id,
    struct err *err)
{
	struct change_document v[CHANGE_DOCUMENTS];
	char day[DATE_TEXT];
	enum status st;
	unsigned i, n = 0;

	st = change_documents(r->db, &r->who.scope, id, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		fprintf(c->out, _("  paper: "));
		posting_clean(c, v[i].number);
		fprintf(c->out, " ");
		posting_clean(c, v[i].kind);
		date_day(day, sizeof(day), v[i].issued_on);
		fprintf(c->out, " %s ", day);
		posting_clean(c, v[i].issuer);
		fputc('\n', c->out);
	}
	return st;
}

enum status
change_id(const char *word, int64_t *id, struct err *err)
{
	if (word == NULL || str_int(word, 1, INT64_MAX, id) != ST_OK)
		return err_field(err, ST_INVALID, "change",
		    _("the number of a request is needed"));
	return ST_OK;
}

enum status
change_show(struct cmd_ctx *c, const struct change_args *a, struct err *err)
{
	const char *word = a->words[0];
	struct cmd_reader r;
	struct change ch;
	char missing[600], at[DATE_MOMENT];
	int64_t id = 0;
	enum status st;

	if (change_id(word, &id, err) != ST_OK ||
	    cmd_reader_open(c, &r, err) != ST_OK)
		return err->st;
	st = change_get(r.db, &r.who.scope, id, &ch, err);
	if (st == ST_OK) {
		change_line(c, &ch.head);
		change_fields(c, &ch);
		st = change_papers(c, &r, id, err);
		/* A file is described below, in the reader's language. */
		if (strcmp(ch.head.kind, "roll") != 0)
			change_sentences(c, ch.effect);
		if (st == ST_OK)
			st = change_missing(r.db, &r.who.scope, id, missing,
			    sizeof(missing), err);
		change_sentences(c, st == ST_OK ? missing : "");
		if (ch.head.checker_name[0] != '\0') {
			fprintf(c->out, "  %s: ",
			    change_state_word(ch.head.state));
			posting_clean(c, ch.head.checker_name);
			date_moment(at, sizeof(at), ch.head.checked_at);
			fprintf(c->out, ", %s\n", at);
		}
		if (ch.verdict[0] != '\0')
			change_sentences(c, ch.verdict);
		if (st == ST_OK && strcmp(ch.head.kind, "roll") == 0)
			st = change_rows_show(c, &r, id, a->page, err);
		change_done(&ch);
	}
	cmd_reader_done(&r);
	return st;
}
