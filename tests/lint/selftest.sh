#!/bin/sh
# Shows that each lint fails when it is broken on purpose, in a folder inside a
# folder as well: in a small tree of its own, one fault at a time.
set -u
cd "${top_srcdir:-.}" || exit 99
lint=$(pwd)/tests/lint
tree=$(mktemp -d) || exit 99
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/office/roll/deep" "$tree/src/ui/desk" "$tree/src/base" \
    "$tree/schema" "$tree/tests/lint" || exit 99
: >"$tree/tests/lint/sizes.allow"
echo 'CREATE TABLE a (b INTEGER);' >"$tree/schema/0001_first.sql"
bad=0

# run LINT: its words in $said, its exit status returned.
run() { said=$(top_srcdir=$tree sh "$lint/$1" 2>&1); }

# good: the tree as it stands passes every lint.
good() {
	for t in layers.sh sizes.sh banned.sh; do
		run $t && [ -z "$said" ] && continue
		echo "$t: fails on a tree without a fault: $said"; bad=1
	done
}

# fault LINT FILE WORDS: with standard input as FILE the lint fails, naming FILE
# and WORDS; the file is put back as it was.
fault() {
	[ -f "$tree/$2" ] && cp "$tree/$2" "$tree/was"
	mkdir -p "$tree/${2%/*}"
	cat >"$tree/$2"
	run "$1"
	status=$?
	case "$status $said" in
	"1 "*"$2"*"$3"*) ;;
	*) echo "$1: $2 ($3) gets status $status: $said"; bad=1 ;;
	esac
	rm "$tree/$2"
	[ -f "$tree/was" ] && mv "$tree/was" "$tree/$2"
}

lines() { yes "${2:-}" | head -n "$1"; }

cat >"$tree/src/office/roll/deep/person.c" <<'END'
#include "config.h"
#include <stdio.h>
#include "office/roll/person.h"
/* system(1), float, clear(): prose. */
static const char q[] = "DELETE FROM person WHERE id = ?1";
END
echo '#include "db/db.h"' >"$tree/src/office/roll/person.h"
echo '#include "office/roll/person.h"' >"$tree/src/ui/desk/desk.c"
good

fault layers.sh src/office/roll/deep/x.c ui/desk/desk.h <<'END'
#include "ui/desk/desk.h"
END
fault layers.sh src/office/roll/deep/x.h print/layout.h <<'END'
  # include "print/layout.h"
END
fault layers.sh src/office/roll/x.c 'without its folder' <<'END'
#include "person.h"
END
fault layers.sh src/ui/desk/x.c 'sqlite3.h' <<'END'
#include <sqlite3.h>
END
fault layers.sh src/attic/deep/x.c 'no layer' <<'END'
#include <stdio.h>
END
lines 801 | fault sizes.sh src/office/roll/deep/x.c '801 lines (800)'
lines 171 | fault sizes.sh src/office/roll/deep/x.h '171 lines (170)'
{ printf 'void\nlong_one(void)\n{\n'; lines 101 '	;'; echo '}'; } |
	fault sizes.sh src/office/roll/deep/x.c 'long_one has 101 lines (100)'
fault banned.sh src/office/roll/deep/x.c 'strcpy' <<'END'
	strcpy(a, b);
END
fault banned.sh src/office/roll/deep/x.h 'double' <<'END'
	double amount;
END
fault banned.sh src/ui/desk/x.c 'SELECT' <<'END'
static const char q[] = "SELECT 1 FROM person";
END
fault banned.sh src/office/roll/deep/x.c 'db_open_writer' <<'END'
	st = db_open_writer(&db, path, &e);
END
fault banned.sh src/ui/desk/x.c 'loop_timer' <<'END'
	loop_timer(l, 1000, tick, NULL);
END
fault banned.sh src/ui/desk/deep/x.c 'clear' <<'END'
	clear();
END
fault banned.sh src/office/roll/deep/x.c 'OR ROLLBACK' <<'END'
static const char q[] = "INSERT OR ROLLBACK INTO person VALUES (1)";
END
fault banned.sh schema/0001_first.sql 'RAISE' <<'END'
SELECT RAISE(ROLLBACK, 'no');
END
good
exit $bad
