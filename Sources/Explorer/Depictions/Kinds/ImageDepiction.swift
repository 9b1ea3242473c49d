import Datasets

/// Pictures of one number per pixel; of other channels than three their mean.
struct ImageDepiction: PictureDepiction {
  let name = "picture"

  func suits(_ data: DataDescription) -> Bool { data.kind == .image }
}

/// Matrices, drawn as pictures of their elements.
struct MatrixDepiction: PictureDepiction {
  let name = "matrix"

  func suits(_ data: DataDescription) -> Bool { data.kind == .matrix }

  func measuring(_ data: DataDescription) -> any SampleMeasuring { NoMeasuring() }
}
