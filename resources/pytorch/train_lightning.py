"""Trains the network with Lightning as the run did: the same first weights, batches, loss, optimizer and learning rates.

usage: python train_lightning.py [--epochs N] [--accelerator gpu] [--output FOLDER] [--resume FILE.ckpt]
"""

import argparse
from pathlib import Path

import torch

try:
    import lightning.pytorch as pl
    from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
    from lightning.pytorch.loggers import CSVLogger
except ImportError:
    import pytorch_lightning as pl
    from pytorch_lightning.callbacks import EarlyStopping, ModelCheckpoint
    from pytorch_lightning.loggers import CSVLogger

import samples
import training
from extras import Averages


class Network(pl.LightningModule):
    """The network with its loss, optimizer and learning rates."""

    def __init__(self):
        super().__init__()
        self.network = training.build()
        self.averages = Averages(self.network, training.EMA_DECAY) if training.EMA_DECAY else None

    def forward(self, *inputs):
        return self.network(*inputs)

    def training_step(self, batch, index):
        inputs, targets = batch
        outputs = training.outputs_of(self.network, inputs)
        loss = training.loss_of(outputs, targets)
        self.log("train_loss", loss, on_step=True, on_epoch=False, batch_size=len(targets))
        # Lightning divides by the number of batches of a step; samples shall count alike.
        return loss * self.trainer.datamodule.share_of(index)

    def validation_step(self, batch, index):
        inputs, targets = batch
        outputs = training.outputs_of(self.network, inputs)
        self.log("val_loss", training.loss_of(outputs, targets), batch_size=len(targets))
        hits, answers = training.right_answers(outputs, targets)
        if answers:
            self.log("val_accuracy", hits / answers, batch_size=answers, prog_bar=True)

    def configure_optimizers(self):
        return training.make_optimizer(self.network)

    def on_before_optimizer_step(self, optimizer):
        training.set_rates(optimizer, self.global_step)

    def optimizer_step(self, *arguments, **more):
        super().optimizer_step(*arguments, **more)
        if self.averages:
            self.averages.update()

    def on_validation_start(self):
        if self.averages:
            self.averages.exchange()

    def on_validation_end(self):
        if self.averages:
            self.averages.exchange()

    def on_validation_epoch_end(self):
        value = self.trainer.callback_metrics.get("val_" + training.MONITOR)
        if value is not None and not self.trainer.sanity_checking:
            training.judged(float(value))


class EpochOrder:
    """Batches of indices in the order of the run. Lightning tells samplers the epoch too late when it goes on from a checkpoint."""

    def __init__(self, part, trainer):
        self.part, self.trainer = part, trainer

    def __len__(self):
        return len(samples.batches(self.part))

    def __iter__(self):
        order = samples.epoch_order(self.part, self.trainer.current_epoch + 1)
        return iter([batch.tolist() for batch in samples.batches(order)])


class Data(pl.LightningDataModule):
    """The samples of the run."""

    def setup(self, stage):
        self.data = torch.utils.data.TensorDataset(samples.load("inputs"), samples.load("targets"))
        self.part, self.validation = samples.load("train"), samples.load("validation")
        self.sizes = [len(batch) for batch in samples.batches(self.part)]

    def share_of(self, index):
        size = training.ACCUMULATE_GRAD_BATCHES
        group = self.sizes[index // size * size:index // size * size + size]
        return self.sizes[index] / sum(group) * size

    def train_dataloader(self):
        return torch.utils.data.DataLoader(self.data, batch_sampler=EpochOrder(self.part, self.trainer))

    def val_dataloader(self):
        batches = [batch.tolist() for batch in samples.validation_batches(self.validation)] if len(self.validation) else []
        return torch.utils.data.DataLoader(self.data, batch_sampler=batches)


def main():
    parser = argparse.ArgumentParser(description="Trains the network with Lightning as the run did.")
    parser.add_argument("--epochs", type=int, default=training.EPOCHS)
    parser.add_argument("--accelerator", default="cpu")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent / "lightning", help="folder to write to")
    parser.add_argument("--resume", help="a checkpoint to go on from")
    arguments = parser.parse_args()

    torch.set_flush_denormal(True)  # numbers below 1e-38 count as 0, as in the run
    monitor, mode = "val_" + training.MONITOR, "max" if training.HIGHER_IS_BETTER else "min"
    data = Data()
    data.setup("fit")
    callbacks = []
    if len(data.validation):
        callbacks.append(ModelCheckpoint(arguments.output, filename="best", monitor=monitor, mode=mode, save_last=True))
        if training.EARLY_STOPPING:
            callbacks.append(EarlyStopping(monitor, mode=mode, patience=training.PATIENCE, min_delta=training.MIN_DELTA,
                                           check_finite=training.CHECK_FINITE))
    else:
        callbacks.append(ModelCheckpoint(arguments.output, filename="last"))
    trainer = pl.Trainer(
        accelerator=arguments.accelerator, devices=1, max_epochs=arguments.epochs, max_steps=training.MAX_STEPS or -1,
        precision=training.PRECISION, accumulate_grad_batches=training.ACCUMULATE_GRAD_BATCHES,
        gradient_clip_val=training.GRADIENT_CLIP_VAL or None, gradient_clip_algorithm=training.GRADIENT_CLIP_ALGORITHM,
        check_val_every_n_epoch=training.CHECK_VAL_EVERY_N_EPOCH, num_sanity_val_steps=0, log_every_n_steps=1,
        logger=CSVLogger(arguments.output, name="log"), callbacks=callbacks)
    trainer.fit(Network(), datamodule=data, ckpt_path=arguments.resume)
    print(f"Written to {arguments.output}")


if __name__ == "__main__":
    main()
