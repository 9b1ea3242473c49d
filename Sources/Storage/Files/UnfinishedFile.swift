import Platform

/// Temporary files that a writer fills beside its target; one whose writer was killed remains.
package enum UnfinishedFile {
  static let suffix = ".partial"

  /// Whether a name is one that this program gives to such files.
  package static func isName(_ name: String) -> Bool {
    guard name.hasPrefix("."), name.hasSuffix(suffix) else { return false }
    let mark = name.dropFirst().dropLast(suffix.count)
    return (1...13).contains(mark.count) && UInt64(mark, radix: 36) != nil
      && !mark.contains { $0.isUppercase }
  }

  /// Whether a process is still writing an open file.
  static func isWritten(descriptor: Int32) -> Bool {
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else {
      _ = flock(descriptor, LOCK_UN)
      return false
    }
    return errno == EWOULDBLOCK
  }
}
