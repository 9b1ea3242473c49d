import Platform

// The spectrum is sampled at half-integer frequencies, k = 2 pi (j + 1/2) / N with j = 0 ..< N/2 and
// the mirror images of these: the midpoint rule for the inverse Fourier integral. Against integer
// frequencies the error has the same size (copies of the galaxy N pixels away, here with alternating
// sign), but no frequency is its own mirror image, so only a quarter plane of whole vectors, with
// equal weights, has to be computed.

/// The frequencies of one period and the waves that transform them to the pixels of a stamp.
///
/// Lengths are in pixels, wavenumbers in radians per pixel.
struct SpectrumGrid: Sendable {
  /// The distance to the next copy of the galaxy in pixels, a multiple of 32.
  let period: Int
  /// The vectors of wavenumbers of one quarter-plane axis.
  let vectorCount: Int

  /// How often sampling at pixel centres folds the spectrum: the band itself and its two neighbours.
  static let aliasCount = 3
  /// The pixels on either side of the central one; also the width of a vector.
  static let reach = 16

  private let tables: [SIMD16<Float>]

  init(period: Int) {
    precondition(period > 0 && period % 32 == 0, "SpectrumGrid: period \(period)")
    self.period = period
    vectorCount = period / 32
    let half = period / 2
    let base = (0..<half).map { 2 * Double.pi * (Double($0) + 0.5) / Double(period) }
    let folded = [0, -1, 1].flatMap { alias in base.map { $0 + 2 * Double.pi * Double(alias) } }
    let boxes = folded.map { sin($0 / 2) / ($0 / 2) }
    tables =
      Self.vectors(folded) + Self.vectors(boxes)
      + base.map { k in Self.wave { cos(k * $0) } } + base.map { k in Self.wave { sin(k * $0) } }
  }

  /// Calls `body` with the tables of the grid.
  func withTables(_ body: (Tables) -> Void) {
    tables.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let folded = Self.aliasCount * vectorCount
      body(
        Tables(
          period: period, vectorCount: vectorCount, wavenumbers: start, boxes: start + folded,
          cosines: start + 2 * folded, sines: start + 2 * folded + period / 2))
    }
  }

  /// Pointers to the tables; valid while ``withTables(_:)`` runs.
  struct Tables {
    let period: Int
    let vectorCount: Int
    /// Signed wavenumbers, `[alias][vector]`; the aliases are shifted by 0, -1 and +1 cycles per pixel.
    let wavenumbers: UnsafePointer<SIMD16<Float>>
    /// The transform of the pixel's own box at these wavenumbers, `[alias][vector]`.
    let boxes: UnsafePointer<SIMD16<Float>>
    /// `cos(k x)` for x = 1...16 pixels, `[frequency]`.
    let cosines: UnsafePointer<SIMD16<Float>>
    /// `sin(k x)` for x = 1...16 pixels, `[frequency]`.
    let sines: UnsafePointer<SIMD16<Float>>
  }

  private static func vectors(_ values: [Double]) -> [SIMD16<Float>] {
    stride(from: 0, to: values.count, by: 16).map { start in
      SIMD16(values[start..<start + 16].map { Float($0) })
    }
  }

  private static func wave(_ value: (Double) -> Double) -> SIMD16<Float> {
    SIMD16((1...reach).map { Float(value(Double($0))) })
  }
}
