import Testing

@Suite struct ConsoleDocumentTests {
    /// What a document shows, what was printed, whether they agree.
    private static let rows: [([String], [String], Bool)] = [
        ([], [], true), ([], ["a"], false), (["a"], [], false), (["a"], ["a"], true), (["a"], ["b"], false),
        (["a…c"], ["abc"], true), (["a…c"], ["ac"], true), (["a…c"], ["abcd"], false), (["…b…"], ["abc"], true),
        (["a…b…c"], ["a-b-c"], true), (["a…b…c"], ["a-c-b"], false), (["…"], [], true), (["…"], ["a", "b"], true),
        (["…", "b"], ["a", "b"], true), (["…", "b"], ["b", "a"], false), (["a", "…", "c"], ["a", "c"], true),
        (["…", "b…", "…"], ["a", "bc", "d"], true), (["…", "x", "…"], ["a", "b"], false),
    ]

    @Test(arguments: rows)
    func `an ellipsis stands for text, or for lines`(shown: [String], printed: [String], agree: Bool) {
        #expect(matches(shown, printed) == agree)
    }

    @Test func `finds commands, what they print, and files`() {
        let document = ConsoleDocument(
            "a\n```console\n$ one\nout\n\n$ two\n```\n```console terminal\n$ three\nup\n```\n```yaml t.yaml\na: b\n```\n```yaml\nc: d\n```\n"
        )
        let told = document.steps.map { step in
            switch step {
            case .run(let command, let output, let line): "\(line) \(command) \(output)"
            case .keepRunning(let command, let output, let line): "\(line) \(command) \(output) …"
            case .write(let file, let text): "\(file) \(text)"
            }
        }
        #expect(told == [#"3 one ["out", ""]"#, "6 two []", #"9 three ["up"] …"#, "t.yaml a: b\n"])
    }
}
