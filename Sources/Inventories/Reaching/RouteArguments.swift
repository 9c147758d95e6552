import OpenSSHFiles
import RoomModel

/// What `ansible_ssh_common_args` and its like say of the way to a PC: the jump hosts, and what Siaga does not use.
struct RouteArguments: Hashable {
    /// Why the text cannot be used.
    struct Fault: Error, Hashable {
        let message: String
        let hint: String
    }

    /// The jump hosts, the one nearest to this machine first; empty for a direct way, nil where nothing is said.
    private(set) var hops: [JumpHop]?
    /// The options that are not used, as they are named, in order.
    private(set) var unused: [String] = []

    /// The options of ssh(1) that take a value.
    private static let takingValue = Set("BbcDEeFIiJLlmOopPQRSWw")

    /// Reads the words of an ssh command line.
    ///
    /// - Throws: ``Fault`` when the way cannot be understood.
    init(_ text: String) throws(Fault) {
        var words = try Self.words(text)[...]
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), word.count > 1, word != "--" else {
                unused.append(word)
                continue
            }
            for (option, value) in try Self.options(word, &words) {
                switch option {
                case "J": try take(jumps: value)
                case "o": try take(setting: value)
                default: unused.append("-\(option)")
                }
            }
        }
    }

    private static func words(_ text: String) throws(Fault) -> [String] {
        do {
            return try ShellWords.split(text[...])
        } catch {
            throw Fault(
                message: "these options of ssh cannot be read: \(error.message)",
                hint: "close the quote"
            )
        }
    }

    /// The options of one word: `-qJ`, whose value may follow in the next one.
    private static func options(
        _ word: String,
        _ rest: inout ArraySlice<String>
    ) throws(Fault) -> [(option: Character, value: String)] {
        var options: [(option: Character, value: String)] = []
        var letters = word.dropFirst()
        while let option = letters.popFirst() {
            guard takingValue.contains(option) else {
                options.append((option, ""))
                continue
            }
            guard let value = letters.isEmpty ? rest.popFirst() : String(letters) else {
                throw Fault(message: "`-\(option)` has no value", hint: "write `-J gateway`")
            }
            options.append((option, value))
            break
        }
        return options
    }

    /// `ProxyJump=gw`, `ProxyJump gw`; the first of two counts, as in ssh_config(5).
    private mutating func take(setting text: String) throws(Fault) {
        let name = text.prefix { $0 != "=" && $0 != " " && $0 != "\t" }
        let value = String(text.dropFirst(name.count).drop { $0 == " " || $0 == "\t" || $0 == "=" })
        switch name.lowercased() {
        case "proxyjump": try take(jumps: value)
        case "proxycommand": try take(command: value)
        default: unused.append(String(name))
        }
    }

    private mutating func take(jumps text: String) throws(Fault) {
        guard hops == nil else { return }
        guard let read = JumpHop.list(text) else {
            throw Fault(
                message: "`\(text.safe(limit: 60))` is no list of jump hosts",
                hint: "write `[user@]host[:port]`, at most \(JumpHop.most) with commas between them"
            )
        }
        hops = read
    }

    /// `ssh -W %h:%p gw`: the older way to write a jump host.
    private mutating func take(command text: String) throws(Fault) {
        guard hops == nil else { return }
        guard let read = text.lowercased() == "none" ? [] : ProxyCommandLine.hops(text) else {
            throw Fault(
                message: "Siaga starts no program to reach a PC, and `ProxyCommand` names one",
                hint: "write `-o ProxyJump=[user@]host[:port]`"
            )
        }
        hops = read
    }
}
