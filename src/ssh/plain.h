/*
 * SPDX-License-Identifier: ISC
 *
 * plain: text that this process itself puts on a person's terminal.  The full
 * sink for text is text/; this layer does not stand on it, and only has a few
 * closing lines to clean.
 */
#ifndef CHITRA_SSH_PLAIN_H
#define CHITRA_SSH_PLAIN_H

#include <stddef.h>

/*
 * Copies src as one line: C0, DEL, C1, line and bidi controls and bytes that
 * are no UTF-8 become `?`; what does not fit is cut at a letter.
 */
void plain_line(char *dst, size_t size, const char *src);

#endif
