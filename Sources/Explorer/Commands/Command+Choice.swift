extension Command {
  /// The case with a name, or the next one for an empty text; reports when there is no such case.
  static func choice<Choice: CaseIterable & RawRepresentable & Equatable>(
    _ text: String, after present: Choice, _ state: inout ExplorerState
  ) -> Choice? where Choice.RawValue == String {
    choice(text, after: present, of: Array(Choice.allCases), &state)
  }

  /// The same among the cases that are currently available.
  static func choice<Choice: RawRepresentable & Equatable>(
    _ text: String, after present: Choice, of choices: [Choice], _ state: inout ExplorerState
  ) -> Choice? where Choice.RawValue == String {
    guard !text.isEmpty else {
      let index = choices.firstIndex(of: present).map { $0 + 1 } ?? 0
      return choices.isEmpty ? nil : choices[index % choices.count]
    }
    if let match = choices.first(where: { $0.rawValue.lowercased() == text.lowercased() }) {
      return match
    }
    let names = choices.map(\.rawValue).joined(separator: ", ")
    state.message = .failed("expected one of \(names); found '\(text)'")
    return nil
  }

  /// The whole numbers of a text such as `3,12`; `nil` where there are not as many.
  static func indices(_ text: String, count: Int) -> [Int]? {
    let indices = text.split(separator: ",").compactMap { Int($0, radix: 10) }
    return indices.count == count ? indices : nil
  }
}
