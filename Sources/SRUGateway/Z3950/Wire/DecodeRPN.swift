import CYaz

/// The query in libyaz's form, as values; `nil` when an operator or operand is of no known kind.
///
/// Recurses as deep as the query is nested, which `BERFrameScanner` has bounded.
func decodeRPN(_ query: Z_RPNQuery) -> RPNQuery? {
    guard let root = query.RPNStructure.flatMap({ node($0.pointee) }) else { return nil }
    return RPNQuery(attributeSet: query.attributeSetId?.dotted ?? "", root: root)
}

private func node(_ structure: Z_RPNStructure) -> RPNNode? {
    switch structure.which {
    case Z_RPNStructure_simple:
        return structure.u.simple.flatMap { operand($0.pointee) }.map { .operand($0) }
    case Z_RPNStructure_complex:
        guard let complex = structure.u.complex?.pointee,
            let kind = complex.roperator.flatMap({ rpnOperator($0.pointee) }),
            let left = complex.s1.flatMap({ node($0.pointee) }),
            let right = complex.s2.flatMap({ node($0.pointee) })
        else { return nil }
        return .complex(kind, left, right)
    default:
        return nil
    }
}

private func rpnOperator(_ value: Z_Operator) -> RPNOperator? {
    switch value.which {
    case Z_Operator_and: .and
    case Z_Operator_or: .or
    case Z_Operator_and_not: .andNot
    case Z_Operator_prox: .prox
    default: nil
    }
}

private func operand(_ value: Z_Operand) -> RPNOperand? {
    switch value.which {
    case Z_Operand_APT:
        guard let pair = value.u.attributesPlusTerm?.pointee else { return nil }
        let attributes = pair.attributes.map { elements($0.pointee.attributes, $0.pointee.num_attributes) } ?? []
        return .term(attributes.map { attribute($0.pointee) }, pair.term.map { term($0.pointee) } ?? .other)
    case Z_Operand_resultSetId:
        return value.u.resultSetId.map { .resultSet($0.text) }
    case Z_Operand_resultAttr:
        return .restrictedResultSet
    default:
        return nil
    }
}

private func attribute(_ element: Z_AttributeElement) -> RPNAttribute {
    RPNAttribute(
        set: element.attributeSet?.dotted, type: element.attributeType?.int ?? 0, value: attributeValue(element))
}

private func attributeValue(_ element: Z_AttributeElement) -> RPNAttribute.Value {
    switch element.which {
    case Z_AttributeValue_numeric:
        return element.value.numeric.map { .number($0.int) } ?? .complex
    case Z_AttributeValue_complex:
        guard let complex = element.value.complex?.pointee else { return .complex }
        let values = elements(complex.list, complex.num_list)
        guard let value = values.first?.pointee, values.count == 1 else { return .complex }
        if value.which == Z_StringOrNumeric_numeric { return value.u.numeric.map { .number($0.int) } ?? .complex }
        return value.u.string.map { .text($0.text) } ?? .complex
    default:
        return .complex
    }
}

private func term(_ term: Z_Term) -> RPNTerm {
    switch term.which {
    case Z_Term_general: term.u.general.map { .octets($0.octets) } ?? .other
    case Z_Term_characterString: term.u.characterString.map { .octets($0.octetsToTerminator) } ?? .other
    case Z_Term_numeric: term.u.numeric.map { .number($0.int) } ?? .other
    default: .other
    }
}
