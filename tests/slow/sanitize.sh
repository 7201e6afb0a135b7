#!/bin/bash
# Guards against memory errors and undefined behaviour: a second build with the
# sanitizers runs the unit tests, the screens and a served session.
set -u
dir=$(mktemp -d "${TMPDIR:-/tmp}/chitra-asan.XXXXXX") || exit 99
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 99
# libssh, OpenSSL and CUPS keep what they allocate once; leaks are looked for
# with valgrind, by hand.
export ASAN_OPTIONS=detect_leaks=0:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
"$top_srcdir"/configure -q --enable-sanitizers --enable-werror CFLAGS='-g -O1' ||
	exit 1
make -s -j"$(nproc)" all || exit 1
make -s -j"$(nproc)" check TEST_SUITE_LOG=all.log \
	TESTS="$(make -s print-unit-tests) tests/serve/serve.sh" >out.log 2>&1
rc=$?
grep -E '^(PASS|FAIL|ERROR|# )' out.log
if [ $rc -ne 0 ]; then
	tail -n 200 all.log
	exit 1
fi
