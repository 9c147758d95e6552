/// Times as OpenSSH writes them: `90`, `1m30s`, `2h` (`sshd_config(5)`, TIME FORMATS).
enum TimeFormat {
    /// The seconds that `text` says; nil where it says none or more than 32 bits hold.
    static func seconds(_ text: String) -> Int? {
        var total = 0
        var rest = text.utf8[...]
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard digits.count < 11, let count = Int(String(digits) ?? "") else { return nil }
            rest = rest[digits.endIndex...]
            let unit: Int
            switch rest.popFirst().map({ $0 | 0x20 }) {
            case nil, UInt8(ascii: "s"): unit = 1
            case UInt8(ascii: "m"): unit = 60
            case UInt8(ascii: "h"): unit = 3_600
            case UInt8(ascii: "d"): unit = 86_400
            case UInt8(ascii: "w"): unit = 604_800
            default: return nil
            }
            total += count * unit
            guard total <= Int(Int32.max) else { return nil }
        }
        return total
    }
}
