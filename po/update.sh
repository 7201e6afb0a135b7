#!/bin/sh
# Takes the messages of src/ and forms/ anew and merges them into po/vi.po:
# run it after changing a text, then translate what is new or fuzzy
# (tests/po/po.sh fails on either).  With a file name as argument only the
# template is written there.
set -eu
cd "$(dirname "$0")/.."
pot=${1:-}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
[ -n "$pot" ] || pot=$tmp/chitra.pot
LC_ALL=C
export LC_ALL
awk -f forms/words.awk forms/*.ini >"$tmp/forms.c"
find src -name '*.[ch]' | sort >"$tmp/files"
echo "$tmp/forms.c" >>"$tmp/files"
xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ \
    --keyword=ngettext:1,2 --add-comments=po: --no-wrap --no-location \
    --sort-output --package-name=chitra --foreign-user \
    --output="$pot" --files-from="$tmp/files"
sed -i -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' "$pot"
[ "$pot" = "$tmp/chitra.pot" ] || exit 0
if [ -f po/vi.po ]; then
	msgmerge --quiet --no-wrap --no-location --sort-output --backup=none \
	    --no-fuzzy-matching --update po/vi.po "$pot"
else
	msginit --no-translator --no-wrap --locale=vi --input="$pot" \
	    --output-file=po/vi.po >/dev/null
fi
msgfmt --check --statistics --output-file=/dev/null po/vi.po
