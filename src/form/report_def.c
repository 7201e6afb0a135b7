/*
 * SPDX-License-Identifier: ISC
 *
 * report_def: the layout of a report from its file.  The columns must fit both
 * papers; a file that would print beyond the edge is refused when it is loaded,
 * not when it is printed.
 */
#include "form/report_def.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/form_priv.h"

unsigned
report_def_width(enum report_paper paper)
{
	return paper == REPORT_80 ? 80 : 132;
}

/* part/whole of a rate; both stay "" when the key is missing. */
static enum status
report_def_rate(const struct ini *ini, const char *section,
    struct report_def_column *c, struct err *err)
{
	const char *rate = ini_text(ini, section, "rate_of");
	const char *slash = strchr(rate, '/');

	if (*rate != '\0' && (slash == NULL || slash == rate ||
	    slash[1] == '\0'))
		return ini_fail(ini, section, "rate_of", err,
		    _("rate_of = FIELD/FIELD is needed"));
	c->part = mem_strndup(rate, slash != NULL ? (size_t)(slash - rate) : 0);
	c->whole = mem_strdup(slash != NULL ? slash + 1 : "");
	return ST_OK;
}

/* Names separated by blanks. */
static enum status
report_def_below(const struct ini *ini, const char *section,
    struct report_def_column *c, struct err *err)
{
	const char *at = ini_text(ini, section, "below");
	unsigned n = 0;
	size_t len;

	for (at += strspn(at, " "); *at != '\0'; at += strspn(at, " ")) {
		if (n == REPORT_DEF_BELOW)
			return ini_fail(ini, section, "below", err,
			    _("more than %d fields"), REPORT_DEF_BELOW);
		len = strcspn(at, " ");
		c->below[n++] = mem_strndup(at, len);
		at += len;
	}
	return ST_OK;
}

static enum status
report_def_column(const struct ini *ini, const char *section,
    struct report_def_column *c, struct err *err)
{
	static const char *const known[] = { "heading", "heading_vi", "field",
		"below", "width80", "width132", "align", "sum", "wrap",
		"blank_zero", "rate_of", NULL };
	const char *field = ini_get(ini, section, "field");
	enum status st;

	c->name = mem_strdup(form_part(section, "column"));
	c->line = ini_line(ini, section, NULL);
	c->field = mem_strdup(field != NULL ? field : c->name);
	form_word_take(ini, section, "heading", &c->heading);
	if ((st = report_def_rate(ini, section, c, err)) != ST_OK ||
	    (st = report_def_below(ini, section, c, err)) != ST_OK ||
	    (st = ini_only(ini, section, known, err)) != ST_OK ||
	    (st = form_number(ini, section, "width80", 80, &c->width[REPORT_80],
	    err)) != ST_OK ||
	    (st = form_number(ini, section, "width132", 132,
	    &c->width[REPORT_132], err)) != ST_OK ||
	    (st = form_align_take(ini, section, &c->align, err)) != ST_OK ||
	    (st = ini_bool(ini, section, "sum", &c->sum, err)) != ST_OK ||
	    (st = ini_bool(ini, section, "wrap", &c->wrap, err)) != ST_OK)
		return st;
	return ini_bool(ini, section, "blank_zero", &c->blank_zero, err);
}

/* A | on both sides of every column. */
static enum status
report_def_fits(const struct report_def *d, const struct ini *ini,
    struct err *err)
{
	unsigned paper, i, taken;

	for (paper = 0; paper < REPORT_PAPERS; paper++) {
		taken = 1;
		for (i = 0; i < d->ncolumns; i++)
			if (d->columns[i].width[paper] > 0)
				taken += d->columns[i].width[paper] + 1;
		if (taken == 1)
			return ini_fail(ini, "report", NULL, err,
			    _("no column has a width%u"),
			    report_def_width(paper));
		if (taken > report_def_width(paper))
			return ini_fail(ini, "report", NULL, err,
			    _("the columns take %u of %u places"), taken,
			    report_def_width(paper));
	}
	return ST_OK;
}

static enum status
report_def_columns(struct report_def *d, const struct ini *ini,
    struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	if (form_parts(ini, "column") > REPORT_DEF_COLUMNS)
		return ini_fail(ini, "report", NULL, err,
		    _("more than %d columns"), REPORT_DEF_COLUMNS);
	for (i = 0; st == ST_OK && i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		if (form_part(section, "column") != NULL)
			st = report_def_column(ini, section,
			    &d->columns[d->ncolumns++], err);
	}
	return st == ST_OK ? report_def_fits(d, ini, err) : st;
}

static enum status
report_def_roles(struct report_def *d, const struct ini *ini, struct err *err)
{
	char key[16];
	unsigned i;

	for (i = 0; i < REPORT_DEF_ROLES; i++) {
		(void)snprintf(key, sizeof(key), "role%u", i + 1);
		if (ini_get(ini, "report", key) == NULL)
			break;
		form_word_take(ini, "report", key, &d->roles[i]);
		d->nroles = i + 1;
	}
	for (; i < REPORT_DEF_ROLES; i++) {
		(void)snprintf(key, sizeof(key), "role%u", i + 1);
		if (ini_get(ini, "report", key) != NULL)
			return ini_fail(ini, "report", key, err,
			    _("role%u is missing"), d->nroles + 1);
	}
	return form_number(ini, "report", "sign_lines", 20, &d->sign_lines,
	    err);
}

static void
report_def_words(struct report_def *d, const struct ini *ini)
{
	form_word_take(ini, "report", "subtitle", &d->subtitle);
	form_word_take(ini, "report", "left", &d->left);
	form_word_take(ini, "report", "right", &d->right);
	form_word_take(ini, "report", "unit", &d->unit);
	form_word_take(ini, "report", "foot", &d->foot);
	form_word_take(ini, "report", "place", &d->place);
	form_word_take(ini, "report", "words_label", &d->words_label);
	form_word_take(ini, "report", "sum_label", &d->sum_label);
	d->path = mem_strdup(ini_path(ini));
	d->source = mem_strdup(ini_text(ini, "report", "source"));
	d->group = mem_strdup(ini_text(ini, "report", "group"));
	d->words = mem_strdup(ini_text(ini, "report", "words"));
}

static enum status
report_def_switches(struct report_def *d, const struct ini *ini,
    struct err *err)
{
	enum status st;

	if ((st = ini_bool(ini, "report", "group_total", &d->group_total,
	    err)) == ST_OK &&
	    (st = ini_bool(ini, "report", "carry", &d->carry, err)) == ST_OK &&
	    (st = ini_bool(ini, "report", "rules", &d->rules, err)) == ST_OK)
		st = ini_bool(ini, "report", "numbers", &d->numbers, err);
	d->row_lines[REPORT_80] = d->row_lines[REPORT_132] = 1;
	if (st == ST_OK &&
	    (st = form_number(ini, "report", "row_lines80", 6,
	    &d->row_lines[REPORT_80], err)) == ST_OK)
		st = form_number(ini, "report", "row_lines132", 6,
		    &d->row_lines[REPORT_132], err);
	if (st == ST_OK && (d->row_lines[0] == 0 || d->row_lines[1] == 0))
		st = ini_fail(ini, "report", "row_lines80", err,
		    _("a row has at least one line"));
	return st;
}

static enum status
report_def_parse(struct report_def *d, const struct ini *ini, struct err *err)
{
	static const char *const kinds[] = { "column", NULL };
	static const char *const known[] = { "name", "title", "title_vi",
		"source", "subtitle", "subtitle_vi", "left", "left_vi",
		"right", "right_vi", "unit", "unit_vi", "foot", "foot_vi",
		"group", "group_total", "carry", "rules", "numbers", "words",
		"words_label", "words_label_vi", "sum_label", "sum_label_vi",
		"row_lines80", "row_lines132", "place", "place_vi", "role1",
		"role1_vi", "role2", "role2_vi", "role3", "role3_vi", "role4",
		"role4_vi", "sign_lines", NULL };
	enum status st;

	report_def_words(d, ini);
	if ((st = form_sections(ini, "report", kinds, d->name, err)) == ST_OK &&
	    (st = ini_only(ini, "report", known, err)) == ST_OK)
		st = form_word_must(ini, "report", "title", &d->title, err);
	if (st == ST_OK && *d->source == '\0')
		st = ini_fail(ini, "report", NULL, err,
		    _("[%s] needs %s = ..."), "report", "source");
	if (st == ST_OK && (st = report_def_switches(d, ini, err)) == ST_OK &&
	    (st = report_def_roles(d, ini, err)) == ST_OK)
		st = report_def_columns(d, ini, err);
	return st;
}

enum status
report_def_load(const struct form_dirs *dirs, const char *name,
    struct report_def **out, struct err *err)
{
	struct ini *ini = NULL;
	struct report_def *d;
	char file[64];
	enum status st;

	/* Lists and reports share names ("summary"), so files are told apart. */
	st = str_format(file, sizeof(file), "report-%s", name);
	if (st != ST_OK)
		return err_set(err, ST_NOTFOUND, _("there is no report \"%s\""),
		    name);
	if (form_open(dirs, file, &ini, err) != ST_OK)
		return err->st;
	d = mem_zalloc(sizeof(*d));
	d->name = mem_strdup(name);
	d->columns = mem_array(REPORT_DEF_COLUMNS, sizeof(*d->columns));
	d->sign_lines = 5;
	st = report_def_parse(d, ini, err);
	ini_free(ini);
	if (st == ST_OK)
		*out = d;
	else
		report_def_free(d);
	return st;
}

static void
report_def_done(struct report_def *d)
{
	struct form_word *words[] = { &d->title, &d->subtitle, &d->left,
		&d->right, &d->unit, &d->foot, &d->place, &d->words_label,
		&d->sum_label };
	unsigned i, k;

	for (i = 0; i < d->ncolumns; i++) {
		free(d->columns[i].name);
		free(d->columns[i].field);
		for (k = 0; k < REPORT_DEF_BELOW; k++)
			free(d->columns[i].below[k]);
		free(d->columns[i].part);
		free(d->columns[i].whole);
		form_word_done(&d->columns[i].heading);
	}
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		form_word_done(words[i]);
	for (i = 0; i < d->nroles; i++)
		form_word_done(&d->roles[i]);
	free(d->columns);
	free(d->name);
	free(d->path);
	free(d->source);
	free(d->group);
	free(d->words);
}

void
report_def_free(struct report_def *d)
{
	if (d == NULL)
		return;
	report_def_done(d);
	free(d);
}
