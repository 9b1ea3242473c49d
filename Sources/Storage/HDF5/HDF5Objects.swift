/// A group of an HDF5 file with everything below it, read from the file's headers.
package struct HDF5Group: Sendable, Equatable {
  /// What a group has.
  package indirect enum Member: Sendable, Equatable {
    case group(HDF5Group)
    case dataset(HDF5Dataset)
    /// Something that is not read, and why: a link to another file or to nothing, a named type, a group that contains itself.
    case unread(path: String, reason: String)
  }

  /// The path from the top, `/` for the file's root.
  package let path: String
  /// Its attributes by name.
  package let attributes: [HDF5Attribute]
  /// Its members in the order of their creation if the file keeps it, else by name.
  package let members: [Member]

  /// The groups among the members.
  package var groups: [HDF5Group] {
    members.compactMap { if case .group(let group) = $0 { group } else { nil } }
  }

  /// The datasets among the members.
  package var datasets: [HDF5Dataset] {
    members.compactMap { if case .dataset(let dataset) = $0 { dataset } else { nil } }
  }

  /// The datasets below this group, whatever their depth, in the order of the members.
  package var allDatasets: [HDF5Dataset] {
    members.flatMap { (member) -> [HDF5Dataset] in
      switch member {
      case .group(let group): group.allDatasets
      case .dataset(let dataset): [dataset]
      case .unread: []
      }
    }
  }

  /// A group below this one.
  ///
  /// - Parameter names: The path from here, its parts separated by slashes.
  /// - Returns: The group, or `nil` where there is none.
  package func group(_ names: String) -> HDF5Group? {
    names.split(separator: "/").reduce(self as HDF5Group?) { group, name in
      group?.groups.first { $0.name == name }
    }
  }

  /// The last part of the path; empty for the root.
  package var name: String { lastPart(of: path) }
}

/// A dataset of an HDF5 file: an array, whose elements are read on demand.
package struct HDF5Dataset: Sendable, Equatable {
  /// The path from the top, such as `/data/images`.
  package let path: String
  /// The type of the elements.
  package let type: HDF5Type
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]
  /// Its attributes by name.
  package let attributes: [HDF5Attribute]

  /// The last part of the path.
  package var name: String { lastPart(of: path) }
}

private func lastPart(of path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? ""
}
