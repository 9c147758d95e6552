import Documents
import RoomModel

/// Inserts variables into a value, and opens what is encrypted among them.
struct VaultedInsertion {
    let host: Host
    let vault: VaultKeyring
    /// Why something encrypted stayed closed.
    private(set) var fault: VaultFault?
    /// Whether anything encrypted is in the text.
    private(set) var hasSecret = false
    /// Whether a value encrypted by itself is in the text.
    private(set) var hasInlineSecret = false

    init(host: Host, vault: VaultKeyring) {
        self.host = host
        self.vault = vault
    }

    /// The text of `value` with everything inserted.
    ///
    /// What is encrypted by itself is a password as it stands: braces in it insert nothing.
    mutating func text(of value: VariableValue) throws(TemplateFault) -> String {
        var inserted: [String] = []
        func open(_ value: VariableValue?) -> VariableValue? {
            guard let value, value.isEncrypted else { return value }
            hasSecret = true
            if case .secret(let secret) = value { return open(.text(secret.reveal(\.self))) }
            hasInlineSecret = true
            do throws(VaultFault) {
                let secret = try vault.secret(value.text ?? "")
                inserted.append(secret.reveal(\.self))
                return .text(Self.placeholder(inserted.count - 1))
            } catch {
                fault = error
                return nil
            }
        }
        guard let written = open(value)?.text else { throw TemplateFault(.encrypted) }
        let template = try Template(written).expanded { open(host.value(of: $0)) }
        return inserted.enumerated().reduce(template) {
            $0.replacing(Self.placeholder($1.offset), with: $1.element)
        }
    }

    /// Stands for an opened text while the rest is inserted (private use, U+F0000 and U+F0001).
    private static func placeholder(_ index: Int) -> String { "\u{F0000}\(index)\u{F0001}" }
}
