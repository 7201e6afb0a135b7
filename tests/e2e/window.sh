#!/bin/bash
# SPDX-License-Identifier: ISC
# Terminals as they come: of unknown names, too small, resized while somebody
# is open, and a repaint that brings everything back.
. "$(dirname "$0")/lib.sh"

small_office 80
office_start
small_period
name=$(sql "SELECT name FROM person WHERE code = 'P0004'")
paper=$(sql "SELECT number FROM identity JOIN person ON person.id = person_id WHERE code = 'P0004'")

TERM_OF_CLIENT=no-such-term plays "an unknown TERM: said, and the screens work" lan <<END
expect no-such-term
expect Signed in
key Enter
expect 1  Payout desk
send 1
expect Today
send $paper
quiet 500
key Enter
expect $name
expect TOTAL
row 1 Payout desk
END
TERM_OF_CLIENT=../../../etc/passwd plays "a TERM that is a path" lan <<END
expect $name
expect TOTAL
row 1 Payout desk
END
for term in vt100 vt220 linux screen-256color putty tmux-256color xterm-kitty dumb; do
	TERM_OF_CLIENT=$term plays "TERM=$term: the person is still open" lan <<-END
	expect $name
	expect TOTAL
	END
done

plays "20x5 says how much is needed, and takes no key" lan 20x5 <<END
expect 60
key F10
quiet 300
size 80x24
quiet 400
expect $name
expect TOTAL
row 1 Payout desk
size 200x60
quiet 400
expect TOTAL
row 60 F1 help
row 1 Payout desk
row 2 $paper
size 20x5
quiet 400
gone TOTAL
size 500x200
quiet 400
expect TOTAL
row 150 F1 help
size 1x1
quiet 400
quiet 300
size 80x24
quiet 400
row 24 F1 help
row 2 $paper
expect $name
expect TOTAL
key Ctrl-L
quiet 300
expect TOTAL
key F10
expect Receipt 1:
END
is "and F10 in 20x5 paid nothing" "$(paid | cut -d'|' -f1)" 1
plays "0x0 is 80x24" mai 80x24 <<'END'
expect Signed in
END
is "no process died" "$(grep -acE 'died|hangs' "$office_log")" 0
exit "$failed"
