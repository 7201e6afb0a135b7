#!/bin/sh
# Guards against calls without a length, a shell, numbers read without errors,
# floating-point money, SQL outside its home and SQL that breaks a batch; and the
# rules of the house that a reader of the source sees at once: who opens the
# books for writing (rules 3 and 4), which screens have a timer (rule 10).
set -u
cd "${top_srcdir:-.}" || exit 99

# Comments and strings are taken out first: a word in prose is no call.
strip() {
	sed -e 's@"\([^"\\]\|\\.\)*"@""@g' "$1" |
	awk -v name="$1" '{ line = $0; out = ""
		while (length(line)) {
			if (c) {
				i = index(line, "*/"); if (!i) break
				line = substr(line, i + 2); c = 0
			} else {
				i = index(line, "/*"); if (!i) { out = out line; break }
				out = out substr(line, 1, i - 1); line = substr(line, i + 2); c = 1
			}
		}
		print name ":" NR ": " out }'
}

check() {
	for f in src/*/*.[ch]; do strip "$f"; done |
	grep -E '[^a-zA-Z0-9_](strcpy|strcat|stpcpy|sprintf|vsprintf|gets|strtok|atoi|atol|atof|strncpy|strncat|system|popen|alloca|mktemp|tmpnam|rand|srand|execl[pe]?|execvp)[ ]*\(|[^a-zA-Z0-9_](float|double)[^a-zA-Z0-9_]'
	grep -nE '"(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN|COMMIT) ' src/*/*.c |
		grep -vE '^src/(db|office)/|^src/serve/auth[a-z_]*\.c'
	# books, a command while no server runs, the gate's own file, the set-up.
	grep -nE 'db_open_(writer|raw) *\(' src/*/*.c |
		grep -vE '^src/(db/[a-z]*|serve/(books|books_draft|post|gate)|cmd/(init|demo|keep|credential))\.c:'
	# Quiet of the fingers, a held answer, a kept draft, leaving: no clock.
	grep -nE 'loop_timer *\(|[^a-z_](napms|halfdelay|beep|flash|clear) *\(' src/ui/*.c |
		grep -vE '^src/ui/(changes|desk|desk_pay|roll|draft|ui)\.c:[0-9]+:.*loop_timer' | grep -v '\*.*clear()'
	grep -nE 'RAISE *\( *(ROLLBACK|IGNORE)|OR ROLLBACK|DEFERRABLE' schema/*.sql src/*/*.c
}
found=$(check)
[ -z "$found" ] && exit 0
echo "banned:"; echo "$found"; exit 1
