import CYaz

extension ResponseRecords {
    /// `numberOfRecordsReturned`: surrogate diagnostics count, a diagnostic for all of them does not.
    var count: Int {
        switch self {
        case .records(let records, _): records.count
        case .diagnostic: 0
        }
    }

    /// The number of the PresentStatus (Z39.50-2003, 4).
    var presentStatus: Int {
        switch self {
        case .records(_, let completeness): completeness.rawValue
        case .diagnostic: Int(Z_PresentStatus_failure)
        }
    }
}

extension ODRStream {
    /// Records or their diagnostic; `nil` for no records at all, whose field is left out.
    func records(_ records: ResponseRecords) -> UnsafeMutablePointer<Z_Records>? {
        let result = allocate(Z_Records())
        switch records {
        case .records(let records, _):
            guard !records.isEmpty else { return nil }
            let elements = records.map { record($0) }
            result.pointee.which = Z_Records_DBOSD
            result.pointee.u.databaseOrSurDiagnostics = allocate(
                Z_NamePlusRecordList(num_records: Int32(elements.count), records: list(elements)))
        case .diagnostic(let diagnostic):
            result.pointee.which = Z_Records_NSD
            result.pointee.u.nonSurrogateDiagnostic = defaultDiagnostic(diagnostic)
        }
        return result
    }

    private func record(_ record: ResponseRecord) -> UnsafeMutablePointer<Z_NamePlusRecord> {
        let result = allocate(Z_NamePlusRecord())
        result.pointee.databaseName = string(record.database)
        switch record.content {
        case .octets(let octets, let format):
            result.pointee.which = Z_NamePlusRecord_databaseRecord
            result.pointee.u.databaseRecord = octets.withUnsafeBytes {
                z_ext_record_oid(
                    raw, oid(format.syntax), $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
            }
        case .surrogate(let diagnostic):
            result.pointee.which = Z_NamePlusRecord_surrogateDiagnostic
            result.pointee.u.surrogateDiagnostic = diagnosticRecord(diagnostic)
        }
        return result
    }

    func diagnosticRecord(_ diagnostic: Bib1Diagnostic) -> UnsafeMutablePointer<Z_DiagRec> {
        let result = allocate(Z_DiagRec())
        result.pointee.which = Z_DiagRec_defaultFormat
        result.pointee.u.defaultFormat = defaultDiagnostic(diagnostic)
        return result
    }

    /// The diagnostic in the default format; its text as version 2's VisibleString where that can hold it.
    private func defaultDiagnostic(_ diagnostic: Bib1Diagnostic) -> UnsafeMutablePointer<Z_DefaultDiagFormat> {
        let text = diagnostic.addInfo ?? ""
        let result = allocate(Z_DefaultDiagFormat())
        result.pointee.diagnosticSetId = oid(Bib1Diagnostic.setIdentifier)
        result.pointee.condition = integer(diagnostic.condition.rawValue)
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
            result.pointee.which = Z_DefaultDiagFormat_v2Addinfo
            result.pointee.u.v2Addinfo = string(text)
        } else {
            result.pointee.which = Z_DefaultDiagFormat_v3Addinfo
            result.pointee.u.v3Addinfo = string(text)
        }
        return result
    }
}
