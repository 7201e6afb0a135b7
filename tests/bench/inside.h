/*
 * SPDX-License-Identifier: ISC
 *
 * inside: for bench programs that call office/ in their own process: ends the
 * program on any error, and counts what SQLite was asked to step.
 */
#pragma once

#include <sqlite3.h>
#include <stdint.h>

#include "base/err.h"
#include "office/verb/scope.h"

void inside_must(enum status st, const struct err *err);

/* The scope of a login ("" = everything), the newest open period. */
void inside_scope(struct db *db, const char *login, struct scope *out);
int64_t inside_period(struct db *db);

/* A connection beside db/'s, for raw baselines. */
sqlite3 *inside_raw(const char *path, int flags);
sqlite3_stmt *inside_prepare(sqlite3 *raw, const char *sql);
void inside_exec(sqlite3 *raw, const char *sql);

/* Calls of sqlite3_step() so far (the linker wraps it). */
int64_t inside_steps(void);

/* The same numbers on every run. */
uint32_t inside_random(uint64_t *state);
