/// The script that measures a Windows PC: ECMAScript 3 for `cscript`, Windows 7 to 11 and Wine, ASCII only.
///
/// It holds the fragment of every fact kind there is and no data, so it changes only with Siaga's version.
/// A fragment is the body of a function of `args` (an array of strings) and may call:
/// - `registry(path)`: a registry value, null when it is not there;
/// - `rows(query, names)`: the named properties of each row of a WMI query; throws when WMI does not answer;
/// - `expand(text)`: `%NAME%` replaced by the environment's value;
/// - `optional(body)`: the result of a function, null when it throws;
/// - `files`: the `Scripting.FileSystemObject`.
struct WindowsScript {
    /// The file.
    let file: ContentNamedFile

    /// Builds the script.
    ///
    /// - Parameter kinds: Every fact kind that may be asked for; those without a Windows fragment are left out.
    init(kinds: [any Fact.Type]) {
        let bodies = Dictionary(
            kinds.compactMap { kind in kind.fragments.windows.map { (kind.id, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
        let fragments = bodies.sorted { $0.key < $1.key }.map { id, body in
            "FACTS[\"\(id)\"] = function (args) {\n\(body)\n};\n"
        }
        file = ContentNamedFile(Self.core + fragments.joined() + Self.start, ending: "js")
    }

    /// Helpers and the frame; explained where a Windows PC or Wine leaves no choice.
    ///
    /// - `rows`: of the ways to read a WMI row only `ItemIndex` and `Properties_` work in Windows and in Wine 8.
    /// - `expand`: Wine leaves a NUL behind the text.
    /// - `size`: how many values a result holds, so that none can be missing or be there twice unnoticed.
    /// - `examsOpen`: only a list that holds this very `cscript` is a list of all programs; null: not seen.
    private static let core = #"""
        var shell = new ActiveXObject("WScript.Shell"), files = new ActiveXObject("Scripting.FileSystemObject");
        var FACTS = {}, wmi = null;

        function json(v) {
          var i, k, parts, c, s, t = typeof v;
          if (t == "boolean") return v ? "true" : "false";
          if (t == "number") return isFinite(v) ? String(v) : "null";
          if (t == "string") {
            for (s = "", i = 0; i < v.length; i++) {
              c = v.charCodeAt(i);
              s += c == 34 || c == 92 ? "\\" + v.charAt(i)
                 : c < 32 || c > 126 ? "\\u" + ("000" + c.toString(16)).slice(-4) : v.charAt(i);
            }
            return '"' + s + '"';
          }
          if (v === null || t != "object") return "null";
          parts = [];
          if (v instanceof Array) {
            for (i = 0; i < v.length; i++) parts.push(json(v[i]));
            return "[" + parts.join(",") + "]";
          }
          for (k in v) parts.push(json(k) + ":" + json(v[k]));
          return "{" + parts.join(",") + "}";
        }
        function size(v) {
          var n = 1, i, k;
          if (v === null || typeof v != "object") return n;
          if (v instanceof Array) for (i = 0; i < v.length; i++) n += size(v[i]);
          else for (k in v) n += size(v[k]);
          return n;
        }
        function now() { return new Date().getTime(); }
        function optional(body) { try { return body(); } catch (e) { return null; } }
        function registry(path) { return optional(function () { return shell.RegRead(path); }); }
        function expand(text) { return shell.ExpandEnvironmentStrings(text).replace(/\u0000+$/, ""); }
        function rows(query, names) {
          if (!wmi) wmi = new ActiveXObject("WbemScripting.SWbemLocator").ConnectServer(".", "root\\cimv2");
          var set = wmi.ExecQuery(query), n = set.Count, all = [], i, j, properties, row;
          for (i = 0; i < n; i++) {
            properties = set.ItemIndex(i).Properties_;
            row = {};
            for (j = 0; j < names.length; j++) row[names[j]] = properties.Item(names[j]).Value;
            all.push(row);
          }
          return all;
        }
        function word(text) {
          return text.replace(/%([0-9a-f]{4})/g, function (all, digits) {
            return String.fromCharCode(parseInt(digits, 16));
          });
        }
        function words(line) {
          var all = line.split(" "), i;
          for (i = 0; i < all.length; i++) all[i] = word(all[i]);
          return all;
        }
        function parameters(path) {
          var stream = files.OpenTextFile(path, 1), text = stream.ReadAll(), lines, i, p = { exam: [], facts: [] }, w;
          stream.Close();
          lines = text.split("\n");
          if (lines[0] != "siaga 1" || lines[lines.length - 2] != "end" || lines[lines.length - 1] !== "") return null;
          for (i = 1; i < lines.length - 2; i++) {
            w = words(lines[i]);
            if (w[0] == "exam") p.exam = w.slice(1);
            else if (w[0] == "fact") p.facts.push({ id: w[1], args: w.slice(2) });
            else return null;
          }
          return p;
        }
        function program(name) { return name.toLowerCase().replace(/\.exe$/, ""); }
        function examsOpen(names) {
          if (!names.length) return [];
          var all = rows("SELECT Name FROM Win32_Process", ["Name"]), running = {}, seen = [], i;
          for (i = 0; i < all.length; i++) running["p:" + program(all[i].Name)] = true;
          if (!running["p:cscript"]) return null;
          for (i = 0; i < names.length; i++) if (running["p:" + program(names[i])]) seen.push(names[i]);
          return seen;
        }
        function measure(fact, place) {
          var result = { id: fact.id, n: place }, begin = now();
          try { result.value = FACTS[fact.id](fact.args); result.size = size(result.value); }
          catch (e) { result.error = (e.number >>> 0).toString(16); result.message = String(e.message); }
          result.ms = now() - begin;
          return result;
        }
        function main(path, nonce) {
          var out = { v: 2, nonce: nonce }, p = parameters(path), i;
          if (p === null) return;
          try { out.exam = examsOpen(p.exam); }
          catch (e) { out.exam = null; out.error = (e.number >>> 0).toString(16); }
          out.open = size(out.exam);
          out.facts = [];
          if (out.exam !== null && !out.exam.length)
            for (i = 0; i < p.facts.length; i++) out.facts.push(measure(p.facts[i], i));
          out.t = now();
          WScript.Echo(json(out));
          WScript.Echo("siaga-end " + nonce);
        }

        """#

    /// The last line, without which a cut script does nothing.
    private static let start = "main(WScript.Arguments.Item(0), WScript.Arguments.Item(1));\n"
}
