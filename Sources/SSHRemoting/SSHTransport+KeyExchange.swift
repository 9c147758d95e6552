import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// Exchanges identifications.
    ///
    /// - Returns: What the server calls itself, without `SSH-2.0-`, safe for a terminal.
    /// - Throws: ``TransportError`` `.noIdentification`, `.notSSH`, `.busy` or worse.
    func identify() async throws(TransportError) -> String {
        let late = place.late(
            .noIdentification,
            in: .identification,
            "the server's first line",
            settings.identificationDeadline
        )
        return try await timekeeper.within(settings.identificationDeadline, late: late) {
            () async throws(TransportError) in try await self.identifyNow()
        }
    }

    private func identifyNow() async throws(TransportError) -> String {
        let line = try await perform(in: .identification) { session throws(SSHFailure) -> String? in
            let isDone = try session.handshake()
            switch session.identification.state {
            case .identified(let line): return line
            case .babble: throw SSHFailure(.protocolViolation, "the server says much, but not who it is")
            case .waiting: return isDone ? "" : nil
            }
        }
        let software = line.split(separator: "-", maxSplits: 2).last.map(String.init) ?? ""
        return software.safe()
    }

    /// Agrees on keys.
    ///
    /// - Returns: The key the server proved to own; nothing is trusted yet.
    /// - Throws: ``TransportError`` `.noCommonAlgorithm`, `.protocolViolation`, `.timedOut` or worse.
    func exchangeKeys() async throws(TransportError) -> HostKeyEvidence {
        let late = place.late(.timedOut, in: .keyExchange, "the key exchange", settings.keyExchangeDeadline)
        return try await timekeeper.within(settings.keyExchangeDeadline, late: late) {
            () async throws(TransportError) in
            try await self.perform(in: .keyExchange) { session throws(SSHFailure) -> HostKeyEvidence? in
                guard try session.handshake() else { return nil }
                let blob = session.hostKey
                guard let type = blob.sshString(at: 0) else {
                    throw SSHFailure(.protocolViolation, "the server showed no host key")
                }
                return HostKeyEvidence(
                    type: String(decoding: type, as: UTF8.self).safe(),
                    blob: blob,
                    fingerprint: "SHA256:" + session.hostKeyHash.base64
                )
            }
        }
    }
}

extension [UInt8] {
    /// Base64 (RFC 4648 §4) without padding, as OpenSSH writes fingerprints.
    var base64: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: count, by: 3) {
            let group = self[start..<Swift.min(start + 3, count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0...group.count { text.append(alphabet[bits >> (18 - 6 * index) & 63]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

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
