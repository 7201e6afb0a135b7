#!/bin/bash
# SPDX-License-Identifier: ISC
# A letter in a form field (the name of a new person); baseline: bash's echo.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
office_keys phong
office_start
bench_letters()
{
	local l
	for l in n g u y e n; do
		printf 'send %s\ncount letter\n' "$l"
	done
}
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 4  ' 'send 4' 'quiet 500' \
	    'key Tab' 'quiet 300' reset
	bench_letters
} | office_drive phong >"$work/out"
sshd_start || exit 1
{
	printf '%s\n' 'expect $' 'quiet 500' reset
	bench_letters
} | sshd_drive -- "PS1='$ ' bash --norc -i" >"$work/base"
for way in up:36 down:44; do
	row "a letter in a form field, ${way%:*}" \
	    "$(counted letter "${way%:*}" <"$work/out" | mean)" B "${way#*:}" \
	    "$(counted letter "${way%:*}" <"$work/base" | mean)" "bash over sshd"
done
[ -s "$work/out" ]
