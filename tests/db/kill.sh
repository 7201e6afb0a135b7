#!/bin/sh
# Guards rule 6 of the house: books is killed with SIGKILL at 100 points under
# load, and each posting that was answered is there, once, in a sound chain.
set -eu
cd "$top_builddir"
CHITRA_KILLS=${CHITRA_KILLS:-100} ./tests/unit/serve/test_books_kill > kill.log 2>&1 || {
	tail -20 kill.log
	exit 1
}
rm -f kill.log
