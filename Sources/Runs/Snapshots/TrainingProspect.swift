/// How far a run is, and how long the rest of it will take at the pace of its newest records.
package struct TrainingProspect: Sendable, Equatable {
  /// The epochs done.
  package let epoch: Double
  /// The epochs of the recipe.
  package let epochCount: Int
  /// The seconds that are left; `nil` where the records have no times or are too few.
  package let secondsLeft: Double?

  /// Creates a prospect.
  package init(epoch: Double, epochCount: Int, secondsLeft: Double?) {
    (self.epoch, self.epochCount, self.secondsLeft) = (epoch, epochCount, secondsLeft)
  }

  /// Judges the newest records, sixteen buckets of them; `nil` without any.
  ///
  /// - Parameters:
  ///   - epochs: The series of epochs.
  ///   - epochCount: The epochs of the recipe.
  init?(_ epochs: Series, epochCount: Int) {
    guard let epoch = epochs.last?.value, epoch.isFinite else { return nil }
    let newest = epochs.newestSegment.buckets.suffix(16)
    var secondsLeft: Double?
    if let first = newest.first, let last = newest.last, newest.count > 1 {
      // The time of a bucket is that of its last point, which is its largest epoch.
      let pace = (last.time - first.time) / (last.maximum - first.maximum)
      let seconds = pace * max(0, Double(epochCount) - epoch)
      if seconds.isFinite, seconds >= 0 { secondsLeft = seconds }
    }
    self.init(epoch: epoch, epochCount: epochCount, secondsLeft: secondsLeft)
  }
}
