package import Datasets
package import Diagnostics
package import Explorer
import Plotting
package import Storage
package import Tensors

extension TraversalPictures {
  /// Decodes a traversal; `nil` when cancelled.
  ///
  /// - Parameters:
  ///   - traversal: The points.
  ///   - base: The values of the latents that are not varied.
  ///   - sampleName: The name of the encoded sample; `nil` without one.
  ///   - space: The distributions of the latents.
  ///   - decode: Decodes points, `[points, latents]`; `nil` when cancelled.
  /// - Throws: ``NoValues`` when the range has none.
  package init?(
    _ traversal: Traversal, about base: [Float], of sampleName: String?,
    in space: TraversalSpace,
    decode: (Tensor) -> Tensor?
  ) throws(NoValues) {
    if let problem = space.problem(traversal.range) {
      throw NoValues(range: traversal.range, problem: problem, lack: space.lack)
    }
    let grid = traversal.grid(about: base, in: space)
    guard let samples = decode(grid.points) else { return nil }
    self.init(
      traversal: traversal, base: base, sampleName: sampleName, grid: grid, samples: samples,
      limits: traversal.limits(in: space))
  }

  /// A range has no values.
  package struct NoValues: Error, CustomStringConvertible {
    /// The range.
    package let range: TraversalRange
    /// Why it has none.
    package let problem: String
    /// Why no other range has any either; `nil` when one has.
    package let lack: String?
    /// The error in one line.
    package var description: String { lack ?? "\(range.title): \(problem)" }
  }
}

/// A traversal in its file formats.
package struct TraversalFile {
  private let pictures: TraversalPictures
  private let model: String
  private let data: DataDescription

  /// The smallest side of an image, and the gap between two, in pixels.
  private static let leastSide = 96
  private static let gap = 4

  /// Prepares the files of a traversal.
  ///
  /// - Parameters:
  ///   - pictures: The traversal.
  ///   - model: The name of the model.
  ///   - data: The description of the samples.
  package init(_ pictures: TraversalPictures, model: String, data: DataDescription) {
    (self.pictures, self.model, self.data) = (pictures, model, data)
  }

  /// The sheet of images on white, all on one colour scale.
  package var sheet: PNGImage {
    let drawing = SampleDrawing(data, covering: [pictures.samples])
    let tiles = (0..<pictures.samples.rowCount).map { index in
      drawing.bitmap(
        Tensor(
          shape: Array(pictures.samples.shape.dropFirst()),
          elements: Array(pictures.samples.row(index))), leastSide: Self.leastSide)
    }
    let width = (tiles.map(\.width).max() ?? 1) + Self.gap
    let height = (tiles.map(\.height).max() ?? 1) + Self.gap
    let columns = max(1, pictures.grid.columnCount)
    var bitmap = PixelBitmap(
      width: columns * width + Self.gap,
      height: max(1, pictures.grid.rows.count) * height + Self.gap)
    for (index, tile) in tiles.enumerated() {
      bitmap.draw(
        tile, column: Self.gap + index % columns * width, row: Self.gap + index / columns * height)
    }
    return PNGImage(
      width: bitmap.width, height: bitmap.height, channels: 3, pixels: bitmap.pixels)
  }

  /// The points, `[rows, columns, latents]`, the samples, `[rows, columns]` + their shape, and the values of
  /// the varied latents, `[rows, columns, 1]`, or `[rows, columns, 2]` for a grid.
  package var tensors: [NamedTensor] {
    let shape = [pictures.grid.rows.count, pictures.grid.columnCount]
    let points = pictures.grid.points
    let cells = pictures.grid.rows.flatMap(\.self)
    return [
      NamedTensor("latents", points.reshaped(to: shape + [points.shape[1]])),
      NamedTensor(
        "samples", pictures.samples.reshaped(to: shape + pictures.samples.shape.dropFirst())),
      NamedTensor(
        "values",
        Tensor(
          shape: shape + [cells.first?.moved.count ?? 0],
          elements: cells.flatMap { cell in cell.moved.map { cell.point[$0] } })),
    ]
  }

  /// The settings of the traversal, as texts.
  package var metadata: [String: String] {
    let latents =
      switch pictures.traversal.layout {
      case .rows(let latents): "rows " + latents.map(String.init).joined(separator: ",")
      case .grid(let across, let down): "grid \(across),\(down)"
      }
    var facts = [
      "latentty.traversal.model": model,
      "latentty.traversal.latents": latents,
      "latentty.traversal.range": pictures.traversal.range.rawValue,
      "latentty.traversal.values": "\(pictures.traversal.count)",
      "latentty.traversal.base": pictures.base.map { "\($0)" }.joined(separator: ","),
    ]
    facts["latentty.traversal.sample"] = pictures.sampleName
    if pictures.traversal.range == .sample {
      facts["latentty.traversal.reach"] = "\(pictures.traversal.reach)"
    }
    return facts
  }

  /// A line for every point: its row and column, the value of every latent, then every element of its sample.
  package var commaSeparated: String {
    let columns = max(1, pictures.grid.columnCount)
    let points = pictures.grid.points
    let (latents, elements) = (points.shape[1], pictures.samples.rowStride)
    let head =
      ["row", "column"] + (0..<latents).map { "z\($0)" } + (0..<elements).map { "x\($0)" }
    let lines = (0..<points.rowCount).map { index in
      (["\(index / columns)", "\(index % columns)"]
        + (points.row(index) + pictures.samples.row(index)).map { "\($0)" })
        .joined(separator: ",")
    }
    return ([head.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }
}
