/// A column of a table that was read whole.
package struct TableColumn: Sendable, Equatable {
  /// The values of a column in the order of the rows.
  package enum Values: Sendable, Equatable {
    /// Numbers; NaN where one is missing or was not read.
    case numbers([Double])
    /// Texts; `nil` where one is missing.
    case texts([String?])
  }

  /// Fields that are neither a number nor missing.
  package struct Texts: Sendable, Equatable {
    /// How many there are.
    package var count: Int
    /// The first of them.
    package var first: String
    /// The line of the first, counted from 1.
    package var line: Int

    /// Creates a count of such fields.
    package init(count: Int, first: String, line: Int) {
      self.count = count
      self.first = first
      self.line = line
    }
  }

  /// The name; empty where the table has none.
  package var name: String
  /// The unit; empty for pure numbers, and where none is named.
  package var unit: String
  /// The values in the order of the rows.
  package var values: Values
  /// The fields that are texts: all except missing ones in a text column, those that were not read in a numerical
  /// one.
  package var texts: Texts?
  /// The fields of a column of texts that are words for a missing value elsewhere, such as `NA`, and texts here.
  package var missingWords: Texts?
  /// The number of fields with a number and something around it.
  package var decoratedCount = 0
  /// What the first of them has around it.
  package var decoration: NumberDecoration?
  /// The fields as they are written, where a double does not hold all their digits or leading zeros.
  package var exactTexts: [String]?

  /// Creates a column.
  package init(name: String, unit: String = "", values: Values) {
    self.name = name
    self.unit = unit
    self.values = values
  }

  /// The number of rows.
  package var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }
}
