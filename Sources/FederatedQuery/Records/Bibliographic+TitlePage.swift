extension Bibliographic {
    /// What a title page says, in one script.
    public struct TitlePage: Hashable, Sendable {
        /// The title proper.
        public var title: String?
        /// The number of the part: `第3册`, `Part 2`.
        public var partNumber: String?
        /// The name of the part.
        public var partName: String?
        /// The rest of the title.
        public var subtitle: String?
        /// Who is responsible, in the words of the title page, or else the first name that the record has.
        public var responsibility: String?
        /// The edition statement: `第2版`.
        public var edition: String?
    }

    /// The title page as its readers know it: in the original script, where the record gives it beside the romanised one.
    ///
    /// What the record has in one script alone is given in that.
    public var titlePage: TitlePage {
        let isVernacular = vernacularTitle != nil
        func element(_ element: Element) -> String? {
            (isVernacular ? first(element, vernacular: true) : nil) ?? first(element)
        }
        func statement(vernacular: Bool) -> String? {
            joined(texts(.responsibility, vernacular: vernacular), by: " ; ")
        }
        // A romanised subtitle beside a title in characters is worse than none; but volumes must be told apart.
        func partOfTitle(_ element: Element) -> String? { first(element, vernacular: isVernacular) }
        let original = isVernacular ? statement(vernacular: true) ?? vernacularName : nil
        return TitlePage(
            title: vernacularTitle ?? title,
            partNumber: partOfTitle(.partNumber) ?? first(.partNumber),
            partName: partOfTitle(.partName),
            subtitle: partOfTitle(.subtitle),
            responsibility: original ?? statement(vernacular: false) ?? names.first?.text,
            edition: element(.edition))
    }
}
