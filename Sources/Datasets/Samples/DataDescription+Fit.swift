extension DataDescription {
  /// Why these samples do not fit a model of other data.
  ///
  /// A unit is compared where both are known; a file of arrays alone has none.
  ///
  /// - Parameter model: What the model was trained on.
  /// - Returns: What was expected and what was found, in words; `nil` when the samples fit.
  package func misfit(for model: DataDescription) -> (expected: String, found: String)? {
    guard shape == model.shape else {
      return ("samples of \(Self.text(model.shape)) as the model reads", Self.text(shape))
    }
    guard unit == model.unit || unit.isEmpty || model.unit.isEmpty else {
      return ("samples in \(model.unit) as the model reads", "samples in \(unit)")
    }
    return nil
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "x")
  }
}
