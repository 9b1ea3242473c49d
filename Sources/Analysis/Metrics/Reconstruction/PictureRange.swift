package import Tensors

/// The range of a picture's own pixels.
package enum PictureRange {
  /// The largest element minus the smallest of every picture; 0 for a constant one and for one with an element
  /// that is not finite.
  package static func perPicture(_ pictures: Tensor) -> [Double] {
    (0..<pictures.rowCount).map { picture in
      let pixels = pictures.row(picture)
      guard let least = pixels.min(), let most = pixels.max() else { return 0 }
      let range = Double(most) - Double(least)
      return range.isFinite && pixels.allSatisfy(\.isFinite) ? range : 0
    }
  }
}
