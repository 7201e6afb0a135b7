/* SPDX-License-Identifier: ISC */
#include "base/conf.h"

#include <stddef.h>

const struct conf_key conf_keys[] = {
#define X(s, k, t, d, h) { .section = #s, .key = #k, .type = CONF_##t, \
	.def = d, .help = h, .offset = offsetof(struct conf, s##_##k) },
	CONF_LIST(X)
#undef X
	{ .section = NULL },
};
