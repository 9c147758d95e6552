import RoomModel

extension Wording {
    /// Why a PC was not measured, as one sentence without a full stop.
    ///
    /// - Parameters:
    ///   - unreached: The evidence.
    ///   - earlier: The PC's last full result, if there was one; one of the same day is told.
    ///   - moment: When it was not reached.
    /// - Returns: The sentence.
    func sentence(
        _ unreached: Unreached,
        earlier: RoomRow.Earlier? = nil,
        at moment: Timestamp? = nil
    ) -> String {
        let cause = cause(unreached)
        // What a PC was on another day says little of this morning.
        guard let earlier, earlier.state.isReady, isDay(of: earlier.at, moment ?? earlier.at) else {
            return cause
        }
        let time = clock(earlier.at)
        return self("Siap pukul \(time); sekarang: ", "Ready at \(time); now: ") + cause.loweringFirst
    }

    private func cause(_ unreached: Unreached) -> String {
        if let sentence = jumpSentence(unreached) { return sentence }
        switch unreached.state {
        case .otherPC:
            let other = unreached.belongsTo?.description ?? self("PC lain yang dikenal", "another known PC")
            return self("Di alamat ini ada \(other)", "\(other) is at this address")
        case .pcChanged:
            if unreached.cause == UnreachedCause.hostKeyRevoked.rawValue {
                return self("Pengenal PC ini sudah dicabut", "The key of this PC was revoked")
            }
            return self("Pengenal berubah", "The host key changed") + card(unreached)
        case .inUse: return self("Teknisi lain sedang bekerja di PC ini", "Another technician works on it")
        case .offOrCable, .firewall, .noSSH, .newPC, .noAccess, .tooSlow, .ready, .readyWithNote, .fix,
            .notComplete,
            .examOpen, .lookYourself, .seenOK, .notChecked:
            guard let code = UnreachedCause(rawValue: unreached.cause) else { return plainCause(unreached) }
            return sentence(of: code, unreached)
        }
    }

    private func card(_ unreached: Unreached) -> String {
        switch unreached.hasEnrolledCard {
        case true?: self("; kartu LAN sama: dipasang ulang?", "; same network card: reinstalled?")
        case false?: self("; kartu LAN lain: mungkin PC lain", "; other network card: another PC?")
        case nil: ""
        }
    }

    private func sentence(of code: UnreachedCause, _ unreached: Unreached) -> String {
        let took = time(unreached.elapsed)
        return switch code {
        case .nameNotFound: self("Nama PC tidak punya alamat", "The PC's name has no address")
        case .nameTimedOut:
            self("Alamat PC tidak didapat dalam \(took)", "No address for the PC within \(took)")
        case .noRoute: self("Tidak ada jalur ke alamat PC", "No route to the PC's address")
        case .connectTimedOut: plainCause(unreached)
        case .connectionRefused:
            self("PC menyala, layanan SSH tidak jalan", "The PC is on, its SSH service is not running")
        case .noIdentification:
            self("PC menerima, lalu diam selama \(took)", "The PC accepts, then says nothing for \(took)")
        case .notSSH: self("Yang menjawab bukan SSH", "What answers is not SSH") + shown(unreached.detail)
        case .busy:
            self("SSH di PC ini sedang menolak, terlalu banyak", "SSH on this PC turns calls away for now")
        case .noCommonAlgorithm: self("SSH di PC ini terlalu kuno", "SSH on this PC is too old")
        case .protocolViolation: self("Jawaban SSH rusak di jalan", "Damaged SSH traffic")
        case .hostKeyUnknown:
            self("PC ini belum dikenal", "This PC is not known yet")
                + (unreached.belongsTo.map {
                    self("; pengenalnya tercatat untuk \($0)", "; its key is on file for \($0)")
                } ?? "")
        case .hostKeyChanged: self("Pengenal berubah", "The host key changed")
        case .hostKeyRevoked: self("Pengenal PC ini sudah dicabut", "The key of this PC was revoked")
        case .hostKeyUnverifiable:
            self("Pengenal tersimpan (RSA) tidak bisa dicocokkan", "The key on file (RSA) cannot be checked")
        case .hostKeyLineDamaged:
            self("Baris PC ini di known_hosts rusak", "Its line in known_hosts is damaged")
        case .authenticationRejected: self("PC menolak akses Siaga", "The PC refuses Siaga's login")
        case .noCredentials: self("Siaga belum punya kunci ruang", "Siaga has no key for this room")
        case .keyUnusable: self("Berkas kunci ruang tidak bisa dipakai", "The room's key file cannot be used")
        case .timedOut:
            self(
                "Lebih dari \(took) saat \(unreached.phase.activity.id)",
                "More than \(took) while \(unreached.phase.activity.en)"
            )
        case .connectionLost:
            self(
                "Sambungan putus saat \(unreached.phase.activity.id)",
                "Connection lost while \(unreached.phase.activity.en)"
            )
        case .channelRefused, .fileRefused:
            self("PC menolak menjalankan pemeriksaan", "The PC refuses to run the checks")
        case .jumpFailed: self("Jalan lewat PC perantara tertutup", "A jump host on the way cannot be used")
        case .jumpRefused: self("PC perantara tidak meneruskan", "A jump host does not forward to it")
        case .sudoNeedsPassword: self("sudo di PC ini minta kata sandi", "sudo on this PC wants a password")
        case .sudoPasswordRefused:
            self("Kata sandi sudo tidak diterima", "sudo does not take the password")
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

    /// A short detail in brackets: the first bytes of what is no SSH server.
    private func shown(_ detail: String?) -> String {
        guard let detail, !detail.isEmpty else { return "" }
        return " (\(excerpt(of: detail, limit: 30)))"
    }

    /// What the state alone says.
    private func plainCause(_ unreached: Unreached) -> String {
        switch unreached.state {
        case .offOrCable: self("Tidak ada tanda di jaringan", "No sign of it on the network")
        case .firewall: self("PC menyala, tetapi tidak menerima sambungan", "The PC is on and lets nobody in")
        case .noSSH: self("Layanan SSH tidak menjawab", "The SSH service does not answer")
        case .newPC: self("PC ini belum dikenal", "This PC is not known yet")
        case .noAccess: self("PC menolak akses Siaga", "The PC refuses Siaga's login")
        case .tooSlow:
            self(
                "Tidak menjawab dalam \(time(unreached.elapsed))",
                "No answer within \(time(unreached.elapsed))"
            )
        case .ready, .readyWithNote, .fix, .notComplete, .examOpen, .otherPC, .pcChanged, .inUse,
            .lookYourself, .seenOK,
            .notChecked:
            self("Belum diperiksa", "Not measured")
        }
    }

    /// What to do about PCs that share a state, imperative; nil where nobody has to act.
    ///
    /// - Parameters:
    ///   - state: The state they share.
    ///   - cause: The cause's code, if they share one.
    ///   - hosts: The PCs.
    ///   - rerun: The command that asks the unready PCs again.
    /// - Returns: One line.
    func action(for state: HostState, cause: String? = nil, _ hosts: [RunHost], rerun: String) -> String? {
        if let code = cause.flatMap(UnreachedCause.init), let action = action(for: code, rerun: rerun) {
            return action
        }
        let names = hosts.map(\.name).folded
        let one = hosts.count == 1 ? names : self("NAMA-PC", "PC-NAME")
        let again = command(rerun)
        switch state {
        case .offOrCable:
            let place = place(hosts)
            return self("nyalakan PC, periksa kabel LAN \(place)", "switch it on, check the cable \(place)")
        case .firewall:
            return self(
                "teknisi: izinkan SSH dari laptop ini di firewall PC",
                "technician: let SSH from this laptop through its firewall"
            )
        case .noSSH: return self("teknisi: jalankan layanan SSH di PC", "technician: start its SSH service")
        case .otherPC:
            return self(
                "tukar kembali, atau betulkan alamatnya di daftar PC",
                "swap them back, or correct the listed addresses"
            )
        case .pcChanged:
            let rotate = command("siaga enroll --rotate \(one)")
            return self(
                "pakai cadangan; teknisi: \(rotate)",
                "use a spare; technician: \(rotate)"
            )
        case .newPC:
            let enroll = command("siaga enroll \(names)")
            return self("teknisi: \(enroll)", "technician: \(enroll)")
        case .noAccess:
            let install = command("siaga enroll --install-key \(names)")
            return self("teknisi: \(install)", "technician: \(install)")
        case .tooSlow:
            return self(
                "ulangi sekali: \(again); tetap lama: pakai cadangan",
                "once more: \(again); still slow: use a spare"
            )
        case .inUse: return self("tunggu, atau tanyakan teknisi", "wait, or ask the technician")
        case .notComplete: return self("periksa lagi: \(again)", "measure again: \(again)")
        case .ready, .readyWithNote, .fix, .examOpen, .lookYourself, .seenOK, .notChecked: return nil
        }
    }

    /// What to do where the cause says more than the state.
    private func action(for cause: UnreachedCause, rerun: String) -> String? {
        switch cause {
        case .nameNotFound, .nameTimedOut:
            self("periksa nama dan alamatnya di daftar PC", "check its name and address in the inventory")
        case .notSSH:
            self("teknisi: periksa alamat dan port di daftar PC", "technician: check its address and port")
        case .noCommonAlgorithm: self("teknisi: perbarui OpenSSH di PC", "technician: update OpenSSH on it")
        case .noCredentials:
            self("teknisi: siapkan kunci ruang di laptop ini", "technician: give this laptop the room's key")
        case .keyUnusable:
            self(
                "teknisi: periksa berkas kunci di laptop ini",
                "technician: check the key file on this laptop"
            )
        case .hostKeyLineDamaged:
            self(
                "teknisi: perbaiki baris itu, atau: \(command("siaga enroll --rotate NAMA-PC"))",
                "technician: put the line right, or: \(command("siaga enroll --rotate PC-NAME"))"
            )
        case .jumpFailed:
            self(
                "teknisi: periksa PC perantara dari sini; belum dikenal? \(command("siaga enroll"))",
                "technician: check the jump host from here; not known yet? \(command("siaga enroll"))"
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
                "tutup program lain di laptop ini, lalu: \(command(rerun))",
                "close other programs on this laptop, then: \(command(rerun))"
            )
        case .controllerFile:
            self(
                "periksa isi dan sisa tempat di disk laptop ini, lalu: \(command(rerun))",
                "check the disk of this laptop and its free space, then: \(command(rerun))"
            )
        case .noRoute, .connectTimedOut, .connectionRefused, .noIdentification, .busy, .protocolViolation,
            .hostKeyUnknown, .hostKeyChanged, .hostKeyRevoked, .hostKeyUnverifiable, .authenticationRejected,
            .timedOut,
            .connectionLost, .channelRefused, .fileRefused, .cancelled:
            nil
        }
    }

    /// `di meja 11`, `di meja 5-9`, `pc11`.
    func place(_ hosts: [RunHost]) -> String {
        let seats = hosts.compactMap(\.seat)
        guard seats.count == hosts.count else { return self("di ", "of ") + hosts.map(\.name).folded }
        let names = foldedNames(seats.map { $0.safe(limit: 20) })
        return self("di meja \(names)", "at seat \(names)")
    }
}

extension String {
    /// This text with a small first letter, unless it begins with an abbreviation: `PC`, `IP`.
    var loweringFirst: String {
        guard let second = dropFirst().first, second.isLowercase || second == " " else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}
