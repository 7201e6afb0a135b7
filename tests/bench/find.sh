#!/bin/bash
# SPDX-License-Identifier: ISC
# The search of the payout desk by three letters, in the scope of one clerk and
# of the province; baseline: as many bare probes of the same index.
# BENCH_BIG names a database of 3,400,000 people (tests/tools/bigroll).
. "${top_srcdir:?}/tests/bench/lib.sh"
find=$top_builddir/tests/bench/findtime
bench_office || exit 1
one() # WHAT LOGIN DATABASE
{
	local line f
	line=$("$find" -n 2000 -u "$2" "$3") || return 1
	f() { grep -o "$1=[0-9.]*" <<<"$line" | head -n 1 | cut -d= -f2; }
	row "find by 3 letters, $1, p99" "$(f p99_us)" us 5000
	row "  mean" "$(f mean_us)" us "$(awk -v r="$(f raw_us)" 'BEGIN { printf "%.1f", 2 * r }')" \
	    "$(f raw_us)" "$(f probes) raw probes"
}
one "29,000, a clerk" lan "$office_dir/chitra.db" || exit 1
one "29,000, the province" "" "$office_dir/chitra.db" || exit 1
if [ -f "${BENCH_BIG:-/nonexistent}" ]; then
	one "3,400,000, all" "" "$BENCH_BIG" || exit 1
else
	row_not "find by 3 letters, 3,400,000" \
	    "BENCH_BIG names no database (tests/tools/bigroll)" "<= 5000 us"
fi
