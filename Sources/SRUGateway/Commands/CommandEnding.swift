import ArgumentParser
import FederatedQuery

/// The exit statuses that scripts rely on; thrown to leave a command with a failure that its output has named.
enum CommandStatus: Int32, Error {
    case done = 0
    /// Done, but a member did not answer or a record could not be read.
    case incomplete = 1
    /// Wrong usage or configuration.
    case usage = 2
    /// A fault of the gateway itself (`EX_SOFTWARE` of sysexits.h).
    case fault = 70
}

/// The command was asked for what can't be done: an unknown database, a query that does not parse.
struct UsageError: Error {
    let message: String
}

/// How a command ends: its exit status, and what is said last.
struct CommandEnding {
    let status: CommandStatus
    var message = ""

    init(status: CommandStatus, message: String = "") {
        self.status = status
        self.message = message
    }

    /// What becomes of an error that a command let out.
    init(of error: any Error) {
        switch error {
        case let status as CommandStatus:
            self.init(status: status)
        case let error as ConfigurationError:
            self.init(status: .usage, message: excerpts(of: error, columns: Terminal.error.columns))
        case let error as UsageError:
            self.init(status: .usage, message: "sru-gateway: \(error.message)")
        case is OutputClosed:
            self.init(status: .done)
        default:
            switch SRUGatewayCommand.exitCode(for: error) {
            case .success: self.init(status: .done, message: SRUGatewayCommand.fullMessage(for: error))
            case .validationFailure: self.init(status: .usage, message: SRUGatewayCommand.fullMessage(for: error))
            default: self.init(status: .fault, message: "sru-gateway: a fault of the gateway itself: \(error)")
            }
        }
    }
}
