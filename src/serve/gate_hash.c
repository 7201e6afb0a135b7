/* SPDX-License-Identifier: ISC */
/*
 * gate_hash: a yescrypt hash takes about 15 ms and 16 MB.  Each is computed in
 * a forked worker, at most limits.parallel_hashes at a time, so that many
 * guesses neither block the gate nor fill the memory.  A worker writes one
 * answer and ends.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "serve/gate_priv.h"
#include "serve/proc.h"

#define HASH_WAITING 256 /* jobs waiting at most */

struct gate_hash {
	struct gate *gate;
	struct gate_job *first; /* all, waiting and running, oldest first */
	unsigned waiting, running;
	int timer;              /* until the next one is due */
};

/* The answer of a worker. */
struct hash_result {
	bool matches;
	char made[PASSWORD_HASH_MAX];
};

struct gate_job *
gate_job_new(struct gate_guest *g)
{
	struct gate_job *j = mem_zalloc(sizeof(*j));

	j->guest = g;
	j->fd = -1;
	return j;
}

void
gate_job_free(struct gate_job *j)
{
	mem_wipe(j, sizeof(*j));
	free(j);
}

static void
hash_unlink(struct gate_hash *h, struct gate_job *j)
{
	struct gate_job **p;

	for (p = &h->first; *p != j; p = &(*p)->next)
		;
	*p = j->next;
}

static void hash_pump(void *arg);

static void
hash_finish(struct gate_job *j)
{
	struct gate_hash *h = j->owner;

	loop_remove(h->gate->loop, j->fd);
	(void)close(j->fd);
	/* It has written or died, so this does not block. */
	(void)waitpid(j->pid, NULL, 0);
	h->running--;
	hash_unlink(h, j);
	if (j->guest != NULL)
		j->guest->job = NULL;
	j->done(h->gate, j);
	gate_job_free(j);
	hash_pump(h);
}

static void
hash_answer(int fd, short revents, void *arg)
{
	struct gate_job *j = arg;
	struct hash_result r;
	ssize_t n;

	(void)revents;
	n = read(fd, &r, sizeof(r));
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	j->worked = n == (ssize_t)sizeof(r);
	if (j->worked) {
		j->matches = r.matches;
		memcpy(j->made, r.made, sizeof(j->made));
		j->made[sizeof(j->made) - 1] = '\0';
	} else {
		log_warnx("a worker died");
	}
	mem_wipe(&r, sizeof(r));
	hash_finish(j);
}

static void __attribute__((noreturn))
hash_work(const struct gate_job *j, int fd)
{
	struct hash_result r;
	struct err err = ERR_INIT;
	ssize_t n;

	memset(&r, 0, sizeof(r));
	if (j->check)
		r.matches = password_matches(j->secret, j->hash);
	if (j->fresh[0] != '\0' && (!j->check || r.matches) &&
	    password_hash(j->fresh, r.made, &err) != ST_OK)
		fatalx("%s", err.msg);
	/* Fits a pipe: complete or not at all. */
	n = write(fd, &r, sizeof(r));
	_exit(n == (ssize_t)sizeof(r) ? 0 : 1);
}

static bool
hash_start(struct gate_hash *h, struct gate_job *j)
{
	int pair[2];

	if (pipe2(pair, O_CLOEXEC) == -1)
		return false;
	j->pid = proc_fork(h->gate->loop, &pair[1], 1);
	if (j->pid == 0)
		hash_work(j, pair[1]);
	(void)close(pair[1]);
	if (j->pid == -1) {
		j->pid = 0;
		(void)close(pair[0]);
		return false;
	}
	j->fd = pair[0];
	h->waiting--;
	h->running++;
	loop_add(h->gate->loop, j->fd, POLLIN, hash_answer, j);
	return true;
}

/*
 * Starts jobs that are due while workers are free; sets the timer for the next.
 */
static void
hash_pump(void *arg)
{
	struct gate_hash *h = arg;
	int64_t now = clock_ms(), next = -1;
	struct gate_job *j;

	loop_timer_cancel(h->gate->loop, h->timer);
	h->timer = 0;
	for (j = h->first; j != NULL; j = j->next) {
		if (j->pid != 0)
			continue;
		if (h->running >= h->gate->conf.limits_parallel_hashes &&
		    h->running > 0)
			return;
		if (j->due <= now && hash_start(h, j))
			continue;
		if (j->due <= now) {
			log_warn("no worker");
			next = now + 100;
		} else if (next == -1 || j->due < next) {
			next = j->due;
		}
	}
	if (next != -1)
		h->timer = loop_timer(h->gate->loop, next - now, hash_pump, h);
}

static void
hash_pump_soon(void *arg)
{
	struct gate_hash *h = arg;

	h->timer = 0;
	hash_pump(h);
}

enum status
gate_hash_put(struct gate_hash *h, struct gate_job *j)
{
	struct gate_job **p;

	if (h->waiting >= HASH_WAITING) {
		gate_job_free(j);
		return ST_BUSY;
	}
	for (p = &h->first; *p != NULL; p = &(*p)->next)
		;
	*p = j;
	j->owner = h;
	h->waiting++;
	if (j->guest != NULL)
		j->guest->job = j;
	/*
	 * Started from the loop, so that `done` is never called inside this
	 * call.
	 */
	loop_timer_cancel(h->gate->loop, h->timer);
	h->timer = loop_timer(h->gate->loop, 0, hash_pump_soon, h);
	return ST_OK;
}

struct gate_hash *
gate_hash_new(struct gate *g)
{
	struct gate_hash *h = mem_zalloc(sizeof(*h));

	h->gate = g;
	return h;
}

void
gate_hash_free(struct gate_hash *h)
{
	struct gate_job *j;

	while ((j = h->first) != NULL) {
		h->first = j->next;
		if (j->pid > 0) {
			(void)kill(j->pid, SIGKILL);
			(void)waitpid(j->pid, NULL, 0);
			(void)close(j->fd);
		}
		gate_job_free(j);
	}
	free(h);
}
