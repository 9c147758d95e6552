import RoomModel

extension Wording {
    /// Why a PC behind a jump host was not measured, with the jump host's name; nil where that does not matter.
    func jumpSentence(_ unreached: Unreached) -> String? {
        guard let name = unreached.jump?.description else { return nil }
        let cause = UnreachedCause(rawValue: unreached.cause)
        switch cause {
        case .jumpFailed:
            let reason = jumpReason(unreached.jumpCause)
            return self("PC perantara \(name): \(reason)", "Jump host \(name): \(reason)")
        case .jumpRefused:
            return self(
                "PC perantara \(name) tidak meneruskan ke PC",
                "Jump host \(name) does not forward to it"
            )
        default:
            let reason = targetReason(cause)
            return self(
                "PC perantara \(name) tidak mencapai PC (\(reason))",
                "Jump host \(name) cannot reach it (\(reason))"
            )
        }
    }

    /// What is wrong with a jump host itself, in a few words.
    private func jumpReason(_ code: String?) -> String {
        guard let code = code.flatMap(UnreachedCause.init) else {
            return self("tidak bisa dipakai", "cannot be used")
        }
        return switch code {
        case .nameNotFound, .nameTimedOut: self("namanya tidak punya alamat", "its name has no address")
        case .noRoute: self("tidak ada jalur", "no route")
        case .connectTimedOut: self("tidak menjawab", "no answer")
        case .connectionRefused: self("layanan SSH tidak jalan", "its SSH service is not running")
        case .connectionLost: self("sambungan putus", "the connection was lost")
        case .hungUp: self("menutup sambungan", "it hangs up")
        case .hostKeyUnknown, .hostKeyCertified: self("belum dikenal", "not known yet")
        case .hostKeyChanged: self("pengenal berubah", "its host key changed")
        case .hostKeyRevoked: self("pengenalnya sudah dicabut", "its key was revoked")
        case .hostKeyLineDamaged: self("barisnya di known_hosts rusak", "its line in known_hosts is damaged")
        case .authenticationRejected, .passwordExpired, .noCredentials, .keyUnusable:
            self("menolak akses Siaga", "it refuses Siaga's login")
        case .noIdentification, .busy, .timedOut: self("terlalu lama", "too slow")
        default: self("tidak bisa dipakai", "cannot be used")
        }
    }

    /// What a jump host found where the PC should be, in a few words.
    private func targetReason(_ cause: UnreachedCause?) -> String {
        switch cause {
        case .connectionRefused: self("layanan SSH tidak jalan", "its SSH service is not running")
        case .nameNotFound: self("namanya tidak punya alamat", "its name has no address")
        case .noRoute: self("tidak ada jalur", "no route")
        default: self("tidak menjawab", "no answer")
        }
    }
}
