#!/bin/bash
# SPDX-License-Identifier: ISC
# 20 x PgDn at 5 a second on 9,600 bit/s, 600 ms: from the last key to the last
# byte; baseline: less over sshd -C on the same line.  The line is made of two
# TUN devices (farline), so this needs root.
: "${top_srcdir:?}" "${top_builddir:?}"
if [ "${1:-}" != inside ]; then
	[ "$(id -u)" = 0 ] && [ -c /dev/net/tun ] && unshare -n true 2>/dev/null ||
	    { echo "skip: needs root and /dev/net/tun"; exit 77; }
	exec unshare -n bash "$0" inside
fi
. "$top_srcdir/tests/bench/lib.sh"
ip link set lo up || exit 1
bench_office || exit 1
office_keys tinh admin phong
office_set server address 0.0.0.0
office_start
keys()
{
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		printf 'key PgDn\npause 200\n'
	done
	printf 'quiet 4000\ncount paging\n'
}
far() # OPTIONS of ssh and the command
{
	timeout 300 "$tools/farline" 9600 300 "$tools/drive" -s "$size" -- \
	    /usr/bin/ssh -tt "$@"
}
size=80x24
for login in tinh admin phong; do
	{
		printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 3  ' 'send 1' 'quiet 2500'
		keys
	} | far -F "$work/ssh_config" -o HostName=10.77.0.1 -p "$office_port" \
	    -o HostKeyAlias="[127.0.0.1]:$office_port" -l "$login" chitra
done >"$work/out"
{
	printf '%s\n' 'expect F3' 'key Home' 'quiet 500'
	for _ in $(seq 22); do printf 'key PgDn\nquiet 300\nscreen\n'; done
} | office_drive tinh | awk '/^\|/ { n++; if (n > 2 && n <= 22) {
	sub(/^\|/, ""); sub(/^>/, " "); print } if (n == 24) n = 0 }' >"$work/rows"
sshd_address=0.0.0.0 sshd_start || exit 1
size=80x21
for _ in 1 2 3; do
	{ printf '%s\n' 'expect /rows' 'quiet 2500'; keys; } | far -C -F "$work/sshd/ssh_config" \
	    -p "$sshd_port" -l "$sshd_user" 10.77.0.1 "LC_ALL=C.UTF-8 less $work/rows"
done >"$work/base"
row "20 PgDn at 5/s, 9.6 kbit/s, 600 ms: last byte" \
    "$(counted paging ms <"$work/out" | middle)" ms 1500 \
    "$(counted paging ms <"$work/base" | middle)" "less, sshd -C"
