/* SPDX-License-Identifier: ISC */
#include "base/clock.h"

#include <stddef.h>
#include <time.h>

/* Added to the real wall time; 0 unless clock_set_wall() was called. */
static int64_t clock_shift;

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
	return (int64_t)time(NULL) + clock_shift;
}

static void __attribute__((format(strftime, 3, 0)))
clock_format(char *out, size_t size, const char *fmt)
{
	time_t t = (time_t)clock_wall();
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL || strftime(out, size, fmt, &tm) == 0)
		out[0] = '\0';
}

void
clock_text(char out[CLOCK_TEXT])
{
	clock_format(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%S");
}

void
clock_date(char out[CLOCK_DATE])
{
	clock_format(out, CLOCK_DATE, "%Y-%m-%d");
}

void
clock_set_wall(int64_t seconds)
{
	clock_shift = seconds < 0 ? 0 : seconds - (int64_t)time(NULL);
}
