import RoomModel

extension Wording {
    /// What a step would do: "setel jam (+245 s)", "kirim /opt/exam/app (12 MB)".
    func change(_ change: StepChange) -> String {
        let name = change.object
        let text: String =
            switch change.action {
            case .create: self("buat \(name)", "make \(name)")
            case .write: self("ganti isi \(name)", "replace what is in \(name)")
            case .protect: self("atur izin \(name)", "set who may use \(name)")
            case .remove: self("hapus \(name)", "remove \(name)")
            case .run: self("jalankan \(name)", "run \(name)")
            case .start: self("nyalakan \(name)", "start \(name)")
            case .stop: self("hentikan \(name)", "stop \(name)")
            case .enable: self("\(name) ikut menyala bersama PC", "\(name) starts with the PC")
            case .disable:
                self("\(name) tidak lagi menyala bersama PC", "\(name) no longer starts with the PC")
            case .setClock: self("setel jam ke waktu laptop ini", "set the clock to this laptop's time")
            case .setZone: self("setel zona waktu \(name)", "set the time zone \(name)")
            case .stayAwake:
                self("matikan mode tidur dan screen saver", "turn off sleep and screen saver") + " (\(name))"
            case .install: self("pasang \(name)", "install \(name)")
            case .update: self("perbarui \(name)", "update \(name)")
            case .repair: self("perbaiki \(name)", "repair \(name)")
            case .uninstall: self("copot \(name)", "take away \(name)")
            case .wait: self("tunggu \(name)", "wait for \(name)")
            case .restart: self("restart PC", "restart the PC")
            case .powerOff: self("matikan PC", "switch the PC off")
            case .wake: self("nyalakan PC lewat jaringan", "switch the PC on over the network")
            }
        let details = [
            change.from.map { self("sekarang \($0)", "now \($0)") },
            change.action == .setZone ? nil : change.to.map { self("menjadi \($0)", "will be \($0)") },
            change.bytes.map { amount($0) },
        ].compactMap(\.self)
        return details.isEmpty ? text : "\(text) (\(details.joined(separator: ", ")))"
    }

    /// Files that nobody of Siaga's brought, where nothing is to be done.
    func leftAlone(_ files: ForeignFiles) -> String {
        let names = examples(files)
        return self(
            "\(files.count) berkas lain di sana dibiarkan: \(names)",
            files.count == 1
                ? "1 other file there is left alone: \(names)"
                : "\(files.count) other files there are left alone: \(names)"
        )
    }

    private func examples(_ files: ForeignFiles) -> String {
        files.examples.joined(separator: ", ") + (files.count > files.examples.count ? ", ..." : "")
    }

    /// Files that nobody of Siaga's brought, and what becomes of them.
    func foreign(_ files: ForeignFiles) -> String {
        let lost = files.lost.map { names in
            let some = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", ..." : "")
            return self(
                "tidak bisa ikut dibawa, ditinggal di versi lama: \(some)",
                "cannot come along, stays with the former version: \(some)"
            )
        }
        return [files.count > 0 ? others(files) : nil, lost].compactMap(\.self).joined(separator: "; ")
    }

    private func others(_ files: ForeignFiles) -> String {
        let names = examples(files)
        return files.areKept
            ? self(
                "\(files.count) berkas lain di sana ikut dibawa: \(names)",
                files.count == 1
                    ? "1 other file there comes along: \(names)"
                    : "\(files.count) other files there come along: \(names)"
            )
            : self(
                "\(files.count) berkas lain di sana ditinggal di versi lama: \(names)",
                files.count == 1
                    ? "1 other file there stays with the former version: \(names)"
                    : "\(files.count) other files there stay with the former version: \(names)"
            )
    }

    /// Why a step will not change a PC.
    func why(_ refusal: StepRefusal) -> String {
        let detail = (refusal.detail ?? "") + mark(ofCut: refusal.isCut)
        return switch refusal.code {
        case .notYetOnWindows: self("belum bisa di Windows", "not yet on Windows")
        case .frozen: self("PC BEKU: hilang saat restart", "the PC is FROZEN: gone after a restart")
        case .noRight:
            self("akun Siaga tidak boleh mengubah \(detail)", "Siaga's account may not change \(detail)")
        case .noRightBySudo:
            self(
                "lewat sudo pun \(detail) tidak boleh diubah",
                "not even by way of sudo may \(detail) be changed"
            )
        case .readOnlyDisk: sentence(.readOnly, of: detail)
        case .noInodes: sentence(.noInodes, of: detail)
        case .missingTool: self("di PC tidak ada \(detail)", "the PC has no \(detail)")
        case .inTheWay: self("sudah ada yang lain di \(detail)", "something else is in the way: \(detail)")
        case .link: self("\(detail) menunjuk ke tempat lain", "\(detail) is a link to somewhere else")
        case .openFolder:
            self(
                "akun lain boleh menulis di folder \(detail)",
                "other accounts may write in the folder \(detail)"
            )
        case .protectedFolder:
            self(
                "\(detail) milik sistem atau milik seseorang: tidak diganti",
                "\(detail) is the system's or somebody's own: nothing takes its place"
            )
        case .mountPoint:
            self("ada disk terpasang di \(detail)", "a disk is mounted at \(detail)")
        case .strangeFolder:
            self(
                "folder \(detail) berisi yang lain, bukan aplikasi ujian",
                "the folder \(detail) holds something else than the exam app"
            )
        case .notEmpty: self("folder \(detail) masih berisi", "the folder \(detail) is not empty")
        case .noFolder: self("folder \(detail) tidak ada", "there is no folder \(detail)")
        case .noSpace: self("disk penuh: \(detail)", "the disk is full: \(detail)")
        case .newer: self("di PC sudah lebih baru: \(detail)", "a newer one is there: \(detail)")
        case .unknownObject: self("PC tidak mengenal \(detail)", "the PC knows no \(detail)")
        case .nobodyLoggedIn: self("belum ada yang membuka layar PC", "nobody has opened the PC's desktop")
        case .busy:
            self("PC sedang diubah program lain: \(detail)", "another program changes the PC: \(detail)")
        case .noVariant:
            self("paket \(detail) bukan untuk PC seperti ini", "the bundle \(detail) is not for such a PC")
        case .nothingKept:
            self("tidak ada versi lama yang disimpan di PC", "no former version is kept on the PC")
        case .workRuns:
            self(
                "pekerjaan Siaga sebelumnya masih berjalan di PC (\(detail))",
                "what Siaga began there before still runs (\(detail))"
            )
        }
    }

    /// What somebody does about it.
    func action(for refusal: StepRefusal) -> String? {
        switch refusal.code {
        case .frozen: self("cairkan dulu, lalu ulangi", "thaw it first, then run it again")
        case .noRight: self("pakai -b -K, atau isi ansible_become", "use -b -K, or set ansible_become")
        case .noRightBySudo:
            self(
                "teknisi: lihat di PC apa yang menahannya (lsattr, mount)",
                "technician: look on the PC what holds it (lsattr, mount)"
            )
        case .readOnlyDisk: action(for: DiskFault.readOnly)
        case .noInodes: action(for: DiskFault.noInodes)
        case .notEmpty:
            self("bila semua isinya boleh hilang: recursive: true", "if all in it may go: recursive: true")
        case .openFolder:
            self(
                "tutup untuk akun lain (chown, chmod go-w), atau pilih folder lain",
                "close it to other accounts (chown, chmod go-w), or choose another folder"
            )
        case .protectedFolder, .mountPoint:
            self(
                "beri path folder tersendiri, misalnya /opt/anbk",
                "give the path of a folder of its own, such as /opt/anbk"
            )
        case .strangeFolder:
            self(
                "periksa path itu; bila semua isinya boleh diganti: replace: true",
                "check that path; if all in it may be replaced: replace: true"
            )
        case .link, .inTheWay:
            self("lihat dulu apa itu, lalu pindahkan", "look what it is, then move it away")
        case .noSpace: action(for: DiskFault.full)
        case .nobodyLoggedIn: self("buka layar PC, lalu ulangi", "open the PC's desktop, then run it again")
        case .newer:
            self(
                "bila memang mau kembali ke versi lama: --allow-downgrade",
                "if an older version is really meant: --allow-downgrade"
            )
        case .workRuns:
            self(
                "tunggu sampai selesai, lalu ulangi; bila macet, restart PC dulu",
                "wait until it ends, then run it again; if it hangs, restart the PC first"
            )
        case .notYetOnWindows, .missingTool, .noFolder, .unknownObject, .busy, .noVariant, .nothingKept: nil
        }
    }

    /// What somebody does about a step that did not come to a good end.
    func action(for failure: StepFailure) -> String? {
        guard failure.code == .mayStillRun else { return nil }
        return self(
            "ulangi nanti: Siaga melihat dulu apakah masih berjalan",
            "run it again later: Siaga looks first whether it still runs"
        )
    }

    /// Why a step did not come to a good end.
    func why(_ failure: StepFailure) -> String {
        let said = failure.said.map { ": \($0)" + mark(ofCut: failure.isCut) } ?? ""
        switch failure.code {
        case .failed:
            guard let code = failure.exitCode else { return self("gagal\(said)", "failed\(said)") }
            return self("gagal, kode \(code)\(said)", "failed with exit code \(code)\(said)")
        case .endNotSeen:
            return self(
                "tidak terlihat selesai; mungkin sudah, mungkin belum\(said)",
                "was not seen to end; it may or may not have been done\(said)"
            )
        case .timedOut:
            guard let seconds = failure.endedAfter else { return self("terlalu lama", "took too long") }
            return self(
                "terlalu lama; dihentikan di PC sesudah \(seconds) detik",
                "took too long; ended on the PC after \(seconds) s"
            )
        case .mayStillRun:
            return failure.cause == StepFailure.Code.timedOut.rawValue
                ? self("terlalu lama; mungkin masih berjalan di PC", "took too long; may still run on the PC")
                : self(
                    "akhirnya tidak terlihat; mungkin masih berjalan di PC",
                    "its end was not seen; it may still run on the PC"
                )
        case .connection: return self("sambungan putus", "the connection broke off")
        case .notProved:
            let why = failure.refusal.map { ": \(self.why($0))" } ?? ""
            return self(
                "selesai, tetapi PC masih belum sesuai\(why)",
                "ended well, and the PC is still not as it should be\(why)"
            )
        case .examOpen:
            return self(
                "aplikasi ujian dibuka sementara itu; dilihat lagi pada pemasangan berikutnya",
                "the exam app was opened meanwhile; the next run looks at it again"
            )
        case .inSession:
            return self(
                "sesi ujian dimulai sementara itu; dilihat lagi pada pemasangan berikutnya",
                "an exam session began meanwhile; the next run looks at it again"
            )
        case .notBack: return self("PC tidak menyala lagi pada waktunya", "the PC did not come back in time")
        case .stillOn:
            return self(
                "PC masih menjawab; akun Siaga mungkin tidak boleh mematikannya",
                "the PC still answers; Siaga's account may not be allowed to switch it off"
            )
        case .stopped: return self("dihentikan", "stopped")
        case .lostClaim: return self("PC diambil alih teknisi lain", "another technician took the PC over")
        case .refused: return failure.refusal.map(why) ?? self("ditolak", "refused")
        }
    }
}
