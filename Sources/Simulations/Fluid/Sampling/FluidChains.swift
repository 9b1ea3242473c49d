import Tensors

/// Eight independent Markov chains, one per SIMD lane.
///
/// Goals, in order: a chain depends on its seed and row alone, not on its lane or neighbours; no branch and
/// no operation across lanes, so that eight samples cost as much as one. Metropolis moves with sequential
/// proposals, which keep the Boltzmann distribution stationary without detailed balance (Manousiouthakis and
/// Deem, "Strict detailed balance is unnecessary in Monte Carlo simulation", J. Chem. Phys. 110 (1999)).
struct FluidChains {
  /// One number of every chain.
  typealias Lanes = SIMD8<Double>
  /// The number of chains.
  static let count = Lanes.scalarCount

  /// The purposes of the draws of a row, as steps of its stream; a sweep uses ``firstSweep`` plus its number.
  enum Draw: Int {
    case start
    case order
    case corruption
    case hole
    case firstSweep
  }

  /// The stream of all of them in simulated samples.
  static let stream = RandomStream.measurement

  let model: FluidModel
  /// Whether a sweep goes from the last particle to the first.
  var isBackward = false
  /// Horizontal positions and heights, a vector of chains per particle.
  let x: UnsafeMutablePointer<Lanes>
  let y: UnsafeMutablePointer<Lanes>

  /// Runs every chain from a random start to its sample.
  ///
  /// - Parameters:
  ///   - gravity: Gamma of every chain.
  ///   - seed: The seed of the data set.
  ///   - rows: The sample of every chain.
  func run(gravity: Lanes, seed: UInt64, rows: SIMD8<UInt64>) {
    let random = RandomLanes(seed: seed, stream: Self.stream, rows: rows)
    placeAtRandom(random)
    move(0..<model.sweepCount, gravity: gravity, random)
  }

  /// Sweeps over the particles of every chain from where they are.
  ///
  /// - Parameters:
  ///   - sweeps: The numbers of the sweeps, which choose their random numbers.
  ///   - gravity: Gamma of every chain.
  ///   - random: The random numbers of every chain.
  func move(_ sweeps: Range<Int>, gravity: Lanes, _ random: RandomLanes) {
    switch model.potential {
    case .lennardJones: sweep(LennardJonesPair.self, sweeps, gravity: gravity, random)
    case .longRanged: sweep(LongRangedPair.self, sweeps, gravity: gravity, random)
    }
  }

  private func placeAtRandom(_ random: RandomLanes) {
    for particle in 0..<model.particleCount {
      let block = random.block(particle, step: Draw.start.rawValue)
      x[particle] = model.boxLength * RandomLanes.uniform(block.first)
      y[particle] = model.boxLength * RandomLanes.uniform(block.second)
    }
  }

  private func sweep<Law: PairLaw>(
    _ law: Law.Type, _ sweeps: Range<Int>, gravity: Lanes, _ random: RandomLanes
  ) {
    let count = model.particleCount
    for sweep in sweeps {
      for turn in 0..<count {
        let particle = isBackward ? count - 1 - turn : turn
        let block = random.block(turn, step: Draw.firstSweep.rawValue + sweep)
        move(law, particle, gravity: gravity, block)
      }
    }
  }

  /// Proposes a new position for one particle of every chain, and moves those that accept it.
  @inline(__always)
  private func move<Law: PairLaw>(
    _ law: Law.Type, _ particle: Int, gravity: Lanes, _ block: RandomLanes.Block
  ) {
    let length = model.boxLength
    let (oldX, oldY) = (x[particle], y[particle])
    let newX = oldX + (2 * RandomLanes.uniform(block.first) - 1) * model.stepLength
    let newY = oldY + (2 * RandomLanes.uniform(block.second) - 1) * model.stepLength
    let quarters =
      change(
        law, x: x, y: y, others: 0..<particle, oldX: oldX, oldY: oldY, newX: newX, newY: newY)
      + change(
        law, x: x, y: y, others: particle + 1..<model.particleCount, oldX: oldX, oldY: oldY,
        newX: newX, newY: newY)
    let energy = 4 * quarters + gravity * (newY - oldY)
    let exponent = energy * (-1 / model.temperature)
    // No draw is below exp(-40), and every draw is below 1.
    let low = Lanes(repeating: -40)
    let bounded = choose(
      .zero, where: exponent .> 0, else: choose(low, where: exponent .< low, else: exponent))
    let isAccepted =
      (RandomLanes.uniform(block.third) .< boltzmannFactor(bounded))
      .& (newX .>= 0) .& (newX .<= length) .& (newY .>= 0) .& (newY .<= length)
    x[particle] = choose(newX, where: isAccepted, else: oldX)
    y[particle] = choose(newY, where: isAccepted, else: oldY)
  }
}

/// A quarter of the energy change of the pairs of a moved particle with some others.
///
/// A separate function that is not inlined: the compiler vectorises it completely only where every operand
/// comes from memory or an argument.
@inline(never)
private func change<Law: PairLaw>(
  _ law: Law.Type, x: UnsafePointer<FluidChains.Lanes>, y: UnsafePointer<FluidChains.Lanes>,
  others: Range<Int>, oldX: FluidChains.Lanes, oldY: FluidChains.Lanes, newX: FluidChains.Lanes,
  newY: FluidChains.Lanes
) -> FluidChains.Lanes {
  var sum = FluidChains.Lanes.zero
  for other in others {
    let (fromX, fromY) = (oldX - x[other], oldY - y[other])
    let (toX, toY) = (newX - x[other], newY - y[other])
    let from = (fromX * fromX + softening).addingProduct(fromY, fromY)
    let to = (toX * toX + softening).addingProduct(toY, toY)
    // One division for both reciprocals: it takes longer than all other operations together.
    let inverse = 1 / (from * to)
    sum += law.quarter(inverse * from) - law.quarter(inverse * to)
  }
  return sum
}

/// Added to squared distances, so that coinciding particles have a finite energy, 4e72 at most.
///
/// At equilibrium distances it changes energies by a relative 1e-11 at most.
private let softening = 1e-12
