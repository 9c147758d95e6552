import RoomModel

extension Wording {
    /// What to do where the cause says more than the state; nil where the state says it all.
    ///
    /// - Parameters:
    ///   - unreached: Why a PC was not measured.
    ///   - again: The command that asks the unready PCs again, as it is shown.
    /// - Returns: One line, imperative.
    func action(for unreached: Unreached, again: String) -> String? {
        guard let cause = UnreachedCause(rawValue: unreached.cause) else { return nil }
        if cause.mayPass, let words = unreached.words, words.asksForPatience { return later(again) }
        return action(for: cause, unreached, again: again)
    }

    private func action(for cause: UnreachedCause, _ unreached: Unreached, again: String) -> String? {
        switch cause {
        case .nameNotFound, .nameTimedOut:
            self("periksa nama dan alamatnya di daftar PC", "check its name and address in the inventory")
        case .notSSH:
            self("teknisi: periksa alamat dan port di daftar PC", "technician: check its address and port")
        case .busy: later(again)
        case .noCommonAlgorithm: methods(unreached.words)
        case .serverTooOld: self("teknisi: perbarui OpenSSH di PC", "technician: update OpenSSH on it")
        case .protocolViolation:
            self(
                "teknisi: coba kabel atau port switch lain; tetap: pasang ulang layanan SSH di PC",
                "technician: try another cable or switch port; still so: reinstall its SSH service"
            )
        case .bannerTooLong:
            self(
                "teknisi: pendekkan Banner di sshd_config PC, paling banyak 30 kB",
                "technician: shorten Banner in its sshd_config, to 30 kB at most"
            )
        case .hungUp: hangUpAction(unreached, again: again)
        case .passwordExpired, .sudoPasswordExpired: newPassword
        case .nothingRan:
            unreached.words?.speaksOfPassword == true
                ? newPassword
                : self(
                    "teknisi: beri akun itu shell biasa di PC (sh, bash)",
                    "technician: give the account a usual shell on it (sh, bash)"
                )
        case .channelRefused:
            self(
                "teknisi: periksa MaxSessions dan ForceCommand di sshd_config PC",
                "technician: check MaxSessions and ForceCommand in its sshd_config"
            )
        case .checksRefused:
            self(
                "teknisi: lihat mengapa skrip tidak jalan di PC",
                "technician: see why scripts do not run on it"
            )
        case .fileRefused:
            self(
                "teknisi: periksa hak dan sisa tempat di folder akun itu di PC",
                "technician: check the rights and the space of the account's folder on it"
            )
        case .noCredentials:
            self("teknisi: siapkan kunci ruang di laptop ini", "technician: give this laptop the room's key")
        case .keyUnusable:
            self(
                "teknisi: periksa berkas kunci di laptop ini",
                "technician: check the key file on this laptop"
            )
        case .hostKeyLineDamaged:
            self(
                "teknisi: perbaiki baris itu, atau: \(next("enroll", "--rotate", "NAMA-PC"))",
                "technician: put the line right, or: \(next("enroll", "--rotate", "PC-NAME"))"
            )
        case .jumpFailed:
            self(
                "teknisi: periksa PC perantara dari sini; belum dikenal? \(next("enroll"))",
                "technician: check the jump host from here; not known yet? \(next("enroll"))"
            )
        case .jumpRefused:
            self("teknisi: periksa PC perantara dari laptop ini", "technician: check the jump host from here")
        case .sudoNeedsPassword:
            self("teknisi: ulangi dengan -K", "technician: run it again with -K")
        case .sudoPasswordRefused:
            self("teknisi: periksa kata sandi sudo (-K)", "technician: check the sudo password (-K)")
        case .sudoMissing: self("teknisi: pasang sudo di PC", "technician: install sudo on it")
        case .sudoDenied, .sudoNeedsTerminal, .sudoFailed:
            self("teknisi: periksa sudoers di PC", "technician: check sudoers on it")
        case .controllerExhausted:
            self(
                "tutup program lain di laptop ini, lalu: \(again)",
                "close other programs on this laptop, then: \(again)"
            )
        case .controllerFile:
            self(
                "periksa isi dan sisa tempat di disk laptop ini, lalu: \(again)",
                "check the disk of this laptop and its free space, then: \(again)"
            )
        case .noRoute, .connectTimedOut, .connectionRefused, .noIdentification, .hostKeyUnknown,
            .hostKeyChanged, .hostKeyRevoked, .hostKeyUnverifiable, .hostKeyCertified,
            .authenticationRejected,
            .timedOut, .connectionLost, .cancelled:
            nil
        }
    }

    private func later(_ again: String) -> String {
        self("sebentar lagi ulangi: \(again)", "again in a minute: \(again)")
    }

    private var newPassword: String {
        self("teknisi: ganti kata sandi akun itu di PC", "technician: give the account a new password on it")
    }

    private func hangUpAction(_ unreached: Unreached, again: String) -> String? {
        switch unreached.state {
        case .offOrCable: nil
        case .noSSH:
            later(again)
                + self(
                    "; tetap: teknisi, periksa layanan SSH",
                    "; still so: technician, check its SSH service"
                )
        default:
            later(again)
                + self(
                    "; tetap: teknisi, periksa akun itu di PC",
                    "; still so: technician, check the account on it"
                )
        }
    }

    /// The lines of sshd_config(5) and what belongs into each, where the server has said what it has.
    private func methods(_ words: String?) -> String {
        let all = words ?? "KexAlgorithms curve25519-sha256; Ciphers aes256-ctr; MACs hmac-sha2-256"
        let lines = all.safe(limit: 160).split(separator: "; ").map { command(String($0)) }
        return self(
            "teknisi: tambahkan di sshd_config PC, pada baris: \(lines.joined(separator: "; "))",
            "technician: in its sshd_config add to the line: \(lines.joined(separator: "; "))"
        )
    }
}

extension UnreachedCause {
    /// Whether it may pass by itself, where the PC says so.
    fileprivate var mayPass: Bool { self == .hungUp || self == .nothingRan }
}

extension String {
    /// Whether a server says that it is only for now: systemd-user-sessions and pam_nologin(8) while a PC starts, people
    /// who work on it.
    var asksForPatience: Bool {
        let text = lowercased()
        return [
            "come back later", "try again", "booting", "in a few minutes", "in a moment", "temporar",
            "maintenance", "pemeliharaan", "coba lagi", "sebentar", "beberapa menit",
        ].contains { text.contains($0) }
    }

    /// Whether a PC speaks of a password that is to be changed first.
    fileprivate var speaksOfPassword: Bool {
        let text = lowercased()
        return text.contains("password") || text.contains("kata sandi")
    }
}
