/*
 * SPDX-License-Identifier: ISC
 *
 * place/sort: the order in which places follow each other in the roll and on
 * paper: communes by district and then in Vietnamese order, points by code.
 */
#pragma once

#include "office/verb/scope.h"

/* Sorts ids of points (SCOPE_POINTS) or communes in place. */
enum status place_sort(struct db *db, enum scope_kind kind, int64_t *ids,
    size_t n, struct err *err) ERR_CHECKED;

/* The ids of a scope in that order; SCOPE_ALL: every commune.  free(). */
enum status place_order(struct db *db, const struct scope *sc, int64_t **ids,
    size_t *n, struct err *err) ERR_CHECKED;
