import Tensors

/// The adjoint as one stride-one convolution per residue class of input pixels.
struct AdjointPhases: Sendable {
  let image: PaddedImage
  private let geometry: ConvolutionGeometry
  private let phases: [AdjointPhase]

  init(_ geometry: ConvolutionGeometry, maximumRows: Int) {
    let image = Self.paddedOutput(geometry)
    let axes = (0..<2).map { axis in
      (0..<geometry.strides[axis]).map { AdjointPhase.Axis(geometry, axis: axis, remainder: $0) }
    }
    phases = axes[0].flatMap { vertical in
      axes[1].map { horizontal in
        AdjointPhase(
          geometry, vertical: vertical, horizontal: horizontal, image: image,
          maximumRows: maximumRows)
      }
    }
    self.image = image
    self.geometry = geometry
  }

  /// The output image, padded for every window that extends past its edge.
  static func paddedOutput(_ geometry: ConvolutionGeometry) -> PaddedImage {
    let before = (0..<2).map { axis in
      geometry.dilations[axis] * (geometry.kernel[axis] - 1) / geometry.strides[axis]
    }
    let after = (0..<2).map { axis in
      let furthest = (geometry.input[axis] - 1 + geometry.padding[axis]) / geometry.strides[axis]
      return max(0, furthest - (geometry.output[axis] - 1))
    }
    return PaddedImage(
      height: geometry.output[0], width: geometry.output[1], channels: geometry.outputChannels,
      before: before, after: after)
  }

  private var groupWeightCount: Int { geometry.groupInputs * geometry.groupOutputs }

  /// The prepared order is `[phase, group, kernel element, output channel, input channel]`, so that each
  /// product reads one contiguous run.
  func prepare(
    _ weights: UnsafePointer<Float>, into prepared: UnsafeMutablePointer<Float>, part: Int,
    of parts: Int
  ) {
    var target = prepared
    for phase in phases {
      for group in 0..<geometry.groups {
        for element in phase.kernelElements {
          let block = weights + element * geometry.groupInputs * geometry.outputChannels
          transposeShare(
            block + group * geometry.groupOutputs, rows: geometry.groupInputs,
            columns: geometry.groupOutputs, stride: geometry.outputChannels, into: target,
            part: part, of: parts)
          target += groupWeightCount
        }
      }
    }
  }

  func run(
    _ source: UnsafePointer<Float>, prepared: UnsafePointer<Float>, rows: Int, epilogue: Epilogue,
    into target: UnsafeMutablePointer<Float>, scratch: UnsafeMutablePointer<Float>, share: WorkShare
  ) {
    let padded = image.place(source, rows: rows, scratch: scratch)
    let shared = share.range(in: rows * geometry.input[0] * geometry.input[1])
    var weights = prepared
    var first = 0
    for phase in phases {
      let lanes = phase.lanes(rows: rows, from: first, within: shared)
      first += rows * phase.pixelsPerRow
      for group in 0..<geometry.groups {
        let channel = group * geometry.groupInputs
        run(
          phase, padded + group * geometry.groupOutputs, weights: weights, lanes: lanes,
          store: epilogue.store(from: channel), into: target + channel)
        weights += phase.kernelElements.count * groupWeightCount
      }
    }
  }

  private func run(
    _ phase: AdjointPhase, _ source: UnsafePointer<Float>, weights: UnsafePointer<Float>,
    lanes: Range<Int>, store: IndexedProduct.Store, into target: UnsafeMutablePointer<Float>
  ) {
    phase.pixels.withUnsafeBufferPointer { pixels in
      phase.targets.withUnsafeBufferPointer { targets in
        phase.taps.withUnsafeBufferPointer { taps in
          guard let targets = targets.baseAddress else { return }
          IndexedProduct.run(
            source, lanes: UnsafeBufferPointer(rebasing: pixels[lanes]), steps: taps, weights,
            bStride: geometry.groupInputs, columns: geometry.groupInputs,
            into: target, outputOffsets: targets + lanes.lowerBound, store: store)
        }
      }
    }
  }
}
