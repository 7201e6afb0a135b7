/*
 * SPDX-License-Identifier: ISC
 *
 * client: prints settings of SSH clients for a weak link, with this server's
 * key.  Each printed line has its reason beside it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/say.h"
#include "cmd/cmd.h"
#include "ssh/hostkey.h"

static void
client_ssh_config(struct cmd_ctx *c, const char *host, const char *key)
{
	fprintf(c->out,
	    "# ~/.ssh/config\n"
	    "# for all hosts: older clients read the words below for those too\n"
	    "Host *\n"
	    "    IgnoreUnknown ObscureKeystrokeTiming,WarnWeakCrypto\n"
	    "Host chitra\n"
	    "    HostName %s\n"
	    "    Port %" PRId64 "\n"
	    "    # only what the server offers: shorter handshake\n"
	    "    KexAlgorithms curve25519-sha256\n"
	    "    HostKeyAlgorithms ssh-ed25519\n"
	    "    Ciphers chacha20-poly1305@openssh.com\n"
	    "    PubkeyAcceptedAlgorithms ssh-ed25519\n"
	    "    # each further key tried is a round trip\n"
	    "    IdentitiesOnly yes\n"
	    "    GSSAPIAuthentication no\n"
	    "    # no dummy keystrokes every 20 ms (OpenSSH 9.5 and later)\n"
	    "    ObscureKeystrokeTiming no\n"
	    "    WarnWeakCrypto no-pq-kex\n"
	    "    # a silent line is not a dead one\n"
	    "    ServerAliveInterval 120\n"
	    "    ServerAliveCountMax 10\n"
	    "    TCPKeepAlive yes\n"
	    "    ConnectTimeout 60\n"
	    "    ForwardAgent no\n"
	    "    ForwardX11 no\n"
	    "\n# ~/.ssh/known_hosts\n"
	    "[%s]:%" PRId64 " %s\n",
	    host, c->conf.server_port, host, c->conf.server_port, key);
}

static void
client_putty(struct cmd_ctx *c, const char *host, const char *key)
{
	fprintf(c->out,
	    "Session: Host Name %s, Port %" PRId64 ", SSH\n"
	    "Session, Close window on exit: Only on clean exit\n"
	    "Terminal, Printer to send ANSI printer output to: your printer\n"
	    "Terminal, Keyboard, Function keys: Xterm R6\n"
	    "Window, Columns 80, Rows 24\n"
	    "Window, Translation, Remote character set: UTF-8\n"
	    "Connection, Seconds between keepalives: 120\n"
	    "Connection, Disable Nagle's algorithm: on; TCP keepalives: on\n"
	    "Connection, Data, Terminal-type string: xterm\n"
	    "Connection, SSH, Don't start a shell: off; Enable compression: on\n"
	    "Connection, SSH, Kex: ECDH first; Cipher: ChaCha20 first\n"
	    "Connection, SSH, X11 and Auth agent forwarding: off\n"
	    "Host key: %s\n",
	    host, c->conf.server_port, key);
}

static int
client_run(struct cmd_ctx *c, int argc, char **argv)
{
	char key[512], host[256] = "localhost";
	const char *name = host, *what = "";
	const struct cmd_opt opts[] = { { "host", &name }, { NULL, NULL } };
	struct err err = ERR_INIT;

	(void)argc;
	if (gethostname(host, sizeof(host)) == 0)
		host[sizeof(host) - 1] = '\0';
	if (!cmd_parse(argv, 1, opts, &what, 1))
		return cmd_usage(c, &cmd_client);
	if (hostkey_public(c->conf.server_host_key, key, sizeof(key), &err) != ST_OK)
		return cmd_fail(c, &err, false);
	if (strcmp(what, "ssh-config") == 0)
		client_ssh_config(c, name, key);
	else if (strcmp(what, "putty") == 0)
		client_putty(c, name, key);
	else
		return cmd_usage(c, &cmd_client);
	return CMD_DONE;
}

const struct cmd cmd_client = {
	.name = "client",
	.flags = CMD_CONF,
	.args = "ssh-config|putty [--host NAME]",
	.help = N_("print client settings that suit a weak link"),
	.run = client_run,
};
