/// What the operator may set about the SRU face.
struct SRUSettings: Hashable, Sendable {
    /// The version of a request that names none and has no parameter of 2.0; 1.2, since most clients know only 1.x.
    var defaultVersion = SRUVersion.v1_2
    /// How many records a client gets that doesn't say.
    var defaultRecords = 10
    /// How many records a client gets at most, whatever it says.
    var maximumRecords = 100
    /// Whether a page on which members are missing carries diagnostic 59, "result set created with valid partial
    /// results".
    ///
    /// Not by default: a widely used client throws away every page in which a diagnostic's identifier occurs.
    var reportsPartialResults = false

    /// The settings of a gateway that is told nothing.
    init() {}
}
