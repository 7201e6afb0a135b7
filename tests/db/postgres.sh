#!/bin/bash
# SPDX-License-Identifier: ISC
# Every statement is SQL that a second engine takes: all are prepared on a
# PostgreSQL of this test's own, on the schema of books and accounts.  The
# driver would give what is translated here: types, parameters, no hints.
# Then each that reads runs on the books of a small office in both engines, with
# the same values (tests/tools/rows.c), and the rows must be the same bytes.
set -u
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -x "${bin:-/none}/initdb" ] || { echo "skip: no postgresql"; exit 77; }
for p in psql sqlite3; do command -v $p >/dev/null || { echo "skip: no $p"; exit 77; }; done
tool=$top_builddir/tests/tools/statements
rows=$top_builddir/tests/tools/rows
cd "$top_srcdir" || exit 99
dir=$(mktemp -d /tmp/chitra-pg.XXXXXX) || exit 99
as=
# PostgreSQL does not run as root.
if [ "$(id -u)" = 0 ]; then
	id postgres >/dev/null 2>&1 || { echo "skip: root and no user postgres"; exit 77; }
	chown postgres "$dir"; as="setpriv --reuid=postgres --regid=postgres --clear-groups"
fi
trap '$as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
server() {
	cd "$dir" && $as "$bin/initdb" -D "$dir/data" -U chitra -A trust --locale=C -E UTF8 --no-sync &&
		$as "$bin/pg_ctl" -D "$dir/data" -w -o "-k $dir -c listen_addresses= -c fsync=off" -l "$dir/log" start
}
(server) >"$dir/out" 2>&1 || { cat "$dir/out" "$dir/log"; exit 1; }
sql() { psql -h "$dir" -U chitra -d postgres -qX -v VERBOSITY=terse "$@" 2>&1; }

# The schema as it stands after the last migration, which SQLite alone can run.
schema() { # NAME of the file
	sqlite3 "$dir/$1.db" "SELECT sql || ';' FROM sqlite_master WHERE sql IS NOT NULL
	    AND type IN ('table', 'index') ORDER BY type DESC, rowid" | sed -E -e 's/--.*//' \
	    -e 's/\) (STRICT|WITHOUT ROWID)(, WITHOUT ROWID)?;/);/' \
	    -e 's/\bINTEGER\b/bigint/g; s/\bBLOB\b/bytea/g; s/\bTEXT\b/text COLLATE "C"/g' \
	    -e 's/ REFERENCES "?[a-z_]+"? \([a-z_, ]+\)//g' -e 's/^( +)(CASE .* END)\)/\1(\2))/'
	sqlite3 "$dir/$1.db" "SELECT 'ALTER TABLE ' || t.name || ' ADD FOREIGN KEY (' ||
	    group_concat(f.\"from\") || ') REFERENCES ' || f.\"table\" || ' (' || group_concat(f.\"to\") || ');'
	    FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table' GROUP BY t.name, f.id"
}
cat schema/0[0-9]*.sql | sqlite3 -bail "$dir/books.db" && cat schema/auth_*.sql | sqlite3 -bail "$dir/auth.db" || exit 1
{
	# Two checks of columns call functions of SQLite; statements do not see these.
	cat <<-'END'
	CREATE SCHEMA books; CREATE SCHEMA auth; CREATE SCHEMA sqlite;
	CREATE FUNCTION sqlite.instr(text, text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT strpos($1, $2)';
	CREATE FUNCTION sqlite.strftime(text, text, text) RETURNS text LANGUAGE sql IMMUTABLE AS
	    $$ SELECT to_char($2::date + $3::interval, 'YYYY-MM') $$;
	SET search_path = books, sqlite;
	END
	schema books
	echo 'SET search_path = auth, sqlite;'
	schema auth
} >"$dir/schema.sql"
sql -v ON_ERROR_STOP=1 -f "$dir/schema.sql" || { echo "FAIL: the schema"; exit 1; }

# The office, in both.
CHITRA=${CHITRA:-$top_builddir/chitra}
"$CHITRA" demo "$dir/office" --people 200 >"$dir/out" 2>&1 || { cat "$dir/out"; exit 1; }
books=$dir/office/chitra.db
{ echo 'SET search_path = books, sqlite; SET session_replication_role = replica;'; "$rows" copy "$books"; } >"$dir/copy"
sql -v ON_ERROR_STOP=1 -f "$dir/copy" >"$dir/out" || { tail "$dir/out"; echo "FAIL: the rows"; exit 1; }

# "FILE NAME: what PostgreSQL says" of each that it does not take.
refused() {
	awk -F'\t' '
		$3 ~ /^(PRAGMA|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/ { next } # of the driver
		{
			print "SET search_path = " ($1 ~ /^serve\// ? "auth" : "books") ";"
			print "\\echo @ " $1 " " $2
			print "PREPARE s AS " $3 ";"
			print "SELECT \047# " $2 " \047 || parameter_types::text FROM pg_prepared_statements;"
			print "DEALLOCATE ALL;"
		}' "$1" | sed 's/\bAS INTEGER)/AS bigint)/g; s/\bAS BLOB)/AS bytea)/g' >"$dir/all.sql"
	sql -At -f "$dir/all.sql" | tee "$dir/prepared" | awk '
		/^@/ { name = $2 " " $3; next }
		/ERROR: / { sub(/.*ERROR: */, ""); print name ": " $0 }' | sort -u
}

# It must see what is wrong.
printf '%s\n' 'a	planted.syntax	SELEC 1' 'a	planted.column	SELECT colour FROM line' \
    'a	planted.hint	SELECT 1 FROM line INDEXED BY line_person' 'a	planted.good	SELECT id FROM line WHERE id = $1' \
    'a	planted.boolean	SELECT sum(id = 1) FROM line' >"$dir/planted"
said=$(refused "$dir/planted" | sed 's/:.*//; s/.*\.//' | tr '\n' ' ')
[ "$said" = "boolean column hint syntax " ] || { echo "FAIL: of what is planted it refuses: $said"; exit 1; }

"$tool" >"$dir/all" || exit 1
n=$(wc -l <"$dir/all")
[ "$n" -gt 700 ] || { echo "FAIL: $n statements"; exit 1; }
refused "$dir/all" >"$dir/refused"
echo "$n statements, $(wc -l <"$dir/refused") that PostgreSQL does not take"
sed 's/^/FAIL: src\//' "$dir/refused"
[ ! -s "$dir/refused" ] || exit 1

# Blocks "@ NAME" and rows; those of a statement that says no order are sorted.
ordered() {
	awk -F'\t' 'NR == FNR { while (gsub(/\([^()]*\)/, "", $3)); if ($3 ~ / ORDER BY /) order[$2]; next }
		function flush(  c) { if (block != "") { c = "LC_ALL=C sort"; printf "%s", block | c; close(c) } block = "" }
		/^@ / { flush(); print; fflush(); sorted = !(substr($0, 3) in order); next }
		sorted { block = block $0 "\n"; next }
		{ print }
		END { flush() }' "$1" "$2"
}
# STATEMENTS TYPES: the names of those whose rows differ, "= N" of N with rows in
# both.  A boolean of PostgreSQL is 1 or 0, as a driver reads it.
compared() {
	"$rows" run "$books" "$2" "$dir/run.sql" >"$dir/sqlite.rows" || return
	{
		echo 'SET search_path = books;'
		sed 's/\bAS INTEGER)/AS bigint)/g; s/\bAS BLOB)/AS bytea)/g' "$dir/run.sql"
	} >"$dir/run"
	sql -At -F '	' -P 'null=\N' -f "$dir/run" |
		grep -v '^\(SET\|PREPARE\|DEALLOCATE ALL\)$' >"$dir/postgres.rows"
	ordered "$1" "$dir/sqlite.rows" >"$dir/sqlite"
	ordered "$1" "$dir/postgres.rows" >"$dir/postgres"
	awk -F'\t' '
		function same(a, b,  i, n, x, y) {
			n = split(a, x, "\t")
			if (n != split(b, y, "\t")) return 0
			for (i = 1; i <= n; i++)
				if (x[i] "" != y[i] "" && !(x[i] == "1" && y[i] == "t") && !(x[i] == "0" && y[i] == "f"))
					return 0
			return 1
		}
		FNR == 1 { at = 0 }
		/^@ / { name = ++at; k = 0; if (NR == FNR) { all[++count] = substr($0, 3); n[name] = 0 } next }
		NR == FNR { row[name, ++n[name]] = $0; next }
		{ m[name]++; if (!same(row[name, ++k], $0)) bad[name] }
		END {
			for (i = 1; i <= count; i++)
				if (i in bad || n[i] != m[i] + 0) print all[i]
				else both += n[i] > 0
			print "= " both
		}' "$dir/sqlite" "$dir/postgres"
}
# Why rows cannot be the same.
apart() {
	cat <<-'END'
	demo.here          a flag without a type
	demo.there         the same
	person.row         substr() from the end
	END
}
# It must see rows that differ.
printf 'planted.%s {%s}\n' nulls '' same bigint >"$dir/types"
printf 'x\tplanted.%s\tSELECT x ORDER BY x\n' nulls same >"$dir/planted"
said=$(compared "$dir/planted" "$dir/types" | tr '\n' ' ')
[ "$said" = "planted.nulls = 1 " ] || { echo "FAIL: of planted rows differ: $said"; exit 1; }

sed -n 's/^# //p' "$dir/prepared" >"$dir/types"
compared "$dir/all" "$dir/types" >"$dir/compared" || exit 1
with=$(sed -n 's/^= //p' "$dir/compared")
echo "$with statements with rows, the same in both"
sed '/^= /d' "$dir/compared" >"$dir/differ"
apart | awk '{ print $1 }' | sort >"$dir/apart"
failed=0
for name in $(sort -u "$dir/differ" | comm -23 - "$dir/apart"); do
	echo "FAIL: $name gives other rows:"
	for f in sqlite postgres; do
		awk -v name="@ $name" '/^@ / { on = $0 == name } on' "$dir/$f" | head -4
	done
	failed=1
done
for name in $(sort -u "$dir/differ" | comm -13 - "$dir/apart"); do
	echo "FAIL: $name gives the same rows: its exception can go"
	failed=1
done
[ "$with" -ge 390 ] || { echo "FAIL: fewer statements give rows than before"; failed=1; }
exit $failed
