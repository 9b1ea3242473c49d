import Tensors

/// Reduces axes, of which neighbours with the same fate are one.
struct ReductionKernel: DifferentiableKernel {
  private let operation: Reduction.Operation
  /// The axes that stay but the last one, where that stays.
  private let kept: StridedAxes
  /// The axes that vanish but the last one, where that vanishes.
  private let reduced: StridedAxes
  /// The extent of the last axis.
  private let inner: Int
  private let isInnerReduced: Bool
  private let inputCount: Int

  init(_ operation: Reduction.Operation, input: [Int], axes: [Int]) {
    self.operation = operation
    var groups: [(extent: Int, isReduced: Bool)] = []
    for (axis, extent) in input.enumerated() where extent > 1 {
      let isReduced = axes.contains(axis)
      if let last = groups.last, last.isReduced == isReduced {
        groups[groups.count - 1].extent = last.extent * extent
      } else {
        groups.append((extent, isReduced))
      }
    }
    let last = groups.popLast() ?? (extent: 1, isReduced: false)
    inner = last.extent
    isInnerReduced = last.isReduced
    inputCount = input.reduce(1, *)
    let strides = IndexMap.strides(of: groups.map(\.extent) + [last.extent])
    let strided = zip(groups, strides).map { (extent: $0.extent, stride: $1, $0.isReduced) }
    kept = StridedAxes(strided.filter { !$0.2 }.map { ($0.extent, $0.stride) })
    reduced = StridedAxes(strided.filter(\.2).map { ($0.extent, $0.stride) })
  }

  static func memory(input: [Int], axes: [Int]) -> KernelMemory {
    KernelMemory(shared: 16 * input.count, scratch: 0)
  }

  var sharedWork: Int { inputCount }

  /// The elements that one output is computed from.
  private var count: Int { reduced.count * (isInnerReduced ? inner : 1) }
  /// The outputs that lie side by side.
  private var width: Int { isInnerReduced ? 1 : inner }

  func forward(_ pass: LayerPass) { forward(pass, share: .whole) }

  func forward(_ pass: LayerPass, share: WorkShare) {
    for block in share.range(in: pass.rows * kept.count) {
      let start = block / kept.count * inputCount + kept.offset(block % kept.count)
      let (x, target) = (pass.input() + start, pass.output + block * width)
      if isInnerReduced {
        target[0] = finished(Vector(repeating: reducedRow(x)))[0]
      } else {
        for column in stride(from: 0, to: inner, by: Vector.scalarCount) {
          storeSpilling(
            finished(reducedColumns(x + column)), target + column, remaining: inner - column)
        }
      }
    }
  }

  /// The elements of neighbouring positions, reduced to one number.
  private func reducedRow(_ x: UnsafePointer<Float>) -> Float {
    switch operation {
    case .mean, .sum: return Float(sumRows(x) { $0 })
    case .l1: return Float(sumRows(x, ActivationKernel.magnitude))
    case .l2, .sumOfSquares: return Float(sumRows(x) { $0 * $0 })
    case .maximum: return chooseRows(x, -.infinity) { $0 .> $1 }.max()
    case .minimum: return chooseRows(x, .infinity) { $0 .< $1 }.min()
    }
  }

  @inline(__always)
  private func sumRows(_ x: UnsafePointer<Float>, _ body: (Vector) -> Vector) -> Double {
    var total = 0.0
    for index in 0..<reduced.count {
      let row = x + reduced.offset(index)
      total += sum(inner) { body(loadVector(row + $0)) }
    }
    return total
  }

  @inline(__always)
  private func chooseRows(
    _ x: UnsafePointer<Float>, _ start: Float,
    _ isBetter: (Vector, Vector) -> SIMDMask<SIMD16<Int32>>
  ) -> Vector {
    var chosen = Vector(repeating: start)
    for index in 0..<reduced.count {
      let row = x + reduced.offset(index)
      for place in stride(from: 0, to: inner, by: Vector.scalarCount) {
        let values = masked(loadVector(row + place), count: inner - place, with: start)
        chosen.replace(with: values, where: isBetter(values, chosen))
      }
    }
    return chosen
  }

  /// Sixteen neighbouring columns, each reduced to one number.
  private func reducedColumns(_ x: UnsafePointer<Float>) -> Vector {
    let load = { (index: Int) in loadVector(x + reduced.offset(index)) }
    switch operation {
    case .mean, .sum: return Vector(sums(reduced.count, load))
    case .l1: return Vector(sums(reduced.count) { ActivationKernel.magnitude(load($0)) })
    case .l2, .sumOfSquares: return Vector(sums(reduced.count) { load($0) * load($0) })
    case .maximum, .minimum:
      var chosen = load(0)
      for index in 1..<max(1, reduced.count) {
        let values = load(index)
        chosen.replace(
          with: values, where: operation == .maximum ? values .> chosen : values .< chosen)
      }
      return chosen
    }
  }

  /// What follows the sum.
  private func finished(_ values: Vector) -> Vector {
    switch operation {
    case .mean: values / Float(count)
    case .l2: values.squareRoot()
    case .sum, .l1, .sumOfSquares, .maximum, .minimum: values
    }
  }

  func backward(_ pass: LayerPass) {
    guard let target = pass.inputGradient() else { return }
    for block in 0..<pass.rows * kept.count {
      let start = block / kept.count * inputCount + kept.offset(block % kept.count)
      for index in 0..<reduced.count {
        let place = start + reduced.offset(index)
        for element in 0..<inner {
          let output = block * width + (isInnerReduced ? 0 : element)
          target[place + element] =
            pass.outputGradient[output]
            * derivative(pass.input()[place + element], pass.output[output])
        }
      }
    }
  }

  /// The derivative of an output with respect to one of its elements; every one of several extremes counts.
  private func derivative(_ x: Float, _ y: Float) -> Float {
    switch operation {
    case .mean: 1 / Float(count)
    case .sum: 1
    case .l1: x < 0 ? -1 : x > 0 ? 1 : 0
    case .l2: y == 0 ? 0 : x / y
    case .sumOfSquares: 2 * x
    case .maximum, .minimum: x == y ? 1 : 0
    }
  }
}

/// Positions along several axes, numbered row by row.
struct StridedAxes: Sendable {
  private let axes: [(extent: Int, stride: Int)]
  /// The number of positions.
  let count: Int

  init(_ axes: [(extent: Int, stride: Int)]) {
    self.axes = axes
    count = axes.reduce(1) { $0 * $1.extent }
  }

  /// The offset of a position.
  @inline(__always)
  func offset(_ position: Int) -> Int {
    if axes.count == 1 { return position &* axes[0].stride }
    var (rest, offset) = (position, 0)
    for axis in axes.reversed() {
      offset += rest % axis.extent * axis.stride
      rest /= axis.extent
    }
    return offset
  }
}
