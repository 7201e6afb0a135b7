/*
 * SPDX-License-Identifier: ISC
 *
 * clock: the two times.  Monotonic milliseconds for deadlines; wall time for
 * records, as ISO 8601 text "YYYY-MM-DDTHH:MM:SS" in the zone of the office.
 *
 * The zone is the office's own setting, never TZ or /etc/localtime: on a server
 * in UTC a payout before 07:00 in Vietnam would get the date of the day before.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_TEXT 20 /* bytes of "YYYY-MM-DDTHH:MM:SS" with its NUL */
#define CLOCK_DATE 11 /* bytes of "YYYY-MM-DD" with its NUL */

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t clock_ms(void);

/* Microseconds of CLOCK_MONOTONIC, for measuring. */
int64_t clock_us(void);

/* Seconds since 1970. */
int64_t clock_wall(void);

/* The office's wall time as text, into CLOCK_TEXT bytes. */
void clock_text(char out[CLOCK_TEXT]);

/* The office's date as text, into CLOCK_DATE bytes. */
void clock_date(char out[CLOCK_DATE]);

/*
 * Seconds since 1970 as text in the office's zone, and back; false: not a valid
 * moment.
 */
void clock_format(int64_t wall, char out[CLOCK_TEXT]);
bool clock_read(const char *text, int64_t *wall);

/* Result of clock_zone(). */
enum clock_zone {
	CLOCK_ZONE_OK,
	CLOCK_ZONE_NONE,  /* no zone of that name on this machine */
	CLOCK_ZONE_MOVES  /* it has summer time, or changed since 2015 */
};

/*
 * Looks a zone up ("Asia/Ho_Chi_Minh"); with `set` it becomes the office's
 * zone, also in processes forked later.  The default is Vietnam's.  Vietnam's
 * and UTC need no tzdata; others are read from TZDIR or /usr/share/zoneinfo.  A
 * zone whose offset changes is refused, because some local times would be
 * ambiguous.
 */
enum clock_zone clock_zone(const char *name, bool set);

/*
 * Wall time less the time since boot (suspended time counts), in seconds:
 * constant until somebody sets the clock.  clock_shift() does not change it.
 */
int64_t clock_since_boot(void);

/* The kernel's name for this boot of the machine; "" where it has none. */
const char *clock_boot_id(void);

/*
 * At start-up the clock may be at most this many days ahead of the last journal
 * entry; 0: no limit.  Only stored here.
 */
void clock_set_ahead_days(int64_t days);
int64_t clock_ahead_days(void);

/*
 * Seconds added to the wall clock from now on; 0 = the real time.  For tests
 * and for the demo office, whose month is November 2019.
 */
void clock_shift(int64_t seconds);

/*
 * Shifts it so that it reads this moment now; an invalid text changes nothing.
 */
void clock_set(const char *text);
