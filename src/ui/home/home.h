/*
 * SPDX-License-Identifier: ISC
 *
 * home/home: the parts from which home/session.c makes a session.
 */
#ifndef CHITRA_UI_HOME_H
#define CHITRA_UI_HOME_H

struct ui;

/* Reopens the screens once their postings are answered. */
void who_rebuild(struct ui *u);

#endif
