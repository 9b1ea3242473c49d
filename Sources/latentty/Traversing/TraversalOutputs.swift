import ArgumentParser
import CommandSupport
import Datasets
import Diagnostics
import Explorer
import ExplorerEngine
import Models
import Plotting
import Storage
import Tensors

/// Latents as named on the command line: `3,0,7`, with or without a z before each.
struct LatentIndices: RuledArgument, Equatable {
  static let expected = "different latents such as 3,0,7"

  /// The indices, each once.
  let indices: [Int]

  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    indices = words.compactMap { Int($0.hasPrefix("z") ? $0.dropFirst() : $0) }
    guard indices.count == words.count, Set(indices).count == indices.count else { return nil }
  }
}

/// What a traversal is written to, by the end of the file's name.
enum TraversalFileFormat: String, CaseIterable {
  case png, npy, npz, csv

  init?(path: String) {
    guard
      let format = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") })
    else { return nil }
    self = format
  }

  /// Writes a traversal: a sheet, the samples alone, points and samples, or both as text.
  func write(_ file: TraversalFile, to path: String) throws(StorageError) {
    switch self {
    case .png: try file.sheet.write(to: path, kind: .traversal)
    case .npy: try NPY.write(file.tensors[1].tensor, to: path)
    case .npz: try NPZWriter.write(file.tensors, to: path, kind: .traversal)
    case .csv: try AtomicFile.write(Array(file.commaSeparated.utf8), to: path)
    }
  }
}

extension OutputKind {
  /// A traversal, as arrays or as a sheet.
  static let traversal = OutputKind(name: "traversal", title: "a traversal")
}

/// A traversal as JSON: what was traversed, and the value of every cell.
struct TraversalDocument: Encodable {
  private let model: String
  private let range: String
  private let layout: String
  private let latents: [Int]
  /// The names of the latents.
  private let names: [String]
  private let values: [[Float]]
  private let shape: [Int]
  /// The value of every latent that stays.
  private let base: [Float]
  private let sample: Int?
  private let file: String?
  /// The factors at whose bounds values end, by the name of the latent.
  private let limits: [String: String]

  init(
    _ pictures: TraversalPictures, model: String, roles: [LatentRole], sample: Int?, file: String?
  ) {
    self.model = model
    self.sample = sample
    limits = Dictionary(uniqueKeysWithValues: pictures.limits.map { ("z\($0.key)", $0.value) })
    base = pictures.base
    names = pictures.traversal.latents.map { roles[$0].title }
    self.file = file
    range = pictures.traversal.range.rawValue
    shape = Array(pictures.samples.shape.dropFirst())
    switch pictures.traversal.layout {
    case .rows(let latents):
      layout = "rows"
      self.latents = latents
      values = zip(latents, pictures.grid.rows).map { latent, row in
        row.map { $0.point[latent] }
      }
    case .grid(let across, let down):
      layout = "grid"
      latents = [across, down]
      values = [
        pictures.grid.rows.first?.map { $0.point[across] } ?? [],
        pictures.grid.rows.compactMap { $0.first?.point[down] },
      ]
    }
  }
}

/// A traversal as text: the pictures in rows with the values below.
struct TraversalText {
  private let pictures: TraversalPictures
  private let data: DataDescription
  private let output: TextOutput
  private let names: String?
  private let drawing: SampleDrawing
  private let cell: Size

  private static let leastCell = Size(columns: 13, rows: 7)
  /// A picture is no taller, even where it hides something.
  private static let mostRows = 40
  private static let nameColumns = 6

  init(
    _ pictures: TraversalPictures, data: DataDescription, roles: [LatentRole], output: TextOutput
  ) {
    (self.pictures, self.data, self.output) = (pictures, data, output)
    names = roles.titles(of: pictures.traversal.latents)
    drawing = SampleDrawing(data, covering: [pictures.samples])
    cell = Size(
      columns: Self.leastCell.columns,
      rows: max(Self.leastCell.rows, min(drawing.rowsOfAll, Self.mostRows)))
  }

  /// The text, ending in a line feed.
  var printout: Printout {
    let room = (output.size.columns - Self.nameColumns) / (cell.columns + 1)
    let shown = Self.evenColumns(of: pictures.grid.columnCount, atMost: room)
    let omitted = pictures.grid.columnCount - shown.count
    let heading =
      "\(data.name): \(layoutText), \(pictures.traversal.range.title), "
      + "\(pictures.traversal.count) values"
      + (omitted > 0 ? " of which \(shown.count) are shown" : "")
    return pictures.grid.rows.indices.reduce(
      Printout(lines: [heading] + (names.map { ["names: \($0)"] } ?? []) + limits)
    ) { text, row in
      text + output.printout(of: frame(row, shown))
    }
  }

  /// Which factors' bounds end the values, in a line; none where none do.
  private var limits: [String] {
    guard !pictures.limits.isEmpty else { return [] }
    let ends = pictures.limits.sorted { $0.key < $1.key }.map { "z\($0.key) of \($0.value)" }
    return ["ends at the bounds: \(ends.joined(separator: ", ")); --beyond-bounds lifts them"]
  }

  /// As many columns as fit with equal steps between them, both ends included; the first alone where only one fits.
  static func evenColumns(of count: Int, atMost most: Int) -> [Int] {
    guard count > 1, most > 1 else { return Array(0..<min(count, 1)) }
    let last = count - 1
    let step = (1...last).first { last.isMultiple(of: $0) && last / $0 < most } ?? last
    return Array(stride(from: 0, through: last, by: step))
  }

  private var layoutText: String {
    switch pictures.traversal.layout {
    case .rows(let latents): latents.count == 1 ? "1 latent" : "\(latents.count) latents"
    case .grid(let across, let down): "z\(across) across, z\(down) upwards"
    }
  }

  private func frame(_ row: Int, _ shown: [Int]) -> Frame {
    let glyphs = GlyphSet.set(for: output.capabilities)
    let texts = NumberText.row(
      pictures.grid.rows[row].map { Double($0.point[$0.moved[0]]) }, signed: true)
    var frame = Frame(
      size: Size(
        columns: Self.nameColumns + shown.count * (cell.columns + 1), rows: cell.rows + 1),
      ambiguous: output.capabilities.ambiguous)
    for (place, column) in shown.enumerated() {
      let point = pictures.grid.rows[row][column]
      let left = Self.nameColumns + place * (cell.columns + 1)
      let index = row * pictures.grid.columnCount + column
      drawing.draw(
        Tensor(
          shape: Array(pictures.samples.shape.dropFirst()),
          elements: Array(pictures.samples.row(index))), into: &frame,
        in: Rect(column: left, row: 0, columns: cell.columns, rows: cell.rows),
        capabilities: output.capabilities)
      frame.writeField(
        texts[column], column: left, row: cell.rows, columns: cell.columns, alignment: .center,
        style: .plain, glyphs: glyphs)
      if place == 0 {
        frame.writeField(
          name(row, point), column: 0, row: cell.rows / 2, columns: Self.nameColumns, style: .plain,
          glyphs: glyphs)
      }
    }
    return frame
  }

  private func name(_ row: Int, _ cell: TraversalGrid.Cell) -> String {
    guard case .grid(_, let down) = pictures.traversal.layout else { return "z\(cell.moved[0])" }
    let heights = pictures.grid.rows.compactMap { $0.first?.point[down] }.map(Double.init)
    return NumberText.row(heights, signed: true)[row]
  }
}
