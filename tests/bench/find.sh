#!/bin/bash
# SPDX-License-Identifier: ISC
# The search of the payout desk by three letters, in the scope of one clerk and
# of the province; baseline: as many bare probes of the same index.
# The 3,400,000 people are made by tests/tools/bigroll in minutes; BENCH_BIG
# names a database made before, or says `no`.
. "${top_srcdir:?}/tests/bench/lib.sh"
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
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
# Baseline: none; the budget of a search is the same.
joined() # WHAT LOGIN DATABASE
{
	local line
	line=$("$find" -j -n 2000 -u "$2" "$3") || return 1
	row "find by a name without blanks, $1, p99" \
	    "$(grep -o 'p99_us=[0-9]*' <<<"$line" | cut -d= -f2)" us 5000
}
joined "29,000, a clerk" lan "$office_dir/chitra.db" || exit 1
joined "29,000, the province" "" "$office_dir/chitra.db" || exit 1
big=${BENCH_BIG:-$bench_cache/big.db}
what="3,400,000"
if [ "$big" != no ] && [ ! -f "$big" ]; then
	mkdir -p "$bench_cache"
	room=$(df -Pk "$bench_cache" | awk 'NR == 2 { print int($4 / 1048576) }')
	if [ "$room" -ge 10 ]; then
		"$top_builddir/tests/tools/bigroll" "$big" 3400000 >"$work/big.log" 2>&1 ||
		    { tail -n 3 "$work/big.log"; exit 1; }
		sqlite3 "$big" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	fi
fi
if [ ! -f "$big" ]; then
	row_not "find by 3 letters, $what" \
	    "$([ "$big" = no ] && echo "left out (BENCH_BIG=no)" || echo "needs 10 GB in $bench_cache")" "<= 5000 us"
	exit 0
fi
one "$what, a clerk" lan "$big" || exit 1
one "$what, a district" ke "$big" || exit 1
one "$what, all" "" "$big" || exit 1
line=$("$top_builddir/tests/bench/rolltime" -o name "$big") || exit 1
first=$(grep -o 'first_us=[0-9]*' <<<"$line" | cut -d= -f2)
row "the last pages of a roll of $what" "$(grep -o 'last_us=[0-9]*' <<<"$line" | cut -d= -f2)" us \
    "$((2 * first))" "$first" "the first pages"
