// The JSON form of events is a promise (schema 1): flat objects, `event` names what happened.

extension InstallationEvent: Codable {
    /// What `event` says.
    enum Name: String, Codable, CaseIterable {
        case planned
        case began = "step-began"
        case ended = "step-ended"
        case settled
    }

    private enum Key: String, CodingKey {
        case event, host, at, steps, step, failure
    }

    /// Reads the object whose `event` names what happened.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        func step() throws -> StepName { try object.decode(StepName.self, forKey: .step) }
        let content: Content =
            switch try object.decode(Name.self, forKey: .event) {
            case .planned: .planned(try object.decode([PlannedStep].self, forKey: .steps))
            case .began: .began(try step())
            case .ended: .ended(try step(), try object.decodeIfPresent(StepFailure.self, forKey: .failure))
            case .settled: .settled(try Settlement(from: decoder))
            }
        self.init(
            host: try object.decode(HostName.self, forKey: .host),
            at: try object.decode(Timestamp.self, forKey: .at),
            content
        )
    }

    /// Writes one flat object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(host, forKey: .host)
        try object.encode(at, forKey: .at)
        switch content {
        case .planned(let steps):
            try object.encode(Name.planned, forKey: .event)
            try object.encode(steps, forKey: .steps)
        case .began(let step):
            try object.encode(Name.began, forKey: .event)
            try object.encode(step, forKey: .step)
        case .ended(let step, let failure):
            try object.encode(Name.ended, forKey: .event)
            try object.encode(step, forKey: .step)
            try object.encodeIfPresent(failure, forKey: .failure)
        case .settled(let settlement):
            try object.encode(Name.settled, forKey: .event)
            try settlement.encode(to: encoder)
        }
    }
}

extension InstallationEvent.PlannedStep: Codable {
    private enum Key: String, CodingKey {
        case step, foreign
    }

    /// Reads the step's name and its plan from one object.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        self.init(
            step: try object.decode(StepName.self, forKey: .step),
            plan: try StepPlan(from: decoder),
            foreign: try object.decodeIfPresent(ForeignFiles.self, forKey: .foreign)
        )
    }

    /// Writes the step's name and its plan as one object.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(step, forKey: .step)
        try plan.encode(to: encoder)
        try object.encodeIfPresent(foreign, forKey: .foreign)
    }
}
