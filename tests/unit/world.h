/* SPDX-License-Identifier: ISC */
/*
 * world: a small office in a folder of its own, for tests of what writes.
 * Two districts, three communes, three points, nine members of staff, three
 * people with one approved line each.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "db/db.h"
#include "wire/verb.h"

enum { LAN = 1, THU, QUAN, PHONG, TRUONG, TINH, ADMIN, HOA, OFF };

struct world {
	char dir[64], path[96];
	struct db *db; /* the writer; NULL while somebody else has it */
};

extern struct world world;
extern struct err world_err;

/* cmocka fixtures: makes it, opens world.db; closes and removes it. */
int world_setup(void **state);
int world_teardown(void **state);

void world_ok(enum status st, const char *what);
/* Fails the test with the message in world_err unless ST_OK. */
#define OK(call) world_ok(call, #call)

/* Any SQL; the status with the message in world_err. */
enum status world_sql(const char *text);
/* First number of a query, -1 when there is no row. */
int64_t world_int(const char *text);

/* A posting with a new op id; name, value, ..., NULL. */
void world_verb(struct wire_verb *v, const char *name, ...);
