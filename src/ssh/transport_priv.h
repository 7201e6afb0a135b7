/*
 * SPDX-License-Identifier: ISC
 *
 * transport_priv: shared by the files of ssh/: the state of one SSH connection.
 * For ssh/ only.
 *
 * libssh calls back in the middle of its own work, and a call into libssh may
 * read packets and call back again.  So callbacks only record events (flags,
 * buffers); the *_step() functions act on them, from transport_step() after
 * each pass of the loop.  A timer must call transport_step() itself, because it
 * may fire before the loop waits.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include "base/buf.h"
#include "base/loop.h"
#include "ssh/modes.h"
#include "ssh/terminal_name.h"
#include "ssh/transport.h"
#include "wire/chan.h"
#include "wire/proto.h"
#include "wire/told.h"

/* Frames sent and not acknowledged (seen.c); pace.c allows few. */
#define SEEN_ON_WAY 8

/* What the client requested for its channel; set once. */
enum transport_role { ROLE_OPEN, ROLE_SHELL, ROLE_EXEC, ROLE_REFUSED };

/* Progress of closing (closing.c). */
enum transport_closing {
	CLOSING_NOT,
	CLOSING_FLUSH, /* the closing message waits for the peer's window */
	CLOSING_SENT,  /* exit status and close sent; the peer's turn */
};

struct transport_signin {
	char login[65];    /* the only one this connection may try */
	unsigned tries;    /* passwords and signatures that were refused */
	unsigned probes;   /* questions "may I try this key" */
	bool in;           /* our own record, see signin_in() */
	bool given_up;     /* no more tries: disconnect, with: */
	const char *goodbye; /* NULL: "too many" */
};

/* Bytes for the channel that did not fit the peer's window yet. */
struct transport_outq {
	struct buf b;
	bool is_err; /* they go to the extended (stderr) stream */
	uint64_t gone; /* bytes sent so far */
};

struct transport_desk {
	struct wire_chan *chan; /* NULL: not attached */
	struct buf keys;        /* typed, not yet passed on */
	uint32_t keys_seen;     /* last acknowledged frame when they came */
	bool keys_lost;         /* logged once */
	bool size_new;          /* window-change since the last WIRE_SIZE */
	struct modes modes;     /* of the terminal, by the bytes sent to it */
	bool credit;            /* granted, no frame received yet */
	int timer;              /* to look at the queue again; 0: none */
	unsigned wait_ms;       /* its current delay */
	int64_t sent_ms;        /* clock_ms() of the last frame */
	int round_ms;           /* measured for a frame, 0: not known */
	unsigned early;         /* credits in a row before the
	                         * acknowledgement */
};

/* Which frames the client has received (seen.c). */
struct transport_seen {
	uint32_t newest; /* number of the last one given to outq: */
	uint64_t from;   /* bytes.out_bytes before that */
	size_t size;
	bool unplaced;   /* where it ends is not known yet */
	uint32_t last;   /* acknowledged; 0: none */
	struct {
		uint32_t picture;
		uint64_t end; /* of bytes.out_bytes */
	} way[SEEN_ON_WAY];
	unsigned n;
};

struct transport_exec {
	bool running;    /* the pipes are open */
	int in, out, err;/* -1: closed */
	int told;        /* the runner's postings and status; -1: not */
	struct told heard; /* from there */
	bool in_watched, out_watched, err_watched, told_watched;
	struct buf to_in;/* read from libssh, waits for the pipe */
	size_t left;     /* bytes that libssh holds */
	bool eof;        /* the peer's stdin ended */
	bool interrupted;/* Ctrl-C */
	bool exited;     /* the runner did, with: */
	uint32_t status;
};

/* Output that the peer does not read (stall.c). */
struct transport_stall {
	int64_t since;   /* clock_ms() of the last progress; 0: none waits */
	uint64_t gone;   /* outq.gone then */
	bool told;       /* to the listener */
	int timer;       /* looks again; 0: none */
};

struct transport {
	const struct ssh_transport_opts *o;
	struct loop *loop;
	struct wire_chan *net;  /* to the listener; NULL: it is gone */
	int gate;
	int sock;               /* owned by libssh */
	int64_t deadline;       /* of the sign-in, clock_ms() */
	int deadline_timer;

	ssh_session ssh;
	ssh_event event;
	ssh_channel channel;
	bool kexed;             /* keys exchanged, messages flow */
	bool dead;              /* nothing may be sent any more */
	unsigned noted;         /* callbacks so far: see transport_step() */
	struct ssh_server_callbacks_struct server_cb;
	struct ssh_channel_callbacks_struct channel_cb;
	struct ssh_counter_struct bytes; /* on the wire */
	bool watched;           /* the keepalive runs: signed in */
	int64_t heard;          /* clock_ms() of the last byte received */
	uint64_t heard_bytes;

	struct transport_signin signin;
	enum transport_role role;
	bool asked;             /* the listener knows the role */
	bool pty;
	char term[TERMINAL_NAME_MAX];
	uint32_t columns, rows;
	char *command;          /* ROLE_EXEC; owned */
	const char *refusal;    /* ROLE_REFUSED: the message for the user */
	unsigned refused;       /* requests refused, for the log */
	struct transport_outq outq;
	struct transport_desk desk;
	struct transport_seen seen;
	struct transport_exec exec;
	struct transport_stall stall;

	enum transport_closing closing;
	bool polite;            /* both sides closed the channel */
	uint32_t exit_status;
	int result;             /* of the process */
	bool peer_closed;       /* the channel, or the connection */
};

/* Handles what callbacks recorded; never called inside a libssh callback. */
void transport_step(struct transport *t);

/* Ends the process's loop now; `why` is for the log (NULL: none). */
void transport_end(struct transport *t, const char *why);

/* Sends to the listener; its death is noticed elsewhere. */
void transport_tell(struct transport *t, const struct wire_msg *m);
void transport_stage(struct transport *t, const char *stage);
