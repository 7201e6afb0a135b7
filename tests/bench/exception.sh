#!/bin/bash
# SPDX-License-Identifier: ISC
. "${top_srcdir:?}/tests/bench/lib.sh"
row_not "20 people of a signed page by exception" \
    "the block mode is not part of this step" "<= 900 B"
