import Storage
import Tensors

/// Where the weights of a model's layers are in its file.
struct KerasWeights: Sendable {
  let file: HDF5File
  /// The datasets of every layer by its path, in the order in which the layer made its weights.
  private(set) var names: [String: [String]] = [:]

  /// The weights as Keras 2 keeps them: a group for every layer of the outermost model, whose attribute lists the datasets of all layers in it.
  init(legacy file: HDF5File, group: HDF5Group, model: KerasModel) {
    self.file = file
    for layer in model.layers {
      guard let member = group.group(layer.name) else { continue }
      let listed = member.attributes.kerasTexts("weight_names")
      let paths = listed.map { "\(member.path == "/" ? "" : member.path)/\($0)" }
      if let inner = layer.model {
        distribute(paths, over: inner.leaves)
      } else {
        names[layer.path] = paths
      }
    }
  }

  /// The weights as Keras 3 keeps them: groups named after the classes of the layers, numbered where one occurs more than once.
  init(_ file: HDF5File, model: KerasModel, in place: String = "") {
    self.file = file
    if let group = file.root.group(place) { add(model, from: group) }
  }

  private mutating func add(_ model: KerasModel, from group: HDF5Group) {
    guard let layers = group.group("layers") ?? group.group("_layer_checkpoint_dependencies") else {
      return
    }
    var counts: [String: Int] = [:]
    for layer in model.layers {
      let base = KerasWeights.groupName(ofClass: layer.className)
      let count = counts[base, default: 0]
      counts[base] = count + 1
      guard let member = layers.group(count == 0 ? base : "\(base)_\(count)") else { continue }
      if let inner = layer.model {
        add(inner, from: member)
      } else {
        let own = member.group("vars")?.datasets ?? []
        names[layer.path] = own.sorted { (Int($0.name) ?? 0) < (Int($1.name) ?? 0) }.map(\.path)
      }
    }
  }

  /// `Conv2DTranspose` becomes `conv2d_transpose`, as the naming of Keras does it.
  static func groupName(ofClass className: String) -> String {
    let letters = Array(className.unicodeScalars.filter { $0.isWord })
    var words: [Unicode.Scalar] = []
    for (index, letter) in letters.enumerated() {
      let previous = index > 0 ? letters[index - 1] : nil
      let following = index + 1 < letters.count ? letters[index + 1] : nil
      let startsWord = letter.isCapital && following?.isSmall == true && previous != "_"
      let endsWord = letter.isCapital && previous?.isSmall == true
      if index > 0, startsWord || endsWord { words.append("_") }
      words.append(letter)
    }
    return String(String.UnicodeScalarView(words)).lowercased()
  }
}

extension KerasWeights {
  /// Gives the weights of a model to the layers in it: by the layers' names if the datasets have them, else by their order, in which all trained weights
  /// come before the others.
  private mutating func distribute(_ paths: [String], over leaves: [KerasLayer]) {
    let owners = paths.map { path in
      let parts = path.split(separator: "/")
      return parts.count > 1 ? String(parts[parts.count - 2]) : ""
    }
    let known = Set(leaves.map(\.name))
    if known.count == leaves.count, owners.allSatisfy(known.contains) {
      for leaf in leaves {
        names[leaf.path] = zip(paths, owners).filter { $1 == leaf.name }.map(\.0)
      }
      return
    }
    var rest = paths[...]
    let shares = leaves.map { ($0.path, KerasWeightCounts($0)) }
    for (path, counts) in shares {
      names[path, default: []] += rest.prefix(counts.trained)
      rest = rest.dropFirst(counts.trained)
    }
    for (path, counts) in shares {
      names[path, default: []] += rest.prefix(counts.others)
      rest = rest.dropFirst(counts.others)
    }
  }
}

/// How many weights a layer has.
struct KerasWeightCounts: Equatable {
  /// Those that are trained.
  let trained: Int
  /// Those that are not: averages, and all of a layer that is not trained.
  let others: Int

  init(_ layer: KerasLayer) {
    func flag(_ key: String) -> Int { layer.config[key]?.truth ?? true ? 1 : 0 }
    var (trained, others) = (0, 0)
    switch layer.className {
    case "Dense", "Conv1D", "Conv2D", "Conv1DTranspose", "Conv2DTranspose", "DepthwiseConv2D":
      trained = 1 + flag("use_bias")
    case "SeparableConv2D": trained = 2 + flag("use_bias")
    case "BatchNormalization": (trained, others) = (flag("scale") + flag("center"), 2)
    case "LayerNormalization", "GroupNormalization": trained = flag("scale") + flag("center")
    case "PReLU", "Embedding": trained = 1
    case "Normalization": others = 3
    default: break
    }
    let isTrained = layer.config["trainable"]?.truth ?? true
    self.trained = isTrained ? trained : 0
    self.others = isTrained ? others : trained + others
  }
}

extension [HDF5Attribute] {
  /// The texts of an attribute, which Keras splits into several with numbers behind their names where they are many.
  func kerasTexts(_ name: String) -> [String] {
    if let whole = self[name]?.texts { return whole }
    var texts: [String] = []
    var index = 0
    while let part = self["\(name)\(index)"]?.texts {
      texts += part
      index += 1
    }
    return texts
  }
}

extension Unicode.Scalar {
  fileprivate var isCapital: Bool { ("A"..."Z").contains(self) }
  fileprivate var isSmall: Bool { ("a"..."z").contains(self) }
  fileprivate var isWord: Bool {
    isCapital || isSmall || ("0"..."9").contains(self) || self == "_"
  }
}
