/*
 * SPDX-License-Identifier: ISC
 *
 * Curses on a memory file: newterm() writes into a memfd that every frame
 * empties, and its input is a pipe without data.  There is no pty and no
 * descriptor of a connection here.
 *
 * At most one SCREEN is alive per struct term; the next is created only after
 * the last was deleted.  No colours, no line drawing, and clear() only for a
 * requested repaint.
 */
#include <curses.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "text/fold.h"
#include "ui/term/term.h"
#include "ui/term/termname.h"

/*
 * A line of the widest window, in letters of four bytes with up to two marks.
 */
#define LINE_BYTES (TERM_MAX_COLS * 8 + 1)

struct term {
	char *tree;       /* private terminfo, "" none */
	SCREEN *sp;       /* NULL: no terminal attached */
	FILE *out, *in;   /* the memfd and the read end of the pipe */
	int fd;           /* of the memfd, that of `out` */
	int silent;       /* write end of the pipe, never written */
	int cols, rows;
	int row, col;     /* of the cursor */
	bool plain;
	bool pastes;      /* bracketed paste was switched on */
	char name[65];    /* as the client sent it */
	char note[160];
};

#ifdef __SANITIZE_ADDRESS__
/* delscreen() leaks 1.6 kB that newterm() allocates. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:new_prescr\n";
}
#endif

struct term *
term_new(const char *tree)
{
	struct term *t = mem_zalloc(sizeof *t);

	t->tree = mem_strdup(tree);
	t->fd = t->silent = -1;
	t->cols = 80;
	t->rows = 24;
	return t;
}

static int
clamp(int v, int low, int high)
{
	return v < low ? low : v > high ? high : v;
}

static void
set_size(struct term *t, int cols, int rows)
{
	/* Some clients send 0x0 for an unknown size. */
	t->cols = cols == 0 ? 80 : clamp(cols, TERM_MIN_COLS, TERM_MAX_COLS);
	t->rows = rows == 0 ? 24 : clamp(rows, TERM_MIN_ROWS, TERM_MAX_ROWS);
}

/* Moves curses' output to out (NULL: drops it) and empties the file. */
static void
take(struct term *t, struct buf *out)
{
	unsigned char piece[4096];
	struct stat st;
	ssize_t n;
	off_t at = 0;

	if (fstat(t->fd, &st) == -1)
		return;
	while (out != NULL && at < st.st_size) {
		n = pread(t->fd, piece, sizeof piece, at);
		if (n <= 0 || !buf_add(out, piece, (size_t)n)) {
			term_repaint(t); /* the terminal got an incomplete
			                  * frame */
			break;
		}
		at += n;
	}
	if (ftruncate(t->fd, 0) == -1 || lseek(t->fd, 0, SEEK_SET) == -1)
		term_repaint(t);
}

static void
drop_screen(struct term *t, struct buf *out)
{
	if (t->sp != NULL) {
		set_term(t->sp);
		endwin(); /* returns ERR on a memfd */
		take(t, out);
		delscreen(t->sp);
		t->sp = NULL;
	}
	if (t->out != NULL)
		fclose(t->out); /* closes t->fd */
	if (t->in != NULL)
		fclose(t->in);
	if (t->silent != -1)
		close(t->silent);
	t->out = t->in = NULL;
	t->fd = t->silent = -1;
}

void
term_free(struct term *t)
{
	if (t == NULL)
		return;
	drop_screen(t, NULL);
	free(t->tree);
	free(t);
}

static enum status
open_files(struct term *t, struct err *err)
{
	int p[2];

	t->fd = memfd_create("picture", MFD_CLOEXEC);
	if (t->fd == -1 || pipe2(p, O_CLOEXEC) == -1)
		return err_errno(err, ST_IO, "memfd, pipe");
	t->silent = p[1];
	t->out = fdopen(t->fd, "r+");
	t->in = fdopen(p[0], "r");
	if (t->out == NULL || t->in == NULL)
		return err_errno(err, ST_IO, "fdopen");
	return ST_OK;
}

/* Curses reads all of this from the environment, at newterm() only. */
static void
set_environment(struct term *t)
{
	char n[16];

	snprintf(n, sizeof n, "%d", t->rows);
	setenv("LINES", n, 1);
	snprintf(n, sizeof n, "%d", t->cols);
	setenv("COLUMNS", n, 1);
	setenv("NCURSES_NO_PADDING", "1", 1); /* no padding bytes (vt100) */
	if (t->tree[0] != '\0')
		setenv("TERMINFO", t->tree, 1);
	else
		unsetenv("TERMINFO");
	unsetenv("TERMINFO_DIRS");
	unsetenv("TERMCAP");
	use_env(TRUE); /* FALSE fails for linux and putty */
}

/* NULL for a terminal without cursor movement. */
static SCREEN *
try_name(struct term *t, const char *name)
{
	SCREEN *sp = newterm(name, t->out, t->in);
	const char *cup;

	if (sp == NULL)
		return NULL;
	set_term(sp);
	cup = tigetstr("cup");
	if (cup != NULL && cup != (char *)-1)
		return sp;
	endwin();
	delscreen(sp);
	return NULL;
}

/* Bytes before the first frame: end a print job that a dropped connection left
 * open, and switch bracketed paste on. */
static void
greet(struct term *t, const char *name)
{
	static const char end_print[] = "\033[4i", paste[] = "\033[?2004h";

	if (!str_starts(name, "ansi") &&
	    write(t->fd, end_print, sizeof end_print - 1) == -1)
		return;
	t->pastes = termname_pastes(name);
	if (t->pastes && write(t->fd, paste, sizeof paste - 1) == -1)
		t->pastes = false;
}

enum status
term_attach(struct term *t, const char *name, int cols, int rows,
    struct err *err)
{
	const char *try = NULL;
	enum status st;

	drop_screen(t, NULL);
	set_size(t, cols, rows);
	t->note[0] = '\0';
	(void)str_copy_cut(t->name, sizeof t->name,
	    termname_valid(name) ? name : "?");
	st = open_files(t, err);
	if (st != ST_OK) {
		drop_screen(t, NULL);
		return st;
	}
	set_environment(t);
	for (unsigned i = 0; t->sp == NULL; i++) {
		try = termname_try(name, i);
		if (try == NULL)
			break;
		t->sp = try_name(t, try);
	}
	if (t->sp == NULL) {
		drop_screen(t, NULL);
		return err_set(err, ST_IO, _("No description of terminal %s"),
		    "vt100");
	}
	if (strcmp(try, "vt100") == 0 && strcmp(name, "vt100") != 0)
		snprintf(t->note, sizeof t->note,
		    _("Terminal type \"%.40s\" is not known: using vt100."),
		    t->name);
	greet(t, try);
	typeahead(-1); /* the desk does the pacing */
	nonl();
	scrollok(stdscr, FALSE);
	idlok(stdscr, TRUE);
	clearok(curscr, TRUE);
	return ST_OK;
}

void
term_detach(struct term *t, struct buf *out)
{
	static const char no_paste[] = "\033[?2004l";

	if (t->sp == NULL)
		return;
	if (t->pastes && write(t->fd, no_paste, sizeof no_paste - 1) == -1)
		t->pastes = false;
	drop_screen(t, out);
}

bool
term_attached(const struct term *t)
{
	return t->sp != NULL;
}

void
term_resize(struct term *t, int cols, int rows)
{
	set_size(t, cols, rows);
	if (t->sp == NULL)
		return;
	set_term(t->sp);
	resize_term(t->rows, t->cols); /* queues no KEY_RESIZE, resizeterm does */
	clearok(curscr, TRUE);
}

int
term_cols(const struct term *t)
{
	return t->cols;
}

int
term_rows(const struct term *t)
{
	return t->rows;
}

const char *
term_name(const struct term *t)
{
	return t->name;
}

const char *
term_note(const struct term *t)
{
	return t->note;
}

void
term_plain(struct term *t, bool on)
{
	t->plain = on;
}

bool
term_is_plain(const struct term *t)
{
	return t->plain;
}

void
term_repaint(struct term *t)
{
	if (t->sp == NULL)
		return;
	set_term(t->sp);
	clearok(curscr, TRUE);
}

void
term_begin(struct term *t)
{
	if (t->sp == NULL)
		return;
	set_term(t->sp);
	erase();
	t->row = t->rows - 1;
	t->col = 0;
}

int
term_put(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text)
{
	char clean[LINE_BYTES], plain[LINE_BYTES];
	int used;

	if (t->sp == NULL || row < 0 || row >= t->rows || col < 0 ||
	    col >= t->cols)
		return 0;
	/* Some terminals scroll when the last cell is written. */
	cols = clamp(cols, 0, t->cols - col - (row == t->rows - 1));
	used = (int)clean_columns_cut(clean, sizeof clean, text, cols);
	if (used == 0)
		return 0;
	attrset(((attr & TERM_BOLD) != 0 ? A_BOLD : 0) |
	    ((attr & TERM_REVERSE) != 0 ? A_REVERSE : 0));
	if (t->plain) {
		fold_print(plain, sizeof plain, clean);
		mvaddstr(row, col, plain);
	} else {
		mvaddstr(row, col, clean);
	}
	attrset(A_NORMAL);
	return used;
}

void
term_right(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text)
{
	char clean[LINE_BYTES];
	int used = (int)clean_columns_cut(clean, sizeof clean, text, cols);

	term_put(t, row, col + cols - used, used, attr, clean);
}

void
term_blank(struct term *t, int row, int col, int cols)
{
	if (t->sp != NULL && row >= 0 && row < t->rows && col >= 0 &&
	    cols > 0 && col < t->cols)
		mvhline(row, col, ' ', clamp(cols, 0, t->cols - col));
}

void
term_cursor(struct term *t, int row, int col)
{
	t->row = clamp(row, 0, t->rows - 1);
	t->col = clamp(col, 0, t->cols - 1);
}

void
term_frame(struct term *t, struct buf *out)
{
	if (t->sp == NULL)
		return;
	set_term(t->sp);
	move(t->row, t->col);
	wnoutrefresh(stdscr);
	doupdate();
	take(t, out);
}
