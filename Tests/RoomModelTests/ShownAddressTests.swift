import RoomModel
import Testing

@Suite struct ShownAddressTests {
    @Test(arguments: [
        ("https://user:canary@host:8443/app.zip", "https://•••@host:8443/app.zip"),
        ("https://canary@host/app.zip", "https://•••@host/app.zip"),
        ("https://user:can@ry@host/app.zip", "https://•••@host/app.zip"),
        ("https://host/app.zip?token=canary#canary", "https://host/app.zip?•••"),
        ("https://host/a@b.zip", "https://host/a@b.zip"),
        ("https://host", "https://host"),
        ("https://user:canary@", "https://•••@"),
        ("/home/me/app@2.zip", "/home/me/app@2.zip"),
        ("", ""),
    ])
    func `shows neither account nor password nor token`(_ address: String, _ shown: String) {
        #expect(address.shownAddress == shown)
    }
}
