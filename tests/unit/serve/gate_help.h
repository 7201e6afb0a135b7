/* SPDX-License-Identifier: ISC */
/*
 * gate_help: the gate as a process of its own on an auth.db and books of its
 * own; the test plays the listener, books, and whoever signs in or asks.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/err.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define WAIT_MS 20000 /* longer than any wait here; only a hang uses it up */

/* lan's in the beginning, and nobody's. */
#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFlHPpOkCbz2d6Zej0USx2mda0X" \
	"oE7ABevXEk/Iwy/t"
#define OTHER_KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKL" \
	"sabgH5C9okWi0dh2l9GKJl"

extern struct err gate_err;
/* Our ends, while the gate runs. */
extern struct gate_ends {
	int control, books;
} our;

/* Of a group: an office of lan (1), thu (2), admin (3) and cu (4), who is not
 * active, with passwords; what one test sets is there for the next. */
int gate_setup(void **state);
int gate_teardown(void **state);
/* Of a test: the gate starts, and ends with the listener, in order. */
int gate_start(void **state);
int gate_stop(void **state);
#define GATE_TEST(f) cmocka_unit_test_setup_teardown(f, gate_start, gate_stop)

void ok(enum status st, const char *what);
/* Fails the test with the message in gate_err unless ST_OK. */
#define OK(call) ok(call, #call)

/* Sends it and is done with it; fd -1: none. */
void send_fd(int sock, struct wire_msg *m, int fd);
/* ST_BUSY: nothing came in that time. */
enum status recv_msg(int sock, struct wire_msg *m, int ms);
/* The next message, which must be of this type. */
void expect(int sock, struct wire_msg *m, enum wire_type type);

/* A bound socket, as the listener makes it. */
int bound(uint8_t peer, int64_t number);
/* The socket of a connection from there, and its number. */
int transport(const char *address, uint32_t *id);

/* The test plays books: answers each sign-in, and says what it was. */
struct noted {
	char login[64], method[96], address[64];
	int64_t staff, tries;
	bool good;
};
void note(struct noted *n);

void ask_password(int sock, const char *login, const char *secret);
bool answer(int sock);
bool ask_key(int sock, const char *login, const char *key, bool verified);
/* One whole sign-in by password. */
bool signs_in(const char *login, const char *secret, const char *address);

/* What the listener hears of this connection. */
void heard_in(uint32_t id, int64_t staff, const char *login,
    const char *method, bool must);
void heard_failed(uint32_t id);

/* What a desk or a command asks, and what the gate says to it. */
enum status gate_says(int sock, char *text, size_t size);
enum status gate_set(int sock, int64_t staff, const char *login,
    const char *what, const char *value);
enum status gate_passwd(int sock, const char *old, const char *fresh);
