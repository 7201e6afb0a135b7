#!/bin/sh
# Checks that a table is written (INSERT, UPDATE, DELETE) only by the module that
# owns it: column "writes" of the tables of HACKING.md.  Statements that write a
# whole set of another module's rows are named in tests/GUARDS.md with their
# reason; a row that is no longer true fails too.
set -u
cd "${top_srcdir:-.}" || exit 99

owners() { # "table module"
	awk -F'|' '
		/^## Modules of office\// { on = 1; next }
		/^## / { on = 0 }
		on && $2 ~ /`[a-z]+\/`/ {
			gsub(/[ `\/]/, "", $2); n = split($4, t, /[ `,]+/)
			for (i = 1; i <= n; i++) if (t[i] ~ /^[a-z_]+$/) print t[i], $2
		}' HACKING.md
}

allowed() { # "file table" of the set-based writes
	awk -F'|' '
		/^## Set-based writes$/ { on = 1; next }
		/^##/ { on = 0 }
		on && $2 ~ /\.c/ {
			gsub(/[ `]/, "", $2); n = split($3, t, /[ `,]+/)
			for (i = 1; i <= n; i++) if (t[i] ~ /^[a-z_]+$/) print $2, t[i]
		}' tests/GUARDS.md
}

writes() { # "file table" of every statement of src/office
	find src/office -name '*.c' | sort | while read -r f; do
		awk -v f="${f#src/office/}" '
			{ text = text $0 "\n" }
			END {
				gsub(/"[ \t\n]*"/, "", text)
				while (match(text, /(INSERT INTO|INSERT OR [A-Z]+ INTO|REPLACE INTO|UPDATE|DELETE FROM) [a-z_]+/)) {
					s = substr(text, RSTART, RLENGTH); sub(/.* /, "", s)
					print f, s
					text = substr(text, RSTART + RLENGTH)
				}
			}' "$f"
	done | sort -u
}

tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
owners >"$tmp/owners"
allowed >"$tmp/allowed"
[ -s "$tmp/owners" ] || { echo "tables: HACKING.md names no owners"; exit 1; }
found=$(writes | awk -v owners="$tmp/owners" -v ok="$tmp/allowed" '
	BEGIN {
		while ((getline line < owners) > 0) { split(line, a, " "); own[a[1]] = a[2] }
		while ((getline line < ok) > 0) may[line] = 1
	}
	{
		mod = $1; if (!sub(/\/.*/, "", mod)) mod = "office"
		if (!($2 in own)) print "src/office/" $1 " writes " $2 ", which nobody owns (HACKING.md)"
		else if (own[$2] != mod && !($0 in may))
			print "src/office/" $1 " writes " $2 ", which is " own[$2] "/s alone"
		else used[$0] = 1
	}
	END {
		for (k in may) {
			split(k, a, " ")
			if (!(k in used)) print "src/office/" a[1] " does not write " a[2] ", as tests/GUARDS.md says"
		}
	}')
[ -z "$found" ] && exit 0
echo "tables:"; echo "$found"; exit 1
