#!/bin/sh
# SPDX-License-Identifier: ISC
# embed.sh DIR: writes C with the files of schema/ as text, in two lists that
# db/ knows: the books and auth.db (auth_NNNN_*).
set -eu
dir=$1

list() { # list NAME PREFIX
	echo
	echo "const struct db_file $1[] = {"
	for f in "$dir"/"$2"[0-9][0-9][0-9][0-9]_*.sql; do
		name=${f##*/}
		number=${name#"$2"}
		number=$(echo "${number%%_*}" | sed 's/^0*//')
		echo "	{ .version = $number, .name = \"$name\", .sql ="
		sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/	  "/' -e 's/$/\\n"/' "$f"
		echo "	},"
	done
	echo "	{ .version = 0 },"
	echo "};"
}

echo '/* Made by schema/embed.sh from the files of schema/: do not edit. */'
echo '#include "db/db_priv.h"'
list db_files_books ""
list db_files_auth auth_
