import RoomModel
import Runs

extension ScanPlan {
    /// The same plan, where a PC that was put at a seat is asked at the address at which its key answered.
    ///
    /// The PC whose address that is by the list is not asked while another one has it: it would be found to be the other.
    ///
    /// - Parameter swaps: Those that hold in this session.
    /// - Returns: This plan where nobody would be left to ask.
    func following(_ swaps: [SeatSwap]) -> ScanPlan {
        let known = Dictionary(room.hosts.map { ($0.name, $0) }) { first, _ in first }
        var places: [HostName: Host] = [:]
        for swap in swaps {
            if let address = swap.address, let place = known[address] { places[swap.host] = place }
        }
        guard !places.isEmpty else { return self }
        func moved(_ host: Host) -> Host {
            guard let place = places[host.name] else { return host }
            var host = host
            host.address = place.address
            host.givenPort = place.givenPort
            host.hidesAddress = place.hidesAddress
            host.jumps = place.jumps
            host.goesDirectly = place.goesDirectly
            return host
        }
        let left = Set(places.values.map(\.name)).subtracting(places.keys)
        let asked = targets.filter { !left.contains($0.host.name) }
        guard !asked.isEmpty else { return self }
        var room = room
        room.hosts = room.hosts.map(moved)
        return ScanPlan(
            room: room,
            playbook: playbook,
            criteria: criteria,
            targets: asked.map {
                Target(host: moved($0.host), checks: $0.checks, examProcesses: $0.examProcesses)
            },
            isFull: isFull,
            isEveryCheck: isEveryCheck
        )
    }
}
