package import Tensors

extension PixelTransform {
  /// A transform whose extremes are those of some samples of a data set.
  ///
  /// - Parameters:
  ///   - mode: The form of the transform.
  ///   - dataset: The data.
  ///   - rows: The training samples, at least one; all others are checked as well.
  ///   - softening: The element value at which `asinh` turns from linear to logarithmic.
  ///   - team: The workers that share the samples.
  /// - Returns: A transform that passes ``validate()``.
  /// - Throws: ``DatasetError/invalidElement(origin:sample:place:expected:value:)`` for any sample of the data set,
  ///   or ``DatasetError/unusableTransform(mode:expected:found:)`` when all elements are equal.
  package static func fit(
    mode: PixelMode, dataset: Dataset, rows: [Int], softening: Float = 5,
    team: WorkerTeam = WorkerTeam()
  ) throws(DatasetError) -> PixelTransform {
    let extremes = try dataset.extremes(over: rows, domain: mode.domain, team: team)
    let transform = PixelTransform(
      mode: mode, minimum: extremes.lowerBound, maximum: extremes.upperBound, softening: softening)
    try transform.validate()
    return transform
  }

  /// Checks that the constants are valid; those of a file may be anything.
  ///
  /// - Throws: ``DatasetError/unusableTransform(mode:expected:found:)``.
  package func validate() throws(DatasetError) {
    guard minimum.isFinite, maximum.isFinite, maximum > minimum else {
      throw .unusableTransform(
        mode: mode, expected: "a finite minimum below a finite maximum",
        found: "minimum \(minimum), maximum \(maximum)")
    }
    guard mode != .binary || (minimum >= 0 && maximum <= 1) else {
      throw .unusableTransform(
        mode: mode, expected: "elements from 0 to 1", found: "\(minimum) to \(maximum)")
    }
    guard mode != .anscombe || minimum >= 0 else {
      throw .unusableTransform(
        mode: mode, expected: "counts, none negative", found: "minimum \(minimum)")
    }
    guard mode == .asinh || mode == .poisson else { return }
    guard maximum > 0, softening > 0, softening.isFinite else {
      throw .unusableTransform(
        mode: mode, expected: "a positive maximum and softening",
        found: "maximum \(maximum), softening \(softening)")
    }
    guard mode == .asinh || minimum >= 0 else {
      throw .unusableTransform(
        mode: mode, expected: "counts, none negative", found: "minimum \(minimum)")
    }
  }
}
