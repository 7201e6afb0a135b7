/*
 * SPDX-License-Identifier: ISC
 *
 * desk/desk: the payout desk: find, check, pay, next.
 */
#pragma once

#include "ui/kit/screen.h"
