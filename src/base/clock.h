/*
 * SPDX-License-Identifier: ISC
 *
 * clock: the two times.  Monotonic milliseconds for deadlines; wall time for
 * records, as local ISO 8601 text "YYYY-MM-DDTHH:MM:SS" (Vietnam has one zone
 * and no summer time; TZ decides).
 */
#ifndef CHITRA_BASE_CLOCK_H
#define CHITRA_BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_TEXT 20 /* bytes of "YYYY-MM-DDTHH:MM:SS" with its NUL */
#define CLOCK_DATE 11 /* bytes of "YYYY-MM-DD" with its NUL */

/* Milliseconds of CLOCK_MONOTONIC. */
int64_t clock_ms(void);

/* Microseconds of CLOCK_MONOTONIC, for measuring. */
int64_t clock_us(void);

/* Seconds since 1970. */
int64_t clock_wall(void);

/* Local wall time as text, into CLOCK_TEXT bytes. */
void clock_text(char out[CLOCK_TEXT]);

/* Local date as text, into CLOCK_DATE bytes. */
void clock_date(char out[CLOCK_DATE]);

/*
 * Seconds added to the wall clock from now on; 0 = the real time.  For tests
 * and for the demo office, whose month is November 2019.
 */
void clock_shift(int64_t seconds);

#endif
