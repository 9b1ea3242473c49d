extension DataDescription {
  /// Why these samples do not fit a model of other data.
  ///
  /// A unit is compared where both are known; a file of arrays alone has none. So are the names of features.
  ///
  /// - Parameter model: What the model was trained on.
  /// - Returns: What was expected and what was found, in words; `nil` when the samples fit.
  package func misfit(for model: DataDescription) -> (expected: String, found: String)? {
    guard shape == model.shape else {
      return ("samples of shape \(Self.text(model.shape)), as for the model", Self.text(shape))
    }
    guard unit == model.unit || unit.isEmpty || model.unit.isEmpty else {
      return ("samples in \(model.unit), as for the model", "samples in \(unit)")
    }
    let (names, found) = (model.features.map(\.name), features.map(\.name))
    guard names == found || names.isEmpty || found.isEmpty else {
      let place = zip(names, found).enumerated().first { $1.0 != $1.1 }
      return (
        "the features in the order of the model, \"\(place?.element.0 ?? "")\" at \(place?.offset ?? 0)",
        "\"\(place?.element.1 ?? "")\""
      )
    }
    return nil
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "x")
  }
}
