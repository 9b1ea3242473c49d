/// A parameter of a layer: its name and its layout in memory and in files.
package struct ParameterShape: Sendable, Equatable {
  /// The name within the layer, `weight` or `bias`.
  package let name: String
  /// The extents in memory.
  package let shape: [Int]
  /// For every axis of the layout in files, which is PyTorch's, the axis in memory.
  package let fileAxes: [Int]
  /// The number of inputs that feed one output, which sets the range of the initial weights.
  package let fanIn: Int

  /// Creates a description; the file's layout is the one in memory unless `fileAxes` is given.
  package init(name: String, shape: [Int], fileAxes: [Int]? = nil, fanIn: Int) {
    self.name = name
    self.shape = shape
    self.fileAxes = fileAxes ?? Array(shape.indices)
    self.fanIn = fanIn
  }

  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// The extents in files.
  package var fileShape: [Int] { fileAxes.map { shape[$0] } }

  /// Calls `body` with the position in memory of every element, in the file's order.
  func forEachMemoryPosition(_ body: (Int) -> Void) {
    var strides = Array(repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    visit(fileAxes[...], strides, from: 0, body)
  }

  private func visit(
    _ axes: ArraySlice<Int>, _ strides: [Int], from start: Int, _ body: (Int) -> Void
  ) {
    guard let axis = axes.first else { return body(start) }
    for index in 0..<shape[axis] {
      let position = start + index * strides[axis]
      if axes.count == 1 {
        body(position)
      } else {
        visit(axes.dropFirst(), strides, from: position, body)
      }
    }
  }
}
