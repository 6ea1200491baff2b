import Glibc
import Synchronization

/// The process groups of all programs that are running for us; who starts one holds the lock.
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
        // The lock is not given back: nothing is started any more, and the main thread waits for it until we are gone.
        runningGroups.withLock { groups in
            end(groups, folder)
            _exit(128 + signal)
        }
    }
}

/// Ends all that runs for us and removes `folder`.
func cleanUp(_ folder: String) { runningGroups.withLock { end($0, folder) } }

private func end(_ groups: Set<pid_t>, _ folder: String) {
    for group in groups { kill(-group, SIGKILL) }
    // One that has not died yet may still write to the folder.
    for group in groups {
        var tries = 0
        while kill(-group, 0) == 0, tries < 200 {
            waitpid(group, nil, WNOHANG)
            usleep(5_000)
            tries += 1
        }
    }
    removeFolder(folder)
}

/// Removes a folder with all that is in it.
func removeFolder(_ path: String) {
    guard let process = try? spawn(["rm", "-rf", "--", path], streams: (0, 1, 2)) else { return }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1, errno == EINTR {}
}
