/* SPDX-License-Identifier: ISC */
#include "ssh/closing.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "ssh/attach.h"
#include "ssh/exec.h"
#include "ssh/outq.h"
#include "ssh/plain.h"

/*
 * From the first word of the end to the last byte.  A piece of a pipe (16 kB)
 * and what the kernel holds need 20 s at 9.6 kbit/s.
 */
#define CLOSING_MS 30000

/* For the peer's part once both sides have closed the channel. */
#define CLOSING_POLITE_MS 3000

static void
closing_late(void *arg)
{
	line_end(arg, "the peer did not take the end in time");
}

static void
closing_polite(void *arg)
{
	line_end(arg, NULL);
}

/*
 * Back to the main page if a desk left the terminal on the other one (a desk
 * that died could not), else below the picture.
 */
static void
closing_terminal(struct line *l, const char *words)
{
	char text[640];
	int n = 0;

	if (l->desk.alternate)
		n = snprintf(text, sizeof(text), "\033[m\033[?1049l\033[?25h");
	else if (l->desk.painted && !l->desk.pages)
		n = snprintf(text, sizeof(text), "\033[m\033[%u;1H",
		    (unsigned)l->rows);
	outq_add(l, text, (size_t)n);
	if (words[0] != '\0') {
		n = snprintf(text, sizeof(text), "\r\n%s\r\n", words);
		outq_add(l, text, (size_t)n);
	}
}

static void
closing_words(struct line *l, const char *words)
{
	char clean[512], text[600];
	int n;

	plain_line(clean, sizeof(clean), words);
	if (l->role == LINE_SHELL && l->pty) {
		closing_terminal(l, clean);
		return;
	}
	if (clean[0] == '\0')
		return;
	n = snprintf(text, sizeof(text), "%s%s", clean, l->pty ? "\r\n" : "\n");
	if (outq_empty(l))
		l->outq.is_err = !l->pty;
	outq_add(l, text, (size_t)n);
}

void
closing_disconnect(struct line *l, const char *words)
{
	char clean[200];

	if (l->dead)
		return;
	plain_line(clean, sizeof(clean), words);
	(void)ssh_session_set_disconnect_message(l->ssh, clean);
	/*
	 * libssh writes the goodbye only if it may write at once; one pass
	 * lets it find out that it may.
	 */
	(void)ssh_event_dopoll(l->event, 0);
	ssh_event_remove_session(l->event, l->ssh);
	ssh_disconnect(l->ssh);
	line_end(l, clean);
}

void
closing_begin(struct line *l, const char *words, uint32_t status)
{
	if (l->closing != CLOSING_NOT || l->dead)
		return;
	if (l->channel == NULL) {
		closing_disconnect(l, words);
		return;
	}
	l->exit_status = status;
	l->closing = CLOSING_FLUSH;
	(void)loop_timer(l->loop, CLOSING_MS, closing_late, l);
	if (!l->peer_closed)
		closing_words(l, words);
}

static void
closing_send(struct line *l)
{
	/* The order of RFC 4254, 6.10: the status before the close. */
	if (!l->peer_closed &&
	    (ssh_channel_request_send_exit_status(l->channel,
	    (int)l->exit_status) == SSH_ERROR ||
	    ssh_channel_send_eof(l->channel) == SSH_ERROR)) {
		line_end(l, "cannot write");
		return;
	}
	if (ssh_channel_close(l->channel) == SSH_ERROR) {
		line_end(l, "cannot write");
		return;
	}
	l->closing = CLOSING_SENT;
}

void
closing_step(struct line *l)
{
	if (l->closing == CLOSING_NOT || l->dead)
		return;
	attach_drop(l); /* it parks */
	exec_drop(l);
	outq_step(l);
	if (l->closing == CLOSING_FLUSH && outq_empty(l) && !l->dead)
		closing_send(l);
	/*
	 * The client answers with its own close and hangs up.  Hanging up
	 * first could reset the connection under the last words.
	 */
	if (l->closing == CLOSING_SENT && l->peer_closed && !l->polite) {
		l->polite = true;
		(void)loop_timer(l->loop, CLOSING_POLITE_MS, closing_polite,
		    l);
	}
}
