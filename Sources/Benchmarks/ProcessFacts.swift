import Escaping
import Platform

/// What Linux reports about a process in `/proc`.
struct ProcessFacts {
  /// The memory held.
  let residentKibibytes: Int
  /// The most memory ever held.
  let peakResidentKibibytes: Int
  /// The voluntary context switches of all threads, and so how often they woke.
  let wakeups: Int

  /// Reads the present values.
  ///
  /// - Throws: `BenchError.system` where there is no `/proc` or the process is gone.
  init(process: Int32) throws(BenchError) {
    let status = try Self.fields(of: "/proc/\(process)/status")
    residentKibibytes = status["VmRSS"] ?? 0
    peakResidentKibibytes = status["VmHWM"] ?? 0
    var wakeups = 0
    for thread in try Self.names(in: "/proc/\(process)/task") {
      let fields = try? Self.fields(of: "/proc/\(process)/task/\(thread)/status")
      wakeups += fields?["voluntary_ctxt_switches"] ?? 0
    }
    self.wakeups = wakeups
  }

  /// The CPU time that this process has used, on all threads.
  static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  private static func failure(_ path: String) -> BenchError {
    .system(operation: path, message: String(cString: strerror(errno)))
  }

  /// The numbers of a file of `name: number unit` lines.
  private static func fields(of path: String) throws(BenchError) -> [Substring: Int] {
    let descriptor = open(FileName.cString(path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 8192)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0 else { throw failure(path) }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    let pairs = text.split(separator: "\n").compactMap { line -> (Substring, Int)? in
      let parts = line.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
      return parts.count > 1 ? Int(parts[1]).map { (parts[0], $0) } : nil
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func names(in path: String) throws(BenchError) -> [String] {
    guard let folder = opendir(FileName.cString(path)) else { throw failure(path) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if Int(name) != nil { names.append(name) }
    }
    return names
  }
}
