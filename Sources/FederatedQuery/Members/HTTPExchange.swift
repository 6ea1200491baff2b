/// One HTTP request, and the step of the search that it is.
struct HTTPExchange: Hashable, Sendable {
    /// The request, head and body, as it goes out.
    let octets: [UInt8]
    /// What a failure before its answer is named for.
    let step: MemberFailure.Step
}

/// What an HTTP server answered.
struct HTTPResponse: Hashable, Sendable {
    /// The status, such as 200.
    var status = 0
    /// The values of the headers that anybody here asks for, by their names in lower case.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
}

/// Why an HTTP response can't be read.
struct HTTPFault: Error, Hashable {
    let why: String
}
