#!/bin/bash
# SPDX-License-Identifier: ISC
# F3 stops a job on its way through the terminal: the line and the sheet are
# finished, the bracket is closed, and the person is asked from which page on to
# go on.  Only a line of 9,600 bit/s is slow enough to be stopped by a key; it is
# made of two TUN devices (farline), so this needs root.
: "${top_srcdir:?}" "${top_builddir:?}"
if [ "${1:-}" != inside ]; then
	[ "$(id -u)" = 0 ] && [ -c /dev/net/tun ] && unshare -n true 2>/dev/null ||
	    { echo "skip: needs root and /dev/net/tun"; exit 77; }
	exec unshare -n bash "$0" inside
fi
. "$top_srcdir/tests/tools/office.sh"
[ -x "$tools/farline" ] || { echo "skip: no farline"; exit 77; }
ip link set lo up || exit 1
office_new --people 1500 --language en
mkdir "$office_dir/printers"
office_set print profiles printers
office_set server address 0.0.0.0
office_keys quan
cat >"$office_dir/printers/own.ini" <<END
[printer paper]
title = Printer that is a file
profile = a4-80
way = file
target = $work/paper
END
office_start
office_ssh quan chitra print payment-list --area 119 --printer paper >/dev/null

timeout 200 "$tools/farline" 9600 100 "$tools/drive" -- /usr/bin/ssh -tt \
    -F "$work/ssh_config" -o HostName=10.77.0.1 -p "$office_port" \
    -o HostKeyAlias="[127.0.0.1]:$office_port" -l quan chitra >"$work/screen" 2>&1 <<END
printer $work/tty
expect Any key goes on
key Enter
expect Settings
send 5
expect From page
key Left Left Left
expect PAYMENT LIST
key Down
send 119
quiet 600
key F10
pause 2000
key F3
expect Did it print?
expect Printing was stopped after page
screen
key F3
gone Did it print?
END
is "F3 stops" $? 0
[ "$failed" = 0 ] || cat "$work/screen"
done=$(sed -n 's/.*stopped after page \([0-9]*\) of.*/\1/p' "$work/screen" | head -1)
check "after some pages" test "${done:-0}" -ge 1
has "the next page is offered" "$(cat "$work/screen")" "Again from page \[$((done + 1)) "
n=$(stat -c %s "$work/tty")
check "not all was sent" test "$n" -lt "$(stat -c %s "$work/paper")"
# A sign-in came between the two: the journal's head at the foot differs.
seal() { sed -E 's/Journal: [0-9]+ [0-9a-f-]+ */Journal:/' "$1"; }
seal "$work/tty" | head -c -1 >"$work/stopped"
check "what was sent is the beginning of the job" \
    cmp -n "$(stat -c %s "$work/stopped")" "$work/stopped" <(seal "$work/paper")
is "it ends with a form feed behind a whole line" \
    "$(tail -c 3 "$work/tty" | od -An -tx1)" " 0d 0a 0c"
is "and has as many sheets" "$(tr -cd '\f' <"$work/tty" | wc -c)" $((done + 1))
exit "$failed"
