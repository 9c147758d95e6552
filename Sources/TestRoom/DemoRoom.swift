public import RoomModel

/// The room of the demo, as data: which PC is in which condition, and what a scan must say of it.
public struct DemoRoom: Sendable {
    /// What is the matter with a PC.
    public enum Condition: Sendable, CaseIterable {
        /// Nothing.
        case ready
        /// It has last year's exam app.
        case oldApp
        /// It is switched off: nothing answers a connection attempt.
        case off
        /// It shows another host key than the enrolled one.
        case keyChanged
        /// It accepts connections and never says a word.
        case silent

        /// The state a scan must find.
        public var expectedState: HostState {
            switch self {
            case .ready: .ready
            case .oldApp: .fix
            case .off: .offOrCable
            case .keyChanged: .pcChanged
            case .silent: .tooSlow
            }
        }
    }

    /// One PC of the room.
    public struct PC: Sendable {
        /// Its inventory name.
        public let name: HostName
        /// A loopback address of its own.
        public let address: NetworkAddress
        /// Its place; spares have none.
        public let seat: String?
        /// What is the matter with it.
        public let condition: Condition
    }

    /// The version of the exam app that the playbook wants.
    public static let expectedVersion = "26.0222"
    /// The version that a PC in ``Condition/oldApp`` has.
    public static let oldVersion = "25.0525"

    /// The PCs: twelve, two of them spares, ten of them needed.
    public let pcs: [PC]

    /// Lays out the room.
    ///
    /// - Throws: Never with these names; the grammar of names is checked nonetheless.
    public init() throws(InvalidName) {
        let troubles: [Int: Condition] = [4: .oldApp, 6: .off, 7: .keyChanged, 9: .silent]
        var pcs: [PC] = []
        for number in 1...12 {
            let digits = number < 10 ? "0\(number)" : String(number)
            try pcs.append(
                PC(
                    name: HostName("pc\(digits)"),
                    address: NetworkAddress("127.0.7.\(number)"),
                    seat: number <= 10 ? String(number) : nil,
                    condition: troubles[number] ?? .ready
                )
            )
        }
        self.pcs = pcs
    }

    /// How many PCs the exam needs.
    public var seats: Int { pcs.count { $0.seat != nil } }

    /// The states a scan must find.
    public var expectedStates: [HostName: HostState] {
        Dictionary(uniqueKeysWithValues: pcs.map { ($0.name, $0.condition.expectedState) })
    }

    /// The room's hosts file.
    ///
    /// - Parameters:
    ///   - ports: The port of each PC.
    ///   - account: Who may log in to all of them.
    ///   - folder: Holds one folder for each PC, by its name, with the exam app in it.
    /// - Returns: The text of `hosts.yaml`.
    public func hostsFile(ports: [HostName: Int], account: ServerAccount, folder: String) -> String {
        func lines(_ pcs: [PC]) -> String {
            pcs.map { pc in
                var values = ["ansible_host: \(pc.address)"]
                if let port = ports[pc.name] { values.append("ansible_port: \(port)") }
                if let seat = pc.seat { values.append("seat: \"\(seat)\"") }
                values.append("exam_app_path: \(quoted("\(folder)/\(pc.name)"))")
                // All PCs share this machine: each keeps apart who works on it, and none is frozen.
                values.append("siaga_folder: \(quoted("\(folder)/state/\(pc.name)"))")
                values.append("siaga_frozen: false")
                return "        \(pc.name): { \(values.joined(separator: ", ")) }\n"
            }.joined()
        }
        return """
            all:
              vars:
                room_name: Demo
                room_network: 127.0.0.0/8
                seats: \(seats)
                ansible_user: \(quoted(account.user.description))
                ansible_ssh_private_key_file: \(quoted(account.privateKeyPath))
              children:
                clients:
                  hosts:
            \(lines(pcs.filter { $0.seat != nil }))\
                spares:
                  hosts:
            \(lines(pcs.filter { $0.seat == nil }))
            """
    }

    /// The room's playbook: what can be measured without a network and without an exam server.
    public static let playbook = """
        name: Demo
        hosts: clients:spares
        vars:
          exam_processes: [ExamBrowser.exe]
        checks:
          - ssh.reach
          - host.key
          - exam.running
          - os.version: { pass: [linux] }
          - cpu.cores: { warn_below: 1 }
          - ram.total: { fail_below: 64 MiB }
          - disk.free: { path: "{{ exam_app_path }}", fail_below: 1 MiB }
          - time.offset
          - app.files: { files: [version.txt] }
          - app.version: { expected: "\(expectedVersion)" }

        """

    /// The exam app's version file of a PC.
    ///
    /// - Parameter pc: The PC.
    /// - Returns: The text of `version.txt`.
    public func versionFile(of pc: PC) -> String {
        (pc.condition == .oldApp ? Self.oldVersion : Self.expectedVersion) + "\n"
    }

    /// The states that the second scan must find: the old app is brought up to date, and who was off is on.
    public var laterStates: [HostName: HostState] {
        expectedStates.mapValues { [.fix, .offOrCable].contains($0) ? .ready : $0 }
    }

    /// What differs from what this room should give; empty after a right scan.
    ///
    /// - Parameters:
    ///   - states: What a scan found.
    ///   - expected: What it should find (default: ``expectedStates``).
    /// - Returns: The PCs that differ, with both states, in the room's order.
    public func differences(
        from states: [HostName: HostState],
        expected: [HostName: HostState]? = nil
    ) -> [(name: HostName, expected: HostState, found: HostState?)] {
        let wanted = expected ?? expectedStates
        return pcs.compactMap { pc in
            guard let state = wanted[pc.name], state != states[pc.name] else { return nil }
            return (pc.name, state, states[pc.name])
        }
    }

    /// A YAML scalar in single quotes.
    private func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
