import Foundation

/// The built executable, run as a process of its own.
struct GatewayProcess: Sendable {
    /// How a run ended.
    struct Ending: Sendable {
        let status: Int32
        let output: String
        let error: String
    }

    let process = Process()
    private let output = Pipe()
    private let error = Pipe()

    /// The executable, which the build put beside the tests.
    static let executable = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "sru-gateway")

    /// Starts `sru-gateway`, or another program.
    init(_ arguments: [String], in folder: String, program: URL = executable) throws {
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = ["PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
    }

    /// Waits for the end.
    func ending() async -> Ending {
        await away {
            let out = output.fileHandleForReading.readDataToEndOfFile()
            let err = error.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Ending(
                status: process.terminationStatus, output: String(decoding: out, as: UTF8.self),
                error: String(decoding: err, as: UTF8.self))
        }
    }

    /// The next line of standard output, without its end.
    func line() async -> String {
        await away {
            var bytes: [UInt8] = []
            while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
                bytes.append(byte)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// Runs what blocks on a thread of its own: other tests count the milliseconds on the few threads of tasks.
func away<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: body()) }
    }
}

/// Runs `body` in a new folder with these files, and takes the folder away.
func inFolder(_ files: [String: [UInt8]], _ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in files { try Data(content).write(to: folder.appending(path: name)) }
    try await body(folder.path)
}
