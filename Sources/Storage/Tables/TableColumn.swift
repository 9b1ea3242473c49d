/// A column of a table that was read whole.
public struct TableColumn: Sendable, Equatable {
  /// The values of a column in the order of the rows.
  public enum Values: Sendable, Equatable {
    /// Numbers; NaN where one is missing or was not read.
    case numbers([Double])
    /// Texts; `nil` where one is missing.
    case texts([String?])
  }

  /// Fields that are neither a number nor missing.
  public struct Texts: Sendable, Equatable {
    /// How many there are.
    public var count: Int
    /// The first of them.
    public var first: String
    /// The line of the first, counted from 1.
    public var line: Int

    /// Creates a count of such fields.
    public init(count: Int, first: String, line: Int) {
      self.count = count
      self.first = first
      self.line = line
    }
  }

  /// The name; empty where the table has none.
  public var name: String
  /// The unit; empty for pure numbers, and where none is named.
  public var unit: String
  /// The values in the order of the rows.
  public var values: Values
  /// The fields that are texts: all that say something in a column of texts, those that were not read in one of numbers.
  public var texts: Texts?
  /// The fields of a column of texts that are words for a missing value elsewhere, such as `NA`, and texts here.
  public var missingWords: Texts?
  /// How many fields have a number with something around it.
  public var decoratedCount = 0
  /// What the first of them has around it.
  public var decoration: NumberDecoration?
  /// The fields as they are written, where a double keeps no number of so many digits, or not the zeros before it.
  public var exactTexts: [String]?

  /// Creates a column.
  public init(name: String, unit: String = "", values: Values) {
    self.name = name
    self.unit = unit
    self.values = values
  }

  /// The number of rows.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }
}
