/*
 * SPDX-License-Identifier: ISC
 *
 * term/keys: parses the bytes of a terminal into keys.  Accepts the sequences
 * of xterm, VT100/220, linux, PuTTY and rxvt together, independent of TERM.
 *
 * An incomplete sequence waits for the next message; there is no timeout.
 * After Esc the next key decides, however late: Esc Esc goes back, Esc and 1 to
 * 9 are F1 to F9, Esc and anything else is that key alone.  No sequence that
 * ends like typed text is F10: an Esc pressed by mistake and the number typed
 * next must not confirm anything.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_code {
	K_NONE,
	K_TEXT,  /* a letter: cp */
	K_CTRL,  /* Ctrl and cp ('L', '\\'); the ones below have their own code */
	K_ENTER,
	K_TAB,
	K_BACKTAB,
	K_ERASE, /* 0x08 and 0x7F alike: UniKey sends one or the other */
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PGUP,
	K_PGDN,
	K_HOME,
	K_END,
	K_INS,
	K_DEL,
	K_ESCESC,
	K_F1, K_F2, K_F3, K_F4, K_F5, K_F6, K_F7, K_F8, K_F9, K_F10, K_F11,
	K_F12
};

struct key {
	enum key_code code;
	uint32_t cp;  /* of a function key by Esc and a digit: the digit */
	bool pasted; /* between paste brackets: text, never a command */
};

#define KEYS_HELD 32 /* longest sequence */

struct keys {
	unsigned char held[KEYS_HELD];
	size_t n;        /* bytes held */
	uint32_t cuts;   /* bit i: a message ended before held[i] */
	bool paste;      /* inside paste brackets */
	bool cr;         /* the last key was CR: a LF right after it is
	                  * ignored */
	const unsigned char *in; /* bytes of the message being read */
	size_t left;
};

/* No bytes held. `k` owns no memory. */
void keys_init(struct keys *k);

/* Sets the bytes of a message; read them by keys_next() until it is false. */
void keys_feed(struct keys *k, const void *bytes, size_t n);

/* True after an Esc whose next key has not arrived. */
bool keys_escape(const struct keys *k);

/*
 * Next key; false when the message is used up; an incomplete sequence is kept.
 */
bool keys_next(struct keys *k, struct key *out);
