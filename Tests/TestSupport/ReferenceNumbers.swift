import Platform
package import Storage

/// Numbers that other programs computed.
package enum ReferenceNumbers {
  /// Opens a file of reference numbers.
  ///
  /// The folder is `LATENTTY_REFERENCE` when that is set, else `Fixtures` beside the test's source file.
  ///
  /// - Parameters:
  ///   - name: The file's name with its extension.
  ///   - testFile: The path of the test's source file.
  /// - Returns: The file.
  /// - Throws: `StorageError` when it cannot be opened.
  package static func open(
    _ name: String, testFile: String = #filePath
  ) throws(StorageError) -> SafetensorsFile {
    try SafetensorsFile(path: "\(folder(testFile: testFile))/\(name)")
  }

  private static func folder(testFile: String) -> String {
    if let folder = getenv("LATENTTY_REFERENCE"), folder.pointee != 0 {
      return String(cString: folder)
    }
    let parent = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return parent.joined(separator: "/") + "/Fixtures"
  }
}
