/// The elements of an array in single or double precision.
enum ArrayValues {
  /// Single precision.
  case single([Float])
  /// Double precision.
  case double([Double])

  /// The features of rows, centred.
  func centred(width: Int) -> CentredFeatures {
    switch self {
    case .single(let elements): CentredFeatures(elements, width: width)
    case .double(let elements): CentredFeatures(elements, width: width)
    }
  }

  /// Every `stride`-th element from one on.
  func numbers(from first: Int = 0, stride: Int = 1) -> [Double] {
    switch self {
    case .single(let elements):
      Swift.stride(from: first, to: elements.count, by: stride).map { Double(elements[$0]) }
    case .double(let elements):
      stride == 1 && first == 0
        ? elements : Swift.stride(from: first, to: elements.count, by: stride).map { elements[$0] }
    }
  }
}
