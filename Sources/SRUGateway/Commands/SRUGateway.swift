import ArgumentParser
import Glibc

/// The gateway's own version, as `--version` and the faces give it.
let gatewayVersion = "0.1.0"

/// The command `sru-gateway`.
@main
struct SRUGatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sru-gateway",
        abstract: "Searches every catalogue of a library alliance as one.",
        discussion: """
            One query goes to every member at once; the answers come back joined
            and ranked, over SRU, over Z39.50, or here:

              sru-gateway check
              sru-gateway search 'dc.title = "dream of the red chamber"'
              sru-gateway search --format json 鲁迅 | jq .count
              sru-gateway serve

            The members are described in targets.yaml; --config names another file.

            Exit status: 0 done; 1 done, but a member or a record failed; 2 wrong
            usage or configuration; 70 a fault of the gateway itself.
            """,
        version: gatewayVersion,
        subcommands: [
            ServeCommand.self, SearchCommand.self, CheckCommand.self, TranslateCommand.self,
            DecodeCommand.self, ClusterCommand.self,
        ])

    /// Runs the command line and leaves with its exit status.
    static func main() async {
        // A reader that leaves early (`| head`) or a member that hangs up is an error of one write, not our end.
        signal(SIGPIPE, SIG_IGN)
        let ending: CommandEnding
        do {
            var command = try await asyncParseAsRoot(nil)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            ending = CommandEnding(status: .done)
        } catch {
            ending = CommandEnding(of: error)
        }
        if !ending.message.isEmpty {
            ending.status == .done ? print(ending.message) : writeError(ending.message + "\n")
        }
        Glibc.exit(ending.status.rawValue)
    }
}

/// The option that names the configuration file.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: ArgumentHelp("The alliance's description.", valueName: "file"))
    var path = "targets.yaml"
}
