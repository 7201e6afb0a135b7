/*
 * SPDX-License-Identifier: ISC
 *
 * proto: every message that passes between our processes, in one list.
 *
 *   listener -- transport   one control socket per connection ("net")
 *   transport -- gate       one socket per connection, made by the listener
 *   listener -- gate        control
 *   listener -- books       control
 *   listener -- desk        control
 *   transport -- desk       keys, sizes, credits one way; frames the other
 *   desk, runner, command, gate -- books    verbs and answers; each socket is
 *                           bound to an identity before books reads from it
 *   desk, command -- gate   passwords: confirm, change, set
 *   printer -> desk         result of a job, on a socket that the desk made
 *
 * Fields are written beside each type in the order they are put; s = string,
 * b = bytes, u8/u32/i64 = numbers, fd = a descriptor passed along.
 */
#pragma once

#define WIRE_OP_ID 16 /* bytes of an operation id, made when a form opens */

enum wire_type {
	WIRE_NONE,

	/* transport -> gate */
	WIRE_AUTH_PASSWORD, /* s login, s secret */
	WIRE_AUTH_KEY,      /* s login, s "ssh-ed25519 BASE64", u8 1 = signature
	                     * verified, 0 = may I try */
	/* gate -> transport */
	WIRE_AUTH_ANSWER,   /* u8 1 = yes, s why not (for the log, not the peer) */

	/* gate -> listener */
	WIRE_GATE_SIGNED_IN, /* u32 connection, i64 staff, s login,
	                      * s method "password" | "key SHA256:...",
	                      * u8 1 = must change the password first */
	WIRE_GATE_FAILED,    /* u32 connection, s login (cleaned), s why */
	/* listener -> gate */
	WIRE_GATE_CONN,      /* u32 connection, s address; fd of the transport */
	WIRE_GATE_BIND,      /* u8 enum wire_peer, i64 staff or uid; fd */
	WIRE_GATE_GONE,      /* u32 connection */
	WIRE_RELOAD,         /* chitra.ini was reread: i64 parallel hashes */

	/* listener -> transport */
	WIRE_NET_DESK,   /* fd of the desk: now pass keys and frames */
	WIRE_NET_EXEC,   /* fds stdin, stdout, stderr of the runner, and a pipe
	                  * to which it writes its exit status (one byte)
	                  * itself */
	WIRE_NET_EXITED, /* u32 exit status of the runner, also when it died */
	WIRE_NET_CLOSE,  /* s reason shown to the person, then end */
	/* transport -> listener */
	WIRE_NET_STAGE,  /* s stage reached: "kex", "auth", "channel" */
	WIRE_NET_SHELL,  /* s term (filtered), u32 columns, u32 rows */
	WIRE_NET_RUN,    /* s command line, u8 1 = with a pty */
	WIRE_NET_STAT,   /* i64 bytes in, i64 bytes out: before it ends */

	/* transport -> desk */
	WIRE_KEYS,       /* u32 number of the last frame that the client had
	                  * acknowledged when they were typed, b the keys */
	WIRE_SIZE,       /* u32 columns, u32 rows */
	WIRE_CREDIT,     /* the queue is nearly empty: one frame may be sent */
	/* desk -> transport */
	WIRE_FRAME,      /* u32 number of the frame that this completes, b the
	                  * bytes of its difference to the frame before (or of a
	                  * print job) */
	WIRE_DETACH,     /* s reason: the desk gives up this connection */

	/* listener -> desk */
	WIRE_DESK_ATTACH, /* s term, u32 columns, u32 rows, s address, u8 1 =
	                   * must change the password; fd of the transport: it
	                   * replaces the earlier one */
	WIRE_DESK_BOOKS,  /* fd to books (again after books was restarted, or for
	                   * another address); also to the gate */
	WIRE_DESK_GATE,   /* fd to the gate (likewise) */
	WIRE_DESK_END,    /* s reason: save drafts and end */
	/* desk -> listener */
	WIRE_DESK_STATE,  /* u8 1 = attached, 0 = parked */
	WIRE_DESK_PRINT,  /* s report, s printer, s term, s period, s area, s point,
	                   * i64 list, u32 from page; fd for the outcome */
	/* printer -> desk */
	WIRE_PRINTED,     /* u32 status, s field, s message, u32 pages, i64 bytes;
	                   * fd of the pages for a terminal's printer */

	/* listener -> books */
	WIRE_BOOKS_BIND,  /* u8 enum wire_peer, i64 staff or uid, s address; fd */
	/* books -> listener */
	WIRE_BOOKS_SHUT,  /* i64 staff, s why: their connections are closed */
	/* books -> listener, gate -> listener: ready for use */
	WIRE_READY,

	/* desk -> books */
	WIRE_WATCH,       /* i64 count of the last WIRE_WHO (0: none yet); to
	                   * the gate without it */
	/* books -> desk that watches, once per WIRE_WATCH */
	WIRE_WHO,         /* i64 count of changes to roles and places in the
	                   * database, sent when it is not that of WIRE_WATCH */

	/* anybody -> books */
	WIRE_VERB,        /* b op id (16), s verb, s language, u32 n,
	                   * n x (s name, s value) */
	WIRE_OUTCOME,     /* b op id (16) */
	/* books -> anybody */
	WIRE_ANSWER,      /* b op id (16), s status, s field, s message,
	                   * u32 n, n x (s name, s value) */

	WIRE_BOOKS_NEWS,    /* to desks: something that every screen shows has
	                     * changed */

	/* gate -> books: this person has just given the password for this op */
	WIRE_CONFIRMED,   /* i64 staff, b op id (16) */

	/* desk, command -> gate */
	WIRE_GATE_CONFIRM, /* b op id (16), s secret */
	WIRE_GATE_PASSWD,  /* s old secret, s new secret: one's own */
	WIRE_GATE_SET,     /* i64 staff, s login, s what "password" | "key" |
	                    * "nokey" | "disable" | "enable", s value: admin only */
	WIRE_GATE_LIST,    /* s login or "": admin only; one WIRE_GATE_ANSWER */
	/* gate -> desk that watches */
	WIRE_GATE_MUST,    /* another person has set this person's password */
	/* gate -> desk, command */
	WIRE_GATE_ANSWER,  /* s status, s message */

	/* command -> listener, first message on the local socket */
	WIRE_HELLO,        /* s service "books" | "gate" | "status"; may end with
	                    * i64 staff to be bound to (owner of the books only) */
	/* listener -> command, for "status" */
	WIRE_STATUS,       /* s text */
	WIRE_TYPE_COUNT
};

/* Who is at the other end of a socket, as bound by the listener. */
enum wire_peer {
	WIRE_PEER_STAFF, /* a desk or a runner; number = staff id */
	WIRE_PEER_LOCAL, /* a local command; number = uid (SO_PEERCRED) */
	WIRE_PEER_GATE,  /* the gate */
	WIRE_PEER_LISTENER
};
