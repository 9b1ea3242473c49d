import Platform
import Testing

@testable import Simulations

@Suite("Transform of a Moffat profile")
struct MoffatTransferTests {
  /// Bessel functions of half-integer order are elementary.
  @Test(arguments: [1.5, 2.5, 3.5])
  func agreesWithTheElementaryFormsOfHalfIntegerOrders(beta: Double) {
    let transfer = MoffatTransfer(beta: beta)
    for step in 0..<400 {
      let t = Double(step) * 0.0773
      let exact =
        switch beta {
        case 1.5: exp(-t)
        case 2.5: (1 + t) * exp(-t)
        default: (1 + t + t * t / 3) * exp(-t)
        }
      // The first has a kink at zero, which a smooth cubic rounds off within two nodes.
      if beta == 1.5 && t < 0.1 { continue }
      #expect(abs(value(transfer, t) - exact) < 3e-7, "T(\(t))")
    }
  }

  /// Direct Hankel transform, `2 pi integral I(r) J0(t r) r dr`, by Simpson's rule.
  @Test(arguments: [2.5, 4.0, 5.0, 7.3])
  func agreesWithTheHankelTransform(beta: Double) {
    let transfer = MoffatTransfer(beta: beta)
    for t in [0.0, 0.3, 1, 2.7, 6] {
      let (step, count) = (0.01, 20_000)
      var sum = 0.0
      for index in 0...count {
        let r = Double(index) * step
        let weight = index == 0 || index == count ? 1.0 : index.isMultiple(of: 2) ? 2.0 : 4.0
        sum += weight * r * pow(1 + r * r, -beta) * j0(t * r)
      }
      let exact = 2 * (beta - 1) * sum * step / 3
      // At beta = 2.5 the flux beyond the end of the integral is 1e-7.
      #expect(abs(value(transfer, t) - exact) < 5e-7, "T(\(t))")
    }
  }

  @Test func vanishesBeyondItsTable() {
    let transfer = MoffatTransfer(beta: 5)
    #expect(value(transfer, 64) == 0)
    #expect(value(transfer, 1e9) == 0)
  }

  private func value(_ transfer: MoffatTransfer, _ argument: Double) -> Double {
    var result = 0.0
    transfer.withTable {
      result = Double($0(SIMD16(repeating: Float(argument)))[3])
    }
    return result
  }
}

@Suite("Point spread")
struct PointSpreadTests {
  @Test(arguments: [PointSpread.gaussian, .moffat(beta: 5), .moffat(beta: 2.25)])
  func survivesText(pointSpread: PointSpread) {
    #expect(PointSpread("\(pointSpread)") == pointSpread)
  }

  @Test func moffatWithoutAnExponentHasFive() {
    #expect(PointSpread("moffat") == .moffat(beta: 5))
  }

  @Test(arguments: ["", "airy", "gaussian:2", "moffat:", "moffat:1", "moffat:nan", "moffat:5:5"])
  func otherTextsAreRefused(text: String) {
    #expect(PointSpread(text) == nil)
  }

  @Test(arguments: [PointSpread.gaussian, .moffat(beta: 5), .moffat(beta: 2)])
  func theWidthIsWhereTheProfileHalves(pointSpread: PointSpread) {
    let half = 0.15 / pointSpread.scale(width: 0.3)
    let profile =
      switch pointSpread {
      case .gaussian: exp(-half * half / 2)
      case .moffat(let beta): pow(1 + half * half, -beta)
      }
    #expect(abs(profile - 0.5) < 1e-12)
  }
}
