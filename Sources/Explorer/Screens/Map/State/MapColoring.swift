import Maps
import Plotting

/// The colouring of the points of a map, prepared once for all frames.
struct MapColoring: Sendable {
  /// The column; `nil` for uniform points.
  private(set) var column: Int?
  /// The colours for the raster.
  private(set) var colors = ScatterColors.uniform
  /// The names of classes.
  private(set) var names: [String] = []
  /// The letters of classes.
  private(set) var letters: [Character] = []
  /// The number of points of every class.
  private(set) var counts: [Int] = []
  /// The range of numbers.
  private(set) var scale: DisplayScale?

  /// Uniform points.
  init() {}

  /// The share of numbers that the colour scale covers, in percent.
  private static let covered = 98.0

  /// Colours points by a column.
  init(_ points: MapPoints, column: Int) {
    self.column = column
    switch points.columns[column].values {
    case .categories(let names, let indices):
      let told = Array(names.prefix(ScatterColors.classLimit))
      self.names = told
      letters = CategoricalPalette.letters(for: told)
      counts = Array(repeating: 0, count: told.count)
      for index in indices where index < told.count { counts[index] += 1 }
      colors = .classes(
        indices: indices.map { UInt8(clamping: $0) }, count: told.count, hidden: 0)
    case .continuous(let values):
      let numbers = values.map { Float($0) }
      let scale = DisplayScale(covering: numbers, clip: .percentile(Self.covered))
      self.scale = scale
      colors = .values(numbers.map { $0.isFinite ? scale($0) : .nan })
    }
  }

  /// Whether a class is drawn.
  func shows(_ index: Int) -> Bool {
    guard case .classes(_, _, let hidden) = colors else { return true }
    return hidden >> UInt64(truncatingIfNeeded: index) & 1 == 0
  }

  /// Toggles whether a class is hidden.
  mutating func toggle(_ index: Int) {
    guard case .classes(let indices, let count, let hidden) = colors, index < count else { return }
    colors = .classes(
      indices: indices, count: count, hidden: hidden ^ (1 << UInt64(truncatingIfNeeded: index)))
  }
}
