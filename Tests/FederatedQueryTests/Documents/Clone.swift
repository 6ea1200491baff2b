import Foundation

/// A copy of what a reader's clone has after the build, in a folder of its own, whose servers listen on free ports.
///
/// The ports that the documents and the demo name are others here, in the commands and in what they print. `make` builds
/// nothing: the programs are those that the build put beside the tests.
struct Clone {
    let folder: URL
    /// The port that stands for each that a document names.
    private let ports: [String: String]

    /// Copies the demo, its alliance and the Makefile.
    ///
    /// - Parameter document: names the ports, with those of the demo.
    /// - Throws: what Foundation throws when a file can't be copied.
    init(for document: String) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "clone-\(UUID())")
        let alliance = try String(contentsOf: package("targets.yaml"), encoding: .utf8)
        let named = Set((document + alliance).matches(of: /127\.0\.0\.1:(\d+)/).map { String($0.1) })
        ports = Dictionary(
            uniqueKeysWithValues: zip(named.sorted(), freePorts(named.count).map(String.init)))
        try copy("Demo")
        for name in try FileManager.default.contentsOfDirectory(atPath: package("Demo").path) {
            try localise("Demo/\(name)")
        }
        for name in ["Makefile", "targets.yaml"] {
            try copy(name)
            try localise(name)
        }
        try addPrograms()
    }

    /// Takes the folder away.
    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The same text with this clone's ports.
    func localised(_ text: String) -> String {
        text.replacing(/\b\d{4,5}\b/) { ports[String($0.output)] ?? String($0.output) }
    }

    /// Writes a text file with this clone's ports.
    func write(_ text: String, to name: String, executable: Bool = false) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(localised(text).utf8).write(to: file)
        if executable {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        }
    }

    private func copy(_ name: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: package(name), to: folder.appending(path: name))
    }

    /// Gives a script or list of the demo this clone's ports; other files stay as they are.
    private func localise(_ name: String) throws {
        let file = folder.appending(path: name)
        guard let text = try? String(contentsOf: file, encoding: .utf8), !name.hasSuffix(".rec") else { return }
        let local = localised(text)
        guard local != text else { return }
        let permissions = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        try Data(local.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: permissions as Any], ofItemAtPath: file.path)
    }

    private func addPrograms() throws {
        // The addresses that serve has unless told otherwise are those of a document, so they are others here too.
        try write(
            """
            #!/bin/sh
            case "$*" in
            *--http*) ;;
            serve*) set -- "$@" --http 127.0.0.1:8210 --z3950 127.0.0.1:2210 ;;
            esac
            exec '\(besideTheTests("sru-gateway"))' "$@"

            """, to: ".build/release/sru-gateway", executable: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: ".build/release/demo-records").path,
            withDestinationPath: besideTheTests("demo-records"))
        try write("#!/bin/sh\nexec /usr/bin/make -o build \"$@\"\n", to: "tools/make", executable: true)
        try write(
            "#!/bin/sh\n# swift build --show-bin-path\necho '\(folder.path)/.build/release'\n", to: "tools/swift",
            executable: true)
    }
}
