import Facts
import RoomModel

extension FactReadings {
    /// Whether what is written is gone after a restart; the inventory may know that the disk meant is not (`siaga_frozen`).
    func isFrozen(on host: Host) -> Bool {
        host.variables["siaga_frozen"]?.value.text != "false"
            && (try? reading(of: FreezeFact())) == true
    }
}
