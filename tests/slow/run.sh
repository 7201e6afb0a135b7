#!/bin/bash
# SPDX-License-Identifier: ISC
#
# Runs the slow tests one after another; each may take SLOW_TIMEOUT seconds.
# 77 means skipped.  The log of one that failed is printed whole.
set -u
: "${top_srcdir:?}" "${top_builddir:?}"
passed=0 failed=0 skipped=0
logs=$top_builddir/tests/slow
mkdir -p "$logs"
for t; do
	name=$(basename "$t" .sh)
	log=$logs/$name.log
	start=$SECONDS
	timeout -k 30 "${SLOW_TIMEOUT:-1200}" bash "$top_srcdir/$t" >"$log" 2>&1 </dev/null
	rc=$?
	case $rc in
	0) echo "PASS: $name ($((SECONDS - start)) s)"; passed=$((passed + 1)) ;;
	77) echo "SKIP: $name: $(grep '^skip' "$log" | tail -n 1)"; skipped=$((skipped + 1)) ;;
	*)
		echo "FAIL: $name ($((SECONDS - start)) s, status $rc); its log:"
		sed 's/^/    /' "$log" | tail -n 120
		failed=$((failed + 1))
		;;
	esac
	[ "$rc" -eq 0 ] && grep -a '^figure:' "$log"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
