#!/bin/sh
# Guards the sizes of the style: a .c file to 800 lines, a header to 170, a
# function to 100.  Tables may stand in tests/lint/sizes.allow as FILE:FUNCTION.
set -u
cd "${top_srcdir:-.}" || exit 99

check() {
	# A function starts with "name(" in column 1, ends with "}" in column 1.
	find src -name '*.[ch]' | LC_ALL=C sort | xargs awk '
		function whole() {
			max = file ~ /\.h$/ ? 170 : 800
			if (lines > max) print file " has " lines " lines (" max ")"
		}
		BEGIN {
			while ((getline line < "tests/lint/sizes.allow") > 0) allow[line] = 1
		}
		FNR == 1 { whole(); file = FILENAME; name = ""; start = 0 }
		{ lines = FNR }
		file ~ /\.h$/ { next }
		/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name) }
		/^\{/ && name != "" { start = FNR }
		/^\}/ && start > 0 {
			n = FNR - start - 1; where = FILENAME ":" name
			if (n > 100 && !(where in allow)) print where " has " n " lines (100)"
			name = ""; start = 0
		}
		END { whole() }'
}
found=$(check)
[ -z "$found" ] && exit 0
echo "sizes:"; echo "$found"; exit 1
