import Glibc
import NIOCore

/// Runs a face, and says in the operator's words why it could not listen.
///
/// - Throws: `UsageError` when the address can't be had; else what the face throws.
func listening(at address: ListenAddress, option: String, _ run: () async throws -> Void) async throws {
    do {
        try await run()
    } catch let error as IOError {
        let why: String
        switch error.errnoCode {
        case EADDRINUSE: why = "another program listens there"
        case EADDRNOTAVAIL: why = "this machine has no such address"
        case EACCES: why = "that port is for the system's own programs"
        default: throw error
        }
        throw UsageError(message: "can't listen at \(address): \(why); choose another with \(option)")
    } catch is SocketAddressError.UnknownHost {
        throw UsageError(message: "can't listen at \(address): no such host; choose another with \(option)")
    }
}
