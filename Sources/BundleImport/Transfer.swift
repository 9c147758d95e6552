import Bundles
import CCurl
import Glibc
import LocalFiles
import RoomModel

/// One request of a download, by libcurl's easy interface.
final class Transfer {
    /// How it ended.
    enum Ending {
        /// All of the file is there.
        case done
        /// What is there belongs to another version of the file.
        case startAgain
        /// It is larger than it may be.
        case tooLarge
        /// The disk here has no room for it.
        case noSpace(DiskShortage)
        /// The network failed; asking again may help.
        case cut(Localized)
        /// Asking again will not help.
        case refused(Localized)
    }

    private let partial: PartialDownload
    private let largest: Int64
    private let disk: DiskSpace
    /// Bytes that may come before the disk, which others fill too, is looked at again.
    private var stride: Int64 = 0
    private let watch: @Sendable (HTTPSDownload.Progress) -> Void
    private let curl: UnsafeMutableRawPointer
    private var headers = ResponseHeaders()
    private var received: Int64 = 0
    private var file: CInt = -1
    /// Why the body is taken no more.
    private var stop: Stop?

    private enum Stop {
        case tooLarge, startAgain
        case full(DiskShortage)
        case disk(CInt)
    }

    /// Once for the program (curl_global_init(3)); 3 is CURL_GLOBAL_DEFAULT.
    private static let isReady: Bool = curl_global_init(3) == CURLE_OK

    init(
        partial: PartialDownload,
        largest: Int64,
        disk: DiskSpace,
        watch: @escaping @Sendable (HTTPSDownload.Progress) -> Void
    ) {
        guard Self.isReady, let curl = curl_easy_init() else {
            preconditionFailure("no memory for a download")
        }
        self.partial = partial
        self.largest = largest
        self.disk = disk
        self.watch = watch
        self.curl = curl
    }

    deinit {
        curl_easy_cleanup(curl)
        if file >= 0 { close(file) }
    }

    /// Asks for what is missing and waits for it.
    func run(_ address: String, authorities: String?) throws(BundleError) -> Ending {
        let version = partial.version
        received = version == nil ? 0 : partial.size
        var lines: UnsafeMutablePointer<curl_slist>?
        if received > 0, let version {
            lines = curl_slist_append(lines, "Range: bytes=\(received)-")
            lines = curl_slist_append(lines, "If-Range: \(version)")
        }
        defer { curl_slist_free_all(lines) }
        set(address, authorities, lines)
        let code = curl_easy_perform(curl)
        var status: Int = 0
        _ = siaga_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status)
        switch stop {
        case .tooLarge: return .tooLarge
        case .startAgain: return .startAgain
        case .full(let shortage): return .noSpace(shortage)
        case .disk(let number):
            errno = number
            throw .storage(partial.path)
        case nil: break
        }
        if code == CURLE_OK, status == 200 || status == 206 {
            // A file without a byte brings no body.
            if file < 0, !begin() { throw .storage(partial.path) }
            guard fsync(file) == 0 else { throw .storage(partial.path) }
            return .done
        }
        if status == 416 { return headers.range?.total == received ? .done : .startAgain }
        return Self.ending(code, status)
    }

    private func set(_ address: String, _ authorities: String?, _ lines: UnsafeMutablePointer<curl_slist>?) {
        let myself = Unmanaged.passUnretained(self).toOpaque()
        _ = siaga_curl_only_https(curl)
        _ = siaga_curl_set_text(curl, CURLOPT_URL, address)
        _ = siaga_curl_set_text(curl, CURLOPT_USERAGENT, "siaga")
        if let authorities { _ = siaga_curl_set_text(curl, CURLOPT_CAINFO, authorities) }
        _ = siaga_curl_set_list(curl, CURLOPT_HTTPHEADER, lines)
        for (option, value) in [
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_FAILONERROR, 1), (CURLOPT_FOLLOWLOCATION, 1),
            (CURLOPT_MAXREDIRS, 5),
            (CURLOPT_CONNECTTIMEOUT, 20),
            // A server that sends nothing for half a minute is gone.
            (CURLOPT_LOW_SPEED_LIMIT, 1), (CURLOPT_LOW_SPEED_TIME, 30),
            // 6 is CURL_SSLVERSION_TLSv1_2: nothing older.
            (CURLOPT_SSLVERSION, 6),
        ] { _ = siaga_curl_set_long(curl, option, value) }
        _ = siaga_curl_set_pointer(curl, CURLOPT_HEADERDATA, myself)
        _ = siaga_curl_set_write(curl, CURLOPT_HEADERFUNCTION) { bytes, size, count, transfer in
            Transfer.from(transfer)?.header(bytes, size * count) ?? 0
        }
        _ = siaga_curl_set_pointer(curl, CURLOPT_WRITEDATA, myself)
        _ = siaga_curl_set_write(curl, CURLOPT_WRITEFUNCTION) { bytes, size, count, transfer in
            Transfer.from(transfer)?.body(bytes, size * count) ?? 0
        }
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
        pointer.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func header(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        let line = UnsafeRawBufferPointer(start: bytes, count: count).prefix { $0 != 13 && $0 != 10 }
        headers.add(String(decoding: line, as: UTF8.self))
        return count
    }

    /// Takes bytes in; another count than `count` ends the transfer.
    private func body(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        if file < 0, !begin() { return 0 }
        guard Int64(count) <= largest - received else {
            stop = .tooLarge
            return 0
        }
        stride -= Int64(count)
        if stride < 0 {
            stride = 8 << 20
            guard hasRoom(for: 0) else { return 0 }
        }
        var written = 0
        while written < count {
            let part = write(file, bytes.map { $0 + written }, count - written)
            if part < 0, errno == EINTR { continue }
            guard part > 0 else {
                stop = errno == ENOSPC ? .full(disk.fullness(for: left, at: partial.folder)) : .disk(errno)
                return 0
            }
            written += part
        }
        received += Int64(count)
        watch(HTTPSDownload.Progress(received: received, total: headers.range?.total ?? headers.length))
        return count
    }

    /// Opens the file as the answer asks for: on from where it was cut, or anew.
    private func begin() -> Bool {
        let continues = headers.range != nil
        if continues, headers.range?.start != received {
            stop = .startAgain
            return false
        }
        if !continues { received = 0 }
        if let length = headers.length, length > largest - received {
            stop = .tooLarge
            return false
        }
        // What is written anew takes the place of what is there.
        let gone = continues ? 0 : partial.size
        guard hasRoom(for: max(0, (headers.length ?? 0) - gone)) else { return false }
        do throws(OrdinaryFile.Refusal) {
            file = try partial.open(appending: continues)
        } catch {
            stop = .disk(errno)
            return false
        }
        if !continues { partial.note(version: headers.version) }
        return true
    }

    /// What the server still has to send, as far as it said.
    private var left: ByteCount {
        ByteCount(bytes: (headers.range?.total ?? headers.length ?? received) - received)
    }

    /// Whether the disk takes so many bytes more and keeps what is to stay free.
    private func hasRoom(for bytes: Int64) -> Bool {
        // The file itself is not there before its first byte.
        guard let shortage = disk.shortage(for: ByteCount(bytes: bytes), at: partial.folder) else {
            return true
        }
        stop = .full(DiskShortage(needs: left, free: shortage.free, kept: shortage.kept))
        return false
    }

    private static func ending(_ code: CURLcode, _ status: Int) -> Ending {
        switch code {
        case CURLE_HTTP_RETURNED_ERROR where status >= 500 || status == 408 || status == 429:
            return .cut(Localized(id: "server menjawab \(status)", en: "the server answers \(status)"))
        case CURLE_HTTP_RETURNED_ERROR:
            return .refused(Localized(id: "server menjawab \(status)", en: "the server answers \(status)"))
        case CURLE_UNSUPPORTED_PROTOCOL:
            return .refused(
                Localized(
                    id: "server mengalihkan ke alamat yang bukan https",
                    en: "the server redirects to an address that is not https"
                )
            )
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            return .refused(
                Localized(
                    id: "sertifikat server tidak bisa dipercaya (jam laptop benar?)",
                    en: "the server's certificate cannot be trusted (is this PC's clock right?)"
                )
            )
        case CURLE_COULDNT_RESOLVE_HOST:
            return .cut(Localized(id: "nama server tidak ditemukan", en: "the server's name is not found"))
        case CURLE_TOO_MANY_REDIRECTS:
            return .refused(Localized(id: "terlalu sering dialihkan", en: "too many redirects"))
        case CURLE_OK:
            return .refused(Localized(id: "server menjawab \(status)", en: "the server answers \(status)"))
        default:
            let reason = String(cString: curl_easy_strerror(code)).safe()
            return .cut(
                Localized(id: "sambungan terputus (\(reason))", en: "the transfer was cut: \(reason)")
            )
        }
    }
}
