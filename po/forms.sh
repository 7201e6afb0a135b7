#!/bin/sh
# Prints the words of the form files given, as C that xgettext can read: each
# line keeps the file and line it came from.
set -eu
for f in "$@"; do
	awk -v file="$f" '
	function say(s) {
		gsub(/^[ \t"]+|[ \t"]+$/, "", s)
		if (s == "") return
		gsub(/\\/, "\\\\", s); gsub(/"/, "\\\"", s)
		printf "#line %d \"%s\"\nN_(\"%s\")\n", NR, file, s
	}
	/^[ \t]*[#;]/ { next }
	match($0, /^[ \t]*(label|title|help|heading|message|subtitle|left|right|unit|foot|place|role[0-9]*|roles|sign[0-9]*)[ \t]*=/) {
		say(substr($0, RLENGTH + 1)); next
	}
	match($0, /^[ \t]*choices[ \t]*=/) {
		n = split(substr($0, RLENGTH + 1), part, "|")
		for (i = 1; i <= n; i++) { sub(/^[^:]*:/, "", part[i]); say(part[i]) }
	}' "$f"
done
