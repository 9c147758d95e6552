import Foundation
import Glibc
import RoomModel
import Subprocess
import TestRoom
import Testing

/// A pupil on a PC who puts links in the place of folders and files while root works there, and what is to stay untouched.
///
/// Where his moment is counted (``interfere(scene:hostility:stride:_:)``), every tool that a script starts is a few words of
/// shell: they count, and right before the one of a given number the pupil does what he has in mind once, with no right but
/// his own.
struct HostilePC: Sendable {
    let bench: StepBench

    /// The pupil's account, which has no name.
    static let pupil = 61_299
    /// How often it is tried without counting, steps and app together: `SIAGA_RACES`.
    private static let races = Trials.count("SIAGA_RACES", usual: 100)

    /// How often each of so many cases is raced: all of them together are a share of all races.
    static func races(_ share: Double, among cases: Int) -> Int {
        max(1, Int(Double(races) * share) / cases)
    }

    /// How far apart the tools are that have their turn: all of them do in the long run, and few where it is only to be seen
    /// that the test can run (`make test-contained`).
    static func stride(_ usual: Int) -> Int {
        switch races {
        case ..<50: 10 * usual
        case ..<1_000: usual
        default: 1
        }
    }

    /// Every tool that any of the scripts starts.
    static let tools = [
        "awk", "cat", "chgrp", "chmod", "chown", "cmp", "cp", "dd", "df", "env", "find", "grep", "gzip",
        "head",
        "id", "ln", "ls", "mkdir", "mktemp", "mv", "openssl", "pwd", "readlink", "rm", "rmdir", "sed",
        "sha256sum", "sort", "stat", "sync", "tail", "tar", "touch", "tr", "wc", "xargs",
    ]

    /// Lends a PC to `body`: `place` is the pupil's folder in his home, `victim` a folder of root's.
    static func with(_ shell: PCShell, _ body: (HostilePC) async throws -> Void) async throws {
        try await StepBench.with(shell) { bench in
            try await bench.run(
                """
                chmod 755 .
                mkdir tools home home/place victim
                chmod 755 tools home home/place
                echo secret >victim/shadow
                chmod 600 victim/shadow
                chmod 711 victim
                mkdir victim/sub
                echo program >victim/sub/run
                chmod 4755 victim/sub/run
                """
            )
            try await body(HostilePC(bench: bench))
        }
    }

    /// Puts the tools that count before the machine's.
    private func plantTools() async throws {
        let folder = bench.folder.path
        try await bench.run(
            """
            : >count
            echo 999999 >at
            chmod 666 count
            for tool in \(Self.tools.joined(separator: " ")); do
                real=
                for place in /bin /sbin /usr/sbin /usr/bin; do
                    [ ! -x "$place/$tool" ] || real=$place/$tool
                done
                [ -n "$real" ] || continue
                {
                    echo '#!/bin/dash'
                    echo 'printf x >>"\(folder)/count"'
                    echo 'read -r at <"\(folder)/at"'
                    # No process of its own for it: some hundred tools are started in one attempt.
                    echo 'read -r seen <"\(folder)/count"'
                    echo 'if [ "${#seen}" -ge "$at" ] && /usr/bin/mkdir "\(folder)/did/it" 2>/dev/null; then'
                    echo '    (/usr/bin/setpriv --reuid=\(Self.pupil) --regid=\(Self.pupil) --clear-groups -- \
            /bin/dash "\(folder)/script") >/dev/null 2>&1 </dev/null'
                    echo 'fi'
                    echo "exec $real \\"\\$@\\""
                } >tools/$tool
            done
            chmod 755 tools/*
            """
        )
    }

    /// What the victim is: owners, modes, sizes, names and contents, and who in the pupil's home has what was in it.
    func victim() async throws -> String {
        try await bench.run(
            "find victim -exec stat -c '%n %u:%g %a %s %Y' {} + | sort; cat victim/shadow victim/sub/run;"
                + " grep -rls secret home || :"
        )
    }

    /// Does `attempt` once for each tool that it starts, with `hostility` of the pupil's right before that one.
    ///
    /// - Parameters:
    ///   - scene: Shell text that makes the PC as it is before each attempt.
    ///   - hostility: Shell text of the pupil's, in the bench's folder.
    ///   - stride: How far apart the tools are before which he does it.
    ///   - attempt: What root does; what comes of it does not matter.
    /// - Returns: How many tools were started when nobody interfered.
    /// - Throws: What setting the scene, or `attempt`, throws.
    @discardableResult
    func interfere(
        scene: String,
        hostility: String,
        stride: Int = 1,
        _ attempt: () async throws -> Void
    ) async throws -> Int {
        let before = try await victim()
        try await plantTools()
        try await bench.run("cat >script", input: "cd '\(bench.folder.path)' || exit\n\(hostility)\n")
        var number = 1
        var whole = 0
        while true {
            try await set("\(scene)\nrm -rf did; mkdir -m 777 did; echo \(number) >at; : >count")
            try await attempt()
            let count = try await bench.run("cat count").count
            whole = max(whole, count)
            let after = try await victim()
            #expect(after == before, "before tool \(number): \(hostility)")
            guard after == before, number <= count else { return whole }
            number += stride
        }
    }

    /// Does `attempt` so many times while the pupil never stops; the tools are the machine's own.
    func race(
        _ times: Int,
        scene: String,
        hostility: String,
        _ attempt: () async throws -> Void
    ) async throws {
        let before = try await victim()
        try await bench.run("cat >script", input: "cd '\(bench.folder.path)' || exit\n\(hostility)\n")
        for _ in 0..<times {
            try await set(scene)
            async let pupil: Void = keepOn()
            try await attempt()
            try await bench.run("rm -f racing")
            try await pupil
            let after = try await victim()
            #expect(after == before)
            guard after == before else { return }
        }
    }

    /// Makes the PC as it is before each attempt.
    func set(_ scene: String) async throws {
        try await bench.run(
            """
            rm -rf home; mkdir -p home/place; chown -R \(Self.pupil):\(Self.pupil) home
            \(scene)
            : >racing
            """
        )
    }

    /// The pupil does it over and over, until `racing` is gone, or for 20 s.
    private func keepOn() async throws {
        _ = try await Subprocess.run(
            .name("dash"),
            arguments: [
                "-c",
                """
                cd "$1" || exit
                end=$(($(date +%s) + 20))
                while [ -e racing ] && [ "$(date +%s)" -lt "$end" ]; do
                    setpriv --reuid=\(Self.pupil) --regid=\(Self.pupil) --clear-groups -- dash script
                done
                """, "dash", bench.folder.path,
            ],
            output: .discarded,
            error: .discarded
        )
    }
}
