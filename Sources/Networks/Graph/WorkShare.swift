/// One of several nearly equal parts of a piece of work.
package struct WorkShare: Sendable, Equatable {
  /// Which part, from 0.
  package let part: Int
  /// How many parts there are.
  package let parts: Int

  /// Creates a share.
  package init(part: Int, of parts: Int) {
    precondition(part >= 0 && part < parts, "WorkShare: part \(part) of \(parts)")
    self.part = part
    self.parts = parts
  }

  /// All of the work.
  package static var whole: WorkShare { WorkShare(part: 0, of: 1) }

  /// The range of this part among `count` units.
  ///
  /// - Parameters:
  ///   - count: The units of the whole.
  ///   - grain: Ranges begin at multiples of it, so that only the last one has a remainder.
  /// - Returns: The units of this part.
  package func range(in count: Int, grain: Int = 1) -> Range<Int> {
    let grains = max(1, count / grain)
    let end = part + 1 == parts ? count : grains * (part + 1) / parts * grain
    return min(count, grains * part / parts * grain)..<end
  }
}
