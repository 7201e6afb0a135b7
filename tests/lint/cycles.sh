#!/bin/sh
# Checks that no objects of src/ refer to one another in a circle.  The circles
# that stay are named in HACKING.md (Cycles) with their reason: a row lists the
# folder or the objects among which references are not looked at.  It needs what
# was built (top_builddir); objects whose source is gone do not count.
set -u
top=$(cd "${top_srcdir:-.}" && pwd) || exit 99
cd "${top_builddir:-.}" || exit 99
command -v nm >/dev/null && command -v tsort >/dev/null || { echo "skip: no nm or tsort"; exit 77; }
hacking=$top/HACKING.md

objects() {
	[ -d src ] || return
	find src -name '*.o' | LC_ALL=C sort | while read -r o; do
		[ -f "$top/${o%.o}.c" ] && echo "$o"
	done
}
objects=$(objects)
[ -n "$objects" ] || { echo "skip: nothing is built"; exit 77; }

edges=$(echo "$objects" | xargs nm -A | awk -v hacking="$hacking" '
	BEGIN {
		FS = "|"
		while ((getline < hacking) > 0) {
			if ($0 == "### Cycles") on = 1; else if (/^#/) on = 0
			if (!on || $2 !~ /`/) continue
			n++; gsub(/`/, "", $2); group[n] = $2
		}
		FS = " "
	}
	# "src/a.o:0000 T name" and "src/a.o:     U name"
	{
		split($1, p, ":"); f = p[1]; sub(/^src\//, "", f); sub(/\.o$/, "", f)
		type = $(NF - 1); sub(/.*:/, "", type); sym = $NF
		if (type == "U") { u++; from[u] = f; want[u] = sym }
		else if (type ~ /^[TDRBC]$/) def[sym] = f
	}
	function among(a, b,   i, w, k, ina, inb) {
		for (i = 1; i <= n; i++) {
			ina = inb = 0; k = split(group[i], w, " ")
			for (; k > 0; k--) {
				if (w[k] == a || (w[k] ~ /\/$/ && index(a, w[k]) == 1)) ina = 1
				if (w[k] == b || (w[k] ~ /\/$/ && index(b, w[k]) == 1)) inb = 1
			}
			if (ina && inb) return 1
		}
		return 0
	}
	END {
		for (i = 1; i <= u; i++)
			if (want[i] in def && def[want[i]] != from[i] && !among(from[i], def[want[i]]))
				print from[i], def[want[i]]
	}' | sort -u)
found=$(echo "$edges" | tsort 2>&1 >/dev/null)
[ -z "$found" ] && exit 0
echo "cycles:"; echo "$found"; exit 1
