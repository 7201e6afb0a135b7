#!/bin/bash
# SPDX-License-Identifier: ISC
#
# 120 people at desks, 64 who pay straight to books, and a list job: nobody is
# thrown out or left waiting, and SIGTERM still ends all of it in order.
. "${top_srcdir:?}/tests/slow/lib.sh"
office_new --people 12000
clerks 120
office_keys truong
office_start
"$tools/generator" -p "$office_port" -k "$work/key" -l "$work/clerks" -n 120 -i 1000 \
    -s 25 -o '\r|2' -y '\e[B|\e[A' -w "$work/ready" >"$work/gen" 2>&1 &
gen=$!
office_extra+=("$gen")
check "120 sign in" waits 120 test -f "$work/ready"
area=$(books "SELECT a.code FROM staff s JOIN area a ON a.id = s.area_id WHERE s.login = 'phong'")
"$CHITRA" --config "$office_conf" period open 2019-12 >/dev/null
# November is still being paid: the approver gives leave.
echo demo-truong | office_ssh truong chitra period override 2019-12 load --area "$area" >/dev/null
is "leave for the list beside an open one" $? 0
"$tools/listjob" phong 2019-12 "$area" "$office_conf" >"$work/job" 2>&1 &
job=$!
office_extra+=("$job")
"$tools/payers" -n 64 -i 500 -s 15 -o "$work/answered" "$office_conf" >"$work/payers" 2>&1
is "the payers end in order" $? 0
kill "$job"
wait "$job"
is "so does the list job" $? 0
wait "$gen"
is "and the generator" $? 0
cat "$work/gen" "$work/payers" "$work/job"
has "nobody was thrown out" "$(cat "$work/gen")" 'sessions=120 .*broken=0 '
has "no key went unanswered" "$(cat "$work/gen")" ' lost=0 '
has "nobody was refused" "$(cat "$work/payers")" ' refused=0 breaks=0 '
p99=$(grep -o 'p99_us=[0-9]*' "$work/gen" | cut -d= -f2)
check "99 of 100 keys have their frame in 250 ms ($p99 us)" [ "${p99:-999999}" -lt 250000 ]
p99=$(grep -o 'p99_us=[0-9]*' "$work/payers" | cut -d= -f2)
check "99 of 100 payouts are answered in 500 ms ($p99 us)" [ "${p99:-999999}" -lt 500000 ]
office_stop
is "SIGTERM ends it in order" "$office_status" 0
proves "$work/answered"
echo "figure: $(cat "$work/gen")"
echo "figure: $(cat "$work/payers")"
exit "$failed"
