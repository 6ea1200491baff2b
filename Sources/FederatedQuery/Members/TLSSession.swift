internal import CGnuTLS
internal import Glibc

/// One TLS session as client over a connected socket; no other file spells `gnutls_`, but for its trust.
///
/// The other side must show a certificate for the host's name from somebody trusted, or there is no session.
final class TLSSession {
    private let raw: gnutls_session_t
    /// GnuTLS reads the name at the end of the handshake: it lives as long as the session.
    private let host: UnsafeMutablePointer<CChar>
    private let trust: TLSTrust
    private var isOpen = false

    /// `nil` when there is no memory or trust for it.
    init?(over descriptor: Int32, to host: String, trust: TLSTrust) {
        var session: gnutls_session_t?
        let flags = UInt32(GNUTLS_CLIENT.rawValue | GNUTLS_NONBLOCK.rawValue | GNUTLS_NO_SIGNAL.rawValue)
        guard gnutls_init(&session, flags) == GNUTLS_E_SUCCESS, let session, let name = strdup(host) else { return nil }
        raw = session
        self.host = name
        self.trust = trust
        gnutls_priority_set_direct(session, "NORMAL:-VERS-TLS1.0:-VERS-TLS1.1", nil)
        gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, UnsafeMutableRawPointer(trust.raw))
        if Address(numeric: host) == nil { gnutls_server_name_set(session, GNUTLS_NAME_DNS, name, strlen(name)) }
        gnutls_session_set_verify_cert(session, name, 0)
        gnutls_transport_set_int2(session, descriptor, descriptor)
    }

    deinit {
        gnutls_deinit(raw)
        free(host)
    }

    /// Whether what it waits for is to be read, else written.
    var wantsToRead: Bool { gnutls_record_get_direction(raw) == 0 }

    /// Whether decrypted octets are here.
    var holdsMore: Bool { gnutls_record_check_pending(raw) > 0 }

    /// Goes on with the handshake.
    func shakeHands() -> Channel.Opening {
        guard !isOpen else { return .done }
        let code = gnutls_handshake(raw)
        if code == GNUTLS_E_SUCCESS {
            isOpen = true
            return .done
        }
        guard gnutls_error_is_fatal(code) != 0 else { return .wait }
        return .failed("TLS: \(why(code))")
    }

    func send(_ octets: UnsafeRawBufferPointer) -> Channel.Transfer {
        transfer(gnutls_record_send(raw, octets.baseAddress, octets.count))
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> Channel.Transfer {
        transfer(gnutls_record_recv(raw, buffer.baseAddress, buffer.count))
    }

    private func transfer(_ count: Int) -> Channel.Transfer {
        if count > 0 { return .done(count) }
        guard count < 0 else { return .ended }
        let code = Int32(truncatingIfNeeded: count)
        return gnutls_error_is_fatal(code) == 0 ? .wait : .failed("TLS: \(why(code))")
    }

    private func why(_ code: Int32) -> String {
        guard code == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR else { return String(cString: gnutls_strerror(code)) }
        var text = gnutls_datum_t()
        let status = gnutls_session_get_verify_cert_status(raw)
        guard gnutls_certificate_verification_status_print(status, GNUTLS_CRT_X509, &text, 0) == 0, let data = text.data
        else { return "its certificate is not trusted" }
        defer { free(data) }
        let octets = UnsafeBufferPointer(start: data, count: Int(text.size)).prefix { $0 != 0 }
        return String(decoding: octets, as: UTF8.self).split(separator: " ").joined(separator: " ")
    }
}

/// Whose certificates are believed; immutable once made, so that any thread may use it.
final class TLSTrust: Sendable {
    /// Those that the system trusts, read once: that takes some milliseconds.
    static let system = TLSTrust { gnutls_certificate_set_x509_system_trust($0) }

    /// Reads what the system trusts, so that the reactor need not wait for the files.
    static func prepare() { _ = system }

    /// Written by `init` alone; GnuTLS lets threads share what only is read (manual, “Thread safety”).
    nonisolated(unsafe) fileprivate let raw: gnutls_certificate_credentials_t?

    /// Those in a file of certificates in PEM.
    convenience init(file path: String) {
        self.init { gnutls_certificate_set_x509_trust_file($0, path, GNUTLS_X509_FMT_PEM) }
    }

    private init(_ read: (gnutls_certificate_credentials_t) -> Int32) {
        var credentials: gnutls_certificate_credentials_t?
        gnutls_certificate_allocate_credentials(&credentials)
        if let credentials { _ = read(credentials) }
        raw = credentials
    }

    deinit { raw.map { gnutls_certificate_free_credentials($0) } }
}
