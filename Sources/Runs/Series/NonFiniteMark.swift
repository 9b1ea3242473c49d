/// Where the values of a series were no numbers: consecutive ones, or after decimation those of a stretch.
public struct NonFiniteMark: Sendable, Equatable {
  /// What a value can be instead of a number.
  public struct Kinds: OptionSet, Sendable, Hashable {
    /// One bit for each kind.
    public let rawValue: UInt8

    /// Creates a set of kinds.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Not a number, or `null` where that stands for it.
    public static let notANumber = Kinds(rawValue: 1)
    /// Positive infinity.
    public static let positiveInfinity = Kinds(rawValue: 2)
    /// Negative infinity.
    public static let negativeInfinity = Kinds(rawValue: 4)

    /// The kind of a value that is not finite.
    init(of value: Double) {
      self = value.isNaN ? .notANumber : value > 0 ? .positiveInfinity : .negativeInfinity
    }

    /// The kinds in words, such as "NaN or -infinity".
    public var name: String {
      let names: [(Kinds, String)] = [
        (.notANumber, "NaN"), (.positiveInfinity, "infinity"), (.negativeInfinity, "-infinity"),
      ]
      return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
    }
  }

  /// What the values were.
  public internal(set) var kinds: Kinds
  /// The step of the first such value.
  public internal(set) var firstStep: Int
  /// The step of the last such value.
  public internal(set) var lastStep: Int
  /// The number of such values.
  public internal(set) var count: Int

  /// Adds the values of a mark that follows.
  mutating func merge(_ next: NonFiniteMark) {
    kinds.formUnion(next.kinds)
    lastStep = next.lastStep
    count += next.count
  }
}
