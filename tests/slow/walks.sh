#!/bin/bash
# SPDX-License-Identifier: ISC
#
# Two hundred walks of an office (tests/walk/README), other ones than those of
# every check, in two halves at a time: four minutes of two cores.
set -u
walk=${top_builddir:?}/tests/walk/walk
[ -x "$walk" ] || { echo "skip: no $walk"; exit 77; }
half=$((${COUNT:-200} / 2))
FROM=1001 COUNT=$half "$walk" &
first=$!
FROM=$((1001 + half)) COUNT=$half "$walk"
second=$?
wait "$first" && [ "$second" -eq 0 ]
