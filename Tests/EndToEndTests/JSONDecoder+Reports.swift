import Foundation

extension JSONDecoder {
  /// Reads what `--json` prints: keys in lower snake case.
  static var reports: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
