/// The floor and a scan, measured in turn.
struct Comparison {
    private var floor = Figures()
    private var scan = Figures()

    mutating func add(floor floorUsage: ChildProcess.Usage, scan scanUsage: ChildProcess.Usage) {
        floor.add(floorUsage)
        scan.add(scanUsage)
    }

    var wallRatio: Double { scan.wall / floor.wall }
    var processorRatio: Double { scan.processor / floor.processor }

    /// A small table; its last column alone may be quoted.
    var text: String {
        [
            row("", "floor", "scan", "ratio"),
            row("wall, s", floor.wall.rounded(places: 3), scan.wall.rounded(places: 3), ratio(wallRatio)),
            row(
                "processor, s",
                floor.processor.rounded(places: 3),
                scan.processor.rounded(places: 3),
                ratio(processorRatio)
            ),
            row(
                "peak memory, MiB",
                floor.peakMemory.rounded(places: 1),
                scan.peakMemory.rounded(places: 1),
                ratio(scan.peakMemory / floor.peakMemory)
            ),
        ].joined(separator: "\n")
    }

    private func ratio(_ value: Double) -> String { value.rounded(places: 2) + "x" }

    private func row(_ title: String, _ cells: String...) -> String {
        title + String(repeating: " ", count: max(1, 18 - title.count))
            + cells.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
    }
}
