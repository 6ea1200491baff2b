/// A type-1 or type-101 query as it came (Z39.50-2003, 3.7.1, RPNQuery): operands joined by operators.
struct RPNQuery: Hashable, Sendable {
    /// The attribute set of attributes that name none of their own, as a dotted object identifier.
    var attributeSet: String
    var root: RPNNode
}

/// A node of an RPN query.
indirect enum RPNNode: Hashable, Sendable {
    case operand(RPNOperand)
    case complex(RPNOperator, RPNNode, RPNNode)
}

/// What stands at a leaf of an RPN query.
enum RPNOperand: Hashable, Sendable {
    /// A term and the attributes that say how to search for it.
    case term([RPNAttribute], RPNTerm)
    /// A result set by its name.
    case resultSet(String)
    /// A result set restricted by attributes.
    case restrictedResultSet
}

enum RPNOperator: Hashable, Sendable {
    case and, or, andNot, prox
}

/// One attribute of a term: its type, and a number or a text as its value.
struct RPNAttribute: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case number(Int)
        case text(String)
        /// A list of more than one value, or one of neither kind.
        case complex
    }

    /// The attribute set, as a dotted object identifier; `nil` for the query's.
    var set: String?
    /// In Bib-1: 1 use, 2 relation, 3 position, 4 structure, 5 truncation, 6 completeness.
    var type: Int
    var value: Value
}

/// The term of an operand.
enum RPNTerm: Hashable, Sendable {
    /// Octets in a character set that the protocol leaves open.
    case octets([UInt8])
    case number(Int)
    /// A term of another kind: a date, an object identifier and so on.
    case other
}
