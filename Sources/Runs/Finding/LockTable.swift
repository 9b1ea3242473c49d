import Escaping
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which files are locked by a process of this machine, as Linux lists them; looking takes no lock from anybody.
enum LockTable {
  /// Whether somebody holds a lock on a file, as far as the system tells.
  static func isLocked(_ path: String) -> Bool { entry(of: path) != nil }

  /// The resident memory of whoever holds a lock on a file, bytes; `nil` where the system does not tell.
  static func residentBytes(ofHolder path: String) -> Int? {
    guard let words = entry(of: path), let place = words.firstIndex(where: isPlace), place > 0,
      let process = Int(words[place - 1], radix: 10), process > 0,
      let memory = open("/proc/\(process)/statm")?.split(separator: " "), memory.count > 1,
      let pages = Int(memory[1], radix: 10)
    else { return nil }
    return pages.multipliedReportingOverflow(by: sysconf(numericCast(_SC_PAGESIZE))).partialValue
  }

  /// The words of the line about a lock on a file.
  private static func entry(of path: String) -> [Substring]? {
    guard let status = FileStatus(path: path), let table = open("/proc/locks") else { return nil }
    return table.split(separator: "\n").lazy.map { $0.split(separator: " ") }.first { words in
      // 1: FLOCK  ADVISORY  WRITE 1234 08:01:56789 0 EOF
      guard let place = words.first(where: isPlace) else { return false }
      return place.split(separator: ":").last.flatMap { UInt64($0, radix: 10) } == status.number
    }
  }

  private static func isPlace(_ word: Substring) -> Bool { word.count { $0 == ":" } == 2 }

  private static func open(_ path: String) -> String? {
    guard let file = fopen(FileName.cString(path), "re") else { return nil }
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
