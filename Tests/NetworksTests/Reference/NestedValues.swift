/// One sample in memory order, addressed by one index per axis.
struct NestedValues {
  let shape: [Int]
  var elements: [Double]

  init(shape: [Int], elements: [Double]) {
    self.shape = shape
    self.elements = elements
  }

  /// A sample whose elements are a function of their indices.
  init(shape: [Int], _ body: ([Int]) -> Double) {
    self.shape = shape
    elements = Self.indices(of: shape).map(body)
  }

  /// A sample in PyTorch's order.
  init(fileOrder sample: ReferenceLayers.Sample) {
    guard sample.shape.count == 3 else {
      self.init(shape: sample.shape, elements: sample.elements)
      return
    }
    let (channels, height, width) = (sample.shape[0], sample.shape[1], sample.shape[2])
    self.init(shape: [height, width, channels]) { index in
      sample.elements[(index[2] * height + index[0]) * width + index[1]]
    }
  }

  /// The sample in PyTorch's order.
  var inFileOrder: ReferenceLayers.Sample {
    guard shape.count == 3 else { return ReferenceLayers.Sample(shape: shape, elements: elements) }
    let sample = NestedValues(shape: [shape[2], shape[0], shape[1]]) {
      self[[$0[1], $0[2], $0[0]]]
    }
    return ReferenceLayers.Sample(shape: sample.shape, elements: sample.elements)
  }

  /// All indices, row by row.
  static func indices(of shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { indices, extent in
      indices.flatMap { index in (0..<extent).map { index + [$0] } }
    }
  }

  subscript(index: [Int]) -> Double {
    var place = 0
    for (axis, position) in index.enumerated() {
      precondition((0..<shape[axis]).contains(position), "NestedValues: \(index) of \(shape)")
      place = place * shape[axis] + position
    }
    return elements[place]
  }

  /// The element that an index of a larger shape repeats.
  func repeated(_ index: [Int]) -> Double {
    let own = index.suffix(shape.count)
    return self[zip(own, shape).map { $1 == 1 ? 0 : $0 }]
  }
}
