/// How the page looks: light and dark after the reader's system, plain on paper, legible without colour.
enum HTMLStyleSheet {
    /// The rules; signs and words carry what colours only repeat.
    static let text = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0;
          --good: #1a7f37; --good-bg: #dafbe1; --note: #1a7f37; --note-bg: #eef8d5; --caution: #7d4e00;
          --caution-bg: #fff1c2; --bad: #b3131d; --bad-bg: #ffe3e0; --quiet: #59636e; --quiet-bg: #f1f3f5; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --paper: #0d1117; --ink: #e6edf3; --soft: #9aa5b1; --line: #3d444d; --good: #6fdd8b;
            --good-bg: #12321d; --note: #b5d86a; --note-bg: #28310f; --caution: #f0c24b; --caution-bg: #3a2c06;
            --bad: #ff9a94; --bad-bg: #4a1512; --quiet: #9aa5b1; --quiet-bg: #1c2128; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1100px; padding: 16px; background: var(--paper); color: var(--ink);
          font: 16px/1.45 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
        a { color: inherit; }
        .good { color: var(--good); background: var(--good-bg); }
        .note { color: var(--note); background: var(--note-bg); }
        .caution { color: var(--caution); background: var(--caution-bg); }
        .bad { color: var(--bad); background: var(--bad-bg); }
        .quiet { color: var(--quiet); background: var(--quiet-bg); }
        header { border-radius: 12px; padding: 14px 20px; margin-bottom: 8px; border-left: 8px solid currentColor; }
        header p { margin: 2px 0; color: var(--ink); }
        header .when { font-size: 14px; color: var(--soft); }
        h1 { font-size: 22px; line-height: 1.25; margin: 2px 0 6px; }
        h1 span { display: block; font-size: 34px; letter-spacing: .02em; }
        h2 { font-size: 18px; margin: 26px 0 8px; }
        li { margin: 2px 0; }
        h3 { font-size: 14px; margin: 12px 0 4px; color: var(--soft); font-weight: 600; }
        .scroll { overflow-x: auto; }
        .map { display: grid; grid-template-columns: repeat(var(--columns), minmax(92px, 1fr)); gap: 6px; }
        .strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(100px, 1fr)); gap: 6px; }
        .pair { display: grid; gap: 3px; }
        .seat { display: grid; grid-template-columns: 1fr auto; padding: 5px 8px; min-height: 62px;
          border: 1px solid currentColor; border-radius: 8px; text-decoration: none; }
        .seat b { font-size: 19px; line-height: 1.2; }
        .seat .name { font-size: 15px; overflow-wrap: anywhere; }
        .seat i { font-style: normal; font-weight: 700; font-size: 17px; }
        .seat span, .seat em { grid-column: 1 / -1; font-style: normal; font-size: 12px; line-height: 1.3;
          overflow-wrap: anywhere; }
        .seat span { color: var(--ink); }
        .seat em { font-weight: 700; font-size: 11px; }
        .seat small { grid-column: 1 / -1; font-size: 11px; color: var(--ink); overflow-wrap: anywhere; }
        .seat.bad { border-width: 2px; }
        .none { border: 1px dashed var(--line); }
        .legend { margin: 10px 0; font-size: 14px; }
        .legend span { display: inline-block; margin: 0 14px 4px 0; }
        .legend b { display: inline-block; min-width: 22px; padding: 0 4px; border-radius: 4px; text-align: center; }
        table { border-collapse: collapse; }
        th { text-align: left; font-weight: 600; }
        .plain { width: 100%; }
        .plain th, .plain td { padding: 7px 8px; vertical-align: top; border-bottom: 1px solid var(--line); }
        .plain thead th, .facts th { font-size: 14px; color: var(--soft); white-space: nowrap; }
        .facts table { width: auto; font-size: 14px; }
        .facts th, .facts td { padding: 3px 12px 3px 0; border: 0; }
        .state { white-space: nowrap; font-weight: 700; font-size: 14px; }
        .place { font-size: 20px; font-weight: 700; line-height: 1.2; }
        .do { color: var(--soft); }
        kbd { font: .92em/1.3 ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; color: var(--ink); }
        .tick { text-align: center; font-size: 20px; width: 3em; }
        thead .tick { font-size: 14px; }
        .shared { margin: 8px 0; padding: 8px 14px; border-left: 5px solid var(--caution);
          background: var(--caution-bg); }
        .matrix { font-size: 13px; }
        .matrix td, .matrix th { padding: 2px 6px; border: 1px solid var(--line); text-align: center; }
        .matrix tbody th, .matrix .why { text-align: left; }
        .matrix .state { font-size: 11px; text-align: left; }
        .matrix .check { vertical-align: bottom; padding: 6px 2px; font-weight: 400; }
        .check span { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; }
        .matrix .why { color: var(--soft); }
        .p { color: var(--good); }
        .w { color: var(--note); background: var(--note-bg); font-weight: 700; }
        .f { color: var(--bad); background: var(--bad-bg); font-weight: 700; }
        .u { color: var(--caution); background: var(--caution-bg); font-weight: 700; }
        .n { color: var(--quiet); }
        .a { color: var(--quiet); background: var(--quiet-bg); }
        tr:target { outline: 3px solid var(--caution); }
        @media (max-width: 600px) {
          body { padding: 8px; }
          h1 span { font-size: 28px; }
          .walk thead { display: none; }
          .walk tr { display: grid; grid-template-columns: auto auto 1fr; border-bottom: 1px solid var(--line);
            padding: 6px 0; }
          .walk td { border: 0; padding: 2px 8px 2px 0; }
          .walk td:nth-child(4) { grid-column: 1 / -1; }
          .walk .tick { display: none; }
          .walk .state { justify-self: start; padding: 2px 8px; }
        }
        @page { size: A4; margin: 12mm; }
        @page wide { size: A4 landscape; margin: 10mm; }
        @media print {
          body { max-width: none; padding: 0; font-size: 10.5pt; print-color-adjust: exact;
            -webkit-print-color-adjust: exact; }
          main + main { break-before: page; }
          header, .seat, .shared, .walk tr, .matrix tr { break-inside: avoid; }
          h2, h3, .legend { break-after: avoid; }
          a { text-decoration: none; }
          .scroll { overflow: visible; }
          .map { grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 4px; }
          .seat { padding: 3px 5px; min-height: 50px; }
          .seat em { font-size: 8.5px; }
          .matrix { font-size: 8pt; }
          .matrix td, .matrix th { padding: 1px 3px; }
          .wide { page: wide; }
        }

        """
}
