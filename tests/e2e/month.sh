#!/bin/bash
# SPDX-License-Identifier: ISC
# A month from a commune's file of changes to the approved list of the next one,
# by two makers and a checker, every word over ssh; figures to the đồng.
# shellcheck disable=SC2034
. "$(dirname "$0")/lib.sh"

small_office 48
small_staff hoa "Lường Thị Hoa" preparer --area 118
office_keys hoa
office_start
small_period

# The checker decides with the password; the numbers of what was asked.
approve() { echo demo-truong | as truong change approve "$@"; }
asked() { sed -n 's/^request \([0-9]*\) waits.*/\1/p' <<<"$1"; }

# --- August: 24 people, 12 x 500.000 and 12 x 750.000; two collect
is "august: the list" "$(sql 'SELECT people, total FROM list WHERE seq = 1')" '24|15000000'
as lan pay P0004 >/dev/null && as lan pay P0008 >/dev/null
is "august: two were paid" "$(paid)" '2|2|2|1000000'

# --- somebody comes onto the roll after it: August is paid by decision alone
{ head -n 1 "$work/roll.csv"; echo 'P0099,Vì Thị Muộn,F,1970,014170000099,Thái,03682,Bản 1,MG1,point,20.5.6c,2024-08,QĐ 1'; } |
    as phong import roll - >/dev/null 2>&1
small_approve

# --- a commune's file, beside somebody who asks at the same time
cat >"$work/changes.csv" <<'END'
kind,code,name,birth,sex,commune,village,point,identity,reason,date,from,to,category,amount,decision,decision_date,document,document_date,delivery
stop,P0005,,,,,,,,death,20/08/2024,,,,,,,31/TLKT,22/08/2024,
stop,P0008,,,,,,,,death,20/07/2024,,,,,,,29/TLKT,30/08/2024,
suspend,P0009,,,,,,,,other,,09/2024,,,,,,,,
amount,P0012,,,,,,,,,,09/2024,,,700.000,QĐ 41/2024,25/08/2024,,,
arrears,P0099,,,,,,,,,,08/2024,08/2024,,,QĐ 42/2024,25/08/2024,,,
delivery,P0016,,,,,,,,,,,,,,,,,,home
new,,Lò Văn Mới,1940,M,03682,Bản 1,MG1,014040000999,,,09/2024,,20.5.5c,,QĐ 43/2024,25/08/2024,,,
END
sed 's/P0005,,/P0005,Tòng Văn Khác,/; s/^arrears,P0099/arrears,P9999/' "$work/changes.csv" >"$work/bad.csv"
as phong import changes - <"$work/bad.csv" >"$work/out" 2>"$work/err"
is "a file with bad rows: status" $? 1
has "a bad row: whose record it is" "$(cat "$work/err")" '^-:2: name: .*P0005'
has "a bad row: nobody of that number" "$(cat "$work/err")" '^-:6: code: .*P9999'
out=$(as phong import changes - --dry-run <"$work/changes.csv")
is "dry run: status" $? 0
has "dry run: how many" "$out" 'it would be: 7 requests'
has "dry run: the dead" "$out" '^ +2 +stop .died.'
has "dry run: what is held back at once" "$out" '^lines blocked at once: 1$'
is "dry run: asked for nothing" "$(sql "SELECT count(*) FROM change WHERE kind NOT IN ('roll', 'open')")" 0
as phong import changes - <"$work/changes.csv" >"$work/phong" 2>&1 &
wrong=$(as hoa change ask stop person=P0017 reason=waiver event_on=31/08/2024)
has "what a stop brings about" "$wrong" '^  - 20.5.6c ends with 08/2024, the last month paid'
mistake=$(as hoa change ask stop person=P0021 reason=waiver event_on=31/08/2024)
lower=$(as hoa change ask amount person=P0004 from=08/2024 amount=300.000 "'decision=QĐ 44/2024'" decision_date=25/08/2024)
has "a lower amount: what was paid too much" "$lower" '200.000 đồng'
wait $!
is "the file: status" $? 0
is "ten wait: 7 of a file, 3 by hand" "$(sql "SELECT count(*), count(job_id), count(DISTINCT maker_id) FROM change WHERE state = 'waiting'")" '10|7|2'
is "a death holds back its line at every desk" "$(sql "SELECT count(*) FROM block JOIN line ON line.id = line_id WHERE name = (SELECT name FROM person WHERE code = 'P0005')")" 1
as mai pay P0005 >/dev/null 2>&1
is "nobody is paid for the dead" $? 1
as phong import changes - <"$work/changes.csv" >"$work/out" 2>"$work/err"
is "the file again: status" $? 1
is "the file again: every row was asked for" "$(grep -c ': kind: .*asked for this already on ' "$work/err")" 7

# --- the checker
approve "$(asked "$mistake")" </dev/null >/dev/null 2>&1
out=$(echo wrong | as truong change approve "$(asked "$mistake")" 2>&1)
is "a decision wants the password" $? 1
out=$(echo demo-hoa | as hoa change approve "$(asked "$mistake")" 2>&1)
is "who asks does not decide" $? 1
as truong change reject "$(asked "$wrong")" "'no signature'" >/dev/null
is "one is rejected" "$(sql "SELECT verdict FROM change WHERE state = 'rejected'")" 'no signature'
# shellcheck disable=SC2046
out=$(approve $(sql "SELECT id FROM change WHERE state = 'waiting' ORDER BY id"))
is "nine are approved: status" $? 0
has "approved: in which list arrears come out" "$out" 'list of 09/2024: 1 × 750.000 arrears'
has "approved: a recovery" "$out" 'a recovery of 500.000 đồng'
undo=$(as hoa change undo "$(asked "$mistake")" "'he did not waive it'")
approve "$(asked "$undo")" >/dev/null
is "an undo in one" "$(sql "SELECT count(*) FROM change WHERE state = 'undone'")" 1

# --- what was paid too much is taken back by decision, 100.000 a month
case=$(as phong recovery list | awk '/P0004/ { print $1 }')
out=$(as phong recovery plan "$case" 100.000 "'QĐ 50'" 2>&1)
is "nothing is cut without a decision" $? 1
approve "$(asked "$(as phong recovery decide "$case" 200.000 "'QĐ 50/2024'")")" >/dev/null
out=$(as phong recovery plan "$case" 100.000 "'QĐ 50/2024'")
has "the plan" "$out" 'cut by 100.000 đồng'
approve "$(asked "$out")" >/dev/null
out=$(as phong report recoveries --format csv)
has "recoveries: of the dead" "$out" '^P0008,.*,500000,0,0,0,500000,'
has "recoveries: by decision" "$out" '^P0004,.*,200000,0,0,0,200000,QĐ 50/2024'

# --- September: not while August is open; a finding keeps the list
{ head -n 1 "$work/roll.csv"; echo 'P0100,Vàng Thị Lớn,F,2000,014300000100,Thái,03682,Bản 1,MG1,point,20.5.1b,2024-09,QĐ 1'; } |
    as phong import roll - >/dev/null 2>&1
small_approve
as admin period open 2024-09 >/dev/null
as phong period list 2024-09 >/dev/null 2>"$work/err"
is "no list beside an open one" $? 1
out=$(echo demo-truong | as truong period override 2024-09 "'the post is late'" --area 118)
is "leave by the approver" $? 0
out=$(as phong period list 2024-09)
has "the list" "$out" '24 people, 25 lines, 15.650.000 đồng'
has "three findings keep it" "$out" '3 findings to settle'
is "it is a draft" "$(sql "SELECT state FROM list WHERE id = 2")" draft
out=$(as phong period submit 2024-09 2>&1)
is "submitting it does nothing, and that is no success" $? 1
has "and why" "$out" 'not submitted: 1 of 1 lists'
out=$(echo demo-truong | as truong period approve 2024-09 2>&1)
is "nothing to approve is no success" $? 1
has "and says so" "$out" 'nothing that you see of 2024-09 waits to be approved'
out=$(as phong period checks 2024-09 --area 118)
has "which finding" "$out" '^2[.][0-9]+ must Vàng Thị Lớn .*P0100'
has "an amount by decision is one" "$out" '^2[.][0-9]+ must .*P0012.* 700.000 đồng by decision'
for no in $(awk '$2 == "must" { print $1 }' <<<"$out"); do
	as phong period accept 2024-09 "$no" "'the court has still to rule'" >/dev/null
done
as phong period submit 2024-09 >/dev/null
echo demo-truong | as truong period approve 2024-09 >/dev/null
is "approved" "$(sql "SELECT state, people, total, deducted, carried_lines, carried_total FROM list WHERE id = 2")" \
    'approved|24|15650000|100000|22|14000000'

# --- the payment list: this month, arrears, carried, cut, and all of it
sums() { # COLUMN ...: rows and sums of a CSV on standard input
	awk -F';' -v names="$*" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(names, name, " "); next }
	    { for (i = 1; i <= n; i++) sum[i] += $(at[name[i]]) }
	    END { printf "%d", NR - 1; for (i = 1; i <= n; i++) printf " %d", sum[i]; print "" }' <(tr -d '\r')
}
list=$(as truong report payment-list --period 2024-09 --format csv --separator ';')
is "payment list: 26 rows, to the đồng" \
    "$(sums base care arrears carried deducted total <<<"$list")" \
    '26 15000000 0 750000 14000000 100000 29650000'
has "who is cut" "$list" '^[0-9]+;P0004;.*;300000;0;0;0;;0;0;100000;200000;'
has "who has arrears" "$list" ';P0099;.*;750000;08/2024;0;0;0;1500000;'
has "the dead: what is left to an heir, without a number" "$list" '^;P0005;.*;0;0;750000;0;;750000;1;0;750000;'
out=$(as truong report payment-list --period 2024-09 --columns 132)
has "on paper" "$out" '^[|]Total [(]26 people[)] .*15.000.000[|] *750.000[|] *14.000.000[|] *29.650.000[|]'
has "on paper: what is cut" "$out" '^[|] +[|] +0[|] +[|] +100.000[|]'
has "in words" "$out" 'Hai mươi chín triệu sáu trăm năm mươi nghìn đồng'
changes=$(as truong report changes --month "$(TZ='<+07>-7' date +%Y-%m)" --format csv --separator ';')
is "changes: who came by a file of the roll" "$(sums old new difference <<<"$(grep '^code\|;file of the roll;.*;file of the roll;' <<<"$changes")")" '26 0 16500000 16500000'
is "changes: old, new, difference" "$(sums old new difference <<<"$(grep -v ';undo\|;file of the roll;' <<<"$changes")")" '6 3000000 1500000 -1500000'
has "changes: the undo gives back" "$changes" '^P0021;.*;Increases;undo;20.5.6c;0;750000;750000;09/2024;'
# --- the dead: an heir gets what was due, who buried him a grant, each once
heir=$(as hoa change ask collector person=P0005 collector_kind=heir "'collector_name=Cầm Thị Con'" \
    collector_identity=014190000555 relation=con "'letter=31/TLKT'" "'certifier=UBND xã'")
grave=$(as phong change ask funeral person=P0005 "'document=31/TLKT'" "'collector_name=Cầm Thị Con'" \
    collector_identity=014190000555 relation=con "'decision=QĐ 45/2024'" decision_date=25/08/2024)
has "20 times the standard of August" "$grave" '10.000.000'
approve "$(asked "$heir")" "$(asked "$grave")" >/dev/null
is "heir and grant are approved" $? 0
out=$(as phong period list 2024-09 --kind funeral)
has "a list of its own" "$out" '1 people, 1 lines, 10.000.000'
echo demo-truong | as truong period approve 2024-09 --kind funeral >/dev/null
out=$(as truong report funeral-list --period 2024-09 --format csv)
has "grants for funerals" "$out" '^P0005,.*,500000,10000000,Cầm Thị Con,014190000555,con'
as lan pay P0005 >/dev/null 2>&1
is "not to himself" $? 1
out=$(as lan pay P0005 --collector heir "--collector-name='Cầm Thị Con'" --collector-identity=014190000555 "--document='31/TLKT'")
has "to the heir: August" "$out" ': 750.000 đồng'
out=$(as lan pay P0005 --collector organiser "--collector-name='Cầm Thị Con'" --collector-identity=014190000555 "--document='31/TLKT'")
has "to who buried him" "$out" ': 10.000.000 đồng'
is "all that was paid" "$(paid)" '4|4|4|11750000'

# --- two months in one go: closed is what came before
as phong period list 2024-10 >/dev/null 2>&1
is "no list of a period that nobody opened" $? 1
as phong period close 2024-08 >/dev/null && as phong period close 2024-09 >/dev/null
is "closed" "$(sql "SELECT DISTINCT state FROM list")" closed
as admin period open 2024-10 --through 2024-11 >/dev/null
as phong period list 2024-10 >/dev/null
no=$(as phong period checks 2024-10 | awk '$2 == "must" { print $1 }')
for one in $no; do
	as hoa period accept 2024-10 "$one" "'the court has still to rule'" >/dev/null
done
as hoa period submit 2024-10 >/dev/null
as truong period return 2024-10 4 "'look at P0016 again'" >/dev/null
is "sent back" "$(sql "SELECT state FROM list WHERE id = 4")" draft
as phong period submit 2024-10 >/dev/null
echo demo-truong | as truong period approve 2024-10 >/dev/null
# The plan cut 100.000 of September; what is left of the 200.000 is cut once.
is "two months: lines, less what is cut" "$(sql "SELECT state, people, lines, total, deducted FROM list WHERE id = 4")" \
    'approved|24|48|29900000|100000'
list=$(as truong report payment-list --period 2024-10 --format csv --separator ';')
is "two months: with what August and September owe" \
    "$(sums base arrears carried deducted total <<<"$list")" '25 30000000 0 28900000 100000 58800000'
has "how many months" "$list" ';P0016;.*;"at home; 2 months; 2 months carried over"'

# --- what else a maker does by command
out=$(as hoa change ask delivery person=P0024 delivery=home)
has "an effect as things stand now" "$(as hoa change effect "$(asked "$out")")" 'would bring about now:'
has "taken back" "$(as hoa change withdraw "$(asked "$out")")" ': withdrawn'
{ head -n 1 "$work/roll.csv"; echo 'P0101,Vàng Thị Lớn,F,2000,014300000101,Thái,03682,Bản 2,MG1,point,20.5.5c,2024-12,QĐ 1'; } |
    as phong import roll - >/dev/null 2>&1
small_approve
has "two of a name" "$(as phong duplicate list)" '^= P010[01] +Vàng Thị Lớn'
has "two people" "$(as phong duplicate different P0100 P0101 "'two sisters'")" 'P0100 and P0101: different people'
is "nothing to look at any more" "$(as phong duplicate list)" ""

# --- a draft that requests have overtaken is made anew when lists are asked for
as phong period close 2024-10 >/dev/null
has "words, not verbs" "$(as admin period open 2024-12)" '^2024-12: the period is open$'
as phong period list 2024-12 >/dev/null
draft() { sql "SELECT id, state FROM list WHERE kind = 'monthly' ORDER BY id DESC LIMIT 1"; }
was=$(draft)
# The books keep seconds: what is approved in the one of the list is not later.
made=$(date +%s)
second() { [ "$(date +%s)" != "$made" ]; }
waits 5 second
approve "$(asked "$(as hoa change ask point person=P0024 point=CB1)")" >/dev/null
out=$(as phong period list 2024-12 2>&1)
is "overtaken: made anew" $? 0
has "and says what it has" "$out" '2024-12, 118: list [0-9]+, [0-9]+ people'
check "it is another" test "$was" != "$(draft)"
as lan report changes >/dev/null 2>&1
is "a report at the desk: of one's own points" $? 0
is "the journal is whole" "$(chitra check >/dev/null 2>&1; echo $?)" 0
exit "$failed"
