import Storage

/// The bundled recipes: files in a folder, each named by its file name without `.toml`.
package struct RecipeShelf: Sendable {
  /// The folder of the recipes.
  package let folder: String

  /// Opens the shelf in `folder`.
  package init(folder: String) {
    self.folder = folder
  }

  /// The names of the bundled recipes, sorted.
  package var names: [String] {
    Folder.names(in: folder).filter { $0.hasSuffix(".toml") }
      .map { String($0.dropLast(".toml".count)) }
  }

  /// Whether a name is a path: it contains a slash or ends in `.toml`.
  package static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".toml")
  }

  /// Reads a bundled recipe or a file.
  ///
  /// - Parameters:
  ///   - name: The name of a bundled recipe, or a path.
  ///   - overrides: Settings that take precedence over the recipe's, in order.
  /// - Returns: The recipe, validated.
  /// - Throws: ``RecipeError/unknownPreset(_:folder:known:)``, why the file cannot be read, or the
  ///   first setting that is wrong.
  package func recipe(
    named name: String, overrides: [RecipeOverride] = []
  ) throws(RecipeError) -> Recipe {
    if Self.isPath(name) {
      return try Recipe(path: name, overrides: overrides)
    }
    guard names.contains(name) else {
      throw .unknownPreset(name, folder: folder, known: names)
    }
    return try Recipe(path: "\(folder)/\(name).toml", overrides: overrides)
  }
}

extension Recipe {
  /// The largest recipe file that is read, far above any real one.
  private static let byteLimit = 1 << 20

  /// Reads a recipe from a file and applies overrides.
  ///
  /// - Parameters:
  ///   - path: A TOML file.
  ///   - overrides: Settings that take precedence over the file's, in order.
  /// - Throws: Why the file cannot be read, or the first setting that is wrong.
  package init(path: String, overrides: [RecipeOverride] = []) throws(RecipeError) {
    try self.init(toml: Self.text(at: path), path: path, overrides: overrides)
  }

  private static func text(at path: String) throws(RecipeError) -> String {
    let text: String?
    do {
      let file = try MappedFile(path: path)
      guard file.count <= byteLimit else {
        throw RecipeError.unreadable(
          path: path, reason: "expected at most \(byteLimit) bytes, found \(file.count)")
      }
      text = file.withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    } catch let error as RecipeError {
      throw error
    } catch {
      throw .unreadable(path: path, reason: "\(error)")
    }
    guard let text else {
      throw .unreadable(path: path, reason: "expected UTF-8 text, found other bytes")
    }
    return text
  }
}
