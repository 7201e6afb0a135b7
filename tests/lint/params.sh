#!/bin/sh
# A function takes at most six parameters: more are a struct with named members.
# params.allow names those that still take more, as FILE:FUNCTION; it only gets
# shorter, and a row that is no longer true fails too.
set -u
cd "${top_srcdir:-.}" || exit 99

check() {
	# A function starts with "name(" in column 1, its parameters end before "{".
	find src -name '*.c' | LC_ALL=C sort | xargs awk '
		BEGIN {
			while ((getline line < "tests/lint/params.allow") > 0) allow[line] = 1
		}
		FNR == 1 { name = "" }
		/^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name); text = "" }
		name != "" { text = text $0 }
		/[{;]$/ { if ($0 !~ /^\{/) name = "" }
		/^\{/ && name != "" {
			sub(/^[^(]*\(/, "", text)
			# Commas inside a parameter are those of a pointer to a function.
			while (sub(/\([^()]*\)/, "", text)) ;
			n = gsub(/,/, ",", text) + 1; where = FILENAME ":" name; name = ""
			if (n > 6 && !(where in allow)) print where " takes " n " parameters (6)"
			if (n > 6) seen[where] = 1
		}
		END {
			for (where in allow)
				if (!(where in seen)) print where " is no exception any more"
		}'
}
found=$(check)
[ -z "$found" ] && exit 0
echo "params:"; echo "$found"; exit 1
