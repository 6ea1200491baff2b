import Testing

@testable import SRUGateway

/// The face as the clients of others see it, each a process of its own.
@Suite struct Z3950FaceTests {
    /// Commands for yaz-client after `open`, and what it has to print.
    static let sessions: [(commands: String, printed: [String])] = [
        (
            "",
            ["Connection accepted by v3 target.", "Name   : Alliance Gateway", "search present delSet namedResultSets"]
        ),
        ("find @attr 1=4 红楼梦", ["Number of hits: 12, setno 1", "SearchResult-1:0 cnt=7 id=nctc ,1 cnt=5 id=swpu"]),
        (
            "find @attr 1=4 红楼梦\nshow 2",
            ["Record type: USmarc", "245 10 $a 红楼梦 2", "850    $a nctc", "nextResultSetPosition = 3"]
        ),
        ("find fish\nshow 3+2", ["Records: 2", "fish 3", "fish 4", "nextResultSetPosition = 5"]),
        (
            "find fish\nformat sutrs\nshow 1",
            ["Record type: SUTRS", "Title: fish 1", "ISBN: 9787020002207", "Held by: nctc, swpu"]
        ),
        ("find fish\nformat xml\nshow 1", ["Record type: XML", "http://www.loc.gov/MARC21/slim", ">fish 1</"]),
        ("find fish\nformat xml\nelements dc\nshow 1", ["Record type: XML", "<title>fish 1</title>"]),
        ("find fish\nformat xml\nelements mods\nshow 1", ["[25]", "'mods'"]),
        ("find fish\nformat unimarc\nshow 1", ["[239]", "'1.2.840.10003.5.1'"]),
        ("find huge\nshow 1", ["[17] Record exceeds Maximum-record-size", "longer than ISO 2709 allows; ask for XML"]),
        ("find fish\nshow 12+2", ["[13] Present request out of range", "the result set has 12 records"]),
        ("find fish\nshow 13", ["[13] Present request out of range"]),
        ("find none", ["Search was a success", "Number of hits: 0"]),
        (
            "find half",
            ["Search was a success", "Number of hits: 7", "interpretation=it did not answer in time (search) id=swpu"]
        ),
        (
            "find down",
            ["Search was a bloomin' failure", "[2] Temporary system error", "nctc: it could not be reached"]
        ),
        ("find @attr 1=9999 fish", ["[114] Unsupported Use attribute", "'9999'"]),
        ("base elsewhere\nfind fish", ["[109] Database unavailable", "'elsewhere'"]),
        ("base nctc swpu\nfind fish\nshow 1", ["Number of hits: 12", "[nctc+swpu]Record type: USmarc"]),
        ("querytype cql\nfind dc.title=fish\nshow 1", ["Number of hits: 12", "fish 1"]),
        ("querytype cql\nfind dc.nothing=fish", ["[114] Unsupported Use attribute", "'dc.nothing'"]),
        ("querytype cql\nfind (fish", ["[108] Malformed query"]),
        ("ssub 20\nlslb 21\nmspn 0\nfind fish", ["records returned: 12", "fish 12"]),
        ("ssub 0\nlslb 100\nmspn 3\nfind fish", ["records returned: 3", "fish 3"]),
        (
            "find fish\nfind frog\nshow 1+1+1\nfind @and @set 1 @set 2\nshow 1",
            ["setno 1", "setno 2", "fish 1", "setno 3", "both 1"]
        ),
        ("find fish\ndelete 1\nshow 1+1+1", ["deleteResultSetResponse status=0", "[30] Specified result set"]),
        ("setnames\nfind fish\nshow 1", ["Number of hits: 12", "fish 1"]),
        ("close\nnegcharset utf-8\nOPEN\nfind @attr 1=4 红楼梦\nformat sutrs\nshow 1", ["Accepted character set : UTF-8"]),
        ("close", ["Target has closed the association"]),
    ]

    @Test(arguments: sessions)
    func `answers yaz-client`(commands: String, printed: [String]) async throws {
        try await withFace { port in
            let input = "OPEN\n\(commands)\nquit\n".replacing("OPEN", with: "open tcp:127.0.0.1:\(port)/alliance")
            guard let output = try await runProgram("yaz-client", input: input) else { return }
            for line in printed { #expect(output.contains(line), "\(line) in:\n\(output)") }
        }
    }

    @Test func `answers zoomsh`() async throws {
        try await withFace { port in
            let commands = [
                "set preferredRecordSyntax usmarc", "set count 12", "set step 5",
                "connect 127.0.0.1:\(port)/alliance", "search @attr 1=4 红楼梦", "show 0 12", "quit",
            ]
            guard let output = try await runProgram("zoomsh", commands) else { return }
            #expect(output.contains("127.0.0.1:\(port)/alliance: 12 hits"), "\(output)")
            for number in 1...12 { #expect(output.contains("245 10 $a 红楼梦 \(number)"), "\(output)") }
        }
    }

    @Test func `answers perl's ZOOM`() async throws {
        let script = #"""
            use ZOOM;
            my $connection = ZOOM::Connection->new($ARGV[0], 0, charset => 'utf-8', preferredRecordSyntax => 'usmarc');
            print "server ", $connection->option('serverImplementationName'), "\n";
            my $results = $connection->search_pqf('@attr 1=4 half');
            print "hits ", $results->size(), "\n";
            print "members ", join(' ', map { $results->option("searchresult.$_.id") . '=' . ($results->option("searchresult.$_.count") // '') } 0 .. $results->option('searchresult.size') - 1), "\n";
            print "record ", $results->record($_)->render() for 0 .. 1;
            eval { $connection->search_pqf('down')->size() };
            print "error ", $@->code(), " ", $@->addinfo(), "\n";
            """#
        try await withFace { port in
            guard let output = try await runProgram("perl", ["-e", script, "127.0.0.1:\(port)/alliance"]) else {
                return
            }
            if output.contains("Can't locate ZOOM.pm") { return print("perl has no ZOOM: nothing to say") }
            for line in [
                "server Alliance Gateway", "hits 7", "members nctc=7 swpu=", "245 10 $a half 2",
                "error 2 no member answered: nctc: it could not be reached",
            ] {
                #expect(output.contains(line), "\(line) in:\n\(output)")
            }
        }
    }
}
