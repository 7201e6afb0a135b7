#!/bin/sh
# Shows that each lint fails when it is broken on purpose, in a folder inside a
# folder as well: in a small tree of its own, one fault at a time.
set -u
cd "${top_srcdir:-.}" || exit 99
lint=$(pwd)/tests/lint
tree=$(mktemp -d) || exit 99
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/office/roll/deep" "$tree/src/ui/desk" "$tree/src/base" \
    "$tree/schema" "$tree/tests/lint" || exit 99
: >"$tree/tests/lint/sizes.allow"
: >"$tree/tests/lint/params.allow"
: >"$tree/tests/lint/ladders.allow"
echo 'CREATE TABLE a (b INTEGER);' >"$tree/schema/0001_first.sql"

# run LINT: its words in $said, its exit status returned.
run() { said=$(top_srcdir=$tree top_builddir=$tree sh "$lint/$1" 2>&1); }

# good: the tree as it stands passes every lint.
good() {
	for t in layers.sh modules.sh tables.sh sizes.sh params.sh ladders.sh banned.sh statements.sh; do
		run $t && [ -z "$said" ] && continue
		echo "$t: fails on a tree without a fault: $said"; : >"$tree/bad"
	done
}

# fault LINT FILE WORDS: with standard input as FILE the lint fails, naming FILE
# and WORDS; the file is put back as it was.
fault() {
	[ -f "$tree/$2" ] && cp "$tree/$2" "$tree/was"
	case $2 in */*) mkdir -p "$tree/${2%/*}" ;; esac
	cat >"$tree/$2"
	run "$1"
	status=$?
	case "$status $said" in
	"1 "*"$2"*"$3"*) ;;
	*) echo "$1: $2 ($3) gets status $status: $said"; : >"$tree/bad" ;;
	esac
	rm "$tree/$2"
	[ -f "$tree/was" ] && mv "$tree/was" "$tree/$2"
}

# lost LINT FILE WORDS: without FILE the lint fails, naming FILE and WORDS.
lost() {
	mv "$tree/$2" "$tree/was"
	run "$1"
	status=$?
	case "$status $said" in
	"1 "*"$2"*"$3"*) ;;
	*) echo "$1: without $2 ($3) gets status $status: $said"; : >"$tree/bad" ;;
	esac
	mv "$tree/was" "$tree/$2"
}

lines() { yes "${2:-}" | head -n "$1"; }

cat >"$tree/src/office/roll/deep/person.c" <<'END'
#include "config.h"
#include <stdio.h>
#include "office/roll/person.h"
/* system(1), float, clear(): prose. */
static const char q[] = "DELETE FROM person WHERE id = ?1";
END
echo '#include "db/db.h"' >"$tree/src/office/roll/person.h"
echo '#include "office/roll/person.h"' >"$tree/src/ui/desk/desk.c"
# hacking ROW..: HACKING.md with the modules of office/ that are given, and ui/.
hacking() {
	printf '## Modules of office/\n\n| module | holds | writes | calls |\n|---|---|---|---|\n'
	printf '%s\n' "$@"
	printf '\n## Modules of ui/\n\n| module | holds | calls |\n|---|---|---|\n'
	printf '%s\n' '| `term/` | keys | - |' '| `desk/` | the desk | term |'
}
roll='| `roll/` | people | person identity | verb |'
verb='| `verb/` | verbs | journal | - |'
sets='## Set-based writes

| file | tables | why |
|---|---|---|
| `verb/run.c` | identity | no function for it |'
mkdir -p "$tree/src/office/verb" "$tree/src/ui/term"
for f in office/roll office/verb ui/desk ui/term; do : >"$tree/src/$f/README"; done
echo 'static const char q[] = "UPDATE" " identity SET a = 1";' >"$tree/src/office/verb/run.c"
hacking "$roll" "$verb" >"$tree/HACKING.md"
echo "$sets" >"$tree/tests/GUARDS.md"
good

fault layers.sh src/office/roll/deep/x.c ui/desk/desk.h <<'END'
#include "ui/desk/desk.h"
END
fault layers.sh src/office/roll/deep/x.h print/layout.h <<'END'
  # include "print/layout.h"
END
fault layers.sh src/office/roll/x.c 'without its folder' <<'END'
#include "person.h"
END
fault layers.sh src/ui/desk/x.c 'sqlite3.h' <<'END'
#include <sqlite3.h>
END
fault layers.sh src/attic/deep/x.c 'no layer' <<'END'
#include <stdio.h>
END
fault modules.sh src/office/verb/deep/x.c 'verb/ does not call roll/' <<'END'
#include "office/roll/person.h"
END
fault modules.sh src/ui/term/x.h 'term/ does not call desk/' <<'END'
  # include "ui/desk/desk.h"
END
fault modules.sh src/office/roll/x.c 'stands above it' <<'END'
#include "office/table.h"
END
for f in office/verb/x.c office/x.c ui/desk/x.c serve/x.c; do
	echo '#include "office/roll/person_priv.h"' |
		fault modules.sh src/$f 'person_priv.h, which is private'
done
hacking "$verb" | fault modules.sh HACKING.md 'has no row for src/office/roll/'
hacking "$roll" "$verb" '| `pay/` | money | payout | verb |' |
	fault modules.sh HACKING.md 'has a row for src/office/pay/'
lost modules.sh src/office/roll/README 'is missing'
lost modules.sh src/ui/term/README 'is missing'
for f in 1 2 3 4 5 6; do : >"$tree/src/ui/$f.c"; done
: | fault modules.sh src/ui/7.c 'more than six beside its modules'
rm "$tree"/src/ui/?.c
fault tables.sh src/office/verb/deep/x.c 'writes person, which is roll' <<'END'
static const char q[] = "DELETE FROM"
    " person WHERE id = ?1";
END
fault tables.sh src/office/roll/x.c 'writes payout, which nobody owns' <<'END'
static const char q[] = "INSERT INTO payout VALUES (1)";
END
echo | fault tables.sh src/office/verb/run.c 'does not write identity'
lines 801 | fault sizes.sh src/office/roll/deep/x.c '801 lines (800)'
lines 171 | fault sizes.sh src/office/roll/deep/x.h '171 lines (170)'
{ printf 'void\nlong_one(void)\n{\n'; lines 101 '	;'; echo '}'; } |
	fault sizes.sh src/office/roll/deep/x.c 'long_one has 101 lines (100)'
fault params.sh src/office/roll/deep/x.c 'many takes 7 parameters (6)' <<'END'
void
many(int a, int b, int (*fn)(int, int), int d,
    int e, int f, int g)
{
}
END
fault ladders.sh src/office/roll/deep/x.c '1 rungs (0)' <<'END'
	st = first(err);
	if (st == ST_OK)
		st = next(err);
END
fault banned.sh src/office/roll/deep/x.c 'strcpy' <<'END'
	strcpy(a, b);
END
fault banned.sh src/office/roll/deep/x.c 'sscanf' <<'END'
	n = sscanf(text, "%d", &i);
END
fault banned.sh src/office/roll/deep/x.h 'double' <<'END'
	double amount;
END
fault banned.sh src/ui/desk/x.c '0xC0) == 0x80' <<'END'
	if ((*s & 0xC0) == 0x80)
END
fault banned.sh src/office/roll/x.c '0xe0' <<'END'
	n = c < 0xe0 ? 2 : 3;
END
fault banned.sh src/ui/desk/x.c '0x202E' <<'END'
	return cp == 0x202E;
END
fault banned.sh src/ui/desk/x.c 'wcwidth' <<'END'
	n = wcwidth(c);
END
fault banned.sh src/ui/desk/x.c 'SELECT' <<'END'
static const char q[] = "SELECT 1 FROM person";
END
fault banned.sh src/office/roll/deep/x.c 'db_open_writer' <<'END'
	st = db_open_writer(&db, path, &e);
END
fault banned.sh src/ui/desk/x.c 'loop_timer' <<'END'
	loop_timer(l, 1000, tick, NULL);
END
fault banned.sh src/ui/desk/deep/x.c 'clear' <<'END'
	clear();
END
fault banned.sh src/office/roll/deep/x.c 'a sentence' <<'END'
	change_effect(w, n == 1 ? N_("%lld line") :
	    _("a sentence of %lld lines"), n);
END
fault banned.sh src/office/roll/deep/x.c 'OR ROLLBACK' <<'END'
static const char q[] = "INSERT OR ROLLBACK INTO person VALUES (1)";
END
fault banned.sh schema/0001_first.sql 'RAISE' <<'END'
SELECT RAISE(ROLLBACK, 'no');
END
fault statements.sh src/office/roll/deep/x.c 'not DB_SQL' <<'END'
static const struct db_sql q_one = { "one", "SELECT 1" };
END
fault statements.sh src/office/roll/x.h 'not DB_SQL' <<'END'
struct both { struct db_sql one, two; };
END
fault statements.sh src/office/roll/x.c 'not DB_SQL' <<'END'
	db_use(db, &(const struct db_sql){ "one", "SELECT 1" });
END
for s in 'a INDEXED BY b' 'a NOT INDEXED' 'a CROSS JOIN b ON 1' 'WHERE +a = 1' 'ORDER BY +a'; do
	echo "	\" $s\"" | fault statements.sh src/office/roll/x.c 'no token'
done
fault statements.sh src/db/x.c 'not db_use' <<'END'
	rc = sqlite3_prepare_v2(h, "SELECT 1", -1, &s, NULL);
END
fault statements.sh src/office/roll/x.c 'q_one is not used' <<'END'
DB_SQL(q_one) = { "one", "SELECT 1" };
DB_SQL(q_one_more) = { "two", "SELECT 1" };
const struct db_sql *roll = &q_one_more;
END
# Circles are seen in what was built: object NAME TEXT.
object() {
	echo "$2" >"$tree/src/base/$1.c"
	${CC:-cc} -c -o "$tree/src/base/$1.o" "$tree/src/base/$1.c"
}
# circle STATUS WORDS: what cycles.sh says of the objects.
circle() {
	run cycles.sh
	status=$?
	case "$status $said" in
	"$1 "*"$2"*) ;;
	*) echo "cycles.sh: gets status $status, not $1 ($2): $said"; : >"$tree/bad" ;;
	esac
}
circle 77 'nothing is built'
object a 'void a(void); void b(void); void a(void) { b(); }'
object b 'void b(void); void c(void); void b(void) { c(); }'
object c 'void c(void); void c(void) { }'
circle 0 ''
object c 'void a(void); void c(void); void c(void) { a(); }'
circle 1 base/a
cp "$tree/tests/GUARDS.md" "$tree/was"
printf '\n## Cycles\n\n| objects | why |\n|---|---|\n| `base/a base/c` | one thing |\n' >>"$tree/tests/GUARDS.md"
circle 0 ''
cp "$tree/was" "$tree/tests/GUARDS.md"
circle 1 base/b
printf '\n## Cycles\n\n| objects | why |\n|---|---|\n| `base/` | all of it |\n' >>"$tree/tests/GUARDS.md"
circle 1 base/b
cp "$tree/was" "$tree/tests/GUARDS.md"
rm "$tree/src/base/c.c"
circle 0 ''
printf '\n## Cycles\n\n| objects | why |\n|---|---|\n| `base/a base/b` | no more |\n' >>"$tree/tests/GUARDS.md"
circle 1 'no circle any more'
mv "$tree/was" "$tree/tests/GUARDS.md"
# What an object offers has a user in another one, or stands in dead.allow.
# dead STATUS WORDS: what dead.sh says of the objects.
dead() {
	run dead.sh
	status=$?
	case "$status $said" in
	"$1 "*"$2"*) ;;
	*) echo "dead.sh: gets status $status, not $1 ($2): $said"; : >"$tree/bad" ;;
	esac
}
object a 'void a(void); void b(void); void a(void) { b(); }'
object b 'void a(void); void b(void); void b(void) { a(); }'
dead 0 ''
object b 'void a(void); void b(void); void d(void); void b(void) { a(); } void d(void) { b(); }'
dead 1 'base/b.o: d has no user'
echo 'd tests_need_it' >"$tree/tests/lint/dead.allow"
dead 0 ''
object b 'void a(void); void b(void); void b(void) { a(); }'
dead 1 'd is no exception'
echo 'd' >"$tree/tests/lint/dead.allow"
object b 'void a(void); void b(void); void d(void); void b(void) { a(); } void d(void) { b(); }'
dead 1 'base/b.o: d has no user'
# Every file of git is in the tarball, or stands in dist.allow.
# dist STATUS WORDS: what dist.sh says of a tree whose tarball has DIST.
dist() {
	printf 'dist-files:\n\t@printf "%%s\\n" %s\n' "$dist" >"$tree/Makefile"
	run dist.sh
	status=$?
	case "$status $said" in
	"$1 "*"$2"*) ;;
	*) echo "dist.sh: gets status $status, not $1 ($2): $said"; : >"$tree/bad" ;;
	esac
}
dist=Makefile.am
dist 77 'not in git'
if git -C "$tree" init -q 2>/dev/null; then
	: >"$tree/Makefile.am"
	git -C "$tree" add Makefile.am src/base/a.c src/ui/desk/desk.c
	dist='Makefile.am src/base/a.c src/ui'
	dist 0 ''
	dist='Makefile.am src/ui'
	dist 1 'src/base/a.c is not in the tarball'
	echo 'src/base/a.c it_is_not_wanted' >"$tree/tests/lint/dist.allow"
	dist 0 ''
	dist='Makefile.am src'
	dist 1 'src/base/a.c is no exception'
	rm -rf "$tree/.git" "$tree/tests/lint/dist.allow"
fi
rm -f "$tree/Makefile" "$tree/Makefile.am"
good
[ ! -f "$tree/bad" ]
