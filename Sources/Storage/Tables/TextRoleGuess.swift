/// The role of a column of texts or of digit codes: names of the rows where most differ, else labels.
struct TextRoleGuess {
  private let known: [String]
  private let kindCount: Int
  private let first: TableColumn.Texts?

  /// Examines texts.
  ///
  /// - Parameters:
  ///   - texts: The texts; `nil` where one is missing.
  ///   - first: The first field that is a text; `nil` for codes.
  init(_ texts: [String?], first: TableColumn.Texts?) {
    known = texts.compactMap(\.self)
    kindCount = Set(known).count
    self.first = first
  }

  /// The role with the reason.
  var guess: (TableRole, String?) {
    if let codes { return guess(ofCodes: codes) }
    let first = first.map { " (line \($0.line): \"\($0.first.prefix(24))\")" } ?? ""
    if kindCount == known.count {
      return (.identifier, "has a different text in every row\(first)")
    }
    // A few texts that repeat by chance are not classes.
    return kindCount > TableRoleGuess.mostClasses && 2 * kindCount > known.count
      ? (.identifier, "has texts of which most differ\(first)")
      : (
        .label,
        "has \(kindCount == 1 ? "the same text in every row" : "\(kindCount) different texts")\(first)"
      )
  }

  private func guess(ofCodes codes: String) -> (TableRole, String?) {
    if kindCount == 1, known.count > 1 {
      return (.identifier, "has the same \(codes) in every row")
    }
    return kindCount <= TableRoleGuess.mostClasses && 2 * kindCount <= known.count
      ? (.label, "has \(codes), \(kindCount) of them different")
      : (.identifier, "has \(codes), of which \(kindCount == known.count ? "all" : "most") differ")
  }

  /// The description of whole numbers that a double does not hold exactly; `nil` where some text is not one.
  private var codes: String? {
    var (haveZeros, areLong) = (false, false)
    for text in known {
      let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
      guard !digits.isEmpty, digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
      if digits.count > 1, digits.first == UInt8(ascii: "0") { haveZeros = true }
      if digits.count > 15 { areLong = true }
    }
    guard !known.isEmpty else { return nil }
    return haveZeros
      ? "integers with leading zeros"
      : areLong ? "integers with more digits than a double holds" : "texts of digits"
  }
}
