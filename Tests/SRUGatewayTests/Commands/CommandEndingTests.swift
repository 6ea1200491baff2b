import ArgumentParser
import FederatedQuery
import Testing

@testable import SRUGateway

@Suite struct CommandEndingTests {
    private struct Surprise: Error {}

    @Test(
        arguments: [
            (CommandStatus.incomplete, .incomplete, ""),
            (UsageError(message: "no database 'x'"), .usage, "sru-gateway: no database 'x'"),
            (
                ConfigurationError(file: "t.yaml", problems: [.init(.init(line: 2, column: 3), "wrong")]), .usage,
                "t.yaml:2:3: wrong"
            ),
            (OutputClosed(), .done, ""),
            (Surprise(), .fault, "sru-gateway: a fault of the gateway itself: Surprise()"),
        ] as [(any Error, CommandStatus, String)])
    func `every error has its exit status`(error: any Error, status: CommandStatus, message: String) {
        let ending = CommandEnding(of: error)
        #expect(ending.status == status)
        #expect(ending.message == message)
    }

    @Test(
        arguments: [
            (["serve", "--http", "nowhere"], .usage), (["search"], .usage), (["search", "--limit", "-1", "x"], .usage),
            (["search", "--format", "pdf", "x"], .usage), (["nonsense"], .usage), (["--version"], .done),
            (["serve", "--http", "[::1]:0"], nil),
            (["search", "dc.title", "=", "x"], nil),
        ] as [([String], CommandStatus?)])
    func `wrong usage is told from right`(arguments: [String], status: CommandStatus?) {
        do {
            _ = try SRUGatewayCommand.parseAsRoot(arguments)
            #expect(status == nil)
        } catch {
            #expect(CommandEnding(of: error).status == status)
        }
    }
}
