import ArgumentParser
import CYaz
import CLibXML
import FederatedQuery
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

@main
struct SRUGatewayCommand: AsyncParsableCommand {
    mutating func run() async throws {
        print("hello")
    }
}
