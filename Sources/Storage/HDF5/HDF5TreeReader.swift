import CLibraries
import Tensors

/// Reads the groups, the headers of datasets and the attributes of a file within limits.
///
/// All of it runs in ``HDF5Library/use(for:_:)``.
struct HDF5TreeReader {
  /// The deepest nesting of groups.
  static let depthLimit = 32
  /// The most groups and datasets, counted as often as paths lead to them.
  static let objectLimit = 1 << 16

  let file: latentty_hdf5_handle
  let path: String
  private var objectCount = 0
  private var attributes: HDF5AttributeReader
  /// The groups around the current one, to recognise one that contains itself.
  private var enclosing: [Identity] = []

  private struct Identity: Equatable {
    let first: UInt64
    let second: UInt64
  }

  init(file: latentty_hdf5_handle, path: String) {
    (self.file, self.path) = (file, path)
    attributes = HDF5AttributeReader(path: path)
  }

  mutating func root() throws(StorageError) -> HDF5Group {
    guard case .group(let group) = try object(at: "/") else {
      throw fault("/", expected: "a group", found: HDF5Failure.reason ?? "another object")
    }
    return group
  }

  private mutating func object(at place: String) throws(StorageError) -> HDF5Group.Member {
    objectCount += 1
    guard objectCount <= Self.objectLimit else {
      throw fault(place, expected: "at most \(Self.objectLimit) objects", found: "more")
    }
    let object = latentty_hdf5_open_object(file, place)
    guard object >= 0 else {
      return .unread(path: place, reason: HDF5Failure.reason ?? "it cannot be opened")
    }
    defer { latentty_hdf5_release(object) }
    switch latentty_hdf5_kind(object) {
    case latentty_hdf5_group: return try group(object, at: place)
    case latentty_hdf5_dataset: return try dataset(object, at: place)
    default: return .unread(path: place, reason: "it is neither a group nor a dataset")
    }
  }

  private mutating func group(
    _ group: latentty_hdf5_handle, at place: String
  ) throws(StorageError) -> HDF5Group.Member {
    guard enclosing.count < Self.depthLimit else {
      throw fault(place, expected: "groups at most \(Self.depthLimit) deep", found: "more")
    }
    var numbers: [UInt64] = [0, 0]
    guard latentty_hdf5_identity(group, &numbers) else {
      return .unread(path: place, reason: HDF5Failure.reason ?? "it cannot be examined")
    }
    let identity = Identity(first: numbers[0], second: numbers[1])
    guard !enclosing.contains(identity) else {
      return .unread(path: place, reason: "the group contains itself")
    }
    enclosing.append(identity)
    defer { enclosing.removeLast() }
    let own = try attributes.attributes(of: group, at: place)
    var members: [HDF5Group.Member] = []
    for link in try links(of: group, at: place) { members.append(try member(link, of: place)) }
    return .group(HDF5Group(path: place, attributes: own, members: members))
  }

  private mutating func member(
    _ link: Link, of place: String
  ) throws(StorageError) -> HDF5Group.Member {
    let inner = (place == "/" ? "/" : place + "/") + (link.name ?? "…")
    guard link.name != nil else {
      return .unread(path: inner, reason: "its name is no UTF-8 text")
    }
    guard link.kind != latentty_hdf5_external_link else {
      return .unread(path: inner, reason: "it is a link into another file, which is not followed")
    }
    return try object(at: inner)
  }

  private mutating func dataset(
    _ dataset: latentty_hdf5_handle, at place: String
  ) throws(StorageError) -> HDF5Group.Member {
    // Asking a virtual dataset for its extents opens its sources.
    var storage = latentty_hdf5_storage()
    guard latentty_hdf5_examine_storage(dataset, &storage) else {
      return .unread(path: place, reason: HDF5Failure.reason ?? "its storage is not understood")
    }
    guard !storage.is_elsewhere else {
      return .unread(path: place, reason: "its elements are in another file, which is not opened")
    }
    var array = latentty_hdf5_array()
    guard latentty_hdf5_describe(dataset, &array), let shape = HDF5Shape.extents(of: array) else {
      return .unread(path: place, reason: HDF5Failure.reason ?? "its type is not understood")
    }
    let own = try attributes.attributes(of: dataset, at: place)
    return .dataset(
      HDF5Dataset(path: place, type: HDF5Type(array), shape: shape, attributes: own))
  }

  private func fault(_ place: String, expected: String, found: String) -> StorageError {
    .malformed(path: path, place: place, expected: expected, found: found)
  }
}

extension HDF5TreeReader {
  private struct Link {
    /// `nil` where it is no UTF-8 text.
    let name: String?
    let kind: latentty_hdf5_link_kind
  }

  private func links(
    of group: latentty_hdf5_handle, at place: String
  ) throws(StorageError) -> [Link] {
    var links: [Link] = []
    let isComplete = withUnsafeMutablePointer(to: &links) { links in
      latentty_hdf5_each_link(
        group,
        { context, name, kind in
          guard let links = context?.assumingMemoryBound(to: [Link].self) else { return 1 }
          links.pointee.append(Link(name: String(validatingCString: name), kind: kind))
          return links.pointee.count > HDF5TreeReader.objectLimit ? 1 : 0
        }, links)
    }
    guard isComplete else {
      throw fault(
        place, expected: "a list of members", found: HDF5Failure.reason ?? "a damaged one")
    }
    return links
  }
}

/// Extents as they are in a file.
enum HDF5Shape {
  /// The extents; that of an array without any element is `[0]`, and `nil` stands for such as no machine can hold.
  static func extents(of array: latentty_hdf5_array) -> [Int]? {
    guard !array.is_null else { return [0] }
    let extents = withUnsafeBytes(of: array.extents) {
      Array($0.bindMemory(to: UInt64.self).prefix(Int(array.rank)))
    }
    let shape = extents.compactMap(Int.init(exactly:))
    return shape.count == extents.count && StoredShape.byteCount(shape, of: .float64) != nil
      ? shape : nil
  }
}
