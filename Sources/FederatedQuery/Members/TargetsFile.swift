import FoundationEssentials

/// The alliance that a targets.yaml file and the files that it includes describe.
///
/// - Parameter path: the file, as the operator named it; errors name it the same way.
/// - Returns: the alliance, its members' passwords read from the environment and from files.
/// - Throws: every problem found, each with its file, line and column.
public func loadAlliance(path: String) throws(ConfigurationError) -> Alliance {
    let octets: [UInt8]
    do throws(UnreadableFile) {
        octets = try readTargets(path)
    } catch {
        throw ConfigurationError(file: path, error.message)
    }
    let text: String
    do throws(UnreadableText) {
        text = try targetsText(octets)
    } catch {
        throw ConfigurationError(file: path, at: error.place, error.message)
    }
    return try parseAlliance(text, file: path, environment: ProcessInfo.processInfo.environment)
}

/// The octets of a file of the configuration, which is not longer than 1 MB.
func readTargets(_ path: String) throws(UnreadableFile) -> [UInt8] { try readFile(path, limit: 1 << 20) }
