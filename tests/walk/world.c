/*
 * SPDX-License-Identifier: ISC
 *
 * The office is made once, through the fixture of the unit tests and the verbs
 * that import a roll; a walk has a copy of its file.
 */
#include "world.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "db/db_priv.h"
#include "office/import/import.h"
#include "office/table.h"
#include "text/csv.h"

static struct world base;      /* as the office was made */
static char base_path[96], run_path[96];

static const char *const places =
    "DELETE FROM suspension; DELETE FROM collector; DELETE FROM identity;"
    "DELETE FROM entitlement; DELETE FROM person;"
    "INSERT INTO area (id, level, code, name, name_key, fold, parent_id, valid_from) VALUES"
    " (4, 'district', '125', 'Huyện Mai Sơn', x'05', 'huyen mai son', 1, '2004-07-01'),"
    " (14, 'commune', '04105', 'Thị trấn Hát Lót', x'06', 'thi tran hat lot', 4, '2004-07-01');"
    "INSERT INTO unit (id, code, name, parent_id) VALUES (4, 'BD125', 'Bưu điện huyện Mai Sơn', 1);"
    "INSERT INTO point (id, code, name, name_key, fold, unit_id, area_id) VALUES"
    " (25, '125-01', 'Bưu cục Mai Sơn', x'25', 'buu cuc mai son', 4, 14);"
    "INSERT INTO staff (id, login, name, role, unit_id, area_id, created_at) VALUES"
    " (51, 'phong3', 'Lò Thị Phong', 'preparer', NULL, 4, '2019-01-01T08:00:00'),"
    " (52, 'truong3', 'Vì Thị Trường', 'approver', NULL, 4, '2019-01-01T08:00:00'),"
    " (53, 'lan3', 'Cà Thị Lan', 'paying', 4, NULL, '2019-01-01T08:00:00'),"
    " (54, 'tinh2', 'Vàng Thị Tỉnh', 'province', NULL, 1, '2019-01-01T08:00:00');"
    "INSERT INTO staff_point (staff_id, point_id) VALUES (53, 25), (31, 23), (33, 22), (33, 23)";

void
world_fail(struct world *w, const char *fmt, ...)
{
	va_list ap;

	if (w->why[0] != '\0')
		return;
	va_start(ap, fmt);
	(void)vsnprintf(w->why, sizeof(w->why), fmt, ap);
	va_end(ap);
}

static void
world_must(struct world *w, enum status st, const char *what)
{
	if (st == ST_OK)
		return;
	fprintf(stderr, "walk: %s: %s: %s\n", what, w->o.err.field,
	    w->o.err.msg);
	exit(3);
}

/* ---- clock ----------------------------------------------------------------- */

static void
world_clock(const struct world *w)
{
	char text[64];

	(void)snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:00",
	    w->year, w->month, w->day, w->minute / 60, w->minute % 60);
	clock_set(text);
}

/* The books never go backwards. */
void
world_day(struct world *w, int year, int month, int day)
{
	if (year < w->year || (year == w->year && (month < w->month ||
	    (month == w->month && day <= w->day))))
		return;
	w->year = year;
	w->month = month;
	w->day = day;
	w->minute = 8 * 60;
	world_clock(w);
}

void
world_tick(struct world *w)
{
	if (w->minute < 23 * 60)
		w->minute++;
	world_clock(w);
}

/* ---- verbs ----------------------------------------------------------------- */

static void
world_said(struct world *w, const struct wire_args *a)
{
	size_t used = 0;
	unsigned i;

	w->said[0] = '\0';
	for (i = 0; i < a->n && used < sizeof(w->said); i++)
		if (strcmp(a->v[i].name, "effect") == 0)
			used += (size_t)snprintf(w->said + used,
			    sizeof(w->said) - used, "%s\n", a->v[i].value);
}

/* Is the refusal that of a trigger? */
static bool
world_raised(struct world *w)
{
	static const struct db_sql q = { "walk.raised",
		"SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"
		" AND instr(sql, quote(?1)) > 0" };
	struct err err = ERR_INIT;
	int64_t n = 0;
	bool found;

	return db_int1(db_usef(w->o.db, &q, "t", w->o.err.msg), &n, &found,
	    &err) == ST_OK && n > 0;
}

static enum status
world_run(struct world *w, const char *login, struct wire_verb *in,
    struct wire_args *out)
{
	struct verb_peer peer = { .confirmed = true };
	struct wire_answer answer;
	struct err why = ERR_INIT;
	struct actor who;

	memset(&answer, 0, sizeof(answer));
	office_actor(&w->o, login, &who);
	peer.who = &who;
	world_must(w, db_begin(w->o.db, &w->o.err), "begin");
	if (verbs_run(w->o.db, &peer, in, &answer) != ST_OK)
		world_must(w, ST_IO, in->name);
	world_must(w, db_commit(w->o.db, &why), "commit");
	w->o.err = answer.err;
	world_said(w, &answer.args);
	if (out != NULL)
		*out = answer.args;
	else
		wire_args_done(&answer.args);
	wire_args_done(&in->args);
	actor_done(&who);
	switch (w->o.err.st) {
	case ST_IO:
	case ST_CORRUPT:
	case ST_UNKNOWN:
		world_fail(w, "ERROR: %s: %s: %s", in->name,
		    err_name(w->o.err.st), w->o.err.msg);
		break;
	case ST_OK:
		break;
	default:
		/* What the schema alone refuses no verb had thought of. */
		if (strstr(w->o.err.msg, "constraint failed") != NULL ||
		    world_raised(w))
			world_fail(w, "ERROR: %s: %s", in->name,
			    w->o.err.msg);
		break;
	}
	return w->o.err.st;
}

enum status
world_post(struct world *w, const char *login, const char *verb,
    struct wire_args *out, ...)
{
	struct wire_verb v;
	const char *name;
	va_list ap;

	memset(&v, 0, sizeof(v));
	(void)str_copy_cut(v.name, sizeof(v.name), verb);
	wire_op_new(v.op);
	va_start(ap, out);
	while ((name = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);

		if (value != NULL && value[0] != '\0')
			wire_args_add(&v.args, name, value);
	}
	va_end(ap);
	return world_run(w, login, &v, out);
}

enum status
world_postv(struct world *w, const char *login, const char *verb,
    struct wire_args *out, const char *const *pairs)
{
	struct wire_verb v;

	memset(&v, 0, sizeof(v));
	(void)str_copy_cut(v.name, sizeof(v.name), verb);
	wire_op_new(v.op);
	for (; pairs[0] != NULL; pairs += 2)
		if (pairs[1][0] != '\0')
			wire_args_add(&v.args, pairs[0], pairs[1]);
	return world_run(w, login, &v, out);
}

int64_t
world_int(struct world *w, const char *fmt, ...)
{
	sqlite3_stmt *s = NULL;
	char text[900];
	int64_t v = 0;
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (sqlite3_prepare_v2(w->o.db->h, text, -1, &s, NULL) != SQLITE_OK) {
		fprintf(stderr, "walk: %s: %s\n", text,
		    sqlite3_errmsg(w->o.db->h));
		exit(3);
	}
	if (sqlite3_step(s) == SQLITE_ROW)
		v = sqlite3_column_int64(s, 0);
	(void)sqlite3_finalize(s);
	return v;
}

/* ---- sixty people ---------------------------------------------------------- */

static const char *const surnames[] = { "Lò", "Cà", "Quàng", "Tòng", "Lường",
	"Cầm", "Bạc", "Hoàng", "Vì", "Hà" };
static const char *const givens[] = { "Pâng", "Thắng", "Ánh", "Dợ", "Sua",
	"Hoà", "Chống", "Xương", "Lý", "Minh" };

/* Twins of the first ten have their names and years: two records of one. */
static void
world_person(struct model *m, int i, struct buf *csv)
{
	static const int commune[10] = { 0, 1, 2, 3, 0, 2, 1, 2, 3, 0 };
	static const int first[10] = { 0, 1, 0, 7, 0, 4, 2, 6, 0, 9 };
	int who = i >= 50 ? i - 50 : i, cat, second = -1, from, k;
	struct m_person *p = &m->p[i];

	p->commune = commune[i % 10];
	if (i >= 50 && i % 2 == 1) /* some live in another district */
		p->commune = (p->commune + 2) % M_COMMUNES;
	p->point_at = p->commune;
	p->into = -1;
	p->funeral = -1;
	p->opened = true;
	(void)snprintf(p->code, sizeof(p->code), "W%02d", i);
	m->people++;
	cat = first[(i * 7 + i / 10) % 10];
	if (i % 6 == 3)
		second = cat == 4 ? 7 : 4;   /* keeps both */
	else if (i % 6 == 5)
		second = cat == 7 ? 0 : 7;   /* excludes */
	else if (i % 12 == 8)
		second = 10;                 /* care */
	from = i % 5 == 4 ? M_MONTH(2019, 8) : M_MONTH(2018, 1);
	for (k = 0; k < 2; k++) {
		char month[8];
		int c = k == 0 ? cat : second;

		if (c < 0)
			continue;
		m->g[m->grants++] = (struct m_grant){ .person = i, .cat = c,
		    .from = from, .to = M_EVER };
		m_month_text(from, month);
		buf_printf(csv, "%s,%s Văn %s,M,%d,%s,Bản %d,%s,%s,%s,%d/QĐ,"
		    "2018-01-05\n", p->code, surnames[who % 10],
		    givens[who / 10], 1935 + who % 40,
		    m_communes[p->commune].code, i,
		    m_communes[p->commune].point, m_cats[c].code, month, i);
	}
}

bool
world_import(struct world *w, const char *login, const char *kind,
    const struct buf *text, struct wire_args *out)
{
	FILE *f = fmemopen(text->data, text->len, "r");
	struct csv *c = csv_open(f);
	struct wire_args a;
	char columns[1024], **fields, job[24];
	struct buf slice;
	bool more = true, row = true;
	long line;
	size_t n;

	world_must(w, csv_next(c, &fields, &n, &line, &w->o.err), "csv");
	world_must(w, import_header(kind, fields, n, columns,
	    sizeof(columns), &w->o.err), "header");
	world_must(w, world_post(w, login, "import.begin", &a, "kind", kind,
	    "columns", columns, "file", "t.csv", NULL), "import.begin");
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&a, "job"));
	wire_args_done(&a);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while (row) {
		unsigned rows = 0;

		buf_clear(&slice);
		while (rows < import_slice_rows(kind) && row) {
			row = csv_next(c, &fields, &n, &line, &w->o.err) == ST_OK;
			if (row && import_row_add(&slice, line, fields, n))
				rows++;
		}
		for (more = rows > 0; more;) {
			world_must(w, world_post(w, login, "import.rows", &a,
			    "job", job, "rows", buf_str(&slice), NULL),
			    "import.rows");
			more = wire_args_int(&a, "more", 0) != 0;
			wire_args_done(&a);
		}
	}
	buf_done(&slice);
	csv_close(c);
	(void)fclose(f);
	(void)world_post(w, login, "import.notes", &a, "job", job,
	    "severity", "error", NULL);
	(void)snprintf(w->refusal[0], sizeof(w->refusal[0]), "%.190s",
	    wire_args_text(&a, "note"));
	wire_args_done(&a);
	return world_post(w, login, "import.finish", out, "job", job,
	    NULL) == ST_OK;
}

static void
world_approve(struct world *w, const char *request)
{
	struct wire_args a;
	bool done = false;
	char id[24];
	int64_t area;
	int i;

	(void)snprintf(id, sizeof(id), "%.*s", (int)strcspn(request, "\t"),
	    request);
	area = world_int(w, "SELECT a.code FROM change c JOIN area a"
	    " ON a.id = c.area_id WHERE c.id = %s", id);
	for (i = 0; i < M_OWNERS; i++)
		if (strtoll(m_owners[i].code, NULL, 10) == area)
			break;
	if (i == M_OWNERS)
		world_must(w, ST_CORRUPT, "owner of the file");
	world_must(w, world_post(w, m_owners[i].boss, "change.approve", NULL,
	    "change", id, "version", "1", NULL), "approve the roll");
	while (!done) {
		world_must(w, world_post(w, m_owners[i].boss, "change.slice",
		    &a, "change", id, NULL), "change.slice");
		if (wire_args_int(&a, "failed", 0) > 0)
			world_must(w, ST_CORRUPT, "a row of the roll failed");
		done = wire_args_int(&a, "done", 1) != 0;
		wire_args_done(&a);
	}
}

/* Ids as the books gave them; what the opening is. */
static void
world_ids(struct world *w)
{
	int i;

	for (i = 0; i < w->m.people; i++)
		w->m.p[i].id = world_int(w, "SELECT id FROM person"
		    " WHERE code = '%s'", w->m.p[i].code);
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		g->id = world_int(w, "SELECT id FROM entitlement WHERE"
		    " person_id = %" PRId64 " AND category = '%s'",
		    w->m.p[g->person].id, m_cats[g->cat].code);
		if (g->id == 0)
			world_must(w, ST_CORRUPT, "a grant of the roll");
	}
	for (i = 0; i < w->m.grants; i++)
		m_open(&w->m, i);
}

static void
world_roll(struct world *w)
{
	struct wire_args a;
	struct buf csv;
	unsigned k;
	int i;

	buf_init(&csv, 64 * 1024);
	buf_printf(&csv, "code,name,sex,birth,commune,village,point,category,"
	    "from,decision,decision_date\n");
	for (i = 0; i < W_PEOPLE; i++)
		world_person(&w->m, i, &csv);
	if (!world_import(w, "tinh", "roll", &csv, &a))
		world_must(w, ST_CORRUPT, w->refusal[0]);
	buf_done(&csv);
	for (k = 0; k < a.n; k++)
		if (strcmp(a.v[k].name, "request") == 0)
			world_approve(w, a.v[k].value);
	wire_args_done(&a);
	world_ids(w);
}

/* ---- the office and its copies --------------------------------------------- */

static void
world_copy(const char *from, const char *to)
{
	char buffer[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t n;

	if (in == NULL || out == NULL) {
		perror("walk: copy");
		exit(3);
	}
	while ((n = fread(buffer, 1, sizeof(buffer), in)) > 0)
		if (fwrite(buffer, 1, n, out) != n) {
			perror("walk: copy");
			exit(3);
		}
	(void)fclose(in);
	(void)fclose(out);
}

static void
world_fast(struct world *w)
{
	world_must(w, office_sql(&w->o, "PRAGMA synchronous = OFF;"
	    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY"),
	    "pragma");
}

void
world_make(void)
{
	struct world *w = &base;

	office_open(&w->o);
	world_fast(w);
	m_init(&w->m);
	world_day(w, 2019, 10, 10);
	world_must(w, office_sql(&w->o, places), "places");
	world_roll(w);
	world_must(w, office_sql(&w->o, "PRAGMA wal_checkpoint(TRUNCATE)"),
	    "checkpoint");
	(void)str_copy_cut(base_path, sizeof(base_path), w->o.path);
	(void)snprintf(run_path, sizeof(run_path), "%.64s/run.db", w->o.dir);
	db_close(w->o.db);
	w->o.db = NULL;
}

static void
world_files(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
	char name[200];
	size_t i;

	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", path, tails[i]);
		(void)unlink(name);
	}
}

void
world_begin(struct world *w)
{
	memcpy(w, &base, sizeof(*w));
	world_files(run_path);
	world_copy(base_path, run_path);
	(void)str_copy_cut(w->o.path, sizeof(w->o.path), run_path);
	world_clock(w);
	world_must(w, db_open_writer(run_path, DB_BOOKS, &w->o.db, &w->o.err),
	    "open");
	world_fast(w);
}

void
world_end(struct world *w)
{
	int i;

	for (i = 0; i < w->reqs; i++)
		free(w->req[i].was);
	if (getenv("KEEP") != NULL)
		world_must(w, office_sql(&w->o,
		    "PRAGMA wal_checkpoint(TRUNCATE)"), "checkpoint");
	db_close(w->o.db);
	w->o.db = NULL;
	if (getenv("KEEP") != NULL)
		world_copy(run_path, getenv("KEEP"));
	world_files(run_path);
}

void
world_drop(void)
{
	world_files(base_path);
	(void)rmdir(base.o.dir);
	clock_shift(0);
}
