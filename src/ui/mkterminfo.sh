#!/bin/sh
# Makes DIR, a terminfo tree of the terminals that clerks have, without `rep`
# (repeat_char).  Entries that this machine lacks are left out: ui/term/termname.c
# maps them to one that is there.
set -eu
dir=$1
rm -rf "$dir"
mkdir -p "$dir"
for name in xterm xterm-256color xterm-color xterm-mono vt100 vt102 vt220 \
    linux putty putty-256color screen screen-256color tmux tmux-256color ansi \
    rxvt rxvt-256color rxvt-unicode rxvt-unicode-256color cygwin konsole \
    gnome vte teraterm nsterm st st-256color alacritty kitty; do
	"${INFOCMP:-infocmp}" -x "$name" 2>/dev/null |
		"${SED:-sed}" -e 's/\<rep=[^,]*,//' >"$dir/src" || true
	[ -s "$dir/src" ] || continue
	"${TIC:-tic}" -x -o "$dir" "$dir/src" 2>/dev/null || true
done
rm -f "$dir/src"
# Without these there is no falling back.
for name in xterm-256color vt100 vt220 ansi; do
	[ -n "$(ls "$dir"/*/"$name" 2>/dev/null)" ] ||
		{ echo "mkterminfo: no description of $name" >&2; exit 1; }
done
touch "$dir/stamp"
