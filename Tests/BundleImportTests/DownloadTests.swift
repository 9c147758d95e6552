import Bundles
import Foundation
import LocalFiles
import RoomModel
import TestRoom
import Testing

@testable import BundleImport

/// Downloads from a TLS server on loopback that behaves badly on purpose.
@Suite(.timeLimit(.minutes(3))) struct DownloadTests {
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }

    private func download(
        _ path: String,
        largest: Int64 = 1 << 30,
        trusts: Bool = true,
        disk: DiskSpace = DiskSpace(),
        _ check:
            @Sendable @escaping (HTTPSDownload, FileServer, Result<[UInt8], BundleError>) async throws -> Void
    ) async throws {
        try await FileServer.with(Self.content) { server in
            try await ScratchFolder.with { folder in
                let download = HTTPSDownload(
                    store: ContentStore(folder: folder.path),
                    largest: ByteCount(bytes: largest),
                    authorities: trusts ? server.authority : nil,
                    disk: disk
                )
                let result: Result<[UInt8], BundleError>
                do throws(BundleError) {
                    let file = try await download.fetch(server.address(path))
                    result = .success(Array(FileManager.default.contents(atPath: file) ?? Data()))
                } catch {
                    result = .failure(error)
                }
                try await check(download, server, result)
            }
        }
    }

    @Test(arguments: ["whole/app.zip", "moved/app.zip", "busy/app.zip"])
    func `fetches a file, behind a redirect and a busy moment too`(_ path: String) async throws {
        try await download(path) { _, _, result in
            let content = try result.get()
            #expect(content == Self.content)
        }
    }

    @Test func `goes on where the connection was cut, and asks for no byte twice`() async throws {
        try await download("cut/app.zip") { _, server, result in
            let content = try result.get()
            #expect(content == Self.content)
            let requests = try server.requests()
            #expect(requests.count == 4)
            #expect(requests[0] == "cut -")
            #expect(requests[1...].allSatisfy { $0.hasPrefix("cut bytes=") }, "\(requests)")
        }
    }

    @Test(arguments: ["changed/app.zip", "deaf/app.zip", "nameless/app.zip"])
    func `begins again where the file changed or the server cannot continue`(_ path: String) async throws {
        try await download(path) { _, _, result in
            let expected = path.hasPrefix("changed") ? Self.content.reversed() : Self.content
            let content = try result.get()
            #expect(content == expected)
        }
    }

    @Test(arguments: [
        ("plain/app.zip", "not https"), ("missing/app.zip", "404"), ("dead/app.zip", "cut"),
    ])
    func `says why a download cannot be had`(_ path: String, _ word: String) async throws {
        try await download(path) { _, server, result in
            let error = try #require(throws: BundleError.self) { try result.get() }
            #expect(error.code == .download)
            #expect(error.message.en.contains(word), "\(error.message.en)")
            #expect(try server.requests().count <= 4)
        }
    }

    @Test func `believes no server whose certificate nobody vouches for`() async throws {
        try await download("whole/app.zip", trusts: false) { _, server, result in
            let error = try #require(throws: BundleError.self) { try result.get() }
            #expect(error.message.en.contains("certificate"))
            #expect(try server.requests().isEmpty)
        }
    }

    @Test(arguments: ["whole/app.zip", "endless/app.zip"])
    func `stops where the file is larger than allowed, said or not`(_ path: String) async throws {
        try await download(path, largest: 200_000) { _, _, result in
            let error = try #require(throws: BundleError.self) { try result.get() }
            #expect(error.code == .tooLarge)
        }
    }

    @Test(arguments: ["whole/app.zip", "endless/app.zip"])
    func `a disk without room is told with both numbers, said or not`(_ path: String) async throws {
        // All but one byte of what one of the two says is free; the other one says nothing, and 1 GiB is to stay.
        let isSaid = path.hasPrefix("whole")
        let free = ByteCount(bytes: isSaid ? 299_999 : 1 << 29)
        let disk = DiskSpace(keeping: isSaid ? .zero : .gibibytes(1)) { _ in free }
        try await download(path, disk: disk) { _, _, result in
            let error = try #require(throws: BundleError.self) { try result.get() }
            #expect(error.code == .storage)
            #expect(
                error.message.en.contains(isSaid ? "0 MB left; 1 MB" : "512 MB left"),
                "\(error.message.en)"
            )
            #expect(error.message.id.contains("sisa") && error.hint != nil)
        }
    }

    @Test func `a disk with just enough room takes the file`() async throws {
        let disk = DiskSpace(keeping: .zero) { _ in ByteCount(bytes: 300_000) }
        try await download("whole/app.zip", disk: disk) { _, _, result in
            let content = try result.get()
            #expect(content == Self.content)
        }
    }

    @Test func `takes no http address`() async throws {
        try await ScratchFolder.with { folder in
            let download = HTTPSDownload(store: ContentStore(folder: folder.path))
            let error = try await #require(throws: BundleError.self) {
                _ = try await download.fetch("http://127.0.0.1:1/x")
            }
            #expect(error.code == .download)
        }
    }
}
