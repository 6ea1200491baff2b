import Testing

@testable import FederatedQuery

@Suite struct CandidateIndexTests {
    private func found(_ key: UInt64, in index: CandidateIndex) -> [Int32] {
        var found: [Int32] = []
        index.find(key, into: &found)
        return found
    }

    @Test func `finds what was entered, oldest first, through any growth`() {
        var index = CandidateIndex()
        for description: Int32 in 0..<3_000 { index.insert(UInt64(description) / 3, description) }
        for key: UInt64 in 0..<1_000 {
            #expect(found(key, in: index) == [Int32(key) * 3, Int32(key) * 3 + 1, Int32(key) * 3 + 2])
        }
        #expect(found(5_000, in: index).isEmpty)
    }

    @Test func `a key that all share leads to no more than a bucket`() {
        var index = CandidateIndex()
        for description: Int32 in 0..<10_000 { index.insert(7, description) }
        #expect(found(7, in: index) == Array(0..<Int32(CandidateIndex.bucketSize)))
    }

    @Test func `enters a description once under one key`() {
        var index = CandidateIndex()
        index.reserve(100)
        for _ in 0..<5 { index.insert(7, 3) }
        #expect(found(7, in: index) == [3])
    }
}
