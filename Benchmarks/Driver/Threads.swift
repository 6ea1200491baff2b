import Glibc
import Synchronization

/// Runs `work` on a new thread of the system's: one that may block, which a thread of Swift's pool may not.
@discardableResult
func startThread(_ work: @escaping @Sendable () -> Void) -> pthread_t {
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { argument in
            guard let argument else { return nil }
            Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, Unmanaged.passRetained(Work(run: work)).toOpaque())
    precondition(code == 0, "no thread")
    return thread
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

/// Runs `work` on `count` threads at once and waits for them.
///
/// - Parameters:
///   - count: how many.
///   - work: gets the thread's number, from 0.
/// - Returns: what each gave, in the order of their numbers.
/// - Throws: what one of them threw.
func onThreads<Value: Sendable>(
    _ count: Int, _ work: @escaping @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
    let results = Results<Value>(count)
    let threads = (0..<count).map { number in
        startThread {
            let result = Result { () throws(Failure) in try work(number) }
            results.all.withLock { $0[number] = result }
        }
    }
    for thread in threads { pthread_join(thread, nil) }
    var values: [Value] = []
    for result in results.all.withLock({ $0 }) {
        guard let result else { preconditionFailure("a thread that was joined left no result") }
        values.append(try result.get())
    }
    return values
}

private final class Results<Value: Sendable>: Sendable {
    let all: Mutex<[Result<Value, Failure>?]>

    init(_ count: Int) { all = Mutex(Array(repeating: nil, count: count)) }
}
