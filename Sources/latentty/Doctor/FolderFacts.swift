#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the program reads its assets and may keep its state.
struct FolderFacts: Encodable {
  /// The folder of bundled models and recipes, when one was found.
  let assets: String?
  /// The places that were searched in vain, in one sentence.
  let assetsProblem: String?
  /// The folder for sessions, as the XDG base directory specification places it.
  let state: String?
  /// Whether the program could write there, or create the folder.
  let isStateWritable: Bool

  /// Asks the file system; nothing is created.
  init() {
    do throws(AssetsError) {
      assets = try Assets.find().folder
      assetsProblem = nil
    } catch {
      assets = nil
      assetsProblem = error.description
    }
    state = Self.stateFolder
    isStateWritable = state.map(Self.isWritable) ?? false
  }

  private static var stateFolder: String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
      return String(cString: state) + "/latentty"
    }
    return getenv("HOME").map { String(cString: $0) + "/.local/state/latentty" }
  }

  /// Whether the nearest folder on the way to `path` that exists may be written.
  private static func isWritable(_ path: String) -> Bool {
    var components = path.split(separator: "/")
    while true {
      let folder = "/" + components.joined(separator: "/")
      if access(folder, F_OK) == 0 || components.isEmpty { return access(folder, W_OK) == 0 }
      components.removeLast()
    }
  }
}
