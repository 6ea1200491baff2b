/// How many slips of the finger lead from one word to the other: a letter left out, put in, changed, or two swapped.
///
/// It is the edit distance with adjacent transpositions (optimal string alignment).
func slips(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var older: [Int] = []
    var old = Array(0...b.count)
    for (i, x) in a.enumerated() {
        var row = [i + 1]
        for (j, y) in b.enumerated() {
            var best = min(old[j] + (x == y ? 0 : 1), old[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, older[j - 1] + 1) }
            row.append(best)
        }
        (older, old) = (old, row)
    }
    return old[b.count]
}
