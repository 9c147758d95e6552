import RoomModel

extension Wording {
    /// Why nothing can be moved, and what to do.
    func sentence(_ refusal: TransferRefusal) -> String {
        switch refusal {
        case .noHashTool:
            self(
                "tidak ada sha256sum di PC ini, jadi berkas tidak bisa dibuktikan",
                "it has no sha256sum, so that nothing can be proved"
            )
        case .missing: self("yang diminta tidak ada di PC ini", "what was asked for is not there")
        case .folder:
            self(
                "folder tidak bisa dipakai: bukan folder, atau akun ini tidak boleh",
                "the folder cannot be used: it is none, or the account may not"
            )
        case .link(let path):
            self(
                "\(path.safe(limit: 120)) adalah tautan yang bisa diubah akun lain, tidak diikuti; "
                    + "sebutkan folder aslinya dengan --to",
                "\(path.safe(limit: 120)) is a link that another account can change, which is not followed; "
                    + "name the folder itself with --to"
            )
        case .open(let path):
            why(StepRefusal(.openFolder, path))
                + (action(for: StepRefusal(.openFolder)).map { "; " + $0 } ?? "")
        case .reserved(let path):
            self(
                "\(path.safe(limit: 120)) milik sistem; sebutkan folder lain dengan --to",
                "\(path.safe(limit: 120)) belongs to the system; name another folder with --to"
            )
        case .frozen:
            why(StepRefusal(.frozen)) + (action(for: StepRefusal(.frozen)).map { "; " + $0 } ?? "")
        case .disk(let fault, let path):
            sentence(fault, of: path.safe(limit: 120)) + "; " + action(for: fault)
        case .noInodes(let needs, let has):
            self(
                "disk hanya menerima \(has) berkas lagi (inode), perlu \(needs)",
                "the disk takes \(has) files more (inodes), \(needs) are needed"
            ) + "; " + action(for: DiskFault.noInodes)
        case .noSpace(let needs, let has):
            self(
                "PENUH, sisa \(amount(has, .down)), perlu \(amount(needs, .up))",
                "FULL, \(amount(has, .down)) left, \(amount(needs, .up)) needed"
            )
        case .noSpaceHere(let shortage): sentence(shortage)
        case .pastLimit(let size, let used, let most):
            self(
                "\(amount(size, .up)) lagi di atas \(amount(used, .up)) melewati batas \(amount(most, .down)) "
                    + "untuk sekali jalan; naikkan dengan --max-size \(gibibytes(size + used))",
                "\(amount(size, .up)) on top of \(amount(used, .up)) is past the limit of "
                    + "\(amount(most, .down)) a run; raise it with --max-size \(gibibytes(size + used))"
            )
        case .tooMany: self("terlalu banyak berkas", "too many files at once")
        case .platform:
            self("belum bisa untuk PC Windows", "this is not done on Windows PCs yet")
        case .unclear(let words):
            self("jawabannya tidak jelas", "its answer makes no sense")
                + (words.isEmpty ? "" : " (\(lastLine(words)))")
        }
    }

    /// Why a file is not in its place.
    func sentence(_ reason: FileProblem.Reason) -> String {
        switch reason {
        case .inTheWay:
            self(
                "ada folder bernama itu, atau berkas di tempat folder",
                "a folder has that name, or a file a folder's"
            )
        case .link:
            self("ada tautan di jalannya, tidak diikuti", "a link is on the way, which is not followed")
        case .unreadable: self("tidak bisa dibaca di PC", "cannot be read on the PC")
        case .unwritable(let words):
            self("tidak bisa ditulis", "cannot be written")
                + (words.isEmpty ? "" : " (\(excerpt(of: words, limit: 120)))")
        case .disk(let fault): sentence(fault, of: "") + "; " + action(for: fault)
        case .different:
            self(
                "isinya tidak cocok, jadi tidak dipasang; jalankan sekali lagi",
                "its bytes do not match, so it was not put in place; run it again"
            )
        case .badName: self("namanya tidak boleh dipakai di sini", "its name is not allowed here")
        case .sameName(let other):
            self(
                "di disk ini namanya sama dengan \(other.safe(limit: 120))",
                "this disk takes its name for that of \(other.safe(limit: 120))"
            )
        }
    }

    /// What the disk of the controller lacks, and what to do.
    private func sentence(_ shortage: DiskShortage) -> String {
        self(
            "disk laptop ini: sisa \(amount(shortage.free, .down)), perlu \(amount(shortage.needs, .up)) dan "
                + "\(amount(shortage.kept, .up)) tetap kosong; kosongkan disk, pilih folder di disk lain dengan --to, "
                + "atau kurangi --keep-free",
            "this laptop's disk: \(amount(shortage.free, .down)) left, \(amount(shortage.needs, .up)) needed and "
                + "\(amount(shortage.kept, .up)) to stay free; make room, name a folder on another disk with --to, "
                + "or lower --keep-free"
        )
    }

    /// As it is typed: `12G`, rounded up.
    private func gibibytes(_ amount: ByteCount) -> String {
        let unit = ByteCount.gibibytes(1).bytes
        return "\((amount.bytes + unit - 1) / unit)G"
    }

    private func lastLine(_ words: String) -> String {
        excerpt(of: words.split(whereSeparator: \.isNewline).last.map(String.init) ?? "", limit: 120)
    }
}
