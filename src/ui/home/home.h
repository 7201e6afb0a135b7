/*
 * SPDX-License-Identifier: ISC
 *
 * home/home: the parts from which home/session.c makes a session.
 */
#pragma once

struct ui;

/* Reopens the screens once their postings are answered. */
void who_rebuild(struct ui *u);
