/// How four exponents become a sample: the cross-section, the detector and the representation.
package struct QCFModel: Sendable, Equatable {
  /// The mixture of the two distributions.
  package let crossSection: CrossSection
  /// What is measured of an event.
  package let detector: QCFDetector
  /// How the events become a sample.
  package let representation: QCFRepresentation
  /// The number of events of a sample.
  package let eventCount: Int

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - crossSection: The mixture of the two distributions.
  ///   - detector: What is measured of an event.
  ///   - representation: How the events become a sample.
  ///   - eventCount: The number of events of a sample, at least one.
  package init(
    crossSection: CrossSection = .sigma1, detector: QCFDetector = QCFDetector(),
    representation: QCFRepresentation = .sorted, eventCount: Int = 1000
  ) {
    precondition(eventCount >= 1, "QCFModel: \(eventCount) events")
    self.crossSection = crossSection
    self.detector = detector
    self.representation = representation
    self.eventCount = eventCount
  }

  /// The number of elements of a sample.
  package var elementCount: Int {
    representation == .histogram ? QCFRepresentation.binCount : eventCount
  }

  /// The shape of a sample, `[1, elements, 1]`.
  package var sampleShape: [Int] { [1, elementCount, 1] }

  /// The measured values that the bins of a histogram cover; what lies outside is counted in the
  /// first and the last.
  ///
  /// It extends to three standard deviations of the detector at `x = 1`.
  package var histogramRange: ClosedRange<Double> { detector.range(deviations: 3) }

  /// The exact distribution of a measured event.
  package func distribution(_ parameters: QCFParameters) -> QCFDistribution {
    QCFDistribution(parameters, crossSection: crossSection, detector: detector)
  }

  /// Allocates the scratch memory of one thread.
  package func makeWorkspace() -> QCFWorkspace { QCFWorkspace(eventCount: eventCount) }

  /// Draws the events of one sample.
  ///
  /// - Parameters:
  ///   - parameters: The exponents.
  ///   - sample: Receives ``elementCount`` elements.
  ///   - seed: The seed of the data set.
  ///   - index: The sample's index in the data set.
  ///   - workspace: Scratch memory, of no meaning between calls.
  package func draw(
    _ parameters: QCFParameters, into sample: UnsafeMutableBufferPointer<Float>, seed: UInt64,
    index: Int, using workspace: QCFWorkspace
  ) {
    precondition(
      sample.count == elementCount && workspace.eventCount == eventCount,
      "QCFModel: \(sample.count) elements, workspace of \(workspace.eventCount), for \(self)")
    let events = QCFEvents(parameters, crossSection: crossSection, detector: detector)
    switch representation {
    case .unsorted:
      events.draw(into: sample, seed: seed, index: index)
    case .sorted:
      events.draw(into: sample, seed: seed, index: index)
      workspace.sort(sample)
    case .histogram:
      events.draw(into: workspace.events, seed: seed, index: index)
      count(workspace.events, into: sample)
    }
  }

  /// The expected sample.
  ///
  /// For sorted events element `i` of `n` is the quantile of `(i + 1/2) / n`, which differs from the
  /// expectation of the order statistic by far less than its standard deviation; for unsorted events
  /// it is the mean of an event, and for a histogram the expected number of events, both exact.
  ///
  /// - Parameters:
  ///   - parameters: The exponents.
  ///   - sample: Receives ``elementCount`` elements.
  package func writeExpectation(
    _ parameters: QCFParameters, into sample: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(
      sample.count == elementCount, "QCFModel: \(sample.count) elements for \(self)")
    let distribution = distribution(parameters)
    switch representation {
    case .unsorted: sample.update(repeating: Float(distribution.mean))
    case .sorted:
      for (position, quantile) in distribution.quantiles(count: eventCount).enumerated() {
        sample[position] = Float(quantile)
      }
    case .histogram:
      var below = 0.0
      for bin in sample.indices {
        let above = bin + 1 == sample.count ? 1 : distribution.cumulative(at: binEdge(bin + 1))
        sample[bin] = Float((above - below) * Double(eventCount))
        below = above
      }
    }
  }

  /// The lower edge of a bin of the histogram; that of the bin after the last is the upper end.
  package func binEdge(_ bin: Int) -> Double {
    let range = histogramRange
    let share = Double(bin) / Double(QCFRepresentation.binCount)
    return range.lowerBound + (range.upperBound - range.lowerBound) * share
  }

  private func count(
    _ events: UnsafeMutableBufferPointer<Float>, into bins: UnsafeMutableBufferPointer<Float>
  ) {
    bins.update(repeating: 0)
    let lower = Float(histogramRange.lowerBound)
    let perUnit = Float(bins.count) / Float(histogramRange.upperBound - histogramRange.lowerBound)
    let last = Float(bins.count - 1)
    for event in events {
      let place = min(max((event - lower) * perUnit, 0), last)
      bins[Int(place)] += 1
    }
  }
}
