#!/bin/bash
# SPDX-License-Identifier: ISC
# Durable payouts a second by 64 desks, straight to books; baseline: SQLite
# alone writing the same rows with the journal's hash, one commit each and 16
# to a commit; and once more with every fsync 5 ms slower.
. "${top_srcdir:?}/tests/bench/lib.sh"
raw=$top_builddir/tests/bench/rawpay
field() { grep -o "$2=-\{0,1\}[0-9]*" <<<"$1" | head -n 1 | cut -d= -f2; }
ours() # PEOPLE: pays in fresh copies, sets rate
{
	for _ in 1 2 3; do
		bench_office || exit 1
		office_start
		line=$("$tools/payers" -n 64 -m "$1" "$office_conf") || exit 1
		office_stop
		field "$line" rate
		echo "payers: $line" >&2
		rm -rf "$office_dir"
	done >"$work/rates"
	rate=$(middle <"$work/rates")
}
alone() # BATCH PEOPLE
{
	for _ in 1 2 3; do
		bench_office >/dev/null || exit 1
		field "$("$raw" -n 64 -b "$1" -m "$2" "$office_dir/chitra.db")" rate
		rm -rf "$office_dir"
	done | middle
}
fsync=$(field "$("$raw" -f "$work")" fsync_us)
ours 6000
fast=$rate
single=$(alone 1 6000)
grouped=$(alone 16 6000)
row "durable payouts a second, 64 desks" "$fast" "/s" "$((grouped * 4 / 10))" \
    "$grouped" "raw, 16 a commit"
row "  the same against single commits" "$fast" "/s" "$((single * 2))" \
    "$single" "raw, 1 a commit"
echo "NOTE|fsync $fsync us"
export LD_PRELOAD=$top_builddir/tests/tools/slowsync.so
fsync=$(field "$("$raw" -f "$work")" fsync_us)
single=$(alone 1 300)
LD_PRELOAD='' OFFICE_ENV="LD_PRELOAD=$LD_PRELOAD" ours 2000
row "  with fsync 5 ms slower" "$rate" "/s" "$((single * 10))" \
    "$single" "raw, 1 a commit"
echo "NOTE|fsync $fsync us"
