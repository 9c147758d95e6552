// Reasons and faults in JSON: kebab-case codes and the values by name (schema 1).

extension EndpointFailure {
    private enum Code: String, Codable {
        case refused, tls, status, slow, other
        case nameNotFound = "name-not-found"
        case timedOut = "timed-out"
        case noRoute = "no-route"
        case certificateChanged = "certificate-changed"
    }

    private enum Key: String, CodingKey {
        case endpoint, fault, status, took, exitCode
    }

    /// Reads `{"endpoint": …, "fault": …}` and the fault's value.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let fault: Fault =
            switch try object.decode(Code.self, forKey: .fault) {
            case .nameNotFound: .nameNotFound
            case .refused: .refused
            case .timedOut: .timedOut
            case .noRoute: .noRoute
            case .tls: .tls
            case .certificateChanged: .certificateChanged
            case .status: .status(try object.decode(.counts, forKey: .status))
            case .slow: .slow(try object.decode(Milliseconds.self, forKey: .took).duration)
            case .other: .other(try object.decode(.exitCodes, forKey: .exitCode))
            }
        self.init(endpoint: try object.decode(String.self, forKey: .endpoint), fault: fault)
    }

    /// Writes `{"endpoint": …, "fault": …}` and the fault's value.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(endpoint, forKey: .endpoint)
        let code: Code
        switch fault {
        case .nameNotFound: code = .nameNotFound
        case .refused: code = .refused
        case .timedOut: code = .timedOut
        case .noRoute: code = .noRoute
        case .tls: code = .tls
        case .certificateChanged: code = .certificateChanged
        case .status(let status):
            code = .status
            try object.encode(status, forKey: .status)
        case .slow(let took):
            code = .slow
            try object.encode(Milliseconds(took), forKey: .took)
        case .other(let exitCode):
            code = .other
            try object.encode(exitCode, forKey: .exitCode)
        }
        try object.encode(code, forKey: .fault)
    }
}

extension UnmeasuredReason {
    private enum Code: String, Codable {
        case needs, unreadable, failed, absent
        case timedOut = "timed-out"
        case noRight = "no-right"
        case notReported = "not-reported"
        case notYetOnWindows = "not-yet-on-windows"
        case notVisible = "not-visible"
        case controllerClock = "controller-clock"
    }

    private enum Key: String, CodingKey {
        case code, tools, after, excerpt, cut, exitCode, needed, item, obstacle, offset
    }

    /// Reads the object whose `code` names the case.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        switch try object.decode(Code.self, forKey: .code) {
        case .needs: self = .needs(try object.decode([String].self, forKey: .tools))
        case .timedOut: self = .timedOut(try object.decode(Milliseconds.self, forKey: .after).duration)
        case .unreadable:
            self = .unreadable(
                try object.decode(String.self, forKey: .excerpt),
                isCut: try object.decodeIfPresent(Bool.self, forKey: .cut) ?? false
            )
        case .failed: self = .failed(exitCode: try object.decode(.exitCodes, forKey: .exitCode))
        case .noRight: self = .noRight(try object.decode(String.self, forKey: .needed))
        case .notReported: self = .notReported
        case .notYetOnWindows: self = .notYetOnWindows
        case .absent: self = .absent(try object.decode(String.self, forKey: .item))
        case .notVisible: self = .notVisible(try object.decode(Obstacle.self, forKey: .obstacle))
        case .controllerClock:
            self = .controllerClock(try object.decode(Milliseconds.self, forKey: .offset).duration)
        }
    }

    /// Writes `code` and the values of that case.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        let code: Code
        switch self {
        case .needs(let tools):
            code = .needs
            try object.encode(tools, forKey: .tools)
        case .timedOut(let limit):
            code = .timedOut
            try object.encode(Milliseconds(limit), forKey: .after)
        case .unreadable(let excerpt, let isCut):
            code = .unreadable
            try object.encode(excerpt, forKey: .excerpt)
            if isCut { try object.encode(true, forKey: .cut) }
        case .failed(let exitCode):
            code = .failed
            try object.encode(exitCode, forKey: .exitCode)
        case .noRight(let needed):
            code = .noRight
            try object.encode(needed, forKey: .needed)
        case .notReported: code = .notReported
        case .notYetOnWindows: code = .notYetOnWindows
        case .absent(let item):
            code = .absent
            try object.encode(item, forKey: .item)
        case .notVisible(let obstacle):
            code = .notVisible
            try object.encode(obstacle, forKey: .obstacle)
        case .controllerClock(let offset):
            code = .controllerClock
            try object.encode(Milliseconds(offset), forKey: .offset)
        }
        try object.encode(code, forKey: .code)
    }
}

extension InapplicableReason {
    private enum Code: String, Codable {
        case platform, mode
        case notConfigured = "not-configured"
    }

    private enum Key: String, CodingKey {
        case code, name
    }

    /// Reads the object whose `code` names the case.
    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        switch try object.decode(Code.self, forKey: .code) {
        case .notConfigured: self = .notConfigured(try object.decode(String.self, forKey: .name))
        case .platform: self = .platform
        case .mode: self = .mode
        }
    }

    /// Writes `code` and the values of that case.
    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        switch self {
        case .notConfigured(let name):
            try object.encode(Code.notConfigured, forKey: .code)
            try object.encode(name, forKey: .name)
        case .platform: try object.encode(Code.platform, forKey: .code)
        case .mode: try object.encode(Code.mode, forKey: .code)
        }
    }
}
