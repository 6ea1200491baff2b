/// One search, as a value: what is asked and in which order the answer is wanted.
///
/// Source: CQL 1.2 (Library of Congress, Contextual Query Language). `parseQuery` makes one from CQL text.
public struct Query: Hashable, Sendable {
    /// A node of the query tree.
    ///
    /// Booleans of CQL have equal precedence and group from the left.
    public indirect enum Node: Hashable, Sendable {
        /// One search clause.
        case clause(SearchClause)
        /// Two operands under a boolean.
        case boolean(BooleanOperator, Node, Node)
    }

    /// The root of the tree.
    public var root: Node
    /// The keys after `sortby`, most significant first; empty when the client leaves the order to us.
    public var sortKeys: [SortKey]

    /// A query over this tree.
    public init(root: Node, sortKeys: [SortKey] = []) {
        self.root = root
        self.sortKeys = sortKeys
    }
}

/// How two operands combine (CQL 1.2, booleans).
public enum BooleanOperator: Hashable, Sendable {
    case and, or, not
    /// `prox` with its modifiers, as written.
    case prox([Modifier])
}

/// Index, relation and term: `dc.title any "fish frog"`.
public struct SearchClause: Hashable, Sendable {
    /// The index; `cql.serverChoice` when the client named none.
    public var index: IndexName
    /// The relation; `=` when the client named none.
    public var relation: Relation
    /// The term as CQL gives it without its quotes: `*`, `?` and `^` mask unless a backslash stands before them.
    public var term: String

    /// A clause of these three parts.
    public init(index: IndexName = .serverChoice, relation: Relation = .init(.equal), term: String) {
        self.index = index
        self.relation = relation
        self.term = term
    }
}

/// An index: its context set by the short name we use for it, and its name there, both in lower case.
///
/// `dc.title` is `IndexName(set: "dc", name: "title")` whatever prefix the client mapped to Dublin Core's URI;
/// a bare `title` has the set `nil`.
public struct IndexName: Hashable, Sendable, CustomStringConvertible {
    /// `cql`, `dc`, `bath`, `rec`, `bib` …; `nil` for a bare name.
    public var set: String?
    /// The name in its set, lower case: `serverchoice`, `title`, `isbn`.
    public var name: String

    /// The index `set.name`.
    public init(set: String?, name: String) {
        self.set = set?.lowercased()
        self.name = name.lowercased()
    }

    /// `cql.serverChoice`: the server picks the index.
    public static let serverChoice = IndexName(set: "cql", name: "serverChoice")

    /// `dc.title`, or the bare name.
    public var description: String { self.set.map { "\($0).\(name)" } ?? name }
}

/// A relation and its modifiers: `=/stem`.
public struct Relation: Hashable, Sendable {
    /// The relations that CQL 1.2 and its `cql` context set define.
    public enum Base: String, Hashable, Sendable {
        case equal = "="
        case exact = "=="
        case notEqual = "<>"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case any, all, adj, within, encloses
    }

    /// The relation itself; `exact` of CQL 1.1 is `==`.
    public var base: Base
    /// Its modifiers, in the order written.
    public var modifiers: [Modifier]

    /// A relation, unmodified unless told.
    public init(_ base: Base, modifiers: [Modifier] = []) {
        self.base = base
        self.modifiers = modifiers
    }
}

/// A modifier of a relation, a boolean or a sort key: `/distance<=3`.
public struct Modifier: Hashable, Sendable {
    /// Its name, lower case, with its context set if it had one: `distance`, `sort.descending`.
    public var name: String
    /// The comparison, `=` or `<=` …; `nil` when the modifier stands alone.
    public var comparison: String?
    /// The value compared with; `nil` when the modifier stands alone.
    public var value: String?

    /// A modifier of these parts.
    public init(name: String, comparison: String? = nil, value: String? = nil) {
        self.name = name
        self.comparison = comparison
        self.value = value
    }
}

/// One key after `sortby`.
public struct SortKey: Hashable, Sendable {
    /// The index to sort by.
    public var index: IndexName
    /// Its modifiers, such as `sort.descending`.
    public var modifiers: [Modifier]

    /// A sort key of these parts.
    public init(index: IndexName, modifiers: [Modifier] = []) {
        self.index = index
        self.modifiers = modifiers
    }
}
