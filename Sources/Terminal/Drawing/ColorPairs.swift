/// The table of foreground and background pairs that ncurses draws with.
///
/// ncurses' own allocation fails for ever, or runs past the table, after 65,536 distinct pairs, which a
/// moving picture in exact colours reaches within minutes. Pair 0 is the terminal's own colours.
struct ColorPairs {
  /// Two colours, by their numbers.
  struct Colors: Hashable {
    var foreground: Int32
    var background: Int32

    static let terminal = Colors(
      foreground: ColorReduction.terminalColor, background: ColorReduction.terminalColor)
  }

  /// The number of a pair, and whether ncurses must be told its colours.
  struct Entry {
    var number: Int32
    var isNew: Bool
  }

  private let capacity: Int
  private var numbers: [Colors: Int32] = [:]
  private var free: [Int32] = []
  private var unusedNumber: Int32 = 1

  /// Creates a table of `capacity` pairs, pair 0 included.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The pair of two colours; `nil` when none is left.
  mutating func entry(for colors: Colors) -> Entry? {
    if colors == .terminal { return Entry(number: 0, isNew: false) }
    if let number = numbers[colors] { return Entry(number: number, isNew: false) }
    guard let number = takeNumber() else { return nil }
    numbers[colors] = number
    return Entry(number: number, isNew: true)
  }

  /// Frees every pair but those still on the screen or about to be.
  mutating func keepOnly(_ used: Set<Colors>) {
    free.append(contentsOf: numbers.lazy.filter { !used.contains($0.key) }.map(\.value))
    numbers = numbers.filter { used.contains($0.key) }
  }

  private mutating func takeNumber() -> Int32? {
    if let number = free.popLast() { return number }
    guard Int(unusedNumber) < capacity else { return nil }
    defer { unusedNumber += 1 }
    return unusedNumber
  }
}
