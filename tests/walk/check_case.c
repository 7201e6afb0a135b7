/*
 * SPDX-License-Identifier: ISC
 *
 * The cases of recovery of a person, and what came back of them.
 */
#include <inttypes.h>

#include "check_priv.h"

void
check_cases(struct world *w, const struct books *b, int root, int64_t *back,
    int64_t *written_off)
{
	int i;

	*back = *written_off = 0;
	for (i = 0; i < b->ncases; i++) {
		*back += b->cases[i].back;
		*written_off += b->cases[i].written_off;
		if (b->cases[i].left < 0)
			world_fail(w, "CLAIM: person %d: %" PRId64 " are left "
			    "of case %" PRId64, root, b->cases[i].left,
			    b->cases[i].id);
		if (b->cases[i].grew)
			world_fail(w, "GREW: person %d: case %" PRId64 " grew "
			    "after its decision", root, b->cases[i].id);
	}
	/* Cut on a line that is approved: as good as come back. */
	for (i = 0; i < b->lines; i++)
		*back += b->line[i].listed && !b->line[i].paid ?
		    b->line[i].deducted : 0;
}
