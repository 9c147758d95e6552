import ArgumentParser
import LocalFiles
import RoomModel
import Transfers

/// How much may come onto this laptop's disk.
struct PullOptions: ParsableArguments {
    @Option(
        name: [.customLong("max-size")],
        help: ArgumentHelp(
            localized(
                id: "Paling banyak sekian dari semua PC bersama (500M, 20G).",
                en: "At most this much from all PCs together (500M, 20G)."
            ),
            valueName: localized(id: "ukuran", en: "size")
        )
    )
    var most = TypedSize(.gibibytes(10))

    @Option(
        name: [.customLong("keep-free")],
        help: ArgumentHelp(
            localized(
                id: "Sekian dari disk laptop ini tetap kosong (0, 500M, 2G).",
                en: "This much of the laptop's disk stays free (0, 500M, 2G)."
            ),
            valueName: localized(id: "ukuran", en: "size")
        )
    )
    var kept = TypedSize(.gibibytes(1))

    /// What one run may bring, over all its PCs and rooms.
    var allowance: PullAllowance { PullAllowance(most: most.size, disk: DiskSpace(keeping: kept.size)) }
}

/// An amount of bytes typed on the command line: `0`, `500M`, `20G`, also `500 MB` and `20GiB`; units of 1,024.
struct TypedSize: ExpressibleByArgument {
    let size: ByteCount

    init(_ size: ByteCount) {
        self.size = size
    }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let unit: ByteCount? =
            switch argument.dropFirst(digits.count).drop(while: { $0 == " " }).lowercased() {
            case "": digits == "0" ? .zero : nil
            case "k", "kb", "kib": .kibibytes(1)
            case "m", "mb", "mib": .mebibytes(1)
            case "g", "gb", "gib": .gibibytes(1)
            default: nil
            }
        guard let unit, let size = ByteCount(digits: digits, unit: max(1, unit.bytes)) else { return nil }
        self.size = size
    }

    var defaultValueDescription: String {
        size.bytes % (1 << 30) == 0 && size > .zero ? "\(size.bytes >> 30)G" : "\(size.bytes >> 20)M"
    }
}
