import RoomModel
import Testing

@testable import Bundles

@Suite struct PathRulesTests {
    @Test(arguments: [
        "/etc/passwd", "//server/share", "C:\\Windows\\x", "c:x", "../x", "a/../../x", "a/..", "..\\x",
        "a\\..\\..\\x",
        "CON", "con.txt", "a/NUL", "aux .log", "Lpt1.dat", "com¹", "name.", "name ", "dir./x", "a:b", "a*b",
        "a?b",
        "a\"b", "a<b", "a|b", "a\u{0}b", "a\nb", "a\u{7F}",
        String(repeating: "x", count: 256), String(repeating: "abcdefghi/", count: 101) + "x",
    ])
    func `refuses a path that Windows cannot have or that leaves the folder`(_ path: String) throws {
        let error = try #require(throws: BundleError.self) { try PathRules.windows.path(path) }
        #expect(error.code == .unsafeEntry)
        #expect(error.message.en.hasPrefix("`"), "it names the entry")
    }

    @Test(arguments: [
        ("./a/b", "a/b"), ("a//b/", "a/b"), ("a\\b\\c.dll", "a/b/c.dll"), ("./", ""), (".", ""),
        ("...x", "...x"),
        ("console.log", "console.log"), ("com10", "com10"), ("üȵĩöḋè/file", "üȵĩöḋè/file"),
        (".htaccess", ".htaccess"),
    ])
    func `spells a good path in one way`(_ raw: String, _ path: String) throws {
        #expect(try PathRules.windows.path(raw) == path)
    }

    @Test(arguments: ["CON", "name.", "a:b", "a*b"])
    func `lets Linux have what only Windows cannot`(_ path: String) throws {
        #expect(try PathRules.posix.path(path) == path)
    }

    @Test(arguments: ["/x", "../x", "a/../../b", "a\nb"])
    func `refuses on Linux too what leaves the folder`(_ path: String) {
        #expect(throws: BundleError.self) { try PathRules.posix.path(path) }
    }
}

@Suite struct BundleTreeTests {
    @Test(arguments: [
        ["readme.txt", "README.TXT"], ["Dir/a", "dir/b"], ["a", "a/b"], ["a/b", "a"], ["same", "same"],
        ["caf\u{E9}", "cafe\u{301}"], ["ÄPFEL", "äpfel"],
    ])
    func `refuses two paths that Windows takes for one`(_ paths: [String]) throws {
        var tree = BundleTree(rules: .windows)
        let error = try #require(throws: BundleError.self) {
            for path in paths { try tree.add(file: path) }
        }
        #expect(error.code == .unsafeEntry)
        #expect(error.message.en.contains("`\(paths[1])`"))
    }

    @Test func `lets Linux have names that differ in capitals`() throws {
        var tree = BundleTree(rules: .posix)
        for path in ["a/x", "A/x", "a/X"] { try tree.add(file: path) }
    }

    @Test func `keeps only folders that hold nothing`() throws {
        var tree = BundleTree(rules: .windows)
        try tree.add(folder: "a")
        try tree.add(folder: "a/b")
        try tree.add(folder: "a")
        try tree.add(file: "c/d")
        #expect(tree.emptyFolders() == ["a/b"])
    }

    @Test(arguments: ["/etc/passwd", "../../x", "", "a/../../../x", "a/..", "../a/../b"])
    func `refuses a link that may lead out`(_ target: String) throws {
        var tree = BundleTree(rules: .posix)
        #expect(throws: BundleError.self) { try tree.add(link: "dir/link", to: target) }
    }

    @Test func `refuses what lies behind a link`() throws {
        var tree = BundleTree(rules: .posix)
        try tree.add(link: "dir/link", to: "../other")
        #expect(throws: BundleError.self) { try tree.add(file: "dir/link/file") }
    }

    @Test func `refuses links for Windows PCs`() throws {
        var tree = BundleTree(rules: .windows)
        let error = try #require(throws: BundleError.self) { try tree.add(link: "a", to: "b") }
        #expect(error.hint?.en.contains("--os linux") == true)
    }
}
