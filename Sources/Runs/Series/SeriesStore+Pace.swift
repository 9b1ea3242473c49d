extension SeriesStore {
  /// The mean number of seconds between the newest points of the longest series; `nil` where the log has no times.
  var secondsBetweenRecords: Double? {
    guard let longest = series.max(by: { $0.pointCount < $1.pointCount }) else { return nil }
    let newest = longest.newestSegment.buckets.suffix(16)
    guard let first = newest.first, let last = newest.last, newest.count > 1 else { return nil }
    let points = newest.dropFirst().reduce(0) { $0 + $1.count }
    let seconds = (last.time - first.time) / Double(points)
    return seconds.isFinite && seconds >= 0 ? seconds : nil
  }
}
