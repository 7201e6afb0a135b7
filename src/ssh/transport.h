/*
 * SPDX-License-Identifier: ISC
 *
 * transport: the process of one SSH connection.  It speaks SSH to the peer
 * and messages (wire/proto.h) to the listener, the gate and the desk; it holds
 * no data of the office and opens no file once the peer is heard.
 */
#ifndef CHITRA_SSH_TRANSPORT_H
#define CHITRA_SSH_TRANSPORT_H

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
 * Main function of the forked child: takes over the three descriptors and
 * returns the exit status (0: ended in order, 1: not).  The caller has closed
 * everything else it holds and ends the process with _exit(2).
 */
int ssh_transport_run(const struct ssh_transport_opts *o);

/*
 * Optional, once in the listener before its first fork: libssh and libcrypto
 * set themselves up in memory that all transports then share.  Loads no key.
 */
void ssh_transport_warm_up(void);

#endif
