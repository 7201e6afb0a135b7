/* SPDX-License-Identifier: ISC */
/*
 * golden: printed pages held against those in tests/print, and other text
 * against its file; CHITRA_GOLDEN=write writes them anew.  The seal at the foot
 * of a page depends on random ids and is left out.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

static inline void
golden_mask(struct buf *out, const char *word)
{
	char *p = (char *)out->data, *end;
	size_t digits;

	while ((p = strstr(p, word)) != NULL) {
		p += strlen(word);
		digits = strspn(p, "0123456789");
		end = strstr(p, "  ");
		if (digits == 0 || end == NULL)
			continue;
		/* How many verbs the office was made with is no matter. */
		memmove(p + 1, p + digits, (size_t)(end - p) - digits);
		memset(end - (digits - 1), ' ', digits - 1);
		for (; *p != '\0' && strncmp(p, "  ", 2) != 0; p++)
			if (*p != ' ' && *p != '-')
				*p = 'x';
	}
}

/* The first line that differs is what a message has room for. */
static inline void
golden_same(const char *path, const char *got, const char *want)
{
	unsigned line = 1;
	size_t n, m;

	for (;; line++, got += n + (got[n] != '\0'),
	    want += m + (want[m] != '\0')) {
		n = strcspn(got, "\n");
		m = strcspn(want, "\n");
		if (n != m || memcmp(got, want, n) != 0)
			fail_msg("%s:%u: %.*s|, not %.*s|", path, line, (int)n,
			    got, (int)m, want);
		if (got[n] == '\0' && want[m] == '\0')
			return;
	}
}

/* `out` is what stands in the file, below the sources. */
static inline void
golden_text(const char *file, struct buf *out)
{
	char path[512], line[1024];
	struct buf want;
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s", TOP_SRCDIR, file);
	if (getenv("CHITRA_GOLDEN") != NULL) {
		f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(buf_head(out), 1, out->len, f),
		    out->len);
		(void)fclose(f);
	}
	buf_init(&want, 1 << 20);
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("no %s", path);
	while (fgets(line, sizeof(line), f) != NULL)
		(void)buf_adds(&want, line);
	(void)fclose(f);
	golden_same(path, buf_str(out), buf_str(&want));
	buf_done(&want);
}

/* The pages in `out` are those of tests/print/NAME.txt. */
static inline void
golden_file(const char *name, struct buf *out)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "tests/print/%s.txt", name);
	(void)buf_str(out);
	golden_mask(out, "Nhật ký: ");
	golden_mask(out, "Journal: ");
	golden_text(path, out);
}
