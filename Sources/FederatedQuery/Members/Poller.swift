internal import CYaz
internal import Glibc

/// epoll, and an eventfd by which other threads wake it.
///
/// Only `wake` may be called from another thread.
final class Poller: Sendable {
    /// One socket's news: the token it was watched under, and its epoll events.
    struct Ready {
        let token: UInt64
        let events: UInt32

        /// Whether nothing will follow: the other side has closed its end.
        var isLast: Bool { events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 }
    }

    private let epoll: Int32
    private let bell: Int32
    private static let bellToken = UInt64.max

    init() throws(PollerError) {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard epoll >= 0, bell >= 0 else { throw PollerError(code: errno) }
        watch(bell, for: EPOLLIN.rawValue, token: Self.bellToken)
    }

    deinit {
        close(bell)
        close(epoll)
    }

    /// Watches `descriptor`, whether or not it was watched before: a closed socket's number comes back for a new one.
    ///
    /// `isNewsOnly`: what is there already is no event, only what comes on top of it.
    func watch(_ descriptor: Int32, for events: UInt32, token: UInt64, isNewsOnly: Bool = false) {
        let edge = isNewsOnly ? EPOLLET.rawValue : 0
        var event = epoll_event(events: events | EPOLLRDHUP.rawValue | edge, data: epoll_data_t(u64: token))
        if epoll_ctl(epoll, EPOLL_CTL_MOD, descriptor, &event) != 0, errno == ENOENT {
            epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event)
        }
    }

    /// Wakes the thread that waits, or lets its next wait return at once.
    func wake() {
        var one: UInt64 = 1
        write(bell, &one, 8)
    }

    /// Waits for news of any socket, a `wake`, or the time limit in milliseconds (-1: none).
    ///
    /// `ready` is overwritten; it is the caller's so that a turn allocates nothing.
    func wait(milliseconds: Int32, into ready: inout [Ready]) {
        ready.removeAll(keepingCapacity: true)
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 256) { events in
            let count = epoll_wait(epoll, events.baseAddress, 256, milliseconds)
            guard count > 0 else { return }
            for event in events[..<Int(count)] {
                if event.data.u64 == Self.bellToken {
                    var rings: UInt64 = 0
                    read(bell, &rings, 8)
                } else {
                    ready.append(Ready(token: event.data.u64, events: event.events))
                }
            }
        }
    }
}

/// The kernel gave no descriptor.
struct PollerError: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "epoll: \(String(cString: strerror(code)))" }
}
