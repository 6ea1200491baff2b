import FederatedQuery

extension RecordSchema {
    /// Writes a record in this schema, one root element with its namespace.
    func write(_ record: Record, to xml: inout XMLWriter) {
        switch self {
        case .marcxml: writeMARCXML(record, to: &xml)
        case .dc: writeDublinCore(Bibliographic(record), to: &xml)
        }
    }
}
