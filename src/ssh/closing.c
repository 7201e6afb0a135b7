/* SPDX-License-Identifier: ISC */
#include "ssh/closing.h"

#include <stdio.h>

#include "base/clean.h"
#include "base/log.h"
#include "ssh/attach.h"
#include "ssh/exec.h"
#include "ssh/outq.h"

/*
 * Limit from closing_begin() to the last byte.  A piece of a pipe (16 kB) and
 * the kernel's buffer need 20 s at 9.6 kbit/s.
 */
#define CLOSING_MS 30000

/* For a peer that is gone: the kernel goes on sending what it has. */
#define CLOSING_GONE_MS 3000

/* For the peer to disconnect once both sides have closed the channel. */
#define CLOSING_POLITE_MS 3000

static void
closing_late(void *arg)
{
	transport_end(arg, "the peer did not take the end in time");
}

static void
closing_polite(void *arg)
{
	transport_end(arg, NULL);
}

/*
 * Resets the terminal, because a desk that died or is in the middle of a print
 * job did not.  Where the terminal has no alternate screen the message goes
 * below the last frame.  Appended after all output so far.
 */
static void
closing_terminal(struct transport *t, const char *words)
{
	struct modes *m = &t->desk.modes;
	bool below = m->painted && !m->pages;
	char text[640];
	size_t n;

	n = modes_end(m, text);
	outq_add(t, text, n);
	if (below) {
		n = (size_t)snprintf(text, sizeof(text), "\033[%u;1H",
		    (unsigned)t->rows);
		outq_add(t, text, n);
	}
	if (words[0] != '\0') {
		n = (size_t)snprintf(text, sizeof(text), "\r\n%s\r\n", words);
		outq_add(t, text, n);
	}
}

static void
closing_words(struct transport *t, const char *words)
{
	char clean[1024], text[1100];
	int n;

	clean_text(clean, sizeof(clean), words);
	if (t->role == ROLE_SHELL && t->pty) {
		closing_terminal(t, clean);
		return;
	}
	if (clean[0] == '\0')
		return;
	n = snprintf(text, sizeof(text), "%s%s", clean, t->pty ? "\r\n" : "\n");
	if (outq_empty(t))
		t->outq.is_err = !t->pty;
	outq_add(t, text, (size_t)n);
}

void
closing_disconnect(struct transport *t, const char *words)
{
	char clean[200];

	if (t->dead)
		return;
	clean_text(clean, sizeof(clean), words);
	(void)ssh_session_set_disconnect_message(t->ssh, clean);
	/*
	 * libssh sends the disconnect only if the socket is writable; one poll
	 * lets it notice that it is.
	 */
	(void)ssh_event_dopoll(t->event, 0);
	ssh_event_remove_session(t->event, t->ssh);
	ssh_disconnect(t->ssh);
	transport_end(t, clean);
}

void
closing_begin(struct transport *t, const char *words, uint32_t status)
{
	char text[1024];

	if (t->closing != CLOSING_NOT || t->dead)
		return;
	if (t->channel == NULL) {
		closing_disconnect(t, words);
		return;
	}
	if (t->role == ROLE_EXEC && t->asked)
		words = exec_cut(t, words, &status, text, sizeof(text));
	t->exit_status = status;
	t->closing = CLOSING_FLUSH;
	(void)loop_timer(t->loop, CLOSING_MS, closing_late, t);
	if (!t->peer_closed)
		closing_words(t, words);
}

void
closing_gone(struct transport *t, const char *why, const char *words)
{
	log_info("the line ends: %s", why);
	closing_begin(t, words, 1);
	(void)loop_timer(t->loop, CLOSING_GONE_MS, closing_polite, t);
}

static void
closing_send(struct transport *t)
{
	/* RFC 4254, 6.10: the exit status comes before the close. */
	if (!t->peer_closed &&
	    (ssh_channel_request_send_exit_status(t->channel,
	    (int)t->exit_status) == SSH_ERROR ||
	    ssh_channel_send_eof(t->channel) == SSH_ERROR)) {
		transport_end(t, "cannot write");
		return;
	}
	if (ssh_channel_close(t->channel) == SSH_ERROR) {
		transport_end(t, "cannot write");
		return;
	}
	t->closing = CLOSING_SENT;
}

void
closing_step(struct transport *t)
{
	if (t->closing == CLOSING_NOT || t->dead)
		return;
	attach_drop(t); /* it parks */
	exec_drop(t);
	outq_step(t);
	if (t->closing == CLOSING_FLUSH && outq_empty(t) && !t->dead)
		closing_send(t);
	/*
	 * The client replies with its own close and disconnects.  Disconnecting
	 * first could reset the connection before the message is read.
	 */
	if (t->closing == CLOSING_SENT && t->peer_closed && !t->polite) {
		t->polite = true;
		(void)loop_timer(t->loop, CLOSING_POLITE_MS, closing_polite,
		    t);
	}
}
