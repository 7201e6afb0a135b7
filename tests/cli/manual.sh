#!/bin/sh
# Guards that --help and chitra(1) tell the same: each command of the table has
# its entry in the page and each option its flag, and no page entry is without
# a command.  The pages themselves pass mandoc's lint.
set -u
chitra=$top_builddir/chitra
page=$top_srcdir/man/chitra.1
fail=0
say() { echo "manual: $*"; fail=1; }

"$chitra" help | sed -n 's/^  \([a-z]*\)  *.*/\1/p' > commands.$$
[ -s commands.$$ ] || say "no commands in chitra help"
while read -r c; do
	grep -q "^\.It Cm $c\b" "$page" || say "chitra(1) has no entry for $c"
	"$chitra" "$c" --help > help.$$ 2>&1 || say "chitra $c --help fails"
	for o in $(grep -o -- '--[a-z][a-z-]*' help.$$ | sort -u); do
		grep "^\.It Cm $c\b" "$page" | grep -q -- "Fl ${o#-}" ||
			say "chitra(1), $c: no $o"
	done
done < commands.$$
for c in $(sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' "$page" | sort -u); do
	grep -qx "$c" commands.$$ || say "chitra(1) tells of $c, which is no command"
done
rm -f commands.$$ help.$$
if command -v mandoc >/dev/null; then
	for p in "$top_srcdir"/man/*.[1-8]; do
		mandoc -T lint -W error "$p" || say "mandoc finds errors in $p"
	done
fi
exit $fail
