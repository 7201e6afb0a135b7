/*
 * SPDX-License-Identifier: ISC
 *
 * out_cups: a job in a CUPS queue, streamed with libcups, as raw bytes: the
 * pages are laid out and in the printer's own language already.
 * libcups would ask for passwords on the terminal; that is disabled.
 */
#include "config.h"

#include "print/out.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

#ifdef HAVE_CUPS
#include <cups/cups.h>

#define CUPS_CONNECT_MS 3000

struct cups_job {
	http_t *http;
	char *queue;
	int id;
};

static const char *
cups_no_password(const char *prompt, http_t *http, const char *method,
    const char *resource, void *arg)
{
	return NULL;
}

static enum status
cups_connect(const char *server, http_t **http, struct err *err)
{
	cupsSetPasswordCB2(cups_no_password, NULL);
	if (!str_empty(server))
		cupsSetServer(server);
	*http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC,
	    cupsEncryption(), 1, CUPS_CONNECT_MS, NULL);
	if (*http == NULL)
		return err_set(err, ST_IO, _("no CUPS server answers: %s"),
		    cupsLastErrorString());
	return ST_OK;
}

static enum status
cups_why(const char *queue, struct err *err)
{
	ipp_status_t st = cupsLastError();

	return err_set(err, st == IPP_STATUS_ERROR_NOT_FOUND ? ST_NOTFOUND :
	    ST_IO, "%s: %s", queue, cupsLastErrorString());
}

/* libcups reports "internal error" for a job of an unknown queue. */
static enum status
cups_exists(http_t *http, const char *queue, struct err *err)
{
	cups_dest_t *dest = cupsGetNamedDest(http, queue, NULL);

	if (dest == NULL)
		return err_set(err, ST_NOTFOUND,
		    _("%s: there is no such queue"), queue);
	cupsFreeDests(1, dest);
	return ST_OK;
}

static void
cups_free(struct cups_job *job)
{
	httpClose(job->http);
	free(job->queue);
	free(job);
}

static void
cups_cancel(void *state)
{
	struct cups_job *job = state;

	if (job->id > 0) {
		/* The request must be finished before another can start. */
		(void)cupsFinishDocument(job->http, job->queue);
		(void)cupsCancelJob2(job->http, job->queue, job->id, 0);
	}
	cups_free(job);
}

static enum status
cups_open(const char *target, const char *title, const char *server,
    void **state, struct err *err)
{
	struct cups_job *job;
	http_t *http = NULL;
	enum status st;

	if (cups_connect(server, &http, err) != ST_OK)
		return err->st;
	st = cups_exists(http, target, err);
	if (st != ST_OK) {
		httpClose(http);
		return st;
	}
	job = mem_zalloc(sizeof(*job));
	job->http = http;
	job->queue = mem_strdup(target);
	job->id = cupsCreateJob(http, target, title, 0, NULL);
	if (job->id <= 0) {
		st = cups_why(target, err);
		cups_free(job);
		return st;
	}
	if (cupsStartDocument(http, target, job->id, title, CUPS_FORMAT_RAW,
	    1) != HTTP_STATUS_CONTINUE) {
		st = cups_why(target, err);
		cups_cancel(job);
		return st;
	}
	*state = job;
	return ST_OK;
}

static enum status
cups_write(void *state, const void *bytes, size_t n, struct err *err)
{
	struct cups_job *job = state;

	if (cupsWriteRequestData(job->http, bytes, n) != HTTP_STATUS_CONTINUE)
		return cups_why(job->queue, err);
	return ST_OK;
}

static enum status
cups_finish(void *state, struct err *err)
{
	struct cups_job *job = state;
	enum status st = ST_OK;

	if (cupsFinishDocument(job->http, job->queue) >
	    IPP_STATUS_OK_EVENTS_COMPLETE)
		st = cups_why(job->queue, err);
	cups_free(job);
	return st;
}

static void
cups_fill(const cups_dest_t *dest, struct out_queue *q)
{
	const char *info, *state, *accepting;

	info = cupsGetOption("printer-info", dest->num_options, dest->options);
	state = cupsGetOption("printer-state", dest->num_options,
	    dest->options);
	accepting = cupsGetOption("printer-is-accepting-jobs",
	    dest->num_options, dest->options);
	(void)str_copy_cut(q->name, sizeof(q->name), dest->name);
	(void)str_copy_cut(q->info, sizeof(q->info), info != NULL ? info : "");
	q->stopped = state != NULL && strcmp(state, "5") == 0;
	q->accepting = accepting == NULL || strcmp(accepting, "true") == 0;
}

enum status
out_queues(const char *server, struct out_queue **queues, unsigned *n,
    struct err *err)
{
	cups_dest_t *dests = NULL;
	struct out_queue *v;
	http_t *http = NULL;
	int i, count;

	if (cups_connect(server, &http, err) != ST_OK)
		return err->st;
	count = cupsGetDests2(http, &dests);
	v = mem_array((size_t)count + 1, sizeof(*v));
	for (i = 0; i < count; i++)
		cups_fill(&dests[i], &v[i]);
	cupsFreeDests(count, dests);
	httpClose(http);
	*queues = v;
	*n = (unsigned)count;
	return ST_OK;
}

#else

static enum status
cups_open(const char *target, const char *title, const char *server,
    void **state, struct err *err)
{
	return err_set(err, ST_INVALID,
	    _("this program was built without CUPS"));
}

static enum status
cups_write(void *state, const void *bytes, size_t n, struct err *err)
{
	return ST_INVALID;
}

static enum status
cups_finish(void *state, struct err *err)
{
	return ST_INVALID;
}

static void
cups_cancel(void *state)
{
}

enum status
out_queues(const char *server, struct out_queue **queues, unsigned *n,
    struct err *err)
{
	*queues = NULL;
	*n = 0;
	return ST_OK;
}

#endif

const struct out_way out_cups = {
	.open = cups_open,
	.write = cups_write,
	.finish = cups_finish,
	.cancel = cups_cancel,
};
