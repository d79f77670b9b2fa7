"""Keras' side of the training benchmark, on TensorFlow: peer_keras.py MODEL FOLDER THREADS FLAVOUR SHUFFLE DEVICE PRECISION OPTIMIZER BATCH, then the
lines that run.py explains. Model.fit as people call it, channels last, with its progress bar off; the loop of fit() asks for the next line
when it has made the steps of the last one. It runs in an environment without PyTorch: weights come as start.npz, in PyTorch's order and
layout."""

import json
import os
import sys
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
import keras  # noqa: E402
from keras import layers  # noqa: E402


class Weights:
    """PyTorch's tensors, taken one after the other."""

    def __init__(self, path):
        with np.load(path) as file:
            self.left = [file[str(i)] for i in range(len(file.files))]
        self.set = []  # of (layer, weights), when the layer is built

    def take(self, count):
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def give(self, layer, weights):
        self.set.append((layer, weights))
        return layer

    def dense(self, units, **words):
        weight, bias = self.take(2)
        return self.give(layers.Dense(units, **words), [weight.T, bias])

    def convolution(self, filters, kernel, bias=True, **words):
        tensors = self.take(2 if bias else 1)
        return self.give(layers.Conv2D(filters, kernel, use_bias=bias, **words), [tensors[0].transpose(2, 3, 1, 0), *tensors[1:]])

    def batch_norm(self):
        weight, bias, mean, variance, _ = self.take(5)
        return self.give(layers.BatchNormalization(momentum=0.9, epsilon=1e-5), [weight, bias, mean, variance])

    def layer_norm(self):
        return self.give(layers.LayerNormalization(epsilon=1e-5), self.take(2))


def mlp(weights, x):
    for _ in range(3):
        x = weights.dense(128, activation="relu")(x)
    return weights.dense(10)(x)


def lenet(weights, x):
    for filters in (32, 64):
        x = layers.MaxPooling2D(2)(weights.convolution(filters, 3, padding="same", activation="relu")(x))
    x = layers.Flatten()(layers.Permute((3, 1, 2))(x))  # in PyTorch's order, so that the same weights fit
    x = weights.dense(128, activation="relu")(x)
    return weights.dense(10)(x)


def resnet(weights, x):
    def convolved(y, filters, kernel, stride):
        if kernel == 3:
            y = layers.ZeroPadding2D(1)(y)
        y = weights.convolution(filters, kernel, bias=False, strides=stride)(y)
        return weights.batch_norm()(y)

    x, inside = layers.ReLU()(convolved(x, 64, 3, 1)), 64
    for width, first in ((64, 1), (128, 2), (256, 2), (512, 2)):
        for stride in (first, 1):
            y = convolved(layers.ReLU()(convolved(x, width, 3, stride)), width, 3, 1)
            short = x if stride == 1 and inside == width else convolved(x, width, 1, stride)
            x, inside = layers.ReLU()(layers.Add()([y, short])), width
    return weights.dense(10)(layers.GlobalAveragePooling2D()(x))


def lstm(weights, x):
    of_input, of_state, bias, other = weights.take(4)  # one bias here, so that the optimizer moves it by less
    x = weights.give(layers.LSTM(128), [of_input.T, of_state.T, bias + other])(x)
    return weights.dense(10)(x)


def encoder(weights, x, dropout):
    for _ in range(4):
        packed, packed_bias, out, out_bias = weights.take(4)
        parts = [tensor for i in range(3) for tensor in (packed[i * 256:][:256].T.reshape(256, 8, 32), packed_bias[i * 256:][:256].reshape(8, 32))]
        attention = weights.give(layers.MultiHeadAttention(8, 32, dropout=dropout), [*parts, out.T.reshape(8, 32, 256), out_bias])
        inner, outer = weights.dense(1024, activation="relu"), weights.dense(256)
        first, second = weights.layer_norm(), weights.layer_norm()
        x = first(layers.Add()([x, layers.Dropout(dropout)(attention(x, x))]))
        x = second(layers.Add()([x, layers.Dropout(dropout)(outer(layers.Dropout(dropout)(inner(x))))]))
    return weights.dense(10)(layers.GlobalAveragePooling1D()(x))


MODELS = {"mlp_b32": mlp, "mlp_b256": mlp, "lenet": lenet, "resnet": resnet, "lstm": lstm, "transformer": lambda weights, x: encoder(weights, x, 0),
          "transformer_dropout": lambda weights, x: encoder(weights, x, 0.1)}


class Answers(keras.callbacks.Callback):
    """Times the steps that each line asks for."""

    def on_train_begin(self, logs=None):
        print("ready", flush=True)
        self.ask()

    def on_train_batch_begin(self, batch, logs=None):
        if self.what == "losses":
            self.model.reset_metrics()  # else the loss is the mean of the epoch so far

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(float(logs["loss"]))
        if len(self.losses) == self.count:
            print(json.dumps(self.losses) if self.what == "losses" else time.perf_counter() - self.start, flush=True)
            self.ask()

    def ask(self):
        words = sys.stdin.readline().split()
        if not words:
            os._exit(0)  # fit() would finish its epoch
        self.what, self.count, self.losses = words[0], int(words[1]), []
        self.start = time.perf_counter()


def main():
    name, folder, threads, _, shuffle, device, precision, optimizer, batch = sys.argv[1:]
    if (device, precision) != ("cpu", "32-true"):
        raise SystemExit("Keras is measured on the CPU in float32.")
    tf.config.threading.set_intra_op_parallelism_threads(int(threads))
    tf.config.threading.set_inter_op_parallelism_threads(int(threads))
    inputs, targets = np.load(f"{folder}/inputs.npy"), np.load(f"{folder}/targets.npy")
    if inputs.ndim == 4:
        inputs = np.ascontiguousarray(inputs.transpose(0, 2, 3, 1))
    weights = Weights(f"{folder}/start.npz")
    x = keras.Input(inputs.shape[1:])
    model = keras.Model(x, MODELS[name](weights, x))
    assert not weights.left, f"{len(weights.left)} tensors were not used"
    for layer, tensors in weights.set:
        layer.set_weights(tensors)
    model.compile(
        optimizer=keras.optimizers.SGD(0.01, momentum=0.9) if optimizer == "sgd" else keras.optimizers.AdamW(1e-3, weight_decay=1e-2, epsilon=1e-8),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(inputs, targets, batch_size=int(batch), epochs=1 << 30, shuffle=shuffle == "1", verbose=0, callbacks=[Answers()])


if __name__ == "__main__":
    main()
