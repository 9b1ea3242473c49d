import Datasets
import Maps
import TestSupport

extension FuzzTarget {
  /// Data of other programs, by every reader that takes them.
  static let foreignData = [
    FuzzTarget("idx") { input, folder in
      try readData(folder.file("input-images-idx3-ubyte", input.remaining()))
    },
    FuzzTarget("gzip") { input, folder in
      try readData(folder.file("input.gz", input.remaining()))
    },
    FuzzTarget("fits") { input, folder in
      try readData(folder.file("input.fits", input.remaining()))
    },
  ]
}

private func readData(_ path: String) throws {
  attempt { _ = try MapPoints(contentsOf: path) }
  readSamples(of: try Dataset.open(path: path))
}
