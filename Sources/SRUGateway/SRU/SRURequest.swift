/// A request as far as it could be understood: what is wanted, and how the answer must look.
struct SRURequest: Sendable {
    /// What is wanted, or why that can't be granted.
    let operation: Result<SRUOperation, Diagnostic>
    /// The kind of response that answers it, for good or for bad.
    let kind: SRUOperation.Kind
    /// The version to answer in.
    let version: SRUVersion
    /// The stylesheet that the client wants named in the answer; `nil` for none.
    let stylesheet: String?
    /// What came over HTTP.
    let input: SRUInput
    /// The parameters, for the echo.
    let parameters: SRUParameters

    /// Understands a request.
    ///
    /// Whatever is wrong with it is told in `operation`, so that it can be answered in the version and the form it came
    /// in.
    ///
    /// - Parameters:
    ///   - input: what came over HTTP.
    ///   - settings: the operator's.
    /// - Throws: a `SOAPFault` when a SOAP message can't be read, or holds no request of SRU.
    init(_ input: SRUInput, settings: SRUSettings) throws(SOAPFault) {
        self.input = input
        if input.isSOAP {
            parameters = try soapParameters(input.body)
        } else {
            var parameters = SRUParameters()
            parameters.read(form: input.query)
            if input.method == .post { parameters.read(form: input.body) }
            self.parameters = parameters
        }
        let (version, versionProblem) = Self.version(of: parameters, settings: settings)
        let (kind, kindProblem) = Self.kind(of: parameters)
        self.version = version
        self.kind = kind
        let stylesheet = parameters["stylesheet"]
        self.stylesheet = stylesheet.flatMap { isSafeStylesheet($0) ? $0 : nil }
        let problem =
            versionProblem ?? parameters.problem ?? kindProblem ?? Self.unknownParameter(parameters, version: version)
        do throws(Diagnostic) {
            if let problem { throw problem }
            if let stylesheet, !isSafeStylesheet(stylesheet) { throw Diagnostic(111, details: stylesheet) }
            operation = .success(try Self.operation(kind, parameters, version: version, settings: settings))
        } catch {
            operation = .failure(error)
        }
    }

    /// The version to answer in, and diagnostic 5 when it isn't the one asked for.
    private static func version(of parameters: SRUParameters, settings: SRUSettings) -> (SRUVersion, Diagnostic?) {
        if let text = parameters["version"] {
            if let version = SRUVersion(rawValue: text) { return (version, nil) }
            return (.nearest(to: text), Diagnostic(5, details: SRUVersion.highest.rawValue))
        }
        let isVersion2 =
            parameters.names.contains { SRUVersion.v2_0.knows(parameter: $0) && !SRUVersion.v1_2.knows(parameter: $0) }
            || ["packed", "unpacked"].contains(parameters["recordPacking"])
        return (isVersion2 ? .v2_0 : settings.defaultVersion, nil)
    }

    /// What kind of operation is asked for, by name or, as in 2.0, by the parameters; and diagnostic 4 for one that we
    /// don't know, which Explain answers: it tells what there is.
    private static func kind(of parameters: SRUParameters) -> (SRUOperation.Kind, Diagnostic?) {
        switch parameters["operation"] {
        case "searchRetrieve": return (.searchRetrieve, nil)
        case "scan": return (.scan, nil)
        case "explain": return (.explain, nil)
        case let name?: return (.explain, Diagnostic(4, details: name))
        case nil: break
        }
        if parameters.mentions("scanClause") { return (.scan, nil) }
        return (parameters.mentions("query") || parameters.mentions("queryType") ? .searchRetrieve : .explain, nil)
    }

    private static func unknownParameter(_ parameters: SRUParameters, version: SRUVersion) -> Diagnostic? {
        parameters.names.first { !version.knows(parameter: $0) }.map { Diagnostic(8, details: $0) }
    }

    private static func operation(
        _ kind: SRUOperation.Kind, _ parameters: SRUParameters, version: SRUVersion, settings: SRUSettings
    ) throws(Diagnostic) -> SRUOperation {
        switch kind {
        case .searchRetrieve:
            .searchRetrieve(try SearchRetrieveRequest(parameters, version: version, settings: settings))
        case .explain: .explain(try recordPacking(parameters, version: version))
        case .scan: throw Diagnostic(4, details: "scan", explanation: "it is not supported yet")
        }
    }
}

/// Whether a stylesheet's address may be named in a response: an http or https URL, or a relative one, of visible
/// ASCII.
private func isSafeStylesheet(_ url: String) -> Bool {
    guard url.utf8.count <= 2000, url.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !#""<>\^`{|}"#.utf8.contains($0) }) else {
        return false
    }
    guard let colon = url.firstIndex(of: ":"), !url[..<colon].contains(where: { "/?#".contains($0) }) else {
        return true
    }
    return ["http", "https"].contains(url[..<colon].lowercased())
}
