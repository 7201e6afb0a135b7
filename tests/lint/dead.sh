#!/bin/sh
# Checks that whatever an object of src/ offers to others is used by another
# one of src/: what only its own file uses is static, what nobody uses goes.
# dead.allow names the exceptions, a line each with its reason, and no other.
# It needs what was built (top_builddir); objects whose source is gone do not
# count.
set -u
top=$(cd "${top_srcdir:-.}" && pwd) || exit 99
cd "${top_builddir:-.}" || exit 99
command -v nm >/dev/null || { echo "skip: no nm"; exit 77; }
allow=$top/tests/lint/dead.allow

objects=$([ ! -d src ] || find src -name '*.o' | LC_ALL=C sort |
    while read -r o; do [ -f "$top/${o%.o}.c" ] && echo "$o"; done)
[ -n "$objects" ] || { echo "skip: nothing is built"; exit 77; }

echo "$objects" | xargs nm -A | awk -v allow="$allow" '
	BEGIN {
		while ((getline line < allow) > 0) {
			split(line, p, " ")
			if (line !~ /^#/ && p[1] != "") reason[p[1]] = p[2]
		}
	}
	# "src/a.o:0000 T name" and "src/a.o:     U name"
	{
		split($1, p, ":"); type = $(NF - 1); sub(/.*:/, "", type)
		if (type == "U") used[$NF] = 1
		else if (type ~ /^[TDRBC]$/) def[$NF] = p[1]
	}
	END {
		for (s in def) {
			if (s == "main" || s in used) continue
			if (reason[s] == "")
				print def[s] ": " s " has no user in another file of src/"
			right[s] = 1
		}
		for (s in reason)
			if (!(s in right) && reason[s] != "")
				print allow ": " s " is no exception any more"
	}' | LC_ALL=C sort >"${TMPDIR:-/tmp}/dead.$$"
found=$(cat "${TMPDIR:-/tmp}/dead.$$"); rm -f "${TMPDIR:-/tmp}/dead.$$"
[ -z "$found" ] && exit 0
echo "$found"; exit 1
