#!/bin/bash
# SPDX-License-Identifier: ISC
# forms/decree.ini as it is installed: init and demo seed from it, a wrong one is
# refused before anything is made or migrated, and an office that exists keeps
# its rates whatever the file says by then.
. "${top_srcdir:?run by make check}/tests/tools/checks.sh"
needs sqlite3 make
built=${CHITRA:-$top_builddir/chitra}

dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL CHITRA_CONFIG

# --- make install puts it where the program beside it looks
make -s -C "$top_builddir" install-dist_formsDATA DESTDIR="$dir/root" prefix=/opt datarootdir=/opt/share \
    >"$dir/out" 2>&1 || { cat "$dir/out"; exit 1; }
file=$dir/root/opt/share/chitra/forms/decree.ini
check "it is installed" cmp -s "$file" "$top_srcdir/forms/decree.ini"
mkdir -p "$dir/root/opt/bin" && cp "$built" "$dir/root/opt/bin/chitra" || exit 99
chitra=$dir/root/opt/bin/chitra

rates() # BOOKS
{
	sqlite3 "$1" "SELECT * FROM category; SELECT * FROM coefficient; SELECT * FROM standard;
	    SELECT * FROM keeps_both; SELECT * FROM age_step"
}
"$chitra" init "$dir/office" >"$dir/out" 2>&1
is "init: status" $? 0
rates "$dir/office/chitra.db" >"$dir/rates"
is "init: a row a section" "$(grep -c . "$dir/rates")" \
    "$(($(grep -cE '^\[(category|standard|keeps-both|age-step) ' "$file") + $(grep -c '^\[category ' "$file")))"
"$chitra" demo "$dir/demo" --people 20 >"$dir/out" 2>&1
is "demo: status" $? 0
is "demo: the same" "$(rates "$dir/demo/chitra.db" | cmp - "$dir/rates" 2>&1)" ""

# --- what the office has stays, when the file says otherwise
sed -i 's/^coefficient = 1,5$/coefficient = 1,9/; s/^years = 80$/years = 79/; s/^amount = .*/amount = 900.000/
    s|^from = 07/2021$|from = 06/2021|' "$file"
"$chitra" --config "$dir/office/chitra.ini" migrate >"$dir/out" 2>&1
is "another file, migrate: status" $? 0
is "another file, migrate: the rates stay" "$(rates "$dir/office/chitra.db" | cmp - "$dir/rates" 2>&1)" ""
"$chitra" init "$dir/office" >"$dir/out" 2>&1
is "another file, init again: status" $? 0
is "another file, init again: the rates stay" "$(rates "$dir/office/chitra.db" | cmp - "$dir/rates" 2>&1)" ""

# --- a wrong file: where, what, and nothing done
refused() # WHAT PATTERN
{
	"$chitra" init "$dir/none" >"$dir/out" 2>&1
	is "$1, init: status" $? 3
	has "$1, init: where and what" "$(cat "$dir/out")" "$2"
	is "$1, init: nothing was made" "$(ls "$dir/none" 2>&1 >/dev/null | grep -c .)" 1
	"$chitra" demo "$dir/none" --people 20 >"$dir/out" 2>&1
	has "$1, demo: where and what" "$(cat "$dir/out")" "$2"
	is "$1, demo: no books" "$(find "$dir/none" -type f 2>/dev/null)" ""
	rmdir "$dir/none" 2>/dev/null
	sqlite3 "$dir/office/chitra.db" "PRAGMA user_version = 1"
	"$chitra" --config "$dir/office/chitra.ini" migrate >"$dir/out" 2>&1
	is "$1, migrate: status" $? 3
	has "$1, migrate: where and what" "$(cat "$dir/out")" "$2"
	is "$1, migrate: nothing was done" "$(sqlite3 "$dir/office/chitra.db" "PRAGMA user_version"
	    ls "$dir/office/backup")" 1
}
cp "$top_srcdir/forms/decree.ini" "$file"
line=$(grep -n '^coefficient = 20$' "$file" | head -n 1 | cut -d: -f1)
sed -i "${line}s/.*/coefficient = twenty/" "$file"
refused "no number" "/share/chitra/forms/decree.ini:$line: \[category 136\.11\] coefficient: .*1,5.*twenty"
rm "$file"
refused "no file" "/share/chitra/forms/decree.ini: "
exit "$failed"
