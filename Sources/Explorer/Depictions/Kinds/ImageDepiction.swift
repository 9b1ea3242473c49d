import Datasets

/// Images of one number per pixel; of several channels, other than three, the mean.
struct ImageDepiction: PictureDepiction {
  let name = "picture"

  func suits(_ data: DataDescription) -> Bool { data.kind == .image }
}

/// Matrices, drawn as images of their elements.
struct MatrixDepiction: PictureDepiction {
  let name = "matrix"

  func suits(_ data: DataDescription) -> Bool { data.kind == .matrix }

  func measuring(_ data: DataDescription) -> any SampleMeasuring { NoMeasuring() }
}
