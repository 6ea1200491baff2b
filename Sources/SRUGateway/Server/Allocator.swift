internal import CMimalloc

/// The memory allocator that libyaz, libxml2 and Swift all use in this process, for the log: `mimalloc 2.0.9`.
///
/// Naming it here is what links it (`docs/adr/0009`).
var allocatorName: String {
    let version = mi_version()
    return "mimalloc \(version / 100).\(version / 10 % 10).\(version % 10)"
}
