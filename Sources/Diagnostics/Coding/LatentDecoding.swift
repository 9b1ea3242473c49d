package import Models
import Storage
package import Tensors

/// Decodes all points of a file, and writes the samples while they are computed.
package struct LatentDecoding: Sendable {
  /// What a model must have.
  package static let needs: [ModelPart] = [.samples]

  private let model: Model
  private let latents: StoredElements
  private let path: String

  /// Reads the latents of a file.
  ///
  /// - Parameters:
  ///   - described: The model, whose output is samples.
  ///   - path: A file of arrays or a table, with a point in every row.
  ///   - array: The array of points, by its name; `nil` for that of ``SampleEncoding``, or the only one that fits.
  /// - Throws: ``CodingError`` when the file cannot be read, or holds no points of the model's latent space.
  package init(
    _ described: DescribedModel, latents path: String, array: String? = nil
  ) throws(CodingError) {
    let count = described.model.latentCount
    let content = try writing { () throws(StorageError) in try DataContent(path: path) }
    (model, self.path) = (described.model, path)
    switch content {
    case .arrays(let arrays):
      let entry = try Self.entry(of: arrays, latentCount: count, named: array)
      latents = try writing { () throws(StorageError) in try arrays.elements(entry) }
    case .table(let table): latents = try Self.latents(of: table, latentCount: count, path: path)
    case .other(let words):
      throw .noLatents(path: path, expected: "a file of arrays or a table", found: words)
    }
  }

  /// The number of points.
  package var count: Int { latents.rowCount }

  /// Decodes.
  ///
  /// - Parameters:
  ///   - batches: The batches of ``count`` points.
  ///   - progress: Receives the fraction done, on the calling thread.
  ///   - take: Receives the samples in their order, `[batch, height, width, channels]`, in the unit of the data.
  /// - Throws: ``CodingError`` when a point or a sample is not finite, `take` throws, or the work was cancelled.
  package func run(
    batches: CodingBatches, progress: (Double) -> Void = { _ in },
    take: (Tensor) throws(CodingError) -> Void
  ) throws(CodingError) {
    try batches.run { range -> (points: Tensor, samples: Tensor) in
      let points = points(range)
      return (points, model.decode(points))
    } take: { range, batch, fraction throws(CodingError) in
      for (what, tensor) in [("latents", batch.points), ("sample", batch.samples)] {
        guard let place = tensor.elements.firstIndex(where: { !$0.isFinite }) else { continue }
        throw .notFinite(
          path: path, what: what, row: range.lowerBound + place / max(1, tensor.rowStride))
      }
      try take(batch.samples)
      progress(fraction)
    }
  }

  private func points(_ range: Range<Int>) -> Tensor {
    let width = latents.rowStride
    return Tensor(shape: [range.count, width]) { elements in
      for (place, row) in range.enumerated() {
        latents.copyRow(
          row,
          into: UnsafeMutableBufferPointer(
            rebasing: elements[place * width..<(place + 1) * width]))
      }
    }
  }

  private static func entry(
    of arrays: StoredArrays, latentCount: Int, named name: String?
  ) throws(CodingError) -> StoredArrays.Entry {
    func fits(_ entry: StoredArrays.Entry) -> Bool {
      entry.elementType != nil && entry.shape.count == 2 && entry.shape[1] == latentCount
    }
    let fitting =
      if let name { arrays.entry(name).map { [$0] } ?? [] } else { arrays.entries.filter(fits) }
    let chosen = fitting.first { $0.name == SampleEncoding.codes } ?? fitting.first
    guard let chosen, fits(chosen),
      fitting.count == 1 || chosen.name == SampleEncoding.codes
    else {
      let shown = arrays.entries.prefix(8).map { "\"\($0.name)\" \($0.shape)" }
      throw .noLatents(
        path: arrays.path,
        expected: (name.map { "\"\($0)\"" } ?? "one array")
          + " of shape [points, \(latentCount)], the latents of the model",
        found: shown.isEmpty ? "no arrays" : shown.joined(separator: ", "))
    }
    return chosen
  }

  /// The columns that ``SampleEncoding`` writes, or all columns of numbers.
  private static func latents(
    of table: Table, latentCount: Int, path: String
  ) throws(CodingError) -> StoredElements {
    let numeric = table.columns.filter { $0.numbers != nil }
    let named = numeric.filter { $0.name.hasPrefix(SampleEncoding.codes + " ") }
    let roles = TableRoles(of: table.columns).roles
    let features = zip(table.columns, roles).filter { $1 == .feature }.map(\.0)
    guard let columns = [named, numeric, features].first(where: { $0.count == latentCount }) else {
      throw .noLatents(
        path: path, expected: "\(latentCount) columns of numbers, the latents of the model",
        found: "\(numeric.count) in \(table.columns.count) columns")
    }
    let values = columns.map { $0.numbers ?? [] }
    return StoredElements(
      Tensor(shape: [table.rowCount, latentCount]) { elements in
        for (latent, column) in values.enumerated() {
          for (row, value) in column.enumerated() {
            elements[row * latentCount + latent] = Float(value)
          }
        }
      })
  }
}
