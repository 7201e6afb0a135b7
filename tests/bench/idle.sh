#!/bin/bash
# SPDX-License-Identifier: ISC
# An idle hour has 30 keepalives of 120 s; here they come every 10 s, three are
# waited for, times 10.
. "${top_srcdir:?}/tests/bench/lib.sh"
bench_office 1500 || exit 1
office_keys lan
office_set limits keepalive_seconds 10
office_start
sed -i 's/ServerAliveInterval.*/ServerAliveInterval 30/' "$work/ssh_config"
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'quiet 500' reset
	printf 'pause 4000\n%.0s' 1 2 3 4 5 6 7 8
	echo 'count idle'
} | office_drive lan >"$work/out"
up=$(counted idle up <"$work/out")
down=$(counted idle down <"$work/out")
[ -n "$up" ] && sum=$(((up + down) * 10))
row "an idle hour, both ways (32 s at 12 x, scaled)" "${sum:-}" B 8192
