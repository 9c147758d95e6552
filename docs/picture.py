"""Reads a screen with its colours (tmux capture-pane -e -p) and writes it as SVG, from the last `$ siaga scan` on."""

import re
import sys
from html import escape

WIDTH, HEIGHT, MARGIN, COLUMNS = 8.4, 18, 16, 80
COLOURS = {"31": "#ff7b72", "32": "#7ee787", "33": "#f2cc60", "36": "#79c0ff"}


def runs(line):
    """The pieces of a line with their style: (column, text, attributes)."""
    style, column, pieces = {}, 0, []
    for codes, text in re.findall(r"(?:\x1b\[([0-9;]*)m)|([^\x1b]+)", line):
        if text:
            if text.strip():
                pieces.append((column, text, dict(style)))
            column += len(text)
            continue
        for code in (codes or "0").split(";"):
            if code in ("0", "39", "22"):
                style = {}
            elif code == "1":
                style["font-weight"] = "bold"
            elif code == "2":
                style["fill"] = "#8b949e"
            elif code in COLOURS:
                style["fill"] = COLOURS[code]
    return pieces


lines = [line.rstrip() for line in sys.stdin.read().rstrip("\n").split("\n")]
plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
start = max(number for number, line in enumerate(plain) if line.startswith("$ siaga scan"))
lines = lines[start:]

width, height = round(COLUMNS * WIDTH + 2 * MARGIN), len(lines) * HEIGHT + 2 * MARGIN
print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="ui-monospace, '
      f'DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#e6edf3">')
print(f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>')
for number, line in enumerate(lines):
    for column, text, style in runs(line):
        text, column = text.lstrip(" "), column + len(text) - len(text.lstrip(" "))
        text = text.rstrip(" ")
        attributes = "".join(f' {name}="{value}"' for name, value in style.items())
        print(f'<text x="{MARGIN + column * WIDTH:.1f}" y="{MARGIN + number * HEIGHT + 13}" '
              f'textLength="{len(text) * WIDTH:.1f}" xml:space="preserve"{attributes}>{escape(text)}</text>')
print("</svg>")
