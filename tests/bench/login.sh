#!/bin/bash
# SPDX-License-Identifier: ISC
# Bytes from the first of the connection to the menu on screen, with one
# ed25519 key; baseline: sshd 9.2 as it comes, the same client, a command.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office || exit 1
bench_clerks 3
office_start

while read -r login; do
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'count login' |
	    office_drive "$login"
done <"$work/clerks" >"$work/out"
sshd_start || exit 1
for _ in 1 2 3; do
	sshd_drive -- 'echo ready; cat' <<-'END'
		expect ready
		count login
	END
done >"$work/base"
for way in up:2600 down:1900; do
	row "sign in with a key, to the menu, ${way%:*}" \
	    "$(counted login "${way%:*}" <"$work/out" | middle)" B "${way#*:}" \
	    "$(counted login "${way%:*}" <"$work/base" | middle)" "sshd, a command"
done
[ -s "$work/out" ]
