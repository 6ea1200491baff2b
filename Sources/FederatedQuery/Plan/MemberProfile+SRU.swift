extension MemberProfile {
    /// How a member wants to be asked over SRU, as far as targets.yaml says; the member's Explain record says the rest.
    public struct SRU: Hashable, Sendable {
        /// A version of SRU.
        public enum Version: String, Hashable, Sendable, CaseIterable, Comparable {
            case v1_1 = "1.1"
            case v1_2 = "1.2"
            case v2_0 = "2.0"

            /// Orders versions by age.
            public static func < (a: Version, b: Version) -> Bool { a.rawValue < b.rawValue }
        }

        /// How a request travels over HTTP.
        public enum Method: String, Hashable, Sendable, CaseIterable {
            /// As an address with parameters.
            case get
            /// As a form with the same parameters.
            case post
            /// As XML in a SOAP 1.1 envelope.
            case soap
        }

        /// The version to use; `nil` for the highest that the member says it knows.
        public var version: Version?
        /// How requests are sent.
        public var method: Method
        /// The record schema, by its short name or its URI; `nil` for the one that Explain gives for MARC.
        public var schema: String?

        /// An SRU access of these parts.
        public init(version: Version? = nil, method: Method = .get, schema: String? = nil) {
            self.version = version
            self.method = method
            self.schema = schema
        }
    }

    /// What its configuration says of an index; `nil` when it says nothing, `.some(nil)` for switched off.
    func ownEntry(for index: IndexName) -> String?? {
        guard !indexes.isEmpty else { return nil }
        let name = index.description
        guard let entry = indexes.first(where: { $0.key == name || $0.key.lowercased() == name }) else { return nil }
        return .some(entry.value)
    }
}
