import Foundation

/// Runs a program to its end, at most 30 seconds.
///
/// - Returns: what it wrote on both outputs; `nil` when it is not installed.
func runProgram(_ program: String, _ arguments: [String] = [], input: String = "") async throws -> String? {
    let path = "/usr/bin/" + program
    guard FileManager.default.isExecutableFile(atPath: path) else {
        print("\(program) is not installed: a test that needs it has nothing to say")
        return nil
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "z3950-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = folder.appending(path: "input")
    let output = folder.appending(path: "output")
    try Data(input.utf8).write(to: script)
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments = ["30", path] + arguments
    process.standardInput = try FileHandle(forReadingFrom: script)
    let writing = try FileHandle(forWritingTo: output)
    process.standardOutput = writing
    process.standardError = writing
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        process.terminationHandler = { _ in continuation.resume() }
        do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
}
