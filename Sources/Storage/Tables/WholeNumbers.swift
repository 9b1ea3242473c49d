/// Whether a column consists of whole numbers, and their distribution.
struct WholeNumbers {
  let count: Int
  let areWhole: Bool
  let kindCount: Int
  let areUnique: Bool
  /// Whether every number is one above the number before it.
  let countUp: Bool

  /// Examines numbers.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - exactTexts: The numbers as they are written, where different ones are equal as doubles.
  init(_ numbers: [Double], exactTexts: [String]?) {
    let known = numbers.filter { !$0.isNaN }
    count = known.count
    areWhole = !known.isEmpty && known.allSatisfy { $0 == $0.rounded() && $0.isFinite }
    let texts = exactTexts.map { Set($0).subtracting([""]).count }
    kindCount = areWhole ? texts ?? Set(known).count : 0
    areUnique = areWhole && kindCount == count && count > 1 && 2 * count > numbers.count
    countUp = areUnique && zip(known, known.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// Whether there are few distinct ones that repeat.
  var areClasses: Bool {
    areWhole && kindCount <= TableRoleGuess.mostClasses && 2 * kindCount <= count
  }

  /// The number of distinct values, in words.
  var kinds: String {
    kindCount == 1 ? "the same integer in every row" : "\(kindCount) different integers"
  }
}
