extension SeriesStore {
  /// Points that were read but are not shown, or are shown at another step than logged, each in one line.
  var notes: [String] {
    [supersededNote, passNote, refusedNote, longNameNote].compactMap(\.self)
  }

  private var supersededNote: String? {
    let found = series.filter { $0.supersededCount > 0 }
    guard !found.isEmpty else { return nil }
    let count = found.reduce(0) { $0 + $1.supersededCount }
    return "\(Self.points(count)) superseded by restarts: "
      + Self.list(found.map { "\($0.name) \($0.supersededCount)" })
  }

  private var passNote: String? {
    let found = series.filter { $0.passCount > 0 }
    guard !found.isEmpty else { return nil }
    return "the step restarts, and its passes are concatenated: "
      + Self.list(found.map { "\($0.name) in \($0.passCount + 1) passes" })
  }

  private var refusedNote: String? {
    guard refusedPointCount > 0 else { return nil }
    return "left out: \(Self.points(refusedPointCount)) of more than \(Self.seriesLimit) names"
  }

  private var longNameNote: String? {
    guard longNamePointCount > 0 else { return nil }
    return "left out: \(Self.points(longNamePointCount)) with a name that is too long, "
      + "above \(NameTable.lengthLimit) bytes"
  }

  private static func points(_ count: Int) -> String {
    "\(count) \(count == 1 ? "point" : "points")"
  }

  private static func list(_ texts: [String]) -> String {
    let shown = texts.prefix(4).joined(separator: ", ")
    return texts.count > 4 ? "\(shown) and \(texts.count - 4) more series" : shown
  }
}
