/// What a run that changes PCs is about to do: part of the run's first event.
public struct InstallationStart: Hashable, Sendable, Codable {
    /// One step of the playbook.
    public struct Step: Hashable, Sendable, Codable {
        /// Its name in the playbook.
        public var name: StepName
        /// What it is about: "Berkas" / "File".
        public var label: Localized

        /// Creates the record.
        public init(name: StepName, label: Localized) {
            self.name = name
            self.label = label
        }
    }

    /// The name of the playbook whose steps these are.
    public var playbook: String
    /// The steps, in order.
    public var steps: [Step]
    /// How many PCs are changed before the next ones are begun; nil: all.
    public var batch: Int?
    /// How many PCs may fail before no more are begun; nil: any number.
    public var maximumFailures: Int?
    /// Whether no step needs those before it: one that will not or cannot do its work leaves the others to go on.
    public var isIndependent: Bool { independent ?? false }
    /// Nil where they need each other, so that records of old read as they did.
    private var independent: Bool?

    /// Creates the record.
    public init(
        playbook: String,
        steps: [Step],
        batch: Int? = nil,
        maximumFailures: Int? = nil,
        isIndependent: Bool = false
    ) {
        self.playbook = playbook
        self.steps = steps
        self.batch = batch
        self.maximumFailures = maximumFailures
        independent = isIndependent ? true : nil
    }
}

extension RunStart {
    /// Whether the run's results say something of the room: one that only changes PCs leaves the last picture as it is.
    public var measuresRoom: Bool { installation == nil || !checks.isEmpty }
}
