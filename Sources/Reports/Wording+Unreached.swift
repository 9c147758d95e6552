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

    /// What the state alone says.
    func plainCause(_ unreached: Unreached) -> String {
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
    ///   - hosts: The PCs.
    ///   - unreached: Why the first of them was not measured, if it was not.
    ///   - again: The command that asks the unready PCs again (default: a scan does).
    /// - Returns: One line.
    func action(
        for state: HostState,
        _ hosts: [RunHost],
        because unreached: Unreached? = nil,
        again: String? = nil
    ) -> String? {
        let again = again.map(command) ?? rerun
        if let action = unreached.flatMap({ action(for: $0, again: again) }) { return action }
        let names = hosts.map(\.name).folded
        let one = hosts.count == 1 ? names : self("NAMA-PC", "PC-NAME")
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
            let rotate = next("enroll", "--rotate", one)
            return self(
                "pakai cadangan; teknisi: \(rotate)",
                "use a spare; technician: \(rotate)"
            )
        case .newPC:
            let enroll = next("enroll", names)
            return self("teknisi: \(enroll)", "technician: \(enroll)")
        case .noAccess:
            let install = next("enroll", "--install-key", names)
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
