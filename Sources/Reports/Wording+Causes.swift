import RoomModel

extension Wording {
    /// What a cause says of a PC, as far as its state does not say it; a server's or a PC's own words stand behind it.
    func sentence(of cause: UnreachedCause, _ unreached: Unreached) -> String {
        let took = time(unreached.elapsed)
        return switch cause {
        case .nameNotFound: self("Nama PC tidak punya alamat", "The PC's name has no address")
        case .nameTimedOut:
            self("Alamat PC tidak didapat dalam \(took)", "No address for the PC within \(took)")
        case .noRoute where unreached.state == .firewall: plainCause(unreached)
        case .noRoute: self("Tidak ada jalur ke alamat PC", "No route to the PC's address")
        case .connectTimedOut: plainCause(unreached)
        case .jumpFailed: self("Jalan lewat PC perantara tertutup", "A jump host on the way cannot be used")
        case .jumpRefused: self("PC perantara tidak meneruskan", "A jump host does not forward to it")
        case .connectionRefused:
            self("PC menyala, layanan SSH tidak jalan", "The PC is on, its SSH service is not running")
        case .noIdentification:
            self("PC menerima, lalu diam selama \(took)", "The PC accepts, then says nothing for \(took)")
        case .notSSH: self("Yang menjawab bukan SSH", "What answers is not SSH") + shown(unreached.detail)
        case .busy:
            self("SSH di PC ini sedang menolak, terlalu banyak", "SSH on this PC turns calls away for now")
        case .noCommonAlgorithm:
            self(
                "SSH di PC ini minta cara yang Siaga belum punya",
                "SSH on this PC wants only what Siaga lacks"
            )
        case .serverTooOld: self("SSH di PC ini terlalu kuno", "SSH on this PC is too old")
        case .protocolViolation: self("Jawaban SSH rusak di jalan", "Damaged SSH traffic")
        case .bannerTooLong:
            self("Salam (Banner) layanan SSH PC terlalu panjang", "The Banner of its SSH service is too long")
        case .hostKeyUnknown:
            self("PC ini belum dikenal", "This PC is not known yet")
                + (unreached.belongsTo.map {
                    self("; pengenalnya tercatat untuk \($0)", "; its key is on file for \($0)")
                } ?? "")
        case .hostKeyChanged: self("Pengenal berubah", "The host key changed")
        case .hostKeyRevoked: self("Pengenal PC ini sudah dicabut", "The key of this PC was revoked")
        case .hostKeyUnverifiable: unverifiable(unreached.words)
        case .hostKeyCertified:
            self(
                "Hanya penerbit sertifikat yang tersimpan, dan Siaga tidak memeriksa sertifikat",
                "Only an authority is on file for it, and Siaga does not check certificates"
            )
        case .hostKeyLineDamaged:
            self("Baris PC ini di known_hosts rusak", "Its line in known_hosts is damaged")
        case .authenticationRejected: self("PC menolak akses Siaga", "The PC refuses Siaga's login")
        case .passwordExpired:
            self("Kata sandi akun di PC sudah kedaluwarsa", "The account's password on it has expired")
        case .noCredentials: self("Siaga belum punya kunci ruang", "Siaga has no key for this room")
        case .keyUnusable: self("Berkas kunci ruang tidak bisa dipakai", "The room's key file cannot be used")
        case .timedOut:
            self(
                "Lebih dari \(took) saat \(unreached.phase.activity.id)",
                "More than \(took) while \(unreached.phase.activity.en)"
            )
        case .hungUp: hangUp(unreached) + quoted(unreached.words)
        case .connectionLost: loss(unreached)
        case .channelRefused:
            self("PC menerima Siaga, lalu tidak membuka sesi", "The PC lets Siaga in and opens no session")
        case .nothingRan:
            self("Akun di PC tidak bisa menjalankan apa pun", "The account on it runs nothing")
                + quoted(unreached.words)
        case .checksRefused:
            self("PC menolak menjalankan pemeriksaan", "The PC refuses to run the checks")
                + quoted(unreached.words)
        case .fileRefused: self("PC tidak menerima berkas dari Siaga", "The PC takes no file from Siaga")
        case .sudoNeedsPassword: self("sudo di PC ini minta kata sandi", "sudo on this PC wants a password")
        case .sudoPasswordRefused:
            self("Kata sandi sudo tidak diterima", "sudo does not take the password")
        case .sudoPasswordExpired:
            self("sudo di PC ini minta kata sandi baru", "sudo on this PC wants a new password first")
                + quoted(unreached.words)
        case .sudoMissing: self("PC ini tidak punya sudo", "This PC has no sudo")
        case .sudoDenied: self("Akun ini tidak boleh memakai sudo", "The account may not use sudo")
        case .sudoNeedsTerminal:
            self(
                "sudo di PC ini minta terminal (requiretty)",
                "sudo on this PC wants a terminal (requiretty)"
            )
        case .sudoFailed: self("sudo di PC ini tidak jalan", "sudo on this PC does not work")
        case .cancelled: self("Pemeriksaan dihentikan", "The run was stopped")
        case .controllerExhausted: self("Laptop ini kehabisan tenaga", "This laptop ran out of resources")
        case .controllerFile:
            self("Berkas di laptop ini tidak dapat dipakai", "A file on this laptop cannot be used")
        }
    }

    /// When the PC ended the connection: the later, the more of it works.
    private func hangUp(_ unreached: Unreached) -> String {
        if unreached.state == .offOrCable {
            return self(
                "PC menutup sambungan, lalu hilang dari jaringan",
                "The PC hung up, and is gone from the network"
            )
        }
        return switch unreached.phase {
        case .waiting, .resolving, .connecting, .identification, .keyExchange:
            self("PC menyala, layanan SSH-nya menutup sambungan", "The PC is on, its SSH service hangs up")
        case .login:
            self(
                "PC menutup sambungan saat Siaga meminta akses",
                "The PC hangs up when Siaga asks for access"
            )
        case .measuring:
            self("PC menerima Siaga, lalu menutup sambungan", "The PC lets Siaga in, then hangs up")
        case .running:
            self("PC menutup sambungan saat menjalankan perintah", "The PC hung up while running the command")
        }
    }

    private func loss(_ unreached: Unreached) -> String {
        let activity = unreached.phase.activity
        return unreached.state == .tooSlow
            ? self(
                "PC tidak memberi tanda lagi saat \(activity.id); kartu LAN-nya menjawab",
                "No more sign of life while \(activity.en); its network card answers"
            )
            : self("Sambungan putus saat \(activity.id)", "Connection lost while \(activity.en)")
    }

    private func unverifiable(_ types: String?) -> String {
        let types = types.map { excerpt(of: $0, limit: 80) } ?? "RSA"
        return self(
            "Pengenal tersimpan (\(types)) tidak bisa dicocokkan",
            "The key on file (\(types)) cannot be checked"
        )
    }

    /// What somebody else said, behind a sentence.
    private func quoted(_ words: String?) -> String {
        guard let words, !words.isEmpty else { return "" }
        return ": \"\(excerpt(of: words, limit: 140))\""
    }

    /// A short detail in brackets: the first bytes of what is no SSH server.
    private func shown(_ detail: String?) -> String {
        guard let detail, !detail.isEmpty else { return "" }
        return " (\(excerpt(of: detail, limit: 30)))"
    }
}
