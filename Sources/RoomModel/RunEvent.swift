/// What happened in a run, in order: facts and codes, no raw output and no wording but the
/// playbook's own.
///
/// Every report is a fold over these events, so any past run can be shown again without touching a PC.
public enum RunEvent: Hashable, Sendable, Codable {
    /// The first event.
    case started(RunStart)
    /// What the controller found about itself before it contacted a PC.
    case controllerChecked(ControllerFindings)
    /// A PC entered a phase.
    case phase(HostName, HostPhase, at: Timestamp)
    /// A PC was measured.
    case measured(HostMeasurement)
    /// A PC was not measured.
    case notReached(HostName, Unreached, at: Timestamp)
    /// Something happened to a PC in a run that changes PCs.
    case installation(InstallationEvent)
    /// The last event.
    case ended(RunEnd)
    /// A person did something; it is the only event of its run.
    case act(RoomAct)
}

/// The effective plan of a run.
public struct RunStart: Hashable, Sendable, Codable {
    /// The version of the event format; 1.
    public var schema: Int
    /// A name for the run, unique on this controller, sortable by time.
    public var run: String
    /// When it began.
    public var at: Timestamp
    /// The room.
    public var room: RoomProfile
    /// Every PC of the room, in the inventory's order, whether it is asked or not.
    public var hosts: [RunHost]
    /// The playbook's name.
    public var playbook: String
    /// A digest of what all PCs are held to; what is put together is decided for each PC (``comparable(with:)``).
    public var criteria: String
    /// The checks that the playbook selects for at least one PC.
    public var checks: [CheckID]
    /// What the playbook calls its checks, and its own hints, where they are not the catalogue's; by check.
    public var wording: [String: CheckWording]?
    /// Whether all PCs are asked and all checks run; a partial run gives no verdict of its own.
    public var isFull: Bool
    /// Whether all the playbook's checks run, not only some (`--only`); some never make a PC ready.
    public var isEveryCheck: Bool
    /// What is changed on the PCs; nil (the default): nothing, they are only measured.
    public var installation: InstallationStart?
    /// The session of the exam that the run is made for; nil in runs of before sessions were told.
    public var session: SessionKey?

    /// Creates the event.
    public init(
        run: String,
        at: Timestamp,
        room: RoomProfile,
        hosts: [RunHost],
        playbook: String,
        criteria: String = "",
        checks: [CheckID],
        wording: [String: CheckWording]? = nil,
        isFull: Bool,
        isEveryCheck: Bool = true,
        installation: InstallationStart? = nil,
        session: SessionKey? = nil,
        schema: Int = 1
    ) {
        self.schema = schema
        self.run = run
        self.at = at
        self.room = room
        self.hosts = hosts
        self.playbook = playbook
        self.criteria = criteria
        self.checks = checks
        self.wording = wording
        self.isFull = isFull
        self.isEveryCheck = isEveryCheck
        self.installation = installation
        self.session = session
    }
}

/// What a report needs to know of a PC.
public struct RunHost: Hashable, Sendable, Codable {
    /// The inventory name.
    public var name: HostName
    /// What is connected to; the name where the address is a secret.
    public var address: NetworkAddress
    /// Its place in the room.
    public var seat: String?
    /// Whether it is a spare.
    public var isSpare: Bool
    /// Whether it is the proctor's PC or the local server, which fills no seat.
    public var isProctor: Bool
    /// Whether it is asked in this run.
    public var isSelected: Bool
    /// How it is reached.
    public var access: HostAccess
    /// A digest of what it is held to; nil where the playbook is not for it, and in records from before PCs had their own.
    public var criteria: String?

    /// Creates the record.
    public init(_ host: Host, isSelected: Bool = true, criteria: String? = nil) {
        name = host.name
        address = host.shownAddress
        seat = host.seat
        isSpare = host.isSpare
        isProctor = host.isProctor
        access = host.access
        self.isSelected = isSelected
        self.criteria = criteria
    }
}

/// What the controller found about itself before contacting a PC.
public struct ControllerFindings: Hashable, Sendable, Codable {
    /// One of this machine's addresses on one of its network cards.
    public struct Interface: Hashable, Sendable, Codable {
        /// The card's name: `eth0`.
        public var name: String
        /// Wi-Fi rather than cable.
        public var isWireless: Bool
        /// Whether the link is up.
        public var isUp: Bool
        /// Addresses with prefix length: `192.168.0.50/24`.
        public var addresses: [String]

        /// Creates the record.
        public init(name: String, isWireless: Bool, isUp: Bool, addresses: [String]) {
            self.name = name
            self.isWireless = isWireless
            self.isUp = isUp
            self.addresses = addresses
        }
    }

    /// The cards, loopback left out.
    public var interfaces: [Interface]
    /// Whether one of the addresses is in the room's network; nil when that is not known.
    public var isInRoomNetwork: Bool?
    /// The room's network that was looked for.
    public var network: String?
    /// Why nobody was contacted, if so.
    public var blocksRun: Bool
    /// When it was looked at.
    public var at: Timestamp
    /// The newest result on record, where it lies after ``at``: this machine's clock was set back.
    public var laterRecord: Timestamp?

    /// Creates the findings.
    public init(
        interfaces: [Interface],
        isInRoomNetwork: Bool?,
        network: String?,
        blocksRun: Bool,
        at: Timestamp,
        laterRecord: Timestamp? = nil
    ) {
        self.interfaces = interfaces
        self.isInRoomNetwork = isInRoomNetwork
        self.network = network
        self.blocksRun = blocksRun
        self.at = at
        self.laterRecord = laterRecord
    }
}

/// One PC, measured.
public struct HostMeasurement: Hashable, Sendable, Codable {
    /// The PC.
    public var host: HostName
    /// When its answer was complete.
    public var at: Timestamp
    /// From the first connection attempt to the last byte.
    public var took: Duration
    /// Whether the exam app runs, or may run; then nothing else was measured.
    public var isExamOpen: Bool
    /// The judged checks, in the playbook's order.
    public var results: [CheckResult]
    /// The fingerprint of the host key it showed (`SHA256:…`); nil over a connection without one.
    public var hostKey: String?
    /// Whether an exam program that took another name would not have been seen there.
    public var seesOnlyNames: Bool
    /// The network card that answers at its address, as this machine's neighbour table has it, in lower case; nil where that
    /// is not known: behind a router, over a jump host.
    public var seenCard: String?

    /// Creates the record.
    public init(
        host: HostName,
        at: Timestamp,
        took: Duration,
        isExamOpen: Bool,
        results: [CheckResult],
        hostKey: String? = nil,
        seesOnlyNames: Bool = false,
        seenCard: String? = nil
    ) {
        self.seesOnlyNames = seesOnlyNames
        self.seenCard = seenCard
        self.host = host
        self.at = at
        self.took = took
        self.isExamOpen = isExamOpen
        self.results = results
        self.hostKey = hostKey
    }
}

/// How a run ended.
public struct RunEnd: Hashable, Sendable, Codable {
    /// Why a run ended.
    public enum Reason: String, Hashable, Sendable, Codable {
        /// Every PC was dealt with.
        case completed
        /// The user stopped it.
        case interrupted
        /// The run's own deadline passed.
        case deadline
        /// The controller is not in the room's network; no PC was contacted.
        case controllerBlocked = "controller-blocked"
    }

    /// Why.
    public var reason: Reason
    /// When.
    public var at: Timestamp

    /// Creates the event.
    public init(reason: Reason, at: Timestamp) {
        self.reason = reason
        self.at = at
    }
}
