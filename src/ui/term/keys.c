/*
 * SPDX-License-Identifier: ISC
 *
 * One byte at a time into `held`; after each byte the held bytes are either a
 * key, the start of one, or nothing, and then they are dropped.  Sequences of
 * no key (replies of a terminal, mouse reports) are read to their end and
 * ignored.
 */
#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "ui/term/keys.h"

enum { ESC = 0x1b };

/* State of the held bytes. */
enum verdict {
	MORE,
	KEY,
	NOTHING,
	AGAIN, /* drop held, read the byte again */
	APART  /* out is the key before the byte: read the byte again */
};

/* ESC [ <number> ~ */
static const unsigned char tilde[] = {
	[1] = K_HOME, [2] = K_INS, [3] = K_DEL, [4] = K_END, [5] = K_PGUP,
	[6] = K_PGDN, [7] = K_HOME, [8] = K_END, [11] = K_F1, [12] = K_F2,
	[13] = K_F3, [14] = K_F4, [15] = K_F5, [17] = K_F6, [18] = K_F7,
	[19] = K_F8, [20] = K_F9, [21] = K_F10, [23] = K_F11, [24] = K_F12,
};

/* ESC [ <letter>, with or without modifiers; ESC O <letter>. */
static const struct {
	char final;
	unsigned char code;
} finals[] = {
	{ 'A', K_UP }, { 'B', K_DOWN }, { 'C', K_RIGHT }, { 'D', K_LEFT },
	{ 'a', K_UP }, { 'b', K_DOWN }, { 'c', K_RIGHT }, { 'd', K_LEFT },
	{ 'H', K_HOME }, { 'F', K_END }, { 'Z', K_BACKTAB },
	{ 'P', K_F1 }, { 'Q', K_F2 }, { 'R', K_F3 }, { 'S', K_F4 },
	{ 'M', K_ENTER }, /* of the keypad, ESC O M */
};

void
keys_init(struct keys *k)
{
	memset(k, 0, sizeof *k);
}

void
keys_feed(struct keys *k, const void *bytes, size_t n)
{
	k->in = bytes;
	k->left = n;
	if (n > 0 && k->n > 0 && k->n < KEYS_HELD)
		k->cuts |= 1u << k->n;
}

bool
keys_escape(const struct keys *k)
{
	return k->n > 0 && k->held[0] == ESC && !k->paste;
}

static enum key_code
by_final(char c)
{
	for (size_t i = 0; i < sizeof finals / sizeof finals[0]; i++)
		if (finals[i].final == c)
			return finals[i].code;
	return K_NONE;
}

static enum verdict
named(struct key *out, enum key_code code)
{
	out->code = code;
	return code == K_NONE ? NOTHING : KEY;
}

/* First number of the parameters: "21" of ESC [ 21 ; 5 ~. */
static unsigned
first_number(const unsigned char *p, size_t n)
{
	unsigned v = 0;

	for (size_t i = 0; i < n && p[i] >= '0' && p[i] <= '9' && v < 1000; i++)
		v = v * 10 + (p[i] - '0');
	return v;
}

static enum verdict
tilde_key(struct keys *k, unsigned number, struct key *out)
{
	if (number == 200 || number == 201) {
		k->paste = number == 200;
		return NOTHING;
	}
	if (number >= sizeof tilde / sizeof tilde[0])
		return NOTHING;
	return named(out, tilde[number]);
}

/* ESC [ ... */
static enum verdict
csi(struct keys *k, struct key *out)
{
	unsigned char last = k->held[k->n - 1];
	const unsigned char *param = k->held + 2;
	size_t nparam = k->n - 3;

	if (k->n == 2)
		return MORE;
	if (k->n == 4 && k->held[2] == '[') /* linux: ESC [ [ A .. E */
		return named(out, last >= 'A' && last <= 'E'
		    ? K_F1 + (last - 'A') : K_NONE);
	if (k->n == 3 && last == '[')
		return MORE;
	if (last >= 0x20 && last <= 0x3f)
		return MORE;
	if (last < 0x40 || last > 0x7e)
		return AGAIN;
	if (last == '~')
		return tilde_key(k, first_number(param, nparam), out);
	/* Replies: ESC [ ? ... c, ESC [ 24 ; 80 R.  A cursor report of the first
	 * row cannot be told from F3 with a modifier: neither is a key. */
	if (nparam > 0 && (param[0] != '1' || last == 'c' || last == 'R'))
		return NOTHING;
	if ((nparam > 1 && param[1] != ';') || last == 'M')
		return NOTHING;
	return named(out, by_final((char)last));
}

/*
 * ESC O T ..  Y: F5 to F10 of PuTTY as VT100+.  Only within one message: after
 * an Esc pressed by mistake "OY" may be typed text.
 */
static enum key_code
putty_key(const struct keys *k, unsigned char last)
{
	return k->cuts == 0 && last >= 'T' && last <= 'Y' ?
	    K_F5 + (last - 'T') : K_NONE;
}

/* ESC O ...: function keys, and the keypad in application mode. */
static enum verdict
ss3(struct keys *k, struct key *out)
{
	static const char pad[] = "j*k+l,m-n.o/p0q1r2s3t4u5v6w7x8y9";
	unsigned char last = k->held[k->n - 1];
	bool upper = last >= 'A' && last <= 'Z';

	if (k->n == 2)
		return MORE;
	/* Three messages: a stray Esc, then typed text such as "Oanh". */
	if ((k->cuts & 6) == 6 && (!upper || by_final((char)last) == K_NONE)) {
		out->cp = k->held[1];
		(void)named(out, K_TEXT);
		return APART;
	}
	if (putty_key(k, last) != K_NONE)
		return named(out, putty_key(k, last));
	if ((last >= '0' && last <= '9') || last == ';')
		return MORE; /* ESC O 5 P: old xterm with a modifier */
	for (size_t i = 0; i + 1 < sizeof pad; i += 2) {
		if (pad[i] != (char)last)
			continue;
		out->cp = (unsigned char)pad[i + 1];
		return named(out, K_TEXT);
	}
	if (last < 0x20 || last > 0x7e)
		return AGAIN;
	return named(out, by_final((char)last));
}

static enum verdict
escape(struct keys *k, struct key *out)
{
	unsigned char c = k->n > 1 ? k->held[1] : 0;

	if (k->n == 1)
		return MORE;
	if (k->paste && c != '[')
		return AGAIN;
	if (c == '[')
		return csi(k, out);
	if (c == 'O')
		return ss3(k, out);
	if (c == ESC) {
		/* Esc before an arrow in one message is Alt and the arrow. */
		if (k->left > 0 && (k->in[0] == '[' || k->in[0] == 'O')) {
			k->n = 1;
			return MORE;
		}
		return named(out, K_ESCESC);
	}
	if (c >= '1' && c <= '9') {
		out->cp = c;
		return named(out, K_F1 + (c - '1'));
	}
	return AGAIN;
}

static enum verdict
control(struct keys *k, unsigned char c, struct key *out)
{
	bool cr = k->cr;

	k->cr = c == '\r';
	if (k->paste) {
		/* Pasted line ends and tabs become blanks. */
		if (c != '\r' && c != '\n' && c != '\t')
			return NOTHING;
		out->cp = ' ';
		return named(out, K_TEXT);
	}
	switch (c) {
	case '\r':
		return named(out, K_ENTER);
	case '\n':
		return cr ? NOTHING : named(out, K_ENTER);
	case '\t':
		return named(out, K_TAB);
	case 0x08:
	case 0x7f:
		return named(out, K_ERASE);
	case 0:
		return NOTHING;
	default:
		out->cp = c + 0x40u;
		return named(out, K_CTRL);
	}
}

static enum verdict
letter(struct keys *k, struct key *out)
{
	size_t want = utf8_length(k->held[0]);
	unsigned char last = k->held[k->n - 1];
	uint32_t cp;

	if (want == 0)
		return NOTHING;
	if (k->n > 1 && !utf8_tail(last))
		return AGAIN;
	if (k->n < want)
		return MORE;
	if (utf8_decode((const char *)k->held, k->n, &cp) != k->n ||
	    clean_bad(cp))
		return NOTHING;
	out->cp = cp;
	return named(out, K_TEXT);
}

static enum verdict
judge(struct keys *k, struct key *out)
{
	unsigned char c = k->held[0];

	if (c == ESC)
		return escape(k, out);
	if (c < 0x20 || c == 0x7f)
		return control(k, c, out);
	k->cr = false;
	return letter(k, out);
}

bool
keys_next(struct keys *k, struct key *out)
{
	enum verdict v;
	unsigned char c;

	while (k->left > 0) {
		c = *k->in++;
		k->left--;
		if (k->n == KEYS_HELD) {
			k->n = 0; /* longer than any key */
			k->cuts = 0;
		}
		k->held[k->n++] = c;
		memset(out, 0, sizeof *out);
		v = judge(k, out);
		if (v == AGAIN) {
			k->held[0] = c;
			k->n = 1;
			k->cuts = 0;
			v = judge(k, out);
		}
		if (v == APART) {
			k->in--;
			k->left++;
		}
		if (v != MORE) {
			k->n = 0;
			k->cuts = 0;
		}
		if (v == KEY || v == APART) {
			out->pasted = k->paste;
			return true;
		}
	}
	return false;
}
