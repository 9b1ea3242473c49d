import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which files are locked by a process of this machine, as Linux lists them; looking takes no lock from anybody.
enum LockTable {
  /// Whether somebody holds a lock on a file, as far as the system tells.
  static func isLocked(_ path: String) -> Bool {
    guard let status = FileStatus(path: path), let table = open("/proc/locks") else { return false }
    return table.split(separator: "\n").contains { line in
      // 1: FLOCK  ADVISORY  WRITE 1234 08:01:56789 0 EOF
      guard let place = line.split(separator: " ").first(where: { $0.count { $0 == ":" } == 2 })
      else { return false }
      return place.split(separator: ":").last.flatMap { UInt64($0) } == status.number
    }
  }

  private static func open(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, file)
      if count == 0 { break }
      text += part[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
