import Glibc
import TestRoom

extension Program {
    /// Writes the folder `room`: PCs on which nothing answers, so that a run is short and still has events.
    func writeSilentRoom(hosts: Int = 2, variables: String = "") throws {
        mkdir("\(folder.path)/room", 0o700)
        let lines = (1...hosts).map { "    pc0\($0): { ansible_host: 127.0.0.\($0), ansible_port: 1 }\n" }
        try folder.write(
            "lab1:\n  vars:\n    room_name: Lab 1\n    seats: 1\n\(variables)  hosts:\n" + lines.joined(),
            to: "room/hosts.yaml"
        )
        try writeShortPlaybook()
    }

    /// Writes the playbook of the folder `room`: hardly a check.
    func writeShortPlaybook() throws {
        mkdir("\(folder.path)/room/playbooks", 0o700)
        try folder.write(
            "name: Test\nhosts: all\nchecks:\n  - ssh.reach\n  - exam.running\n",
            to: "room/playbooks/readiness.yaml"
        )
    }
}
