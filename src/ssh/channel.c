/* SPDX-License-Identifier: ISC */
#include "ssh/channel.h"

#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "ssh/attach.h"
#include "ssh/signin.h"
#include "ssh/closing.h"
#include "ssh/exec.h"

/* Limits of the screen size; a client may send any 32-bit number. */
#define CHANNEL_COLUMNS_MIN 20
#define CHANNEL_COLUMNS_MAX 500
#define CHANNEL_ROWS_MIN 5
#define CHANNEL_ROWS_MAX 200

#define CHANNEL_COMMAND_MAX 16384

/* Log lines of refused requests per connection. */
#define CHANNEL_REFUSALS 8

static void
channel_refused(struct transport *t, const char *what)
{
	if (t->refused++ < CHANNEL_REFUSALS)
		log_info("refused: %s", what);
}

static uint32_t
channel_clamp(int v, uint32_t min, uint32_t max, uint32_t unknown)
{
	if (v <= 0)
		return unknown;
	if ((uint32_t)v < min)
		return min;
	return (uint32_t)v > max ? max : (uint32_t)v;
}

static void
channel_size(struct transport *t, int columns, int rows)
{
	t->columns = channel_clamp(columns, CHANNEL_COLUMNS_MIN,
	    CHANNEL_COLUMNS_MAX, 80);
	t->rows = channel_clamp(rows, CHANNEL_ROWS_MIN, CHANNEL_ROWS_MAX, 24);
}

static ssh_channel
channel_open(ssh_session s, void *arg)
{
	struct transport *t = arg;

	t->noted++;
	if (!signin_in(t) || t->closing != CLOSING_NOT)
		return NULL;
	if (t->channel != NULL) {
		channel_refused(t, "a second channel");
		return NULL;
	}
	t->channel = ssh_channel_new(s);
	/* Now, because requests may arrive in the same read. */
	if (t->channel != NULL)
		ssh_set_channel_callbacks(t->channel, &t->channel_cb);
	return t->channel;
}

static int
channel_pty(ssh_session s, ssh_channel c, const char *term, int columns,
    int rows, int px, int py, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c, (void)px, (void)py;
	t->noted++;
	if (!signin_in(t) || t->pty || t->role != ROLE_OPEN)
		return -1;
	t->pty = true;
	terminal_name(t->term, term);
	channel_size(t, columns, rows);
	return 0;
}

static int
channel_window_change(ssh_session s, ssh_channel c, int columns, int rows,
    int px, int py, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c, (void)px, (void)py;
	t->noted++;
	if (!t->pty)
		return -1;
	channel_size(t, columns, rows);
	t->desk.size_new = true;
	return 0;
}

/* Sets the role of the channel; true the first time only. */
static bool
channel_take_role(struct transport *t, enum transport_role role)
{
	t->noted++;
	if (!signin_in(t) || t->role != ROLE_OPEN) {
		channel_refused(t, "a second request on the channel");
		return false;
	}
	t->role = role;
	return true;
}

static int
channel_shell(ssh_session s, ssh_channel c, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	if (!channel_take_role(t, t->pty ? ROLE_SHELL : ROLE_REFUSED))
		return 1;
	if (!t->pty) {
		channel_refused(t, "a session without a terminal");
		t->refusal = _("Chitra needs a terminal: use ssh -t, or give "
		    "a command.");
	}
	return 0;
}

static int
channel_exec(ssh_session s, ssh_channel c, const char *command, void *arg)
{
	struct transport *t = arg;
	bool fits = strlen(command) <= CHANNEL_COMMAND_MAX;

	(void)s, (void)c;

	if (!channel_take_role(t, fits ? ROLE_EXEC : ROLE_REFUSED))
		return 1;
	if (!fits) {
		channel_refused(t, "a command that is too long");
		t->refusal = _("The command is too long (16384 bytes at most): "
		    "send what is long as a file, as in: ssh server import "
		    "changes - < changes.csv");
		return 0;
	}
	t->command = mem_strdup(command);
	return 0;
}

/*
 * Clients show only "subsystem request failed" for a refusal, so the subsystem
 * is granted, and closed with a message.
 */
static int
channel_subsystem(ssh_session s, ssh_channel c, const char *name, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	if (!channel_take_role(t, ROLE_REFUSED))
		return 1;
	channel_refused(t, "file transfer");
	t->refusal = _("Chitra has no file transfer (sftp, scp): send a file "
	    "to a command, as in: ssh server import roll - < roll.csv");
	return 0;
}

static int
channel_env(ssh_session s, ssh_channel c, const char *name, const char *value,
    void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c, (void)value;
	/* OpenSSH in Debian always sends LANG and LC_*: not logged. */
	if (strcmp(name, "LANG") != 0 && strncmp(name, "LC_", 3) != 0)
		channel_refused(t, "a variable of the environment");
	return 1;
}

static int
channel_data(ssh_session s, ssh_channel c, void *data, uint32_t len,
    int is_stderr, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	t->noted++;
	if (!signin_in(t) || is_stderr != 0)
		return (int)len;
	if (t->role == ROLE_SHELL)
		attach_keys(t, data, len);
	else if (t->role == ROLE_EXEC)
		return (int)exec_data(t, data, len);
	return (int)len;
}

static void
channel_eof(ssh_session s, ssh_channel c, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	t->noted++;
	/* A desk continues: its user may just be reading. */
	if (t->role == ROLE_EXEC)
		exec_eof(t);
}

static void
channel_closed(ssh_session s, ssh_channel c, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	t->noted++;
	t->peer_closed = true;
}

static void
channel_signal(ssh_session s, ssh_channel c, const char *name, void *arg)
{
	struct transport *t = arg;

	(void)s, (void)c;
	t->noted++;
	if (t->role == ROLE_EXEC && (strcmp(name, "INT") == 0 ||
	    strcmp(name, "TERM") == 0 || strcmp(name, "HUP") == 0))
		t->exec.interrupted = true;
}

/*
 * Messages that no callback of ours handles: 1 makes libssh reply, with a
 * refusal, or with its acceptance of the service "ssh-userauth".
 */
static int
channel_other(ssh_session s, ssh_message m, void *arg)
{
	struct transport *t = arg;

	(void)s;
	t->noted++;
	switch (ssh_message_type(m)) {
	case SSH_REQUEST_CHANNEL_OPEN:
		channel_refused(t, "a forwarded connection");
		break;
	case SSH_REQUEST_GLOBAL:
		channel_refused(t, "forwarding of a port");
		break;
	case SSH_REQUEST_CHANNEL:
		channel_refused(t, ssh_message_subtype(m) ==
		    SSH_CHANNEL_REQUEST_X11 ? "X11" : "a request");
		break;
	case SSH_REQUEST_AUTH:
		signin_count(t);
		break;
	default:
		break;
	}
	return 1;
}

void
channel_init(struct transport *t)
{
	struct ssh_channel_callbacks_struct *cb = &t->channel_cb;

	t->server_cb.channel_open_request_session_function = channel_open;
	cb->userdata = t;
	cb->channel_pty_request_function = channel_pty;
	cb->channel_pty_window_change_function = channel_window_change;
	cb->channel_shell_request_function = channel_shell;
	cb->channel_exec_request_function = channel_exec;
	cb->channel_subsystem_request_function = channel_subsystem;
	cb->channel_env_request_function = channel_env;
	cb->channel_data_function = channel_data;
	cb->channel_eof_function = channel_eof;
	cb->channel_close_function = channel_closed;
	cb->channel_signal_function = channel_signal;
	ssh_callbacks_init(cb);
	ssh_set_message_callback(t->ssh, channel_other, t);
}

void
channel_step(struct transport *t)
{
	struct wire_msg m;

	if (t->role == ROLE_OPEN || t->asked || t->closing != CLOSING_NOT)
		return;
	t->asked = true;
	transport_stage(t, "channel");
	wire_init(&m);
	switch (t->role) {
	case ROLE_SHELL:
		t->desk.size_new = false;
		wire_begin(&m, WIRE_NET_SHELL);
		wire_put_str(&m, t->term);
		wire_put_u32(&m, t->columns);
		wire_put_u32(&m, t->rows);
		transport_tell(t, &m);
		break;
	case ROLE_EXEC:
		wire_begin(&m, WIRE_NET_RUN);
		wire_put_str(&m, t->command);
		wire_put_u8(&m, t->pty ? 1 : 0);
		transport_tell(t, &m);
		break;
	default:
		closing_begin(t, t->refusal, 1);
	}
	wire_done(&m);
}
