import RoomModel

/// What comparing the PCs found, as JSON has it.
struct ComparisonDocument: Encodable {
    struct Clock: Encodable {
        let offset: Int64
        let agreeing: Int
    }

    struct Odd: Encodable {
        struct Others: Encodable {
            let value: Measure
            let hosts: [HostName]
        }

        let check: CheckID
        let subject: String?
        let usual: Measure
        let agreeing: Int
        let others: [Others]
    }

    struct Version: Encodable {
        let usual: String
        let agreeing: Int
        let differing: Int
    }

    struct Network: Encodable {
        let pcs: Int
        let carriedKilobits: Int64
        let summedKilobits: Int64
        let isAtOnce: Bool
        let requiredPerSeat: Int
        let recommendedPerSeat: Int
        let seats: Int
        let outcome: String
    }

    struct Proctor: Encodable {
        let clients: Int
        let proctors: Int
        let most: Int
        let isTooHigh: Bool
    }

    let shared: [SharedTrait]
    let seenByNameOnly: [HostName]?
    let controllerClock: Clock?
    let appVersion: Version?
    let odd: [Odd]
    let network: Network?
    let proctor: Proctor

    init(_ report: RoomReport) {
        let comparison = report.comparison
        shared = comparison.shared
        seenByNameOnly = report.seenByNameOnly.isEmpty ? nil : report.seenByNameOnly
        controllerClock = comparison.controllerClock.map {
            Clock(offset: $0.offset.inMilliseconds, agreeing: $0.agreeing)
        }
        appVersion = comparison.appVersion.map {
            Version(usual: $0.usual, agreeing: $0.agreeing, differing: $0.differing)
        }
        odd = comparison.odd.map { odd in
            Odd(
                check: odd.check,
                subject: odd.subject,
                usual: odd.usual,
                agreeing: odd.agreeing,
                others: odd.others.map { Odd.Others(value: $0.value, hosts: $0.hosts) }
            )
        }
        network = comparison.capacity.map { capacity in
            Network(
                pcs: capacity.pcs,
                carriedKilobits: Int64(exactly: capacity.carried.rounded(.down)) ?? 0,
                summedKilobits: Int64(exactly: capacity.summed.rounded(.down)) ?? 0,
                isAtOnce: capacity.isAtOnce,
                requiredPerSeat: capacity.requiredPerSeat,
                recommendedPerSeat: capacity.recommendedPerSeat,
                seats: capacity.seats,
                outcome: capacity.outcome(for: report.participants).rawValue
            )
        }
        let load = report.proctorLoad
        proctor = Proctor(
            clients: load.clients,
            proctors: load.proctors,
            most: ProctorLoad.most,
            isTooHigh: load.isTooHigh
        )
    }
}
