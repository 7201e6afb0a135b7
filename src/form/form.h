/*
 * SPDX-License-Identifier: ISC
 *
 * form: entry screens as plain data, loaded from forms/NAME.ini.
 *
 * A province replaces a whole file by putting one of the same name into the
 * folder that chitra.ini names (data.forms); the shipped files are the only
 * other definition.  Words are English msgids, translated when shown; a key
 * NAME_vi in a province's file replaces the translation.
 *
 * A form knows field types and simple rules across fields.  What needs the
 * database (does this area exist?)  is checked by the verb.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct ini;
struct wire_args;

/* X-macro: constant, name in the file. */
#define FORM_TYPE_LIST(X)                                                     \
	X(FORM_T_TEXT, "text")                                                \
	X(FORM_T_NAME, "name")         /* of a person: letters, ' - . */      \
	X(FORM_T_CODE, "code")         /* ASCII letters, digits, . - / _ */   \
	X(FORM_T_IDENTITY, "identity") /* 9 or 12 digits */                   \
	X(FORM_T_DATE, "date")         /* a whole date */                     \
	X(FORM_T_BIRTH, "birth")       /* may be a year, or month and year */ \
	X(FORM_T_MONTH, "month")                                              \
	X(FORM_T_MONEY, "money")       /* whole dong */                       \
	X(FORM_T_INT, "int")                                                  \
	X(FORM_T_CHOICE, "choice")                                            \
	X(FORM_T_AREA, "area")         /* code; F4 lists */                   \
	X(FORM_T_POINT, "point")       /* code; F4 lists */                   \
	X(FORM_T_CATEGORY, "category") /* code; F4 lists */                   \
	X(FORM_T_BOOL, "bool")                                                \
	X(FORM_T_NOTE, "note")                                                \
	X(FORM_T_PASSWORD, "password")                                        \
	X(FORM_T_PERSON, "person")     /* code; F4 searches */               \
	X(FORM_T_ENTITLEMENT, "entitlement") /* id; F4 lists the person's */  \
	X(FORM_T_COLLECTOR, "collector")     /* id; F4 lists the person's */

enum form_type {
#define X(id, name) id,
	FORM_TYPE_LIST(X)
#undef X
	FORM_T_COUNT
};

/* A text to show: `own` is a province's own Vietnamese, "" without one. */
struct form_word {
	char *msgid, *own; /* owned, never NULL */
};

struct form_choice {
	char *value; /* as stored */
	struct form_word label;
};

struct form_field {
	char *name;            /* as the verb declares it */
	enum form_type type;
	struct form_word label;
	struct form_word help; /* F1; msgid "" when there is none */
	unsigned width;        /* columns on screen */
	unsigned max;          /* letters at the most */
	bool required;
	bool same;             /* F5 takes the last record's value */
	struct form_choice *choices; /* FORM_T_CHOICE only */
	unsigned nchoices;
	char *def;             /* as stored; "" when there is none */
	unsigned line;         /* in the file, for messages */
};

/* A constant that the form always posts: kind = stop. */
struct form_set {
	char *name, *value;
};

enum form_test { FORM_ALWAYS, FORM_EQUAL, FORM_DIFFERS, FORM_GIVEN };

/*
 * When the test holds, `require` must be given, or `low` <= `high` (dates and
 * months, where both are given).  require, low and high are indexes of fields.
 */
struct form_rule {
	enum form_test test;
	unsigned field;          /* of the test */
	char *value;             /* FORM_EQUAL, FORM_DIFFERS */
	bool order;              /* low <= high; else require */
	unsigned require, low, high;
	struct form_word message;
};

struct form {
	char *name, *verb;
	char *preview;         /* verb whose effects are shown first; "" none */
	struct form_set *sets;
	unsigned nsets;
	char *path;            /* of the file, for messages */
	struct form_word title;
	struct form_field *fields; /* in the order of the file */
	unsigned nfields;
	struct form_rule *rules;
	unsigned nrules;
};

/* Where forms are looked for: own first ("" = none), then shipped. */
struct form_dirs {
	const char *own, *shipped;
};

/*
 * ST_NOTFOUND when neither folder has NAME.ini; ST_INVALID with
 * "FILE:LINE: why".  `name` is the file's name without ".ini".
 */
enum status form_load(const struct form_dirs *dirs, const char *name,
    struct form **out, struct err *err) ERR_CHECKED;
void form_free(struct form *f);

/*
 * Loads each file of both folders, whatever it defines, and passes each form to
 * fits(), so that a faulty file is found when the server starts and not when a
 * screen is opened.  Stops at the first error, which is as of form_load().
 */
enum status form_try_all(const struct form_dirs *dirs,
    enum status (*fits)(const struct form *f, struct err *err),
    struct err *err) ERR_CHECKED;

/* ST_INVALID with "FILE:LINE: why", for errors found after loading. */
enum status form_fail(const struct form *f, unsigned line, struct err *err,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* NULL when the form has no such field. */
const struct form_field *form_field(const struct form *f, const char *name);
/* NULL when the form does not set it. */
const char *form_set_value(const struct form *f, const char *name);

/* The text in the current language; never NULL. */
const char *form_say(const struct form_word *w);

/*
 * The folder of the shipped forms: beside the running program (build tree or
 * a moved installation), else $(pkgdatadir)/forms.  Constant after the first
 * call.
 */
const char *form_shipped(void);

/*
 * Opens NAME.ini of the first folder that has it.  For the loaders of lists,
 * reports and printers.
 */
enum status form_open(const struct form_dirs *dirs, const char *name,
    struct ini **out, struct err *err) ERR_CHECKED;
