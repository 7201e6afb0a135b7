/*
 * SPDX-License-Identifier: ISC
 *
 * demo/staff: who works in the demo office: the paying staff, a cashier, an
 * accountant and a controller in each district, two people at each list owner,
 * the province and an administrator.  In one district they have the names that
 * the manual uses: lan, thu, ke, quan, phong, truong; then tinh, so and admin.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/demo/demo_priv.h"

/* One post at every district. */
static const struct {
	const char *login, *role;
	bool unit;               /* of the post; else of the list owner */
	const char *name;        /* in the district of the manual */
} demo_posts[] = {
	{ "thu", "cashier", true, "Cầm Thị Thu" },
	{ "ke", "accountant", true, "Nguyễn Thị Kế" },
	{ "quan", "controller", true, "Lò Minh Quân" },
	{ "phong", "preparer", false, "Quàng Văn Phong" },
	{ "truong", "approver", false, "Hoàng Văn Trường" },
};

/*
 * A name with a middle that nobody on the roll has: staff do not collect, and
 * a namesake among the collectors would be taken for them.
 */
static void
demo_staff_name(struct demo *d, bool woman, struct demo_name *out)
{
	static const char *const men[] = { "Quốc", "Mạnh", "Anh" };
	static const char *const women[] = { "Thị Kim", "Thị Bích", "Thị Minh" };
	enum demo_ethnic e = demo_odds(&d->dice, 5000) ? DEMO_KINH :
	    d->p->exact ? DEMO_TAY : DEMO_THAI;
	struct demo_name n;
	unsigned i = demo_below(&d->dice, 3);

	demo_name(&d->dice, e, woman, 1980, &n);
	(void)snprintf(out->name, sizeof(out->name), "%.*s %s%s",
	    (int)strcspn(n.name, " "), n.name, woman ? women[i] : men[i],
	    strrchr(n.name, ' '));
}

static enum status
demo_hire_posts(struct demo *d, const struct demo_district *k,
    struct err *err)
{
	bool manual = strcmp(k->code, d->p->lan) == 0;
	struct demo_name name;
	char login[33], unit[8];
	enum status st = ST_OK;
	size_t i;

	(void)snprintf(unit, sizeof(unit), "BD%s", k->code);
	for (i = 0; st == ST_OK &&
	    i < sizeof(demo_posts) / sizeof(demo_posts[0]); i++) {
		(void)snprintf(login, sizeof(login), manual ? "%s" : "%s-%s",
		    demo_posts[i].login, k->code);
		demo_staff_name(d, i < 2, &name);
		st = demo_post(d, &d->program, NULL, err, "staff.add",
		    "login", login, "name", manual ? demo_posts[i].name :
		    name.name, "role", demo_posts[i].role,
		    "unit", demo_posts[i].unit ? unit : "",
		    "area", demo_posts[i].unit ? "" : k->code, NULL);
	}
	return st;
}

/* lan is the first clerk with two points in the district of the manual. */
static unsigned
demo_find_lan(const struct demo *d)
{
	unsigned i;

	for (i = 1; i < d->npoints; i++) {
		const struct demo_commune *c =
		    &d->communes[d->points[i].commune];

		if (strcmp(d->p->districts[c->district].code, d->p->lan) == 0 &&
		    d->points[i].staff == d->points[i - 1].staff)
			return d->points[i].staff;
	}
	return 0;
}

static enum status
demo_hire_clerks(struct demo *d, struct err *err)
{
	unsigned i, lan = demo_find_lan(d);
	enum status st = ST_OK;

	for (i = 0; st == ST_OK && i < d->npoints;) {
		struct demo_clerk *k = &d->clerks[d->points[i].staff];
		struct demo_point *p = &d->points[i];
		char points[24], unit[8];
		struct demo_name name;
		bool two = i + 1 < d->npoints && p[1].staff == p->staff;

		demo_staff_name(d, demo_odds(&d->dice, 6000), &name);
		(void)snprintf(points, sizeof(points), "%s %s", p->code,
		    two ? p[1].code : "");
		(void)snprintf(unit, sizeof(unit), "BD%.3s", p->code);
		if (p->staff == lan) {
			/* In the middle of a session; the other is over. */
			(void)str_copy_cut(k->login, sizeof(k->login), "lan");
			(void)str_copy_cut(name.name, sizeof(name.name),
			    "Lò Thị Lan");
			p->day = 3;
			p[1].day = 1;
		}
		st = demo_post(d, &d->program, NULL, err, "staff.add",
		    "login", k->login, "name", name.name, "role", "paying",
		    "unit", unit, "points", points, NULL);
		i += two ? 2 : 1;
	}
	return st;
}

/* A second maker: for the commune of lan's first point alone. */
static enum status
demo_hire_commune(struct demo *d, struct err *err)
{
	unsigned i, lan = demo_find_lan(d);

	for (i = 0; i < d->npoints && d->points[i].staff != lan; i++)
		;
	return demo_post(d, &d->program, NULL, err, "staff.add", "login", "xa",
	    "name", "Cà Văn Xá", "role", "preparer", "area",
	    d->communes[d->points[i < d->npoints ? i : 0].commune].code, NULL);
}

enum status
demo_hire(struct demo *d, struct err *err)
{
	enum status st;
	unsigned i;

	st = demo_post(d, &d->program, NULL, err, "staff.add", "login", "admin",
	    "name", "Quản trị", "role", "admin", NULL);
	if (st == ST_OK)
		st = demo_post(d, &d->program, NULL, err, "staff.add",
		    "login", "tinh", "name", "Phạm Thị Tình", "role",
		    "province", NULL);
	/* Approves what is the whole office's: rates, rules. */
	if (st == ST_OK)
		st = demo_post(d, &d->program, NULL, err, "staff.add",
		    "login", "so", "name", "Lường Văn Sở", "role", "approver",
		    "area", d->p->code, NULL);
	for (i = 0; st == ST_OK && i < d->p->ndistricts; i++)
		st = demo_hire_posts(d, &d->p->districts[i], err);
	if (st == ST_OK)
		st = demo_hire_clerks(d, err);
	if (st == ST_OK)
		st = demo_hire_commune(d, err);
	demo_say(d, _("staff"), d->nclerks, d->nclerks);
	return st == ST_OK ? demo_commit(d, err) : st;
}
