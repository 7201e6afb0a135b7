#!/bin/bash
# SPDX-License-Identifier: ISC
# Payment lists for 29,000 people by the verbs; baseline: INSERT ... SELECT of
# the same lines from a prepared TEMP table into the same table.
. "${top_srcdir:?}/tests/bench/lib.sh"
for _ in 1 2 3; do
	bench_office >/dev/null || exit 1
	"$top_builddir/tests/bench/listtime" -u phong "$office_dir/chitra.db" || exit 1
	rm -rf "$office_dir"
done >"$work/out" || { cat "$work/out"; exit 1; }
f() { grep -o " $1=[0-9]*" "$work/out" | cut -d= -f2 | middle; }
base=$(f raw_us)
lines=$(grep -o 'lines=[0-9]*' "$work/out" | head -n 1 | cut -d= -f2)
row "payment lists, $lines lines, in one piece" "$(($(f whole_us) / 1000))" ms \
    "$((2 * base / 1000))" "$((base / 1000))" "INSERT..SELECT"
row "  in slices" "$(($(f sliced_us) / 1000))" ms \
    "$((4 * base / 1000))" "$((base / 1000))" "INSERT..SELECT"
row "  its checks, in slices" "$(($(f check_us) / 1000))" ms \
    "$(($(f sliced_us) / 1000))" "$(($(f sliced_us) / 1000))" "making them"
echo "NOTE|$(f checks) slices of checks, the longest $(f check_max_us) us"
echo "NOTE|$(f slices) slices, the longest $(f slice_max_us) us; the longest final verb $(f finish_max_us) us"
