import Datasets

extension AnomalousSet {
  /// The anomalous sets for a model of the fluid under gravity.
  @Sendable static func fluid(_ settings: any DatasetGenerator) -> [AnomalousSet] {
    let box = settings.value(of: "box").flatMap(Double.init) ?? 1
    let corrupted = [(0.2, "small"), (0.2 * box, "large")].map { amplitude, name in
      AnomalousSet(
        "corrupted \(name)",
        "4 particles moved in random directions, each by 0 to \(amplitude) sigma, and sorted again",
        ["disturbance": "corrupted", "corrupted_particles": "4", "amplitude": "\(amplitude)"])
    }
    let missing = [6, 10, 14].map { size in
      AnomalousSet(
        "blacked out \(size)", "\(size) rows and columns, and their mirror image, are 0",
        ["disturbance": "missing", "hole": "\(size)"])
    }
    return [
      AnomalousSet(
        "fake potential", "4 (r^-4 - r^-2) instead of Lennard-Jones: particles form one droplet",
        ["potential": "fake"]),
      AnomalousSet(
        "uniform random",
        "uniform random particles in the box, without interaction; gamma has no effect",
        ["sweeps": "0"]),
    ] + corrupted + missing + [
      AnomalousSet(
        "unseen gamma", "gravities between and beyond those of the training data",
        ["gamma": "0.25,0.55,0.85,1.5,2.0"])
    ]
  }
}
