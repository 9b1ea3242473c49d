import Plotting

/// How far the point lies from the codes of the data, in a word, a bar and a figure.
struct DistanceGauge {
  /// The verdict on a point.
  enum Verdict: String {
    /// Where many codes lie.
    case inside
    /// Where only few codes lie.
    case edge
    /// Where none lies.
    case outside

    /// Judges by the share of codes that are lonelier than the point.
    init(_ reading: DistanceReading) {
      switch reading.share {
      case 0.05...: self = .inside
      case 0.005..<0.05: self = .edge
      default: self = .outside
      }
    }
  }

  /// The verdict.
  let verdict: Verdict
  private let reading: DistanceReading

  /// Creates a gauge.
  init(_ reading: DistanceReading) {
    self.reading = reading
    verdict = Verdict(reading)
  }

  /// The gauge as a line; the bar is longer the more codes are lonelier than the point.
  func line(width: Int, glyphs: GlyphSet) -> String {
    let share = NumberText.compact(reading.share * 100, digits: 2)
    let long = "] \(verdict.rawValue), \(share)% of codes lonelier"
    let short = "] \(verdict.rawValue), \(share)% lonelier"
    let head = " data ["
    let words = width - head.count - long.count >= Self.leastBar ? long : short
    let room = min(Self.longestBar, max(1, width - head.count - words.count))
    let bar = Frame.bar(Float(reading.share), width: room, glyphs: glyphs)
    return head + bar.fitted(to: room, glyphs: glyphs) + words
  }

  private static let leastBar = 5
  private static let longestBar = 20
}
