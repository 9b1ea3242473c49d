import CommandSupport

/// Figures for scripts and for people.
protocol BenchReport: Encodable {
  /// The figures for people.
  var lines: [String] { get }
}

extension BenchReport {
  /// Prints the figures.
  ///
  /// - Throws: What writing to stdout throws.
  func write(asJSON: Bool) throws {
    if asJSON {
      try StandardOutput.write(json: self)
    } else {
      try StandardOutput.write(lines: lines)
    }
  }
}

extension Double {
  /// The number with at most `digits` decimals.
  func rounded(toDecimals digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let rounded = (self * scale).rounded() / scale
    return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension Int {
  /// This number of threads, in words.
  var threadsText: String { self == 1 ? "1 thread" : "\(self) threads" }
}
