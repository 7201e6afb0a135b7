/* SPDX-License-Identifier: ISC */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"

#define CLOCK_VIETNAM (7 * 3600)
#define CLOCK_ZONEINFO "/usr/share/zoneinfo"

/*
 * Years whose offsets are compared: those the database may hold, and some more.
 */
#define CLOCK_YEAR_FIRST 2015
#define CLOCK_YEARS 23

/* Added to the real wall time. */
static int64_t clock_added;

static int64_t clock_days; /* see clock_ahead_days() */

/* Seconds east of Greenwich. */
static int64_t clock_east = CLOCK_VIETNAM;

/* Known without tzdata, which a bare machine may lack. */
static const struct clock_known {
	const char *name;
	int64_t east;
} clock_known[] = {
	{ "Asia/Ho_Chi_Minh", CLOCK_VIETNAM },
	{ "Asia/Saigon", CLOCK_VIETNAM },
	{ "UTC", 0 },
};

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
	struct timespec ts;

	(void)clock_gettime(CLOCK_REALTIME, &ts);
	return (int64_t)ts.tv_sec + clock_added;
}

int64_t
clock_since_boot(void)
{
	struct timespec wall, boot;
	int64_t ms;

	(void)clock_gettime(CLOCK_REALTIME, &wall);
	(void)clock_gettime(CLOCK_BOOTTIME, &boot);
	ms = (wall.tv_sec - boot.tv_sec) * 1000 +
	    (wall.tv_nsec - boot.tv_nsec) / 1000000;
	return ms / 1000;
}

const char *
clock_boot_id(void)
{
	static char id[40];
	FILE *f;

	if (id[0] != '\0')
		return id;
	f = fopen("/proc/sys/kernel/random/boot_id", "re");
	if (f == NULL)
		return id;
	if (fgets(id, sizeof(id), f) == NULL)
		id[0] = '\0';
	id[strcspn(id, "\n")] = '\0';
	(void)fclose(f);
	return id;
}

void
clock_set_ahead_days(int64_t days)
{
	clock_days = days;
}

int64_t
clock_ahead_days(void)
{
	return clock_days;
}

void
clock_format(int64_t wall, char out[CLOCK_TEXT])
{
	time_t t = (time_t)(wall + clock_east);
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL ||
	    strftime(out, CLOCK_TEXT, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		out[0] = '\0';
}

bool
clock_read(const char *text, int64_t *wall)
{
	struct tm tm = { .tm_isdst = 0 };
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);

	if (end == NULL || *end != '\0')
		return false;
	*wall = (int64_t)timegm(&tm) - clock_east;
	return true;
}

void
clock_text(char out[CLOCK_TEXT])
{
	clock_format(clock_wall(), out);
}

void
clock_date(char out[CLOCK_DATE])
{
	char text[CLOCK_TEXT];

	clock_text(text);
	(void)str_copy_cut(out, CLOCK_DATE, text);
}

/*
 * True if the file exists.  Needed because glibc treats an unknown TZ name as
 * UTC.
 */
static bool
clock_zone_there(const char *name)
{
	const char *dir = getenv("TZDIR");
	char path[512], magic[4];
	bool there;
	FILE *f;

	if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL ||
	    str_format(path, sizeof(path), "%s/%s", str_empty(dir) ?
	    CLOCK_ZONEINFO : dir, name) != ST_OK)
		return false;
	f = fopen(path, "re");
	if (f == NULL)
		return false;
	there = fread(magic, sizeof(magic), 1, f) == 1 &&
	    memcmp(magic, "TZif", sizeof(magic)) == 0;
	(void)fclose(f);
	return there;
}

/* The offset of TZ, if localtime_r() gives the same one for all these years. */
static bool
clock_zone_fixed(int64_t *east)
{
	struct tm day = { .tm_mday = 1 }, tm;
	bool first = true;
	time_t t;
	int month;

	for (month = 0; month < 12 * CLOCK_YEARS; month++) {
		day.tm_year = CLOCK_YEAR_FIRST - 1900 + month / 12;
		day.tm_mon = month % 12;
		t = timegm(&day);
		if (localtime_r(&t, &tm) == NULL ||
		    (!first && tm.tm_gmtoff != *east))
			return false;
		*east = tm.tm_gmtoff;
		first = false;
	}
	return true;
}

static enum clock_zone
clock_zone_ask(const char *name, int64_t *east)
{
	const char *env = getenv("TZ");
	char *old = env != NULL ? mem_strdup(env) : NULL;
	bool fixed;

	if (!clock_zone_there(name)) {
		free(old);
		return CLOCK_ZONE_NONE;
	}
	(void)setenv("TZ", name, 1);
	tzset();
	fixed = clock_zone_fixed(east);
	if (old != NULL)
		(void)setenv("TZ", old, 1);
	else
		(void)unsetenv("TZ");
	tzset();
	free(old);
	return fixed ? CLOCK_ZONE_OK : CLOCK_ZONE_MOVES;
}

enum clock_zone
clock_zone(const char *name, bool set)
{
	enum clock_zone z = CLOCK_ZONE_OK;
	int64_t east = 0;
	size_t i, n = sizeof(clock_known) / sizeof(clock_known[0]);

	for (i = 0; i < n && strcmp(clock_known[i].name, name) != 0; i++)
		;
	if (i < n)
		east = clock_known[i].east;
	else
		z = clock_zone_ask(name, &east);
	if (z == CLOCK_ZONE_OK && set)
		clock_east = east;
	return z;
}

void
clock_shift(int64_t seconds)
{
	clock_added = seconds;
}

void
clock_set(const char *text)
{
	int64_t wall;

	if (clock_read(text, &wall))
		clock_added += wall - clock_wall();
}
