/// The modifiers held with a key, as control sequences encode them: one more than the sum of bits.
struct KeyModifiers: OptionSet {
  let rawValue: Int

  static let shift = KeyModifiers(rawValue: 1)
  static let control = KeyModifiers(rawValue: 4)
  static let capsLock = KeyModifiers(rawValue: 64)
  /// A key held with one of these is ignored: alternate, super, hyper and meta.
  static let foreign = KeyModifiers(rawValue: 2 | 8 | 16 | 32)

  init(rawValue: Int) { self.rawValue = rawValue }

  /// Reads a parameter; one that is left out means that nothing was held.
  init(parameter: Int?) {
    rawValue = max(0, (parameter ?? 1) - 1)
  }
}
