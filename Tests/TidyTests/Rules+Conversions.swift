extension Rules {
  /// The layers that turn numbers of files, models and logs into cells, indices and texts.
  static let checkedLayers: Set<String> = ["Explorer", "ExplorerEngine", "Plotting", "Runs"]

  /// The first labels of conversions to an integer that are defined for every value: no floating-point value has any of them but
  /// `clamping:`, which states a range, and `exactly:`, whose result is optional.
  private static let checkedLabels: Set<Substring> = [
    "ascii", "bitPattern", "clamping", "exactly", "truncatingIfNeeded",
  ]

  private static let integerNames: Set<String> = Set(
    ["Int", "UInt"].flatMap { name in
      [name] + [8, 16, 32, 64, 128].map { "\(name)\($0)" }
    } + ["CInt", "CUnsignedInt", "CLong", "CUnsignedLong", "CLongLong", "CShort", "CChar"])

  /// Conversions to an integer that end the program for NaN, for an infinity and for what is too large.
  ///
  /// The compiler lets `Int(x)` through whatever `x` is, so it is not written at all: a floating-point value goes through
  /// `Int(clamping:to:)` of `Numerics`, an integer through `truncatingIfNeeded:`, `clamping:` or `exactly:`, and a text through
  /// `radix:`. Interpolations in texts are read too.
  static func uncheckedConversions(_ source: SourceText, _ target: String) -> [Finding] {
    guard checkedLayers.contains(target) else { return [] }
    let code = source.lines.map { line in
      line.drop(while: { $0 == " " }).hasPrefix("//") ? "" : line
    }
    return code.indices.flatMap { index in
      calls(in: code[index], followedBy: code[(index + 1)...]).map { name in
        Finding(
          file: source.path, line: index + 1,
          problem: "\(name)(…) may trap: Int(clamping:to:), or a label that says what happens")
      }
    }
  }

  /// The names of integers that a line calls without a checked label.
  private static func calls(in line: String, followedBy rest: ArraySlice<String>) -> [String] {
    var names: [String] = []
    var place = line.startIndex
    while let start = line[place...].firstIndex(where: isPartOfName) {
      let end = line[start...].firstIndex { !isPartOfName($0) } ?? line.endIndex
      place = end
      let name = String(line[start..<end])
      guard integerNames.contains(name) else { continue }
      var after = line[end...]
      let isReference = after.hasPrefix(".init")
      if isReference { after = after.dropFirst(".init".count) }
      guard after.hasPrefix("(") else {
        if isReference { names.append(name) }
        continue
      }
      let arguments = ([String(after.dropFirst())] + rest.prefix(8)).joined(separator: " ")
      if !isChecked(arguments) { names.append(name) }
    }
    return names
  }

  /// Whether arguments begin with a checked label, or are a text and its radix.
  private static func isChecked(_ arguments: String) -> Bool {
    let trimmed = arguments.drop { $0 == " " }
    let label = trimmed.prefix(while: isPartOfName)
    if trimmed.dropFirst(label.count).hasPrefix(":") { return checkedLabels.contains(label) }
    var depth = 0
    for place in trimmed.indices {
      switch trimmed[place] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        if depth == 0 { return false }
        depth -= 1
      case "," where depth == 0:
        return trimmed[place...].dropFirst().drop { $0 == " " }.hasPrefix("radix:")
      default: break
      }
    }
    return false
  }

  private static func isPartOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }
}
