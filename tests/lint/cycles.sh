#!/bin/sh
# Checks that no objects of src/ refer to one another in a circle.  The circles
# that stay are named in tests/GUARDS.md (Cycles) with their reason: a row lists the
# objects among which references are not looked at, never a folder, which would
# hide every later circle in it; a row without a circle fails too.  It needs what
# was built (top_builddir); objects whose source is gone do not count.
set -u
top=$(cd "${top_srcdir:-.}" && pwd) || exit 99
cd "${top_builddir:-.}" || exit 99
command -v nm >/dev/null && command -v tsort >/dev/null || { echo "skip: no nm or tsort"; exit 77; }

objects() {
	[ -d src ] || return
	find src -name '*.o' | LC_ALL=C sort | while read -r o; do
		[ -f "$top/${o%.o}.c" ] && echo "$o"
	done
}
objects=$(objects)
[ -n "$objects" ] || { echo "skip: nothing is built"; exit 77; }

# "src/a.o:0000 T name" and "src/a.o:     U name" -> "a b": a refers to b.
edges=$(echo "$objects" | xargs nm -A | awk '
	{
		split($1, p, ":"); f = p[1]; sub(/^src\//, "", f); sub(/\.o$/, "", f)
		type = $(NF - 1); sub(/.*:/, "", type); sym = $NF
		if (type == "U") { u++; from[u] = f; want[u] = sym }
		else if (type ~ /^[TDRBC]$/) def[sym] = f
	}
	END {
		for (i = 1; i <= u; i++)
			if (want[i] in def && def[want[i]] != from[i])
				print from[i], def[want[i]]
	}' | sort -u)

rows=$(awk -F'|' '
	/^#/ { on = $0 == "## Cycles" }
	on && $2 ~ /`/ { gsub(/`/, "", $2); print $2 }' "$top/tests/GUARDS.md")

# loops [ROW]: the circles that no row names, but for this one.
loops() {
	echo "$edges" | rows=$rows but=${1:-} awk '
		BEGIN {
			n = split(ENVIRON["rows"], row, "\n")
			for (i = 1; i <= n; i++) {
				k = split(row[i], w, " ")
				for (; row[i] != ENVIRON["but"] && k > 0; k--) in_row[i, w[k]] = 1
			}
		}
		{
			for (i = 1; i <= n; i++) if ((i, $1) in in_row && (i, $2) in in_row) next
			print
		}' | tsort 2>&1 >/dev/null
}

found=$(loops)
[ -z "$found" ] || { echo "cycles:"; echo "$found"; exit 1; }
echo "$rows" | while read -r row; do
	case "$row" in
	'') ;;
	*/\ * | */) echo "cycles: GUARDS.md names a folder, not objects: $row"; exit 1 ;;
	*) [ -n "$(loops " $row ")" ] || { echo "cycles: no circle any more: $row"; exit 1; } ;;
	esac
done
