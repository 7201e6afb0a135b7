/*
 * SPDX-License-Identifier: ISC
 *
 * testpage: two pages for setting up a printer: a ruler across the width,
 * numbered lines down to the last one, a second page to show drift, and the
 * same text in each charset.  The readable line names the charset for the
 * profile.
 */
#pragma once

#include "print/encode.h"

/*
 * Renders both pages into the sink.  The profile's charset is ignored for the
 * sample lines.
 */
enum status testpage_render(const struct profile *profile,
    const struct print_sink *sink, struct err *err) ERR_CHECKED;
