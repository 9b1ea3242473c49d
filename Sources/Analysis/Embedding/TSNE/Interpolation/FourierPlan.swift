// Goals, in order: no library (the two with a licence that fits, pocketfft and KISS FFT, would be a C target and
// a system package, and neither transforms sixteen columns at once); sixteen transforms side by side, one per
// lane, so that no vector is ever shuffled; lengths of factors 2, 3, 4 and 5.
//
// Stockham's autosort algorithm (Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992,
// section 1.7): a pass of radix r takes r elements a stride apart, combines them and applies the
// twiddle factors, and writes them next to each other, so the result needs no reordering.

import Platform
import Tensors

/// The discrete Fourier transform of sixteen columns at once, forward and unscaled.
///
/// An element is two vectors, the real parts of sixteen columns and the imaginary parts. The inverse
/// transform is the forward one with real and imaginary parts exchanged before and after.
struct FourierPlan: Sendable {
  private struct Pass {
    let radix: Int
    /// The transforms that this pass combines into one each.
    let groupCount: Int
    let stride: Int
    let turnOffset: Int
  }

  /// The floats of an element.
  static let elementStride = 32

  let length: Int
  private let passes: [Pass]
  /// Twiddle factors: cosine and sine per pass, group and element of a butterfly except the first.
  private let turns: SharedBuffer<Float>

  /// Plans transforms of a length with no prime factor beyond 5.
  init(length: Int) {
    self.length = length
    var passes: [Pass] = []
    var turns: [Float] = []
    var (rest, stride) = (length, 1)
    while rest > 1 {
      guard let radix = [4, 2, 3, 5].first(where: { rest.isMultiple(of: $0) }) else {
        preconditionFailure("FourierPlan: length \(length)")
      }
      let groupCount = rest / radix
      passes.append(
        Pass(radix: radix, groupCount: groupCount, stride: stride, turnOffset: turns.count))
      for group in 0..<groupCount {
        for element in 1..<radix {
          let angle = -2 * Double.pi * Double(group * element) / Double(rest)
          turns += [Float(cos(angle)), Float(sin(angle))]
        }
      }
      (rest, stride) = (groupCount, stride * radix)
    }
    self.passes = passes
    self.turns = SharedBuffer(turns)
  }

  /// The smallest even length with factors 2, 3 and 5 that is at least `minimum`.
  static func length(atLeast minimum: Int) -> Int {
    var length = max(2, minimum + minimum % 2)
    while !isSmooth(length) { length += 2 }
    return length
  }

  private static func isSmooth(_ length: Int) -> Bool {
    var rest = length
    for factor in [2, 3, 5] { while rest.isMultiple(of: factor) { rest /= factor } }
    return rest == 1
  }

  /// Transforms `length` elements.
  ///
  /// - Parameters:
  ///   - source: The elements; overwritten.
  ///   - scratch: As much memory again; overwritten.
  /// - Returns: Which of the two holds the result.
  func transform(
    _ source: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>
  ) -> UnsafeMutablePointer<Float> {
    var (from, to) = (source, scratch)
    for pass in passes {
      switch pass.radix {
      case 4: quarter(pass, from, to)
      case 2: half(pass, from, to)
      case 3: third(pass, from, to)
      default: fifth(pass, from, to)
      }
      swap(&from, &to)
    }
    return from
  }

  @inline(__always)
  private func forEachButterfly(
    _ pass: Pass,
    _ body: (_ turns: UnsafePointer<Float>, _ from: Int, _ to: Int) -> Void
  ) {
    let stride = pass.stride
    var turn = UnsafePointer(turns.pointer + pass.turnOffset)
    for group in 0..<pass.groupCount {
      for column in 0..<stride {
        body(
          turn, (column &+ stride &* group) &* Self.elementStride,
          (column &+ stride &* pass.radix &* group) &* Self.elementStride)
      }
      turn += 2 * (pass.radix - 1)
    }
  }

  private func half(
    _ pass: Pass, _ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>
  ) {
    let apart = pass.stride * pass.groupCount * Self.elementStride
    let next = pass.stride * Self.elementStride
    forEachButterfly(pass) { turns, source, target in
      let (a, b) = (ComplexVector(from + source), ComplexVector(from + source + apart))
      (a + b).store(to + target)
      (a - b).turned(turns).store(to + target + next)
    }
  }

  private func third(
    _ pass: Pass, _ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>
  ) {
    let apart = pass.stride * pass.groupCount * Self.elementStride
    let next = pass.stride * Self.elementStride
    forEachButterfly(pass) { turns, source, target in
      let a = ComplexVector(from + source)
      let b = ComplexVector(from + source + apart)
      let c = ComplexVector(from + source + 2 * apart)
      let sum = b + c
      let middle = a.adding(sum, times: -0.5)
      let side = (b - c).scaled(0.866_025_403_784_438_6).turnedBack
      (a + sum).store(to + target)
      (middle + side).turned(turns).store(to + target + next)
      (middle - side).turned(turns + 2).store(to + target + 2 * next)
    }
  }

  private func quarter(
    _ pass: Pass, _ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>
  ) {
    let apart = pass.stride * pass.groupCount * Self.elementStride
    let next = pass.stride * Self.elementStride
    forEachButterfly(pass) { turns, source, target in
      let a = ComplexVector(from + source)
      let b = ComplexVector(from + source + apart)
      let c = ComplexVector(from + source + 2 * apart)
      let d = ComplexVector(from + source + 3 * apart)
      let (even, evenSide) = (a + c, a - c)
      let (odd, oddSide) = (b + d, (b - d).turnedBack)
      (even + odd).store(to + target)
      (evenSide + oddSide).turned(turns).store(to + target + next)
      (even - odd).turned(turns + 2).store(to + target + 2 * next)
      (evenSide - oddSide).turned(turns + 4).store(to + target + 3 * next)
    }
  }

  private func fifth(
    _ pass: Pass, _ from: UnsafeMutablePointer<Float>, _ to: UnsafeMutablePointer<Float>
  ) {
    let apart = pass.stride * pass.groupCount * Self.elementStride
    let next = pass.stride * Self.elementStride
    let (cosine1, cosine2): (Float, Float) = (0.309_016_994_374_947_4, -0.809_016_994_374_947_4)
    let (sine1, sine2): (Float, Float) = (0.951_056_516_295_153_6, 0.587_785_252_292_473_1)
    forEachButterfly(pass) { turns, source, target in
      let a = ComplexVector(from + source)
      let b = ComplexVector(from + source + apart)
      let c = ComplexVector(from + source + 2 * apart)
      let d = ComplexVector(from + source + 3 * apart)
      let e = ComplexVector(from + source + 4 * apart)
      let (outer, inner) = (b + e, c + d)
      let (outerSide, innerSide) = (b - e, c - d)
      let first = a.adding(outer, times: cosine1).adding(inner, times: cosine2)
      let second = a.adding(outer, times: cosine2).adding(inner, times: cosine1)
      let firstSide = outerSide.scaled(sine1).adding(innerSide, times: sine2).turnedBack
      let secondSide = outerSide.scaled(sine2).adding(innerSide, times: -sine1).turnedBack
      (a + outer + inner).store(to + target)
      (first + firstSide).turned(turns).store(to + target + next)
      (second + secondSide).turned(turns + 2).store(to + target + 2 * next)
      (second - secondSide).turned(turns + 4).store(to + target + 3 * next)
      (first - firstSide).turned(turns + 6).store(to + target + 4 * next)
    }
  }
}
