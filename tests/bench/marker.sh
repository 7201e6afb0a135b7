#!/bin/bash
# SPDX-License-Identifier: ISC
# The marker one row down; baseline: less, one row on, over sshd -C.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
office_keys tinh
office_start
steps() { for _ in 1 2 3 4 5 6 7 8; do printf 'key Down\ncount step\n'; done; }
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500' \
	    'screen' reset
	steps
} | office_drive tinh >"$work/out"
grep '^|' "$work/out" | cut -c2- >"$work/rows"
for _ in 1 2 3 4 5 6 7 8; do cat "$work/rows"; done >"$work/many"
sshd_start || exit 1
{ printf '%s\n' 'expect /many' 'quiet 300' reset; steps; } | DRIVE_SIZE=80x21 \
    sshd_drive -C -- "less $work/many" >"$work/base"
row "the marker one row down" "$(counted step down <"$work/out" | mean)" B 44 \
    "$(counted step down <"$work/base" | mean)" "less, sshd -C"
