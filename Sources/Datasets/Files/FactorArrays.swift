import Storage
import Tensors

/// The arrays of a file that tell something of every sample: labels, latents, parameters.
struct FactorArrays {
  let arrays: StoredArrays
  let options: DataOptions
  /// The array of samples.
  let samples: StoredArrays.Entry
  /// The number of samples.
  let count: Int

  /// A factor with its values.
  typealias Column = (factor: Factor, values: [Float])

  /// Words in the names of arrays of labels and factors.
  private static let words: Set<Substring> = [
    "label", "labels", "target", "targets", "class", "classes", "factor", "factors", "latents",
    "values", "y", "attributes", "attrs", "parameters", "params", "theta", "category", "categories",
    "onehot",
  ]
  /// Words of which a name with one belongs to other samples than a name with another.
  private static let splits: [Substring] = [
    "train", "training", "test", "val", "valid", "validation",
  ]

  /// Whether an array is called labels or factors.
  static func isLabel(_ entry: StoredArrays.Entry) -> Bool {
    TableRoles.isCalledLabel(entry.name) || !words.isDisjoint(with: parts(of: entry.name))
  }

  private static func parts(of name: String) -> [Substring] {
    name.lowercased().split { !$0.isLetter }
  }

  /// The factors with notes on them.
  ///
  /// - Throws: `DatasetError` when an array that the user named is missing or unfit, or cannot be read.
  func columns() throws(DatasetError) -> (columns: [Column], notes: [String]) {
    var (columns, notes): ([Column], [String]) = ([], [])
    for entry in try chosen() {
      let found = try self.columns(of: entry)
      if let place = found.columns.firstIndex(where: { !$0.values.allSatisfy(\.isFinite) }) {
        guard options.labels == nil else {
          throw notFinite(found.columns[place])
        }
        notes.append("\(entry.name) has values that are not finite and was left out")
        continue
      }
      columns += found.columns
      notes += found.notes
    }
    if !columns.isEmpty {
      notes.insert(
        columns.count == 1
          ? "the factor is \(columns[0].factor.name)"
          : "the \(columns.count) factors are those of \(try chosen().map(\.name).joined(separator: ", "))",
        at: 0)
    }
    return (columns, notes)
  }

  private func chosen() throws(DatasetError) -> [StoredArrays.Entry] {
    guard let labels = options.labels else { return inferred }
    var chosen: [StoredArrays.Entry] = []
    for name in labels.split(separator: ",") {
      guard let entry = arrays.entry(String(name)) else {
        throw .storage(
          .missingTensor(
            path: arrays.path, name: String(name), available: arrays.entries.map(\.name)))
      }
      guard isOfSamples(entry) else {
        throw .notADataset(
          path: arrays.path, expected: "labels of shape [\(count)] or [\(count), any]",
          found: "\"\(entry.name)\" \(entry.typeName) \(entry.shape)")
      }
      chosen.append(entry)
    }
    return chosen
  }

  private var inferred: [StoredArrays.Entry] {
    let fitting = arrays.entries.filter { entry in
      isOfSamples(entry) && isOfSameSplit(entry)
        && (entry.shape.dropFirst().allSatisfy { $0 == 1 } || Self.isLabel(entry))
    }
    // The classes number the values of the same latents.
    guard fitting.contains(where: { $0.name == "latents_values" }) else { return fitting }
    return fitting.filter { $0.name != "latents_classes" }
  }

  /// Whether an array has one value or row for every sample.
  private func isOfSamples(_ entry: StoredArrays.Entry) -> Bool {
    entry.name != samples.name && entry.shape.first == count && entry.shape.count <= 2
      && (entry.elementType != nil || entry.holdsTexts && entry.shape.count == 1)
      && entry.shape.dropFirst().allSatisfy { (1...DatasetParts.factorLimit).contains($0) }
  }

  /// `y_test` is of other samples than `x_train`, even if there are as many.
  private func isOfSameSplit(_ entry: StoredArrays.Entry) -> Bool {
    let (own, other) = (Self.parts(of: samples.name), Self.parts(of: entry.name))
    guard let split = Self.splits.first(where: own.contains),
      let found = Self.splits.first(where: other.contains)
    else { return true }
    return split == found
  }

  private func columns(
    of entry: StoredArrays.Entry
  ) throws(DatasetError) -> (columns: [Column], notes: [String]) {
    if entry.holdsTexts { return try classes(of: entry) }
    let tensor = try rethrowing { () throws(StorageError) in try arrays.tensor(entry) }
    let width = tensor.rowStride
    if width > 2, let classes = Self.oneHotClasses(tensor) {
      return (
        [column(named: entry.name, classes)],
        ["\(entry.name) is one-hot and became one factor of \(width) classes"]
      )
    }
    return (
      (0..<width).map { place in
        column(
          named: width == 1 ? entry.name : "\(entry.name) \(place)",
          stride(from: place, to: tensor.count, by: width).map { tensor.elements[$0] })
      }, []
    )
  }

  private func classes(
    of entry: StoredArrays.Entry
  ) throws(DatasetError) -> (columns: [Column], notes: [String]) {
    let stored = try rethrowing { () throws(StorageError) in try arrays.columns(entry) }
    guard let values = stored.first.flatMap({ TableColumn.Values($0.values) }) else {
      return ([], ["\(entry.name) has the type \(entry.typeName) and was left out"])
    }
    let source = TableSamples(
      path: arrays.path, column: TableColumn(name: entry.name, values: values), name: entry.name,
      lines: nil)
    let (numbers, legend) = try source.factor()
    return ([column(named: entry.name, numbers)], ["\(entry.name) is numbered: \(legend)"])
  }

  private func column(named name: String, _ values: [Float]) -> Column {
    let finite = values.filter(\.isFinite)
    return (
      Factor(
        name: name, unit: "", lower: Double(finite.min() ?? 0), upper: Double(finite.max() ?? 0)),
      values
    )
  }

  /// The place of the only one in every row of zeros; `nil` where a row has anything else.
  private static func oneHotClasses(_ tensor: Tensor) -> [Float]? {
    var classes: [Float] = []
    for row in 0..<tensor.rowCount {
      let values = tensor.row(row)
      guard let place = values.firstIndex(of: 1), values.allSatisfy({ $0 == 0 || $0 == 1 }),
        values.reduce(0, +) == 1
      else { return nil }
      classes.append(Float(place - values.startIndex))
    }
    return classes
  }

  private func notFinite(_ column: Column) -> DatasetError {
    let sample = column.values.firstIndex { !$0.isFinite } ?? 0
    return .invalidElement(
      origin: arrays.path, sample: sample, place: "factor \"\(column.factor.name)\"",
      expected: "a finite number", value: column.values[sample])
  }
}
