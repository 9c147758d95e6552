import CLibSSH2
import RoomModel

/// What libssh2 answered where it did not do what it was asked, as one sentence.
package struct SSHFailure: Error, Hashable, Sendable {
    /// The kinds a caller tells apart.
    package enum Kind: Hashable, Sendable {
        /// No key exchange, host key type, cipher or MAC in common; the words are what the server would have to add.
        case noCommonAlgorithm
        /// As before, and the server has nothing but what was retired years ago.
        case serverTooOld
        /// The peer broke the protocol, or bytes were damaged on the way.
        case protocolViolation
        /// The peer is gone.
        case disconnected
        /// The server said no to this key or password.
        case loginRefused
        /// The private key's text cannot be used.
        case keyUnusable
        /// The server wants a new password first.
        case passwordExpired
        /// The server did not open the channel or start the command.
        case channelRefused
        /// The server could not reach what a tunnel was to lead to.
        case targetRefused
        /// The peer made the session ask for more memory than it may have, or send more than it may.
        case limitExceeded
        /// A packet before the end of the login is longer than libssh2 takes: 40,000 bytes (RFC 4253 §6.1 asks for 35,000).
        case packetTooLong
        /// The far end of this channel takes no more bytes; the session lives.
        case channelClosed
    }

    /// The kind.
    package let kind: Kind
    /// libssh2's own number, for the technician.
    package let code: Int32
    /// One sentence of ours, lower case, no full stop, safe for a terminal.
    package let sentence: String
    /// What the server said of it, if anything; untrusted.
    package let words: String?

    package init(_ kind: Kind, code: Int32 = 0, _ sentence: String, words: String? = nil) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.words = words
    }

    /// Reads a libssh2 error: the number decides, and the text only where one number has two meanings.
    ///
    /// - Parameters:
    ///   - code: A negative number of `libssh2.h`.
    ///   - text: `libssh2_session_last_error(3)`.
    ///   - goodbye: What the server said in its disconnect message (RFC 4253 §11.1), if it sent one.
    init(code: Int32, text: String, goodbye: String?) {
        let (kind, sentence) = Self.meaning(of: code, text: text)
        self.init(kind, code: code, sentence, words: goodbye)
    }

    private static func meaning(of code: Int32, text: String) -> (Kind, String) {
        switch code {
        case LIBSSH2_ERROR_KEX_FAILURE, LIBSSH2_ERROR_METHOD_NONE:
            (
                .noCommonAlgorithm,
                "the server offers no key exchange, host key, cipher and MAC this program has"
            )
        case LIBSSH2_ERROR_ALLOC:
            (.limitExceeded, "the server made the session ask for more memory than one PC may have")
        case LIBSSH2_ERROR_INVALID_MAC, LIBSSH2_ERROR_DECRYPT:
            (.protocolViolation, "bytes were damaged on the way: the message check failed")
        case LIBSSH2_ERROR_HOSTKEY_INIT, LIBSSH2_ERROR_HOSTKEY_SIGN:
            (.protocolViolation, "the server could not prove that it owns its host key")
        case LIBSSH2_ERROR_SOCKET_SEND, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_DISCONNECT:
            (.disconnected, "the connection ended")
        case LIBSSH2_ERROR_AUTHENTICATION_FAILED:
            (.loginRefused, "the server refused it")
        case LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED where text.hasPrefix("Waiting"), LIBSSH2_ERROR_TIMEOUT:
            (.disconnected, "the answer to the login never came")
        case LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED where text.hasPrefix("Callback"):
            (.keyUnusable, "the key could not sign")
        case LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
            (.loginRefused, "the server refused the key's signature")
        case _ where text.contains("private key") || text.contains("PEM"), LIBSSH2_ERROR_FILE,
            LIBSSH2_ERROR_KEYFILE_AUTH_FAILED,
            LIBSSH2_ERROR_METHOD_NOT_SUPPORTED:
            (.keyUnusable, "the private key cannot be read: damaged, encrypted or of a kind libssh2 lacks")
        case LIBSSH2_ERROR_PASSWORD_EXPIRED:
            (.passwordExpired, "the password has expired; the server wants a new one first")
        case LIBSSH2_ERROR_CHANNEL_FAILURE:
            (.channelRefused, "the server refused to open a channel")
        case LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED:
            (.channelRefused, "the server refused to start the command")
        case LIBSSH2_ERROR_CHANNEL_CLOSED, LIBSSH2_ERROR_CHANNEL_EOF_SENT:
            (.channelClosed, "the far end takes no more input")
        case LIBSSH2_ERROR_OUT_OF_BOUNDARY:
            (
                .packetTooLong,
                "the server sent a packet of more than 40,000 bytes, which this libssh2 does not take"
            )
        case LIBSSH2_ERROR_CHANNEL_WINDOW_EXCEEDED, LIBSSH2_ERROR_CHANNEL_PACKET_EXCEEDED:
            (.protocolViolation, "the server sent more than it was allowed to")
        default:
            (.protocolViolation, "the server broke the protocol (\(code): \(text.safe()))")
        }
    }
}
