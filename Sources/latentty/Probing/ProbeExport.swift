import Analysis
import CommandSupport
import Datasets
import Diagnostics
import Storage
import Tensors

/// A probe as a file.
struct ProbeExport {
  let report: ProbeReport
  let description: DataDescription
  let settings: ProbeSettings

  /// Writes the probe in the format that the end of the name asks for.
  ///
  /// `.safetensors` holds for every way of drawing its latents and samples, and of particles those recovered and those
  /// projected and those after Metropolis sweeps, `[points, particles, 2]`; `.npy` the samples of the first way; `.png` a sheet of the first points.
  ///
  /// - Throws: `StorageError`.
  func write(to path: String, as format: ProbeFileFormat) throws(StorageError) {
    switch format {
    case .safetensors:
      try SafetensorsWriter.write(
        report.draws.flatMap(tensors), metadata: metadata, to: path)
    case .npy:
      try NPY.write(
        report.draws.first?.samples ?? Tensor(shape: [0] + description.shape, elements: []),
        to: path)
    case .png:
      try ProbeSheet(report: report, description: description).picture
        .write(to: path, kind: .probe)
    }
  }

  private func tensors(of draw: ProbeReport.Draw) -> [NamedTensor] {
    let name = draw.draw.rawValue
    var tensors = [
      NamedTensor("\(name).latents", draw.points), NamedTensor("\(name).samples", draw.samples),
    ]
    guard let particles = draw.particles, let count = description.particles?.count else {
      return tensors
    }
    // What was no configuration keeps its place.
    let missing = [Float](repeating: .nan, count: 2 * count)
    func tensor(_ positions: (ParticleProjection) -> [SIMD2<Double>]) -> Tensor {
      return Tensor(
        shape: [particles.projections.count, count, 2],
        elements: particles.projections.flatMap { projection in
          projection.map { positions($0).flatMap { [Float($0.x), Float($0.y)] } } ?? missing
        })
    }
    tensors.append(NamedTensor("\(name).particles", tensor { $0.recovered.positions }))
    tensors.append(NamedTensor("\(name).projected", tensor { $0.positions }))
    if let thermalized = particles.thermalized {
      tensors.append(
        NamedTensor(
          "\(name).thermalized",
          Tensor(
            shape: [thermalized.positions.count, count, 2],
            elements: thermalized.positions.flatMap { positions in
              positions.map { $0.flatMap { [Float($0.x), Float($0.y)] } } ?? missing
            })))
    }
    return tensors
  }

  private var metadata: [String: String] {
    [
      "latentty.probe.seed": "\(settings.seed)", "latentty.probe.codes": settings.codes.rawValue,
      "latentty.probe.components": "\(report.componentCount)",
      "latentty.probe.metropolis_sweeps": "\(settings.metropolisSweepCount)",
    ]
  }
}
