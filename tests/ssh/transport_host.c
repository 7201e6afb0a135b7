/*
 * SPDX-License-Identifier: ISC
 *
 * transport_host: the transport alone, for the scripts of tests/ssh.  Listens on
 * 127.0.0.1, prints the port, and for each connection forks one process that
 * plays listener, gate and desk at once, with the real transport as its child.
 *
 *   transport_host DIR [name=value ...]
 *       DIR holds user_key.pub if keys are to be tried; host_key is made
 *       sign_in=S tries=N keepalive=S dead=MINUTES plain=1 uid=N (drop to it)
 *
 * lan signs in with "demo-lan" or that key.  The desk echoes keys as frames;
 * of them q = detach, c = the listener closes, b = 40 changes at once, p = the next page of a list
 * (instead of one not yet drawn), l = 300 kB, x = dies, m = sets the modes
 * that a real one sets, j = begins a job for the printer behind the terminal
 * and stays in its middle.  The command copies stdin to stdout, writes a line to
 * stderr and exits with 7; with the word "close" the listener ends it, "flood"
 * writes without end.
 */
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/str.h"
#include "ssh/hostkey.h"
#include "ssh/transport.h"
#include "wire/chan.h"
#include "wire/proto.h"

struct host {
	struct conf conf;
	struct ssh_transport_opts opts;
	struct loop *loop;
	struct wire_chan *net, *gate, *desk;
	char key[1024];         /* of user_key.pub, without its comment */
	struct buf picture;     /* what the next frame will show */
	bool credit, leaving;
	unsigned frames, changes, seen;
	pid_t runner;
	int run_fds[3];
};

static void
host_send(struct wire_chan *c, struct wire_msg *m, const int *fds, unsigned n)
{
	if (wire_chan_send(c, m, fds, n) == ST_BUSY)
		fatalx("transport_host: queue full");
	wire_done(m);
}

static void
host_draw(struct host *h)
{
	struct wire_msg m;
	size_t n = buf_left(&h->picture);

	if (!h->credit || h->desk == NULL)
		return;
	wire_init(&m);
	if (n > 0) {
		if (n > 32768)
			n = 32768;
		wire_begin(&m, WIRE_FRAME);
		wire_put_u32(&m, h->frames + 1);
		wire_put_bytes(&m, buf_head(&h->picture), n);
		host_send(h->desk, &m, NULL, 0);
		buf_eat(&h->picture, n);
		h->credit = false;
		h->frames++;
	} else if (h->leaving) {
		wire_begin(&m, WIRE_DETACH);
		wire_put_str(&m, "You signed out.\033[31m");
		host_send(h->desk, &m, NULL, 0);
		h->leaving = false;
	}
}

static void
host_show(struct host *h, const char *text)
{
	if (buf_left(&h->picture) == 0)
		buf_clear(&h->picture);
	(void)buf_adds(&h->picture, text);
}

/* 20 rows that compress about as well as names and amounts do. */
static void
host_page(struct host *h)
{
	static const char *const word[16] = { "Lo", "Van", "Thi", "Quang",
		"Ca", "Vang", "A", "Mua", "Tong", "Bac", "Cam", "Deo", "Hoang",
		"Luong", "Sung", "Giang" };
	static uint32_t r = 1;
	int i;

	buf_clear(&h->picture);
	for (i = 0; i < 20; i++) {
		r = r * 1664525 + 1013904223;
		(void)buf_printf(&h->picture, "\033[%d;1H%05u %s %s %s %u.%03u"
		    " %04u\033[K", i + 2, r >> 15 & 0x7FFF, word[r >> 28],
		    word[r >> 24 & 15], word[r >> 20 & 15], r >> 18 & 7,
		    (r >> 9) % 1000, r >> 7 & 0xFFF);
	}
}

static void
host_key(struct host *h, char c)
{
	char one[2] = { c, '\0' };
	int i;

	switch (c) {
	case 'q':
		h->leaving = true;
		(void)buf_printf(&h->picture, "[frames %u changes %u seen %u]",
		    h->frames, h->changes, h->seen);
		break;
	case 'b':
		h->changes += 40; /* the newest state is one picture */
		buf_clear(&h->picture);
		host_show(h, "[burst]");
		break;
	case 'p':
		h->changes++;
		host_page(h);
		break;
	case 'l':
		for (i = 0; i < 10000; i++)
			host_show(h, "a line of a long print job 456\r\n");
		break;
	case 'm':
		host_show(h, "\033[?2004h\033[?1h\033=[modes]");
		break;
	case 'j':
		/* An ESC of the printer's is the last byte that came through. */
		host_show(h, "\033[5i\033@PRINTED\033");
		break;
	case 'c': {
		struct wire_msg m;

		wire_init(&m);
		wire_begin(&m, WIRE_NET_CLOSE);
		wire_put_str(&m, "The account was disabled.");
		host_send(h->net, &m, NULL, 0);
		break;
	}
	case 'x':
		wire_chan_free(h->desk);
		h->desk = NULL;
		break;
	default:
		h->changes++;
		host_show(h, one);
	}
}

static void
host_desk_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct host *h = arg;
	const unsigned char *p;
	char text[64];
	uint32_t w, r, seen;
	size_t n, i;

	(void)c;
	switch (m->type) {
	case WIRE_KEYS:
		seen = wire_get_u32(m);
		if (seen > h->frames)
			fatalx("transport_host: picture %u was seen, of %u",
			    seen, h->frames);
		h->seen = seen;
		p = wire_get_bytes(m, &n);
		if (!wire_end(m) || n > 4096)
			fatalx("transport_host: keys of %zu bytes", n);
		for (i = 0; i < n && h->desk != NULL; i++)
			host_key(h, (char)p[i]);
		break;
	case WIRE_SIZE:
		w = wire_get_u32(m);
		r = wire_get_u32(m);
		(void)snprintf(text, sizeof(text), "[size %ux%u]", w, r);
		host_show(h, text);
		break;
	case WIRE_CREDIT:
		if (h->credit)
			fatalx("transport_host: two credits");
		h->credit = true;
		break;
	default:
		fatalx("transport_host: desk got type %u", m->type);
	}
	host_draw(h);
}

static void
host_desk_gone(struct wire_chan *c, const char *why, void *arg)
{
	struct host *h = arg;

	(void)why;
	h->desk = NULL;
	wire_chan_free(c);
	log_info("desk parked");
}

static void
host_gate_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct host *h = arg;
	char login[128], secret[8192];
	bool yes = false;

	wire_get_str(m, login, sizeof(login));
	wire_get_str(m, secret, sizeof(secret));
	if (m->type == WIRE_AUTH_KEY) {
		(void)wire_get_u8(m);
		yes = strcmp(secret, h->key) == 0;
	} else {
		yes = strcmp(secret, "demo-lan") == 0;
	}
	yes = yes && wire_end(m) && strcmp(login, "lan") == 0;
	wire_begin(m, WIRE_AUTH_ANSWER);
	wire_put_u8(m, yes ? 1 : 0);
	wire_put_str(m, yes ? "" : "wrong");
	host_send(c, m, NULL, 0);
}

static void
host_gone(struct wire_chan *c, const char *why, void *arg)
{
	struct host *h = arg;

	(void)why;
	if (c == h->net)
		loop_stop(h->loop, 0);
}

static void
host_shell(struct host *h, struct wire_msg *m)
{
	char term[128], text[256];
	struct err err = ERR_INIT;
	int pair[2];
	uint32_t w, r;

	wire_get_str(m, term, sizeof(term));
	w = wire_get_u32(m);
	r = wire_get_u32(m);
	if (!wire_end(m) || wire_pair(pair, &err) != ST_OK)
		fatalx("transport_host: shell");
	(void)snprintf(text, sizeof(text),
	    "\033[?1049h[desk %s %ux%u]", term, w, r);
	host_show(h, text);
	h->desk = wire_chan_new(h->loop, pair[0], 64, host_desk_msg,
	    host_desk_gone, h);
	wire_begin(m, WIRE_NET_DESK);
	host_send(h->net, m, &pair[1], 1);
	(void)close(pair[1]);
}

/* Copies what comes; "slow" waits first so that the peer must wait too. */
static void
host_runner(const char *command)
{
	char piece[4096];
	ssize_t n;

	if (strcmp(command, "slow") == 0)
		(void)sleep(2);
	memset(piece, 'x', sizeof(piece));
	while (strcmp(command, "flood") == 0 &&
	    write(1, piece, sizeof(piece)) > 0)
		;
	if (strcmp(command, "deaf") != 0)
		while ((n = read(0, piece, sizeof(piece))) > 0)
			if (write(1, piece, (size_t)n) != n)
				_exit(9);
	(void)dprintf(2, "ran: %s\nsecond line\n", command);
	_exit(strcmp(command, "big") == 0 ? 200 : 7);
}

static void
host_run(struct host *h, struct wire_msg *m)
{
	int in[2], out[2], err[2], fds[3];
	char command[20000];

	wire_get_str(m, command, sizeof(command));
	(void)wire_get_u8(m);
	if (!wire_end(m) || pipe(in) == -1 || pipe(out) == -1 ||
	    pipe(err) == -1)
		fatalx("transport_host: run");
	h->runner = fork();
	if (h->runner == 0) {
		(void)dup2(in[0], 0);
		(void)dup2(out[1], 1);
		(void)dup2(err[1], 2);
		(void)close(in[1]);
		(void)close(out[0]);
		(void)close(err[0]);
		(void)close(in[0]);
		(void)close(out[1]);
		(void)close(err[1]);
		host_runner(command);
	}
	fds[0] = in[1];
	fds[1] = out[0];
	fds[2] = err[0];
	wire_begin(m, WIRE_NET_EXEC);
	host_send(h->net, m, fds, 3);
	(void)close(in[0]);
	(void)close(in[1]);
	(void)close(out[0]);
	(void)close(out[1]);
	(void)close(err[0]);
	(void)close(err[1]);
	if (strcmp(command, "close") == 0) {
		wire_begin(m, WIRE_NET_CLOSE);
		wire_put_str(m, "The account was disabled.");
		host_send(h->net, m, NULL, 0);
	}
}

static void
host_ended(int st)
{
	log_info("transport exit %d signal %d",
	    WIFEXITED(st) ? WEXITSTATUS(st) : -1,
	    WIFSIGNALED(st) ? WTERMSIG(st) : 0);
}

static void
host_child(int signo, void *arg)
{
	struct host *h = arg;
	struct wire_msg m;
	int st;
	pid_t pid;

	(void)signo;
	while ((pid = waitpid(-1, &st, WNOHANG)) > 0) {
		if (pid == h->runner) {
			wire_init(&m);
			wire_begin(&m, WIRE_NET_EXITED);
			wire_put_u32(&m, WIFEXITED(st)
			    ? (uint32_t)WEXITSTATUS(st) : 255);
			host_send(h->net, &m, NULL, 0);
		} else {
			host_ended(st);
		}
	}
}

static void
host_net_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct host *h = arg;
	char text[64];
	int64_t in, out;

	(void)c;
	switch (m->type) {
	case WIRE_NET_STAGE:
		wire_get_str(m, text, sizeof(text));
		log_info("stage %s", text);
		break;
	case WIRE_NET_SHELL:
		host_shell(h, m);
		break;
	case WIRE_NET_RUN:
		host_run(h, m);
		break;
	case WIRE_NET_STAT:
		in = wire_get_i64(m);
		out = wire_get_i64(m);
		log_info("bytes in %lld out %lld", (long long)in,
		    (long long)out);
		break;
	default:
		fatalx("transport_host: listener got type %u", m->type);
	}
}

/* One connection: the transport is our child, we are everybody else. */
static void
host_connection(struct host *h, int sock)
{
	struct err err = ERR_INIT;
	int net[2], gate[2], st;
	pid_t pid;

	if (wire_pair(net, &err) != ST_OK || wire_pair(gate, &err) != ST_OK)
		fatalx("%s", err.msg);
	h->loop = loop_new();
	loop_signal(h->loop, SIGCHLD, host_child, h);
	pid = fork();
	if (pid == 0) {
		loop_after_fork(h->loop);
		(void)close(net[0]);
		(void)close(gate[0]);
		h->opts.sock = sock;
		h->opts.listener = net[1];
		h->opts.gate = gate[1];
		_exit(ssh_transport_run(&h->opts));
	}
	(void)close(sock);
	(void)close(net[1]);
	(void)close(gate[1]);
	buf_init(&h->picture, 1 << 20);
	h->net = wire_chan_new(h->loop, net[0], 64, host_net_msg, host_gone, h);
	h->gate = wire_chan_new(h->loop, gate[0], 64, host_gate_msg, host_gone,
	    h);
	(void)loop_run(h->loop);
	if (waitpid(pid, &st, 0) == pid)
		host_ended(st);
	_exit(0);
}

static void
host_read_key(struct host *h, const char *dir)
{
	char path[CONF_PATH_MAX];
	FILE *f;
	char *sp;

	(void)snprintf(path, sizeof(path), "%s/user_key.pub", dir);
	f = fopen(path, "r");
	if (f == NULL)
		return;
	if (fgets(h->key, sizeof(h->key), f) == NULL)
		h->key[0] = '\0';
	(void)fclose(f);
	sp = strchr(h->key, ' ');
	sp = sp != NULL ? strpbrk(sp + 1, " \n") : NULL;
	if (sp != NULL)
		*sp = '\0';
}

static void
host_option(struct host *h, const char *arg)
{
	const char *eq = strchr(arg, '=');
	int64_t n = 0;

	if (eq == NULL || str_int(eq + 1, 0, 100000, &n) != ST_OK)
		fatalx("transport_host: %s?", arg);
	if (str_starts(arg, "sign_in="))
		h->conf.limits_sign_in_seconds = n;
	else if (str_starts(arg, "tries="))
		h->conf.limits_tries = n;
	else if (str_starts(arg, "keepalive="))
		h->conf.limits_keepalive_seconds = n;
	else if (str_starts(arg, "dead="))
		h->conf.limits_dead_minutes = n;
	else if (str_starts(arg, "uid="))
		h->opts.uid = h->opts.gid = (uid_t)n;
	else if (str_starts(arg, "plain="))
		h->opts.compress = n == 0;
	else
		fatalx("transport_host: %s?", arg);
}

static int
host_listen(void)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(a);
	int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (s == -1 || bind(s, (struct sockaddr *)&a, len) == -1 ||
	    listen(s, 64) == -1 ||
	    getsockname(s, (struct sockaddr *)&a, &len) == -1)
		fatal("transport_host: listen");
	(void)printf("%u\n", ntohs(a.sin_port));
	(void)fflush(stdout);
	return s;
}

int
main(int argc, char **argv)
{
	static struct host h;
	char key[CONF_PATH_MAX], fingerprint[128];
	struct err err = ERR_INIT;
	enum status st;
	int i, s, sock;

	log_init("host", false);
	if (argc < 2)
		fatalx("usage: transport_host DIR [name=value ...]");
	h.conf.limits_sign_in_seconds = 60;
	h.conf.limits_key_exchange_seconds = 20;
	h.conf.limits_stalled_seconds = 300;
	h.conf.limits_tries = 4;
	h.conf.limits_keepalive_seconds = 120;
	h.conf.limits_dead_minutes = 12;
	(void)snprintf(key, sizeof(key), "%s/host_key", argv[1]);
	h.opts = (struct ssh_transport_opts) {
		.conf = &h.conf, .address = "127.0.0.1", .host_key_path = key,
		.compress = true, .uid = (uid_t)-1, .gid = (gid_t)-1 };
	for (i = 2; i < argc; i++)
		host_option(&h, argv[i]);
	host_read_key(&h, argv[1]);
	st = hostkey_make(key, &err);
	if (st != ST_OK && st != ST_EXISTS)
		fatalx("%s", err.msg);
	if (hostkey_fingerprint(key, fingerprint, sizeof(fingerprint), &err) !=
	    ST_OK)
		fatalx("%s", err.msg);
	log_info("host key %s", fingerprint);
	ssh_transport_warm_up();
	s = host_listen();
	(void)signal(SIGCHLD, SIG_IGN);
	for (;;) {
		sock = accept(s, NULL, NULL);
		if (sock == -1 && errno == EINTR)
			continue;
		if (sock == -1)
			fatal("accept");
		if (fork() == 0) {
			(void)signal(SIGCHLD, SIG_DFL);
			(void)close(s);
			host_connection(&h, sock);
		}
		(void)close(sock);
	}
}
