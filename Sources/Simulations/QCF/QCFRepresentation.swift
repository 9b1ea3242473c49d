/// How the events of one sample become numbers; the events themselves have no order.
package enum QCFRepresentation: String, Codable, Sendable, CaseIterable {
  /// The order statistics: the events from the smallest to the largest, an empirical quantile curve.
  case sorted
  /// The events as they were drawn; no autoencoder can predict more for one than the mean of all.
  case unsorted
  /// The numbers of events in ``binCount`` bins of equal width.
  case histogram

  /// The bins of a histogram.
  package static let binCount = 64
}
