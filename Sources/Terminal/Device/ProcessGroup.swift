import Platform

/// The process group of this process, which the terminal stops and a shell continues as a whole.
enum ProcessGroup {
  /// Whether no process could continue the group after a stop: no member has a parent in the same session but in
  /// another group (POSIX.1-2017, 3.264), such as a shell with job control.
  static var isOrphaned: Bool {
    let (group, session) = (getpgrp(), getsid(0))
    func isWatched(by parent: pid_t) -> Bool {
      parent > 0 && getsid(parent) == session && getpgid(parent) != group
    }
    if isWatched(by: getppid()) { return false }
    return !processes().contains { process in
      getpgid(process) == group && parent(of: process).map(isWatched) ?? false
    }
  }

  private static func processes() -> [pid_t] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var found: [pid_t] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let process = pid_t(name) { found.append(process) }
    }
    return found
  }

  /// The fourth field of `stat`; the second, the command's name, may contain any characters.
  private static func parent(of process: pid_t) -> pid_t? {
    guard let file = fopen("/proc/\(process)/stat", "re") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = fread(&buffer, 1, buffer.count, file)
    guard let nameEnd = buffer[..<count].lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = buffer[(nameEnd + 1)..<count].split(separator: UInt8(ascii: " "))
    return fields.count > 1 ? pid_t(String(decoding: fields[1], as: UTF8.self)) : nil
  }
}
