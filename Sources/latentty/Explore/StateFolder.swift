import Escaping
import Platform

/// The folder for what lasts from one start to the next, as the XDG base directory specification places it.
enum StateFolder {
  /// The path; `nil` when neither `XDG_STATE_HOME` nor `HOME` says where.
  static var path: String? {
    if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
      return FileName.text(state) + "/latentty"
    }
    return getenv("HOME").map { FileName.text($0) + "/.local/state/latentty" }
  }
}
