import Remoting
import RoomModel
import SSHEngine

extension SSHTransport {
    /// Carries an upload out on an SFTP channel of its own.
    ///
    /// - Parameters:
    ///   - upload: The upload, just begun.
    ///   - inlet: Its contents.
    ///   - silence: Told of every byte that moves.
    /// - Throws: ``TransportError`` `.fileRefused`, `.channelRefused` or worse.
    func send(
        _ upload: SFTPUpload,
        from inlet: BytePipe,
        _ silence: SilenceWatch? = nil
    ) async throws(TransportError) {
        let channel = try await open(in: .running) { session, channel throws(SSHFailure) in
            try session.startSubsystem("sftp", on: channel)
        }
        silence?.begin()
        inlet.open()
        var isDone = false
        defer { retire(channel, isDone: isDone) }
        var upload = upload
        var output: ArraySlice<UInt8> = []
        let outcome = try await perform(in: .running) {
            session throws(SSHFailure) -> Result<Void, TransportError>? in
            while true {
                while upload.takesContents, let piece = inlet.take() { upload.take(contents: piece) }
                if upload.takesContents, inlet.isDrained { upload.endContents() }
                if output.isEmpty { output = upload.takeOutput()[...] }
                let written = try session.write(output, to: channel, upTo: inputAllowance)
                output = output.dropFirst(written)
                let read = try session.read(.output, of: channel) { upload.receive($0) }
                _ = try session.read(.error, of: channel) { _ in }
                if upload.outcome == nil, session.isAtEnd(channel) { upload.end() }
                if let outcome = upload.outcome { return outcome }
                if openQuestions > 0 { silence?.noteMove() }
                if written == 0, read == 0 { return nil }
                silence?.noteMove()
            }
        }
        isDone = try await perform(in: .running) { session throws(SSHFailure) -> Bool? in
            // The server's SFTP program ends at the end of its input.
            try session.endInput(of: channel) ? true : nil
        }
        try outcome.get()
    }
}
