#!/bin/sh
# Guards the order of the modules inside office/ and ui/ (HACKING.md, Modules of
# office/ and of ui/): a file includes only from its own module and from those in
# the column "calls"; *_priv.h is for its own module and for tests; each module
# has its row and its README; at most six .c files stand beside the modules.
set -u
cd "${top_srcdir:-.}" || exit 99

# "office/roll rate place": what each module calls.
rows() {
	awk -F'|' '
		/^##/ { layer = "" }
		/^## Modules of [a-z]+\/$/ { layer = $0; sub(/.* /, "", layer) }
		layer != "" && $2 ~ /`[a-z]+\/`/ {
			gsub(/[ `\/]/, "", $2); gsub(/[`,\/-]/, " ", $(NF - 1))
			print layer $2, $(NF - 1)
		}' HACKING.md
}

includes() {
	find src -name '*.[ch]' | LC_ALL=C sort | rows=$(rows) xargs awk '
		BEGIN {
			n = split(ENVIRON["rows"], row, "\n")
			for (i = 1; i <= n; i++) {
				k = split(row[i], w, " ")
				known[w[1]] = 1
				for (j = 2; j <= k; j++) may[w[1], w[j]] = 1
			}
		}
		FNR == 1 {
			k = split(FILENAME, f, "/")
			mine = ""
			if (k > 3 && (f[2] == "office" || f[2] == "ui")) mine = f[2] "/" f[3]
			if (mine != "" && !(mine in known)) {
				print "HACKING.md has no row for src/" mine "/"
				known[mine] = 1
			}
		}
		!/^[ \t]*#[ \t]*include[ \t]*"(office|ui)\// { next }
		{
			inc = $0; sub(/^[^"]*"/, "", inc); sub(/".*/, "", inc)
			k = split(inc, to, "/")
			its = k > 2 ? to[1] "/" to[2] : ""
			if (its == mine) next
			if (inc ~ /_priv\.h$/)
				print FILENAME " includes " inc ", which is private"
			else if (mine == "" || f[2] != to[1] || (mine, "all") in may)
				next
			else if (its == "")
				print FILENAME " includes " inc ", which stands above it"
			else if (!((mine, to[2]) in may))
				print FILENAME " includes " inc ": " f[3] \
				    "/ does not call " to[2] "/"
		}'
}

folders() {
	for layer in office ui; do
		[ "$(find src/$layer -maxdepth 1 -name '*.c' | wc -l)" -gt 6 ] &&
			echo "$(echo src/$layer/*.c): more than six beside its modules"
		for dir in src/$layer/*/; do
			[ -f "${dir}README" ] || echo "${dir}README is missing"
		done
	done
	rows | while read -r mod calls; do
		[ -d "src/$mod" ] || echo "HACKING.md has a row for src/$mod/, which is not there"
	done
}

found=$(includes && folders) || { echo "modules: $found"; exit 1; }
[ -z "$found" ] && exit 0
echo "modules:"; echo "$found"; exit 1
