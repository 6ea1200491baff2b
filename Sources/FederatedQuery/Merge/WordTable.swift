/// What certain words mean, looked up by their hash.
///
/// Open addressing in a table four times as large as its content, so that a word that is not in it costs one comparison.
struct WordTable<Meaning: Sendable>: Sendable {
    private var slots: [(hash: UInt32, meaning: Meaning?)]
    private let mask: Int

    /// The table of these lower-case ASCII words and Han words, several to a string.
    init(_ entries: [(words: String, meaning: Meaning)]) {
        let all = entries.flatMap { entry in entry.words.split(separator: " ").map { (String($0), entry.meaning) } }
        var size = 64
        while size < all.count * 4 { size *= 2 }
        mask = size - 1
        slots = Array(repeating: (0, nil), count: size)
        for (word, meaning) in all { insert(TokenHash(word).value, meaning) }
    }

    private mutating func insert(_ hash: UInt32, _ meaning: Meaning) {
        var slot = Int(hash) & mask
        while slots[slot].meaning != nil, slots[slot].hash != hash { slot = (slot + 1) & mask }
        slots[slot] = (hash, meaning)
    }

    /// What the word with this hash means; `nil` if it is an ordinary word.
    subscript(hash: UInt32) -> Meaning? {
        var slot = Int(hash) & mask
        while let meaning = slots[slot].meaning {
            if slots[slot].hash == hash { return meaning }
            slot = (slot + 1) & mask
        }
        return nil
    }
}

/// What a word means in a title.
enum TitleWord: Sendable {
    /// Nothing: an article or `and`.
    case empty
    /// A number: `second`, `zweite`, `iv`.
    case number(UInt32)
    /// It announces the number of a part: `Bd.`, `vol.`, `Teil`.
    case part

    static let table = WordTable<TitleWord>(
        [
            (
                "the a an der die das des dem den ein eine einer le la les l un une il lo gli el los las and und et",
                .empty
            ),
            (
                """
                bd bde band bande teil tl pt part parte partie vol vols v volume volumes tome tom tomo t book livre buch heft no \
                nr nos num number numero nummer bl blatt abt folge lieferung lfg osa
                """, .part
            ),
        ]
            + [
                "first erste ersten erster erstes premier premiere prima primo primera primero",
                "second zweite zweiten zweiter zweites deuxieme seconde seconda secondo segunda segundo ii",
                "third dritte dritten dritter drittes troisieme terza terzo tercera tercero iii",
                "fourth vierte vierten vierter viertes quatrieme quarta quarto cuarta cuarto iv",
                "fifth funfte funften funfter funftes cinquieme quinta quinto",
                "sixth sechste sechsten sechster sechstes sixieme sesta sesto sexta sexto vi",
                "seventh siebte siebten siebter siebente septieme settima settimo septima septimo vii",
                "eighth achte achten achter achtes huitieme ottava ottavo octava octavo viii",
                "ninth neunte neunten neunter neuntes neuvieme nona nono novena noveno ix",
                "tenth zehnte zehnten zehnter zehntes dixieme decima decimo",
                "eleventh elfte elften elfter onzieme xi", "twelfth zwolfte zwolften zwolfter douzieme xii", "xiii",
                "xiv", "xv",
            ].enumerated().map { ($1, .number(UInt32($0 + 1))) }
    )
}

/// Words that name no edition but only what was printed when, or that every statement of an edition has.
enum EditionWord: Sendable {
    /// The number beside it counts printings: `6th impr.`, `第3次印刷`.
    case printing
    /// It says only that an edition is meant: `Aufl.`, `ed.`.
    case empty

    static let table = WordTable<EditionWord>([
        (
            "impr impression printing reprint print druck abdruck uberdruck ueberdruck tirage reimpr reimpression",
            .printing
        ),
        (
            """
            ed edition editions edn aufl auflage ausg ausgabe ed ediz edizione edicion uppl upplaga painos utg udg red izd ver \
            version
            """, .empty
        ),
    ])
}

/// Words beside the names in a statement of responsibility.
enum RoleWords {
    static let table = WordTable<Bool>([
        (
            """
            by edited editor editors ed eds with from translated translator translation trans compiled illustrated illustrations \
            introduction intro foreword preface notes von van vom zu zur zum mit hrsg hg herausgegeben herausgeber aus ubers \
            ubersetzt ubersetzung uebersetzt ubertragen bearb bearbeitet nachwort vorwort anmerkungen illustr ill illustriert text texte \
            par trad traduit traduction sous dir direction avec publ publie publiee editeur presente presentee de du d da di a cura \
            per por con in of for on al u et other others nach dem dans pour franz engl english deutsch deutschen \
            film regie drehbuch buch musik music words libretto rev revised adapt arr gesellschaft society university universitat
            """, true
        )
    ])
}

/// Units in which the extent of a text is counted.
enum PageUnits {
    static let table = WordTable<Bool>([
        ("s p pp pages page seiten seite pag pags pagg sivua sidor side sider str leaves blz", true)
    ])
}

/// Words that most publishers' names share.
enum PublisherNoise {
    static let table = WordTable<Bool>([
        (
            """
            verlag verlagsgesellschaft press presse presses publishing publisher publishers publications publication editions edition \
            editeur editore ed ltd limited inc co company corp gmbh ag kg sa cie and und et of for books book group librairie libr \
            editorial ediciones edizioni university universitatsverlag the de la le les der die das jun
            """, true
        )
    ])

    /// The characters of 出版社, 公司, 有限, 集团, 书店, 书局, 责任 and 股份.
    static let characters = Set("出版社公司有限集团书店局责任股份".unicodeScalars.map(\.value))
}
