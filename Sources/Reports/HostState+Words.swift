import RoomModel

extension HostState {
    /// The word people see, at most 15 columns; it says who must act.
    var word: Localized {
        switch self {
        case .ready: Localized(id: "SIAP", en: "READY")
        case .readyWithNote: Localized(id: "SIAP, CATATAN", en: "READY, NOTE")
        case .fix: Localized(id: "PERBAIKI", en: "FIX")
        case .notComplete: Localized(id: "BELUM LENGKAP", en: "NOT COMPLETE")
        case .examOpen: Localized(id: "APLIKASI BUKA", en: "EXAM OPEN")
        case .offOrCable: Localized(id: "MATI/KABEL", en: "OFF OR CABLE")
        case .firewall: Localized(id: "FIREWALL?", en: "FIREWALL?")
        case .noSSH: Localized(id: "SSH MATI", en: "NO SSH")
        case .otherPC: Localized(id: "PC LAIN", en: "OTHER PC")
        case .pcChanged: Localized(id: "PC BERBEDA", en: "PC CHANGED")
        case .newPC: Localized(id: "PC BARU", en: "NEW PC")
        case .noAccess: Localized(id: "TIDAK ADA AKSES", en: "NO ACCESS")
        case .tooSlow: Localized(id: "TERLALU LAMA", en: "TOO SLOW")
        case .inUse: Localized(id: "DIPAKAI", en: "IN USE")
        case .lookYourself: Localized(id: "CEK LANGSUNG", en: "LOOK YOURSELF")
        case .seenOK: Localized(id: "SUDAH DICEK", en: "SEEN OK")
        case .notChecked: Localized(id: "BELUM DIPERIKSA", en: "NOT CHECKED")
        }
    }

    /// The colour its word may have.
    var role: Style.Role {
        switch self {
        case .ready, .readyWithNote, .seenOK: .good
        case .examOpen, .lookYourself, .notChecked, .tooSlow, .inUse, .notComplete: .caution
        case .fix, .offOrCable, .firewall, .noSSH, .otherPC, .pcChanged, .newPC, .noAccess: .bad
        }
    }
}

extension RoomVerdict.Kind {
    /// The word people see.
    var word: Localized {
        switch self {
        case .ready: Localized(id: "SIAP", en: "READY")
        case .readyWithSpares: Localized(id: "SIAP DENGAN CADANGAN", en: "READY WITH SPARES")
        case .notReady: Localized(id: "BELUM SIAP", en: "NOT READY")
        }
    }

    /// The colour its word may have.
    var role: Style.Role {
        switch self {
        case .ready, .readyWithSpares: .good
        case .notReady: .bad
        }
    }
}

extension HostPhase {
    /// What a PC in this phase is doing, behind its name.
    var activity: Localized {
        switch self {
        case .waiting: Localized(id: "menunggu giliran", en: "waiting for its turn")
        case .resolving: Localized(id: "mencari alamat", en: "looking up the address")
        case .connecting: Localized(id: "menunggu jawaban", en: "waiting for an answer")
        case .identification: Localized(id: "menunggu layanan SSH", en: "waiting for the SSH service")
        case .keyExchange: Localized(id: "memastikan pengenal", en: "checking who it is")
        case .login: Localized(id: "meminta akses", en: "asking for access")
        case .measuring: Localized(id: "diperiksa", en: "being measured")
        case .running: Localized(id: "menjalankan perintah", en: "running the command")
        }
    }
}
