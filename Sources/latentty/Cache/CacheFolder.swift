import Escaping
import Platform
import Storage

/// The folder for what can be made again, as the XDG base directory specification places it.
enum CacheFolder {
  /// The path; `nil` when neither `XDG_CACHE_HOME` nor `HOME` says where.
  static var path: String? {
    if let folder = getenv("XDG_CACHE_HOME"), folder.pointee == UInt8(ascii: "/") {
      return FileName.text(folder) + "/latentty"
    }
    return getenv("HOME").map { FileName.text($0) + "/.cache/latentty" }
  }

  /// Where diagnoses are kept; `nil` when no place is known.
  static var diagnoses: String? { path.map { "\($0)/\(diagnosesName)" } }

  /// The folder inside that diagnoses are kept in.
  static let diagnosesName = "diagnoses"

  /// Why the folder is not used, in one line; `nil` when it is, or will be made.
  static var problem: String? {
    guard let diagnoses else { return "none; neither XDG_CACHE_HOME nor HOME is set" }
    do {
      try PrivateFolder.check(diagnoses, levels: 2)
      return nil
    } catch {
      return error.description
    }
  }
}
