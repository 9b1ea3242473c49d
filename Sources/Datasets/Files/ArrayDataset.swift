import Storage
import Tensors

/// Makes a data set of the arrays of a file, by what the user says of them and what their names and shapes tell.
struct ArrayDataset {
  let arrays: StoredArrays
  let options: DataOptions

  /// The data set.
  ///
  /// - Throws: `DatasetError` when no array can be samples, or the parts are inconsistent.
  func dataset() throws(DatasetError) -> Dataset {
    if let text = arrays.metadata[DescriptionCoding.key], options.array == nil {
      return try described(text)
    }
    let choice = try ArrayChoice(arrays: arrays, options: options).chosen()
    guard !choice.entry.isTable else { return try rows(of: choice.entry, notes: choice.notes) }
    return try samples(choice.entry, notes: arrays.notes + choice.notes)
  }

  /// A file of this program, whose description tells everything.
  private func described(_ text: String) throws(DatasetError) -> Dataset {
    guard let samples = arrays.entry(DatasetFormat.samples) else {
      throw .notADataset(
        path: arrays.path, expected: "an array \"\(DatasetFormat.samples)\"",
        found: arrays.entries.prefix(6).map { "\"\($0.name)\"" }.joined(separator: ", "))
    }
    let named = arrays.entry(DatasetFormat.factors)
    let factors: Tensor? =
      if let named, named.elementType != nil {
        try rethrowing { () throws(StorageError) in try arrays.tensor(named) }
      } else { nil }
    return try DatasetParts(
      path: arrays.path, name: DatasetFormat.samples, samples: try storage(of: samples),
      factors: factors
    ).assembled(text, notes: notes(onFactors: named))
  }

  /// Samples of a file that says nothing of them but names and shapes.
  private func samples(
    _ entry: StoredArrays.Entry, notes: [String]
  ) throws(DatasetError) -> Dataset {
    var notes = notes
    let order = try order(of: entry, notes: &notes)
    var elements = try storage(of: entry).arranged(order.axes)
    if let divisor = options.divisor { elements = elements.scaled(by: 1 / divisor) }
    let known = try factors(of: entry, count: elements.rowCount)
    let parts = DatasetParts(
      path: arrays.path, name: entry.name, samples: elements, factors: known.tensor)
    var dataset = try parts.assembled(nil, known: known.factors, notes: notes + known.notes)
    dataset.describe { description in
      if order.isOfFeatures, SampleKind.features.has(shape: description.shape) {
        description.kind = .features
      }
      if entry.elementType == .uint8, options.divisor == nil, description.isInColor {
        description.range = 0...255
      }
    }
    return dataset
  }

  private func order(
    of entry: StoredArrays.Entry, notes: inout [String]
  ) throws(DatasetError) -> SampleOrder {
    guard let order = options.order ?? SampleOrder.likeliest(for: entry.shape) else {
      throw .notADataset(
        path: arrays.path, expected: "\"\(entry.name)\" with two to four axes",
        found: "\(entry.shape)")
    }
    guard order.letters.count == entry.shape.count else {
      throw .notADataset(
        path: arrays.path,
        expected: "\"\(entry.name)\" with \(order.letters.count) axes, by --order \(order.letters)",
        found: "\(entry.shape)")
    }
    let isPlain = entry.name == DatasetFormat.samples && ["nhw", "nhwc"].contains(order.letters)
    if options.order == nil, !isPlain {
      notes.append("its axes \(entry.shape) are \(order.words) (--order \(order.letters))")
    }
    return order
  }

  private func storage(of entry: StoredArrays.Entry) throws(DatasetError) -> StoredElements {
    try rethrowing { () throws(StorageError) in
      try arrays.elements(entry).compacted(path: arrays.path, name: entry.name)
    }
  }

  /// The array `factors` of a file of `samples`, or what else is known of every sample.
  private func factors(
    of entry: StoredArrays.Entry, count: Int
  ) throws(DatasetError) -> (tensor: Tensor?, factors: [Factor]?, notes: [String]) {
    if options.labels == nil, entry.name == DatasetFormat.samples,
      let named = arrays.entry(DatasetFormat.factors)
    {
      let tensor: Tensor? =
        named.elementType == nil
        ? nil : try rethrowing { () throws(StorageError) in try arrays.tensor(named) }
      return (tensor, nil, notes(onFactors: named))
    }
    let found = try FactorArrays(
      arrays: arrays, options: options, samples: entry, count: count
    ).columns()
    let values = found.columns.map(\.values)
    return (
      Dataset.rows(of: values, shape: [count, values.count]), found.columns.map(\.factor),
      found.notes
    )
  }

  /// An array of structures: its columns are features and labels, as those of a table.
  private func rows(
    of entry: StoredArrays.Entry, notes: [String]
  ) throws(DatasetError) -> Dataset {
    let stored = try rethrowing { () throws(StorageError) in try arrays.columns(entry) }
    var (columns, notes) = ([TableColumn](), arrays.notes + notes)
    for column in stored {
      if let values = TableColumn.Values(column.values) {
        columns.append(TableColumn(name: column.name, unit: column.unit, values: values))
      } else if case .foreign(let type) = column.values {
        notes.append("\(column.name) has the type \(type) and was left out")
      }
    }
    return try Dataset.openTable(arrays.path, columns: columns, lines: nil, notes: notes)
  }

  /// The note on factors that are not numbers.
  private func notes(onFactors entry: StoredArrays.Entry?) -> [String] {
    guard let entry, entry.elementType == nil else { return [] }
    return ["the array \"\(entry.name)\" has the type \(entry.typeName) and was left out"]
  }
}
