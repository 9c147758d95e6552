import Glibc

/// The account that runs Siaga.
enum Account {
    /// What people know it by: the one that called `sudo`, else the one that is logged in, else its number.
    static var name: String {
        environment("SUDO_USER") ?? environment("USER") ?? environment("LOGNAME") ?? "\(geteuid())"
    }
}
