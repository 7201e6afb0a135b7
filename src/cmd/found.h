/*
 * SPDX-License-Identifier: ISC
 *
 * found: laying the foundations of a server's folder; used by init and demo.
 */
#ifndef CHITRA_CMD_FOUND_H
#define CHITRA_CMD_FOUND_H

#include "base/conf.h"
#include "base/err.h"
#include "form/conf_load.h"

/*
 * Makes DIR and DIR/chitra.ini with the n settings; `path` gets its name.
 * ST_EXISTS (path filled) when there is one already.
 */
enum status found_config(const char *dir, const struct conf_set *set,
    unsigned n, char *path, size_t size, struct err *err) ERR_CHECKED;

/* Makes the folders, empty books, auth.db and the host key, each only when
 * missing. */
enum status found_files(const struct conf *conf, struct err *err) ERR_CHECKED;

#endif
