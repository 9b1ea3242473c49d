"""Writes logs with the libraries that people train with, and `expected.json` with the figures that were written.

    python make_log_files.py OUT

Needs torch, transformers and accelerate, keras, stable_baselines3, mmengine, ray[tune], mlflow-skinny, wandb.
"""

import ast
import contextlib
import io
import json
import math
import os
import re
import shutil
import sys
import tempfile

os.environ.update(
    KERAS_BACKEND="torch", WANDB_MODE="offline", WANDB_SILENT="true", TF_CPP_MIN_LOG_LEVEL="3",
    CUDA_VISIBLE_DEVICES="", MLFLOW_DISABLE_TELEMETRY="true", DO_NOT_TRACK="true")

OUT = os.path.abspath(sys.argv[1])
EXPECTED = {}


def keep(source, name):
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    shutil.copyfile(source, path)


def expect(name, figures):
    """Series by name as lists of [step, value]; values that are not finite are texts."""
    EXPECTED[name] = {
        key: [[step, value if math.isfinite(value) else str(value)] for step, value in points]
        for key, points in figures.items()
    }


def hugging_face(folder):
    import torch
    import transformers

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.linear = torch.nn.Linear(2, 1)

        def forward(self, x, labels):
            prediction = self.linear(x)[:, 0]
            return {"loss": ((prediction - labels) ** 2).mean(), "logits": prediction}

    torch.manual_seed(1)
    points = torch.randn(64, 2)
    rows = [{"x": point, "labels": point.sum()} for point in points]
    arguments = transformers.TrainingArguments(
        output_dir=f"{folder}/hf", max_steps=30, logging_steps=5, save_steps=10, eval_steps=10,
        eval_strategy="steps", per_device_train_batch_size=8, learning_rate=0.05, report_to=[],
        use_cpu=True)
    trainer = transformers.Trainer(
        Model(), arguments, train_dataset=rows, eval_dataset=rows[:16])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        trainer.train()
    trainer.save_state()
    for part in ["checkpoint-10/", "checkpoint-20/", "checkpoint-30/", ""]:
        keep(f"{folder}/hf/{part}trainer_state.json", f"huggingface/{part}trainer_state.json")
    os.makedirs(f"{OUT}/printed", exist_ok=True)
    with open(f"{OUT}/printed/nohup.out", "w") as file:
        file.write(printed.getvalue())
    rows = [ast.literal_eval(text) for text in re.findall(r"\{'.*?\}", printed.getvalue())]
    expect("printed", {
        name: [[float(row["epoch"]), float(row[name])] for row in rows if name in row]
        for name in ["loss", "learning_rate", "eval_loss"]})
    history = trainer.state.log_history
    names = ["loss", "learning_rate", "grad_norm", "eval_loss", "train_loss"]
    expect("huggingface", {
        name: [[row["step"], row[name]] for row in history if name in row] for name in names})


def keras_logs(folder):
    import keras
    import numpy

    keras.utils.set_random_seed(1)
    x = numpy.random.default_rng(1).normal(size=(64, 3)).astype("float32")
    y = x.sum(1)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    path = f"{folder}/training.log"
    first = model.fit(
        x, y, epochs=3, verbose=0, validation_split=0.25,
        callbacks=[keras.callbacks.CSVLogger(path)])
    model.compile("sgd", "mse", metrics=["mae"])
    second = model.fit(
        x, y, epochs=5, initial_epoch=3, verbose=0, validation_split=0.25,
        callbacks=[keras.callbacks.CSVLogger(path, append=True)])
    keep(path, "keras/training.log")
    with open(f"{folder}/history.json", "w") as file:
        json.dump(first.history, file)
        file.write("\n")
    keep(f"{folder}/history.json", "keras-history/history.json")
    loss = first.history["loss"] + second.history["loss"]
    expect("keras", {"loss": list(enumerate(loss)), "val_loss": list(enumerate(
        first.history["val_loss"] + second.history["val_loss"]))})
    expect("keras-history", {
        name: list(enumerate(first.history[name])) for name in ["loss", "val_loss"]})


def stable_baselines(folder):
    from stable_baselines3 import PPO
    from stable_baselines3.common.logger import configure

    model = PPO("MlpPolicy", "CartPole-v1", n_steps=64, batch_size=32, n_epochs=1, seed=1, device="cpu")
    model.set_logger(configure(f"{folder}/sb3", ["csv", "json"]))
    model.learn(64 * 4, log_interval=1)
    keep(f"{folder}/sb3/progress.csv", "stable-baselines3/progress.csv")
    keep(f"{folder}/sb3/progress.json", "stable-baselines3/progress.json")
    rows = [json.loads(line) for line in open(f"{folder}/sb3/progress.json")]
    name = "rollout/ep_rew_mean"
    expect("stable-baselines3", {
        name: [[row["time/total_timesteps"], row[name]] for row in rows if name in row]})


def mmengine(folder):
    from mmengine.config import Config
    from mmengine.visualization import LocalVisBackend

    backend = LocalVisBackend(f"{folder}/vis_data")
    backend.add_config(Config({"a": 1}))
    losses = []
    for step in range(10, 60, 10):
        losses.append([step, 5.0 / step])
        backend.add_scalars(
            {"lr": 0.01, "data_time": 0.1, "loss": 5.0 / step, "time": 0.25, "epoch": 1 + step // 30,
             "iter": step}, step=step, file_path="20240301_120000.json")
    backend.add_scalars(
        {"coco/bbox_mAP": 0.25, "step": 2}, step=2, file_path="20240301_120000.json")
    for name in ["scalars.json", "20240301_120000.json", "config.py"]:
        keep(f"{folder}/vis_data/{name}", f"mmengine/vis_data/{name}")
    expect("mmengine", {"loss": losses})


def ray_tune(folder):
    from ray.tune.logger import CSVLoggerCallback, JsonLoggerCallback

    class Trial:
        """What the loggers ask of a trial."""

        config, evaluated_params, checkpoint = {"lr": 0.1}, {"lr": 0.1}, None
        local_path = f"{folder}/ray"

        def init_local_path(self):
            pass

    os.makedirs(Trial.local_path)
    trial = Trial()
    callbacks = [CSVLoggerCallback(), JsonLoggerCallback()]
    rewards = []
    for callback in callbacks:
        callback.log_trial_start(trial)
    for iteration in range(1, 5):
        rewards.append([4000 * iteration, 10.0 * iteration])
        result = {
            "episode_reward_mean": 10.0 * iteration, "timesteps_total": 4000 * iteration,
            "training_iteration": iteration, "date": "2024-01-01_10-00-00",
            "timestamp": 1704103200 + 3 * iteration, "time_this_iter_s": 3.0,
            "info": {"learner": {"default_policy": {"learner_stats": {"kl": 0.01 / iteration}}}},
            "done": False, "trial_id": "a1", "config": {"lr": 0.1, "env": "CartPole-v1"}}
        for callback in callbacks:
            callback.log_trial_result(iteration, trial, dict(result))
    for callback in callbacks:
        callback.log_trial_end(trial)
    for name in ["progress.csv", "result.json"]:
        keep(f"{folder}/ray/{name}", f"ray/{name}")
    expect("ray", {"episode_reward_mean": rewards})


def mlflow_run(folder):
    import mlflow
    from mlflow.tracking import MlflowClient

    os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
    client = MlflowClient(tracking_uri=f"file://{folder}/mlruns")
    experiment = client.create_experiment("vae")
    run = client.create_run(experiment, run_name="first try", start_time=1_700_000_000_000)
    losses, divergences = [], []
    for step in range(0, 50, 10):
        losses.append([step, 1.0 / (step + 1)])
        client.log_metric(run.info.run_id, "loss", losses[-1][1], 1_700_000_000_000 + step, step)
        divergences.append([step, 0.5 * step if step < 40 else float("nan")])
        client.log_metric(
            run.info.run_id, "val/kl", divergences[-1][1], 1_700_000_000_000 + step, step)
    client.set_terminated(run.info.run_id, "FINISHED", end_time=1_700_000_100_000)
    source = f"{folder}/mlruns/{experiment}/{run.info.run_id}"
    for name in ["meta.yaml", "metrics/loss", "metrics/val/kl", "tags/mlflow.runName"]:
        keep(f"{source}/{name}", f"mlflow/mlruns/1/0123456789abcdef0123456789abcdef/{name}")
    expect("mlflow", {"loss": losses, "val/kl": divergences})


def wandb_run(folder):
    import wandb

    settings = wandb.Settings(x_disable_stats=True, console="off", x_disable_meta=True)
    run = wandb.init(project="p", name="my run", dir=folder, config={"lr": 1e-3}, settings=settings)
    losses, nested = [], []
    for step in range(60):
        losses.append([step, 1 / (step + 1)])
        nested.append([step, 2 / (step + 1)])
        run.log({"loss": losses[-1][1], "val": {"loss": nested[-1][1]}, "ok": True, "note": "text"})
    losses += [[60, float("nan")], [400, 0.25]]
    run.log({"loss": float("nan"), "counts": wandb.Histogram([1, 2, 3])})
    run.log({"loss": 0.25}, step=400)
    run.log({"long": "x" * 40_000, "loss": 0.125}, step=401)
    losses.append([401, 0.125])
    run.finish()
    wandb.teardown()
    source = os.path.realpath(f"{folder}/wandb/latest-run")
    file = next(name for name in os.listdir(source) if name.endswith(".wandb"))
    keep(f"{source}/{file}", "wandb/offline-run-20240301_120000-abc123/run-abc123.wandb")
    expect("wandb", {"loss": losses, "val/loss": nested})


for make in [
    hugging_face, keras_logs, stable_baselines, mmengine, ray_tune, mlflow_run, wandb_run]:
    if len(sys.argv) > 2 and make.__name__ not in sys.argv[2:]:
        continue
    with tempfile.TemporaryDirectory() as folder:
        make(folder)

with open(os.path.join(OUT, "expected.json"), "w") as file:
    json.dump(EXPECTED, file, indent=1)
    file.write("\n")
