/*
 * SPDX-License-Identifier: ISC
 *
 * desk/desk: the payout desk: find, check, pay, next.
 */
#ifndef CHITRA_UI_DESK_H
#define CHITRA_UI_DESK_H

#include "ui/kit/screen.h"

#endif
