extension CaseIterable where Self: Equatable, AllCases.Index == Int {
  /// The case after this one; the first after the last.
  var next: Self {
    let cases = Self.allCases
    let index = cases.firstIndex(of: self) ?? 0
    return cases[(index + 1) % cases.count]
  }
}
