/*
 * SPDX-License-Identifier: ISC
 *
 * report: `chitra report` writes a report to standard output or a file,
 * `chitra print` sends it to a printer.
 */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "form/form.h"
#include "print/job.h"
#include "print/report.h"
#include "text/lang.h"

struct report_args {
	const char *name, *period, *area, *point, *format, *out, *columns,
	    *printer, *from, *profile, *separator, *month, *days, *list;
	bool bom;
};

static bool
report_parse(char **argv, struct report_args *a)
{
	const struct cmd_opt opts[] = {
		{ "period", &a->period }, { "area", &a->area },
		{ "point", &a->point }, { "format", &a->format },
		{ "out", &a->out }, { "columns", &a->columns },
		{ "printer", &a->printer }, { "from-page", &a->from },
		{ "profile", &a->profile }, { "separator", &a->separator },
		{ "month", &a->month }, { "days", &a->days },
		{ "list", &a->list },
		{ NULL, NULL },
	};
	int i, n;

	for (i = n = 1; argv[i] != NULL; i++)
		if (strcmp(argv[i], "--bom") == 0)
			a->bom = true;
		else
			argv[n++] = argv[i];
	argv[n] = NULL;
	return cmd_parse(argv, 1, opts, &a->name, 1);
}

static int
report_names(struct cmd_ctx *c, const struct form_dirs *dirs)
{
	struct report_def *def;
	struct err err = ERR_INIT;
	char **names = report_def_names(dirs);
	int rc = CMD_DONE;
	size_t i;

	for (i = 0; names[i] != NULL; i++) {
		if (report_def_load(dirs, names[i], &def, &err) != ST_OK) {
			rc = cmd_fail(c, &err, false);
			continue;
		}
		fprintf(c->out, "%-16s %s\n", names[i], form_say(&def->title));
		report_def_free(def);
	}
	report_def_names_free(names);
	return rc;
}

static enum status
report_params(const struct report_args *a, struct report_params *p,
    struct err *err)
{
	int64_t days = 0;

	if (str_int(a->days, 0, REPORT_DAYS_MAX - 1, &days) != ST_OK)
		return err_field(err, ST_INVALID, "--days", _("a number of days"));
	p->days = (int)days;
	if (str_int(a->list, 0, INT64_MAX, &p->list) != ST_OK)
		return err_field(err, ST_INVALID, "--list", _("the number of a list"));
	if (str_copy(p->period, sizeof(p->period), a->period) != ST_OK)
		return err_field(err, ST_INVALID, "period", _("a month is YYYY-MM"));
	if (str_copy(p->area, sizeof(p->area), a->area) != ST_OK)
		return err_field(err, ST_INVALID, "area", _("no such code"));
	if (str_copy(p->point, sizeof(p->point), a->point) != ST_OK)
		return err_field(err, ST_INVALID, "point", _("no such code"));
	return report_params_months(p, a->month, err);
}

static enum status
report_to_stream(void *arg, const void *bytes, size_t n, struct err *err)
{
	if (fwrite(bytes, 1, n, arg) != n)
		return err_errno(err, ST_IO, "%s", _("cannot write"));
	return ST_OK;
}

/* Text pages on standard output: UTF-8, line feeds, form feeds. */
static enum status
report_write(struct cmd_ctx *c, struct report_order *o,
    const struct report_args *a, struct cmd_reader *r, struct err *err)
{
	struct print_sink sink = { .write = report_to_stream,
		.arg = c->out };
	struct print_out *out = NULL;
	struct report_made made;
	enum status st;

	if (a->out == NULL) {
		st = report_render(r->db, &r->who.scope, o, &sink, &made, err);
		if (st == ST_OK && fflush(c->out) != 0)
			st = err_errno(err, ST_IO, "%s", _("cannot write"));
		return st;
	}
	/* A remote user may not write files on the server. */
	if (c->remote)
		return err_field(err, ST_DENIED, "--out",
		    _("over ssh the report comes on standard output"));
	if (out_open(WAY_FILE, a->out, a->name, "", &out, err) != ST_OK)
		return err->st;
	sink = (struct print_sink){ .write = out_write, .arg = out };
	st = report_render(r->db, &r->who.scope, o, &sink, &made, err);
	if (st == ST_OK)
		return out_finish(out, err);
	out_cancel(out);
	return st;
}

static enum status
report_send(struct cmd_ctx *c, struct report_order *o,
    const struct report_args *a, struct cmd_reader *r,
    const struct profiles *profiles, struct err *err)
{
	struct job_place place = { .profiles = profiles, .printer = a->printer,
		.profile = a->profile, .server = c->conf.print_cups };
	struct report_made made;
	enum status st = job_print(r->db, &r->who.scope, o, &place, &made, err);

	if (st == ST_OK)
		fprintf(c->out, ngettext("%s: %u page to %s\n",
		    "%s: %u pages to %s\n", made.pages), a->name, made.pages,
		    a->printer);
	return st;
}

/* `chitra print test-page`: needs a printer, no database. */
static enum status
report_testpage(struct cmd_ctx *c, const struct report_args *a,
    struct err *err)
{
	struct job_place place = { .printer = a->printer,
		.profile = a->profile, .server = c->conf.print_cups };
	struct profiles *profiles = NULL;
	enum status st;

	st = profiles_load(form_shipped(), c->conf.print_profiles, &profiles,
	    err);
	place.profiles = profiles;
	if (st == ST_OK)
		st = job_testpage(&place, err);
	profiles_free(profiles);
	return st;
}

static enum status
report_order_of(struct cmd_ctx *c, const struct report_args *a,
    const struct profiles *profiles, struct report_order *o, struct err *err)
{
	const char *profile = strcmp(a->columns, "132") == 0 ? "text-132" : "text-80";
	int64_t from = 0;

	report_order_conf(o, &c->conf);
	if (strcmp(a->format, "csv") == 0)
		o->format = REPORT_CSV;
	else if (strcmp(a->format, "text") != 0)
		return err_field(err, ST_INVALID, "--format", _("text or csv"));
	if (strcmp(a->columns, "80") != 0 && strcmp(a->columns, "132") != 0)
		return err_field(err, ST_INVALID, "--columns", _("80 or 132"));
	if (strcmp(a->separator, ",") != 0 && strcmp(a->separator, ";") != 0)
		return err_field(err, ST_INVALID, "--separator", _("a comma or a semicolon"));
	if (o->format != REPORT_CSV && (a->bom || a->separator[0] != ','))
		return err_field(err, ST_INVALID, "--format",
		    _("a separator and a byte order mark are for csv only"));
	o->sep = a->separator[0];
	o->bom = a->bom;
	if (str_int(a->from, 0, 1000000, &from) != ST_OK)
		return err_field(err, ST_INVALID, "--from-page", _("a page number"));
	o->from_page = (unsigned)from;
	o->profile = profile_find(profiles, a->profile != NULL ? a->profile : profile);
	if (o->profile == NULL)
		return err_field(err, ST_NOTFOUND, "--profile", _("no such profile"));
	return report_params(a, &o->params, err);
}

static int
report_do(struct cmd_ctx *c, int argc, char **argv, bool print)
{
	struct report_args a = { .period = "", .area = "", .point = "",
		.format = "text", .columns = "80", .from = "0",
		.separator = ",", .month = "", .days = "0", .list = "0" };
	struct form_dirs dirs = { c->conf.data_forms, form_shipped() };
	struct report_order order = { 0 };
	struct report_def *def = NULL;
	struct profiles *profiles = NULL;
	struct cmd_reader r = { 0 };
	struct err err = ERR_INIT;
	enum status st;

	(void)argc;
	if (!report_parse(argv, &a) || (print && (a.name == NULL || a.printer == NULL)))
		return cmd_usage(c, print ? &cmd_print : &cmd_report);
	if (a.name == NULL)
		return report_names(c, &dirs);
	/* Reports are in the language of the office, whoever prints them. */
	lang_set(c->conf.office_language);
	if (print && strcmp(a.name, "test-page") == 0)
		return report_testpage(c, &a, &err) == ST_OK ? CMD_DONE :
		    cmd_fail(c, &err, false);
	if ((st = report_def_load(&dirs, a.name, &def, &err)) == ST_OK &&
	    (st = profiles_load(form_shipped(), c->conf.print_profiles,
	    &profiles, &err)) == ST_OK &&
	    (st = report_order_of(c, &a, profiles, &order, &err)) == ST_OK)
		st = cmd_reader_open(c, &r, &err);
	order.def = def;
	if (st == ST_OK && print)
		st = report_send(c, &order, &a, &r, profiles, &err);
	else if (st == ST_OK)
		st = report_write(c, &order, &a, &r, &err);
	cmd_reader_done(&r);
	profiles_free(profiles);
	report_def_free(def);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

static int
report_run(struct cmd_ctx *c, int argc, char **argv)
{
	return report_do(c, argc, argv, false);
}

static int
report_print(struct cmd_ctx *c, int argc, char **argv)
{
	return report_do(c, argc, argv, true);
}

const struct cmd cmd_report = {
	.name = "report",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "[NAME [--period P] [--area CODE] [--point CODE] "
	    "[--month M|M..M] [--days N] [--list ID] "
	    "[--format text|csv] [--columns 80|132] [--from-page N] "
	    "[--separator ,|;] [--bom] [--out FILE]]",
	.help = N_("write a report; without a name, list them"),
	.more = N_("Excel with Vietnamese settings wants --format csv "
	    "--separator ';' --bom.\n"
	    "--month: of changes, arrears, transfers, age-steps and recoveries\n"
	    "--days: how far ahead letters end\n"),
	.run = report_run,
};

const struct cmd cmd_print = {
	.name = "print",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "NAME --printer P [--period P] [--area CODE] [--point CODE] "
	    "[--month M|M..M] [--days N] [--list ID] "
	    "[--profile NAME] [--from-page N]",
	.help = N_("print a report, or the test-page of a printer"),
	.run = report_print,
};
