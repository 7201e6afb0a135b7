#!/bin/bash
# SPDX-License-Identifier: ISC
# The first payout, from empty books to a summary that agrees with them to the
# đồng: tables over ssh, a list by one person and its approval by another, five
# payouts in three ways, and a check that finds what a stranger changed.
# shellcheck disable=SC2034
OFFICE_LANGUAGE=vi
. "$(dirname "$0")/lib.sh"

small_tables 3000
small_init
small_staff admin "Quản trị" admin
office_keys admin
office_start

# Commands speak the office's language: what is matched is what stands in both.
# --- tables, as an office sends them: over ssh, on standard input
out=$(as admin import areas - <"$work/areas.csv")
has "areas" "$out" '^4 (rows|dòng): '
out=$(as admin import points - <"$work/points.csv")
has "points" "$out" '^4 (rows|dòng): 4 [^ ]+, 0 [^,]+, 0 '
small_people_without_admin()
{
	local rest=(lan mai binh quan phong truong tinh)
	small_staff lan "Lò Thị Lan" paying --points MG1,CB1
	small_staff mai "Hoàng Thị Mai" paying --points MG1,CB1
	small_staff binh "Cầm Văn Bình" paying --points TC1,PL1
	small_staff quan "Nguyễn Văn Quân" controller --unit BD118
	small_staff phong "Đinh Thị Phong" preparer --area 118
	small_staff truong "Hà Văn Trường" approver --area 118
	small_staff tinh "Lù Thị Tỉnh" province
	office_keys "${rest[@]}"
}
small_people_without_admin
# The preparer of a district imports its people, and nobody else's.
{ head -n 1 "$work/roll.csv"; grep -E ',(MG1|CB1),' "$work/roll.csv"; } >"$work/own.csv"
people=$(($(wc -l <"$work/own.csv") - 1))
out=$(as phong import roll - <"$work/roll.csv" 2>"$work/err")
is "a roll with other districts' people: status" $? 1
has "its first row of another's" "$(cat "$work/err")" '^-:3: '
out=$(as phong import roll - --dry-run <"$work/own.csv" 2>/dev/null)
is "dry run: status" $? 0
has "dry run: what it would be" "$out" ": $people (rows|dòng): $people [^ ]+, 0 "
is "dry run: wrote nothing" "$(sql 'SELECT count(*) FROM person')" 0
out=$(as phong import roll - <"$work/own.csv" 2>/dev/null)
has "the roll" "$out" "^$people (rows|dòng): $people [^ ]+, 0 [^,]+, 0 "
# It waits for a second person of the list owner, and never for the administrator.
has "the roll: a request" "$out" "^(request|đề nghị) 1: 118 Huyện Quỳnh Nhai, $people "
is "the roll: nothing stands" "$(sql 'SELECT count(*) FROM person')" 0
out=$(echo demo-phong | as phong change approve 1 2>&1)
is "who sent it does not approve it" $? 1
out=$(echo demo-admin | as admin change approve 1 2>&1)
is "the administrator neither" $? 1
out=$(as truong change show 1)
has "read page by page" "$out" '(page|trang) 1 '
out=$(as truong change show 1 --page 2)
has "the next page" "$out" '(page|trang) 2 '
out=$(echo wrong | as truong change approve 1 2>&1)
is "approving a file wants the password" $? 1
out=$(echo demo-truong | as truong change approve 1 --rows 2-4 2>&1)
has "said: three stand, the others wait" "$out" 'request 1: rows that stand now: 3|yêu cầu 1: .*3'
is "and not that it was approved" "$(grep -cE '(approved|đã duyệt)$' <<<"$out")" 0
is "three rows of it" "$(sql 'SELECT count(*) FROM person')" 3
out=$(echo demo-truong | as truong change approve 1 2>&1)
is "approved: status" $? 0
is "approved: everybody" "$(sql 'SELECT count(*) FROM person')" "$people"
head=$(sql 'SELECT (SELECT group_concat(code || name || coalesce(birth_year, 0)) FROM person),
    (SELECT group_concat(id || category || from_month) FROM entitlement)' | cksum)
out=$(as phong import roll - <"$work/own.csv" 2>/dev/null)
has "again: nothing new" "$out" "^$people (rows|dòng): 0 [^ ]+, 0 [^,]+, $people "
is "again: the same rows" "$(sql 'SELECT (SELECT group_concat(code || name || coalesce(birth_year, 0)) FROM person),
    (SELECT group_concat(id || category || from_month) FROM entitlement)' | cksum)" "$head"

# --- a file with bad rows is refused whole, each row with line, column, reason
cat >"$work/bad.csv" <<'END'
code,name,sex,birth,identity,commune,village,point,category,from,amount
N1,Lò Văn Mới,M,1950,014050900001,03682,Bản 1,MG1,20.5.5c,2024-07,
N2,Cà Thị Sai,F,1951,01405190,03682,Bản 1,MG1,20.5.5c,2024-07,
N3,Vì Văn Lạc,M,1952,,99999,Bản 1,MG1,20.5.5c,2024-07,
N4,Hoàng Thị Lẻ,F,1953,,03682,Bản 1,MG1,20.5.5c,2024-07,100000.5
END
before=$(sql 'SELECT count(*) FROM person')
out=$(as phong import roll - <"$work/bad.csv" 2>"$work/err")
is "bad rows: status" $? 1
has "bad rows: identity" "$(cat "$work/err")" '^-:3: identity: '
has "bad rows: area" "$(cat "$work/err")" '^-:4: commune: '
has "bad rows: amount" "$(cat "$work/err")" '^-:5: amount: '
is "bad rows: the good one is not taken either" "$(sql 'SELECT count(*) FROM person')" "$before"
out=$(chitra import roll "$work/bad.csv" 2>&1)
is "bad rows on the server: status" $? 1
has "bad rows on the server: the file's name" "$out" "^$work/bad.csv:3: identity: "

# --- the period: opened, listed by one person, approved by another
out=$(as admin period open $PERIOD 2>&1)
is "a month that long ago is opened by nobody alone" $? 1
has "and says so" "$out" '(ask with a reason|đề nghị kèm lý do)'
small_open $PERIOD
is "by two it is" $? 0
out=$(as phong period list $PERIOD)
has "list" "$out" "$people (people|người)"
out=$(echo demo-phong | as phong period approve $PERIOD 2>&1)
is "who made a list does not approve it" $? 1
out=$(as lan pay P0004 2>&1)
is "nothing is paid before the approval" $? 1
out=$(echo wrong | as truong period approve $PERIOD 2>&1)
is "approval wants the password" $? 1
out=$(echo demo-truong | as truong period approve $PERIOD)
has "approved" "$out" 'Quỳnh Nhai.*(approved|duyệt)'

# --- three at the desk, in Vietnamese
name() { sql "SELECT name FROM person WHERE code = '$1'"; }
paper() { sql "SELECT number FROM identity JOIN person ON person.id = identity.person_id WHERE code = '$1'"; }
plays "three at the desk" lan <<END
expect Đã đăng nhập
key Enter
expect 1  Bàn chi trả
send 1
expect Hôm nay 0
send $(paper P0004)
quiet 500
key Enter
expect $(name P0004)
expect TỔNG CỘNG
key F10
expect Biên nhận 1:
row 2 Hôm nay 1 
send $(paper P0005)
quiet 500
key Enter
expect $(name P0005)
expect TỔNG CỘNG
key F10
expect Biên nhận 2:
send $(paper P0008)
quiet 500
key Enter
expect $(name P0008)
expect TỔNG CỘNG
key F10
expect Biên nhận 3:
# one at home
send $(paper P0009)
quiet 500
key Enter
expect $(name P0009)
expect TỔNG CỘNG
key Tab Right
expect [tại nhà]
key Ctrl-E
expect Biên nhận 4:
row 2 Hôm nay 4 
# somebody twice
send $(paper P0004)
quiet 500
key Enter
expect Lò Thị Lan, biên nhận 1
key F10
quiet 500
row 2 Hôm nay 4 
key F3 F3 F3
expect 1  Bàn chi trả
key F3
expect Đăng xuất
key Enter
exit 0
END
# --- one by command
out=$(as mai pay P0012)
has "by command" "$out" '^(receipt|biên nhận) 5: '
out=$(as mai pay P0012 2>"$work/err")
is "twice by command: status" $? 1
has "twice by command: who, when, which" "$(cat "$work/err")" \
    'Hoàng Thị Mai .*(at|lúc) [0-9][0-9]:[0-9][0-9], (receipt|biên nhận) 5'
out=$(as binh pay P0016 2>&1)
is "somebody of another's points" $? 1
is "five receipts, five payouts, five that stand" "$(paid | cut -d'|' -f1-3)" '5|5|5'

# --- the summary agrees with the books to the đồng
csv=$(as phong report summary --period $PERIOD --format csv)
# csv_sum COLUMN
csv_sum() { awk -F, -v want="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == want) c = i; next } { s += $c } END { printf "%d", s }' <<<"$csv"; }
is "people due" "$(csv_sum due_people)" "$people"
is "money due" "$(csv_sum due_money)" "$(sql 'SELECT sum(amount) FROM line')"
is "people paid" "$(csv_sum paid_people)" 5
total=$(sql 'SELECT sum(line.amount) FROM standing JOIN line ON line.id = standing.line_id')
is "money paid" "$(csv_sum paid_money)" "$total"
is "money paid, by the receipts" "$(csv_sum paid_money)" "$(sql 'SELECT sum(total) FROM receipt')"
is "money unpaid" "$(csv_sum unpaid_money)" "$(sql "SELECT sum(amount) - $total FROM line")"
is "people at home" "$(csv_sum home_people)" 1
is "money at home" "$(csv_sum home_money)" "$(sql "SELECT sum(total) FROM receipt WHERE method = 'home'")"
out=$(as phong report summary --period $PERIOD)
dots=$(sed ':a; s/\B[0-9]\{3\}\>/.&/; ta' <<<"$total")
has "the printed total" "$out" "[ |]${dots//./\\.}\\|"
out=$(as binh report summary --period $PERIOD --format csv)
is "the other district sees nothing of it" "$(grep -c '^03[67]8' <<<"$out")" 0

# --- the books agree with themselves, until a stranger changes them
out=$(chitra check)
is "check: status" $? 0
has "check: says so" "$out" 'all agrees: [0-9]+ journal entries'
office_stop
is "SIGTERM: status" "$office_status" 0
sqlite3 "$office_dir/chitra.db" "UPDATE payout SET amount = amount + 1000 WHERE receipt_no = 3" 2>"$work/err"
has "the schema refuses the sqlite3 shell" "$(cat "$work/err")" 'append-only'
sqlite3 "$office_dir/chitra.db" "DROP TRIGGER payout_no_update;
    UPDATE payout SET amount = amount + 1000 WHERE receipt_no = 3"
out=$(chitra check 2>&1)
is "a changed payout: status" $? 1
has "a changed payout: which" "$out" 'amount of its line: 3'
exit "$failed"
