/// Years as records give them.
enum Year {
    /// The years that a book can be of.
    private static let plausible = 1000...2100

    /// The year in four digits at `position`; `nil` when other characters stand there, as in `19uu`.
    static func coded(_ bytes: Span<UInt8>, at position: Int) -> Int? {
        decimal(bytes, at: position, digits: 4).flatMap { plausible.contains($0) ? $0 : nil }
    }

    /// The first year in a printed date.
    ///
    /// `c1990.`, `[2011?]`, `２０１１`, `二〇一一年`, `民國一〇〇年` (2011), `昭和63` (1988).
    static func printed(_ text: String) -> Int? {
        let scalars = Array(text.unicodeScalars)
        if let era = eraYear(scalars) { return era }
        var run: [Int] = []
        for scalar in scalars + [" "] {
            if let digit = digit(scalar) {
                run.append(digit)
                continue
            }
            if run.count == 4 || run.count >= 6 {  // a year, or one with month and day
                let year = run.prefix(4).reduce(0) { $0 * 10 + $1 }
                if plausible.contains(year) { return year }
            }
            run = []
        }
        return nil
    }

    /// Eras that count their own years, and the year before their first.
    private static let eras: [(name: [Unicode.Scalar], before: Int)] = [
        (["民", "國"], 1911), (["民", "国"], 1911), (["明", "治"], 1867), (["大", "正"], 1911), (["昭", "和"], 1925),
        (["平", "成"], 1988), (["令", "和"], 2018),
    ]

    private static func eraYear(_ scalars: [Unicode.Scalar]) -> Int? {
        for index in scalars.indices.dropLast(2) {
            guard let era = eras.first(where: { $0.name[0] == scalars[index] && $0.name[1] == scalars[index + 1] })
            else {
                continue
            }
            let rest = scalars[(index + 2)...].drop { $0 == " " }
            if let count = number(rest.prefix { digit($0) != nil || $0 == "十" || $0 == "元" }) {
                return era.before + count
            }
        }
        return nil
    }

    /// A number below 1000 in Arabic or Chinese digits: `63`, `六三`, `六十三`, `元` for the first.
    private static func number(_ scalars: some Sequence<Unicode.Scalar>) -> Int? {
        var value = 0
        var pending: Int?
        var count = 0
        for scalar in scalars {
            count += 1
            if scalar == "元" { return 1 }
            if let digit = digit(scalar) {
                pending = (pending ?? 0) * 10 + digit
            } else {
                value += (pending ?? 1) * 10
                pending = nil
            }
            if count > 4 { return nil }
        }
        value += pending ?? 0
        return (1...200).contains(value) ? value : nil
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: return Int(scalar.value) - 0x30
        case 0xFF10...0xFF19: return Int(scalar.value) - 0xFF10
        case 0x25CB, 0x25EF, 0x3007, 0x96F6: return 0  // ○ ◯ 〇 零
        default: return chinese.firstIndex(of: scalar).map { $0 + 1 }
        }
    }

    private static let chinese: [Unicode.Scalar] = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
}
