/*
 * SPDX-License-Identifier: ISC
 *
 * home/home: what home/session.c puts a session together from.
 */
#ifndef CHITRA_UI_HOME_H
#define CHITRA_UI_HOME_H

struct ui;

/* Opens the screens anew once nothing posted from them is unanswered. */
void who_rebuild(struct ui *u);

#endif
