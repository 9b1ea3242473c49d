/// Finds the code nearest to a point by comparing it with every one, sixteen at a time.
///
/// The codes lie transposed, `[latents, blocks]` of sixteen codes each, so that one pass needs no
/// shuffles. In the ten or more dimensions of a latent space a tree would visit most codes anyway.
struct NearestCode: Sendable {
  let count: Int
  private let latentCount: Int
  private let blockCount: Int
  private var blocks: [SIMD16<Float>]

  /// Arranges codes given by row, `[count, latentCount]`.
  init(_ codes: [Float], count: Int, latentCount: Int) {
    self.count = count
    self.latentCount = latentCount
    blockCount = (count + 15) / 16
    // Lanes without a code lie infinitely far from everything.
    blocks = Array(repeating: SIMD16(repeating: .infinity), count: blockCount * latentCount)
    for code in 0..<count {
      for latent in 0..<latentCount {
        blocks[latent * blockCount + code / 16][code % 16] = codes[code * latentCount + latent]
      }
    }
  }

  /// The squared distance from a point to the nearest code, and which one it is.
  ///
  /// Codes with NaN entries are never nearest; with none left the distance is infinite.
  func nearest(to point: UnsafePointer<Float>, excluding excluded: Int? = nil) -> (
    square: Float, index: Int?
  ) {
    var best = SIMD16<Float>(repeating: .infinity)
    var bestBlock = SIMD16<Int32>(repeating: -1)
    blocks.withUnsafeBufferPointer { blocks in
      for block in 0..<blockCount {
        var square = SIMD16<Float>.zero
        for latent in 0..<latentCount {
          let difference = blocks[latent &* blockCount &+ block] - point[latent]
          square = square.addingProduct(difference, difference)
        }
        if let excluded, excluded / 16 == block { square[excluded % 16] = .infinity }
        let isNearer = square .< best
        best.replace(with: square, where: isNearer)
        bestBlock.replace(
          with: SIMD16(repeating: Int32(truncatingIfNeeded: block)), where: isNearer)
      }
    }
    let square = best.min()
    guard let lane = (0..<16).first(where: { best[$0] == square && bestBlock[$0] >= 0 }) else {
      return (.infinity, nil)
    }
    return (square, Int(bestBlock[lane]) * 16 + lane)
  }
}
