/* SPDX-License-Identifier: ISC */
#include "ssh/line.h"

#include "base/log.h"

void
line_end(struct line *l, const char *why)
{
	if (!l->dead && why != NULL)
		log_info("the line ends: %s", why);
	l->dead = true;
	loop_stop(l->loop, l->result);
}

void
line_tell(struct line *l, const struct wire_msg *m)
{
	if (l->net != NULL && wire_chan_send(l->net, m, NULL, 0) == ST_BUSY)
		line_end(l, "the listener does not listen");
}

void
line_stage(struct line *l, const char *stage)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_NET_STAGE);
	wire_put_str(&m, stage);
	line_tell(l, &m);
	wire_done(&m);
}
