import Tensors

extension ArrayFormat {
  /// Datasets in groups, each an array by its path.
  static let hdf5 = ArrayFormat("an HDF5 file", recognise: { $0.format == .hdf5 }) {
    file throws(StorageError) in
    try file.requirePlain("an HDF5 file")
    return try StoredArrays(hdf5: file.path)
  }
}

extension StoredArrays {
  /// The datasets of an HDF5 file.
  init(hdf5 path: String) throws(StorageError) {
    let file = try HDF5File(path: path)
    let entries = file.datasets.map { dataset in
      let type = dataset.type
      return Entry(
        name: Self.name(dataset.path), shape: dataset.shape,
        elementType: type.holdsNumbers ? type.elementType ?? .float64 : nil, typeName: type.name,
        holdsTexts: type.holdsTexts)
    }
    self.init(
      path: path, entries: entries,
      columns: { entry throws(StorageError) in
        if entry.holdsTexts {
          return [StoredColumn(name: entry.name, values: .texts(try file.texts(entry.name)))]
        }
        let numbers = try file.doubles(entry.name).elements
        return [StoredColumn(name: entry.name, values: .numbers(numbers))]
      },
      elements: { entry throws(StorageError) in
        guard entry.elementType?.exceedsSinglePrecision == true else {
          return StoredElements(try file.tensor(entry.name))
        }
        let numbers = try file.doubles(entry.name)
        return StoredElements(
          shape: numbers.shape, type: .float64, source: .doubles(numbers.elements))
      })
  }

  private static func name(_ path: String) -> String {
    path.hasPrefix("/") ? String(path.dropFirst()) : path
  }
}
