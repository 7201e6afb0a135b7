/* SPDX-License-Identifier: ISC */
/*
 * fuzz_keys: whatever bytes a terminal sends, keys are keys, what is typed is
 * text that can be shown, and nothing is waited for that no key is.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"
#include "ui/term/actions.h"
#include "ui/term/edit.h"

#define PROMISE(cond)                                                         \
	do {                                                                  \
		if (!(cond)) {                                                \
			fprintf(stderr, "%s:%d: broken: %s\n", __FILE__,      \
			    __LINE__, #cond);                                 \
			abort();                                              \
		}                                                             \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
take(struct keys *k, struct edit *e, struct typing *ty)
{
	struct key key;

	while (keys_next(k, &key)) {
		PROMISE(key.code > K_NONE && key.code <= K_F12);
		PROMISE(action_of(&key) < ACT_COUNT);
		if (key.code != K_TEXT) {
			edit_action(e, action_of(&key), ty);
			continue;
		}
		PROMISE(!clean_bad(key.cp));
		edit_letter(e, key.cp, ty, key.pasted);
	}
	PROMISE(k->n < KEYS_HELD);
	PROMISE(e->cur <= e->n && e->n <= e->max && e->max <= EDIT_MAX);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct typing ty = { .method = INPUT_BOTH, .on = true };
	char text[EDIT_BYTES];
	struct edit e;
	struct keys k;
	size_t piece;

	if (size == 0)
		return 0;
	/* The first byte says how the messages are cut. */
	piece = data[0] % 7 + 1;
	keys_init(&k);
	edit_init(&e, EDIT_TEXT, 40);
	for (size_t i = 1; i < size; i += piece) {
		keys_feed(&k, data + i, size - i < piece ? size - i : piece);
		take(&k, &e, &ty);
	}
	edit_get(&e, text, sizeof text);
	PROMISE(utf8_valid(text, strlen(text)));
	return 0;
}
