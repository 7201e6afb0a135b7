/* SPDX-License-Identifier: ISC */
#include "ssh/offer.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "base/log.h"

/*
 * One of each: names in KEXINIT cost bytes on every sign-in, and what is not
 * offered cannot be attacked.  No AES-GCM: libssh before 0.10.6-0+deb12u3 never
 * checked its tag (CVE-2026-59847).  No group exchange: anybody could make us
 * spend 235 ms of CPU with it; curve25519 takes 2.
 */
#define OFFER_KEX "curve25519-sha256,curve25519-sha256@libssh.org"
#define OFFER_HOST "ssh-ed25519"
#define OFFER_CIPHER "chacha20-poly1305@openssh.com"
/* Never used beside chacha20-poly1305, but the list may not be empty. */
#define OFFER_MAC "hmac-sha2-256-etm@openssh.com"
/*
 * Public keys of users: the one type that the gate accepts (serve/authkey.h).
 */
#define OFFER_KEYS "ssh-ed25519"
#define OFFER_BANNER "chitra"

/*
 * zlib level towards the client.  A screen of 20 rows takes 450 bytes at level
 * 1, 368 at 6, 367 at 9.
 */
#define OFFER_ZLIB_LEVEL 6

/*
 * Bytes the kernel may hold unsent before it says "not writable": a frame must
 * wait here, where it can still be replaced, not in the kernel.
 */
#define OFFER_LOWAT 1024

/* Linux 6.15; not in Debian 12's headers.  With it, traffic resumes 3 s instead
 * of 38 s after a link comes back from 60 s of silence. */
#ifndef TCP_RTO_MAX_MS
#define TCP_RTO_MAX_MS 44
#endif
#define OFFER_RTO_MAX_MS 5000

static bool
offer_bind(ssh_bind bind, ssh_key host)
{
	static const struct {
		enum ssh_bind_options_e what;
		const char *value;
	} text[] = {
		{ SSH_BIND_OPTIONS_BANNER, OFFER_BANNER },
		{ SSH_BIND_OPTIONS_KEY_EXCHANGE, OFFER_KEX },
		{ SSH_BIND_OPTIONS_HOSTKEY_ALGORITHMS, OFFER_HOST },
		{ SSH_BIND_OPTIONS_CIPHERS_C_S, OFFER_CIPHER },
		{ SSH_BIND_OPTIONS_CIPHERS_S_C, OFFER_CIPHER },
		{ SSH_BIND_OPTIONS_HMAC_C_S, OFFER_MAC },
		{ SSH_BIND_OPTIONS_HMAC_S_C, OFFER_MAC },
		{ SSH_BIND_OPTIONS_PUBKEY_ACCEPTED_KEY_TYPES, OFFER_KEYS },
	};
	bool no = false;
	size_t i;

	/* Otherwise /etc/ssh/libssh_server_config overrides these settings. */
	if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no) < 0)
		return false;
	/* From here on the key belongs to the bind. */
	if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_IMPORT_KEY, host) < 0)
		return false;
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		if (ssh_bind_options_set(bind, text[i].what, text[i].value) < 0)
			return false;
	return true;
}

/*
 * In SSH the client's preference wins, so compression is forced by not offering
 * "none".  From the client come keys, one packet each in any case.
 */
static bool
offer_compression(ssh_session s, bool compress)
{
	const char *down = compress ? "zlib@openssh.com" : "none";
	const char *up = compress ? "none,zlib@openssh.com" : "none";
	int level = OFFER_ZLIB_LEVEL;

	return ssh_options_set(s, SSH_OPTIONS_COMPRESSION_S_C, down) == 0 &&
	    ssh_options_set(s, SSH_OPTIONS_COMPRESSION_C_S, up) == 0 &&
	    ssh_options_set(s, SSH_OPTIONS_COMPRESSION_LEVEL, &level) == 0;
}

enum status
offer_session(struct transport *t, ssh_key host, struct err *err)
{
	ssh_bind bind = ssh_bind_new();
	enum status st = ST_OK;
	long timeout = 1; /* bounds the calls that would block, of which */
			  /* a non-blocking session has none */

	t->ssh = ssh_new();
	if (bind == NULL || t->ssh == NULL || !offer_bind(bind, host) ||
	    ssh_bind_accept_fd(bind, t->ssh, t->sock) != SSH_OK)
		st = err_set(err, ST_IO, "libssh: %s",
		    bind != NULL ? ssh_get_error(bind) : "out of memory");
	else if (!offer_compression(t->ssh, t->o->compress) ||
	    ssh_options_set(t->ssh, SSH_OPTIONS_TIMEOUT, &timeout) < 0)
		st = err_set(err, ST_IO, "libssh: %s", ssh_get_error(t->ssh));
	if (bind != NULL)
		ssh_bind_free(bind);
	if (st == ST_OK)
		ssh_set_blocking(t->ssh, 0);
	return st;
}

static void
offer_option(int sock, int level, int name, int value)
{
	(void)setsockopt(sock, level, name, &value, sizeof(value));
}

void
offer_socket(int sock, int64_t dead_minutes)
{
	int fl = fcntl(sock, F_GETFL);

	/* libssh sends once per POLLOUT, so nothing is lost. */
	if (fl == -1 || fcntl(sock, F_SETFL, fl | O_NONBLOCK) == -1)
		fatal("fcntl of the line");
	offer_option(sock, IPPROTO_TCP, TCP_NODELAY, 1);
	offer_option(sock, IPPROTO_TCP, TCP_NOTSENT_LOWAT, OFFER_LOWAT);
	offer_option(sock, SOL_SOCKET, SO_KEEPALIVE, 1);
	offer_option(sock, IPPROTO_TCP, TCP_USER_TIMEOUT,
	    (int)(dead_minutes * 60 * 1000));
	offer_option(sock, IPPROTO_TCP, TCP_RTO_MAX_MS, OFFER_RTO_MAX_MS);
}
