extension TableColumn {
  /// Whole numbers as they are written, where a double does not hold them exactly; `nil` for other columns, and in
  /// rows without one.
  package var writtenCodes: [String?]? {
    guard case .numbers(let numbers) = values, let exactTexts,
      numbers.allSatisfy({ $0.isNaN || $0 == $0.rounded() && $0.isFinite })
    else { return nil }
    return exactTexts.map { $0.isEmpty ? nil : $0 }
  }

  /// 1 for `True` and 0 for `False` in any case, NaN where a text is missing; `nil` where there is any other text.
  package var truthValues: [Double]? {
    guard case .texts(let texts) = values else { return nil }
    var truths: [Double] = []
    for text in texts {
      switch text {
      case nil: truths.append(.nan)
      case "True", "true", "TRUE": truths.append(1)
      case "False", "false", "FALSE": truths.append(0)
      default: return nil
      }
    }
    return truths
  }

  /// How texts in a feature column were read, as the rest of a sentence about it; `nil` for a numerical one.
  package var truthRemark: String? {
    truthValues == nil ? nil : "has True and False, which were read as 1 and 0"
  }

  /// Which texts mean a missing value elsewhere, as the rest of a sentence about the column; `nil` where none does.
  package var missingWordRemark: String? {
    missingWords.map { words in
      "is text, so \"\(words.first)\" in line \(words.line) is text too and not a missing value"
        + (words.count > 1 ? ", as such a word in \(words.count - 1) more rows is" : "")
    }
  }

  /// The values as numbers, those of `True` and `False` too; `nil` for other texts.
  package var numbers: [Double]? {
    if case .numbers(let numbers) = values { return numbers }
    return truthValues
  }

  /// The values as texts, also those of codes that a double does not hold exactly; `nil` for other numbers.
  package var classTexts: [String?]? {
    if case .texts(let texts) = values { return texts }
    return writtenCodes
  }
}
