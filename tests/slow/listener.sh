#!/bin/bash
# SPDX-License-Identifier: ISC
#
# The listener is killed with -9: every line ends, desks save their drafts and
# end, nothing of it stays behind; after a restart everybody signs in again and
# finds the draft; what was paid is paid.
. "${top_srcdir:?}/tests/slow/lib.sh"
[ -x "$tools/drive" ] || { echo "skip: drive was not built"; exit 77; }
office_new --people 2000
clerks 24
office_keys phong
office_start
"$tools/payers" -n 16 -m 400 -o "$work/answered" "$office_conf" >"$work/payers.log" 2>&1
"$tools/generator" -p "$office_port" -k "$work/key" -l "$work/clerks" -n 24 -i 200 \
    -s 30 -o '\r|2' -y '\e[B|\e[A' -w "$work/ready" >"$work/gen" 2>&1 &
office_extra+=("$!")
check "24 people work" waits 60 test -f "$work/ready"

# A person half typed into the form.
mkfifo "$work/keys"
office_drive phong <"$work/keys" >"$work/screen" 2>&1 &
drive=$!
office_extra+=("$drive")
exec {keys}>"$work/keys"
printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'expect 4  ' 'send 4' 'quiet 500' \
    'send Zyx Wvu' 'expect Zyx Wvu' 'quiet 300' screen >&"$keys"
check "the form is half filled" waits 30 grep -q 'Zyx Wvu' "$work/screen"
desks=$(office_pids desks)
others=$(office_pids transports; office_pids books; office_pids gate)
check "25 desks" [ "$(wc -w <<<"$desks")" -eq 25 ]
kill -KILL "$office_pid"
wait "$office_pid" 2>/dev/null
exec {keys}>&-
gone()
{
	local p
	for p in $desks $others; do
		[ -d "/proc/$p" ] && ! grep -q '^State:.*Z' "/proc/$p/status" 2>/dev/null && return 1
	done
	return 0
}
check "everything below it ends by itself" waits 30 gone
wait "$drive" 2>/dev/null
office_restart
{
	printf '%s\n' 'expect ằẳẵắặ' 'key Enter' 'quiet 700' 'screen' 'key Enter' \
	    'quiet 700' 'screen' 'expect Zyx Wvu' 'screen'
} | office_drive phong >"$work/again" 2>&1
is "the draft is offered and fills the form again" $? 0
cat "$work/again"
office_stop
is "the second server ends in order" "$office_status" 0
proves "$work/answered"
exit "$failed"
