import ArgumentParser
import BundleImport
import Bundles
import FoundationEssentials
import Provisioning
import Reports
import RoomModel
import TestRoom

/// The demo's second act: the PC with the old app is brought up to date, and the scan turns green.
struct DemoUpdate: Sendable {
    let stage: DemoStage

    /// Makes a bundle, installs it where the old app is, and scans again.
    ///
    /// - Returns: Whether everything came as it should.
    func play() async throws -> Bool {
        let bundles = try await bundle()
        guard try await install(on: names(.oldApp), bundles) else { return false }
        let off = names(.off)
        stage.say(
            id: "\n$ siaga scan --rerun  (\(off) sudah dinyalakan)\n",
            en: "\n$ siaga scan --rerun  (\(off) has been switched on)\n"
        )
        let report = try await stage.scan(rerun: .notReady)
        let (_, speech) = try await stage.load()
        let file = try DemoReport.write(report, wording: speech.wording)
        stage.say(
            id: "\nDenah dan daftar kunjungan, untuk layar dan kertas:\n  \(file)",
            en: "\nThe seat map and where to go, for the screen and for paper:\n  \(file)"
        )
        guard stage.isRight(report, stage.room.laterStates) else { return false }
        stage.say(
            id:
                "\nItu tadi ruang tiruan, dan hasilnya tepat seperti seharusnya.\nRuang sungguhan: baca README (man siaga), lalu siaga enroll -i FOLDER",
            en:
                "\nThat was a make-believe room, and the result is exactly what it should be.\nA real room: read the README (man siaga), then siaga enroll -i FOLDER"
        )
        return true
    }

    /// The bundle of a make-believe app, as `siaga bundle add` makes it.
    private func bundle() async throws -> AppBundles {
        stage.say(
            id: "\n$ siaga bundle add exambrowser-\(DemoRoom.expectedVersion)\n",
            en: "\n$ siaga bundle add exambrowser-\(DemoRoom.expectedVersion)\n"
        )
        let app = "\(stage.folder.path)/exambrowser-\(DemoRoom.expectedVersion)"
        try FileManager.default.createDirectory(atPath: app, withIntermediateDirectories: true)
        try SampleApp(version: DemoRoom.expectedVersion, share: 0.05).write(into: app)
        let shelf = BundleShelf(folder: "\(stage.folder.path)/bundles")
        let command = try BundleAddCommand.parse([
            app, "--name", "exambrowser", "--lang", stage.language.rawValue,
        ])
        try await command.run(into: shelf, stage.terminal)
        return AppBundles(
            await shelf.library.list().manifests,
            archives: AppArchives(store: shelf.library.store, packer: TarPacker())
        )
    }

    /// The PCs in a condition, as a pattern.
    private func names(_ condition: DemoRoom.Condition) -> String {
        stage.room.pcs.filter { $0.condition == condition }.map(\.name.description).joined(separator: ",")
    }

    /// Shows the plan for some PCs, and brings the app to them.
    private func install(on names: String, _ bundles: AppBundles) async throws -> Bool {
        for option in ["--plan", "--yes"] {
            stage.say(
                id: "\n$ siaga install \(names) \(option)\n",
                en: "\n$ siaga install \(names) \(option)\n"
            )
            let rooms = try await LoadedRooms(try stage.options(), terminal: stage.terminal)
            guard let selection = try rooms.select(names, limit: nil).first else { return false }
            let installation = try await RoomInstallation(
                selection,
                InstallationDocuments(
                    selection,
                    playbook: nil,
                    bundles: bundles,
                    options: try stage.options(),
                    terminal: stage.terminal
                ),
                commands: InstallationScreen.Commands(
                    run: "siaga install \(names)",
                    rest: "siaga install \(names) --rerun"
                ),
                options: try ChangeOptions.parse([option]),
                rooms: try stage.options(),
                terminal: stage.terminal,
                record: stage.record
            )
            guard try await installation.run(try ConnectionOptions.parse([])).code == 0 else { return false }
        }
        await bundles.removeArchives()
        return true
    }
}
