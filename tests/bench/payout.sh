#!/bin/bash
# SPDX-License-Identifier: ISC
# The clerk's path: four letters of the given name, one packet each, Enter,
# Enter when several fit, F10: six or seven keys, until the cursor stands in
# the empty search field and the receipt number is shown.
. "${top_srcdir:?}/tests/bench/lib.sh"
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
bench_office || exit 1
office_keys lan
# N letters that fit 1 person (or 2 to 6), all of them to be paid.
picks()
{
	sqlite3 -readonly "$office_dir/chitra.db" <<-END
		WITH mine AS (SELECT p.id, p.fold, p.given_fold, p.initials,
		    EXISTS (SELECT 1 FROM line l JOIN list k ON k.id = l.list_id
		     AND k.state IN ('approved', 'closed') WHERE l.person_id = p.id
		     AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)
		     AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id)) AS due
		  FROM person p JOIN staff_point sp ON sp.point_id = p.point_id
		  JOIN staff t ON t.id = sp.staff_id WHERE t.login = 'lan'),
		g AS (SELECT DISTINCT substr(given_fold, 1, $2) AS q FROM mine),
		n AS (SELECT q, count(*) AS n, min(due) AS due FROM g JOIN mine
		  ON mine.given_fold LIKE q || '%' OR mine.fold LIKE q || '%'
		  OR mine.initials LIKE q || '%' GROUP BY q)
		SELECT q FROM n WHERE n $1 AND due = 1 AND q NOT LIKE '% %' AND length(q) = $2 ORDER BY q LIMIT 6;
	END
}
picks '= 1' 4 >"$work/single"
for letters in 4 3 2; do
	[ -s "$work/several" ] || picks 'BETWEEN 2 AND 6' "$letters" >"$work/several"
done
before=$(sqlite3 -readonly "$office_dir/chitra.db" "SELECT max(seq) FROM journal")
office_start
steps()
{
	local q i name=$1 more=$2
	while read -r q; do
		for ((i = 0; i < ${#q}; i++)); do
			printf 'send %s\npause 100\n' "${q:i:1}"
		done
		printf '%s\n' 'key Enter' 'quiet 250'
		[ -n "$more" ] && printf '%s\n' 'key Enter' 'quiet 250'
		printf '%s\n' 'key F10' "count $name"
	done
}
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500' reset
	steps single '' <"$work/single"
	steps several yes <"$work/several"
	echo screen
} | office_drive lan >"$work/out" || { cat "$work/out"; exit 1; }
for kind in single several; do
	sum=$(awk -v k="$kind" '$1 == k { split($2, u, "="); split($3, d, "=");
		print u[2] + d[2] }' "$work/out" | mean)
	[ -s "$work/$kind" ] || continue
	letters=$(head -n 1 "$work/$kind" | tr -d '\n' | wc -c)
	keys=$((letters + 2))
	[ $kind = several ] && keys=$((letters + 3))
	row "find, check, pay ($keys keys), both ways" "$sum" B 1300
done
# What was pressed is what was paid.
n=$(cat "$work/single" "$work/several" | wc -l)
office_stop
paid=$(sqlite3 -readonly "$office_dir/chitra.db" \
    "SELECT count(*) FROM journal WHERE verb = 'pay' AND seq > $before")
[ "$paid" = "$n" ] || { echo "$n people were paid for, the books have $paid"; exit 1; }
