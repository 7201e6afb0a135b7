/*
 * SPDX-License-Identifier: ISC
 *
 * office_fixture: a small office in a fresh database: Sơn La with two
 * districts, three communes, four points, staff of every role and thirteen
 * people.  8 November 2019, 08:30.
 */
#ifndef TESTS_OFFICE_FIXTURE_H
#define TESTS_OFFICE_FIXTURE_H

#include "office/verb/verb.h"

enum office_place {
	F_PROVINCE = 1, F_THUANCHAU, F_SONGMA,          /* areas 14, 119, 126 */
	F_TTTHUANCHAU = 11, F_PHONGLANG, F_TTSONGMA,    /* communes */
	F_POINT1 = 21, F_POINT2, F_POINT3, F_POINT4     /* 119-01 .. 126-01 */
};

enum office_people {
	/* Thị trấn Thuận Châu, point 119-01 */
	F_PANG = 101,  /* Lò Văn Pâng 1936: 270.000 */
	F_PANG2,       /* his namesake, 04/1957: 405.000 */
	F_ON,          /* Cà Thị Ơn: 675.000 and 270.000 for her carer */
	F_E,           /* Quàng Thị É: by decision 300.000 */
	F_SUSPENDED,   /* Lò Thị Ánh: suspended, on no list */
	/* Phổng Lăng, point 119-02; Chống at home */
	F_CHONG, F_DO, F_SUA, F_HOA,
	/* Phổng Lăng, point 119-03 */
	F_AN,
	/* Thị trấn Sông Mã, point 126-01 */
	F_ANH, F_XUONG, F_LY,
	F_PEOPLE_END
};

struct office {
	char dir[64], path[96];
	struct db *db; /* the writer */
	struct err err;
};

/* The database, open for writing; ends the test when it cannot. */
void office_open(struct office *o);
void office_close(struct office *o);

/* The clock stands at this moment of 2019-11 ("08:30" of a day). */
void office_clock(int day, int hour, int minute);

/* Somebody of the staff: "lan", "mai" (same point), "son" (Sông Mã), "thu",
 * "ke", "quan", "phong", "truong", "tinh", "so" (approves for the province),
 * "admin".  actor_done(). */
void office_actor(struct office *o, const char *login, struct actor *out);

/*
 * Posts a verb as books would, with a new op id, password confirmed: pairs of
 * name and value, ended by NULL.  Answer in *out (wire_args_done()), NULL:
 * not wanted.  Returns its status; o->err has the message.  A verb that goes by
 * request (VERB_REQUEST) is asked for by `login` and approved by "so", "truong"
 * or "truong2"; the answer is that of the approval.
 */
enum status office_post(struct office *o, const char *login, const char *verb,
    struct wire_args *out, ...) __attribute__((sentinel));
/* The same with a given op id. */
enum status office_post_op(struct office *o, const char *login,
    const char *verb, const unsigned char op[WIRE_OP_ID],
    struct wire_args *out, ...) __attribute__((sentinel));

/* Opens the period and makes a list of the district, not submitted; its id. */
int64_t office_draft(struct office *o, const char *period, const char *area);
/* Runs all checks of a draft, as this preparer. */
void office_checks(struct office *o, const char *login, int64_t list);
/* Accepts what must be settled. */
void office_accept(struct office *o, const char *login, int64_t list);
/* Both, and submits it. */
enum status office_submit(struct office *o, const char *login,
    const char *list);
/* The same with the grants for funerals, submitted and approved. */
int64_t office_funerals(struct office *o, const char *period,
    const char *area);
/* Opens it: alone where that is allowed, else phong asks and tinh approves. */
void office_period(struct office *o, const char *code, const char *through);
/* office_draft(), submitted and approved. */
int64_t office_list(struct office *o, const char *period, const char *area);

/* Pays all that is open, as the desk does: ST_OK and the receipt. */
enum status office_pay(struct office *o, const char *login, int64_t person,
    const char *period, int64_t *receipt);

/* First column of the first row of some SQL (a constant), 0 when none. */
int64_t office_int(struct office *o, const struct db_sql *q, int64_t arg);
/*
 * Puts n lines more onto the list of November that has this person: arrears of
 * the months before, 100.000 each, ids from 90001 on, whatever its state; of
 * entitlement 90000, by which they are due.
 */
void office_lines_more(struct office *o, int64_t person, int n);
/* Runs SQL behind the verbs' back. */
enum status office_sql(struct office *o, const char *text);

#endif
