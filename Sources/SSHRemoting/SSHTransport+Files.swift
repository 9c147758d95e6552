import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// Carries an upload out on an SFTP channel of its own.
    ///
    /// - Parameter upload: The upload, just begun.
    /// - Throws: ``TransportError`` `.fileRefused`, `.channelRefused` or worse.
    func send(_ upload: SFTPUpload) async throws(TransportError) {
        let channel = try await open(in: .running) { session, channel throws(SSHFailure) in
            try session.startSubsystem("sftp", on: channel)
        }
        var isDone = false
        defer { retire(channel, isDone: isDone) }
        var upload = upload
        var output: ArraySlice<UInt8> = []
        let outcome = try await perform(in: .running) {
            session throws(SSHFailure) -> Result<Void, TransportError>? in
            while true {
                if output.isEmpty { output = upload.takeOutput()[...] }
                let written = try session.write(output, to: channel)
                output = output.dropFirst(written)
                let read = try session.read(.output, of: channel) { upload.receive($0) }
                _ = try session.read(.error, of: channel) { _ in }
                if upload.outcome == nil, session.isAtEnd(channel) { upload.end() }
                if let outcome = upload.outcome { return outcome }
                if written == 0, read == 0 { return nil }
            }
        }
        isDone = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
            // The server's SFTP program ends at the end of its input.
            try session.endInput(of: channel) ? true : nil
        }
        try outcome.get()
    }
}
