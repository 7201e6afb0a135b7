/*
 * SPDX-License-Identifier: ISC
 *
 * generator: many people at work, in one light process: N libssh clients that
 * sign in with a key, each on a terminal of 80x24, each pressing a key now and
 * then and waiting for the picture.  Measures the time from a key to the first
 * byte of the answer, and says what the generator itself cost.
 *
 *   generator -p PORT -k KEY (-u LOGIN | -l FILE) -n N [-s SECONDS]
 *             [-i MS] [-o KEYS] [-y KEYS|KEYS...] [-c COMMAND] [-r] [-w FILE]
 *
 *   -l FILE    a login a line; session i takes the i-th
 *   -i MS      time between the keys of one session (1000), in a fixed spread
 *   -o KEYS    typed once, after the first picture; "|" waits for a picture
 *   -y KEYS    typed in turn for ever; \e \r \t \xNN are understood
 *   -c COMMAND is run instead of a shell
 *   -r         a session that breaks signs in again
 *   -w FILE    is made when all are signed in: the load begins
 *
 * Prints one line: sessions= keys= lost= broken= p50_us= p95_us= p99_us=
 * max_us= cpu_ms= down=
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "tests/tools/samples.h"

#define GEN_SESSIONS 1000
#define GEN_KEYS 64        /* pieces of -o and -y */
#define GEN_LOST_US 10000000 /* no answer in 10 s: lost */

struct gen_keys {
	char text[1024];
	char *piece[GEN_KEYS];
	size_t len[GEN_KEYS];
	int n;
};

struct gen;

struct gen_session {
	struct gen *g;
	const char *login;
	ssh_session ssh;
	ssh_channel channel;
	struct ssh_channel_callbacks_struct cb;
	int64_t due;      /* of the next key, clock_us() */
	int64_t sent;     /* 0: nothing is unanswered */
	int opening, turn; /* next piece of -o, of -y */
	bool broken;
};

struct gen {
	int port, n;
	int64_t seconds, pace_ms;
	const char *key_file, *command, *ready;
	bool again;
	ssh_key key;
	char *login[GEN_SESSIONS];
	int logins;
	struct gen_keys opening, turns;
	struct gen_session *s;
	ssh_event event;
	struct samples times;
	int64_t keys, lost, broken, down;
	bool measuring;
};

static void
gen_parse_keys(struct gen_keys *k, const char *text)
{
	static const char from[] = "ert\\|", to[] = "\033\r\t\\|";
	char *w = k->text;
	unsigned char byte;
	const char *f;

	k->piece[0] = w;
	for (; *text != '\0' && w < k->text + sizeof(k->text) - 2; text++) {
		if (*text == '|' && k->n < GEN_KEYS - 1) {
			k->len[k->n] = (size_t)(w - k->piece[k->n]);
			k->piece[++k->n] = w;
		} else if (*text == '\\' && text[1] == 'x' && text[2] != '\0' &&
		    text[3] != '\0') {
			char hex[3] = { text[2], text[3], '\0' };

			if (str_unhex(&byte, 1, hex) != ST_OK)
				fatalx("bad \\x");
			*w++ = (char)byte;
			text += 3;
		} else if (*text == '\\' && text[1] != '\0' &&
		    (f = strchr(from, text[1])) != NULL) {
			*w++ = to[f - from];
			text++;
		} else
			*w++ = *text;
	}
	k->len[k->n] = (size_t)(w - k->piece[k->n]);
	k->n++;
}

static int
gen_data(ssh_session ssh, ssh_channel channel, void *data, uint32_t len,
    int is_stderr, void *arg)
{
	struct gen_session *s = arg;
	struct gen *g = s->g;

	g->down += len;
	if (s->sent != 0) {
		if (g->measuring)
			samples_add(&g->times, clock_us() - s->sent);
		s->sent = 0;
	}
	return (int)len;
}

static void
gen_eof(ssh_session ssh, ssh_channel channel, void *arg)
{
	struct gen_session *s = arg;

	s->broken = true;
}

static bool
gen_sign_in(struct gen_session *s)
{
	struct gen *g = s->g;
	int off = 0;
	long timeout = 60;

	s->ssh = ssh_new();
	if (s->ssh == NULL)
		fatalx("ssh_new");
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_PROCESS_CONFIG, &off);
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_HOST, "127.0.0.1");
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_PORT, &g->port);
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_USER, s->login);
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_TIMEOUT, &timeout);
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_KEY_EXCHANGE, "curve25519-sha256");
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_HOSTKEYS, "ssh-ed25519");
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_CIPHERS_C_S,
	    "chacha20-poly1305@openssh.com");
	(void)ssh_options_set(s->ssh, SSH_OPTIONS_CIPHERS_S_C,
	    "chacha20-poly1305@openssh.com");
	return ssh_connect(s->ssh) == SSH_OK &&
	    ssh_userauth_publickey(s->ssh, NULL, g->key) == SSH_AUTH_SUCCESS;
}

/* The shell's first picture, up to a moment of quiet. */
static bool
gen_first_picture(struct gen_session *s)
{
	char data[16384];
	int n = ssh_channel_read_timeout(s->channel, data, sizeof(data), 0, 20000);

	if (n <= 0 && s->g->command == NULL)
		return false;
	while (n > 0)
		n = ssh_channel_read_timeout(s->channel, data, sizeof(data), 0, 30);
	return n == 0 && !ssh_channel_is_eof(s->channel);
}

static void
gen_close(struct gen_session *s)
{
	if (s->ssh == NULL)
		return;
	(void)ssh_event_remove_session(s->g->event, s->ssh);
	if (s->channel != NULL)
		ssh_channel_free(s->channel);
	ssh_disconnect(s->ssh);
	ssh_free(s->ssh);
	s->ssh = NULL;
	s->channel = NULL;
}

static bool
gen_open(struct gen_session *s)
{
	struct gen *g = s->g;

	s->broken = false;
	s->sent = 0;
	s->opening = s->turn = 0;
	s->channel = NULL;
	if (!gen_sign_in(s) || (s->channel = ssh_channel_new(s->ssh)) == NULL ||
	    ssh_channel_open_session(s->channel) != SSH_OK ||
	    ssh_channel_request_pty_size(s->channel, "xterm-256color", 80, 24) != SSH_OK ||
	    (g->command == NULL ? ssh_channel_request_shell(s->channel) :
	    ssh_channel_request_exec(s->channel, g->command)) != SSH_OK ||
	    (g->command == NULL && !gen_first_picture(s))) {
		log_warnx("%s: %s", s->login, ssh_get_error(s->ssh));
		gen_close(s);
		return false;
	}
	memset(&s->cb, 0, sizeof(s->cb));
	s->cb.userdata = s;
	s->cb.channel_data_function = gen_data;
	s->cb.channel_eof_function = gen_eof;
	s->cb.channel_close_function = gen_eof;
	ssh_callbacks_init(&s->cb);
	if (ssh_set_channel_callbacks(s->channel, &s->cb) != SSH_OK)
		fatalx("callbacks");
	ssh_set_blocking(s->ssh, 0);
	if (ssh_event_add_session(g->event, s->ssh) != SSH_OK)
		fatalx("event");
	return true;
}

/* Presses the next key of a session that is due and has its answer. */
static void
gen_press(struct gen_session *s, int64_t now)
{
	struct gen *g = s->g;
	const struct gen_keys *k = &g->turns;
	int i;

	if (s->broken || s->ssh == NULL || now < s->due)
		return;
	if (s->sent != 0) {
		if (now - s->sent < GEN_LOST_US)
			return;
		g->lost++;
		s->sent = 0;
	}
	if (s->opening < g->opening.n) {
		k = &g->opening;
		i = s->opening++;
	} else if (k->n > 0)
		i = s->turn++ % k->n;
	else
		return;
	s->due = now + g->pace_ms * 1000;
	if (k->len[i] == 0)
		return;
	s->sent = clock_us();
	if (ssh_channel_write(s->channel, k->piece[i], (uint32_t)k->len[i]) !=
	    (int)k->len[i])
		s->broken = true;
	if (g->measuring && k == &g->turns)
		g->keys++;
}

static void
gen_mend(struct gen_session *s, int64_t now)
{
	struct gen *g = s->g;

	if (s->ssh != NULL && !s->broken && ssh_is_connected(s->ssh))
		return;
	if (s->ssh != NULL) {
		g->broken++;
		gen_close(s);
		s->due = now + 200000;
	}
	if (!g->again || now < s->due)
		return;
	if (!gen_open(s))
		s->due = now + 1000000;
}

/* Runs for so long; keys are counted while g->measuring. */
static void
gen_run(struct gen *g, int64_t ms)
{
	int64_t end = clock_us() + ms * 1000, now;
	int i;

	while ((now = clock_us()) < end) {
		int64_t next = end;

		for (i = 0; i < g->n; i++) {
			gen_mend(&g->s[i], now);
			gen_press(&g->s[i], now);
			if (g->s[i].due > now && g->s[i].due < next)
				next = g->s[i].due;
		}
		now = clock_us();
		(void)ssh_event_dopoll(g->event,
		    next > now ? (int)((next - now) / 1000) + 1 : 0);
	}
}

static int64_t
gen_cpu_ms(void)
{
	struct rusage r;

	(void)getrusage(RUSAGE_SELF, &r);
	return (r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000 +
	    (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1000;
}

static void
gen_logins(struct gen *g, const char *file)
{
	char line[128];
	FILE *f = fopen(file, "re");

	if (f == NULL)
		fatal("%s", file);
	while (g->logins < GEN_SESSIONS && fgets(line, sizeof(line), f) != NULL) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0')
			g->login[g->logins++] = mem_strdup(line);
	}
	(void)fclose(f);
	if (g->logins == 0)
		fatalx("%s names nobody", file);
}

static int64_t
gen_number(const char *text, int64_t min, int64_t max)
{
	int64_t v = 0;

	if (str_int(text, min, max, &v) != ST_OK)
		fatalx("%s: %" PRId64 " to %" PRId64, text, min, max);
	return v;
}

static void
gen_options(struct gen *g, int argc, char **argv)
{
	int opt;

	while ((opt = getopt(argc, argv, "p:k:u:l:n:s:i:o:y:c:rw:")) != -1) {
		switch (opt) {
		case 'p': g->port = (int)gen_number(optarg, 1, 65535); break;
		case 'k': g->key_file = optarg; break;
		case 'u': g->login[0] = optarg; g->logins = 1; break;
		case 'l': gen_logins(g, optarg); break;
		case 'n': g->n = (int)gen_number(optarg, 1, GEN_SESSIONS); break;
		case 's': g->seconds = gen_number(optarg, 0, 3600); break;
		case 'i': g->pace_ms = gen_number(optarg, 1, 3600000); break;
		case 'o': gen_parse_keys(&g->opening, optarg); break;
		case 'y': gen_parse_keys(&g->turns, optarg); break;
		case 'c': g->command = optarg; break;
		case 'r': g->again = true; break;
		case 'w': g->ready = optarg; break;
		default: fatalx("see the head of generator.c");
		}
	}
	if (g->port == 0 || g->key_file == NULL || g->logins == 0)
		fatalx("-p, -k and -u or -l are needed");
}

static void
gen_open_all(struct gen *g)
{
	int i, fd;

	for (i = 0; i < g->n; i++) {
		g->s[i].g = g;
		g->s[i].login = g->login[i % g->logins];
		if (!gen_open(&g->s[i]) && !g->again)
			fatalx("session %d (%s) does not sign in", i, g->s[i].login);
	}
	/* A fixed spread over the pace: not all press at once. */
	for (i = 0; i < g->n; i++)
		g->s[i].due = clock_us() + g->pace_ms * 1000 * i / g->n;
	if (g->opening.n > 0)
		gen_run(g, g->pace_ms * (g->opening.n + 1));
	if (g->ready != NULL) {
		fd = open(g->ready, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd == -1)
			fatal("%s", g->ready);
		(void)close(fd);
	}
}

int
main(int argc, char **argv)
{
	struct gen g = { .n = 1, .seconds = 10, .pace_ms = 1000 };
	int64_t cpu, alive = 0;
	int i;

	log_init("generator", false);
	(void)signal(SIGPIPE, SIG_IGN);
	gen_options(&g, argc, argv);
	if (ssh_init() != SSH_OK ||
	    ssh_pki_import_privkey_file(g.key_file, NULL, NULL, NULL, &g.key) != SSH_OK)
		fatalx("no key in %s", g.key_file);
	g.s = mem_zalloc(sizeof(*g.s) * (size_t)g.n);
	g.event = ssh_event_new();
	gen_open_all(&g);
	cpu = gen_cpu_ms();
	g.measuring = true;
	g.broken = g.down = 0;
	gen_run(&g, g.seconds * 1000);
	cpu = gen_cpu_ms() - cpu;
	for (i = 0; i < g.n; i++)
		alive += g.s[i].ssh != NULL && !g.s[i].broken;
	samples_sort(&g.times);
	printf("sessions=%" PRId64 " keys=%" PRId64 " lost=%" PRId64
	    " broken=%" PRId64 " p50_us=%d p95_us=%d p99_us=%d max_us=%d"
	    " cpu_ms=%" PRId64 " down=%" PRId64 "\n", alive, g.keys, g.lost,
	    g.broken, samples_part(&g.times, 500),
	    samples_part(&g.times, 950), samples_part(&g.times, 990),
	    samples_part(&g.times, 1000), cpu, g.down);
	for (i = 0; i < g.n; i++)
		gen_close(&g.s[i]);
	ssh_event_free(g.event);
	ssh_key_free(g.key);
	free(g.s);
	samples_done(&g.times);
	(void)ssh_finalize();
	return 0;
}
