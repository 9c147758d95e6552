import Documents
public import RoomModel

extension RoomBook {
    /// Records that a person saw to a duty, or looked at a PC that Siaga cannot measure.
    ///
    /// - Parameter name: A duty in either language, else a seat or a PC, as typed.
    /// - Returns: What was recorded.
    /// - Throws: ``ActRefusal`` where nothing is called so, or a look at the PC cannot count.
    public func confirm(_ name: String) async throws(ActRefusal) -> Entry {
        let content = try content(name)
        if case .sawPC(let host) = content { try await allowLook(at: host) }
        return try await write(content, for: session(of: content))
    }

    /// Takes a tick back.
    ///
    /// - Parameter name: The duty, seat or PC, as typed; nil: whatever was ticked last in this session.
    /// - Returns: What was recorded, and what holds no longer.
    /// - Throws: ``ActRefusal`` where it was not ticked.
    public func undoConfirmation(
        of name: String?
    ) async throws(ActRefusal) -> (entry: Entry, undone: RoomAct.Content) {
        let moment = self.moment
        var wanted: RoomAct.Content?
        if let name { wanted = try content(name) }
        var ticked: [(stamp: ActStamp, content: RoomAct.Content)] = []
        for session in Set([moment.session, moment.lastSession]) {
            let acts = try await acts(of: session)
            ticked +=
                acts.ticks.map { ($0.value, .tick($0.key)) } + acts.seen.map { ($0.value, .sawPC($0.key)) }
        }
        let last = ticked.filter { wanted == nil || $0.content == wanted }
            .max { ($0.stamp.at, $0.stamp.id) < ($1.stamp.at, $1.stamp.id) }
        guard let last else { throw .notTicked(name) }
        return (try await write(.withdrawal(of: last.stamp.id), for: last.stamp.session), last.content)
    }

    /// What a name stands for: a duty first, then a seat, then a PC.
    private func content(_ name: String) throws(ActRefusal) -> RoomAct.Content {
        if let duty = Duty(typed: name) { return .tick(duty) }
        do throws(ActRefusal) {
            return .sawPC(try places.find(name).host.name)
        } catch {
            guard case .noSuchPlace(_, let near) = error else { throw error }
            throw .nothingToTick(name, near: Duty.near(name) ?? near)
        }
    }

    private func session(of content: RoomAct.Content) -> SessionKey {
        if case .tick(let duty) = content { moment.session(of: duty) } else { moment.session }
    }

    /// Refuses a look that would contradict what Siaga measured, or stand for what Siaga can still measure.
    private func allowLook(at name: HostName) async throws(ActRefusal) {
        guard let host = places.host(name), host.access != .none else { return }
        let row = try await lastReport()?.rows.first { $0.host.name == name }
        guard let row, let seen = row.at, seen >= moment.opened, row.isWhole, row.state != .notChecked else {
            throw .notMeasured(name)
        }
        if row.yieldsToALook { return }
        switch row.state {
        case .ready, .readyWithNote: throw .measuredReady(name)
        case .fix: throw .measuredBroken(name)
        case let state: throw .notToBeSeen(name, state)
        }
    }
}

extension Duty {
    /// The duty's name that is near what was typed, if one is.
    fileprivate static func near(_ word: String) -> String? {
        Suggestion.nearest(to: word, among: allCases.flatMap { [$0.name.id, $0.name.en] })
    }
}
