# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# For the slow tests: what must hold of the books whatever happened to the
# processes.
#
#   clerks N                 keys for N of the paying staff: $work/clerks
#   books SQL                one answer of the books (stopped or running)
#   proves FILE              every line "RECEIPT PERSON TOTAL" of FILE stands in
#                            the books exactly once; nothing was paid twice; the
#                            program's own check agrees

# shellcheck source=tests/tools/office.sh
. "${top_srcdir:?}/tests/tools/office.sh"
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }

clerks()
{
	"$CHITRA" --config "$office_conf" user list |
	    awk '/ paying / { print $1 }' | head -n "$1" >"$work/clerks"
	# shellcheck disable=SC2046
	office_keys $(cat "$work/clerks")
}

books()
{
	sqlite3 -readonly "$office_dir/chitra.db" "$1"
}

proves()
{
	local n said
	n=$(grep -c . "$1")
	check "some payouts were answered ($n)" [ "$n" -gt 0 ]
	sed 's/ /|/g' "$1" >"$work/answered.psv"
	sqlite3 "$work/answered.db" "CREATE TABLE said (no INTEGER, person INTEGER, total INTEGER)" \
	    ".import $work/answered.psv said"
	said="ATTACH '$work/answered.db' AS a;"
	is "no receipt number was answered twice" "$(books "$said
	    SELECT count(*) FROM (SELECT no FROM a.said GROUP BY no HAVING count(*) > 1)")" 0
	is "every receipt that was answered is in the books" "$(books "$said
	    SELECT count(*) FROM a.said s WHERE NOT EXISTS (SELECT 1 FROM receipt r
	    WHERE r.no = s.no AND r.person_id = s.person AND r.total = s.total)")" 0
	is "and its lines stand" "$(books "$said
	    SELECT count(*) FROM a.said s WHERE (SELECT coalesce(sum(p.amount), 0) FROM payout p
	    JOIN standing t ON t.payout_id = p.id WHERE p.receipt_no = s.no) <> s.total")" 0
	is "no line is paid twice" "$(books "SELECT count(*) FROM (SELECT line_id FROM payout p
	    WHERE kind = 'pay' AND NOT EXISTS (SELECT 1 FROM payout r WHERE r.reverses = p.id)
	    GROUP BY line_id HAVING count(*) > 1)")" 0
	is "SQLite finds the file whole" "$(books "PRAGMA integrity_check")" ok
	check "chitra check agrees" "$CHITRA" --config "$office_conf" check
}
