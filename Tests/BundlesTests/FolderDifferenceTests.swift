import RoomModel
import Testing

@testable import Bundles

/// What a PC lacks, as a table: files are written `path=content`, and `path=?` where the PC said no hash.
@Suite struct FolderDifferenceTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let bundle: [String]
        let folder: [String]
        var kept: [String] = []
        var copies: [String] = []
        var sent: [String] = []
        var foreign: [String] = []
        var testDescription: String { name }
    }

    static let rows = [
        Row(name: "an empty PC", bundle: ["a=1", "b=2"], folder: [], sent: ["1:a", "2:b"]),
        Row(name: "the same", bundle: ["a=1", "b=2"], folder: ["b=2", "a=1"], kept: ["a", "b"]),
        Row(
            name: "one file changed",
            bundle: ["a=1", "b=2"],
            folder: ["a=1", "b=x"],
            kept: ["a"],
            sent: ["2:b"]
        ),
        Row(
            name: "a renamed file is not sent",
            bundle: ["new=1"],
            folder: ["old=1"],
            copies: ["old>new"],
            foreign: ["old"]
        ),
        Row(
            name: "a duplicate is not sent",
            bundle: ["a=1", "b=1"],
            folder: ["a=1"],
            kept: ["a"],
            copies: ["a>b"]
        ),
        Row(name: "a content is sent once", bundle: ["a=1", "b=1"], folder: [], sent: ["1:a,b"]),
        Row(
            name: "two files that changed places",
            bundle: ["a=1", "b=2"],
            folder: ["a=2", "b=1"],
            copies: ["b>a", "a>b"]
        ),
        Row(
            name: "a log that is there stays",
            bundle: ["a=1", "log.txt=l"],
            folder: ["a=1", "log.txt=x"],
            kept: ["a", "log.txt"]
        ),
        Row(name: "a log that is not there is made", bundle: ["log.txt=l"], folder: [], sent: ["l:log.txt"]),
        Row(
            name: "a foreign file is reported",
            bundle: ["a=1"],
            folder: ["a=1", "b=2"],
            kept: ["a"],
            foreign: ["b"]
        ),
        Row(name: "Windows spells as it likes", bundle: ["Dir/A=1"], folder: ["dir/a=1"], kept: ["Dir/A"]),
        Row(name: "what was not measured is sent", bundle: ["a=1"], folder: ["a=?"], sent: ["1:a"]),
    ]

    @Test(arguments: rows)
    func `does the least that makes the folder the bundle`(_ row: Row) throws {
        let difference = FolderDifference(
            FolderListing(files: row.folder.map { Self.file($0) }),
            to: Manifest(
                id: try BundleID(name: "app", version: try #require(BundleVersion("1"))),
                files: row.bundle.map { Self.manifestFile($0) }
            )
        )
        #expect(difference.kept.map(\.path) == row.kept)
        #expect(difference.copies.map { "\($0.source)>\($0.target.path)" } == row.copies)
        let contents = Dictionary(
            row.bundle.map { (Self.manifestFile($0).hash, Self.content($0)) },
            uniquingKeysWith: { first, _ in first }
        )
        let sent = difference.sent.map { content in
            "\(contents[content.hash] ?? "?"):" + content.files.map(\.path).joined(separator: ",")
        }
        #expect(sent.sorted() == row.sent)
        #expect(difference.foreign.map(\.path) == row.foreign)
        #expect(difference.isEmpty == (row.copies.isEmpty && row.sent.isEmpty))
        #expect(difference.sentBytes.bytes == Int64(row.sent.count))
    }

    @Test func `a program that lost its mode is not sent again`() throws {
        let manifest = Manifest(
            id: try BundleID(
                name: "app",
                version: try #require(BundleVersion("1")),
                target: BundleTarget(system: .linux)
            ),
            files: [Manifest.File(path: "run", size: 1, hash: ContentHash(of: "x".utf8), isExecutable: true)]
        )
        let file = FolderListing.File(
            path: "run",
            size: 1,
            hash: ContentHash(of: "x".utf8),
            isExecutable: false
        )
        let difference = FolderDifference(FolderListing(files: [file]), to: manifest)
        #expect(difference.modes.map(\.path) == ["run"])
        #expect(difference.sent.isEmpty)
    }

    private static func content(_ text: String) -> String { String(text.split(separator: "=")[1]) }

    private static func manifestFile(_ text: String) -> Manifest.File {
        let path = String(text.split(separator: "=")[0])
        return Manifest.File(
            path: path,
            size: Int64(content(text).utf8.count),
            hash: ContentHash(of: content(text).utf8),
            role: RoleRules.standard.role(of: path)
        )
    }

    private static func file(_ text: String) -> FolderListing.File {
        FolderListing.File(
            path: String(text.split(separator: "=")[0]),
            size: Int64(content(text).utf8.count),
            hash: content(text) == "?" ? nil : ContentHash(of: content(text).utf8)
        )
    }
}
