import RoomModel

/// Everything about one PC, for machines.
struct DossierDocument: Encodable {
    struct Check: Encodable {
        let now: CheckResult
        let at: Timestamp
        let before: CheckResult?
        let beforeAt: Timestamp?
    }

    struct Act: Encodable {
        struct Withdrawal: Encodable {
            let by: String
            let at: Timestamp
        }

        let act: RoomAct
        let withdrawn: Withdrawal?
    }

    let host: HostName
    let room: String
    let seat: String?
    let state: HostState
    let at: Timestamp?
    let look: ActsDocument.Look?
    let unreached: Unreached?
    let checks: [Check]
    let states: [HistoryHost.Span]
    let acts: [Act]

    init(_ dossier: HostDossier, room: String, states: HistoryHost?) {
        let row = dossier.row
        host = row.host.name
        self.room = room
        seat = row.host.seat
        state = row.state
        at = row.at
        look = row.look.map(ActsDocument.Look.init)
        unreached = row.unreached
        checks = dossier.checks.map {
            Check(now: $0.now, at: $0.at, before: $0.before, beforeAt: $0.beforeAt)
        }
        self.states = states?.states ?? []
        acts = dossier.acts.map { entry in
            Act(
                act: entry.act,
                withdrawn: entry.withdrawal.map { Act.Withdrawal(by: $0.by, at: $0.at) }
            )
        }
    }
}
