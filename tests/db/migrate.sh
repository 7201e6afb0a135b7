#!/bin/bash
# SPDX-License-Identifier: ISC
# Books of the first release, with payouts in them, come to this one: a copy is
# written first, nothing is lost, what the new schema refuses is refused from
# then on, and the old program's file is refused before.
command -v sqlite3 >/dev/null || { echo "skip: no sqlite3"; exit 77; }
chitra=${CHITRA:-$top_builddir/chitra}
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
failed=0

fail() { echo "FAIL: $*"; failed=1; }
is() { # WHAT WANTED SQL
	local got
	got=$(sqlite3 "$db" "$3" 2>&1) || true
	[ "$got" = "$2" ] || fail "$1: $got instead of $2"
}

"$chitra" init "$dir" >"$dir/out" 2>&1 || { cat "$dir/out"; exit 1; }
db=$(ls "$dir"/*.db | grep -v auth | head -n 1)
[ -n "$db" ] || { echo "no books in $dir"; ls "$dir"; exit 1; }
rm -f "$db" "$db"-wal "$db"-shm
now="'2019-11-01T08:00:00'"
{
	echo "PRAGMA application_id = 1130910834; PRAGMA foreign_keys = off; BEGIN;"
	cat "$top_srcdir/schema/0001_first.sql"
	cat <<SQL
INSERT INTO meta VALUES ('province', '14'), ('office', 'Bưu điện Sơn La');
INSERT INTO area VALUES (1, 'province', '14', 'Sơn La', x'00', 'son la', NULL, '2000-01-01', NULL);
INSERT INTO unit VALUES (1, 'SL', 'Sơn La', NULL);
INSERT INTO point VALUES (1, 'P1', 'P', x'00', 'p', 1, 1, '', 1);
INSERT INTO staff (id, login, name, role, created_at) VALUES (0, 'chitra', 'Chitra', 'admin', ''),
 (1, 'lan', 'Lan', 'paying', ''), (2, 'phong', 'Phong', 'preparer', ''), (3, 'truong', 'Trường', 'approver', '');
INSERT INTO category VALUES ('136.5.5b', '136/2013/NĐ-CP', '', 'x', 'base');
INSERT INTO person (id, code, name, name_key, fold, given_fold, initials, sex, area_id, village_key, point_id,
 created_at, changed_at) VALUES (1, 'C1', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', ''),
 (2, 'C2', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', '');
INSERT INTO entitlement (id, person_id, category, from_month, state, changed_at) VALUES
 (1, 1, '136.5.5b', '2019-01', 'active', '2019-01-05T08:00:00'),
 (2, 2, '136.5.5b', '2019-01', 'suspended', '2019-06-05T08:00:00');
INSERT INTO collector (id, person_id, kind, name, valid_from, valid_to) VALUES
 (1, 1, 'carer', 'A', '2019-01-01', NULL), (2, 1, 'authorised', 'B', '2019-01-01', '2019-12-31');
INSERT INTO period VALUES (1, '2019-11', 'open', $now, NULL);
INSERT INTO list VALUES (1, 1, 1, 1, 'draft', 1, 1, 270000, zeroblob(32), 2, $now, NULL, NULL);
INSERT INTO line VALUES (1, 1, 1, 1, 1, 1, '2019-11', 'base', 1, 270000, 270000, 100, '136.5.5b', 1, 1,
 'point', 'Ên', '', '', '');
UPDATE list SET state = 'submitted';
UPDATE list SET state = 'approved', approved_by = 3, approved_at = $now;
INSERT INTO receipt VALUES (1, randomblob(16), 1, 1, 1, 1, 'point', 'carer', 'A', '', 1, 270000, $now);
INSERT INTO payout VALUES (1, 1, 1, 'pay', 270000, NULL, '', 1, $now);
INSERT INTO standing VALUES (1, 1);
INSERT INTO job (id, kind, state, staff_id, at) VALUES (1, 'roll', 'done', 2, $now), (2, 'list', 'staging', 2, $now);
PRAGMA user_version = 1;
COMMIT;
PRAGMA journal_mode = WAL;
SQL
} | sqlite3 -bail "$db" >/dev/null || exit 1

"$chitra" --config "$dir/chitra.ini" check >"$dir/out" 2>&1
[ $? = 3 ] || fail "books of the version before were taken without migrate: $(cat "$dir/out")"
"$chitra" --config "$dir/chitra.ini" migrate >"$dir/out" 2>&1 || { cat "$dir/out"; fail "migrate"; }
is "version" "$(ls "$top_srcdir"/schema/0[0-9]*.sql | wc -l)" "PRAGMA user_version"
is "foreign keys" "" "PRAGMA foreign_key_check"
is "a receipt" "1|carer|270000" "SELECT no, collector, total FROM receipt"
is "collectors" "A|,B|2019-12-31" \
    "SELECT group_concat(name || '|' || coalesce(valid_to, '')) FROM collector"
is "a suspension became months" "2|2019-06|" "SELECT entitlement_id, from_month, to_month FROM suspension"
is "the period covers its month" "2019-11|1" "SELECT month, period_id FROM period_month"
is "an unfinished job is begun again" "done,aborted" "SELECT group_concat(state) FROM (SELECT state FROM job ORDER BY id)"
is "the province from ever on" "0000-01|14" "SELECT from_month, province FROM office_province"
is "a standing payout" "1" "SELECT count(*) FROM standing"
for sql in "UPDATE receipt SET total = 1" "DELETE FROM receipt" \
    "INSERT OR REPLACE INTO receipt SELECT * FROM receipt" \
    "INSERT INTO entitlement (id, person_id, category, from_month, changed_at) VALUES (9, 1, '136.5.5b', '2019-03', '')"; do
	sqlite3 "$db" "$sql" >/dev/null 2>&1 && fail "was taken: $sql"
done
# Requests of the version before: as they were, with what names them; none may be
# approved by an administrator from then on.
rm -f "$db" "$db"-wal "$db"-shm
{
	echo "PRAGMA application_id = 1130910834; PRAGMA foreign_keys = off; BEGIN;"
	cat "$top_srcdir/schema/0001_first.sql" "$top_srcdir/schema/0002_roll.sql"
	cat <<SQL
INSERT INTO office_province VALUES ('0000-01', '14');
INSERT INTO meta VALUES ('province', '14'), ('office', 'Bưu điện Sơn La');
INSERT INTO area VALUES (1, 'province', '14', 'Sơn La', x'00', 'son la', NULL, '2000-01-01', NULL);
INSERT INTO unit VALUES (1, 'SL', 'Sơn La', NULL);
INSERT INTO point VALUES (1, 'P1', 'P', x'00', 'p', 1, 1, '', 1);
INSERT INTO staff (id, login, name, role, created_at) VALUES (0, 'chitra', 'Chitra', 'admin', ''),
 (2, 'phong', 'Phong', 'preparer', ''), (3, 'truong', 'Trường', 'approver', '');
INSERT INTO person (id, code, name, name_key, fold, given_fold, initials, sex, area_id, village_key, point_id,
 created_at, changed_at) VALUES (1, 'C1', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', '');
INSERT INTO change (id, kind, person_id, area_id, point_id, name, reason, month, fields, maker_id, made_at)
 VALUES (1, 'stop', 1, 1, 1, 'Ên', 'death', '2019-11', 'note=a', 2, $now),
 (2, 'delivery', 1, 1, 1, 'Ên', '', '2019-11', '', 2, $now),
 (3, 'new', NULL, 1, 1, 'Én', '', '2019-11', '', 2, $now);
UPDATE change SET state = 'approved', checker_id = 3, checked_at = $now, effect = 'b', done = 'c' WHERE id = 1;
INSERT INTO change (id, kind, person_id, area_id, point_id, name, month, fields, maker_id, made_at, undoes)
 VALUES (4, 'undo', 1, 1, 1, 'Ên', '2019-11', '', 2, $now, 1);
INSERT INTO change_document (change_id, no, number) VALUES (1, 1, '12/KT');
PRAGMA user_version = 2;
COMMIT;
PRAGMA journal_mode = WAL;
SQL
} | sqlite3 -bail "$db" >/dev/null || exit 1
# The copy before the first step is named by its second.
rm -rf "$dir/backup"
"$chitra" --config "$dir/chitra.ini" migrate >"$dir/out" 2>&1 || { cat "$dir/out"; fail "migrate from the second"; }
is "foreign keys of requests" "" "PRAGMA foreign_key_check"
is "requests" "1|stop|approved|1|death|note=a|b|c|3|,2|delivery|waiting|1||||||,3|new|waiting|0||||||,4|undo|waiting|1|||||1" \
    "SELECT group_concat(x) FROM (SELECT id || '|' || kind || '|' || state || '|' || coalesce(person_id, 0) || '|' || reason
     || '|' || fields || '|' || effect || '|' || done || '|' || coalesce(checker_id, '') || CASE WHEN checker_id IS NULL
     THEN coalesce(undoes, '') ELSE '' END || CASE WHEN undoes IS NULL THEN '|' ELSE '' END AS x FROM change ORDER BY id)"
is "their papers" "1|12/KT" "SELECT change_id, number FROM change_document"
for sql in "INSERT INTO change SELECT 9, kind, state, person_id, area_id, point_id, name, subject, reason, event_on, month, fields, was, effect, done, version, job_id, maker_id, made_at, NULL, NULL, '', NULL FROM change WHERE id = 2" \
    "UPDATE change SET state = 'waiting' WHERE id = 1" "UPDATE change SET fields = '' WHERE id = 1" \
    "DELETE FROM change WHERE id = 2" "UPDATE change SET state = 'rejected', checker_id = 2, verdict = 'x' WHERE id = 2" \
    "UPDATE change SET state = 'rejected', checker_id = 0, checked_at = '', verdict = 'x' WHERE id = 2"; do
	sqlite3 "$db" "$sql" >/dev/null 2>&1 && fail "was taken: $sql"
done
sqlite3 "$db" "UPDATE change SET state = 'rejected', checker_id = 3, checked_at = '', verdict = 'x' WHERE id = 2" ||
	fail "a request could not be rejected"
# Books of before the balance: what holds a line back is told apart, a rest knows
# what was paid by then, and what the system before paid is kept in đồng.
rm -f "$db" "$db"-wal "$db"-shm
{
	echo "PRAGMA application_id = 1130910834; PRAGMA foreign_keys = off; BEGIN;"
	cat "$top_srcdir"/schema/000?_*.sql "$top_srcdir"/schema/001[012]_*.sql
	cat <<SQL
INSERT INTO office_province VALUES ('0000-01', '14');
INSERT INTO meta VALUES ('province', '14'), ('office', 'Bưu điện Sơn La');
INSERT INTO standard VALUES ('14', '2015-01', 270000, '136'), ('14', '2019-07', 300000, 'NQ');
INSERT INTO category (code, decree, clause, name, kind) VALUES ('136.5.5b', '136/2013/NĐ-CP', '', 'x', 'base');
INSERT INTO area VALUES (1, 'province', '14', 'Sơn La', x'00', 'son la', NULL, '2000-01-01', NULL);
INSERT INTO unit VALUES (1, 'SL', 'Sơn La', NULL);
INSERT INTO point VALUES (1, 'P1', 'P', x'00', 'p', 1, 1, '', 1);
INSERT INTO staff (id, login, name, role, created_at) VALUES (0, 'chitra', 'Chitra', 'admin', ''),
 (1, 'lan', 'Lan', 'paying', ''), (2, 'phong', 'Phong', 'preparer', ''), (3, 'truong', 'Trường', 'approver', '');
INSERT INTO person (id, code, name, name_key, fold, given_fold, initials, sex, area_id, village_key, point_id,
 created_at, changed_at) VALUES (1, 'C1', 'Ên', x'00', 'en', 'en', 'e', 'F', 1, x'00', 1, '', ''),
 (2, 'C2', 'Ôn', x'00', 'on', 'on', 'o', 'F', 1, x'00', 1, '', '');
INSERT INTO change (id, kind, person_id, area_id, point_id, name, reason, month, fields, maker_id, made_at)
 VALUES (1, 'stop', 1, 1, 1, 'Ên', 'death', '2019-11', '', 2, $now),
 (2, 'suspend', 1, 1, 1, 'Ên', 'other', '2019-08', '', 2, $now), (3, 'amount', 2, 1, 1, 'Ôn', '', '2019-08', '', 2, $now);
UPDATE change SET state = 'approved', checker_id = 3, checked_at = '2019-11-02T08:00:00', done = 'rest=1' || char(10) WHERE id = 2;
UPDATE change SET state = 'approved', checker_id = 3, checked_at = $now, done = 'grant=2 active -' || char(10) || 'entitlement=3' || char(10)
 WHERE id = 3;
INSERT INTO entitlement (id, person_id, category, from_month, to_month, state, changed_at, change_id, origin, manual) VALUES
 (1, 1, '136.5.5b', '2019-05', NULL, 'suspended', '', NULL, NULL, NULL), (2, 2, '136.5.5b', '2019-05', '2019-07', 'stopped', '', NULL, NULL, NULL),
 (3, 2, '136.5.5b', '2019-08', NULL, 'active', '', 3, 2, 200000);
INSERT INTO suspension (entitlement_id, from_month, change_id) VALUES (1, '2019-08', 2);
INSERT INTO period (id, code, state, opened_at) VALUES (1, '2019-09', 'open', '2019-09-01T08:00:00');
INSERT INTO period_month VALUES ('2019-09', 1), ('2019-10', 1), ('2019-11', 1);
INSERT INTO list (id, period_id, owner_id, seq, state, lines, people, total, digest, prepared_by, prepared_at)
 VALUES (1, 1, 1, 1, 'draft', 3, 1, 900000, zeroblob(32), 2, '2019-09-02T08:00:00');
INSERT INTO line (id, period_id, list_id, area_id, no, person_id, month, kind, seq, amount, standard, hundredths, category,
 entitlement_id, point_id, delivery, name, birth, identity, village) VALUES
 (1, 1, 1, 1, 1, 1, '2019-09', 'base', 1, 300000, 300000, 100, '136.5.5b', 1, 1, 'point', 'Ên', '', '', ''),
 (2, 1, 1, 1, 1, 1, '2019-10', 'base', 1, 300000, 300000, 100, '136.5.5b', 1, 1, 'point', 'Ên', '', '', ''),
 (3, 1, 1, 1, 1, 1, '2019-11', 'base', 1, 300000, 300000, 100, '136.5.5b', 1, 1, 'point', 'Ên', '', '', ''),
 (4, 1, 1, 1, 2, 2, '2019-09', 'base', 1, 300000, 300000, 100, '136.5.5b', 2, 1, 'point', 'Ôn', '', '', '');
UPDATE list SET state = 'submitted';
UPDATE list SET state = 'approved', approved_by = 3, approved_at = $now;
INSERT INTO receipt (no, op, period_id, person_id, staff_id, point_id, method, collector, lines, total, at) VALUES
 (1, randomblob(16), 1, 2, 1, 1, 'point', 'self', 1, 300000, '2019-11-01T08:00:00');
INSERT INTO payout VALUES (1, 4, 1, 'pay', 300000, NULL, '', 1, '2019-11-01T08:00:00');
INSERT INTO standing VALUES (4, 1);
INSERT INTO block (line_id, reason, staff_id, at, change_id) VALUES (1, 'by hand', 2, $now, NULL), (2, 'rest', 3, $now, 2), (3, 'dead?', 2, $now, 1);
INSERT INTO recovery (id, person_id, change_id, reason, staff_id, at) VALUES (1, 2, 3, 'lower', 3, $now);
INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id, staff_id, at) VALUES (1, 1, 'overpaid', 100000, 4, 3, $now);
PRAGMA user_version = 12;
COMMIT;
PRAGMA journal_mode = WAL;
SQL
} | sqlite3 -bail "$db" >/dev/null || exit 1
cp "$db" "$dir/twelfth"
rm -rf "$dir/backup"
"$chitra" --config "$dir/chitra.ini" migrate >"$dir/out" 2>&1 || { cat "$dir/out"; fail "migrate from the twelfth"; }
is "foreign keys of blocks" "" "PRAGMA foreign_key_check"
is "blocks by cause" "1|hand|,2|balance|2,3|report|1" \
    "SELECT group_concat(line_id || '|' || cause || '|' || coalesce(change_id, '')) FROM block"
is "a blocked line still is not paid" "Error: stepping, line is blocked (19)" "INSERT INTO payout VALUES (2, 1, 1, 'pay', 300000, NULL, '', 1, $now)"
is "what was paid when it began to rest" "1" "SELECT receipts FROM suspension"
is "a case is as it was" "100000|4" "SELECT amount, line_id FROM recovery_entry"
# In the roll of the first list nobody rested, and the second had no lower amount.
is "what was paid before" "1|2019-05|2019-06|270000,1|2019-07||300000,2|2019-05|2019-06|270000,2|2019-07||300000" \
    "SELECT group_concat(entitlement_id || '|' || from_month || '|' || coalesce(to_month, '') || '|' || amount) FROM opening WHERE from_month < '2020'"
was=$(sqlite3 "$db" "SELECT count(*) FROM opening")
"$chitra" --config "$dir/chitra.ini" migrate >"$dir/out" 2>&1 || { cat "$dir/out"; fail "migrate once more"; }
is "once is enough" "$was" "SELECT count(*) FROM opening"
# Cut off between the schema and what goes with it: the next one does the rest.
rm -f "$db" "$db"-wal "$db"-shm
{ echo "PRAGMA foreign_keys = off; BEGIN;"; cat "$top_srcdir"/schema/0013_*.sql; echo "PRAGMA user_version = 13; COMMIT;"; } |
    sqlite3 -bail "$dir/twelfth" >/dev/null && mv "$dir/twelfth" "$db"
# The copy of before is named by the second.
second=$(date +%s)
while [ "$(date +%s)" = "$second" ]; do sleep 0.1; done
"$chitra" --config "$dir/chitra.ini" migrate >"$dir/out" 2>&1 || { cat "$dir/out"; fail "migrate after a cut"; }
is "what was paid before, after a cut" "$was" "SELECT count(*) FROM opening"
[ "$(find "$dir" -name '*migrate*' -o -name '*backup*' -type f | wc -l)" -gt 0 ] || fail "no copy was written first"
exit $failed
