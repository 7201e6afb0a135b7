/*
 * SPDX-License-Identifier: ISC
 *
 * kinds: the kinds of request of every module, in the order of menus.
 */
#include <stddef.h>

#include "office/balance/lowered.h"
#include "office/balance/recovery.h"
#include "office/change/kinds.h"
#include "office/file/file.h"
#include "office/import/import.h"
#include "office/list/list.h"
#include "office/pay/pay.h"
#include "office/request/work.h"

const struct change_kind *const change_kinds[] = {
	&change_kind_new,
	&change_kind_stop,
	&change_kind_suspend,
	&change_kind_resume,
	&change_kind_amount,
	&change_kind_identity,
	&change_kind_point,
	&change_kind_delivery,
	&change_kind_transfer,
	&change_kind_collector,
	&change_kind_funeral,
	&change_kind_arrears,
	&change_kind_merge,
	&change_kind_reverse,
	&change_kind_decide,
	&change_kind_plan,
	&change_kind_repaid,
	&change_kind_write_off,
	&change_kind_standard,
	&change_kind_coefficient,
	&change_kind_keeps,
	&change_kind_step,
	&change_kind_setting,
	&change_kind_lowered,
	&change_kind_roll,
	&change_kind_areas,
	&change_kind_points,
	&change_kind_moves,
	&change_kind_uncollected,
	&change_kind_open,
	&change_kind_reopen,
	&change_kind_undo,
	NULL
};
