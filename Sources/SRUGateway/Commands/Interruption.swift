import Dispatch
import Glibc

/// Makes the process end at Ctrl-C or SIGTERM as the shell expects, after the terminal has been put right.
///
/// The process ends by the signal itself, so that a shell sees status 130 or 143 and stops its loop too. The system
/// closes the connections to the members.
struct Interruption {
    private let sources: [any DispatchSourceSignal]

    /// From now on, while this lives.
    ///
    /// - Parameter tidy: puts the terminal right; called on a thread of its own, even while another one is stuck writing.
    init(tidy: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "sru-gateway.signals")
        // What a shell told us to ignore (`nohup`, a job in the background of a script) stays ignored.
        sources = [SIGINT, SIGTERM].filter { !isIgnored($0) }.map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                tidy()
                endProcess(by: number)
            }
            source.resume()
            return source
        }
    }
}

private func isIgnored(_ number: Int32) -> Bool {
    var current = sigaction()
    sigaction(number, nil, &current)
    return unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
}

/// Ends the process by a signal that it would have ended by, had nobody caught it.
private func endProcess(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    var alone = sigset_t()
    sigemptyset(&alone)
    sigaddset(&alone, number)
    pthread_sigmask(SIG_UNBLOCK, &alone, nil)
    raise(number)
    // Still here: process 1 of a container is not ended by signals.
    _exit(128 + number)
}
