/// What the user says of a file of data, where it does not say it itself; everything else is inferred.
package struct DataOptions: Sendable, Equatable {
  /// The array of samples, by its name in the file; `nil` to infer it.
  package var array: String?
  /// The order of the axes of that array; `nil` to infer it.
  package var order: SampleOrder?
  /// The arrays of labels or factors, by their names with commas between them; `nil` to infer them.
  package var labels: String?
  /// What every element is divided by, 255 for bytes that a model expects as shares.
  package var divisor: Float?
  /// What becomes of elements that are not finite.
  package var blanks = BlankPolicy.refuse

  /// Infers everything.
  package init() {}
}

/// What becomes of elements that are NaN or infinite, as blank pixels are.
package enum BlankPolicy: String, Sendable, CaseIterable {
  /// They are an error.
  case refuse
  /// They become zero.
  case zero
  /// They become the median of their sample's other elements.
  case median
}
