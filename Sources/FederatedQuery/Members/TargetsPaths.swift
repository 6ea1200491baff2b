import Glibc

/// Which file a path leads to, however it is written.
struct FileIdentity: Hashable {
    let device: UInt64
    let number: UInt64
}

/// The identity of the ordinary file at `path`.
///
/// - Throws: why there is none, in words that follow the file's name.
func fileIdentity(_ path: String) throws(UnreadableFile) -> FileIdentity {
    var status = stat()
    guard stat(path, &status) == 0 else {
        throw UnreadableFile(message: errno == ENOENT ? "is not there" : "can't be opened: \(systemMessage(errno))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    case S_IFDIR: throw UnreadableFile(message: "is a directory; for the files in it write '\(path)/*.yaml'")
    default: throw UnreadableFile(message: "is a device or a pipe, not a file")
    }
}

/// The files that match a pattern of the shell, `members/*.yaml`, sorted by name, octet by octet.
///
/// A `*` at the start of a name does not match a dot, so an editor's hidden files are left alone.
///
/// - Parameters:
///   - pattern: with `*`, `?` and `[…]`; relative to `folder` unless it starts with `/`.
///   - folder: with its slash at the end; empty for where we are.
/// - Returns: the paths; empty when nothing matches or a folder can't be read.
func files(matching pattern: String, in folder: String) -> [String] {
    var whole = pattern
    if !pattern.hasPrefix("/") {
        // The folder's own name is no pattern.
        whole = folder.map { "*?[]\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + pattern
    }
    var matches = glob_t()
    defer { globfree(&matches) }
    guard glob(whole, GLOB_NOSORT, nil, &matches) == 0 else { return [] }
    let paths = (0..<Int(matches.gl_pathc)).compactMap { index in
        matches.gl_pathv[index].map { String(cString: $0) }
    }
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
