import Maps
import Plotting

/// What tells the points of a map apart, prepared once for all frames.
struct MapColoring: Sendable {
  /// The column; `nil` where nothing does.
  private(set) var column: Int?
  /// What the raster takes.
  private(set) var colors = ScatterColors.uniform
  /// The names of classes.
  private(set) var names: [String] = []
  /// The letters of classes.
  private(set) var letters: [Character] = []
  /// The points of every class.
  private(set) var counts: [Int] = []
  /// The range of numbers.
  private(set) var scale: DisplayScale?

  /// Nothing tells the points apart.
  init() {}

  /// The share of numbers that the colours cover, in percent.
  private static let covered = 98.0

  /// A column tells them apart.
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

  /// Hides a class that is shown, and shows one that is hidden.
  mutating func toggle(_ index: Int) {
    guard case .classes(let indices, let count, let hidden) = colors, index < count else { return }
    colors = .classes(
      indices: indices, count: count, hidden: hidden ^ (1 << UInt64(truncatingIfNeeded: index)))
  }
}
