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

/* What a screen is laid out for; a client may send any 32-bit number. */
#define CHANNEL_COLUMNS_MIN 20
#define CHANNEL_COLUMNS_MAX 500
#define CHANNEL_ROWS_MIN 5
#define CHANNEL_ROWS_MAX 200

#define CHANNEL_COMMAND_MAX 16384

/* Lines of log that one connection can cause with things we refuse. */
#define CHANNEL_REFUSALS 8

static void
channel_refused(struct line *l, const char *what)
{
	if (l->refused++ < CHANNEL_REFUSALS)
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
channel_size(struct line *l, int columns, int rows)
{
	l->columns = channel_clamp(columns, CHANNEL_COLUMNS_MIN,
	    CHANNEL_COLUMNS_MAX, 80);
	l->rows = channel_clamp(rows, CHANNEL_ROWS_MIN, CHANNEL_ROWS_MAX, 24);
}

static ssh_channel
channel_open(ssh_session s, void *arg)
{
	struct line *l = arg;

	l->noted++;
	if (!signin_in(l) || l->closing != CLOSING_NOT)
		return NULL;
	if (l->channel != NULL) {
		channel_refused(l, "a second channel");
		return NULL;
	}
	l->channel = ssh_channel_new(s);
	/* Now, not later: requests may come in the same read. */
	if (l->channel != NULL)
		ssh_set_channel_callbacks(l->channel, &l->channel_cb);
	return l->channel;
}

static int
channel_pty(ssh_session s, ssh_channel c, const char *term, int columns,
    int rows, int px, int py, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c, (void)px, (void)py;
	l->noted++;
	if (!signin_in(l) || l->pty || l->role != LINE_OPEN)
		return -1;
	l->pty = true;
	terminal_name(l->term, term);
	channel_size(l, columns, rows);
	return 0;
}

static int
channel_window_change(ssh_session s, ssh_channel c, int columns, int rows,
    int px, int py, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c, (void)px, (void)py;
	l->noted++;
	if (!l->pty)
		return -1;
	channel_size(l, columns, rows);
	l->desk.size_new = true;
	return 0;
}

/* The channel plays one part, given once. */
static bool
channel_take_role(struct line *l, enum line_role role)
{
	l->noted++;
	if (!signin_in(l) || l->role != LINE_OPEN) {
		channel_refused(l, "a second request on the channel");
		return false;
	}
	l->role = role;
	return true;
}

static int
channel_shell(ssh_session s, ssh_channel c, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	if (!channel_take_role(l, l->pty ? LINE_SHELL : LINE_REFUSED))
		return 1;
	if (!l->pty) {
		channel_refused(l, "a session without a terminal");
		l->refusal = _("Chitra needs a terminal: use ssh -t, or give "
		    "a command.");
	}
	return 0;
}

static int
channel_exec(ssh_session s, ssh_channel c, const char *command, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	if (strlen(command) > CHANNEL_COMMAND_MAX) {
		channel_refused(l, "a command that is too long");
		return 1;
	}
	if (!channel_take_role(l, LINE_EXEC))
		return 1;
	l->command = mem_strdup(command);
	return 0;
}

/*
 * A refused subsystem reaches nobody ("subsystem request failed"); one that
 * is granted and then says why does.
 */
static int
channel_subsystem(ssh_session s, ssh_channel c, const char *name, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	if (!channel_take_role(l, LINE_REFUSED))
		return 1;
	channel_refused(l, "file transfer");
	l->refusal = _("Chitra has no file transfer (sftp, scp): send a file "
	    "to a command, as in: ssh server import roll - < roll.csv");
	return 0;
}

static int
channel_env(ssh_session s, ssh_channel c, const char *name, const char *value,
    void *arg)
{
	struct line *l = arg;

	(void)s, (void)c, (void)value;
	/* OpenSSH sends LANG unasked, everywhere: no line of log for that. */
	if (strcmp(name, "LANG") != 0 && strncmp(name, "LC_", 3) != 0)
		channel_refused(l, "a variable of the environment");
	return 1;
}

static int
channel_data(ssh_session s, ssh_channel c, void *data, uint32_t len,
    int is_stderr, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	l->noted++;
	if (!signin_in(l) || is_stderr != 0)
		return (int)len;
	if (l->role == LINE_SHELL)
		attach_keys(l, data, len);
	else if (l->role == LINE_EXEC)
		return (int)exec_data(l, data, len);
	return (int)len;
}

static void
channel_eof(ssh_session s, ssh_channel c, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	l->noted++;
	/* A desk goes on: its person may only look. */
	if (l->role == LINE_EXEC)
		exec_eof(l);
}

static void
channel_closed(ssh_session s, ssh_channel c, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	l->noted++;
	l->peer_closed = true;
}

static void
channel_signal(ssh_session s, ssh_channel c, const char *name, void *arg)
{
	struct line *l = arg;

	(void)s, (void)c;
	l->noted++;
	if (l->role == LINE_EXEC && (strcmp(name, "INT") == 0 ||
	    strcmp(name, "TERM") == 0 || strcmp(name, "HUP") == 0))
		l->exec.interrupted = true;
}

/*
 * What no callback of ours takes ends here: 1 lets libssh give its refusal
 * (and its assent to the service "ssh-userauth").
 */
static int
channel_other(ssh_session s, ssh_message m, void *arg)
{
	struct line *l = arg;

	(void)s;
	l->noted++;
	switch (ssh_message_type(m)) {
	case SSH_REQUEST_CHANNEL_OPEN:
		channel_refused(l, "a forwarded connection");
		break;
	case SSH_REQUEST_GLOBAL:
		channel_refused(l, "forwarding of a port");
		break;
	case SSH_REQUEST_CHANNEL:
		channel_refused(l, ssh_message_subtype(m) ==
		    SSH_CHANNEL_REQUEST_X11 ? "X11" : "a request");
		break;
	case SSH_REQUEST_AUTH:
		signin_count(l);
		break;
	default:
		break;
	}
	return 1;
}

void
channel_init(struct line *l)
{
	struct ssh_channel_callbacks_struct *cb = &l->channel_cb;

	l->server_cb.channel_open_request_session_function = channel_open;
	cb->userdata = l;
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
	ssh_set_message_callback(l->ssh, channel_other, l);
}

void
channel_step(struct line *l)
{
	struct wire_msg m;

	if (l->role == LINE_OPEN || l->asked || l->closing != CLOSING_NOT)
		return;
	l->asked = true;
	line_stage(l, "channel");
	wire_init(&m);
	switch (l->role) {
	case LINE_SHELL:
		l->desk.size_new = false;
		wire_begin(&m, WIRE_NET_SHELL);
		wire_put_str(&m, l->term);
		wire_put_u32(&m, l->columns);
		wire_put_u32(&m, l->rows);
		line_tell(l, &m);
		break;
	case LINE_EXEC:
		wire_begin(&m, WIRE_NET_RUN);
		wire_put_str(&m, l->command);
		wire_put_u8(&m, l->pty ? 1 : 0);
		line_tell(l, &m);
		break;
	default:
		closing_begin(l, l->refusal, 1);
	}
	wire_done(&m);
}
