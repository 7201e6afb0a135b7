#!/bin/sh
# Guards against calls without a length, a shell, numbers read without errors,
# floating-point money, UTF-8 decoded by hand, days cut out of stored moments,
# stored sentences in the words of one language, SQL outside its home and SQL that
# breaks a batch; and the rules of the house that a reader of the source sees at once: who opens the
# books for writing (rules 3 and 4), which screens have a timer (rule 10).
set -u
cd "${top_srcdir:-.}" || exit 99

# books, a command while no server runs, the gate's own file, the set-up.
writers='src/db/[a-z_]*.c|src/serve/books.c|src/serve/books_draft.c|src/serve/post.c|src/serve/gate.c'
writers="$writers|src/cmd/init.c|src/cmd/demo.c|src/cmd/keep.c|src/cmd/credential.c"
# Quiet of the fingers, a held answer, a kept draft, leaving: no clock.
timers='src/ui/change/changes.c|src/ui/desk/desk.c|src/ui/desk/pay.c|src/ui/roll/roll.c|src/ui/kit/draft.c|src/ui/kit/ui.c'

files() { find src -name "$1" | LC_ALL=C sort; }

# The code alone, as FILE:LINE: a word in prose or in a string is no call.
code() {
	files '*.[ch]' | xargs awk '
		FNR == 1 { c = 0 }
		{
			line = $0; out = ""
			gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
			while (length(line)) {
				if (c) {
					i = index(line, "*/"); if (!i) break
					line = substr(line, i + 2); c = 0
				} else {
					i = index(line, "/*"); if (!i) { out = out line; break }
					out = out substr(line, 1, i - 1); line = substr(line, i + 2); c = 1
				}
			}
			if (out != "") print FILENAME ":" FNR ": " out
		}'
}

check() {
	code >"$tmp"
	grep -E '[^a-zA-Z0-9_](strcpy|strcat|stpcpy|sprintf|vsprintf|gets|strtok|atoi|atol|atof|strncpy|strncat|system|popen|alloca|mktemp|tmpnam|s?scanf|fscanf|rand|srand|execl[pe]?|execvp)[ ]*\(|[^a-zA-Z0-9_](float|double)[^a-zA-Z0-9_]' "$tmp"
	files '*.c' | xargs grep -nE '"(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN|COMMIT) ' /dev/null |
		grep -vE '^src/(db|office)/|^src/serve/auth[a-z_]*\.c'
	grep -E '^[^:]*\.c:.*db_open_(writer|raw) *\(' "$tmp" | grep -vE "^($writers):"
	grep -E '^src/ui/.*[^a-z_](napms|halfdelay|beep|flash|clear) *\(' "$tmp"
	grep -E '^src/ui/.*loop_timer *\(' "$tmp" | grep -vE "^($timers):"
	# UTF-8 is decoded in one place, and one place says what steers a terminal.
	grep -iE '& *0x(c0|3f)[^0-9a-f]|[<>]=? *0x(c2|e0|f[0458])[^0-9a-f]|0x(202[ae]|206[69]|061c|200[ef])[^0-9a-f]|[^a-z0-9_](mbr?towc|mbr?len|mbsr?towcs|wcs?width) *\(' "$tmp" |
		grep -vE '^src/base/(utf8|clean)\.c:'
	# Days as people write them: date_day(), date_moment().
	files '*.c' | xargs grep -nE '%\.1[06]s' /dev/null | grep -vE '^src/office/demo/'
	# Stored for readers of either language: N_(), and text/sentence.h.
	files '*.c' | xargs awk '
		FNR == 1 { in_call = 0 }
		/(change_effect|sentence_v?make|sentence_word) *\(/ { in_call = 1 }
		in_call && /(^|[^a-zA-Z0-9_])(_|n?gettext) *\("/ { print FILENAME ":" FNR ": " $0 }
		/;[ \t]*$/ { in_call = 0 }'
	{ echo /dev/null; ls schema/*.sql; files '*.c'; } |
		xargs grep -nE 'RAISE *\( *(ROLLBACK|IGNORE)|OR ROLLBACK|DEFERRABLE'
}
tmp=$(mktemp) || exit 99
trap 'rm -f "$tmp"' EXIT
found=$(check)
[ -z "$found" ] && exit 0
echo "banned:"; echo "$found"; exit 1
