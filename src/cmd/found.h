/*
 * SPDX-License-Identifier: ISC
 *
 * found: creates the folder of an office; used by init and demo.
 */
#pragma once

#include "base/conf.h"
#include "base/err.h"
#include "form/conf_load.h"

/*
 * Creates DIR and DIR/chitra.ini with the n settings; `path` gets its name.
 * ST_EXISTS (path filled): the file exists.
 */
enum status found_config(const char *dir, const struct conf_set *set,
    unsigned n, char *path, size_t size, struct err *err) ERR_CHECKED;

/* Creates the folders, an empty chitra.db, auth.db and the host key, unless
 * they exist. */
enum status found_files(const struct conf *conf, struct err *err) ERR_CHECKED;
