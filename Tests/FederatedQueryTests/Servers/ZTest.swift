import FederatedQuery
import Foundation

/// yaz-ztest, YAZ's test server: any query finds something, `find 200` finds 200 records, all from one list of its own.
enum ZTest {
    /// Starts `count` of them, with the ids `z1`, `z2` ….
    ///
    /// - Throws: `ServerFailure` when they do not start, or yaz-ztest is not installed.
    static func start(count: Int) async throws(ServerFailure) -> TestServers {
        try await startOnFreePorts(count) { ports throws(ServerFailure) in
            let pairs = zip(1..., ports).map { "z\($0)=\($1)" }
            return try TestServers(
                Supervisor(["/bin/sh", "-c", script, package("Demo/port-holder").path] + pairs),
                profiles: zip(1..., ports).map { MemberProfile(id: "z\($0)", host: "127.0.0.1", port: $1) })
        }
    }

    /// Its arguments are `ID=PORT`, its own name is the program port-holder.
    private static let script = """
        command -v yaz-ztest >/dev/null || {
            echo "yaz-ztest is not installed; make set-up installs it (package yaz)"
            exit 1
        }
        for pair in "$@"; do
            setsid setpriv --pdeathsig KILL yaz-ztest "tcp:127.0.0.1:${pair#*=}" </dev/null >/dev/null 2>&1 &
            echo "${pair%=*} 127.0.0.1:${pair#*=} $!"
        done
        for pair in "$@"; do
            tries=0
            until "$0" --quiet "${pair#*=}"; do
                tries=$((tries + 1))
                [ "$tries" -lt 200 ] || { echo "yaz-ztest does not listen on ${pair#*=}"; exit 1; }
                sleep 0.02
            done
        done
        echo ready
        cat >/dev/null
        """
}
