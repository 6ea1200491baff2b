import FederatedQuery
import Foundation

/// A small catalogue of MARC 21 records in Zebra, behind YAZ's front end: SRU with an Explain record of its own making.
enum ZebraSRU {
    /// The records: control number, author, title.
    static let records = [
        ("z1", "Cao, Xueqin", "Dream of the red chamber"), ("z2", "Luo, Guanzhong", "Romance of the three kingdoms"),
        ("z3", "Knuth, Donald Ervin", "The art of computer programming"),
        ("z4", "Melville, Herman", "Moby Dick & the red whale"),
    ]

    /// Starts it under the id `zebra`.
    ///
    /// - Throws: `ServerFailure` when it does not start, or Zebra is not installed.
    static func start() async throws -> TestServers {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zebra-sru-\(UUID())")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "records"), withIntermediateDirectories: true)
        try Data(records.flatMap(marc)).write(to: folder.appending(path: "records/all.mrc"))
        return try await startOnFreePorts(1) { ports throws(ServerFailure) in
            let command = ["/bin/sh", "-c", script, package("Demo/port-holder").path, folder.path, String(ports[0])]
            return try TestServers(
                Supervisor(command),
                profiles: [
                    MemberProfile(
                        id: "zebra", access: .sru, host: "127.0.0.1", port: ports[0], database: "/Default")
                ])
        }
    }

    private static func marc(_ number: String, _ author: String, _ title: String) -> [UInt8] {
        let fields = [
            ("001", "\(number)\u{1E}"), ("100", "1 \u{1F}a\(author)\u{1E}"), ("245", "10\u{1F}a\(title)\u{1E}"),
        ]
        var directory = ""
        var data = ""
        for (tag, field) in fields {
            directory += tag + padded(field.utf8.count, 4) + padded(data.utf8.count, 5)
            data += field
        }
        let base = 24 + directory.utf8.count + 1
        let leader = padded(base + data.utf8.count + 1, 5) + "nam a22" + padded(base, 5) + " a 4500"
        return Array((leader + directory + "\u{1E}" + data + "\u{1D}").utf8)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Its name is the program port-holder, its arguments a folder with records and a port.
    private static let script = """
        command -v zebrasrv >/dev/null || { echo "Zebra is not installed; make set-up installs it"; exit 1; }
        cd "$1"
        for folder in /usr/lib/*/idzebra-2.0/modules /usr/lib/idzebra-2.0/modules; do
            [ ! -d "$folder" ] || modules=$folder
        done
        mkdir register
        cat >zebra.cfg <<END
        profilePath: /usr/share/idzebra-2.0/tab
        modulePath: $modules
        attset: bib1.att
        recordType: grs.marcxml.marc21
        register: $1/register:100M
        lockDir: $1
        encoding: utf-8
        END
        cat >front.xml <<END
        <yazgfs><listen id="tcp">tcp:127.0.0.1:$2</listen><server listenref="tcp">
          <directory>$1</directory><config>zebra.cfg</config>
          <cql2rpn>/usr/share/yaz/etc/pqf.properties</cql2rpn>
          <retrievalinfo><retrieval syntax="xml" name="marc" identifier="http://www.loc.gov/MARC21/slim">
            <backend syntax="usmarc" name="F"><marc inputformat="marc" outputformat="marcxml" inputcharset="utf-8"/></backend>
          </retrieval></retrievalinfo>
          <explain xmlns="http://explain.z3950.org/dtd/2.0/">
            <serverInfo protocol="SRU" version="1.1"><host>127.0.0.1</host><port>$2</port></serverInfo>
            <databaseInfo><title>Four books</title></databaseInfo>
            <indexInfo><set name="cql" identifier="info:srw/cql-context-set/1/cql-v1.2"/>
              <set name="dc" identifier="info:srw/cql-context-set/1/dc-v1.1"/>
              <index><title>All</title><map><name set="cql">allRecords</name></map></index>
              <index><title>Title</title><map><name set="dc">title</name></map></index>
              <index><title>Author</title><map><name set="dc">creator</name></map></index></indexInfo>
            <schemaInfo><schema identifier="http://www.loc.gov/MARC21/slim" name="marc"/></schemaInfo>
            <configInfo><setting type="maximumRecords">2</setting></configInfo>
          </explain></server></yazgfs>
        END
        zebraidx -l log -c zebra.cfg init && zebraidx -l log -c zebra.cfg update records || { cat log; exit 1; }
        setsid setpriv --pdeathsig KILL zebrasrv -l log -f front.xml </dev/null >/dev/null 2>&1 &
        echo "zebra 127.0.0.1:$2 $!"
        tries=0
        until "$0" --quiet "$2"; do
            tries=$((tries + 1))
            [ "$tries" -lt 300 ] || { cat log; exit 1; }
            sleep 0.02
        done
        echo ready
        cat >/dev/null
        rm -r "$1"
        """
}
