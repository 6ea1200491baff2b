internal import CYaz

/// Everything of ZOOM that the gateway uses; no other file spells `ZOOM_`.
///
/// The handles know no policy: no retries, no deadlines, no member names. They are not Sendable: a connection and its
/// result sets stay on the thread of the reactor that made them.
struct ZoomConnection: ~Copyable {
    private let raw: ZOOM_connection

    /// A connection in non-blocking mode, not connected yet.
    init(options: [(name: String, value: String)]) {
        raw = ZOOM_connection_create(nil)
        ZOOM_connection_option_set(raw, "async", "1")
        for option in options { ZOOM_connection_option_set(raw, option.name, option.value) }
    }

    deinit { ZOOM_connection_destroy(raw) }

    /// Queues the connect and Init; on an open connection, allows ZOOM to reconnect once should it turn out dead.
    ///
    /// The host in `address` must be numeric: ZOOM resolves names on a thread that `deinit` would have to wait for.
    func connect(to address: String) { ZOOM_connection_connect(raw, address, 0) }

    /// Sets an option for the searches to come.
    func set(_ name: String, to value: String) { ZOOM_connection_option_set(raw, name, value) }

    /// Queues a Search and what Presents it needs for `count` records from `start`, 0-based.
    ///
    /// With piggyback when `start` is 0, and one Present for those that did not come along.
    func search(_ query: borrowing ZoomQuery, start: Int, count: Int) -> ZoomResultSet {
        let many = String(count)
        set("start", to: String(start))
        set("count", to: many)
        set("presentChunk", to: many)
        return ZoomResultSet(adopting: ZOOM_connection_search(raw, query.raw))
    }

    /// What happened next; `nil` when the socket must be waited for, or all is done.
    func nextEvent() -> ZoomEvent? {
        ZOOM_connection_process(raw) == 0 ? nil : ZoomEvent(rawValue: ZOOM_connection_last_event(raw)) ?? .other
    }

    /// Whether nothing is queued any more.
    var isIdle: Bool { ZOOM_connection_is_idle(raw) != 0 }

    /// The socket to wait for; `nil` while there is none.
    ///
    /// It changes while a connection is being made.
    var socket: Int32? {
        let descriptor = ZOOM_connection_get_socket(raw)
        return descriptor < 0 ? nil : descriptor
    }

    /// The epoll events to wait for.
    var interest: UInt32 {
        let mask = ZOOM_connection_get_mask(raw)
        var events: UInt32 = 0
        if mask & ZOOM_SELECT_READ != 0 { events |= EPOLLIN.rawValue }
        if mask & ZOOM_SELECT_WRITE != 0 { events |= EPOLLOUT.rawValue }
        return events
    }

    /// Lets ZOOM read and write as these epoll events allow.
    func fire(_ events: UInt32) {
        var mask: Int32 = 0
        if events & (EPOLLIN.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { mask |= ZOOM_SELECT_READ }
        if events & (EPOLLOUT.rawValue | EPOLLERR.rawValue) != 0 { mask |= ZOOM_SELECT_WRITE }
        if events & EPOLLERR.rawValue != 0 { mask |= ZOOM_SELECT_EXCEPT }
        ZOOM_connection_fire_event_socket(raw, mask)
    }

    /// The error that ended the last task; `nil` when it ended well.
    var error: ZoomError? {
        var message: UnsafePointer<CChar>?
        var addition: UnsafePointer<CChar>?
        var set: UnsafePointer<CChar>?
        let code = ZOOM_connection_error_x(raw, &message, &addition, &set)
        guard code != ZOOM_ERROR_NONE else { return nil }
        let text = [message, addition].compactMap { $0.map { String(cString: $0) } }.filter { !$0.isEmpty }
        let isBib1 = set.map { String(cString: $0) } == "Bib-1"
        return ZoomError(code: Int(code), isBib1: isBib1, message: text.joined(separator: ": "))
    }

    /// The other side's name for its software, after Init.
    var implementation: String? {
        let name = ZOOM_connection_option_get(raw, "serverImplementationName").map { String(cString: $0) }
        let version = ZOOM_connection_option_get(raw, "serverImplementationVersion").map { String(cString: $0) }
        let text = [name, version].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    /// What its answer to Init says beside that.
    var opening: Opening {
        var opening = Opening()
        // Those that ZOOM asks for, and what servers like to add (Z39.50 3.2.1.1.4).
        for name in ["search", "present", "delSet", "scan", "sort", "extendedServices", "namedResultSets"]
        where ZOOM_connection_option_get(raw, "init_opt_\(name)") != nil {
            opening.options.insert(name)
        }
        opening.negotiatedCharset = ZOOM_connection_option_get(raw, "negotiation-charset").map { String(cString: $0) }
        return opening
    }

    /// Queues a Scan for `count` terms from the one in `query` on.
    func scan(_ query: borrowing ZoomQuery, count: Int) -> ZoomScanSet {
        set("number", to: String(count))
        return ZoomScanSet(adopting: ZOOM_connection_scan1(raw, query.raw))
    }
}

/// What `ZOOM_connection_process` reports.
enum ZoomEvent: Int32 {
    case connected = 1
    case sentData, receivedData, timedOut, unknown, sentAPDU, receivedAPDU, receivedRecord, receivedSearch, ended
    /// One that a later ZOOM may add.
    case other = 99
}

/// An error as ZOOM reports it: one of its own codes (from 10000), or a Bib-1 diagnostic of the other side.
struct ZoomError: Error, Hashable {
    let code: Int
    let isBib1: Bool
    let message: String

    var isConnect: Bool { !isBib1 && code == Int(ZOOM_ERROR_CONNECT) }
    var isLost: Bool { !isBib1 && code == Int(ZOOM_ERROR_CONNECTION_LOST) }
    var isInit: Bool { !isBib1 && code == Int(ZOOM_ERROR_INIT) }
}

/// A query that ZOOM can send.
struct ZoomQuery: ~Copyable {
    fileprivate let raw: ZOOM_query

    /// Parses `pqf`, or is `nil`; until the parse succeeds nothing is owned.
    init?(pqf: String) {
        let raw: ZOOM_query = ZOOM_query_create()
        guard ZOOM_query_prefix(raw, pqf) == 0 else {
            ZOOM_query_destroy(raw)
            return nil
        }
        self.raw = raw
    }

    deinit { ZOOM_query_destroy(raw) }

    /// Has the result set sorted by a Sort after the Search; `false` when the specification is not one.
    func sort(by specification: String) -> Bool { ZOOM_query_sortby2(raw, "z3950", specification) == 0 }
}

/// The terms that a Scan gave.
struct ZoomScanSet: ~Copyable {
    private let raw: ZOOM_scanset

    fileprivate init(adopting raw: ZOOM_scanset) { self.raw = raw }

    deinit { ZOOM_scanset_destroy(raw) }

    /// How many there are.
    ///
    /// libyaz 5.34 takes every term for a string of octets when it is asked for one, whatever the member sent.
    var count: Int { ZOOM_scanset_size(raw) }
}

/// A result set at the other side, and the records of it that have come.
struct ZoomResultSet: ~Copyable {
    private let raw: ZOOM_resultset

    fileprivate init(adopting raw: ZOOM_resultset) { self.raw = raw }

    deinit { ZOOM_resultset_destroy(raw) }

    /// The hit count as the other side gave it; hostile sides give negative ones.
    var hitCount: Int { ZOOM_resultset_size(raw) }

    /// Queues one Present for `count` records from `start`, 0-based; `count` is at most what the search asked for.
    func present(start: Int, count: Int) { ZOOM_resultset_records(raw, nil, start, count) }

    /// Forgets the records that have come; ZOOM frees their octets with the set, which stays at the other side.
    func forgetRecords() { ZOOM_resultset_cache_reset(raw) }

    /// The records that have come of those from `start`, 0-based, up to the first that has not.
    func records(start: Int, count: Int) -> [RawRecord] {
        var records: [RawRecord] = []
        records.reserveCapacity(count)
        var syntax = SyntaxName()
        for position in start..<start + count {
            guard let record = record(at: position, &syntax) else { break }
            records.append(record)
        }
        return records
    }

    /// The record at `position`, copied out of ZOOM's memory; `nil` when it has not come.
    private func record(at position: Int, _ name: inout SyntaxName) -> RawRecord? {
        guard let record = ZOOM_resultset_record_immediate(raw, position) else { return nil }
        var message: UnsafePointer<CChar>?
        var addition: UnsafePointer<CChar>?
        let code = ZOOM_record_error(record, &message, &addition, nil)
        guard code == 0 else {
            let text = [message, addition].compactMap { $0.map { String(cString: $0) } }.filter { !$0.isEmpty }
            // ZOOM puts a diagnostic of its own where a Present response held no record at all.
            guard !text.contains(where: { $0.hasPrefix("ZOOM C generated") }) else { return nil }
            return .diagnostic(bib1: Int(code), message: text.joined(separator: ": "))
        }
        let external = UnsafeRawPointer(ZOOM_record_get(record, "ext", nil))?.assumingMemoryBound(to: Z_External.self)
        let syntax = name.of(record, external)
        if let external, let octets = octets(in: external) { return .octets(octets, syntax: syntax) }
        // A structured syntax (OPAC, GRS-1) has no octets of its own; ZOOM writes it as XML.
        var length: Int32 = 0
        guard let xml = ZOOM_record_get(record, syntax == "opac" ? "opac" : "xml", &length), length >= 0 else {
            return .diagnostic(bib1: 238, message: "record syntax \(syntax) cannot be read")
        }
        return .octets(Array(UnsafeRawBufferPointer(start: xml, count: Int(length))), syntax: syntax)
    }

    /// The octets as the other side sent them; `nil` for a structured syntax.
    ///
    /// ZOOM's own type `raw` is not that: it decodes a MARC record and encodes it anew, which takes longer than all
    /// the rest of receiving it, and loses what is malformed.
    private func octets(in external: UnsafePointer<Z_External>) -> [UInt8]? {
        let octets =
            switch external.pointee.which {
            case Z_External_octet: external.pointee.u.octet_aligned
            case Z_External_sutrs: external.pointee.u.sutrs
            default: UnsafeMutablePointer<Odr_oct>(nil)
            }
        guard let octets, let buffer = octets.pointee.buf, octets.pointee.len >= 0 else { return nil }
        return Array(UnsafeRawBufferPointer(start: buffer, count: Int(octets.pointee.len)))
    }
}

/// The name of a record syntax, looked up once for a run of records that share it: the look-up walks all names.
private struct SyntaxName {
    private var oid: [Odr_oid] = []
    private var name = "unknown"

    mutating func of(_ record: ZOOM_record, _ external: UnsafePointer<Z_External>?) -> String {
        guard let new = external?.pointee.direct_reference else { return "unknown" }
        if !oid.isEmpty, oid.withUnsafeBufferPointer({ oid_oidcmp($0.baseAddress, new) }) == 0 { return name }
        oid = Array(UnsafeBufferPointer(start: new, count: Int(oid_oidlen(new)) + 1))
        name = ZOOM_record_get(record, "syntax", nil).map { String(cString: $0).lowercased() } ?? "unknown"
        return name
    }
}

/// Switches off YAZ's own log, which would go to standard error and may hold what members sent.
func silenceYazLog() { yaz_log_init_level(0) }
