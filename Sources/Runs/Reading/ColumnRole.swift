/// The role of a named column of a log: the step, the epoch, the time, a group of rows, or a figure.
enum ColumnRole: Sendable, Equatable {
  /// Counts progress; of several, the one with the lowest rank is the step.
  case step(rank: Int)
  /// Counts epochs: the step where there is no finer one, else what the batch or iteration belongs to.
  case epoch
  /// The wall time in unix seconds.
  case time
  /// A text that names the phase of the row, such as training or validation. Rows with different texts are different
  /// series.
  case phase
  /// The number or name of a process or fold, whose rows are separate series; of several, the one with the lowest
  /// rank is used.
  case worker(rank: Int)
  /// The name of the figure whose value the row contains.
  case quantity
  /// The number of the row, in a table that was written with its index.
  case rowNumber
  /// A figure.
  case value

  /// The role of a column by its name.
  ///
  /// - Parameter name: The name, case-insensitive, with blanks or dashes for underscores, and with one of
  ///   ``prefixes`` or none.
  init(name: String) {
    let name = Self.plain(name)
    self =
      if let rank = Self.ranks[name] {
        .step(rank: rank)
      } else if Self.epochNames.contains(name) {
        .epoch
      } else if Self.timeNames.contains(name) {
        .time
      } else if Self.phaseNames.contains(name) {
        .phase
      } else if let rank = Self.workerNames.firstIndex(of: name) {
        .worker(rank: rank)
      } else if Self.quantityNames.contains(name) {
        .quantity
      } else {
        .value
      }
  }

  /// The role of a column that separates runs, after all that name processes.
  static let run = ColumnRole.worker(rank: workerNames.count)

  /// Whether a name is that of a seed, which separates runs where several are in one file.
  static func isSeed(_ name: String) -> Bool { ["seed", "random_seed"].contains(plain(name)) }

  /// Whether a name of a step may be that of the total number of steps, in a configuration.
  static func mayBeTotal(_ name: String) -> Bool {
    let name = plain(name)
    return totalNames.contains(name) || totalBeginnings.contains { name.hasPrefix($0) }
  }

  /// Whether a rank is that of a name that counts steps of the run or of a pass, depending on its values.
  static func mayCountPasses(_ rank: Int) -> Bool {
    rank < stepNames.count && passNames.contains(stepNames[rank])
  }

  /// Whether the column names a step or an epoch.
  var isStep: Bool {
    switch self {
    case .step, .epoch: true
    case .time, .phase, .worker, .quantity, .rowNumber, .value: false
    }
  }

  /// Whether a rank is that of a name that always counts batches of an epoch, or of one pass.
  static func countsBatches(_ rank: Int) -> Bool {
    rank >= stepNames.count && rank < stepNames.count + batchNames.count
  }

  /// Whether a rank is that of a name that other columns have too, so that its values must show that it counts.
  static func isUncertain(_ rank: Int) -> Bool { rank >= stepNames.count + batchNames.count }
}

extension ColumnRole {
  /// Prefixes of the name of a step or time, followed by a slash or a dot.
  private static let prefixes: Set = [
    "train", "training", "trainer", "progress", "time", "global", "charts", "info", "timers",
    "counters", "total", "meta", "log", "_",
  ]

  /// Names of steps, most specific first: counts through all epochs come before those that may restart, and optimiser
  /// steps before frames.
  private static let stepNames = [
    "global_step", "globalstep", "global_iter", "global_iteration", "step", "_step", "__step__",
    "steps", "num_updates", "total_timesteps", "timesteps_total", "num_timesteps", "timestep",
    "timesteps", "time_step", "time_steps", "iteration", "iterations", "iter",
    "training_iteration", "train_iter", "iters", "n_iter", "num_iter", "num_iters", "iter_num",
    "n_iterations", "num_iterations", "iteration_num", "iteration_number", "iteration_id", "itr",
    "it", "num_steps", "n_steps", "nb_steps", "step_num", "step_number", "step_id", "log_step",
    "steps_total", "total_steps", "total_step", "total_iters", "train_step", "train_steps",
    "training_step", "training_steps", "optimizer_step", "optimizer_steps", "optim_step",
    "opt_step", "opt_steps", "current_step", "cur_step", "update", "updates", "n_updates",
    "update_num", "total_updates", "gradient_step", "gradient_steps", "num_gradient_updates",
    "env_step", "env_steps", "num_env_steps", "environment_steps", "total_env_steps",
    "num_env_steps_sampled", "num_env_steps_trained", "num_steps_sampled", "num_steps_trained",
    "agent_timesteps_total", "timesteps_this_run", "total_num_steps", "totaltimesteps",
  ]

  /// Names of counts that restart in every epoch.
  private static let batchNames = [
    "batch", "batches", "batch_idx", "batch_id", "batch_index", "batch_num", "batch_nb",
    "batch_number", "minibatch", "mini_batch",
  ]

  /// Names of steps that also have other meanings.
  private static let uncertainNames = [
    "t", "frame", "frames", "num_frames", "total_frames", "samples", "samples_seen",
    "num_samples", "total_samples", "consumed_samples", "examples", "examples_seen",
    "num_examples", "num_examples_seen", "images", "images_seen", "n_images", "tokens",
    "tokens_seen", "num_tokens", "total_tokens",
    "n_tokens", "consumed_tokens", "kimg", "kimgs", "nimg", "episode", "episodes",
    "episodes_total", "num_episodes", "episode_num", "episode_number", "round", "rounds",
    "server_round", "comm_round", "generation", "generations", "gen", "trial",
    "trial_number", "n_evals", "tick", "index",
  ]

  private static let passNames: Set = [
    "step", "iteration", "iterations", "iter", "iters", "n_iter", "iter_num", "itr", "it",
  ]

  private static let totalNames: Set = [
    "steps", "epochs", "iterations", "iters", "timesteps", "time_steps", "updates",
  ]
  private static let totalBeginnings = ["total_", "num_", "n_", "nb_", "max_"]

  private static let quantityNames: Set = [
    "metric", "name", "key", "tag", "variable", "quantity", "metric_name",
  ]

  private static let epochNames: Set = [
    "epoch", "epochs", "epoch_num", "epoch_number", "epoch_idx", "epoch_index", "epoch_id",
    "num_epoch", "num_epochs", "n_epoch", "n_epochs", "nb_epoch", "current_epoch", "cur_epoch",
    "train_epoch", "ep",
  ]

  private static let timeNames: Set = [
    "time", "wall_time", "walltime", "timestamp", "_timestamp", "unix_time", "wall_clock",
    "created_at", "datetime",
  ]

  private static let phaseNames: Set = [
    "mode", "phase", "split", "stage", "set", "subset", "partition", "dataset_split",
    "data_split", "data", "dataset", "type", "task",
  ]

  private static let workerNames = [
    "global_rank", "rank", "process_rank", "process_index", "process_id", "local_rank",
    "node_rank", "worker", "worker_id", "worker_index", "replica", "replica_id", "fold",
    "fold_id", "cv_fold",
  ]

  private static let ranks = Dictionary(
    uniqueKeysWithValues: (stepNames + batchNames + uncertainNames).enumerated().map {
      ($0.element, $0.offset)
    })

  /// A name in lower case with underscores, without a prefix that only says whose step it is.
  private static func plain(_ name: String) -> String {
    var name = String(
      name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 }.drop { $0 == "#" })
    if name.hasSuffix("_#") { name.removeLast(2) }
    guard let cut = name.lastIndex(where: { $0 == "/" || $0 == "." || $0 == ":" }) else {
      return name
    }
    let parts = name[..<cut].split { $0 == "/" || $0 == "." || $0 == ":" }
    return parts.allSatisfy { prefixes.contains(String($0)) }
      ? String(name[name.index(after: cut)...]) : name
  }
}

/// A wall time as unix seconds: milliseconds, as some loggers have them, become seconds; `nil` for values outside the
/// plausible range of dates, which are durations.
func unixSeconds(_ time: Double) -> Double? {
  let seconds = time > 1e11 ? time / 1000 : time
  return seconds >= 1e8 && seconds < 1e11 ? seconds : nil
}
