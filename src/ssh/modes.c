/* SPDX-License-Identifier: ISC */
#include "ssh/modes.h"

#include <string.h>

#include "base/printmode.h"

#define ESC 0x1B

enum modes_state { MODES_TEXT, MODES_ESC, MODES_CSI, MODES_PRIVATE };

/* xterm's private modes for the alternate screen, which smcup and rmcup use. */
enum { MODES_PAGE_OLD = 47, MODES_PAGE_CLEAR = 1047, MODES_PAGE_SAVE = 1049 };

void
modes_init(struct modes *m, const char *term)
{
	memset(m, 0, sizeof(*m));
	/* A terminal without a printer is never in print mode. */
	if (!printmode_of(term, &m->on, &m->off))
		(void)printmode_of("xterm", &m->on, &m->off);
}

static void
modes_set(struct modes *m, unsigned mode, bool on)
{
	switch (mode) {
	case 1:
		m->cursor_keys = on;
		break;
	case 25:
		m->hidden = !on;
		break;
	case 2004:
		m->pastes = on;
		break;
	case MODES_PAGE_OLD:
	case MODES_PAGE_CLEAR:
	case MODES_PAGE_SAVE:
		m->pages = true;
		m->page = on ? mode : 0;
		break;
	default:
		break;
	}
}

static void
modes_private(struct modes *m, unsigned char c)
{
	unsigned *p = &m->param[m->params], i;

	if (c >= '0' && c <= '9') {
		if (*p < 100000)
			*p = *p * 10 + (c - '0');
		return;
	}
	if (c == ';' && m->params < MODES_PARAMS - 1) {
		m->param[++m->params] = 0;
		return;
	}
	m->state = c == ESC ? MODES_ESC : MODES_TEXT;
	if (c == 'h' || c == 'l')
		for (i = 0; i <= m->params; i++)
			modes_set(m, m->param[i], c == 'h');
}

static void
modes_byte(struct modes *m, unsigned char c)
{
	switch (m->state) {
	case MODES_ESC:
		m->state = c == '[' ? MODES_CSI : MODES_TEXT;
		if (c == '=' || c == '>')
			m->keypad = c == '=';
		break;
	case MODES_CSI:
		m->state = c == '?' ? MODES_PRIVATE : MODES_TEXT;
		m->params = m->param[0] = 0;
		break;
	case MODES_PRIVATE:
		modes_private(m, c);
		break;
	default:
		break;
	}
	if (m->state == MODES_TEXT && c == ESC)
		m->state = MODES_ESC;
}

/* In print mode the terminal interprets only the sequence that ends it. */
static void
modes_print(struct modes *m, unsigned char c)
{
	const char *turn = m->printing ? m->off : m->on;

	if (c != (unsigned char)turn[m->matched])
		m->matched = 0;
	if (c != (unsigned char)turn[m->matched])
		return;
	if (turn[++m->matched] != '\0')
		return;
	m->matched = 0;
	m->printing = !m->printing;
	m->state = MODES_TEXT;
}

void
modes_watch(struct modes *m, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	m->painted = m->painted || n > 0;
	for (; n > 0; n--, p++) {
		if (!m->printing)
			modes_byte(m, *p);
		modes_print(m, *p);
	}
}

static char *
modes_add(char *at, const char *s)
{
	while (*s != '\0')
		*at++ = *s++;
	return at;
}

size_t
modes_end(struct modes *m, char out[MODES_END])
{
	const char *on = m->on, *off = m->off;
	bool pages = m->pages;
	char *at = out;

	/*
	 * CR first: if the job ends in ESC, two in a row make some terminals
	 * miss the sequence.
	 */
	if (m->printing) {
		at = modes_add(at, "\r");
		at = modes_add(at, off);
	}
	if (m->pastes)
		at = modes_add(at, "\033[?2004l");
	/*
	 * While on the alternate screen, reset what the desk itself would
	 * reset.
	 */
	if (m->cursor_keys || m->keypad || m->page != 0)
		at = modes_add(at, "\033[?1l\033>");
	if (m->painted)
		at = modes_add(at, "\033[m");
	if (m->page == MODES_PAGE_OLD)
		at = modes_add(at, "\033[?47l");
	else if (m->page == MODES_PAGE_CLEAR)
		at = modes_add(at, "\033[?1047l");
	else if (m->page == MODES_PAGE_SAVE)
		at = modes_add(at, "\033[?1049l");
	if (m->hidden)
		at = modes_add(at, "\033[?25h");
	memset(m, 0, sizeof(*m));
	m->on = on;
	m->off = off;
	m->pages = pages;
	return (size_t)(at - out);
}
