#!/bin/bash
# SPDX-License-Identifier: ISC
# The day is the office's, whatever the server's zone is: TZ=UTC, and what is
# paid at 06:30 in Sơn La is of that day in the books, at the desk and on paper;
# midnight is there where the people are.  A zone that is none does not start.
. "$(dirname "$0")/lib.sh"
export TZ=UTC

# shift_to MOMENT: the office's clock reads that moment of UTC from now on
shift_to()
{
	office_set office clock_shift $(($(date -d "$1" +%s) - $(date +%s)))
}
at() { sql "SELECT at FROM receipt ORDER BY no DESC LIMIT 1"; }

small_tables 40
small_init
shift_to 2024-08-05T02:00:00Z
small_table areas
small_table points
small_people
small_table roll
office_start
small_approve
small_period
office_stop

# --- 06:30 on the sixth, 23:30 of the fifth in UTC
shift_to 2024-08-05T23:30:00Z
office_start
as lan pay P0004 >"$work/out" 2>&1
is "paid at half past six" $? 0
has "the receipt is of the sixth" "$(at)" '^2024-08-06T06:3'
out=$(as lan report receipts --format csv 2>&1)
has "and the sheet of receipts says half past six" "$out" ',06:3[0-9],P0004'
plays "and today at the desk" lan <<'END'
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today 1
END
office_stop

# --- the minutes around midnight in Sơn La
shift_to 2024-08-06T16:50:00Z
office_start
as lan pay P0008 >"$work/out" 2>&1
has "ten to midnight is the sixth" "$(at)" '^2024-08-06T23:5'
office_stop
shift_to 2024-08-06T17:00:01Z
office_start
as lan pay P0012 >"$work/out" 2>&1
has "just after it is the seventh" "$(at)" '^2024-08-07T00:0'
plays "and the desk begins the day anew" lan <<'END'
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today 1
END
office_stop

# --- other zones, with and without their files
refused()
{
	timeout 20 "$CHITRA" --config "$office_conf" "${@:3}" >"$work/out" 2>&1 </dev/null
	is "$1: status" $? 3
	has "$1: why" "$(cat "$work/out")" "$2"
}
office_set office zone Asia/Son_La
refused "a zone that is none" 'chitra.ini:[0-9]+: zone = Asia/Son_La: there is no zone' serve
refused "nor for check" 'zone = Asia/Son_La' check
office_set office zone ../../../etc/localtime
refused "a path" 'there is no zone' serve
mkdir "$work/nothing"
office_set office zone Asia/Ho_Chi_Minh
TZDIR=$work/nothing chitra report >/dev/null
is "Vietnam's needs no file" $? 0
office_set office zone Asia/Bangkok
TZDIR=$work/nothing refused "others do" 'there is no zone.*tzdata' report
if [ -f /usr/share/zoneinfo/Europe/Paris ]; then
	office_set office zone Europe/Paris
	refused "summer time" 'zone = Europe/Paris.*summer' serve
fi
is "check" "$(office_set office zone Asia/Ho_Chi_Minh; chitra check >"$work/out" 2>&1; echo $?)" 0
exit "$failed"
