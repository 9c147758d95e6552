import Provisioning
import RoomModel
import Synchronization

/// What has come up against going on with a step that takes long; looked at again and again while it is applied.
final class HindranceWatch: Sendable {
    /// How long between two looks at the PC's programs and at the timetable.
    static let interval = Duration.seconds(20)

    private let found = Mutex<StepFailure?>(nil)

    /// What was found; nil: nothing so far.
    var hindrance: StepFailure? { found.withLock(\.self) }

    /// Looks until something is found, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - clock: Whose time.
    ///   - look: Throws what has come up; a look that did not come to an end says nothing, the one before the swap does.
    func run(on clock: any Clock<Duration>, _ look: @Sendable () async throws(StepFailure) -> Void) async {
        while hindrance == nil, (try? await clock.sleep(for: Self.interval)) != nil {
            guard let failure = await failure(of: look), [.examOpen, .inSession].contains(failure.code) else {
                continue
            }
            found.withLock { $0 = failure }
        }
    }

    private func failure(of look: @Sendable () async throws(StepFailure) -> Void) async -> StepFailure? {
        do throws(StepFailure) {
            try await look()
            return nil
        } catch {
            return error
        }
    }
}
