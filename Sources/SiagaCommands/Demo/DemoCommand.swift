import ArgumentParser
import RoomModel
import TestRoom

/// `siaga demo`: a room of real SSH servers on this machine, made known and scanned, with some troubles in it.
struct DemoCommand: AsyncParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "demo",
            abstract: localized(
                id: "Coba dulu: ruang tiruan di laptop ini, tanpa PC lain.",
                en: "Try it first: a make-believe room on this laptop, no other PC needed."
            )
        )
    }

    @OptionGroup var languageOption: LanguageOption

    func run() async throws {
        guard OpenSSHServer.isInstalled else {
            throw CommandFailure(
                Localized(
                    id: "PC tiruan memakai server SSH, dan di laptop ini belum ada",
                    en: "the make-believe PCs are SSH servers, and this laptop has none installed"
                ),
                hint: Localized(
                    id: "pasang dulu: sudo apt install openssh-server; lalu: siaga demo",
                    en: "install it: sudo apt install openssh-server; then: siaga demo"
                )
            )
        }
        let terminal = Terminal()
        let language = languageOption.lang ?? HelpLanguage.current
        let room = try DemoRoom()
        let healthy = room.pcs.filter { [.ready, .oldApp].contains($0.condition) }
        let troubled = room.pcs.filter { ![.ready, .oldApp].contains($0.condition) }
        let ended = await Interruptible.run {
            await Result<Int32, any Error>.catching {
                try await ScratchFolder.with { folder in
                    let account = try await ServerAccount.make(in: folder)
                    let stage = DemoStage(
                        room: room,
                        terminal: terminal,
                        language: language,
                        folder: folder,
                        account: account
                    )
                    stage.say(
                        id: "Menyalakan \(room.pcs.count) PC tiruan di laptop ini ...",
                        en: "Starting \(room.pcs.count) make-believe PCs on this laptop ..."
                    )
                    return try await DemoServers.with(healthy, for: account) { servers in
                        let ports = try await DemoServers.with(troubled, for: account, keys: stage.keys) {
                            others in
                            try await stage.enroll(ports: servers.merging(others) { $1 }.mapValues(\.port))
                            return others.mapValues(\.port)
                        }
                        return try await stage.play(troubled, ports: ports)
                    }
                }
            }
        }
        throw ExitCode(try ended.exitCode ?? ended.result.get())
    }
}

extension Result where Failure == any Error {
    /// The result of `body`, errors included.
    fileprivate static func catching(_ body: () async throws -> Success) async -> Result {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}
