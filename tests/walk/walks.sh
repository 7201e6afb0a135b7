#!/bin/sh
# Twenty walks, the same each time, and every case by name: a minute on one core.
set -u
walk=${top_builddir:-.}/tests/walk/walk
[ -x "$walk" ] || exit 77
COUNT=${COUNT:-20} "$walk" && "$walk" cases
