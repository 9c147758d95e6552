import RoomModel

extension Wording {
    /// What is wrong with the disk of a PC.
    ///
    /// - Parameters:
    ///   - fault: The fault.
    ///   - path: A folder on it, safe for a terminal; empty where it is clear which disk is meant.
    /// - Returns: The sentence.
    func sentence(_ fault: DiskFault, of path: String) -> String {
        let disk =
            path.isEmpty
            ? self("disk di PC", "the PC's disk") : self("disk tempat \(path)", "the disk of \(path)")
        return switch fault {
        case .readOnly: self("\(disk) hanya bisa dibaca", "\(disk) is read-only")
        case .full: self("\(disk) penuh", "\(disk) is full")
        case .noInodes:
            self(
                "\(disk) tidak menerima berkas lagi (inode habis)",
                "\(disk) takes no files more (no inodes left)"
            )
        }
    }

    /// What somebody does about a disk.
    func action(for fault: DiskFault) -> String {
        switch fault {
        case .readOnly:
            self(
                "teknisi: periksa disk itu, mungkin rusak (dmesg)",
                "technician: look at that disk, it may be failing (dmesg)"
            )
        case .full: self("kosongkan disk, lalu ulangi", "free some space, then run it again")
        case .noInodes:
            self(
                "hapus berkas yang tidak perlu, lalu ulangi",
                "remove files that are not needed, then run it again"
            )
        }
    }
}
