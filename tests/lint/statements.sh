#!/bin/sh
# Every statement of src/ is registered (DB_SQL of db/db.h), so that
# tests/unit/db/test_statements tries it, and is used by its file: the linker's
# section keeps the compiler from seeing one that nobody uses.
set -u
cd "${top_srcdir:-.}" || exit 99

check() {
	# A value of the type is made by the macros of db.h alone; pointers are free.
	find src -name '*.[ch]' ! -path src/db/db.h | LC_ALL=C sort | xargs grep -nE \
	    'struct db_(sql|known)( *[^ *;]|;|$)' /dev/null |
		grep -vE 'extern const struct db_sql ' | sed 's/$/ (not DB_SQL)/'
	find src -name '*.c' | LC_ALL=C sort | xargs grep -nE 'sqlite3_(prepare|exec)' /dev/null |
		grep -vE '^src/db/(stmt|open)\.c:' | sed 's/$/ (not db_use)/'
	# Order hints are tokens (db/dialect.h); CROSS JOIN without ON every engine knows.
	find src ! -path "src/db/*" -name '*.[ch]' | LC_ALL=C sort | xargs grep -nE \
	    '^[^/]*".*(INDEXED|CROSS JOIN [a-z_]+( [a-z]+)? ON |(AND|WHERE|ON|BY|OR|NOT|[(]) *[+][a-z])' /dev/null |
		sed 's/$/ (a hint that is no token)/'
	find src -name '*.c' | LC_ALL=C sort | xargs awk '
		function end(  q) { for (q in at) if (n[q] < 2) print at[q] ": " q " is not used"; delete at; delete n }
		FNR == 1 { end() }
		/^DB_SQL(_ARRAY)?\(/ { q = $0; sub(/^[^(]*\(/, "", q); sub(/[,)].*/, "", q); at[q] = FILENAME ":" FNR }
		{
			rest = $0
			while (match(rest, /[A-Za-z_][A-Za-z0-9_]*/)) {
				n[substr(rest, RSTART, RLENGTH)]++
				rest = substr(rest, RSTART + RLENGTH)
			}
		}
		END { end() }'
}
found=$(check)
[ -z "$found" ] && exit 0
echo "statements:"; echo "$found"; exit 1
