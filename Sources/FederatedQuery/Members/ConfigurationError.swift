/// What is wrong with a configuration file: where, and what would be right.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A place in a file: line and column, both 1-based, the column in Unicode scalars.
    public struct Place: Hashable, Sendable, Comparable {
        /// The line, 1-based.
        public let line: Int
        /// The column, 1-based, in Unicode scalars.
        public let column: Int

        /// The place at this line and column.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }

        /// Orders places as one reads.
        public static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
    }

    /// One thing that is wrong.
    public struct Problem: Hashable, Sendable {
        /// Where; `nil` when the file as a whole is at fault.
        public let place: Place?
        /// What is wrong and what would be right, without a full stop.
        public let message: String

        /// A problem at this place.
        public init(_ place: Place?, _ message: String) {
            self.place = place
            self.message = message
        }
    }

    /// The file, as it was named to us.
    public let file: String
    /// What is wrong, at least one thing, in the order of the file.
    public let problems: [Problem]

    /// An error of this file.
    public init(file: String, problems: [Problem]) {
        self.file = file
        self.problems = problems
    }

    init(file: String, at place: Place? = nil, _ message: String) {
        self.init(file: file, problems: [Problem(place, message)])
    }

    /// A line for each problem.
    ///
    /// `targets.yaml:12:5: unknown key 'charsett'; did you mean 'charset'?`
    public var description: String {
        problems.map { problem in
            guard let place = problem.place else { return "\(file): \(problem.message)" }
            return "\(file):\(place.line):\(place.column): \(problem.message)"
        }
        .joined(separator: "\n")
    }
}
