import FederatedQuery
import FoundationEssentials

/// Who we are to a member that is in no configuration, as the command line says.
///
/// The password itself never stands there, where every user of the machine could read it.
struct CheckCredentials {
    let user: String?
    /// Whether user and password go into one `open` string (Z39.50 3.2.1.1.5) instead of `idPass`.
    let isOpen: Bool
    let passwordEnv: String?
    let passwordFile: String?

    /// The credentials; `nil` when none are given.
    func read(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(UsageError) -> MemberProfile.Credentials? {
        guard let user else {
            guard passwordEnv == nil, passwordFile == nil else {
                throw UsageError(message: "a password needs a user; add --user NAME")
            }
            return nil
        }
        guard passwordEnv == nil || passwordFile == nil else {
            throw UsageError(message: "both --password-env and --password-file are given; keep one")
        }
        var password: String?
        if let passwordEnv {
            password = environment[passwordEnv]
            guard password?.isEmpty == false else {
                throw UsageError(message: "the environment variable '\(displayText(passwordEnv))' is not set")
            }
        }
        if let passwordFile { password = try passwordIn(passwordFile) }
        return .init(username: user, password: password, isOpen: isOpen)
    }

    private func passwordIn(_ path: String) throws(UsageError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try readFile(path, limit: 4096)
        } catch {
            throw UsageError(message: "the password file '\(displayText(path))': \(error.message)")
        }
        let text = String(validating: bytes, as: UTF8.self) ?? ""
        let password = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        guard !password.isEmpty else {
            throw UsageError(message: "the password file '\(displayText(path))' holds no password in UTF-8")
        }
        return String(password)
    }
}
