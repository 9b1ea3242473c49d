extension Command {
  /// The case that a text names, the next one for an empty text; says so when there is no such case.
  static func choice<Choice: CaseIterable & RawRepresentable & Equatable>(
    _ text: String, after present: Choice, _ state: inout ExplorerState
  ) -> Choice? where Choice.RawValue == String, Choice.AllCases.Index == Int {
    guard !text.isEmpty else { return present.next }
    if let match = Choice.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) {
      return match
    }
    let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    state.message = .failed("expected one of \(names); found '\(text)'")
    return nil
  }
}
