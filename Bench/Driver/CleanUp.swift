import Glibc
import Synchronization

/// The process groups of all programs that are running for us.
let runningGroups = Mutex<Set<pid_t>>([])

/// Ends all that runs for us and removes `folder`, however the benchmark ends.
///
/// Call it first: it holds back SIGINT, SIGTERM and SIGHUP in every thread, and a thread of its own waits for them.
func cleanUpOnSignals(_ folder: String) {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    let waited = signals
    // A program that takes no orders any more is an error of one write, not our end.
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    startThread {
        var signals = waited
        var signal: Int32 = 0
        sigwait(&signals, &signal)
        cleanUp(folder)
        exit(128 + signal)
    }
}

/// Ends all that runs for us and removes `folder`.
func cleanUp(_ folder: String) {
    let groups = runningGroups.withLock { $0 }
    for group in groups { kill(-group, SIGKILL) }
    removeFolder(folder)
}

/// Removes a folder with all that is in it.
func removeFolder(_ path: String) {
    guard let process = try? spawn(["rm", "-rf", "--", path], streams: (0, 1, 2)) else { return }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
}
