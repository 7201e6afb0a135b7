/* SPDX-License-Identifier: ISC */
/* status: the text of `chitra status`: connections, desks and services. */
#include <inttypes.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "serve/lines.h"

#define STATUS_MAX (48 * 1024) /* one message */

static void
status_service(struct buf *b, const struct service *s, int64_t now)
{
	(void)buf_printf(b, "%-8s %s, pid %d, %" PRId64 " s\n", s->name,
	    s->ready ? _("ready") : _("being started"), (int)s->pid,
	    s->pid != 0 ? (now - s->born) / 1000 : 0);
}

char *
status_text(const struct server *srv)
{
	int64_t now = clock_ms();
	unsigned all, starting;
	const struct seat *s;
	const struct line *l;
	struct buf b;
	char *text;

	buf_init(&b, STATUS_MAX);
	limits_count(srv->limits, &all, &starting);
	(void)buf_printf(&b, _("port %u, running for %" PRId64 " s, services "
	    "started again %u times\n"), srv->port, (now - srv->born) / 1000,
	    srv->restarts);
	status_service(&b, &srv->books, now);
	status_service(&b, &srv->gate, now);
	(void)buf_printf(&b, _("%u connections, %u not signed in\n"), all,
	    starting);
	for (l = srv->lines; l != NULL; l = l->next)
		(void)buf_printf(&b, "%6" PRIu32 "  %-20s %-10s %-8s %" PRId64
		    " s, pid %d\n", l->id, l->address,
		    l->signed_in ? l->login : "-", l->stage,
		    (now - l->since) / 1000, (int)l->pid);
	for (s = srv->seats; s != NULL; s = s->next)
		(void)buf_printf(&b, _("desk of %-20s %s, %" PRId64
		    " s, pid %d\n"), s->login,
		    s->line != NULL ? s->line->address : _("waits"),
		    (now - s->since) / 1000, (int)s->pid);
	text = mem_strdup(buf_str(&b));
	buf_done(&b);
	return text;
}
