import Provisioning
import Remoting
import Synchronization

/// Whether work that a step began on a PC was left there without having been seen to end.
final class WorkWatch: Sendable {
    private let left = Mutex(false)

    /// Whether something may still run.
    var mayRun: Bool { left.withLock(\.self) }

    /// Takes note of how a command ended.
    func note(_ request: CommandRequest, _ outcome: Result<CommandResult, TransportError>) {
        guard request.work != nil else { return }
        switch outcome {
        case .success(let result):
            guard result.hasBegun else { return }
            switch result.exit {
            case .code: return
            // The shell that waited for the work is gone, and nobody has said what became of the rest.
            case .signal, .unknown: break
            }
        case .failure(let error):
            guard error.work == .mayRun else { return }
        }
        left.withLock { $0 = true }
    }
}

/// A connection whose work bears the mark of the claim that it is done under.
struct ClaimedConnection: ForwardingConnection {
    let base: any Connection
    let claim: Claim
    let watch: WorkWatch

    func run(_ request: CommandRequest) async throws(TransportError) -> CommandResult {
        try await noting(request) { request async throws(TransportError) in try await base.run(request) }
    }

    func stream(
        _ request: CommandRequest,
        input: (any ByteSource)?,
        output: (any ByteSink)?,
        silence: Duration
    ) async throws(TransportError) -> CommandResult {
        try await noting(request) { request async throws(TransportError) in
            try await base.stream(request, input: input, output: output, silence: silence)
        }
    }

    private func noting(
        _ request: CommandRequest,
        _ run: (CommandRequest) async throws(TransportError) -> CommandResult
    ) async throws(TransportError) -> CommandResult {
        var request = request
        request.work = request.work.map(claim.mark)
        do throws(TransportError) {
            let result = try await run(request)
            watch.note(request, .success(result))
            return result
        } catch {
            watch.note(request, .failure(error))
            throw error
        }
    }
}
