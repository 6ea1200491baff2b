/// What is wrong with a configuration: where, and what would be right.
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
        /// The file, when it is one that the error's own file includes.
        public let file: String?
        /// The line of `place` as the file has it; `nil` when it may hold a password.
        public let line: String?

        /// A problem at this place.
        public init(_ place: Place?, _ message: String, file: String? = nil, line: String? = nil) {
            self.place = place
            self.message = message
            self.file = file
            self.line = line
        }
    }

    /// The file, as it was named to us.
    public let file: String
    /// What is wrong, at least one thing, in the order of the files.
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
    public var description: String { problems.map(sentence).joined(separator: "\n") }

    /// What is wrong in one line, the file and the place first.
    ///
    /// - Parameter problem: one of `problems`.
    /// - Returns: `members/city.yaml:12:5: unknown key 'charsett'; did you mean 'charset'?`
    public func sentence(_ problem: Problem) -> String {
        let file = problem.file ?? file
        guard let place = problem.place else { return "\(file): \(problem.message)" }
        return "\(file):\(place.line):\(place.column): \(problem.message)"
    }
}
