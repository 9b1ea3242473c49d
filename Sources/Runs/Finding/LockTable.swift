import Escaping
import Platform
import Storage

/// The files that are locked by processes of this machine, as Linux lists them at one moment; reading the list
/// affects no lock.
struct LockTable {
  /// The process that holds a lock, by inode number.
  private let holders: [UInt64: Int]

  /// Reads the locks; there are none where the system does not list them.
  init() {
    // 1: FLOCK  ADVISORY  WRITE 1234 08:01:56789 0 EOF
    let lines = Self.contents(of: "/proc/locks")?.split(separator: "\n") ?? []
    let pairs = lines.compactMap { line -> (UInt64, Int)? in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(where: Self.isPlace), place > 0,
        let number = words[place].split(separator: ":").last.flatMap({ UInt64($0, radix: 10) })
      else { return nil }
      return (number, Int(words[place - 1], radix: 10) ?? 0)
    }
    holders = Dictionary(pairs) { first, _ in first }
  }

  /// Whether a process holds a lock on a file, as far as the system lists it.
  func isLocked(_ path: String) -> Bool { holder(of: path) != nil }

  /// The resident memory of the process that holds a lock on a file, bytes; `nil` where it is unknown.
  func residentBytes(ofHolder path: String) -> Int? {
    guard let process = holder(of: path), process > 0,
      let memory = Self.contents(of: "/proc/\(process)/statm")?.split(separator: " "),
      memory.count > 1, let pages = Int(memory[1], radix: 10)
    else { return nil }
    return pages.multipliedReportingOverflow(by: sysconf(numericCast(_SC_PAGESIZE))).partialValue
  }

  private func holder(of path: String) -> Int? {
    guard !holders.isEmpty, let status = try? FileStatus(path: path) else { return nil }
    return holders[status.number]
  }

  private static func isPlace(_ word: Substring) -> Bool { word.count { $0 == ":" } == 2 }

  private static func contents(of path: String) -> String? {
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
