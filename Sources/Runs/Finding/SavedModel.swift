/// A model that a run has written.
package struct SavedModel: Sendable, Equatable {
  /// The file.
  package var path: String
  /// When it was written, unix seconds.
  package var time: Double
  /// The step in its name, or the epoch where there is no step; `nil` where there is neither.
  package var step: Int?

  /// Creates the facts of a model.
  package init(path: String, time: Double, step: Int? = nil) {
    (self.path, self.time, self.step) = (path, time, step)
  }

  /// The step that a file name tells: `epoch=3-step=400.ckpt`, `checkpoint-500.pt`, `vae_epoch_10.pth`.
  ///
  /// - Parameter name: The name of a file, or its path.
  /// - Returns: The number behind the word step, else behind epoch, else the last number of the name; `nil` where there is none.
  package static func step(inName name: String) -> Int? {
    let file = name.split(separator: "/").last ?? ""
    let stem = file.lastIndex(of: ".").map { file[..<$0] } ?? file
    let numbers = Self.numbers(in: stem)
    for word in ["step", "epoch"] {
      if let number = numbers.last(where: { $0.word.hasSuffix(word) }) { return number.value }
    }
    return numbers.last?.value
  }

  /// Every number of a text, with the letters that stand before it.
  private static func numbers(in text: Substring) -> [(word: String, value: Int)] {
    var found: [(word: String, value: Int)] = []
    var (word, digits) = ("", "")
    func finish() {
      if let value = Int(digits, radix: 10) { found.append((word, value)) }
      if !digits.isEmpty { (word, digits) = ("", "") }
    }
    for character in text {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else {
        finish()
        if character.isLetter { word += character.lowercased() }
      }
    }
    finish()
    return found
  }
}
