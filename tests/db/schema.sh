#!/bin/bash
# SPDX-License-Identifier: ISC
# Rules 1, 2 and 5 of the house, by the schema alone: somebody with the sqlite3
# shell, whose connection has none of the program's settings, cannot pay a line
# twice, pay another amount, write a fraction of a đồng, or change what is
# written.  OR REPLACE is tried everywhere: it deletes without asking triggers.
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
db=$dir/books.db
failed=0
declare -a script what words answer

# Each check is one line of a script that one shell runs: what it says about
# line N is what check N came to.
n=0
ok() { # WHAT SQL
	script[++n]=${2//$'\n'/ } what[n]=$1 words[n]=
}

no() { # WHAT SQL WORDS-OF-THE-REFUSAL
	script[++n]=${2//$'\n'/ } what[n]=$1 words[n]=$3
}

judge() { # N ANSWER
	if [ -z "${words[$1]}" ]; then
		[ -z "$2" ] || { echo "FAIL: ${what[$1]}: $2"; failed=1; }
	elif [ -z "$2" ]; then
		echo "FAIL: ${what[$1]}: was taken"
		failed=1
	elif ! grep -qE -- "${words[$1]}" <<<"$2"; then
		echo "FAIL: ${what[$1]}: refused for another reason: $2"
		failed=1
	fi
}

cat "$top_srcdir"/schema/0[0-9]*.sql | sqlite3 -bail "$db" || exit 1
now="'2019-11-01T08:00:00'"
list="$now, NULL, NULL"
lists="(id, period_id, owner_id, seq, state, lines, people, total, digest, prepared_by, prepared_at, approved_by, approved_at)"
# Person 1 has line 1 (draft below) and 2, person 2 line 3.
ok "an office" "
INSERT INTO area VALUES (1, 'province', '14', 'Sơn La', x'00', 'son la', NULL, '2000-01-01', NULL);
INSERT INTO unit VALUES (1, 'SL', 'Sơn La', NULL);
INSERT INTO point VALUES (1, 'P1', 'P', x'00', 'p', 1, 1, '', 1);
INSERT INTO staff (id, login, name, role, created_at) VALUES
 (1, 'lan', 'Lan', 'paying', ''), (2, 'phong', 'Phong', 'preparer', ''), (3, 'truong', 'Trường', 'approver', '');
INSERT INTO category (code, decree, clause, name, kind) VALUES ('20.5.5a', '20/2021/NĐ-CP', '', 'x', 'base');
INSERT INTO person (id, code, name, name_key, fold, given_fold, initials, sex, area_id, village_key, point_id,
 created_at, changed_at) VALUES (1, 'C1', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', ''),
 (2, 'C2', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', '');
INSERT INTO entitlement (id, person_id, category, from_month, changed_at) VALUES
 (1, 1, '20.5.5a', '2019-01', ''), (2, 2, '20.5.5a', '2019-01', '');
INSERT INTO period (id, code, state, opened_at, closed_at) VALUES (1, '2019-11', 'open', $now, NULL);
INSERT INTO list $lists VALUES (1, 1, 1, 1, 'draft', 3, 2, 1620000, zeroblob(32), 2, $list),
 (2, 1, 1, 2, 'draft', 0, 0, 0, zeroblob(32), 2, $list)"

line() { # ID LIST PERSON MONTH KIND SEQ AMOUNT
	echo "INTO line (id, list_id, period_id, no, person_id, entitlement_id, month, kind, seq, amount, standard, hundredths, category, area_id, point_id, delivery, name, birth, identity, village) VALUES ($1, $2, 1, 1, $3, $3, '$4', '$5', $6, $7, 270000, 200, '20.5.5a', 1, 1, 'point', 'Ên', '', '', '')"
}
ok "lines" "INSERT $(line 1 1 1 2019-11 base 1 540000); INSERT $(line 2 1 1 2019-11 arrears 1 540000);
 INSERT $(line 3 1 2 2019-11 base 1 540000); INSERT $(line 4 2 2 2019-10 base 1 540000)"

# --- rule 2: lines are unique, one base line a month
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: the same line" "$verb $(line 5 1 1 2019-11 arrears 1 9)" 'UNIQUE|made anew'
	no "$verb: a second base line" "$verb $(line 5 1 1 2019-11 base 2 9)" 'UNIQUE|made anew'
	no "$verb: the number of another" "$verb $(line 3 1 1 2019-09 base 1 9)" 'UNIQUE|made anew'
done
ok "a further arrears line" "INSERT $(line 5 1 1 2019-11 arrears 2 540000)"
ok "a draft changes" "DELETE FROM line WHERE id = 5"

# --- rule 1: whole đồng, and no column for a fee
no "a fraction of a đồng" "INSERT $(line 6 1 1 2019-08 base 1 540000.5)" 'cannot store REAL'
no "words for money" "INSERT $(line 6 1 1 2019-08 base 1 "'many'")" 'cannot store TEXT'
no "nothing to pay" "INSERT $(line 6 1 1 2019-08 base 1 0)" 'CHECK'
money=$(sqlite3 "$db" "SELECT m.name || '.' || c.name || ' ' || c.type FROM sqlite_schema m, pragma_table_info(m.name) c
 WHERE m.type = 'table' AND (c.type = 'REAL' OR c.type = '' OR c.type = 'ANY' OR c.name LIKE '%fee%'
  OR (c.name IN ('amount', 'total', 'manual', 'standard') AND c.type <> 'INTEGER')
  OR (m.name IN ('receipt', 'payout', 'standing') AND c.type = 'INTEGER' AND c.name NOT IN ('no', 'id', 'period_id',
   'person_id', 'staff_id', 'point_id', 'line_id', 'receipt_no', 'payout_id', 'reverses', 'lines', 'total', 'amount')))")
[ -z "$money" ] || { echo "FAIL: money is whole đồng and has no fee beside it: $money"; failed=1; }
strict=$(sqlite3 "$db" "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
[ -z "$strict" ] || { echo "FAIL: not STRICT: $strict"; failed=1; }

receipt() { # NO OP-DIGIT PERSON TOTAL
	echo "INTO receipt VALUES ($1, x'0000000000000000000000000000000$2', 1, $3, 1, 1, 'point', 'self', '', '', 1, $4, $now, '')"
}
pay() { # ID LINE RECEIPT AMOUNT
	echo "INTO payout VALUES ($1, $2, $3, 'pay', $4, NULL, '', 1, $now)"
}
back() { # ID LINE RECEIPT AMOUNT PAYOUT REASON
	echo "INTO payout VALUES ($1, $2, $3, 'reverse', $4, $5, '$6', 1, $now)"
}

# --- rule 2: only an approved line is paid, its whole amount
ok "a receipt" "INSERT $(receipt 1 1 1 540000)"
no "a draft is not paid" "INSERT $(pay 1 1 1 540000)" 'not approved'
no "who prepared it approves" "UPDATE list SET state = 'submitted' WHERE id = 1;
 UPDATE list SET state = 'approved', approved_by = 2, approved_at = $now WHERE id = 1" 'CHECK'
no "nobody approves" "UPDATE list SET state = 'approved' WHERE id = 1" 'CHECK'
no "a submitted list is not paid" "INSERT $(pay 1 1 1 540000)" 'not approved'
ok "approved" "UPDATE list SET state = 'approved', approved_by = 3, approved_at = $now WHERE id = 1"
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: a list born approved" "$verb INTO list $lists VALUES (3, 1, 1, 3, 'approved', 0, 0, 0, zeroblob(32), 2, $now, 3, $now)" 'a draft'
	no "$verb: a list in the place of an approved one" "$verb INTO list $lists VALUES (1, 1, 1, 1, 'draft', 0, 0, 0, zeroblob(32), 2, $list)" 'UNIQUE|such a list'
	no "$verb: by its number" "$verb INTO list $lists VALUES (9, 1, 1, 1, 'draft', 0, 0, 0, zeroblob(32), 2, $list)" 'UNIQUE|such a list'
	no "$verb: a line beside an approved list" "$verb $(line 7 1 1 2019-08 base 1 540000)" 'not a draft'
	no "$verb: a line in a draft in the place of an approved one" "$verb $(line 1 2 1 2019-11 base 1 9)" 'UNIQUE|made anew'
	no "$verb: likewise by what it is for" "$verb $(line 8 2 1 2019-11 base 2 9)" 'UNIQUE|made anew'
	no "$verb: one đồng more" "$verb $(pay 1 1 1 540001)" 'amount differs'
	no "$verb: a fraction" "$verb $(pay 1 1 1 540000.5)" 'amount differs|REAL'
	no "$verb: no such line" "$verb $(pay 1 77 1 540000)" 'not approved'
done
no "back to a draft" "UPDATE list SET state = 'draft', approved_by = NULL WHERE id = 1" 'that way'
no "a draft is approved unsubmitted" "UPDATE list SET state = 'approved', approved_by = 3 WHERE id = 2" 'that way'
no "its total" "UPDATE list SET total = 1 WHERE id = 1" 'not a draft'
no "its lines" "UPDATE line SET amount = 1 WHERE id = 1" 'made anew'
no "a line goes" "DELETE FROM line WHERE id = 1" 'not a draft'
no "the list goes" "DELETE FROM list WHERE id = 1" 'not a draft'

# --- periods of several months, leave, what a list carries
ok "two months of one period" "INSERT INTO period (id, code, opened_at) VALUES (70, '2021-01', $now);
 INSERT INTO period_month (month, period_id) VALUES ('2021-01', 70), ('2021-02', 70)"
for verb in INSERT "INSERT OR IGNORE"; do
	no "$verb: a month of two periods" "$verb INTO period (id, code, opened_at) VALUES (71, '2021-02', $now);
	 INSERT INTO period_month (month, period_id) VALUES ('2021-02', 71)" 'UNIQUE'
done
no "leave without a reason" "INSERT INTO period_override VALUES (70, 1, '', 3, $now)" 'CHECK'
ok "leave" "INSERT INTO period_override VALUES (70, 1, 'x', 3, $now)"
no "leave twice" "INSERT INTO period_override VALUES (70, 1, 'y', 3, $now)" 'UNIQUE'
ok "a list that is being written" "INSERT INTO list (id, period_id, owner_id, seq, lines, people, total, digest,
 prepared_by, prepared_at) VALUES (70, 70, 1, 1, 0, 0, 0, zeroblob(32), 2, '')"
no "is not submitted" "UPDATE list SET state = 'submitted' WHERE id = 70" 'being written'
no "a kind nobody knows" "UPDATE list SET kind = 'weekly' WHERE id = 70" 'CHECK'
ok "carries a line of before" "INSERT INTO list_carried VALUES (70, 1);
 UPDATE list SET prepared_at = $now, carried_lines = 1, carried_total = 540000 WHERE id = 70"
no "less than nothing" "UPDATE list SET carried_total = -1 WHERE id = 70" 'CHECK'
no "another line in its place" "UPDATE list_carried SET line_id = 2 WHERE list_id = 70" 'made anew'
ok "is submitted" "UPDATE list SET state = 'submitted' WHERE id = 70"
for set in "carried_lines = 2" "carried_total = 1" "deducted = 1" "kind = 'funeral'" "prepared_at = ''" "checked_at = $now"; do
	no "submitted: ${set%% *}" "UPDATE list SET $set WHERE id = 70" 'not a draft'
done
no "submitted: carries another" "INSERT INTO list_carried VALUES (70, 2)" 'not a draft'
no "submitted: carries one less" "DELETE FROM list_carried WHERE list_id = 70" 'not a draft'
ok "sent back" "UPDATE list SET state = 'draft' WHERE id = 70; DELETE FROM list_carried WHERE list_id = 70"

# --- rule 2: at most one payout stands
ok "paid" "INSERT $(pay 1 1 1 540000); INSERT INTO standing VALUES (1, 1)"
ok "a second receipt and payout" "INSERT $(receipt 2 2 1 540000); INSERT $(pay 2 1 2 540000)"
for verb in INSERT "INSERT OR REPLACE" "INSERT OR IGNORE"; do
	no "$verb: stands twice" "$verb INTO standing VALUES (1, 2)" 'UNIQUE|stands'
	no "$verb: stands for another line" "$verb INTO standing VALUES (3, 2)" 'another line'
done
no "stands anew" "UPDATE standing SET payout_id = 2" 'never changed'
no "stands anew, or replace" "UPDATE OR REPLACE standing SET payout_id = 2" 'never changed'
no "falls without a reversal" "DELETE FROM standing" 'by a reversal'
ok "a blocked line" "INSERT INTO block (line_id, reason, staff_id, at) VALUES (3, 'dead', 2, $now)"
no "is not paid" "INSERT $(pay 3 3 1 540000)" 'blocked'

# --- rules 2 and 5: receipts and payouts are append-only, reversals are contra entries
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: a receipt again" "$verb $(receipt 1 9 1 1)" 'UNIQUE|append-only'
	no "$verb: an operation again" "$verb $(receipt 9 1 1 1)" 'UNIQUE|append-only'
	no "$verb: a payout again" "$verb $(pay 1 2 1 540000)" 'UNIQUE|append-only'
	no "$verb: a reversal of another line" "$verb $(back 4 2 1 540000 1 r)" 'does not match'
	no "$verb: a reversal of another amount" "$verb $(back 4 1 1 1 1 r)" 'does not match'
	no "$verb: a reversal without a reason" "$verb $(back 4 1 1 540000 1 '')" 'CHECK'
	no "$verb: a reversal in the place of a payout" "$verb $(back 2 1 1 540000 1 r)" 'UNIQUE|append-only'
done
for table in receipt payout; do
	no "$table changes" "UPDATE $table SET at = ''" 'append-only'
	no "$table changes, or replace" "UPDATE OR REPLACE $table SET at = ''" 'append-only'
	no "$table goes" "DELETE FROM $table" 'append-only'
done
ok "a reversal, and the other stands" "INSERT $(back 4 1 1 540000 1 r); DELETE FROM standing WHERE line_id = 1;
 INSERT INTO standing VALUES (1, 2)"
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: reversed twice" "$verb $(back 5 1 1 540000 1 r)" 'UNIQUE|append-only'
	no "$verb: a reversal stands" "$verb INTO standing VALUES (1, 4)" 'another line|UNIQUE|stands'
done

# --- the dead: an heir collects, with a certificate, or who organised the funeral
late() { # NO OP-DIGIT COLLECTOR NAME DOCUMENT
	echo "INTO receipt VALUES ($1, x'0000000000000000000000000000000$2', 1, 2, 1, 1, 'point', '$3', '$4', '', 1, 540000, $now, '$5')"
}
ok "a death" "UPDATE person SET state = 'dead', state_on = '2019-11-02' WHERE id = 2"
for who in self guardian carer authorised; do
	no "$who collects for the dead" "INSERT $(late 20 5 $who x y)" 'person is dead'
done
no "an heir without a certificate" "INSERT $(late 20 5 heir x '')" 'CHECK'
no "an heir without a name" "INSERT $(late 20 5 heir '' y)" 'CHECK'
no "an organiser without a name" "INSERT $(late 20 5 organiser '' '')" 'CHECK'
ok "an heir" "INSERT $(late 20 5 heir x y)"

# --- a transfer is one object: A pays M, B from M + 1
move() { # FROM-AREA TO-AREA DIRECTION LAST FIRST
	echo "INSERT INTO transfer (id, change_id, person_id, direction, from_area, to_area, last_month, first_month)
 VALUES (1, 1, 1, '$3', $1, $2, '$4', '$5')"
}
ok "a request" "INSERT INTO area VALUES (2, 'commune', '03721', 'A', x'00', 'a', 1, '2000-01-01', NULL);
 INSERT INTO change (id, kind, person_id, area_id, point_id, name, month, fields, maker_id, made_at)
 VALUES (1, 'transfer', 1, 1, 1, 'Ên', '2019-12', '', 2, $now)"
no "to the same place" "$(move 1 1 within 2019-11 2019-12)" 'CHECK'
no "a month of nobody" "$(move 1 2 within 2019-11 2020-01)" 'CHECK'
no "a month of both" "$(move 1 2 within 2019-11 2019-11)" 'CHECK'
no "out, and to a commune" "$(move 1 2 out 2019-11 2019-12)" 'CHECK'
no "in, and from a commune" "$(move 1 2 in 2019-11 2019-12)" 'CHECK'
no "out of nowhere" "$(move NULL NULL out 2019-11 2019-12)" 'CHECK'
ok "over the end of the year" "$(move 1 2 within 2019-12 2020-01)"

# --- requests: two people, decided once, kept
ask() { # ID KIND PERSON SUBJECT MAKER [COLUMNS VALUES]
	echo "INTO change (id, kind, person_id, area_id, point_id, name, subject, month, fields, maker_id, made_at${6:+, $6})
	 VALUES ($1, '$2', $3, 1, 1, 'Ên', '$4', '2019-11', '', $5, $now${7:+, $7})"
}
decide() { # ID STATE CHECKER [MORE]
	echo "UPDATE change SET state = '$2', checker_id = $3, checked_at = $now${4:+, $4} WHERE id = $1"
}
ok "a request" "INSERT $(ask 100 stop 2 '' 2)"
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: born approved" "$verb $(ask 101 stop 1 '' 2 'state, checker_id' "'approved', 3")" 'waits'
	no "$verb: over another" "$verb $(ask 100 stop 1 '' 2)" 'there is such|UNIQUE'
done
no "twice the same" "INSERT $(ask 101 stop 2 '' 2)" 'UNIQUE'
no "a kind of two words" "INSERT $(ask 101 "stop it" 2 '' 2)" 'CHECK'
no "about nobody" "INSERT $(ask 101 stop NULL '' 2)" 'CHECK'
no "an undo of nothing" "INSERT $(ask 101 undo 2 '' 2)" 'CHECK'
no "a stop that undoes" "INSERT $(ask 101 stop 2 x 2 undoes 100)" 'CHECK'
no "a version 0" "INSERT $(ask 101 stop 2 x 2 version 0)" 'CHECK'
no "approved by nobody" "UPDATE change SET state = 'approved' WHERE id = 100" 'CHECK'
no "approved by its maker" "$(decide 100 approved 2)" 'CHECK'
no "a maker who comes later" "$(decide 100 approved 3 'maker_id = 3')" 'CHECK'
no "rejected without a reason" "$(decide 100 rejected 3)" 'CHECK'
no "checked while it waits" "UPDATE change SET checker_id = 3 WHERE id = 100" 'CHECK'
no "undone before it stood" "$(decide 100 undone 3)" 'go that way'
ok "an edit, then approved" "UPDATE change SET reason = 'death', version = 2 WHERE id = 100; $(decide 100 approved 3)"
for column in "reason = 'x'" "fields = 'x'" "was = 'x'" "month = '2019-12'" "maker_id = 1" "version = 3" "name = 'x'"; do
	no "decided, then $column" "UPDATE change SET $column WHERE id = 100" 'decided'
done
no "waits again" "UPDATE change SET state = 'waiting', checker_id = NULL WHERE id = 100" 'go that way'
no "goes" "DELETE FROM change WHERE id = 100" 'kept'
ok "the same again, later" "INSERT $(ask 102 stop 2 '' 2)"
ok "withdrawn" "UPDATE change SET state = 'withdrawn' WHERE id = 102"
ok "an undo" "INSERT $(ask 103 undo 2 '' 2 undoes 100)"
no "two undos" "INSERT $(ask 104 undo 2 x 2 undoes 100)" 'UNIQUE'
no "a new person, approved as nobody" "INSERT $(ask 105 new NULL '' 2); $(decide 105 approved 3)" 'CHECK'
no "a paper without a number" "INSERT INTO change_document (change_id, no, number) VALUES (100, 1, '')" 'CHECK'

# --- entitlements do not overlap, nor do their rests
grant() { # ID PERSON FROM TO STATE
	echo "INTO entitlement (id, person_id, category, from_month, to_month, state, changed_at)
	 VALUES ($1, $2, '20.5.5a', '$3', $4, '$5', '')"
}
no "twice in a month" "INSERT $(grant 100 2 2019-12 NULL active)" 'overlap'
no "the first month twice" "INSERT $(grant 100 2 2018-01 "'2019-01'" active)" 'overlap'
ok "one after the other" "INSERT $(grant 100 2 2018-01 "'2018-12'" active)"
ok "what never was" "INSERT $(grant 101 2 2018-06 NULL void)"
no "void no more" "UPDATE entitlement SET state = 'active' WHERE id = 101" 'overlap'
no "grows into the next" "UPDATE entitlement SET to_month = NULL WHERE id = 100" 'overlap'
no "begins earlier" "UPDATE entitlement SET from_month = '2018-12' WHERE id = 2" 'overlap'
no "ends before it begins" "UPDATE entitlement SET to_month = '2017-12' WHERE id = 100" 'CHECK'
no "stopped without an end" "UPDATE entitlement SET state = 'stopped' WHERE id = 2" 'CHECK'
rest() { # ENTITLEMENT FROM TO
	echo "INSERT INTO suspension (entitlement_id, from_month, to_month) VALUES ($1, '$2', $3)"
}
ok "a rest" "$(rest 2 2019-03 "'2019-05'")"
no "a rest in a rest" "$(rest 2 2019-05 NULL)" 'overlap'
no "a rest around it" "$(rest 2 2019-01 NULL)" 'overlap'
no "ends before it begins" "$(rest 2 2019-08 "'2019-07'")" 'CHECK'
ok "a rest after it" "$(rest 2 2019-06 NULL)"
no "grows into the next" "UPDATE suspension SET to_month = NULL WHERE from_month = '2019-03'" 'overlap'
ok "ends" "UPDATE suspension SET to_month = '2019-08' WHERE from_month = '2019-06'"

# --- pairs are looked at once, the smaller number first
pair() { # A B VERDICT NOTE
	echo "INTO duplicate (person_a, person_b, verdict, note, staff_id, at) VALUES ($1, $2, '$3', '$4', 2, $now)"
}
no "the larger first" "INSERT $(pair 2 1 different x)" 'CHECK'
no "one with itself" "INSERT $(pair 1 1 different x)" 'CHECK'
no "without saying how" "INSERT $(pair 1 2 different '')" 'CHECK'
no "neither" "INSERT $(pair 1 2 perhaps x)" 'CHECK'
ok "two people" "INSERT $(pair 1 2 different x)"
no "once more" "INSERT $(pair 1 2 same x)" 'UNIQUE'

# --- arrears: a month is ordered once, orders are kept
order() { # ID KIND STATE TOTAL
	echo "INTO arrears (id, person_id, entitlement_id, kind, from_month, to_month, reason, due_period, total, state,
	 staff_id, at) VALUES ($1, 1, 1, '$2', '2019-08', '2019-09', 'x', '2020-03', $4, '$3', 2, $now)"
}
month() { # ORDER MONTH SEQ AMOUNT
	echo "INTO arrears_month (arrears_id, month, seq, amount, standard, hundredths) VALUES ($1, '$2', $3, $4, 270000, 200)"
}
no "arrears of nothing" "INSERT $(order 60 arrears due 0)" 'CHECK'
no "arrears of another kind" "INSERT $(order 60 base due 1)" 'CHECK'
no "backwards" "INSERT $(order 60 arrears due 1 | sed s/2019-09/2019-07/)" 'CHECK'
no "without a reason" "INSERT $(order 60 arrears due 1 | sed "s/'x'/''/")" 'CHECK'
ok "an order" "INSERT $(order 60 arrears due 540000); INSERT $(month 60 2019-08 1 540000)"
no "a month of nothing" "INSERT $(month 60 2019-09 1 0)" 'CHECK'
no "its month again" "INSERT $(order 61 arrears due 540000); INSERT $(month 61 2019-08 2 540000)" 'due already'
ok "a difference of it" "INSERT $(order 62 difference due 1000); INSERT $(month 62 2019-08 1 1000)"
for change in "total = 1" "due_period = '2019-01'" "reason = 'y'" "person_id = 2"; do
	no "an order: $change" "UPDATE arrears SET $change WHERE id = 60" 'kept'
done
no "an order goes" "DELETE FROM arrears WHERE id = 62" 'kept'
no "an order anew" "INSERT OR REPLACE $(order 62 difference due 9)" 'kept'
no "a month changes" "UPDATE arrears_month SET amount = 1" 'kept'
no "a month goes" "DELETE FROM arrears_month WHERE arrears_id = 60" 'kept'
no "a month anew" "INSERT OR REPLACE $(month 60 2019-08 1 1)" 'kept'
ok "cancelled" "UPDATE arrears SET state = 'cancelled' WHERE id = 60"
no "due once more" "UPDATE arrears SET state = 'due' WHERE id = 60" 'kept'
ok "ordered anew" "INSERT $(month 61 2019-08 2 540000)"
ok "on a draft" "INSERT INTO period (id, code, opened_at) VALUES (60, '2020-03', $now);
 INSERT INTO list (id, period_id, owner_id, seq, lines, people, total, digest, prepared_by, prepared_at)
  VALUES (60, 60, 1, 1, 1, 1, 540000, zeroblob(32), 2, $now);
 INSERT INTO line (id, list_id, period_id, no, person_id, entitlement_id, month, kind, seq, amount, standard, hundredths,
  category, area_id, point_id, delivery, name, birth, identity, village, arrears_id) VALUES
  (60, 60, 60, 1, 1, 1, '2019-08', 'arrears', 2, 540000, 270000, 200, '20.5.5a', 1, 1, 'point', 'x', '', '', '', 61)"
ok "submitted" "UPDATE list SET state = 'submitted' WHERE id = 60"
no "cancelled on a list" "UPDATE arrears SET state = 'cancelled' WHERE id = 61" 'stand on a list'
ok "sent back, then cancelled" "UPDATE list SET state = 'draft' WHERE id = 60;
 UPDATE arrears SET state = 'cancelled' WHERE id = 61"
no "submitted with cancelled arrears" "UPDATE list SET state = 'submitted' WHERE id = 60" 'are cancelled'

# --- recoveries: a ledger, nothing cut without a decision
ledger() { # ID KIND AMOUNT DOCUMENT
	echo "INTO recovery_entry (id, recovery_id, kind, amount, document, staff_id, at) VALUES ($1, 60, '$2', $3, '$4', 2, $now)"
}
no "without a reason" "INSERT INTO recovery VALUES (60, 1, NULL, '', 2, $now)" 'CHECK'
ok "a case" "INSERT INTO recovery VALUES (60, 1, NULL, 'x', 2, $now); INSERT $(ledger 60 overpaid 100000 '')"
no "a plan without a decision" "INSERT $(ledger 61 plan 1000 1/QD)" 'needs a decision'
for kind in decision repaid written_off; do
	no "$kind without a paper" "INSERT $(ledger 61 $kind 1000 '')" 'CHECK'
done
no "nothing came back" "INSERT $(ledger 61 repaid 0 1/PT)" 'CHECK'
no "another kind" "INSERT $(ledger 61 forgiven 1 1/QD)" 'CHECK'
ok "decided, then a plan" "INSERT $(ledger 61 decision 100000 1/QD); INSERT $(ledger 62 plan 70000 1/QD)"
no "an entry changes" "UPDATE recovery_entry SET amount = 1" 'append-only'
no "an entry goes" "DELETE FROM recovery_entry" 'append-only'
no "an entry anew" "INSERT OR REPLACE $(ledger 62 plan 1 1/QD)" 'append-only'
ok "a line that cuts" "DELETE FROM line WHERE id = 60;
 INSERT INTO line (id, list_id, period_id, no, person_id, entitlement_id, month, kind, seq, amount, standard, hundredths,
  category, area_id, point_id, delivery, name, birth, identity, village, deducted, recovery_id) VALUES
  (61, 60, 60, 1, 1, 1, '2020-03', 'base', 1, 470000, 270000, 200, '20.5.5a', 1, 1, 'point', 'x', '', '', '', 70000, 60)"
ok "paid back meanwhile" "INSERT $(ledger 63 repaid 40000 1/PT)"
no "cuts more than is left" "UPDATE list SET state = 'submitted' WHERE id = 60" 'more than is left'
ok "the cut is taken back" "INSERT $(ledger 64 returned 10000 '')"
ok "cuts what is left" "UPDATE list SET state = 'submitted' WHERE id = 60"

# --- rule 5: the journal
entry() { # SEQ OP-DIGIT
	echo "INTO journal VALUES ($1, $now, 1, '', 'pay', x'0000000000000000000000000000000$2', '', '', zeroblob(32), zeroblob(32))"
}
ok "entries" "INSERT $(entry 1 1); INSERT $(entry 2 2)"
for verb in INSERT "INSERT OR REPLACE"; do
	no "$verb: an entry again" "$verb $(entry 1 9)" 'UNIQUE|append-only'
	no "$verb: an operation again" "$verb $(entry 9 1)" 'UNIQUE|append-only'
done
no "an entry changes" "UPDATE journal SET content = 'x' WHERE seq = 1" 'append-only'
no "an entry changes, or replace" "UPDATE OR REPLACE journal SET seq = 2 WHERE seq = 1" 'append-only'
no "an entry goes" "DELETE FROM journal WHERE seq = 2" 'append-only'
no "all go" "DELETE FROM journal" 'append-only'

while IFS= read -r said; do
	[[ $said =~ near\ line\ ([0-9]+):\ (.*) ]] && answer[BASH_REMATCH[1]]=${BASH_REMATCH[2]}
done < <(printf '%s;\n' "${script[@]}" | sqlite3 "$db" 2>&1)
for ((i = 1; i <= n; i++)); do
	judge "$i" "${answer[i]:-}"
done
[ "$n" -gt 80 ] && [ "$(sqlite3 "$db" 'SELECT group_concat(payout_id) FROM standing')" = 2 ] ||
    { echo "FAIL: the script did not run to its end: $n checks"; failed=1; }
exit $failed
