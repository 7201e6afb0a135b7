#!/bin/bash
# SPDX-License-Identifier: ISC
# Opening a person from the roll; baseline: less, another file of that size
# (a mail in mutt was ~960).
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
office_keys tinh
office_start
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 500'
	for i in 1 2 3 4 5 6; do
		printf '%s\n' 'key Down' 'quiet 400' reset 'key Enter' 'count open'
		[ "$i" = 3 ] && echo screen
		printf '%s\n' 'key Esc Esc' 'quiet 400'
	done
} | office_drive tinh >"$work/out"
grep '^|' "$work/out" | cut -c2- | sed '/^ *$/d' >"$work/one"
head -n 24 "$work/one" | tac >"$work/two"
sshd_start || exit 1
{
	printf '%s\n' 'expect /two' 'quiet 300' reset
	for _ in 1 2 3; do
		printf '%s\n' 'send :n\r' 'count open' 'send :p\r' 'quiet 400' reset
	done
} | sshd_drive -C -- "less $work/two $work/one" >"$work/base"
row "open a person" "$(counted open down <"$work/out" | mean)" B 480 \
    "$(counted open down <"$work/base" | head -n 1)" "less :n, sshd -C"
