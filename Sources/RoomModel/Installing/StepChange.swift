/// One thing that a step would change on a PC, as a code with values; the wording is the report's.
///
/// The set of codes is closed and shared by all steps, so that a new step seldom needs new wording.
public struct StepChange: Hashable, Sendable {
    /// What would be done.
    public enum Action: String, Hashable, Sendable, Codable, CaseIterable {
        /// Make a file or a folder that is not there.
        case create
        /// Write other content into a file.
        case write
        /// Give a file or a folder another owner or other permissions.
        case protect
        /// Remove a file or a folder.
        case remove
        /// Run a command or a script.
        case run
        /// Start a service or a program.
        case start
        /// Stop a service or end a program.
        case stop
        /// Have a service start with the PC.
        case enable
        /// Have a service no longer start with the PC.
        case disable
        /// Set the clock.
        case setClock = "set-clock"
        /// Set the time zone.
        case setZone = "set-zone"
        /// Turn off what puts the PC to sleep or darkens its screen.
        case stayAwake = "stay-awake"
        /// Put a package or the app there.
        case install
        /// Put another version of it there.
        case update
        /// Put right what is damaged of it.
        case repair
        /// Take a package away.
        case uninstall
        /// Wait for something to be there.
        case wait
        /// Restart the PC.
        case restart
        /// Switch the PC off.
        case powerOff = "power-off"
        /// Switch the PC on over the network.
        case wake
    }

    /// What would be done.
    public let action: Action
    /// To what: a path, a unit, a package, a program; safe for a terminal.
    public let object: String
    /// What is there now, where that says something: a version, a zone.
    public let from: String?
    /// What will be there, where that says something.
    public let to: String?
    /// How much would travel to the PC; nil: next to nothing.
    public let bytes: ByteCount?
    /// How long it may take, a guess for the plan; nil: seconds.
    public let estimate: Duration?

    /// Creates a change.
    public init(
        _ action: Action,
        _ object: String,
        from: String? = nil,
        to: String? = nil,
        bytes: ByteCount? = nil,
        estimate: Duration? = nil
    ) {
        self.action = action
        self.object = object.safe(limit: 200)
        self.from = from?.safe(limit: 80)
        self.to = to?.safe(limit: 80)
        self.bytes = bytes
        self.estimate = estimate
    }
}

extension StepChange: Codable {
    private enum Key: String, CodingKey {
        case action, object, from, to, bytes, estimate
    }

    /// Reads the record; `estimate` is in milliseconds.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            try object.decode(Action.self, forKey: .action),
            try object.decode(String.self, forKey: .object),
            from: try object.decodeIfPresent(String.self, forKey: .from),
            to: try object.decodeIfPresent(String.self, forKey: .to),
            bytes: try object.decodeIfPresent(ByteCount.self, forKey: .bytes),
            estimate: try object.decodeIfPresent(Milliseconds.self, forKey: .estimate)?.duration
        )
    }

    /// Writes the record; `estimate` is in milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var record = encoder.container(keyedBy: Key.self)
        try record.encode(action, forKey: .action)
        try record.encode(object, forKey: .object)
        try record.encodeIfPresent(from, forKey: .from)
        try record.encodeIfPresent(to, forKey: .to)
        try record.encodeIfPresent(bytes, forKey: .bytes)
        try record.encodeIfPresent(estimate.map(Milliseconds.init), forKey: .estimate)
    }
}
