#!/bin/bash
# SPDX-License-Identifier: ISC
. "${top_srcdir:?}/tests/bench/lib.sh"
row_not "20 people of a signed page by exception" \
    "block mode is not built yet" "<= 900 B"
