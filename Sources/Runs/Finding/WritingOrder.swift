import Storage

/// When the writers of event files started, so that files are read in that order regardless of their names.
struct WritingOrder {
  private var times: [String: Double] = [:]

  /// The bytes that contain the version record, which comes first and has the time.
  private static let beginning = 256

  /// Files by the time of their first record; those without one are last, by name.
  mutating func sorted(_ paths: [String]) -> [String] {
    guard paths.count > 1 else { return paths }
    for path in paths where times[path] == nil {
      if let time = Self.firstTime(of: path) { times[path] = time }
    }
    return paths.sorted {
      let (first, second) = (times[$0] ?? .infinity, times[$1] ?? .infinity)
      return first == second ? $0 < $1 : first < second
    }
  }

  /// The time of a file's first record, unix seconds; `nil` while there is none.
  private static func firstTime(of path: String) -> Double? {
    var bytes = [UInt8](repeating: 0, count: beginning)
    guard let file = try? GrowingFile(path: path),
      let count = try? bytes.withUnsafeMutableBytes({ try file.read(into: $0, at: 0) })
    else { return nil }
    return bytes[..<count].withUnsafeBytes { bytes in
      guard case .record(let payload, _) = TensorBoardFrame(bytes, at: 0) else { return nil }
      var event = TensorBoardEvent()
      return event.read(bytes, in: payload) && event.wallTime > 0 ? event.wallTime : nil
    }
  }
}
