import Facts
import RoomModel

/// An entry of a list of hosts: one name, or several of which one must be live (`old.example|new.example`).
///
/// The exam's hosts moved from one domain to another, and either may be the one in use.
struct Alternatives: Hashable, Sendable {
    /// The entry as the playbook writes it.
    let text: String
    /// Its names, at least one.
    let hosts: [NetworkAddress]

    /// Reads `a|b|c`.
    ///
    /// - Throws: ``InvalidArgument`` when one is no name.
    init(_ text: String, of parameter: String) throws(InvalidArgument) {
        self.text = text
        var hosts: [NetworkAddress] = []
        for part in text.split(separator: "|", omittingEmptySubsequences: false) {
            let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            guard let host = try? NetworkAddress(name) else {
                throw InvalidArgument(
                    parameter,
                    "`\(name.safe())` is not a host name or an address",
                    hint: "write a bare name such as anbk-siswa.example, or two joined with `|`"
                )
            }
            hosts.append(host)
        }
        self.hosts = hosts
    }

    /// All entries of the parameter.
    ///
    /// - Throws: ``InvalidArgument`` when one is no name, or there is none.
    static func list(_ parameter: String, of arguments: ParameterValues) throws(InvalidArgument)
        -> [Alternatives]
    {
        var entries: [Alternatives] = []
        for text in arguments.texts(parameter) { entries.append(try Alternatives(text, of: parameter)) }
        guard !entries.isEmpty else { throw InvalidArgument(parameter, "the list is empty") }
        return entries
    }

    /// Whether `name` means this entry: the entry itself, one of its names, or the first label of one.
    func isMeant(by name: String) -> Bool {
        name == text
            || hosts.contains { host in
                host.description == name || host.description.prefix { $0 != "." } == name
            }
    }
}
