"""Lightning's side of the training benchmark: the arguments and lines of peer_torch.py, with Trainer.fit as people call it and its logger,
checkpoints and progress bar off. The loop of fit() asks for the next line when it has made the steps of the last one."""

import json
import logging
import sys
import time
import warnings

import numpy as np
import pytorch_lightning as lightning
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from models import MODELS


class Classifier(lightning.LightningModule):
    def __init__(self, module, optimizer):
        super().__init__()
        self.module, self.optimizer, self.criterion = module, optimizer, nn.CrossEntropyLoss()

    def training_step(self, batch, _):
        x, y = batch
        return self.criterion(self.module(x), y)

    def configure_optimizers(self):
        if self.optimizer == "sgd":
            return torch.optim.SGD(self.parameters(), lr=0.01, momentum=0.9)
        return torch.optim.AdamW(self.parameters(), lr=1e-3, weight_decay=1e-2)


class Answers(lightning.Callback):
    """Times the steps that each line asks for."""

    def on_train_start(self, trainer, _):
        print("ready", flush=True)
        self.ask(trainer)

    def on_train_batch_end(self, trainer, _, outputs, *__):
        self.losses.append(outputs["loss"].item())
        if len(self.losses) == self.count:
            print(json.dumps(self.losses) if self.what == "losses" else time.perf_counter() - self.start, flush=True)
            self.ask(trainer)

    def ask(self, trainer):
        words = sys.stdin.readline().split()
        trainer.should_stop = not words
        self.what, self.count, self.losses = (words[0] if words else ""), (int(words[1]) if words else 0), []
        self.start = time.perf_counter()


def main():
    name, folder, threads, _, shuffle, device, precision = sys.argv[1:]
    warnings.filterwarnings("ignore")
    logging.getLogger("pytorch_lightning").setLevel(logging.ERROR)
    torch.set_num_threads(int(threads))
    model = MODELS[name]
    module = model.module()
    module.load_state_dict(torch.load(f"{folder}/start.pt", weights_only=True))
    data = TensorDataset(torch.from_numpy(np.load(f"{folder}/inputs.npy")), torch.from_numpy(np.load(f"{folder}/targets.npy")))
    trainer = lightning.Trainer(max_epochs=-1, accelerator="cpu" if device == "cpu" else "gpu", devices=1, precision=precision, callbacks=[Answers()], logger=False,
                                enable_checkpointing=False, enable_progress_bar=False, enable_model_summary=False)
    trainer.fit(Classifier(module, model.optimizer), DataLoader(data, batch_size=model.batch, shuffle=shuffle == "1"))


if __name__ == "__main__":
    main()
