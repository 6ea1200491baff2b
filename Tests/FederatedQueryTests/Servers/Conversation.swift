import CLibXML
import CYaz
import Glibc

/// One connection of a hostile server: reads APDUs by YAZ's codec and answers as its behaviour says.
struct Conversation {
    let connection: Int32
    let behaviour: HostileServer.Behaviour
    /// A request that a test wants to know of.
    enum Request {
        /// Init, and what it says of who we are: `none`, `open …` or `idPass group/user/password`.
        case initialise(String)
        case search
    }

    /// Called for each request, before it is answered.
    let note: @Sendable (Request) -> Void
    /// Whether this connection has a result set.
    private let hasSearched = Flag()

    init(connection: Int32, behaviour: HostileServer.Behaviour, note: @escaping @Sendable (Request) -> Void) {
        self.connection = connection
        self.behaviour = behaviour
        self.note = note
    }

    /// Talks until the other side or the behaviour ends it.
    func run() {
        guard act(at: .connect) else { return }
        var inbox: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(connection, &chunk, chunk.count)
            guard count > 0 else { return }
            inbox += chunk[0..<count]
            while true {
                let whole = inbox.withUnsafeBytes {
                    completeBER($0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
                }
                guard whole > 0, inbox.count >= whole else { break }
                guard answer(Array(inbox[0..<Int(whole)])) else { return }
                inbox.removeFirst(Int(whole))
            }
        }
    }

    /// Answers one APDU; `false` ends the connection.
    private func answer(_ apdu: [UInt8]) -> Bool {
        var apdu = apdu
        let decode = odr_createmem(Int32(ODR_DECODE))
        let encode = odr_createmem(Int32(ODR_ENCODE))
        defer {
            odr_destroy(decode)
            odr_destroy(encode)
        }
        return apdu.withUnsafeMutableBytes { bytes in
            odr_setbuf(decode, bytes.baseAddress, Int32(bytes.count), 0)
            var request: UnsafeMutablePointer<Z_APDU>?
            guard z_APDU(decode, &request, 0, nil) != 0, let request = request?.pointee else { return false }
            switch request.which {
            case Z_APDU_initRequest:
                note(.initialise(identification(in: request.u.initRequest.pointee.idAuthentication)))
                return act(at: .initialise, initResponse(encode))
            case Z_APDU_scanRequest: return act(at: .search, CrookedAnswer.scanFailure)
            case Z_APDU_searchRequest:
                note(.search)
                hasSearched.isSet = true
                return answerSearch(encode)
            case Z_APDU_presentRequest:
                let wanted = Int(request.u.presentRequest.pointee.numberOfRecordsRequested.pointee)
                return act(at: .present, presentResponse(encode, wanted))
            default: return false
            }
        }
    }

    private func answerSearch(_ encode: ODR?) -> Bool {
        guard [.initAgain, .initBehind, .initBehindEndless].contains(behaviour) else {
            return act(at: .search, searchResponse(encode))
        }
        let found = searchResponse(encode)
        odr_reset(encode)
        let welcome = initResponse(encode)
        switch behaviour {
        case .initBehind:
            guard send(Array(found.prefix(6))) else { return false }
            usleep(50_000)
            return send(found.dropFirst(6) + welcome)
        case .initBehindEndless:
            // The same content between 80 and two octets of 0.
            return send([found[0], 0x80] + found.suffix(Int(found[1])) + [0, 0] + welcome)
        default: return send(welcome)
        }
    }

    private func initResponse(_ encode: ODR?) -> [UInt8] {
        if behaviour == .proposeCharsets { return CrookedAnswer.initWithProposal }
        if behaviour == .failScanWithoutReason { return CrookedAnswer.initWithScan }
        guard let reply = zget_APDU(encode, Z_APDU_initResponse) else { return [] }
        let response = reply.pointee.u.initResponse
        response?.pointee.options = mask(encode, [Z_Options_search, Z_Options_present])
        response?.pointee.protocolVersion = mask(encode, [0, 1, 2])
        if behaviour == .reject { response?.pointee.result.pointee = 0 }
        return encoded(encode, reply)
    }

    private func searchResponse(_ encode: ODR?) -> [UInt8] {
        guard let reply = zget_APDU(encode, Z_APDU_searchResponse) else { return [] }
        let response = reply.pointee.u.searchResponse
        response?.pointee.resultCount.pointee = Odr_int(hitCount)
        if case .diagnose(.search, let code) = behaviour {
            response?.pointee.searchStatus.pointee = 0
            response?.pointee.records = diagnostic(encode, code)
        }
        return encoded(encode, reply)
    }

    private var hitCount: Int {
        switch behaviour {
        case .hits(let count), .behaved(let count): count
        default: 3
        }
    }

    private func presentResponse(_ encode: ODR?, _ wanted: Int) -> [UInt8] {
        guard let reply = zget_APDU(encode, Z_APDU_presentResponse) else { return [] }
        let response = reply.pointee.u.presentResponse
        switch behaviour {
        case _ where !hasSearched.isSet:
            response?.pointee.presentStatus.pointee = Odr_int(Z_PresentStatus_failure)
            response?.pointee.records = diagnostic(encode, 30)  // the result set does not exist
        case .diagnose(.present, let code):
            response?.pointee.presentStatus.pointee = Odr_int(Z_PresentStatus_failure)
            response?.pointee.records = diagnostic(encode, code)
        case .hits:
            break
        default:
            response?.pointee.numberOfRecordsReturned.pointee = Odr_int(wanted)
            response?.pointee.records = records(encode, wanted)
        }
        return encoded(encode, reply)
    }

    /// Sends the answer as the behaviour wants it at this step; `false` ends the connection.
    private func act(at step: HostileServer.Step, _ reply: [UInt8] = []) -> Bool {
        switch behaviour {
        case .silent(step):
            _ = waitForClose()
            return false
        case .close(step): return false
        case .garbage(step):
            return send([0x30, 0x03, 0x02, 0x01, 0x05] + Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        case .speaksHTTP where step == .initialise:
            let body = #"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><Body/></e:Envelope>"#
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
            return send(Array((head + body).utf8))
        case .half(step): return send(Array(reply.prefix(reply.count / 2))) && waitForClose()
        case .drip(step):
            for octet in reply {
                guard send([octet]) else { return false }
                usleep(40_000)
            }
            return true
        default: return send(reply)
        }
    }

    private func waitForClose() -> Bool {
        var octet: UInt8 = 0
        while read(connection, &octet, 1) > 0 {}
        return false
    }

    private func send(_ octets: [UInt8]) -> Bool {
        octets.isEmpty || Glibc.send(connection, octets, octets.count, Int32(MSG_NOSIGNAL)) == octets.count
    }
}

/// Something that is set once, on one thread.
private final class Flag {
    var isSet = false
}

private func identification(in authentication: UnsafeMutablePointer<Z_IdAuthentication>?) -> String {
    func text(_ octets: UnsafeMutablePointer<CChar>?) -> String { octets.map { String(cString: $0) } ?? "" }
    switch authentication?.pointee.which {
    case Z_IdAuthentication_open: return "open \(text(authentication?.pointee.u.open))"
    case Z_IdAuthentication_idPass:
        let parts = authentication?.pointee.u.idPass.pointee
        return "idPass \(text(parts?.groupId))/\(text(parts?.userId))/\(text(parts?.password))"
    default: return "none"
    }
}

private func encoded(_ encode: ODR?, _ apdu: UnsafeMutablePointer<Z_APDU>) -> [UInt8] {
    var apdu: UnsafeMutablePointer<Z_APDU>? = apdu
    guard z_APDU(encode, &apdu, 0, nil) != 0 else { return [] }
    var length: Int32 = 0
    guard let octets = odr_getbuf(encode, &length, nil) else { return [] }
    return Array(UnsafeRawBufferPointer(start: octets, count: Int(length)))
}

private func mask(_ o: ODR?, _ bits: [Int32]) -> UnsafeMutablePointer<Odr_bitmask>? {
    let mask = odr_malloc(o, MemoryLayout<Odr_bitmask>.size)?.bindMemory(to: Odr_bitmask.self, capacity: 1)
    mask?.initialize(to: Odr_bitmask())
    mask?.pointee.top = -1
    guard let mask else { return nil }
    withUnsafeMutableBytes(of: &mask.pointee.bits) { raw in
        for bit in bits { raw[Int(bit) >> 3] |= UInt8(0x80 >> (bit & 7)) }
    }
    mask.pointee.top = (bits.max() ?? -1) >> 3
    return mask
}

private func diagnostic(_ o: ODR?, _ code: Int) -> UnsafeMutablePointer<Z_Records>? {
    let records = odr_malloc(o, MemoryLayout<Z_Records>.size)?.bindMemory(to: Z_Records.self, capacity: 1)
    records?.initialize(to: Z_Records())
    records?.pointee.which = Z_Records_NSD
    records?.pointee.u.nonSurrogateDiagnostic = zget_DefaultDiagFormat(o, Int32(code), "it says no")
    return records
}

/// `count` small MARC records, each a title.
private func records(_ o: ODR?, _ count: Int) -> UnsafeMutablePointer<Z_Records>? {
    let list = odr_malloc(o, MemoryLayout<Z_NamePlusRecordList>.size)?
        .bindMemory(to: Z_NamePlusRecordList.self, capacity: 1)
    let items = odr_malloc(o, max(1, count) * MemoryLayout<UnsafeMutablePointer<Z_NamePlusRecord>?>.stride)?
        .bindMemory(to: UnsafeMutablePointer<Z_NamePlusRecord>?.self, capacity: max(1, count))
    let octets = smallRecord
    for index in 0..<count {
        let item = odr_malloc(o, MemoryLayout<Z_NamePlusRecord>.size)?.bindMemory(
            to: Z_NamePlusRecord.self, capacity: 1)
        item?.initialize(to: Z_NamePlusRecord())
        item?.pointee.which = Z_NamePlusRecord_databaseRecord
        item?.pointee.u.databaseRecord = octets.withUnsafeBytes {
            z_ext_record_oid(
                o, oid(o, "1.2.840.10003.5.10"), $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
        }
        items?[index] = item
    }
    list?.initialize(to: Z_NamePlusRecordList(num_records: Int32(count), records: items))
    let records = odr_malloc(o, MemoryLayout<Z_Records>.size)?.bindMemory(to: Z_Records.self, capacity: 1)
    records?.initialize(to: Z_Records())
    records?.pointee.which = Z_Records_DBOSD
    records?.pointee.u.databaseOrSurDiagnostics = list
    return records
}

private func oid(_ o: ODR?, _ text: String) -> UnsafeMutablePointer<Odr_oid>? { odr_getoidbystr(o, text) }

/// A MARC 21 record with a control number and a title.
let smallRecord: [UInt8] = {
    let control = "42\u{1E}"
    let title = "00\u{1F}aA hostile book\u{1E}"
    let directory = "001000300000" + "245" + padded(title.utf8.count, 4) + "00003" + "\u{1E}"
    let base = 24 + directory.utf8.count
    let length = base + control.utf8.count + title.utf8.count + 1
    let leader = padded(length, 5) + "nam a22" + padded(base, 5) + " a 4500"
    return Array((leader + directory + control + title + "\u{1D}").utf8)
}()

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Answers at which libyaz 5.34 follows a wild pointer, and a straight one.
enum CrookedAnswer {
    /// InitResponse whose otherInfo holds a proposal of the languages eng and fre where a response belongs.
    static let initWithProposal: [UInt8] =
        [0xB5, 0x38, 0x83, 0x02, 0x05, 0xE0, 0x84, 0x04, 0x00, 0xC1, 0x82, 0x40, 0x85, 0x03, 0x10, 0x00, 0x00]
        + [0x86, 0x03, 0x10, 0x00, 0x00, 0x8C, 0x01, 0xFF, 0xBF, 0x81, 0x49, 0x1D, 0x30, 0x1B, 0xA4, 0x19, 0x06, 0x07]
        + [0x2A, 0x86, 0x48, 0xCE, 0x13, 0x0F, 0x03, 0xA0, 0x0E, 0xA1, 0x0C, 0xA2, 0x0A, 0x1B, 0x03, 0x65, 0x6E, 0x67]
        + [0x1B, 0x03, 0x66, 0x72, 0x65]
    /// InitResponse that offers search, present, scan, sort and named result sets.
    static let initWithScan: [UInt8] =
        [0xB5, 0x17, 0x83, 0x02, 0x05, 0xE0, 0x84, 0x04, 0x00, 0xC1, 0x82, 0x00, 0x85, 0x03, 0x10, 0x00, 0x00]
        + [0x86, 0x03, 0x10, 0x00, 0x00, 0x8C, 0x01, 0xFF]
    /// ScanResponse, failed, with a list of diagnostics that holds none.
    static let scanFailure: [UInt8] =
        [0xBF, 0x24, 0x0A, 0x84, 0x01, 0x06, 0x85, 0x01, 0x00, 0xA7, 0x02, 0xA2, 0x00]
}
