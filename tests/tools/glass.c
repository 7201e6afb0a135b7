/*
 * SPDX-License-Identifier: ISC
 */
#include "tests/tools/glass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>
#include <zlib.h>

#include "base/mem.h"
#include "base/utf8.h"

enum { ROW_BYTES = 4096 };

struct glass {
	VTerm *vt;
	VTermScreen *screen;
	VTermState *state;
	int cols, rows;
	z_stream z;
	size_t raw, packed;
	char row[ROW_BYTES];
};

struct glass *
glass_new(int cols, int rows)
{
	struct glass *g = mem_zalloc(sizeof *g);

	g->vt = vterm_new(rows, cols);
	vterm_set_utf8(g->vt, 1);
	g->screen = vterm_obtain_screen(g->vt);
	g->state = vterm_obtain_state(g->vt);
	vterm_screen_enable_altscreen(g->screen, 1);
	vterm_screen_reset(g->screen, 1);
	g->cols = cols;
	g->rows = rows;
	if (deflateInit(&g->z, 6) != Z_OK)
		abort();
	return g;
}

void
glass_free(struct glass *g)
{
	deflateEnd(&g->z);
	vterm_free(g->vt);
	free(g);
}

void
glass_resize(struct glass *g, int cols, int rows)
{
	vterm_set_size(g->vt, rows, cols);
	g->cols = cols;
	g->rows = rows;
}

static void
pack(struct glass *g, const void *bytes, size_t n)
{
	unsigned char out[4096];
	unsigned char *in = mem_zalloc(n + 1);

	memcpy(in, bytes, n);
	g->z.next_in = in;
	g->z.avail_in = (uInt)n;
	do {
		g->z.next_out = out;
		g->z.avail_out = sizeof out;
		deflate(&g->z, Z_PARTIAL_FLUSH);
		g->packed += sizeof out - g->z.avail_out;
	} while (g->z.avail_out == 0);
	free(in);
}

void
glass_feed(struct glass *g, const void *bytes, size_t n)
{
	if (n == 0)
		return;
	vterm_input_write(g->vt, bytes, n);
	vterm_screen_flush_damage(g->screen);
	g->raw += n;
	pack(g, bytes, n);
}

const char *
glass_row(struct glass *g, int row)
{
	VTermScreenCell cell;
	VTermPos pos = { .row = row };
	size_t at = 0, end = 0;
	char letter[4];

	for (pos.col = 0; pos.col < g->cols; pos.col++) {
		if (!vterm_screen_get_cell(g->screen, pos, &cell))
			break;
		if (cell.chars[0] == (uint32_t)-1)
			continue; /* right half of a wide letter */
		if (cell.chars[0] == 0) {
			cell.chars[0] = ' ';
			cell.chars[1] = 0; /* not filled by libvterm */
		}
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
		    cell.chars[i] != 0; i++) {
			size_t n = utf8_encode(letter, cell.chars[i]);

			if (at + n + 1 >= sizeof g->row)
				break;
			memcpy(g->row + at, letter, n);
			at += n;
			if (cell.chars[i] != ' ')
				end = at;
		}
	}
	g->row[end] = '\0';
	return g->row;
}

bool
glass_has(struct glass *g, const char *text)
{
	for (int r = 0; r < g->rows; r++)
		if (strstr(glass_row(g, r), text) != NULL)
			return true;
	return false;
}

void
glass_cursor(struct glass *g, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(g->state, &pos);
	*row = pos.row;
	*col = pos.col;
}

void
glass_show(struct glass *g)
{
	for (int r = 0; r < g->rows; r++)
		fprintf(stderr, "%2d|%s\n", r, glass_row(g, r));
}

size_t
glass_raw(struct glass *g)
{
	size_t n = g->raw;

	g->raw = 0;
	return n;
}

size_t
glass_packed(struct glass *g)
{
	size_t n = g->packed;

	g->packed = 0;
	return n;
}
