import Tensors

/// A folder of PNG and JPEG files of one size, or of subfolders of them, which are classes.
package struct PictureFolder: Sendable {
  /// A picture and the subfolder that it is in.
  private struct Picture: Sendable {
    let path: String
    let className: String
  }

  private let path: String
  private let pictures: [Picture]
  private let hasClasses: Bool
  private let shape: [Int]

  /// The most pictures that are opened.
  private static let limit = 1 << 20
  /// So many names are looked at to tell a folder of pictures from others.
  private static let lookedAt = 64

  /// Whether a folder holds pictures, or a first subfolder does, by the ends of the names.
  package static func isOne(_ path: String) -> Bool {
    guard let names = try? names(in: path, limit: lookedAt) else { return false }
    if names.contains(where: { !$0.isFolder && isPicture($0.name) }) { return true }
    guard let first = names.first(where: \.isFolder),
      let inner = try? Self.names(in: "\(path)/\(first.name)", limit: lookedAt)
    else { return false }
    return inner.contains { !$0.isFolder && isPicture($0.name) }
  }

  /// Reads the names and the headers of all pictures.
  ///
  /// - Throws: ``StorageError`` when there are none or too many, or a header is damaged or of another size than the first.
  init(_ path: String) throws(StorageError) {
    self.path = path
    let names = try Self.names(in: path, limit: Self.limit)
    var pictures = names.filter { !$0.isFolder && Self.isPicture($0.name) }.map {
      Picture(path: "\(path)/\($0.name)", className: "")
    }
    hasClasses = pictures.isEmpty
    if hasClasses {
      for folder in names where folder.isFolder {
        let inner = try Self.names(in: "\(path)/\(folder.name)", limit: Self.limit)
        pictures += inner.filter { !$0.isFolder && Self.isPicture($0.name) }.map {
          Picture(path: "\(path)/\(folder.name)/\($0.name)", className: folder.name)
        }
        try Self.check(pictures.count, path)
      }
    }
    self.pictures = pictures
    shape = try Self.shape(of: pictures, in: path)
  }

  /// The names in a folder, sorted, without hidden ones.
  private static func names(
    in path: String, limit: Int
  ) throws(StorageError) -> [FolderReader.Entry] {
    let found = try FolderReader.entries(
      of: path, limit: limit, where: { !$0.hasPrefix(".") })
    if limit == Self.limit { try check(found.entries.count + found.omittedCount, path) }
    return found.entries
  }

  private static func check(_ count: Int, _ path: String) throws(StorageError) {
    guard count <= limit else {
      throw .malformed(
        path: path, place: "folder", expected: "at most \(limit) pictures", found: "more")
    }
  }

  private static func isPicture(_ name: String) -> Bool {
    let name = name.lowercased()
    return [".png", ".jpg", ".jpeg"].contains { name.hasSuffix($0) }
  }

  /// The shape of all pictures together, `[pictures, height, width]` or with channels after it.
  private static func shape(
    of pictures: [Picture], in path: String
  ) throws(StorageError) -> [Int] {
    var (first, channels): ((height: Int, width: Int)?, Int) = (nil, 1)
    for picture in pictures {
      let found = try size(of: picture.path)
      let size = first ?? (found.height, found.width)
      guard (found.height, found.width) == size else {
        throw .malformed(
          path: picture.path, place: "picture size",
          expected: "\(size.height)x\(size.width), as in \(pictures[0].path)",
          found: "\(found.height)x\(found.width)")
      }
      (first, channels) = (size, max(channels, found.channels))
    }
    guard let first else {
      throw .malformed(
        path: path, place: "folder", expected: "PNG or JPEG files, or folders of them",
        found: "none")
    }
    return [pictures.count, first.height, first.width] + (channels == 1 ? [] : [channels])
  }

  private static func size(
    of path: String
  ) throws(StorageError) -> (height: Int, width: Int, channels: Int) {
    let start = try FileStart.beginning(of: path, count: 16)
    guard JPEGImage.begins(start) else {
      let header = try PNGDescription(path: path)
      return (header.height, header.width, header.channels)
    }
    return try JPEGImage.size(of: MappedFile(path: path))
  }

  private static let arrayName = "pictures"
  private static let labelsName = "class"

  /// The pictures as an array of bytes, and the names of their folders as labels.
  func arrays() -> StoredArrays {
    var entries = [
      StoredArrays.Entry(name: Self.arrayName, shape: shape, elementType: .uint8)
    ]
    if hasClasses {
      entries.append(
        StoredArrays.Entry(
          name: Self.labelsName, shape: [pictures.count], elementType: nil, typeName: "text",
          holdsTexts: true))
    }
    let folder = self
    return StoredArrays(
      path: path, entries: entries,
      notes: ["\(pictures.count) pictures were read in the order of their names"], isSingle: true,
      columns: { _ in
        [StoredColumn(name: Self.labelsName, values: .texts(folder.pictures.map(\.className)))]
      },
      elements: { _ throws(StorageError) in try folder.elements() })
  }

  private func elements() throws(StorageError) -> StoredElements {
    let count = shape.reduce(1, *)
    guard MachineMemory.hasRoom(forBytes: count) else {
      throw .malformed(
        path: path, place: "folder", expected: "pictures that fit into memory",
        found: "\(shape)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    let channels = shape.count == 4 ? shape[3] : 1
    for picture in pictures {
      let image = try Self.read(picture.path)
      guard image.height == shape[1], image.width == shape[2], image.channels <= channels else {
        throw .malformed(
          path: picture.path, place: "picture", expected: "the size that it had when it was opened",
          found: "\(image.height)x\(image.width)")
      }
      if image.channels == channels {
        bytes += image.pixels
      } else {
        for pixel in image.pixels { bytes += repeatElement(pixel, count: channels) }
      }
    }
    return StoredElements(shape: shape, type: .uint8, source: .bytes(bytes))
  }

  private static func read(_ path: String) throws(StorageError) -> PNGImage {
    let start = try FileStart.beginning(of: path, count: 16)
    return JPEGImage.begins(start)
      ? try JPEGImage.read(MappedFile(path: path)) : try PNGImage(path: path)
  }
}
