/*
 * SPDX-License-Identifier: ISC
 *
 * place/identity: what the number of a paper tells, and whether it agrees with the
 * person.  Pure functions, shared by form, verb and import.
 *
 * NĐ 137/2015/NĐ-CP art. 13 and TT 07/2016 art. 7: 12 digits PPP G YY NNNNNN:
 * PPP where the birth was registered (001-096 a province, from 101 a country),
 * G century and sex, YY birth year; there is no check digit.  CMND: 9 digits
 * without meaning here.  Wrong birth years are common in the files, so a
 * disagreement is a remark and never a refusal.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/place/identity.h"
#include "text/sentence.h"

#define IDENTITY_COUNTRY 101 /* first of the codes for other countries */

/* Two-digit codes of the provinces of 2004-2025; old numbers keep them. */
static const unsigned char identity_province[] = {
	1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30,
	31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56,
	58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86,
	87, 89, 91, 92, 93, 94, 95, 96
};

static bool
identity_place_known(int place)
{
	size_t i;

	for (i = 0; i < sizeof(identity_province); i++)
		if (identity_province[i] == place)
			return true;
	return place >= IDENTITY_COUNTRY;
}

static int
identity_digits(const char *s, int n)
{
	int v = 0;

	while (n-- > 0)
		v = v * 10 + (*s++ - '0');
	return v;
}

/* Compares what a 12-digit number says with the person's sex and year. */
static void
identity_remark(const char *number, char sex, int birth_year, char *note,
    size_t size)
{
	int g = number[3] - '0';
	int year = 1900 + g / 2 * 100 + identity_digits(number + 4, 2);
	char says = g % 2 == 0 ? 'M' : 'F';
	bool sex_off = (sex == 'M' || sex == 'F') && sex != says;
	bool year_off = birth_year > 0 && birth_year != year;

	if (sex_off && year_off)
		sentence_make(note, size, N_("the number is of another sex and "
		    "of birth year %d"), year);
	else if (sex_off)
		sentence_make(note, size, N_("the number is of another sex"));
	else if (year_off)
		sentence_make(note, size,
		    N_("the number is of birth year %d"), year);
}

enum status
person_identity_check(const char *number, char sex, int birth_year, char *note,
    size_t size, struct err *err)
{
	size_t n = strlen(number);

	if (size > 0)
		note[0] = '\0';
	if (n == 0)
		return ST_OK;
	if (strspn(number, "0123456789") != n)
		return err_field(err, ST_INVALID, "identity",
		    _("an identity number has digits only: %s"), number);
	if (n != 9 && n != 12)
		return err_field(err, ST_INVALID, "identity",
		    _("an identity number has 9 or 12 digits, this one %zu"), n);
	/* Typed to get past the field: nobody has such a number. */
	if (strspn(number, (const char[]){ number[0], '\0' }) == n)
		return err_field(err, ST_INVALID, "identity",
		    _("%s is nobody's number: write the one on the paper"),
		    number);
	if (n == 9)
		return ST_OK;
	if (!identity_place_known(identity_digits(number, 3)))
		return err_field(err, ST_INVALID, "identity",
		    _("no province or country has the number %.3s"), number);
	identity_remark(number, sex, birth_year, note, size);
	return ST_OK;
}

/* Kinds that are written in front of other numbers: "passport:B1234567". */
static const char *const identity_kinds[] = {
	"cccd", "cmnd", "passport", "birth", "other"
};

/* Blanks and dots that people put between groups are no part of a number. */
static enum status
identity_squeeze(char *dst, size_t size, const char *src)
{
	size_t n = 0;

	for (; *src != '\0'; src++) {
		if (*src == ' ' || *src == '.')
			continue;
		if (n + 1 >= size)
			return ST_LIMIT;
		dst[n++] = *src;
	}
	dst[n] = '\0';
	return ST_OK;
}

static bool
identity_kind_known(const char *kind)
{
	size_t i;

	for (i = 0; i < sizeof(identity_kinds) / sizeof(identity_kinds[0]); i++)
		if (strcmp(kind, identity_kinds[i]) == 0)
			return true;
	return false;
}

enum status
identity_parse(const char *typed, const char *kind, struct identity *out,
    struct err *err)
{
	struct identity id = { "", "", "" };
	const char *colon = strchr(typed, ':');
	char before[10];
	size_t i, n;

	if (colon != NULL && (size_t)(colon - typed) < sizeof(before)) {
		memcpy(before, typed, (size_t)(colon - typed));
		before[colon - typed] = '\0';
		if (!identity_kind_known(before))
			return err_field(err, ST_INVALID, "identity",
			    _("unknown kind of paper: %s"), before);
		kind = before;
		typed = colon + 1;
	}
	if (identity_squeeze(id.number, sizeof(id.number), typed) != ST_OK)
		return err_field(err, ST_INVALID, "identity",
		    _("the number of the paper is longer than %zu"),
		    sizeof(id.number) - 1);
	n = strlen(id.number);
	if (n == 0) {
		*out = id;
		return ST_OK;
	}
	/* The length tells 9 from 12 digits, whatever was chosen. */
	if (str_empty(kind) || strcmp(kind, "cccd") == 0 ||
	    strcmp(kind, "cmnd") == 0)
		kind = n == 9 ? "cmnd" : "cccd";
	if (str_copy(id.kind, sizeof(id.kind), kind) != ST_OK)
		return err_field(err, ST_INVALID, "identity",
		    _("unknown kind of paper: %s"), kind);
	for (i = 0; i < n; i++)
		id.reversed[i] = id.number[n - 1 - i];
	id.reversed[n] = '\0';
	*out = id;
	return ST_OK;
}

bool
identity_is_national(const struct identity *id)
{
	return strcmp(id->kind, "cccd") == 0 || strcmp(id->kind, "cmnd") == 0;
}

enum status
identity_check(const struct identity *id, struct err *err)
{
	char note[160];

	if (id->number[0] == '\0')
		return ST_OK;
	if (identity_is_national(id))
		return person_identity_check(id->number, ' ', 0, note,
		    sizeof(note), err);
	if (strpbrk(id->number, "0123456789") == NULL)
		return err_field(err, ST_INVALID, "identity",
		    _("the number of a paper has digits: %s"), id->number);
	return ST_OK;
}
