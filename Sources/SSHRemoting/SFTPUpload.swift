import Remoting
import RoomModel

/// Writes one file over SFTP 3 as a machine of bytes: as a new one, or under a private name beside the target and then
/// renamed.
///
/// Contents are asked for while fewer than ``window`` bytes wait for the server's answer, so that a far PC is not waited
/// for after each piece.
///
/// - SeeAlso: draft-ietf-secsh-filexfer-02; `posix-rename@openssh.com` in OpenSSH's PROTOCOL §4.3.
struct SFTPUpload: Sendable {
    private enum Stage {
        case greeting
        case opening
        case writing
        case closing
        case renaming
        case removingOld
        case renamingAgain
        case removingPart(TransportError)
    }

    /// SSH_FXP_… of the draft, §3.
    private enum Packet {
        static let initialize: UInt8 = 1
        static let version: UInt8 = 2
        static let open: UInt8 = 3
        static let close: UInt8 = 4
        static let write: UInt8 = 6
        static let remove: UInt8 = 13
        static let rename: UInt8 = 18
        static let status: UInt8 = 101
        static let handle: UInt8 = 102
        static let extended: UInt8 = 200
    }

    /// The most a small file may hold.
    static let sizeLimit = 1 << 20
    /// Bytes on their way that the server has not confirmed, at most: 64 requests, as OpenSSH's `sftp -R` has it.
    private static let window = 64 * piece
    /// The longest answer that makes sense here (the draft allows 34,000 bytes for every packet).
    private static let answerLimit = 256 << 10
    /// How much one write carries (the draft, §3: servers take at least 32 KiB).
    private static let piece = 32 << 10
    private static let posixRename = "posix-rename@openssh.com"

    private let path: String
    /// What it is written as; nil: as `path` itself, which must be new.
    private let part: String?
    private let place: Place
    private var stage = Stage.greeting
    private var hasPosixRename = false
    private var received: [UInt8] = []
    private var handle: [UInt8] = []
    private var nextNumber = 0
    /// Where the next piece goes.
    private var offset: Int64 = 0
    /// The pieces that the server has not confirmed.
    private var unconfirmed = 0
    private var hasAllContents = false
    /// What the server is to get.
    private(set) var output: [UInt8] = []
    /// How it ended, once it did.
    private(set) var outcome: Result<Void, TransportError>?

    /// Begins an upload.
    ///
    /// - Parameters:
    ///   - path: Relative to the login folder; in plain ASCII where a file of that name gives way, which is all that every
    ///     server spells alike.
    ///   - replaces: Whether a file of that name gives way, once all of the new one is there; else there must be none.
    ///   - place: For messages.
    /// - Throws: ``TransportError`` `.fileRefused` when the path is not allowed.
    init(to path: String, replaces: Bool, on place: Place) throws(TransportError) {
        self.path = path
        self.place = place
        part = replaces ? "\(path).\(String(UInt64.random(in: 0 ... .max), radix: 36)).part" : nil
        guard !path.isEmpty, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw refusal("the name holds control characters")
        }
        guard !replaces || path.utf8.allSatisfy({ $0 < 0x80 }) else {
            throw refusal("the name is not plain ASCII")
        }
        send(Packet.initialize, [0, 0, 0, 3], isNumbered: false)
    }

    mutating func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        received.append(contentsOf: bytes)
        if case .greeting = stage, !findGreeting() { return }
        while outcome == nil, let length = received.sshNumber(at: 0) {
            guard length > 0, length <= Self.answerLimit else {
                return fail(Self.babble)
            }
            guard received.count >= 4 + length else { return }
            let packet = Array(received[4..<4 + length])
            received.removeFirst(4 + length)
            take(packet)
        }
    }

    /// Drops what the login prints where a program outside sshd speaks SFTP; false until the server's first packet is there.
    ///
    /// It is the packet of version 3, which was asked for: no text holds its zeros.
    private mutating func findGreeting() -> Bool {
        guard let version = received.firstRange(of: [Packet.version, 0, 0, 0, 3]), version.lowerBound >= 4
        else {
            if received.count > Self.answerLimit { fail(Self.babble) }
            return false
        }
        received.removeFirst(version.lowerBound - 4)
        return true
    }

    private static let babble =
        "the PC prints text where SFTP should speak: its login scripts must stay silent"

    /// Whether contents can be taken now.
    var takesContents: Bool {
        if case .writing = stage { !hasAllContents && unconfirmed * Self.piece < Self.window } else { false }
    }

    /// Takes the next of the contents.
    mutating func take(contents bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(Self.piece))
            rest = rest.dropFirst(piece.count)
            send(Packet.write, handle.sshString + offset.bigEndian64 + piece.sshString)
            offset += Int64(piece.count)
            unconfirmed += 1
        }
    }

    /// There are no more contents.
    mutating func endContents() {
        hasAllContents = true
        closeWhenWritten()
    }

    /// The channel ended first.
    mutating func end() {
        guard outcome == nil else { return }
        if case .greeting = stage, !received.isEmpty { return fail(Self.babble) }
        fail("the PC's SFTP server ended before the file was written")
    }

    private mutating func take(_ packet: [UInt8]) {
        switch (stage, packet[0]) {
        case (.greeting, Packet.version):
            hasPosixRename = Self.extensions(in: packet).contains(Self.posixRename)
            // WRITE, CREATE, EXCLUSIVE; attributes: permissions 0600.
            stage = .opening
            send(
                Packet.open,
                (part ?? path).sshString + [0, 0, 0, 0x2A] + [0, 0, 0, 4] + [0, 0, 0x01, 0x80]
            )
        case (.opening, Packet.handle):
            guard let handle = packet.sshString(at: 5) else { return fail("its answer makes no sense") }
            self.handle = Array(handle)
            stage = .writing
            closeWhenWritten()
        case (.writing, Packet.status):
            guard check(packet) else { return }
            unconfirmed -= 1
            closeWhenWritten()
        case (.closing, Packet.status):
            guard check(packet) else { return }
            guard part != nil else {
                outcome = .success(())
                return
            }
            stage = .renaming
            sendRename()
        case (.renaming, Packet.status):
            if Self.code(of: packet) == 0 {
                outcome = .success(())
            } else if hasPosixRename {
                _ = check(packet)
            } else {
                // Without that extension a rename does not replace (the draft, §6.5).
                stage = .removingOld
                send(Packet.remove, path.sshString)
            }
        case (.removingOld, Packet.status):
            stage = .renamingAgain
            sendRename()
        case (.renamingAgain, Packet.status):
            if check(packet) { outcome = .success(()) }
        case (.removingPart(let error), Packet.status): outcome = .failure(error)
        case (.opening, Packet.status): _ = check(packet)
        default: fail("its answer makes no sense")
        }
    }

    private mutating func closeWhenWritten() {
        guard case .writing = stage, hasAllContents, unconfirmed == 0 else { return }
        stage = .closing
        send(Packet.close, handle.sshString)
    }

    private mutating func sendRename() {
        let names = (part ?? path).sshString + path.sshString
        if hasPosixRename {
            send(Packet.extended, Self.posixRename.sshString + names)
        } else {
            send(Packet.rename, names)
        }
    }

    private mutating func send(_ type: UInt8, _ body: [UInt8], isNumbered: Bool = true) {
        nextNumber += 1
        let content = [type] + (isNumbered ? nextNumber.bigEndian32 : []) + body
        output += content.sshString
    }

    /// Reads a status; one that is not OK ends the upload.
    private mutating func check(_ packet: [UInt8]) -> Bool {
        let code = Self.code(of: packet)
        if code == 0 { return true }
        let text = packet.sshString(at: 9).map { String(decoding: $0, as: UTF8.self).safe() } ?? ""
        let error = refusal("the PC said `\(text)` (SFTP status \(code ?? -1))")
        if case .opening = stage {
            outcome = .failure(error)
        } else {
            stage = .removingPart(error)
            send(Packet.remove, (part ?? path).sshString)
        }
        return false
    }

    private mutating func fail(_ sentence: String) {
        outcome = .failure(refusal(sentence))
    }

    func refusal(_ sentence: String) -> TransportError {
        place.error(.fileRefused, in: .running, "`\(path.safe())` was not written: \(sentence)")
    }

    private static func code(of packet: [UInt8]) -> Int? {
        packet[0] == Packet.status ? packet.sshNumber(at: 5) : nil
    }

    /// The names of the pairs behind the version number.
    private static func extensions(in packet: [UInt8]) -> [String] {
        var names: [String] = []
        var offset = 5
        while let name = packet.sshString(at: offset), let value = packet.sshString(at: name.endIndex) {
            names.append(String(decoding: name, as: UTF8.self))
            offset = value.endIndex
        }
        return names
    }
}

extension [UInt8] {
    /// These bytes as an SSH `string` (RFC 4251 §5).
    var sshString: [UInt8] { count.bigEndian32 + self }
}

extension String {
    /// This text as an SSH `string` (RFC 4251 §5).
    var sshString: [UInt8] { Array(utf8).sshString }
}

extension Int {
    /// This number as an SSH `uint32` (RFC 4251 §5).
    var bigEndian32: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) } }
}

extension Int64 {
    /// This number as an SSH `uint64` (RFC 4251 §5).
    var bigEndian64: [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}

extension [UInt8] {
    /// The SSH `string` (RFC 4251 §5) that begins at `offset`.
    func sshString(at offset: Int) -> ArraySlice<UInt8>? {
        guard let length = sshNumber(at: offset), offset + 4 + length <= count else { return nil }
        return self[offset + 4..<offset + 4 + length]
    }

    /// The SSH `uint32` (RFC 4251 §5) at `offset`.
    func sshNumber(at offset: Int) -> Int? {
        guard offset >= 0, offset + 4 <= count else { return nil }
        return self[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
