#!/bin/bash
# SPDX-License-Identifier: ISC
# No statement that books may run reads a whole table that grows with the months:
# the one writer would become slower every month.  Every statement of src/office
# and every trigger of the schema is explained on an office without rows, where
# the plan depends on the schema alone; so is the search for children that a
# foreign key asks for when a row is deleted.  Screens (query/), papers
# (report/), `chitra check` (audit.c) and the demo read on connections of their
# own or are no server.
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
cd "$top_srcdir" || exit 99
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT

# What every month adds to.
grows="line list list_carried list_check list_accept payout receipt standing block journal change
 change_document arrears arrears_month recovery recovery_entry transfer suspension job job_note signin draft"

# Statement or file, table, why: the one first row, or no growth, or an act so
# rare that an index would cost more in all the others.
allowed() {
	cat <<-'END'
	journal.head             journal   the last row, by its key
	moment.last              journal   the last row, by its key
	facts.head               journal   the last row, by its key
	table.since              list      max(id)
	table.since              receipt   max(no)
	table.since              change    max(id)
	job.find                 job       those that have not ended: a partial index
	job.give_up              job       those that have not ended: a partial index
	list.flags               suspension the first row, whichever
	list.flags               arrears   the first row of a partial index
	list.flags               recovery  the first row, whichever
	list.flags               transfer  the first row, whichever
	moment.back              journal   chitra check and migrate
	journal.walk             journal   chitra check, a page at a time
	facts.receipt            receipt   backup and restore
	recovery.all             recovery  a screen; claims are few
	arrears.all              arrears   a screen, a page
	arrears.of_period        arrears   a screen, a page
	list.ever                list      a command; a row for an owner and month
	change.of_state          change    a screen
	change.of_areas          change    a screen
	change.count_all         change    requests that wait
	change.count_areas       change    requests that wait
	hold.lines               change    requests that wait
	check.page               change    requests that wait
	check.page_back          change    requests that wait
	move.requests            change    requests that wait
	move_undo.asked          change    requests that wait
	grant.receipts           receipt   max(no)
	rate_search.waits        change    requests about rates: a few a year
	rate_search.add          change    requests about rates: a few a year
	rate_search.back         change    requests about rates: a few a year
	rate_was.set             change    requests about rates: a few a year
	period.used              receipt   an opening taken back, which asks for it by its key too
	foreign_key:period       receipt   an opening taken back
	foreign_key:point        line      a point that a file made in error
	foreign_key:point        receipt   a point that a file made in error
	END
}

# FILE NAME SQL of every statement: all files in one run of the preprocessor.
statements() {
	find src/office -name '*.c' ! -path '*/query/*' ! -path '*/report/*' \
	    ! -path '*/demo/*' ! -name audit.c | LC_ALL=C sort |
	    sed "s|.*|#include \"$PWD/&\"|" |
	    ${CC:-cc} -E -w -I src -I "$top_builddir" -x c - | awk '
		/^# [0-9]+ "/ { f = $3; gsub(/"/, "", f); sub(/.*src\//, "", f); next }
		f !~ /^office\// { next }
		{
			text = $0
			while (match(text, /"([^"\\]|\\.)*"/)) {
				gap = gap substr(text, 1, RSTART - 1)
				s = substr(text, RSTART + 1, RLENGTH - 2)
				text = substr(text, RSTART + RLENGTH)
				if (gap ~ /^[ \t]*$/) one = one s
				else { end(); before = gap; one = s }
				gap = ""
			}
			gap = gap text
		}
		END { end() }
		function end() {
			gsub(/\\"/, "\"", one)
			if (one ~ /^(SELECT|INSERT|UPDATE|DELETE|WITH) / && before ~ /^[ \t]*,[ \t]*$/)
				print f "\t" last "\t" one
			last = one
		}'
}

# The same of the bodies of triggers.
triggers() {
	sqlite3 "$dir/db" "SELECT 'schema' || char(9) || name || char(9) ||
	    replace(replace(sql, char(10), ' '), char(9), ' ') FROM sqlite_master WHERE type = 'trigger'" | awk -F'\t' '
		{
			sub(/^.*[^A-Z]BEGIN /, "", $3); sub(/;[ ]*END$/, "", $3)
			gsub(/RAISE *\([^)]*\)/, "1", $3); gsub(/(NEW|OLD)\.[a-z_]+/, "?1", $3)
			n = split($3, part, ";")
			for (i = 1; i <= n; i++) if (part[i] ~ /[A-Z]/) print $1 "\t" $2 "\t" part[i]
		}'
}

# "NAME TABLE PLAN" of each step that reads all of a table, or all requests
# of a kind or in a state.  A name that stands for a table is looked up in the statement.
whole() {
	awk -F'\t' '{ printf ".print @ %d %s\nEXPLAIN QUERY PLAN %s;\n", NR, $2, $3 }' "$1" >"$dir/sql"
	cat schema/temp_0001_scope.sql "$dir/sql" | sqlite3 "$dir/db" 2>&1 | awk -v grows="$grows" -v all="$1" '
		BEGIN {
			n = split(grows, g); for (i = 1; i <= n; i++) grow[g[i]] = 1
			while ((getline line < all) > 0) text[++rows] = line " "
		}
		/^@ / { sql = text[$2]; name = $3; next }
		/^(Parse error|Error)/ { print name " - " $0; next }
		/SCAN |AUTOMATIC|SEARCH [a-z_]+( LEFT-JOIN)?$|SEARCH [a-z_]+ USING [A-Z ]*INDEX change_[a-z]+ \((kind|state)=\?\)/ {
			plan = $0; sub(/^[ |`-]*/, "", plan)
			split(plan, w, " "); table = w[2]
			if (match(sql, "[(, ](FROM|JOIN|UPDATE|INTO|[a-z_]+,) [a-z_]+ (AS )?" table "[ ,)]")) {
				table = substr(sql, RSTART, RLENGTH)
				sub(/ (AS )?[a-z_]+[ ,)]$/, "", table); sub(/.* /, "", table)
			}
			if (table in grow) print name, table, plan
		}' | sort -u
}

cat schema/0[0-9]*.sql | sqlite3 -bail "$dir/db" || exit 1
{ statements; triggers; } >"$dir/all"
[ "$(wc -l <"$dir/all")" -gt 500 ] || { echo "FAIL: $(wc -l <"$dir/all") statements found"; exit 1; }
whole "$dir/all" >"$dir/whole"

# A row that is deleted: all tables that may name it are searched.
deleted=$(sed -n 's/.*\tDELETE FROM \([a-z_]*\).*/\1/p' "$dir/all" | sort -u)
list() { printf "'%s'," $1; echo "''"; }
sqlite3 "$dir/db" "SELECT 'foreign_key:' || f.\"table\" || ' ' || t.name || ' ' || f.\"from\"
 FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
 WHERE t.type = 'table' AND t.name IN ($(list "$grows")) AND f.\"table\" IN ($(list "$deleted"))
 AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = f.\"from\" AND c.pk = 1)
 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) i JOIN pragma_index_info(i.name) k
  LEFT JOIN sqlite_master m ON m.name = i.name WHERE k.seqno = 0 AND k.name = f.\"from\"
  AND (i.partial = 0 OR m.sql LIKE '%WHERE ' || f.\"from\" || ' IS NOT NULL'))" >>"$dir/whole"

failed=0
allowed >"$dir/allowed"
while read -r name table plan; do
	grep -qE "^$name +$table " "$dir/allowed" && continue
	echo "FAIL: $(awk -F'\t' -v n="$name" '$2 == n { print $1; exit }' "$dir/all") $name reads all of $table: $plan"
	failed=1
done <"$dir/whole"
while read -r name table _; do
	grep -q "^$name $table " "$dir/whole" && continue
	echo "FAIL: $name does not read all of $table: its exception can go"
	failed=1
done <"$dir/allowed"
exit $failed
