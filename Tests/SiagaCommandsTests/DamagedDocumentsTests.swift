import Bundles
import Checks
import FoundationEssentials
import Inventories
import OpenSSHFiles
import Playbooks
import RoomModel
import TestRoom
import Testing

/// Every document Siaga reads, damaged in thousands of ways: each is read or refused, none ends the process.
///
/// That this process still lives at the end is the proof.
@Suite struct DamagedDocumentsTests {
    private static let trials = Trials.count("SIAGA_MUTATIONS", usual: 1_000)

    /// Damages `text` and hands it to `read`, which answers what it refuses with.
    private func tryAll(_ text: String, _ read: ([UInt8]) throws -> Void) throws -> (read: Int, refused: Int)
    {
        var damage = SeededDamage(seed: 20_261_201)
        var outcome = (read: 0, refused: 0)
        for _ in 0..<Self.trials {
            do {
                try read(damage.damaged(Array(text.utf8)))
                outcome.read += 1
            } catch let error as InvalidDocuments {
                #expect(!error.problems.isEmpty)
                #expect(error.problems.allSatisfy { !$0.message.isEmpty })
                outcome.refused += 1
            } catch {
                outcome.refused += 1
            }
        }
        return outcome
    }

    private static func shipped(_ path: String) throws -> String {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return String(decoding: try Data(contentsOf: top.appending(path: path)), as: UTF8.self)
    }

    @Test(arguments: [
        "install-exam-app", "readiness-online", "readiness-proctor", "readiness-semi-online",
    ])
    func `damaged playbooks`(_ name: String) throws {
        let outcome = try tryAll(try Self.shipped("playbooks/\(name).yaml")) { bytes in
            _ = try Playbook(bytes, file: "x.yaml", catalogue: Catalogue.checks)
        }
        #expect(outcome.refused > 0)
    }

    @Test(arguments: [
        ("hosts.yaml", nil as String?),
        (
            "hosts.ini",
            """
            [clients]
            pc[01:20] ansible_user=siaga
            pc21 ansible_host=192.168.0.21 ansible_port=2222 seat=A4
            [clients:vars]
            room_mode=semi-online
            sessions="07.30-09.30, 10.30-12.30"
            [spares:children]
            extra
            [extra]
            pc[22:24]
            """
        ),
        (
            "hosts.csv",
            """
            nama,alamat,kursi,mac,catatan
            pc01,192.168.0.1,1,3C-52-82-0A-11-07,"di, depan"
            pc02,192.168.0.2,2,3C-52-82-0A-11-08,
            pc03,192.168.0.3,03,,cadangan
            """
        ),
    ])
    func `damaged inventories`(_ name: String, _ sample: String?) async throws {
        let text = try sample ?? Self.shipped("inventory/lab-example/hosts.yaml")
        try await ScratchFolder.with { folder in
            let outcome = try tryAll(text) { bytes in
                let path = "\(folder.path)/\(name)"
                try Data(bytes).write(to: URL(filePath: path))
                let inventory = try InventoryLoader.load([path], home: "/home/guru")
                #expect(inventory.rooms.allSatisfy { $0.hosts.count <= 50_000 })
            }
            #expect(outcome.refused > 0 && outcome.read > 0, "\(outcome)")
        }
    }

    @Test func `damaged waivers`() throws {
        let text = """
            - pc17: audio.dev
              until: 2026-11-30
              reason: headset dipesan
              by: Bu Sari
            - { "pc[13-15]": [disp.res, disp.scale], until: 2026-12-04, reason: layar lama, by: Kepala, unmeasured: true }
            """
        let hosts = try (1...20).map {
            try Host(name: HostName("pc\($0)"), address: NetworkAddress("192.168.0.\($0)"))
        }
        let today = try #require(CalendarDate("2026-11-25"))
        let outcome = try tryAll(text) { bytes in
            _ = try WaiverList(
                bytes,
                file: "waivers.yaml",
                hosts: hosts,
                catalogue: Catalogue.checks,
                today: today
            )
        }
        #expect(outcome.refused > 0)
    }

    @Test func `damaged lists of known keys never know another key`() throws {
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAIJ4mZ1W0cD0mG3WkJ1e8aQpXlK0o3lY0Yk0l9Qm5mJ2d"
        let other = Array("another machine's key".utf8)
        let text = """
            pc01,192.168.0.1 ssh-ed25519 \(key) pc01
            |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 \(key)
            @revoked * ssh-ed25519 \(key)
            [pc02]:2222 ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTY=
            """
        _ = try tryAll(text) { bytes in
            let hosts = KnownHosts(files: [("known_hosts", String(decoding: bytes, as: UTF8.self))])
            let verdict = hosts.judge(name: .alias("pc01"), keyType: "ssh-ed25519", blob: other)
            #expect(verdict != .known)
        }
    }

    @Test func `damaged configurations of ssh`() throws {
        let text = """
            Host pc* !pc09
                HostName 192.168.0.%h
                ProxyJump guru@gerbang:2222,dalam
                IdentityFile ~/.ssh/%r_%h
            Match host pc0? user siaga exec "true"
                ConnectTimeout 10
            Include config.d/*
            """
        let machine = LocalMachine.current(homeFolder: "/nowhere")
        _ = try tryAll(text) { bytes in
            let files = OneFile(bytes: bytes)
            let configuration = ClientConfiguration(.file("/config"), files: files, machine: machine)
            _ = configuration.settings(for: ClientConfiguration.Query(host: "pc01", user: "siaga"))
        }
    }

    @Test func `damaged manifests of bundles`() throws {
        let hash = String(repeating: "a1", count: 32)
        let text = """
            {
              "arch": "any", "files": [
              {"executable": false, "path": "version.txt", "role": "fixed", "sha256": "\(hash)", "size": 7},
              {"executable": true, "path": "Application/run.exe", "role": "setting", "sha256": "\(hash)", "size": 9}],
              "folders": ["kosong"],
              "links": [],
              "name": "exambrowser", "os": "any", "schema": 1,
              "version": "26.0222"
            }
            """
        _ = try tryAll(text) { bytes in
            let manifest = try Manifest(json: bytes)
            #expect(manifest.files.allSatisfy { !$0.path.hasPrefix("/") && !$0.path.contains("..") })
        }
    }

    @Test func `damaged private keys`() throws {
        let text = """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
            QyNTUxOQAAACCeJmdVtHA9JhtVpCdXvGkKV5StKN5WNGJNJfUJuZidnQAAAJgAAAAAAAAA
            -----END OPENSSH PRIVATE KEY-----
            """
        _ = try tryAll(text) { bytes in
            _ = try PrivateKeyFile(text: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func `damaged events of the record`() throws {
        let runs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Runs")
        let files = try FileManager.default.subpathsOfDirectory(atPath: runs.path).filter {
            $0.hasSuffix(".ndjson")
        }
        let file = try #require(files.sorted().first)
        let text = String(decoding: try Data(contentsOf: runs.appending(path: file)), as: UTF8.self)
        let lines = Array(text.split(separator: "\n").prefix(40))
        try #require(!lines.isEmpty)
        let decoder = JSONDecoder()
        var understood = 0
        for (number, line) in lines.enumerated() {
            var damage = SeededDamage(seed: UInt64(number))
            for _ in 0..<max(Self.trials / lines.count, 1) {
                let bytes = damage.damaged(Array(line.utf8))
                if let event = try? decoder.decode(RunEvent.self, from: Data(bytes)) {
                    understood += 1
                    _ = try JSONEncoder().encode(event)
                }
            }
        }
        #expect(understood > 0)
    }
}

/// One file for the reader of configurations; everything it includes is missing.
private struct OneFile: ConfigurationFiles {
    let bytes: [UInt8]

    func read(_ path: String) -> ConfigurationFile {
        path == "/config" ? .text(bytes, isOpenToOthers: false) : .missing
    }

    func paths(matching pattern: String) -> [String] { [] }
}
