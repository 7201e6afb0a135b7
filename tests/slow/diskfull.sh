#!/bin/bash
# SPDX-License-Identifier: ISC
#
# The disk is full: the taking of payouts stops, loudly; reading goes on; with
# room again and a restart all is right and nothing that was answered is lost.
# The books lie on a small tmpfs in a mount namespace of its own (root).
: "${top_srcdir:?}"
if [ "${1:-}" != inside ]; then
	[ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null ||
	    { echo "skip: needs root for a small file system"; exit 77; }
	exec unshare -m bash "$0" inside
fi
. "$top_srcdir/tests/slow/lib.sh"
mkdir "$work/office"
mount -t tmpfs -o size=160m chitra-test "$work/office" || { echo "skip: no tmpfs"; exit 77; }
office_new --people 3000
# Somebody with little to pay, whom the payers below leave alone.
IFS='|' read -r login code _ < <(books "SELECT s.login, p.code, count(*) AS n FROM person p
    JOIN staff_point sp ON sp.point_id = p.point_id JOIN staff s ON s.id = sp.staff_id
    JOIN line l ON l.person_id = p.id JOIN list k ON k.id = l.list_id AND k.state = 'approved'
    WHERE s.role = 'paying' AND p.state = 'active' AND NOT EXISTS
    (SELECT 1 FROM standing t WHERE t.line_id = l.id) GROUP BY s.login
    ORDER BY n, s.login LIMIT 1")
office_keys "$login" quan
# No room in the WAL from before.
sqlite3 "$office_dir/chitra.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
office_start
"$tools/payers" -n 16 -m 50 -o "$work/before" "$office_conf" >"$work/payers.log" 2>&1
is "with room it pays" $? 0

# All but some pages.
filler=$office_dir/filler
dd if=/dev/zero of="$filler" bs=64k 2>/dev/null
truncate -s -$((192 * 1024)) "$filler"
"$tools/payers" -n 16 -s 30 -o "$work/full" "$office_conf" >"$work/full.log" 2>&1
cat "$work/full.log"
has "payouts are refused" "$(cat "$work/full.log")" 'refused=[1-9]'
check "books says so in the log" grep -aqiE 'THE DISK FAILED' "$office_log"
tail -n 5 "$office_log"
check "the listener and books live" [ -n "$(office_pids books)" ]
out=$(office_ssh quan chitra report summary 2>&1)
is "reading goes on" $? 0
check "with rows in it" [ "$(grep -c . <<<"$out")" -gt 5 ]
out=$(office_ssh "$login" chitra pay "$code" 2>&1)
is "one who pays is refused" $? 1
echo "$out"

rm "$filler"
office_stop
is "it ends in order" "$office_status" 0
office_start
"$tools/payers" -n 16 -m 40 -o "$work/after" "$office_conf" >"$work/after.log" 2>&1
is "with room again and a restart it pays" $? 0
cat "$work/after.log"
office_ssh "$login" chitra pay "$code"
is "and so does who was refused" $? 0
check "everybody that was asked for" [ "$(grep -c . "$work/after")" -eq 40 ]
office_stop
cat "$work/before" "$work/full" "$work/after" >"$work/answered"
proves "$work/answered"
exit "$failed"
