/// Another account that commands on a PC run as (`ansible_become`), by way of `sudo`.
public struct Privilege: Hashable, Sendable {
    /// The account (`ansible_become_user`, else `root`).
    public var user: UserName
    /// The password `sudo` may ask for (`ansible_become_password`); nil where it asks for none.
    public var password: Secret?
    /// Names of accounts that no message may repeat, although `sudo` says them (`Host.unspoken`).
    public var unspoken: [Secret] = []

    /// Creates the value.
    public init(user: UserName, password: Secret? = nil) {
        self.user = user
        self.password = password
    }
}
