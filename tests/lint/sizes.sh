#!/bin/sh
# Guards the sizes of the style: a .c file to 800 lines, a header to 170, a
# function to 100.  Tables may stand in tests/lint/sizes.allow as FILE:FUNCTION.
set -u
cd "${top_srcdir:-.}" || exit 99

check() {
	for f in src/*/*.c; do
		n=$(wc -l < "$f")
		[ "$n" -gt 800 ] && echo "$f has $n lines (800)"
	done
	for f in src/*/*.h; do
		n=$(wc -l < "$f")
		[ "$n" -gt 170 ] && echo "$f has $n lines (170)"
	done
	# A function starts with "name(" in column 1, ends with "}" in column 1.
	awk '
		FNR == 1 { name = ""; start = 0 }
		/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
		/^\{/ && name != "" { start = FNR }
		/^\}/ && start > 0 {
			if (FNR - start - 1 > 100)
				print FILENAME ":" name, FNR - start - 1
			name = ""; start = 0
		}
	' src/*/*.c | while read -r where n; do
		grep -qxF "$where" tests/lint/sizes.allow && continue
		echo "$where has $n lines (100)"
	done
}
found=$(check)
[ -z "$found" ] && exit 0
echo "sizes:"; echo "$found"; exit 1
