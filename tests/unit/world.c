/* SPDX-License-Identifier: ISC */
#include "world.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "db/db_priv.h"

struct world world;
struct err world_err;

#define AREA(id, level, code, parent, from, to) "INSERT INTO area VALUES (" \
	#id ", '" level "', '" code "', 'A" code "', x'00', 'a', " parent \
	", '" from "', " to ");"
#define POINT(id, code, unit, area) "INSERT INTO point VALUES (" #id ", '" \
	code "', 'P" code "', x'00', 'p', " #unit ", " #area ", '', 1);"
#define STAFF(id, login, role, unit, area, active) \
	"INSERT INTO staff (id, login, name, role, unit_id, area_id, local_uid, active,"   \
	" created_at) VALUES (" #id ", '" login "', 'N " login "', '" role \
	"', " #unit ", " #area ", NULL, " #active ", '2019-01-01T00:00:00');"
#define PERSON(id, area, point) "INSERT INTO person (id, code, name, name_key, "\
	"fold, given_fold, initials, sex, area_id, village_key, point_id, " \
	"created_at, changed_at) VALUES (" #id ", 'C" #id "', 'Lò Thị Ên', " \
	"x'00', 'lo thi en', 'en lo thi', 'lte', 'F', " #area ", x'00', " #point \
	", '', '');" \
	"INSERT INTO entitlement (id, person_id, category, from_month, " \
	"changed_at) VALUES (" #id ", " #id ", '20.5.5a', '2019-01', '');" \
	"INSERT INTO line (id, list_id, period_id, no, person_id, entitlement_id, " \
	"month, kind, seq, amount, standard, hundredths, category, area_id, " \
	"point_id, delivery, name, birth, identity, village) VALUES (" #id ", 1, 1, " #id ", " #id ", " #id \
	", '2019-11', 'base', 1, 540000, 270000, 200, '20.5.5a', " #area ", " \
	#point ", 'point', 'Lò Thị Ên', '1936', '', 'Bản Pha');"

static const char world_sql_text[] =
    AREA(1, "province", "14", "NULL", "2000-01-01", "NULL")
    AREA(2, "district", "116", "1", "2000-01-01", "NULL")
    AREA(3, "district", "117", "1", "2000-01-01", "NULL")
    AREA(11, "commune", "03646", "2", "2000-01-01", "NULL")
    AREA(12, "commune", "03649", "2", "2000-01-01", "NULL")
    AREA(13, "commune", "03700", "3", "2000-01-01", "NULL")
    AREA(14, "commune", "03650", "2", "2000-01-01", "'2019-01-01'")
    "INSERT INTO unit VALUES (1, 'SL', 'Province', NULL), (2, 'TC', 'TC', 1),"
    " (3, 'ML', 'ML', 1);"
    POINT(1, "116-01", 2, 11) POINT(2, "116-02", 2, 12)
    POINT(3, "117-01", 3, 13)
    STAFF(1, "lan", "paying", 2, NULL, 1)
    STAFF(2, "thu", "cashier", 2, NULL, 1)
    STAFF(3, "quan", "controller", 2, NULL, 1)
    STAFF(4, "phong", "preparer", NULL, 2, 1)
    STAFF(5, "truong", "approver", NULL, 2, 1)
    STAFF(6, "tinh", "province", 1, 1, 1)
    STAFF(7, "admin", "admin", 1, NULL, 1)
    STAFF(8, "hoa", "paying", 3, NULL, 1)
    STAFF(9, "off", "paying", 3, NULL, 0)
    "INSERT INTO staff_point VALUES (1, 1), (8, 3), (9, 3);"
    "INSERT OR IGNORE INTO category (code, decree, clause, name, kind) VALUES ('20.5.5a', '20/2021/NĐ-CP', '', 'x', 'base');"
    "INSERT INTO period (id, code, state, opened_at, closed_at) VALUES (1, '2019-11', 'open', '2019-11-01T08:00:00', NULL);"
    "INSERT INTO list (id, period_id, owner_id, seq, state, lines, people, total,"
    " digest, prepared_by, prepared_at, approved_by, approved_at) VALUES (1, 1, 2, 1, 'draft', 3, 3, 1620000, zeroblob(32), 4, '2019-11-01T08:00:00', NULL, NULL);"
    PERSON(1, 11, 1) PERSON(2, 12, 2) PERSON(3, 11, 1)
    "UPDATE list SET state = 'submitted';"
    "UPDATE list SET state = 'approved', approved_by = 5, approved_at = '2019-11-02T08:00:00';"
    "INSERT OR REPLACE INTO counter VALUES ('person', 1000), ('line', 1000), ('list', 1000),"
    " ('staff', 1000), ('entitlement', 1000), ('period', 1000), ('area', 1000);";

void
world_ok(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s %s", what, err_name(st), world_err.field,
		    world_err.msg);
}

enum status
world_sql(const char *text)
{
	return db_exec(world.db, text, &world_err);
}

int64_t
world_int(const char *text)
{
	sqlite3_stmt *s = NULL;
	int64_t v = -1;
	int rc;

	rc = sqlite3_prepare_v2(world.db->h, text, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		v = sqlite3_column_int64(s, 0);
	else if (rc != SQLITE_DONE)
		fail_msg("%s: %s", text, sqlite3_errmsg(world.db->h));
	(void)sqlite3_finalize(s);
	return v;
}

int
world_setup(void **state)
{
	(void)state;
	clock_set("2019-11-11T08:30:00");
	memset(&world, 0, sizeof(world));
	memset(&world_err, 0, sizeof(world_err));
	(void)snprintf(world.dir, sizeof(world.dir), "/tmp/world.XXXXXX");
	if (mkdtemp(world.dir) == NULL)
		return -1;
	(void)snprintf(world.path, sizeof(world.path), "%s/chitra.db",
	    world.dir);
	OK(db_create(world.path, DB_BOOKS, &world_err));
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
	OK(world_sql("BEGIN"));
	OK(world_sql(world_sql_text));
	OK(world_sql("COMMIT"));
	return 0;
}

int
world_teardown(void **state)
{
	char name[512];
	struct dirent *e;
	DIR *d;

	(void)state;
	db_close(world.db);
	world.db = NULL;
	d = opendir(world.dir);
	while (d != NULL && (e = readdir(d)) != NULL) {
		(void)snprintf(name, sizeof(name), "%s/%s", world.dir,
		    e->d_name);
		if (e->d_name[0] != '.')
			(void)unlink(name);
	}
	if (d != NULL)
		(void)closedir(d);
	return rmdir(world.dir);
}

void
world_verb(struct wire_verb *v, const char *name, ...)
{
	const char *field, *value;
	va_list ap;

	memset(v, 0, sizeof(*v));
	wire_op_new(v->op);
	OK(str_copy(v->name, sizeof(v->name), name));
	va_start(ap, name);
	while ((field = va_arg(ap, const char *)) != NULL) {
		value = va_arg(ap, const char *);
		wire_args_add(&v->args, field, value);
	}
	va_end(ap);
}
