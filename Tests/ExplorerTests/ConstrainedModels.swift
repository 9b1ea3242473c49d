import Explorer
import Models
import Plotting
import Tensors

extension MadeUpModel {
  /// A decoder alone whose latents do not move freely.
  static func constrained(
    latentCount: Int, side: Int = 9, _ constraints: LatentConstraints?
  ) -> MadeUpModel {
    var model = MadeUpModel(latentCount: latentCount, side: side)
    model.change = { facts in
      facts.constraints = constraints
      (facts.statistics, facts.gallery, facts.training) = (nil, nil, nil)
      facts.parts = [.samples]
      facts.latents = Latents(GaussianLatents())
      facts.tiedFactors = []
    }
    return model
  }

  /// Two latents, a category of three and a label of ten.
  static var categories: MadeUpModel {
    constrained(
      latentCount: 15,
      LatentConstraints(selectors: [
        .init(
          name: "kind", start: 2, choices: ["round", "flat", "ring"], isCondition: false),
        .init(name: "label", start: 5, choices: (0..<10).map(String.init), isCondition: true),
      ]))
  }

  /// Four latents on a sphere of radius 2 and a category of two.
  static var sphere: MadeUpModel {
    constrained(
      latentCount: 6,
      LatentConstraints(
        selectors: [.init(name: "side", start: 0, choices: ["a", "b"], isCondition: false)],
        norm: 2))
  }

  /// A decoder of two latents.
  static var plane: MadeUpModel { constrained(latentCount: 2, nil) }
}
