/// Where the elements of a graph's value are in a network's value.
struct PlacedValue: Equatable {
  /// The number of the network's value.
  var value: Int
  /// The extents in the graph, with the batch of 1 in front.
  var shape: [Int]
  /// The axes with more than one element in the order of the memory, the fastest last.
  var order: [Int]

  /// The extents in the order of the memory.
  var extents: [Int] { order.map { shape[$0] } }
  /// The number of elements.
  var count: Int { shape.reduce(1, *) }

  /// The axes in the order of the graph.
  static func rowMajor(_ shape: [Int]) -> [Int] { shape.indices.filter { shape[$0] > 1 } }

  /// The axes of an image, or a signal, as layers read it: batch, rows, columns, channels.
  static func channelsLast(_ shape: [Int]) -> [Int] {
    guard shape.count > 2 else { return rowMajor(shape) }
    return ([0] + Array(2..<shape.count) + [1]).filter { shape[$0] > 1 }
  }

  /// The shape of the network's value for elements in a given order.
  static func networkShape(_ shape: [Int], _ order: [Int]) -> [Int] {
    let count = shape.reduce(1, *)
    guard shape.count > 2, shape.count <= 4, shape[0] == 1, order == channelsLast(shape) else {
      return [count]
    }
    return shape.count == 4 ? [shape[2], shape[3], shape[1]] : [1, shape[2], shape[1]]
  }

  /// The value with its axes in another order, which moves nothing.
  func transposed(_ permutation: [Int]) -> PlacedValue {
    PlacedValue(
      value: value, shape: permutation.map { shape[$0] },
      order: order.compactMap { axis in permutation.firstIndex(of: axis) })
  }

  /// How the value must lie so that its elements form the axes of another shape.
  struct Regrouping {
    /// The order that is needed before.
    let before: [Int]
    /// The order that results.
    let after: [Int]
  }

  /// What a reshape needs: nothing but the present order, or else one that a layer is likely to read next.
  ///
  /// - Parameter target: A shape with as many elements.
  /// - Returns: The orders before and behind it.
  func regrouping(to target: [Int]) -> Regrouping {
    let groups = Self.groups(shape, target)
    if let after = Self.carried(order, groups.map { ($0.from, $0.to) }) {
      return Regrouping(before: order, after: after)
    }
    let wanted = Self.channelsLast(target)
    if target.count <= 4, let before = Self.carried(wanted, groups.map { ($0.to, $0.from) }) {
      return Regrouping(before: before, after: wanted)
    }
    return Regrouping(before: Self.rowMajor(shape), after: Self.rowMajor(target))
  }

  /// Replaces groups of axes by others in an order; `nil` where the axes of a group are apart.
  private static func carried(_ order: [Int], _ groups: [(from: [Int], to: [Int])]) -> [Int]? {
    var result: [Int] = []
    var rest = order[...]
    while let axis = rest.first {
      guard let group = groups.first(where: { $0.from.first == axis }),
        rest.starts(with: group.from)
      else { return nil }
      rest = rest.dropFirst(group.from.count)
      result += group.to
    }
    return result
  }

  /// The smallest groups of axes with as many elements in two shapes; axes of one element are left out.
  private static func groups(
    _ first: [Int], _ second: [Int]
  ) -> [(from: [Int], to: [Int])] {
    var (a, b) = (rowMajor(first)[...], rowMajor(second)[...])
    var groups: [(from: [Int], to: [Int])] = []
    while !a.isEmpty || !b.isEmpty {
      var (from, to) = ([Int](), [Int]())
      var (left, right) = (1, 1)
      repeat {
        if left <= right, let axis = a.popFirst() {
          from.append(axis)
          left *= first[axis]
        } else if let axis = b.popFirst() {
          to.append(axis)
          right *= second[axis]
        } else {
          break
        }
      } while left != right
      groups.append((from, to))
    }
    return groups
  }
}
