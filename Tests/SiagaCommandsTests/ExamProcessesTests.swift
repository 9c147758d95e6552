import RoomModel
import Testing

@testable import SiagaCommands

@Suite struct ExamProcessesTests {
    private func host(_ processes: VariableValue?) throws -> Host {
        let place = SourceLocation(file: "hosts.yaml")
        var variables = ["app": Variable(.text("SekolahExam"), origin: place)]
        variables["exam_processes"] = processes.map { Variable($0, origin: place) }
        return Host(
            name: try HostName("pc01"),
            address: try NetworkAddress("127.0.0.1"),
            variables: variables
        )
    }

    private func processes(_ value: VariableValue?, mode: RoomMode? = .semiOnline) throws -> [String] {
        let host = try host(value)
        let room = Room(profile: RoomProfile(name: "lab", mode: mode), hosts: [host])
        return try ExamProcesses(for: room, hosts: [host], language: .english)[host]
    }

    @Test(arguments: [VariableValue.null, .list([]), nil])
    func `nobody can empty the list by leaving it out`(_ value: VariableValue?) throws {
        #expect(try processes(value).contains("ExamBrowser.exe"))
        #expect(try processes(value, mode: nil).contains("ExamBrowser.exe"))
    }

    @Test func `names of the room come on top, variables inserted`() throws {
        let names = try processes(.list([.text("{{ app }}.exe")]))
        #expect(names.first == "SekolahExam.exe")
        #expect(names.contains("ExamBrowser.exe"))
    }
}
