/// Colours and letters of classes, in a fixed order so that a class looks the same in every picture.
///
/// The colours are those of M. Okabe and K. Ito, "Color universal design" (2008), distinguishable with all common
/// types of colour vision; grey replaces their black, which dark terminals do not show. With more classes than
/// colours the colours repeat, and classes differ by their letters.
package enum CategoricalPalette {
  /// The colours in their order.
  package static let colors: [RGB] = [
    RGB(hex: 0xE69F00), RGB(hex: 0x56B4E9), RGB(hex: 0x009E73), RGB(hex: 0xF0E442),
    RGB(hex: 0x0072B2), RGB(hex: 0xD55E00), RGB(hex: 0xCC79A7), RGB(hex: 0x999999),
  ]

  /// The colour of a class, counted from 0.
  package static func color(_ index: Int) -> RGB { colors[index % colors.count] }

  /// One letter for every class: the first of its name unless an earlier class has it, else the next free one.
  ///
  /// - Parameter names: The names of the classes.
  /// - Returns: A letter each; `*` for those beyond the alphabet.
  package static func letters(for names: [String]) -> [Character] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    var free = alphabet
    var letters = names.map { name -> Character? in
      let initials = name.uppercased().first.map { [$0] } ?? []
      guard let place = initials.compactMap({ free.firstIndex(of: $0) }).first else { return nil }
      return free.remove(at: place)
    }
    for index in letters.indices where letters[index] == nil {
      letters[index] = free.isEmpty ? "*" : free.removeFirst()
    }
    return letters.map { $0 ?? "*" }
  }
}
