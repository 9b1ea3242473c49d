import CommandSupport
import Escaping
import Platform

/// Where the program reads its assets and may keep its state.
struct FolderFacts: Encodable {
  /// The folder of bundled models and recipes, when one was found.
  let assets: String?
  /// The model that opens when no other is named.
  let model: String?
  /// Why the folder or the model cannot be used, in one sentence.
  let problem: String?
  /// The folder for sessions, as the XDG base directory specification places it.
  let state: String?
  /// Whether the program could write there, or create the folder.
  let isStateWritable: Bool

  /// The folder for what can be made again.
  let cache: String?
  /// Why that folder is not used, in one line.
  let cacheProblem: String?

  /// Asks the file system; nothing is created.
  init() {
    var (folder, model, problem): (String?, String?, String?)
    do throws(AssetsError) {
      let found = try Assets.find()
      folder = found.folder
      model = try found.model(named: Assets.defaultModel)
    } catch {
      problem = error.description
    }
    (assets, self.model, self.problem) = (folder, model, problem)
    state = StateFolder.path
    isStateWritable = state.map(Self.isWritable) ?? false
    cache = CacheFolder.path
    cacheProblem = CacheFolder.problem
  }

  /// Whether the nearest thing on the way to `path` that exists is a folder that may be written.
  private static func isWritable(_ path: String) -> Bool {
    var components = path.split(separator: "/")
    while true {
      let place = "/" + components.joined(separator: "/")
      // The slash makes anything but a folder an error.
      if access(FileName.cString(place), F_OK) == 0 {
        return access(FileName.cString(place + "/"), W_OK) == 0
      }
      if components.popLast() == nil { return false }
    }
  }
}
