/// The role of a column of a table.
package enum TableRole: String, Sendable, CaseIterable {
  /// A value of the point, by which it is compared with others.
  case feature
  /// A class or another known property, which is shown by colour.
  case label
  /// A name of the row.
  case identifier
  /// The number of the row.
  case index
}
