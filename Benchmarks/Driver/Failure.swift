import Glibc

/// Why a benchmark could not be run to its end.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What the system has to say about its last error, after what was tried.
    static func system(_ what: String) -> Failure { Failure("\(what): \(String(cString: strerror(errno)))") }
}
