/*
 * SPDX-License-Identifier: ISC
 *
 * transport: the process of one SSH connection.  It speaks SSH to the peer
 * and messages (wire/proto.h) to the listener, the gate and the desk; it has no
 * data of the office and opens no file once it reads from the peer.
 */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

#include "base/conf.h"

struct ssh_transport_opts {
	const struct conf *conf;
	int sock;                  /* accepted TCP socket */
	int listener;              /* control socket, SEQPACKET */
	int gate;                  /* SEQPACKET */
	const char *address;       /* of the peer, for the log */
	const char *host_key_path;
	bool compress;  /* offer only zlib@openssh.com towards the client;
	                 * false: none (clients without zlib) */
	uid_t uid;      /* drop to these; (uid_t)-1: stay as we are */
	gid_t gid;
};

/*
 * Main function of the forked child: owns the three descriptors and returns the
 * exit status (0: orderly end, 1: not).  The caller has closed everything else
 * it holds and ends the process with _exit(2).
 */
int ssh_transport_run(const struct ssh_transport_opts *o);

/*
 * Optional, once in the listener before its first fork: initialises libssh and
 * libcrypto in memory that all transports then share.  Loads no key.
 */
void ssh_transport_warm_up(void);
