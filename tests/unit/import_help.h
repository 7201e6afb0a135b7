/* SPDX-License-Identifier: ISC */
/*
 * import_help: tables taken into the books of office_help.h as `chitra import`
 * takes them, into places of two districts.
 */
#pragma once

#include "unit/office_help.h"

#include "office/import/import.h"
#include "text/csv.h"

static char job[24];
static int64_t maker; /* who sends the files; 0 the program */
enum { PHONG = 1, TRUONG, TRUONG2 }; /* preparer, approvers of 119 and 118 */

static inline void
begin(const char *kind, const char *columns)
{
	POST(maker, "import.begin", "kind", kind, "columns", columns, "file", "t.csv");
	(void)str_copy_cut(job, sizeof(job), help_said("job"));
}

static inline void
send(struct buf *slice)
{
	if (slice->len == 0)
		return;
	do
		POST(maker, "import.rows", "job", job, "rows", buf_str(slice));
	while (wire_args_int(&help_answer.args, "more", 0) != 0);
	buf_clear(slice);
}

/* Reads CSV text as the command does and posts it in slices of `rows`. */
static inline void
take(const char *kind, FILE *f, unsigned rows)
{
	char columns[1024], **fields;
	struct csv *csv = csv_open(f);
	struct buf slice;
	unsigned in_slice = 0;
	enum status st;
	long line;
	size_t n;

	OK(csv_next(csv, &fields, &n, &line, &help_err));
	OK(import_header(kind, fields, n, columns, sizeof(columns), &help_err));
	begin(kind, columns);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while ((st = csv_next(csv, &fields, &n, &line, &help_err)) != ST_NOTFOUND) {
		bool fits = st == ST_OK ?
		    import_row_add(&slice, line, fields, n) :
		    import_bad_row_add(&slice, line, help_err.msg);

		if (!fits) {
			send(&slice);
			assert_true(import_row_add(&slice, line, fields, n));
			in_slice = 0;
		}
		if (++in_slice == rows) {
			send(&slice);
			in_slice = 0;
		}
	}
	send(&slice);
	buf_done(&slice);
	csv_close(csv);
	(void)fclose(f);
}

static inline void
take_text(const char *kind, const char *text)
{
	take(kind, fmemopen((void *)(uintptr_t)text, strlen(text), "r"), 50);
}

static inline enum status
finish(const char *dry)
{
	return help_post(maker, "import.finish", "job", job, "dry", dry, NULL);
}

#define FINISH()                                                               \
	do {                                                                   \
		if (finish("no") != ST_OK)                                     \
			fail_msg("finish: %s", help_answer.err.msg);           \
	} while (0)

static inline void
counts(int added, int changed, int unchanged)
{
	assert_int_equal(wire_args_int(&help_answer.args, "new", -1), added);
	assert_int_equal(wire_args_int(&help_answer.args, "changed", -1), changed);
	assert_int_equal(wire_args_int(&help_answer.args, "unchanged", -1),
	    unchanged);
}

/* Note number i of the severity, "line<tab>field<tab>why". */
static inline const char *
note(const char *severity, unsigned i)
{
	unsigned k;

	POST(maker, "import.notes", "job", job, "severity", severity);
	for (k = 0; k < help_answer.args.n; k++)
		if (strcmp(help_answer.args.v[k].name, "note") == 0 && i-- == 0)
			return help_answer.args.v[k].value;
	return "";
}

#define AREAS_2019                                                             \
	"province,province_name,district,district_name,commune,commune_name,epoch\n" \
	"14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn Thuận Châu,2010-01\n" \
	"14,Tỉnh Sơn La,119,Huyện Thuận Châu,03751,Xã Chiềng Ly,2010-01\n"    \
	"14,Tỉnh Sơn La,118,Huyện Quỳnh Nhai,03703,Xã Mường Giàng,2010-01\n"

#define POINTS                                                                 \
	"code,name,unit,unit_name,unit_parent,commune\n"                       \
	"119-01,Bưu cục Thuận Châu,BD119,Bưu điện huyện Thuận Châu,BD14,03721\n" \
	"119-02,BĐ-VHX Chiềng Ly,BD119,,,03751\n"                              \
	"14-00,Bưu điện tỉnh,BD14,Bưu điện tỉnh Sơn La,,03721\n"               \
	"118-01,Bưu cục Quỳnh Nhai,BD118,Bưu điện huyện Quỳnh Nhai,BD14,03703\n"

static inline int
places_setup(void **state)
{
	maker = 0;
	if (help_setup(state) != 0)
		return -1;
	take_text("areas", AREAS_2019);
	FINISH();
	take_text("points", POINTS);
	FINISH();
	POST(0, "staff.add", "login", "phong", "name", "Lò Thị Phong", "role",
	    "preparer", "area", "119");
	POST(0, "staff.add", "login", "truong", "name", "Hà Văn Trường", "role",
	    "approver", "area", "119");
	POST(0, "staff.add", "login", "truong2", "name", "Hà Văn Hai", "role",
	    "approver", "area", "118");
	return 0;
}

#define ROLL_HEAD                                                              \
	"code,name,sex,birth,identity,commune,village,point,category,from,amount\n"
