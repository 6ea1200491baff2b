import Foundation

/// The table behind `TextFolding`: for every character of the Basic Multilingual Plane, what it becomes.
///
/// Source: Unicode compatibility decomposition, lower case and general categories; ICU's Traditional-Simplified
/// transform; the two lists in `CharacterVariants`.
func foldingTable() -> (table: [UInt16], expansions: [UInt16]) {
    var table = [UInt16](repeating: 0x20, count: 0x10000)
    var expansions: [UInt16] = []
    let han = (0x3400...0x4DBF).map(UInt16.init) + (0x4E00...0x9FFF).map(UInt16.init)
    for (character, simplified) in zip(han, simplifiedForms(of: han)) { table[Int(character)] = simplified }
    for (variant, usual) in CharacterVariants.han { table[Int(variant)] = table[Int(usual)] }
    for character in 0x3041...0x30FF where character != 0x30FB { table[character] = UInt16(character) }
    for character in 0xAC00...0xD7A3 { table[character] = UInt16(character) }

    let others = (0...0xFFFF).filter {
        !(0x3041...0x30FA).contains($0) && !(0x3400...0x9FFF).contains($0) && !(0xAC00...0xF8FF).contains($0)
    }
    for (character, decomposed) in zip(others, decomposedForms(of: others)) {
        let folded = decomposed.unicodeScalars.flatMap { foldedScalar($0, table: table) }
        switch folded.count {
        case 0: table[character] = 0
        case 1: table[character] = folded[0]
        default:
            table[character] = TextFolding.firstExpansion + UInt16(expansions.count)
            expansions += [UInt16(folded.count)] + folded
        }
    }
    return (table, expansions)
}

/// What one character of a decomposed text becomes; empty when it is dropped.
private func foldedScalar(_ scalar: Unicode.Scalar, table: [UInt16]) -> [UInt16] {
    guard scalar.value < 0x10000 else { return [] }
    let character = UInt16(scalar.value)
    if let mark = CharacterVariants.marks[character] { return [mark] }
    if let letters = CharacterVariants.letters[character] { return letters }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .modifierLetter, .modifierSymbol: return []
    case .control: return character < 0x80 ? [0x20] : []
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter:
        return scalar.properties.lowercaseMapping.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        .compactMap { UInt16(exactly: $0.value) }
    case .otherLetter: return (0x3400...0x9FFF).contains(character) ? [table[Int(character)]] : [character]
    case .decimalNumber: return [scalar.properties.numericValue.map { 0x30 + UInt16($0) } ?? 0x20]
    case .letterNumber, .otherNumber: return [character]
    default: return [0x20]
    }
}

/// The simplified form of each character, one for one; itself where it has none.
private func simplifiedForms(of characters: [UInt16]) -> [UInt16] {
    let lines = String(decoding: characters.flatMap { [$0, 0x0A] }, as: UTF16.self)
    let simplified = lines.applyingTransform(StringTransform("Traditional-Simplified"), reverse: false) ?? lines
    let forms = simplified.utf16.split(separator: 0x0A, omittingEmptySubsequences: false)
    return zip(characters, forms).map { character, form in
        form.count == 1 ? form.first ?? character : character
    }
}

/// The compatibility decomposition (NFKD) of each character, one for one.
private func decomposedForms(of characters: [Int]) -> [String] {
    // A line feed after each keeps marks from moving over to the neighbour: it is a starter. One call for all is a
    // hundred times as fast as one for each.
    var lines = String.UnicodeScalarView()
    for character in characters {
        lines.append(character == 0x0A ? " " : Unicode.Scalar(UInt32(character)) ?? " ")
        lines.append("\n")
    }
    let decomposed = String(lines).decomposedStringWithCompatibilityMapping
    return decomposed.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
}
