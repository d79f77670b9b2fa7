"""Makes the models of this folder: python make_models.py, with tensorflow-cpu 2.21 and tf2onnx 1.17 (not needed to run the tests).

For each model NAME.onnx as tf2onnx writes it, and NAME.npz with its input x and Keras' own answer y.
"""

import pathlib
import sys

import keras  # gelu that is not approximate becomes Erfc, which tf2onnx does not know
import numpy as np
import tensorflow as tf
import tf2onnx
from keras import layers

FOLDER = pathlib.Path(__file__).parent


def sequential(shape, *body):
    return keras.Sequential([keras.Input(shape), *body])


def residual():
    x = keras.Input((8, 8, 4))
    y = layers.Conv2D(4, 3, padding="same", use_bias=False)(x)
    y = layers.ReLU()(layers.BatchNormalization()(y))
    y = layers.Conv2D(4, 3, padding="same")(y)
    y = layers.add([x, y])
    y = layers.concatenate([y, layers.MaxPooling2D(3, 1, padding="same")(y)])
    return keras.Model(x, layers.Dense(3)(layers.GlobalAveragePooling2D()(y)))


def transformer():
    x = keras.Input((6,), dtype="int32")
    y = layers.Embedding(20, 8)(x)
    y = layers.LayerNormalization()(layers.add([y, layers.MultiHeadAttention(2, 4)(y, y)]))
    y = layers.LayerNormalization()(layers.add([y, layers.Dense(8)(layers.Dense(16, activation="relu")(y))]))
    return keras.Model(x, layers.Dense(3, activation="softmax")(layers.GlobalAveragePooling1D()(y)))


def unet():
    x = keras.Input((8, 8, 2))
    down = layers.Conv2D(4, 3, strides=2, padding="same", activation="relu")(x)
    up = layers.UpSampling2D(2)(down)
    up = layers.Conv2D(3, 3, padding="same")(layers.concatenate([x, up]))
    return keras.Model(x, layers.UpSampling2D(2, interpolation="bilinear")(up))


def models():
    yield "mlp", sequential((5,), layers.Dense(8, activation="relu"), layers.Dropout(0.2), layers.BatchNormalization(), layers.Dense(3, activation="softmax"))
    yield "convolutional", sequential((12, 12, 3), layers.Conv2D(4, 3, padding="same", activation="relu"), layers.MaxPooling2D(2),
                                      layers.Conv2D(6, 3, strides=2, padding="valid", activation="elu"), layers.Flatten(), layers.Dense(4))
    yield "strided_same", sequential((9, 10, 2), layers.Conv2D(4, 3, strides=2, padding="same"), layers.AveragePooling2D(2, padding="same"), layers.Conv2D(3, 2, padding="same", dilation_rate=2),
                                     layers.LeakyReLU(), layers.Flatten(), layers.Dense(2))
    yield "separable", sequential((8, 8, 3), layers.DepthwiseConv2D(3, padding="same"), layers.BatchNormalization(), layers.ReLU(6.0), layers.SeparableConv2D(6, 3),
                                  layers.GlobalMaxPooling2D(), layers.Dense(2))
    yield "residual", residual()
    yield "unet", unet()
    yield "transposed", sequential((4, 4, 3), layers.Conv2DTranspose(4, 3, strides=2, padding="same"), layers.Activation("tanh"), layers.ZeroPadding2D(1), layers.Cropping2D(((1, 0), (0, 1))), layers.Conv2D(2, 1))
    yield "temporal", sequential((10, 3), layers.Conv1D(6, 3, padding="same", activation="relu"), layers.MaxPooling1D(2), layers.Conv1D(4, 2), layers.GlobalAveragePooling1D(), layers.Dense(2))
    yield "causal", sequential((10, 3), layers.Conv1D(6, 3, padding="causal", dilation_rate=2, activation="relu"), layers.Dense(2))
    yield "lstm", sequential((7, 3), layers.LSTM(5), layers.Dense(2))
    yield "lstm_stacked", sequential((7, 3), layers.LSTM(5, return_sequences=True), layers.LSTM(4, return_sequences=True), layers.Dense(2))
    yield "gru", sequential((7, 3), layers.GRU(5), layers.Dense(2))
    yield "gru_sequence", sequential((7, 3), layers.GRU(5, return_sequences=True), layers.Dense(2))
    yield "rnn", sequential((7, 3), layers.SimpleRNN(5), layers.Dense(2))
    yield "bidirectional", sequential((7, 3), layers.Bidirectional(layers.LSTM(4, return_sequences=True)), layers.Dense(2))
    yield "bidirectional_last", sequential((7, 3), layers.Bidirectional(layers.LSTM(4)), layers.Dense(2))
    yield "bidirectional_gru", sequential((7, 3), layers.Bidirectional(layers.GRU(4, return_sequences=True)), layers.GlobalMaxPooling1D(), layers.Dense(2))
    yield "tokens", keras.Sequential([keras.Input((7,), dtype="int32"), layers.Embedding(20, 6), layers.LSTM(5), layers.Dense(3, activation="sigmoid")])
    yield "transformer", transformer()
    yield "normalized", sequential((6, 6, 4), layers.LayerNormalization(), layers.GroupNormalization(2), layers.Activation("swish"), layers.PReLU(shared_axes=[1, 2]), layers.Flatten(), layers.Dense(2))
    yield "activations", sequential((6,), layers.Dense(6, activation=lambda x: keras.activations.gelu(x, approximate=True)), layers.Dense(6, activation="selu"), layers.Dense(6, activation="softplus"), layers.Dense(6, activation="hard_sigmoid"),
                                    layers.Dense(6, activation="softsign"), layers.Dense(6, activation="mish"), layers.Dense(6, activation="exponential"))
    yield "permuted", sequential((4, 6), layers.Permute((2, 1)), layers.Reshape((3, 8)), layers.Dense(5), layers.Flatten(), layers.RepeatVector(3), layers.Dense(2))
    yield "volume", sequential((4, 4, 4, 2), layers.Conv3D(3, 2, activation="relu"), layers.MaxPooling3D(3), layers.Flatten(), layers.Dense(2))


def randomized(model, random):
    """Weights of a trained size; statistics that are not 0 and 1."""
    for weight in model.weights:
        value = random.normal(scale=0.4, size=weight.shape)
        if weight.path.endswith("variance"):
            value = np.abs(value) + 0.5
        weight.assign(value.astype("float32") if "float" in str(weight.dtype) else weight.numpy())


def main():
    random = np.random.default_rng(1)
    for name, model in models():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        randomized(model, random)
        shape = (3, *model.inputs[0].shape[1:])
        is_tokens = "int" in str(model.inputs[0].dtype)
        x = random.integers(0, 20, shape).astype("int32") if is_tokens else random.normal(size=shape).astype("float32")
        signature = [tf.TensorSpec((None, *shape[1:]), tf.int32 if is_tokens else tf.float32, name="x")]
        function = tf.function(lambda x: model(x, training=False), input_signature=signature)
        tf2onnx.convert.from_function(function, input_signature=signature, opset=17, output_path=str(FOLDER / f"{name}.onnx"))
        np.savez(FOLDER / f"{name}.npz", x=x, y=np.asarray(model(x, training=False)))


if __name__ == "__main__":
    main()
