import RoomModel
import Testing

/// Which paths would ruin a PC, by their letters.
@Suite struct ReservedPathTests {
    @Test(arguments: [
        "/", "/etc", "/etc/", "/usr", "/usr/lib", "/usr/lib64", "/usr/local", "/lib", "/lib64", "/bin",
        "/sbin",
        "/boot", "/boot/efi", "/dev", "/dev/sda", "/proc", "/proc/1", "/sys", "/run", "/var", "/var/run",
        "/var/lib", "/var/log", "/var/spool", "/var/mail", "/root", "/home", "/home/siswa",
        "/home/siswa/Desktop",
        "/home/siswa/Dokumen", "/opt", "/srv", "/mnt", "/media", "/tmp", "/var/tmp", "/snap", "/nix",
        "/lost+found",
        "/var/lib/dpkg", "/etc/ssh", "//etc", "/./etc", "/dev/shm",
        "C:\\", "c:/", "C:\\Windows", "C:\\Windows\\System32", "C:\\Program Files", "C:\\Users\\siswa",
        "C:\\Users\\siswa\\Desktop", "D:\\", "\\\\server\\share",
    ])
    func `no folder takes the place of the system's, or of a person's`(_ path: String) {
        #expect(ReservedPath(path, for: .whole) != nil)
    }

    @Test(arguments: [
        "/opt/anbk", "/srv/exam", "/home/siswa/exam", "/home/siswa/Desktop/exam", "/usr/lib/exambrowser",
        "/usr/local/exam", "/var/lib/exam", "/tmp/x/y", "/dev/shm/exam", "/media/usb/exam", "/opt/etc",
        "C:\\ANBK", "C:\\Program Files\\ExamBrowser", "D:\\anbk", "\\\\server\\share\\exam",
        "C:\\Users\\siswa\\anbk",
        "relative/etc",
    ])
    func `a folder of its own is nobody's`(_ path: String) {
        #expect(ReservedPath(path, for: .whole) == nil)
        #expect(ReservedPath(path, for: .entry) == nil)
        #expect(ReservedPath(path, for: .into) == nil)
    }

    @Test(arguments: [
        "/etc/hosts", "/usr/share/applications/x.desktop", "/home/siswa", "/usr/local/bin/x", "/boot/x",
    ])
    func `a single file or folder may be where the system has its own`(_ path: String) {
        #expect(ReservedPath(path, for: .entry) == nil)
    }

    @Test(arguments: ["/etc", "/opt", "/srv/", "/home/siswa/Desktop", "/tmp", "/usr/local/bin", "/var/www"])
    func `files may be put beside others`(_ path: String) {
        #expect(ReservedPath(path, for: .into) == nil)
    }

    @Test(arguments: [
        "/", "/usr/bin", "/lib", "/boot", "/proc/sys", "/sys", "/dev", "C:\\", "C:\\Windows\\Temp",
    ])
    func `nothing is put among the system's programs`(_ path: String) {
        #expect(ReservedPath(path, for: .into) != nil)
    }
}
