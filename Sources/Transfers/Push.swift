import Bundles
import Glibc
public import Remoting
public import RoomModel

/// Puts files and folders of this controller into a folder on each PC.
public struct Push: FileTransfer {
    private let shipment: Shipment
    private let folder: String

    /// It writes there.
    public var changesPC: Bool { true }

    /// A push.
    ///
    /// - Parameters:
    ///   - shipment: What is sent.
    ///   - folder: The folder on each PC, made where it is missing; relative to the login folder. A link on the way there
    ///     that another account can change is refused.
    public init(_ shipment: Shipment, to folder: String) {
        self.shipment = shipment
        self.folder = folder
    }

    /// Sends what the PC has not.
    public func move(
        over connection: any Connection,
        host: HostName,
        limits: TransferLimits,
        meter: TransferMeter,
        stop: StopSignal
    ) async throws(TransportError) -> TransferOutcome {
        guard connection.platform == .posix else { return .refused(.platform) }
        guard shipment.files.count <= PosixScript.mostFiles else { return .refused(.tooMany) }
        let nonce = Nonce()
        let asked = try await connection.run(
            PushSurvey.request(shipment, to: folder, by: Self.owner(host), nonce, within: limits.silence)
        )
        let survey = PushSurvey(asked, nonce: nonce, shipment: shipment)
        if let refusal = survey.refusal { return .refused(refusal) }
        var tally = TransferTally()
        tally.whole = shipment.count
        tally.leftOut = shipment.leftOut
        let barred = Set(survey.problems.map(\.path))
        for file in shipment.files where survey.same.contains(file.path) { tally.same.add(size: file.size) }
        let wanted = shipment.files.filter { !survey.same.contains($0.path) && !barred.contains($0.path) }
        guard !wanted.isEmpty || !survey.folders.isSuperset(of: shipment.folders) else {
            return tally.outcome(survey.problems)
        }
        guard !stop.isRequested else { return .stopped(tally) }
        let parts = try await parts(of: wanted, staging: survey.staging)
        let bytes = ByteCount.sum(parts.map(\.size)).bytes
        let made = Self.made(by: parts, wanted, shipment.folders.count { !survey.folders.contains($0) })
        if let refusal = survey.room(for: bytes, files: made) { return .refused(refusal) }
        meter.begin(bytes)
        let result = try await send(parts, wanted, survey, host, connection, nonce, limits, meter, stop)
        let reply = PushReply(result, nonce: nonce)
        if let refusal = reply.refusal { return .refused(refusal) }
        for file in wanted where reply.installed.contains(file.path) { tally.moved.add(size: file.size) }
        if stop.isRequested, !tally.isWhole { return .stopped(tally) }
        return tally.outcome(survey.problems + reply.problems(of: wanted))
    }

    /// How many files and folders a PC makes, at most at one moment: two for each content, a copy for each other file of it,
    /// the folders, and what staging needs itself.
    private static func made(by parts: [ShipmentArchive.Part], _ wanted: [Shipment.File], _ folders: Int)
        -> Int
    {
        2 * parts.count + (wanted.count - parts.count) + folders + 8
    }

    /// Who pushes to which PC, so that a later push of the same controller's may go on where this one was cut.
    private static func owner(_ host: HostName) -> String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        let controller = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String("\(ContentHash(of: "\(controller) \(geteuid()) \(host)".utf8))".prefix(16))
    }

    /// What is to be sent: each content once, and of one that is there in part only the rest.
    private func parts(
        of wanted: [Shipment.File],
        staging: PushSurvey.Staging?
    ) async throws(TransportError) -> [ShipmentArchive.Part] {
        let reader = ShipmentReader()
        var seen: Set<String> = []
        var parts: [ShipmentArchive.Part] = []
        for file in wanted where seen.insert(file.stagedName).inserted {
            var offset: Int64 = 0
            if let there = staging?.parts[file.stagedName] {
                if there.hash == file.hash { continue }
                let start = there.size < file.size ? await reader.hash(of: file, first: there.size) : nil
                if start == there.hash { offset = there.size }
            }
            parts.append(ShipmentArchive.Part(file: file, offset: offset))
        }
        return parts
    }

    private func send(
        _ parts: [ShipmentArchive.Part],
        _ wanted: [Shipment.File],
        _ survey: PushSurvey,
        _ host: HostName,
        _ connection: any Connection,
        _ nonce: Nonce,
        _ limits: TransferLimits,
        _ meter: TransferMeter,
        _ stop: StopSignal
    ) async throws(TransportError) -> CommandResult {
        // The last file of a content gets the staged bytes, those before get copies.
        let last = Dictionary(wanted.map { ($0.stagedName, $0.path) }) { _, last in last }
        let lines =
            shipment.folders.filter { survey.obstacle(to: $0) == nil }.map { "d \($0)\n" }
            + wanted.map { file in
                "\(last[file.stagedName] == file.path ? "m" : "c") \(file.stagedName) \(file.path)\n"
            }
        let preface = Array((lines.joined() + ".\n").utf8)
        var words = [
            PosixScript.path(folder), ".siaga-\(Nonce())", survey.staging?.name ?? "", "", Self.owner(host),
        ]
        if survey.hasTar {
            let request = PosixScript.request(
                PushScripts.apply,
                nonce,
                words,
                writingIn: words[0],
                within: limits.whole
            )
            let archive = ShipmentArchive(parts, preface: preface, meter: meter, stop: stop)
            return try await connection.stream(
                request,
                input: archive,
                output: nil,
                silence: limits.silence
            )
        }
        let staged = try await connection.run(
            PosixScript.request(
                PushScripts.stage,
                nonce,
                words,
                input: Array(parts.map { $0.name + "\n" }.joined().utf8),
                writingIn: words[0],
                within: limits.silence
            )
        )
        guard staged.exit == .code(0), PushReply(staged, nonce: nonce).refusal == nil else { return staged }
        let place = TaggedLines(staged.standardOutput, nonce: nonce).texts("B").first
        for part in parts where !stop.isRequested {
            let source = FileSource(path: part.file.source, from: part.offset, meter: meter)
            guard let place else {
                // SFTP goes by the path, as the login account or root, and not as whose folder it is.
                let request = PosixScript.request(
                    PushScripts.receive,
                    nonce,
                    [words[0], words[1], part.name],
                    writingIn: words[0],
                    within: limits.whole
                )
                let received = try await connection.stream(
                    request,
                    input: source,
                    output: nil,
                    silence: limits.silence
                )
                let isThere = received.exit == .code(0) && PushReply(received, nonce: nonce).refusal == nil
                guard isThere else { return received }
                continue
            }
            try await connection.upload(
                source,
                to: "\(place)/\(part.name)",
                silence: limits.silence,
                within: limits.whole
            )
        }
        meter.compare()
        words = [words[0], ".siaga-\(Nonce())", words[1], "staged", Self.owner(host)]
        var request = PosixScript.request(
            PushScripts.apply,
            nonce,
            words,
            writingIn: words[0],
            within: limits.whole
        )
        request.standardInput = preface
        return try await connection.stream(request, input: nil, output: nil, silence: limits.silence)
    }
}

/// What a PC says of a push once everything was sent.
struct PushReply {
    let refusal: TransferRefusal?
    /// The files that are in their place now.
    let installed: Set<String>
    private let obstacles: [String: FileProblem.Reason]
    /// What kept the rest from being written, where the PC says so.
    private let general: FileProblem.Reason?

    init(_ result: CommandResult, nonce: Nonce) {
        let answer = TaggedLines(result.standardOutput, nonce: nonce)
        installed = Set(answer.texts("I"))
        if result.exit != .code(0) || result.standardOutput.isTruncated {
            refusal = .unclear(result.lastWords)
        } else {
            refusal = answer.pushRefusal
        }
        obstacles = Dictionary(
            answer.texts("L").map { ($0, .link) } + answer.texts("X").map { ($0, .inTheWay) }
                + answer.texts("W").map { ($0, .unwritable(result.lastWords)) }
        ) { first, _ in first }
        general = answer.texts("Z").first.map { text in
            let words = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            return words.first.flatMap { DiskFault(rawValue: String($0)) }.map { .disk($0) }
                ?? .unwritable(words.count > 1 ? String(words[1]) : "")
        }
    }

    /// Why the others are not.
    func problems(of wanted: [Shipment.File]) -> [FileProblem] {
        wanted.filter { !installed.contains($0.path) }.map {
            FileProblem(path: $0.path, reason: obstacles[$0.path] ?? general ?? .different)
        }
    }
}

extension TransferTally {
    /// How a transfer with so much moved ended.
    func outcome(_ problems: [FileProblem]) -> TransferOutcome {
        problems.isEmpty && isWhole ? .complete(self) : .partial(self, problems)
    }
}
