import Storage
import Tensors

/// The contents of a data set's file, before they are validated.
struct DatasetParts {
  let path: String
  /// The name of the array of samples.
  let name: String
  let samples: StoredElements
  /// The most factors; each has a name, a unit and a range that are listed for the user.
  static let factorLimit = 1 << 12

  /// `nil` when the file has none.
  let factors: Tensor?

  /// Checks that the parts are consistent and combines them.
  ///
  /// - Parameters:
  ///   - text: The description of the file's metadata, `nil` when it has none.
  ///   - known: The factors where more than their values is known.
  ///   - notes: Notes for the user.
  /// - Returns: The data set.
  /// - Throws: ``DatasetError/notADataset(path:expected:found:)``.
  func assembled(
    _ text: String?, known: [Factor]? = nil, notes: [String] = []
  ) throws(DatasetError) -> Dataset {
    let found = samples.shape
    guard (3...4).contains(found.count), found.allSatisfy({ $0 > 0 }) else {
      throw mismatch(
        name, expected: "[samples, height, width, channels]", found: found)
    }
    let factors = factors ?? Tensor(shape: [found[0], 0], elements: [])
    try check(factors)
    let shape = found.count == 3 ? Array(found[1...]) + [1] : Array(found[1...])
    let description =
      if let text { try DescriptionCoding.decode(text, path: path) } else {
        inferred(shape: shape, factors: factors, known: known)
      }
    guard description.shape == shape else {
      throw mismatch(
        name, expected: "\([found[0]] + description.shape)", found: found)
    }
    guard description.factors.count == factors.shape[1] else {
      throw mismatch(
        DatasetFormat.factors, expected: "\([found[0], description.factors.count])",
        found: factors.shape)
    }
    try checkFinite(factors, of: description)
    return Dataset(
      description: description, samples: .stored(samples), factors: factors, origin: path,
      notes: notes)
  }

  /// Puts the parts of a table together, whose columns have names.
  ///
  /// - Throws: ``DatasetError/notADataset(path:expected:found:)``, ``DatasetError/invalidElement``.
  func assembled(
    features: [Feature], known: [Factor], notes: [String]
  ) throws(DatasetError) -> Dataset {
    let plain = try assembled(nil)
    var description = plain.description
    description.factors = known
    let unit = features.first?.unit ?? ""
    if features.allSatisfy({ $0.unit == unit }) { description.unit = unit }
    if !OrderedNames.areOrdered(features.map(\.name)) {
      (description.kind, description.features) = (.features, features)
    }
    return Dataset(
      description: description, samples: .stored(samples), factors: plain.factors, origin: path,
      notes: notes)
  }

  private func check(_ factors: Tensor) throws(DatasetError) {
    guard factors.shape.count == 2, factors.rowCount == samples.shape[0] else {
      throw mismatch(
        DatasetFormat.factors, expected: "[\(samples.shape[0]), any]", found: factors.shape)
    }
    guard factors.shape[1] <= Self.factorLimit else {
      throw mismatch(
        DatasetFormat.factors, expected: "[\(samples.shape[0]), at most \(Self.factorLimit)]",
        found: factors.shape)
    }
  }

  private func checkFinite(
    _ factors: Tensor, of description: DataDescription
  ) throws(DatasetError) {
    guard let place = factors.elements.firstIndex(where: { !$0.isFinite }) else { return }
    let (sample, column) = place.quotientAndRemainder(dividingBy: factors.shape[1])
    throw .invalidElement(
      origin: path, sample: sample, place: "factor \"\(description.factors[column].name)\"",
      expected: "a finite number", value: factors.elements[place])
  }

  private func mismatch(_ name: String, expected: String, found: [Int]) -> DatasetError {
    .notADataset(path: path, expected: "\"\(name)\" of shape \(expected)", found: "\(found)")
  }

  /// The description of a file without one, inferred from its shapes and factors.
  private func inferred(
    shape: [Int], factors: Tensor, known: [Factor]?
  ) -> DataDescription {
    let columns = factors.shape[1]
    let file = path.split(separator: "/").last ?? ""
    return DataDescription(
      name: String(file.prefix { $0 != "." }),
      kind: SampleKind.curve.has(shape: shape) ? .curve : .image,
      shape: shape, unit: "",
      factors: known
        ?? (0..<columns).map { column in
          let values = stride(from: column, to: factors.count, by: columns).map {
            Double(factors.elements[$0])
          }
          return Factor(
            name: "factor \(column)", unit: "", lower: values.min() ?? 0, upper: values.max() ?? 0)
        })
  }
}
