#!/bin/bash
# SPDX-License-Identifier: ISC
# The answer to one payout, 235 clerks paying one person in 4 s each (40 times
# what they can), alone and beside a list job; the budget is 20 ms and two
# fsyncs.  Baseline: raw commits, one payout each.
. "${top_srcdir:?}/tests/bench/lib.sh"
raw=$top_builddir/tests/bench/rawpay
field() { grep -o "$2=-\{0,1\}[0-9]*" <<<"$1" | head -n 1 | cut -d= -f2; }
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
bench_office || exit 1
fsync=$(field "$("$raw" -f "$work")" fsync_us)
cp "$office_dir/chitra.db" "$work/raw.db"
one=$("$raw" -n 64 -m 3000 "$work/raw.db")
one=$((1000000 / $(field "$one" rate)))
office_start
pay() { "$tools/payers" -n 235 -i 4000 -s 8 "$office_conf"; }
alone=$(pay) || exit 1
budget=$((20000 + 2 * fsync))
row "answer to a payout, 235 desks, p99" "$(field "$alone" p99_us)" us "$budget" \
    "$one" "raw commit, mean"
# A list of the next month in slices, again and again, by its owner.
area=$(sqlite3 -readonly "$office_dir/chitra.db" \
    "SELECT a.code FROM staff s JOIN area a ON a.id = s.area_id WHERE s.login = 'phong'")
"$CHITRA" --config "$office_conf" period open 2019-12 >"$work/open.log" 2>&1
# The month that is being paid is open: somebody gave leave.
sqlite3 "$office_dir/chitra.db" ".timeout 5000" "INSERT INTO period_override (period_id, owner_id,
 reason, staff_id, at) SELECT p.id, a.id, 'bench', 0, '' FROM period p, area a
 WHERE p.code = '2019-12' AND a.code = '$area' AND a.level = 'district'" >>"$work/open.log" 2>&1
"$tools/listjob" phong 2019-12 "$area" "$office_conf" >"$work/list.log" 2>&1 &
job=$!
office_extra+=("$job")
beside=$(pay) || exit 1
if kill "$job" 2>/dev/null && wait "$job"; then
	row "  beside a running list job" "$(field "$beside" p99_us)" us "$budget" \
	    "$one" "raw commit, mean"
	echo "NOTE|$(cat "$work/list.log")"
else
	row_not "  beside a running list job" "$(tail -qn 1 "$work/open.log" "$work/list.log" | tr '\n' ' ')"
fi
echo "NOTE|fsync $fsync us; $(field "$alone" paid) payouts, p50 $(field "$alone" p50_us) us, max $(field "$alone" max_us) us; refused $(field "$alone" refused)"
