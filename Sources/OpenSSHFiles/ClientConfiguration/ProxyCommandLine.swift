/// A `ProxyCommand` that says no more than `ProxyJump` could: `ssh -W %h:%p bastion`.
public enum ProxyCommandLine {
    /// Options of `ssh(1)` without a value that change nothing for a jump.
    private static let harmless: Set<Character> = ["a", "C", "k", "N", "q", "T", "v", "x", "4", "6"]

    /// Settings that would lead another way; every other one is about how a jump is made, which Siaga decides itself.
    private static let leading: Set<String> = [
        "hostname", "localcommand", "port", "proxycommand", "proxyjump", "remotecommand", "user",
    ]

    /// Reads a command.
    ///
    /// - Parameter command: The command as it is written.
    /// - Returns: The jump hosts, the nearest first; nil where a program of another kind would be started.
    public static func hops(_ command: String) -> [JumpHop]? {
        guard var words = ConfigurationLine.arguments(Array(command.utf8)[...])?[...] else { return nil }
        if words.first == "exec" { words.removeFirst() }
        guard let program = words.popFirst(), program == "ssh" || program.hasSuffix("/ssh") else {
            return nil
        }
        var way: [JumpHop] = []
        var target: JumpHop?
        var (user, port): (String?, Int?)
        var identityFiles: [String] = []
        var isForwarding = false
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), word.count > 1 else {
                guard target == nil, let hop = JumpHop(word) else { return nil }
                target = hop
                continue
            }
            var letters = word.dropFirst()
            while let letter = letters.popFirst() {
                if harmless.contains(letter) { continue }
                guard "WlpiJo".contains(letter),
                    let value = letters.isEmpty ? words.popFirst() : String(letters)
                else { return nil }
                letters = ""
                switch letter {
                case "W":
                    guard value == "%h:%p" || value == "[%h]:%p" else { return nil }
                    isForwarding = true
                case "l": user = user ?? value
                case "p":
                    guard let number = Int(value), (1...65_535).contains(number) else { return nil }
                    port = port ?? number
                case "i": identityFiles.append(value)
                case "o":
                    let keyword = value.prefix { $0 != "=" && $0 != " " && $0 != "\t" }.lowercased()
                    guard !leading.contains(keyword) else { return nil }
                default:
                    guard let hops = JumpHop.list(value) else { return nil }
                    way = hops
                }
            }
        }
        guard isForwarding, var target else { return nil }
        target.user = user ?? target.user
        target.port = port ?? target.port
        target.identityFiles = identityFiles
        return way + [target]
    }
}
