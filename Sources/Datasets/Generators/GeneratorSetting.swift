/// One setting of a generator: its key, what it accepts and where it is stored.
package struct GeneratorSetting<Root>: Sendable {
  /// The name of the setting.
  package let key: String
  /// What it is, in Markdown.
  package let summary: String
  /// What a value must be, for errors and help: "an integer from 1 to 10".
  package let expected: String
  /// Puts a value into the settings; `false`, and no change, when it is not what is expected.
  let assign: @Sendable (_ value: String, _ root: inout Root) -> Bool
  /// The value in the settings.
  let text: @Sendable (Root) -> String

  /// Creates a setting of any type.
  ///
  /// - Parameters:
  ///   - key: The name of the setting.
  ///   - summary: What it is, in Markdown.
  ///   - path: Where the value is stored.
  ///   - expected: What a value must be, for errors.
  ///   - parse: Reads a value; `nil` when the text is not what is expected.
  ///   - show: The text that `parse` reads as the value.
  package init<Value>(
    _ key: String, _ summary: String, _ path: any WritableKeyPath<Root, Value> & Sendable,
    expected: String,
    parse: @escaping @Sendable (String) -> Value?,
    print show: @escaping @Sendable (Value) -> String
  ) {
    self.key = key
    self.summary = summary
    self.expected = expected
    assign = { text, root in
      guard let value = parse(text) else { return false }
      root[keyPath: path] = value
      return true
    }
    text = { show($0[keyPath: path]) }
  }
}

extension GeneratorSetting {
  /// A key path into the settings.
  package typealias Path<Value> = any WritableKeyPath<Root, Value> & Sendable

  /// A whole number within a range.
  package static func integer<Value: FixedWidthInteger & Sendable>(
    _ key: String, _ path: Path<Value>, _ range: ClosedRange<Value>, _ summary: String
  ) -> Self {
    Self(
      key, summary, path, expected: "an integer from \(range.lowerBound) to \(range.upperBound)",
      parse: { text in Value(text).flatMap { range.contains($0) ? $0 : nil } },
      print: { "\($0)" })
  }

  /// A number within a range.
  package static func number(
    _ key: String, _ path: Path<Double>, _ range: ClosedRange<Double>, _ summary: String
  ) -> Self {
    Self(
      key, summary, path, expected: "a number from \(range.lowerBound) to \(range.upperBound)",
      parse: { text in Double(text).flatMap { range.contains($0) ? $0 : nil } },
      print: { "\($0)" })
  }

  /// A choice of two.
  package static func flag(_ key: String, _ path: Path<Bool>, _ summary: String) -> Self {
    Self(key, summary, path, expected: "true or false", parse: { Bool($0) }, print: { "\($0)" })
  }

  /// One of several names.
  ///
  /// - Parameters:
  ///   - key: The name of the setting.
  ///   - path: Where the value is kept.
  ///   - abbreviations: Other texts that are read as a value.
  ///   - summary: What it is, in Markdown.
  /// - Returns: The setting.
  package static func choice<Value>(
    _ key: String, _ path: Path<Value>, abbreviations: [String: Value] = [:], _ summary: String
  ) -> Self where Value: RawRepresentable<String> & CaseIterable & Sendable {
    let names = Value.allCases.map(\.rawValue) + abbreviations.keys.sorted()
    return Self(
      key, summary, path, expected: "one of \(names.joined(separator: ", "))",
      parse: { Value(rawValue: $0) ?? abbreviations[$0] }, print: { $0.rawValue })
  }

  /// The range that a factor is drawn from, within limits.
  package static func range(
    _ key: String, _ path: Path<ClosedRange<Double>>, within limits: ClosedRange<Double>,
    _ summary: String
  ) -> Self {
    Self(
      key, summary, path,
      expected: "LOWER...UPPER from \(limits.lowerBound) to \(limits.upperBound)",
      parse: { parseRange($0, within: limits) },
      print: { "\($0.lowerBound)...\($0.upperBound)" })
  }
}

private func parseRange(_ text: String, within limits: ClosedRange<Double>) -> ClosedRange<Double>?
{
  // Split by hand, because the range and the numbers both contain dots.
  guard let dots = firstIndex(of: "...", in: text),
    let lower = Double(text[..<dots]), let upper = Double(text[dots...].dropFirst(3)),
    lower <= upper, limits.contains(lower), limits.contains(upper)
  else { return nil }
  return lower...upper
}

private func firstIndex(of pattern: String, in text: String) -> String.Index? {
  text.indices.first { text[$0...].hasPrefix(pattern) }
}
