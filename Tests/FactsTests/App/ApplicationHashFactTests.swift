import Facts
import RoomModel
import Testing

@Suite struct ApplicationHashFactTests {
    /// SHA-256 of `abc` (FIPS 180-4, example 1).
    static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    /// SHA-256 of nothing.
    static let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    static let toolboxes = [["sha256sum"], ["shasum", "perl"], ["openssl"], ["busybox"]]

    @Test(arguments: toolboxes, BareShell.allCases)
    func `hashes with whatever tool is there`(_ tools: [String], _ shell: BareShell) async throws {
        try await withFolder { folder in
            try await scene("cd \"$1\"; printf abc >a; : >b; mkdir c; printf abc >'c/-d e\\f'", folder)
            try await withTools(tools + ["xargs"]) { tools in
                let fact = ApplicationHashFact(folder: folder, files: ["a", "b", "x", "c/-d e\\f", "c"])
                let reading = try fact.read(await shell.measure(fact, tools: tools))
                #expect(
                    reading
                        == .files([
                            .sha256(Self.abc), .sha256(Self.nothing), .absent, .sha256(Self.abc), .absent,
                        ])
                )
            }
        }
    }

    @Test func `says what it needs`() async throws {
        try await withTools(["tr"]) { tools in
            let fact = ApplicationHashFact(folder: "/etc", files: ["passwd"])
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["sha256sum"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test func `says what it needs besides`() async throws {
        try await withTools(["openssl"]) { tools in
            let fact = ApplicationHashFact(folder: "/etc", files: ["passwd"])
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["xargs"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test func `does not believe a tool that hashes wrongly`() async throws {
        try await withFolder { tools in
            try await scene(
                "printf '#!/bin/sh\\necho %s -\\n' \"$2\" >\"$1/sha256sum\"; chmod +x \"$1/sha256sum\"",
                tools,
                Self.abc
            )
            let fact = ApplicationHashFact(folder: "/etc", files: ["passwd"])
            let output = try await BareShell.dash.measure(fact, tools: tools)
            #expect(output == PosixOutput(lines: ["sha256sum"], exitCode: PosixOutput.needsTools))
        }
    }

    @Test func `knows a missing folder`() async throws {
        let fact = ApplicationHashFact(folder: "/nowhere", files: ["a"])
        #expect(try fact.read(await BareShell.dash.measure(fact)) == .noFolder)
    }

    @Test func `takes the digests in any order`() throws {
        let fact = ApplicationHashFact(folder: "/opt/anbk", files: ["a", "b"])
        let output = PosixOutput(lines: ["folder folder", "2 absent", "1 \(Self.abc)"])
        #expect(try fact.read(output) == .files([.sha256(Self.abc), .absent]))
    }

    @Test(arguments: [
        ["folder folder", "0 \(abc)", "1 \(abc)"],
        ["folder folder"], ["folder folder", "1 \(abc)"],
        ["folder folder", "1 \(abc)", "2 \(abc.dropLast())"],
        ["folder folder", "1 \(abc)", "2 \(abc.dropLast())g"], ["folder folder", "1 \(abc)", "1 \(abc)"],
        ["folder folder", "1 \(abc)", "2 \(abc)", "3 \(abc)"], ["folder folder", "1 \(abc) ok", "2 \(abc)"],
        ["folder folder", "1 file", "2 empty"], [],
    ])
    func `takes no answer that is cut, doubled or strange`(_ lines: [String]) {
        let fact = ApplicationHashFact(folder: "/opt/anbk", files: ["a", "b"])
        #expect(throws: Unmeasured.self) { try fact.read(PosixOutput(lines: lines)) }
    }
}
