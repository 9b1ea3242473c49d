import Escaping
import Platform

/// Why the files bundled with the program cannot be used.
package enum AssetsError: Error, Equatable, CustomStringConvertible {
  /// None of the searched paths contains the folder.
  case noFolder(searched: [String])
  /// The folder lacks a file.
  case noFile(path: String)

  /// What was looked for, in one line.
  package var description: String {
    switch self {
    case .noFolder(let searched):
      "assets: expected a folder in one of \(searched.joined(separator: ", ")), found none; "
        + "LATENTTY_ASSETS names another place"
    case .noFile(let path):
      "\(path): no such file; `make assets` makes the bundled models"
    }
  }
}

/// The folder of bundled models and recipes.
package struct Assets: Equatable {
  /// The name of the model that opens when no other is named.
  package static let defaultModel = "galaxies"

  /// The path of the folder.
  package let folder: String

  /// Finds the folder.
  ///
  /// `LATENTTY_ASSETS` decides alone when it is set. Otherwise the places are `../share/latentty` beside an
  /// installed executable, `assets` in the package that an executable under `.build` was built from, and
  /// `assets` in the working directory.
  ///
  /// - Throws: ``AssetsError/noFolder(searched:)`` with the places in the order in which they were tried.
  package static func find() throws(AssetsError) -> Assets {
    let named = getenv("LATENTTY_ASSETS").map { FileName.text($0) }
    return try find(named: named, executable: executablePath)
  }

  static func find(named: String?, executable: String?) throws(AssetsError) -> Assets {
    let places = places(named: named, executable: executable)
    guard let folder = places.first(where: isFolder) else { throw .noFolder(searched: places) }
    return Assets(folder: folder)
  }

  /// The path of a bundled model.
  ///
  /// - Parameter name: The name of the file without its extension, for example `galaxies`.
  /// - Returns: The path of an existing file.
  /// - Throws: ``AssetsError/noFile(path:)`` when the model has not been trained.
  package func model(named name: String) throws(AssetsError) -> String {
    let path = "\(folder)/models/\(name).safetensors"
    guard access(FileName.cString(path), R_OK) == 0 else { throw .noFile(path: path) }
    return path
  }

  private static func places(named: String?, executable: String?) -> [String] {
    if let named { return [named] }
    let components = (executable ?? "").split(separator: "/")
    var places: [String] = []
    if components.count >= 2 {
      places.append("/" + (components.dropLast(2) + ["share", "latentty"]).joined(separator: "/"))
    }
    if let build = components.lastIndex(where: { $0.hasPrefix(".build") }) {
      places.append("/" + (components[..<build] + ["assets"]).joined(separator: "/"))
    }
    return places + ["assets"]
  }

  private static func isFolder(_ path: String) -> Bool {
    // The slash makes anything but a folder an error.
    access(FileName.cString(path + "/"), R_OK) == 0
  }

  private static var executablePath: String? {
    guard let path = realpath("/proc/self/exe", nil) ?? realpath(CommandLine.arguments.first, nil)
    else { return nil }
    defer { free(path) }
    return FileName.text(path)
  }
}
