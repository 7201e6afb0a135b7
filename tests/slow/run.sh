#!/bin/bash
# Runs the slow scripts one after another, each bounded in time; a line a
# script, its output only when it failed.  77 = skipped, as in make check.
passed=0 failed=0 skipped=0
for script; do
	name=${script#"$top_srcdir"/}
	log=$(basename "$script" .sh).slow.log
	start=$SECONDS
	timeout -k 20 "${SLOW_SECONDS:-1200}" "$script" >"$log" 2>&1 </dev/null
	rc=$?
	took=$((SECONDS - start))
	case $rc in
	0) echo "PASS: $name ($took s)"; passed=$((passed + 1)) ;;
	77) echo "SKIP: $name: $(tail -n 1 "$log")"; skipped=$((skipped + 1)) ;;
	*) echo "FAIL: $name (status $rc, $took s)"; cat "$log"; failed=$((failed + 1)) ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ $((passed + skipped)) -gt 0 ]
