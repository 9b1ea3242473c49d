/// A geometry of decoder and encoder that fit each other, and the samples between them.
struct ModelGeometry: Sendable, Equatable {
  let decoder: ChainGeometry
  let encoder: ChainGeometry?
  /// Channels, height and width; or the number of features.
  let sample: [Int]
  /// How rare it is, from 0.
  let cost: Double

  /// The most that are kept.
  private static let limit = 40

  /// All usual geometries of a model, the most usual first.
  ///
  /// - Parameters:
  ///   - skeleton: The layers.
  ///   - known: Height, width and channels of a sample, if they are known.
  ///   - isKeras: Whether padding is that of Keras.
  /// - Returns: None where no usual strides make the layers fit.
  static func all(_ skeleton: StateSkeleton, sample known: [Int]?, isKeras: Bool) -> [ModelGeometry]
  {
    let decoders = ChainGeometry.all(
      skeleton.decoder, side: .decoder, extents: [],
      width: skeleton.latents + skeleton.labels, isKeras: isKeras)
    var models: [ModelGeometry] = []
    var encoders: [[Int]: [ChainGeometry]] = [:]
    for decoder in decoders {
      for (sample, cost) in samples(of: decoder, skeleton, known: known) {
        guard let encoder = skeleton.encoder else {
          models.append(
            ModelGeometry(
              decoder: decoder, encoder: nil, sample: sample, cost: decoder.cost + cost))
          continue
        }
        if encoders[sample] == nil {
          encoders[sample] = Self.encoders(encoder, skeleton, sample: sample, isKeras: isKeras)
        }
        for geometry in (encoders[sample] ?? []).prefix(8) {
          let mirror = mirrorCost(decoder, geometry)
          models.append(
            ModelGeometry(
              decoder: decoder, encoder: geometry, sample: sample,
              cost: decoder.cost + geometry.cost + cost + mirror))
        }
      }
    }
    return Array(models.sorted { $0.cost < $1.cost }.prefix(limit))
  }

  private static func encoders(
    _ chain: LayerChain, _ skeleton: StateSkeleton, sample: [Int], isKeras: Bool
  ) -> [ChainGeometry] {
    let isImage =
      if case .kernel? = chain.links.first(where: { $0.layer.isWeighted })?.layer.kind {
        true
      } else { false }
    let extents: [Int]
    if isImage {
      guard let rank = chain.links.first.flatMap({ kernelRank($0.layer) }) else { return [] }
      guard let fitting = image(sample, rank: rank, channels: chain.links[0].inputs) else {
        return []
      }
      extents = fitting
    } else {
      extents = []
    }
    let all = ChainGeometry.all(
      chain, side: .encoder, extents: extents, width: sample.reduce(1, *), isKeras: isKeras)
    if case .kernel(_, _, let kernel)? = skeleton.head?.kind {
      return all.filter { $0.extents == kernel }
    }
    guard let needed = skeleton.encoderOutputs else { return all }
    let channels = chain.links.last?.outputs ?? 0
    return all.filter { $0.extents.isEmpty || channels * $0.extents.reduce(1, *) == needed }
  }

  private static func kernelRank(_ layer: StateLayer) -> Int? {
    if case .kernel(_, _, let extents) = layer.kind { extents.count } else { nil }
  }

  /// The extents of the image that a sample is for kernels of a rank.
  private static func image(_ sample: [Int], rank: Int, channels: Int) -> [Int]? {
    if sample.count == 3, rank == 2 {
      return sample[0] == channels ? Array(sample.dropFirst()) : nil
    }
    guard rank == 1 else { return nil }
    let count = sample.reduce(1, *)
    return count % channels == 0 ? [count / channels] : nil
  }

  /// The samples that the end of a decoder can be, with what speaks against them.
  private static func samples(
    of decoder: ChainGeometry, _ skeleton: StateSkeleton, known: [Int]?
  ) -> [([Int], cost: Double)] {
    let channels = skeleton.decoder.links.last?.outputs ?? 0
    if decoder.extents.count == 2 {
      let sample = [channels] + decoder.extents
      if let known { return sample == [known[2], known[0], known[1]] ? [(sample, 0)] : [] }
      return [(sample, sideCost(decoder.extents))]
    }
    let count = channels * decoder.extents.reduce(1, *)
    if let known {
      guard known.reduce(1, *) == count else { return [] }
      return [(known[0] == 1 && known[2] == 1 ? [count] : [known[2], known[0], known[1]], 0)]
    }
    if decoder.extents.count == 1 { return [([count], 0)] }
    return flatSamples(
      count,
      channels: skeleton.encoder.flatMap(\.links.first).flatMap {
        kernelRank($0.layer) == 2 ? $0.inputs : nil
      })
  }

  /// Pictures that a vector of so many values can be; the vector itself where it is no square.
  private static func flatSamples(
    _ count: Int, channels known: Int?
  ) -> [([Int], cost: Double)] {
    for channels in known.map({ [$0] }) ?? [1, 3] where count % channels == 0 {
      let side = Int(Double(count / channels).squareRoot().rounded())
      if side * side * channels == count, side >= 4 { return [([channels, side, side], 0)] }
    }
    return [([count], 0)]
  }

  /// How rare a size of pictures is.
  private static func sideCost(_ extents: [Int]) -> Double {
    guard let side = extents.first else { return 0 }
    let squareness = Set(extents).count == 1 ? 0.0 : 1.5
    switch side {
    case 28, 32, 64: return squareness
    case 128: return squareness + 0.3
    case 16, 48, 96, 256, 224: return squareness + 0.8
    default: return squareness + (side % 8 == 0 ? 1.5 : 3)
    }
  }

  /// Encoders that pass other sizes than the decoder does on the way back are less usual.
  private static func mirrorCost(
    _ decoder: ChainGeometry, _ encoder: ChainGeometry
  ) -> Double {
    guard !decoder.sides.isEmpty, !encoder.sides.isEmpty else { return 0 }
    let missing = Set(decoder.sides).symmetricDifference(encoder.sides).count
    return 0.4 * Double(missing)
  }
}
