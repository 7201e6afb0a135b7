/*
 * SPDX-License-Identifier: ISC
 *
 * rate/seed: the rows that an office is born with.  Rules are also added at
 * every migrate, where the office has none; what it has, it keeps: a province
 * or a later decree changes rates by requests (office/rate/rate.c).
 */
#include "office/rate/decree.h"

DB_SQL(q_meta_add) = { "category.meta_add",
	"INSERT INTO meta (key, value) VALUES ('province', ?1), ('office', ?2),"
	" ('created', ?3) ON CONFLICT DO NOTHING" };
DB_SQL(q_program) = { "category.program",
	"INSERT INTO staff (id, login, name, role, active, created_at)"
	" VALUES (0, 'chitra', 'Chitra', 'admin', 0, ?1) ON CONFLICT DO NOTHING" };
/* Books born with 0002 have no row yet; older ones got theirs from meta. */
DB_SQL(q_province_add) = { "category.province_add",
	"INSERT INTO office_province (from_month, province)"
	" VALUES ('0000-01', ?1) ON CONFLICT DO NOTHING" };
DB_SQL(q_has_standard) = { "category.has_standard",
	"SELECT 1 FROM standard WHERE province = ?1 LIMIT 1" };
DB_SQL(q_standard_add) = { "category.standard_add",
	"INSERT INTO standard (province, from_month, amount, decree)"
	" VALUES (?1, ?2, ?3, ?4)" };
DB_SQL(q_add) = { "category.add",
	"INSERT INTO category (code, decree, clause, name, kind)"
	" VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING" };
DB_SQL(q_family) = { "category.family",
	"UPDATE category SET family = ?2 WHERE code = ?1 AND family = ''" };
DB_SQL(q_age) = { "category.age",
	"UPDATE category SET age_from = CAST(?2 AS INTEGER)"
	" WHERE code = ?1 AND age_from = 0 AND ?2 <> ''" };
DB_SQL(q_coefficient_add) = { "category.coefficient_add",
	"INSERT INTO coefficient (category, from_month, hundredths)"
	" SELECT ?1, ?2, CAST(?3 AS INTEGER) WHERE NOT EXISTS"
	" (SELECT 1 FROM coefficient WHERE category = ?1)" };
DB_SQL(q_keeps_add) = { "category.keeps_add",
	"INSERT INTO keeps_both (family, other, from_month, to_month,"
	" source) SELECT ?1, ?2, ?3, nullif(?4, ''), ?5 WHERE NOT EXISTS"
	" (SELECT 1 FROM keeps_both WHERE family = ?1 AND other = ?2)" };
DB_SQL(q_step_add) = { "category.step_add",
	"INSERT INTO age_step (category, years, from_month, next, starts,"
	" source) SELECT ?1, CAST(?2 AS INTEGER), ?3, nullif(?4, ''), ?5, ?6"
	" WHERE NOT EXISTS (SELECT 1 FROM age_step WHERE category = ?1)" };

/* The fields of a kind's rows that a statement binds, in order. */
struct seed {
	enum decree_kind kind;
	const struct db_sql *add;
	const char *fields[6];
};

static const struct seed seed_rules[] = {
	{ DECREE_CATEGORY, &q_add,
	    { "category", "decree", "clause", "name", "kind" } },
	{ DECREE_CATEGORY, &q_family,
	    { "category", "family" } },
	{ DECREE_CATEGORY, &q_age,
	    { "category", "age" } },
	{ DECREE_CATEGORY, &q_coefficient_add,
	    { "category", "from", "coefficient" } },
	{ DECREE_KEEPS, &q_keeps_add,
	    { "family", "other", "from", "to", "source" } },
	{ DECREE_STEP, &q_step_add,
	    { "category", "years", "from", "next", "starts", "source" } },
};

static enum status
seed_office(struct db *db, const char *province, const char *office,
    const char *now, struct err *err)
{
	if (db_run(db_usef(db, &q_meta_add, "ttt", province, office, now),
	    err) != ST_OK ||
	    db_run(db_usef(db, &q_province_add, "t", province), err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_program, "t", now), err);
}

static enum status
seed_row(struct db *db, const struct seed *s, const struct wire_args *in,
    struct err *err)
{
	struct db_stmt *add = db_use(db, s->add);
	int i;

	for (i = 0; i < 6 && s->fields[i] != NULL; i++)
		db_bind_text(add, i + 1, wire_args_text(in, s->fields[i]));
	return db_run(add, err);
}

enum status
office_seed_rules(struct db *db, const struct decree *d, struct err *err)
{
	const size_t kinds = sizeof(seed_rules) / sizeof(seed_rules[0]);
	enum status st = ST_OK;
	unsigned i;
	size_t k;

	for (k = 0; k < kinds; k++)
		for (i = 0; st == ST_OK && i < d->n; i++)
			if (d->rows[i].kind == seed_rules[k].kind)
				st = seed_row(db, &seed_rules[k],
				    &d->rows[i].in, err);
	return st;
}

static enum status
seed_standards(struct db *db, const struct decree *d, const char *province,
    struct err *err)
{
	enum status st;
	unsigned i;
	int64_t one;
	bool found;

	st = db_int1(db_usef(db, &q_has_standard, "t", province), &one, &found,
	    err);
	for (i = 0; st == ST_OK && !found && i < d->n; i++) {
		const struct wire_args *in = &d->rows[i].in;

		if (d->rows[i].kind == DECREE_STANDARD)
			st = db_run(db_usef(db, &q_standard_add, "ttit",
			    province, wire_args_text(in, "from"),
			    wire_args_int(in, "amount", 0),
			    wire_args_text(in, "decree")), err);
	}
	return st;
}

enum status
office_seed(struct db *db, const struct decree *d, const char *province,
    const char *office, const char *now, struct err *err)
{
	if (seed_office(db, province, office, now, err) != ST_OK ||
	    office_seed_rules(db, d, err) != ST_OK)
		return err->st;
	return seed_standards(db, d, province, err);
}
