/*
 * SPDX-License-Identifier: ISC
 *
 * import/note: what was found wrong (error) or odd (warning) in the rows of a file,
 * and is told by line and column.  Owns job_note.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"
#include "office/import/import_priv.h"
#include "text/sentence.h"

DB_SQL(q_last_note) = { "import.last_note",
	"SELECT coalesce(max(no), 0) FROM job_note WHERE job_id = ?1" };
DB_SQL(q_note) = { "import.note",
	"INSERT INTO job_note (job_id, no, line, field, severity, message)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_notes) = { "import.notes",
	"SELECT no, line, field, message FROM job_note"
	" WHERE job_id = ?1 AND severity = ?2 AND no > ?3 ORDER BY no LIMIT ?4" };
DB_SQL(q_whole_again) = { "import.whole_again",
	"DELETE FROM job_note WHERE job_id = ?1 AND line = 0"
	" AND severity = 'error'" };
DB_SQL(q_note_counts) = { "import.note_counts",
	"SELECT count(CASE severity WHEN 'error' THEN 1 END),"
	" count(CASE severity WHEN 'warning' THEN 1 END) FROM job_note"
	" WHERE job_id = ?1" };
DB_SQL(q_notes_clear) = { "import.notes_clear",
	"DELETE FROM job_note WHERE job_id = ?1 AND no <= (SELECT min(no) + ?2"
	" FROM job_note WHERE job_id = ?1)" };

static enum status
import_note(struct import_job *j, int64_t line, const char *field,
    const char *severity, const char *message, struct err *err)
{
	if (db_run(db_usef(j->c->db, &q_note, "iiittt", j->id, ++j->notes,
	    line, field, severity, message), ERR_NONE) != ST_OK)
		return err_set(err, ST_IO, _("a note could not be kept"));
	return ST_OK;
}

enum status
import_wrong(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err)
{
	return import_note(j, line, field, "error", message, err);
}

enum status
import_warn(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err)
{
	return import_note(j, line, field, "warning", message, err);
}

enum status
import_notes_last(struct import_job *j, struct err *err)
{
	bool found;

	return db_int1(db_usef(j->c->db, &q_last_note, "i", j->id), &j->notes,
	    &found, err);
}

enum status
import_notes_again(struct import_job *j, struct err *err)
{
	return db_run(db_usef(j->c->db, &q_whole_again, "i", j->id), err);
}

enum status
import_notes_clear(struct db *db, int64_t job, int64_t max, int64_t *cleared,
    struct err *err)
{
	enum status st = db_run(db_usef(db, &q_notes_clear, "ii", job, max), err);

	if (st == ST_OK)
		*cleared += db_changes(db);
	return st;
}

enum status
import_note_counts(struct import_job *j, int64_t *errors, int64_t *warnings,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_note_counts, "i", j->id);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*errors = db_int(s, 0);
	*warnings = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

/* Adds the notes after number `from` to the answer. */
enum status
import_notes_add(struct import_job *j, const char *severity, int64_t from,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_notes, "itii", j->id, severity,
	    from, (int64_t)IMPORT_NOTES);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		char *note, text[SENTENCE_TEXT];

		sentence_show(text, sizeof(text), db_text(s, 3));
		note = mem_printf("%lld\t%s\t%s", (long long)db_int(s, 1),
		    db_text(s, 2), text);
		wire_args_add(j->c->out, "note", note);
		free(note);
	}
	return st;
}
