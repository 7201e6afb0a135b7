/* SPDX-License-Identifier: ISC */
#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* Added to the real wall time. */
static int64_t clock_added;

int64_t
clock_us(void)
{
	struct timespec ts;

	(void)clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
clock_ms(void)
{
	return clock_us() / 1000;
}

int64_t
clock_wall(void)
{
	return (int64_t)time(NULL) + clock_added;
}

static bool
clock_now(struct tm *tm)
{
	time_t t = (time_t)clock_wall();

	return localtime_r(&t, tm) != NULL;
}

void
clock_text(char out[CLOCK_TEXT])
{
	struct tm tm;

	if (!clock_now(&tm) ||
	    strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		out[0] = '\0';
}

void
clock_date(char out[CLOCK_DATE])
{
	struct tm tm;

	if (!clock_now(&tm) ||
	    strftime(out, CLOCK_DATE, "%Y-%m-%d", &tm) == 0)
		out[0] = '\0';
}

void
clock_shift(int64_t seconds)
{
	clock_added = seconds;
}
