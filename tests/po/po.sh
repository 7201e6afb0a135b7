#!/bin/sh
# Guards: every message of the screens, the trade and the forms has its
# Vietnamese, none is fuzzy, and formats agree.  After changing a text run
# po/update.sh and translate what is new.
set -u
cd "${top_srcdir:-.}" || exit 99
for tool in xgettext msgcmp msgfmt; do
	command -v $tool >/dev/null || { echo "skip: no $tool"; exit 77; }
done
pot=$(mktemp) || exit 99
trap 'rm -f "$pot"' EXIT
sh po/update.sh "$pot" || exit 1
msgfmt --check -o /dev/null po/vi.po || exit 1
msgcmp po/vi.po "$pot" || { echo "run po/update.sh and translate"; exit 1; }
