#!/bin/sh
# SPDX-License-Identifier: ISC
# Guards the commands of a month on the server itself, where no server runs:
# exit statuses, what is refused and why, rates by month, reports of months.
set -u
chitra=$top_builddir/chitra
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 99
fail=0

# want STATUS TEXT COMMAND...: TEXT stands in what it says, on either stream.
want() {
	status=$1 text=$2
	shift 2
	"$chitra" --config office/chitra.ini "$@" >out 2>&1 </dev/null
	got=$?
	if [ $got != "$status" ] || { [ -n "$text" ] && ! grep -q -- "$text" out; }; then
		echo "roll: $* gave $got, not $status with '$text':"
		head -5 out
		fail=1
	fi
}

"$chitra" demo office --people 400 --language en >/dev/null 2>&1 || { echo "no demo"; exit 1; }
want 2 'usage' change
want 2 'usage' change leap
want 1 'number of a request' change show
want 1 'no such request' change show 99
want 0 '' change list --state waiting
want 1 'month' change list --month soon
want 1 'what is asked' change ask
want 1 'field=value' change ask stop SL000001
want 1 'nobody with the file number' change ask stop person=NOBODY reason=death event_on=01/11/2019
# The administrator neither asks nor decides; an approval is a person's.
want 1 'not for your role' change ask stop reason=death event_on=01/11/2019
want 1 'not for your role' recovery decide 1 100.000 QD1
want 1 'not for your role' import changes "$top_srcdir/tests/cli/changes.csv"
want 0 'valid_to' import changes --help
want 0 '' import --help
grep -q reorganisation out || { echo "roll: import --help tells of one table"; fail=1; }
# Rates: as typed, by month, each with its text.
want 0 'standard' rate show
want 0 'request 21 waits' rate setting letter_ahead 12/2019 45
want 0 'letter_ahead *30' rate show
want 0 'setting  *letter_ahead: 45 .*waiting' change list
want 0 'waiting .*, [0-9][0-9]/[0-9][0-9]/20[0-9][0-9]$' change list
want 0 '  - .*45 from 12/2019 on' change show 21
out=$(echo demo-admin | "$chitra" --config office/chitra.ini change approve 21 2>&1)
case $? in 1) ;; *) echo "roll: the administrator approves: $out"; fail=1 ;; esac
want 0 '' user disable so
want 0 '' user disable tinh
want 0 'chitra user add LOGIN NAME approver --area 14' rate standard 310.000 02/2020 'NQ 6/2019'
want 0 'chitra user add LOGIN NAME approver --area 14' change show 22
want 1 'from' rate setting letter_ahead soon 45
want 1 'must be filled in' rate setting letter_ahead
want 0 'request 23 waits' rate standard 300.000 01/2020 'NQ 5/2019'
want 0 'request 24 waits' rate coefficient 136.5.5b 01/2020 1,5
want 2 'usage' rate leap
# The differences are ordered by who makes the lists.
want 1 'not for your role' rate differences 119 11/2019 'NQ 5/2019'
want 1 'must be filled in' rate differences 119
want 0 '' recovery list
want 1 'number of a case' recovery show x
want 0 '' duplicate list
want 2 'usage' duplicate different one
want 2 'usage' period
want 0 '' period checks 2019-11
want 1 'LIST.NO' period accept 2019-11
for r in changes arrears transfers age-steps recoveries; do
	want 0 '' report "$r" --month 11/2019..02/2020
	want 1 'month' report "$r" --month 02/2020..11/2019
done
want 1 'month' report changes --month soon
want 0 'Within 20 days' report letters --days 20
want 1 'days' report letters --days many
want 1 'list' report list-checks --list x
for r in changes arrears transfers age-steps duplicates letters collectors recoveries funeral-list list-checks payment-list; do
	want 0 '' report "$r" --columns 132
	want 0 '' report "$r" --format csv
done
exit $fail
