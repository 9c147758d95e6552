import Glibc
import Reports
import RoomModel
import Synchronization

/// What became of stdout: a result that nobody can read must not look like one that was read.
enum ResultStream {
    /// The error (errno(3)) that ended it, if one did; a reader that went away (`| head`, EPIPE) is none.
    private static let failure = Mutex<CInt?>(nil)

    /// Whether a part of the result could not be written.
    static var isLost: Bool { failure.withLock { $0 != nil } }

    /// Notes why nothing more can be written.
    static func fail(_ code: CInt) {
        if code != EPIPE { failure.withLock { $0 = $0 ?? code } }
    }

    /// Puts something on the three standard descriptors that were closed when the program began.
    ///
    /// Otherwise the first file the program opens takes the number, and a report would be written into it.
    static func occupyClosedDescriptors() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            var status = stat()
            if fstat(descriptor, &status) == 0 {
                // The runtime was quicker: an event or timer of its own, which no file system knows, has the number.
                if descriptor == STDOUT_FILENO, status.st_mode & S_IFMT == 0 { fail(EBADF) }
                continue
            }
            // open(2) takes the lowest free number, which is this one.
            guard errno == EBADF, open("/dev/null", O_RDWR) == descriptor else { return }
            if descriptor == STDOUT_FILENO { fail(EBADF) }
        }
    }

    /// The exit code of a program that would end with `code`, after what went wrong was said.
    ///
    /// - Parameters:
    ///   - code: The code by what the command found.
    ///   - invocation: How the program was called.
    ///   - terminal: Where it is said.
    /// - Returns: The same code, or 1 where the result could not be written; what stopped the command counts before that.
    static func exitCode(_ code: Int32, of invocation: Invocation, saidOn terminal: Terminal) -> Int32 {
        guard let failure = failure.withLock(\.self) else { return code }
        let reason =
            failure == EBADF
            ? Localized(id: "stdout tertutup", en: "stdout is closed")
            : Localized(id: systemReason(failure), en: systemReason(failure))
        let report = invocation.line(["report"])
        let text = CommandFailure(
            Localized(
                id: "hasil tidak tertulis lengkap ke stdout: \(reason.id)",
                en: "the result was not written to stdout as a whole: \(reason.en)"
            ),
            hint: Localized(
                id: "arahkan ke layar atau disk yang ada ruangnya; hasil pemeriksaan: \(report)",
                en: "send it to the screen or to a disk with space; a scan's result: \(report)"
            )
        ).text
        terminal.note(text)
        // 0, 2 and 3 speak of PCs, and whoever reads the code takes the result for read.
        return [0, 2, 3].contains(code) ? 1 : code
    }
}

/// What the system calls an error (errno(3)), lower case.
func systemReason(_ code: CInt) -> String { String(cString: strerror(code)).lowercased() }
