#!/bin/bash
# SPDX-License-Identifier: ISC
# A page of 20 roll rows; baseline: less on the same rows over sshd -C.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
office_keys tinh
office_start
pages()
{
	local i
	for i in 1 2 3 4 5 6 7 8 9 10; do
		printf 'key PgDn\ncount page%s\nscreen\n' "$i"
	done
}
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500' \
	    'screen' reset
	pages
} | office_drive tinh >"$work/out"
# The same rows: 20 of each screen, without the marker.
awk '/^page/ { n = 0; next } /^\|/ { n++; if (n > 2 && n <= 22) {
	sub(/^\|/, ""); sub(/^>/, " "); print } if (n == 24) n = 0 }' \
    "$work/out" >"$work/rows"
sshd_start || exit 1
{
	printf '%s\n' 'expect /rows' 'quiet 300' reset
	pages
} | DRIVE_SIZE=80x21 sshd_drive -C -- "less $work/rows" >"$work/base"
mean_of()
{
	grep -E '^page([2-9]|10) ' "$1" | sed 's/^page[0-9]*/page/' | counted page down | mean
}
first_of() { counted page1 down <"$1"; }
row "a page of 20 roll rows, mean of PgDn 2-10" "$(mean_of "$work/out")" B 440 \
    "$(mean_of "$work/base")" "less, sshd -C"
row "  the first PgDn" "$(first_of "$work/out")" B 560 \
    "$(first_of "$work/base")" "less, sshd -C"
[ "$(wc -l <"$work/rows")" -ge 200 ] || { echo "only $(wc -l <"$work/rows") rows"; exit 1; }
