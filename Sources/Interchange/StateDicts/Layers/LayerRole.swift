/// The part of a model that a layer belongs to.
enum LayerRole: String, Sendable {
  case encoder, decoder, mean
  case logVariance = "log variance"
  /// Mean and log variance in one layer.
  case joint
  /// A discriminator or classifier, which takes no part in encoding and decoding.
  case aside
  case unknown

  /// The role that a name says.
  init(named name: String) {
    let components = name.split { $0 == "." || $0 == "/" }
    let words = components.map { Self.tokens($0) }
    if !Set(words.joined()).isDisjoint(with: Self.asideWords) {
      self = .aside
      return
    }
    let head = Self.head(words.suffix(2))
    let side = zip(components, words).lazy.compactMap { Self.side($0, $1) }.first
    self =
      switch (head, side) {
      case (.joint?, _): .joint
      case (let head?, .encoder?), (let head?, nil): head
      default: side ?? .unknown
      }
  }

  private static func head(_ components: ArraySlice<[String]>) -> LayerRole? {
    for words in components.reversed() {
      let isMean = !meanWords.isDisjoint(with: words)
      let isVariance = !varianceWords.isDisjoint(with: words)
      if isMean && isVariance { return .joint }
      if isVariance { return .logVariance }
      if isMean { return .mean }
    }
    return nil
  }

  private static func side(_ component: Substring, _ words: [String]) -> LayerRole? {
    let letters = component.filter(\.isLetter).lowercased()
    for word in words + [letters] {
      if encoderWords.contains(word) { return .encoder }
      if decoderWords.contains(word) { return .decoder }
    }
    return letters == "gen" ? .decoder : nil
  }

  /// Words of a component: runs of letters of one case, without numbers.
  static func tokens(_ component: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in component {
      let isLetter = character.isLetter
      if !isLetter || character.isUppercase && wasLower {
        if !word.isEmpty { words.append(word.lowercased()) }
        word = ""
      }
      if isLetter { word.append(character) }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word.lowercased()) }
    return words
  }

  private static let meanWords: Set<String> = [
    "mu", "mean", "means", "loc", "zmean", "fcmu", "embedding",
  ]
  private static let varianceWords: Set<String> = [
    "var", "logvar", "variance", "sigma", "std", "stddev", "logsigma", "logstd", "lnvar", "fcvar",
    "zlogvar", "fclogvar", "scale",
  ]
  private static let encoderWords: Set<String> = [
    "encoder", "enc", "encode", "encoding", "encoders", "recognition", "inference",
  ]
  private static let decoderWords: Set<String> = [
    "decoder", "dec", "decode", "decoding", "decoders", "generator", "deconv", "convt",
    "unflatten", "upconv", "tconv", "netg",
  ]
  private static let asideWords: Set<String> = [
    "discriminator", "disc", "netd", "critic", "classifier", "adversary", "lpips",
  ]
}
