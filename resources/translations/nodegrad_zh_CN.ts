<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>core</name>
    <message>
        <source> and </source>
        <extracomment>phrase</extracomment>
        <translation>和</translation>
    </message>
    <message>
        <source> or </source>
        <extracomment>phrase</extracomment>
        <translation> 或 </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>the fact and the cure</comment>
        <extracomment>core</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>'(' and what '{0}' is taken of</source>
        <extracomment>phrase</extracomment>
        <translation>“(”及“{0}”所作用的内容</translation>
    </message>
    <message>
        <source>'{0}' holds its channels last; they were moved to (N, C, H, W).</source>
        <extracomment>phrase</extracomment>
        <translation>“{0}”的通道在最后，已移为 (N, C, H, W)。</translation>
    </message>
    <message>
        <source>'{0}' is no letter</source>
        <extracomment>phrase</extracomment>
        <translation>“{0}”不是字母</translation>
    </message>
    <message>
        <source>'{0}' stands there</source>
        <extracomment>phrase</extracomment>
        <translation>那里是“{0}”</translation>
    </message>
    <message>
        <source>'{act}' cannot have the value {value}.</source>
        <extracomment>error training.bad_act</extracomment>
        <translation>“{act}”不能取值 {value}。</translation>
    </message>
    <message>
        <source>'{before}' and '{node}' follow each other without an activation, so the two compute no more than one.</source>
        <extracomment>error layer.no_activation</extracomment>
        <translation>“{before}”和“{node}”相连而中间没有激活函数，因此二者并不比一个算得更多。</translation>
    </message>
    <message>
        <source>'{entry}' is no rule for a layer.</source>
        <extracomment>error training.bad_param_group</extracomment>
        <translation>“{entry}”不是针对层的规则。</translation>
    </message>
    <message>
        <source>'{entry}' names no layer with weights.</source>
        <extracomment>error training.no_such_layer</extracomment>
        <translation>“{entry}”不是带权重的层。</translation>
    </message>
    <message>
        <source>'{entry}' names no module or layer of the network.</source>
        <extracomment>error training.no_such_module</extracomment>
        <translation>“{entry}”不是网络中的模块或层。</translation>
    </message>
    <message>
        <source>'{file}' could not be run by the other engine.</source>
        <extracomment>error verify.failed</extracomment>
        <translation>另一个引擎无法运行“{file}”。</translation>
    </message>
    <message>
        <source>'{file}' is open in another window, with edits that are not saved there.</source>
        <extracomment>error window.open_elsewhere</extracomment>
        <translation>“{file}”在另一个窗口中打开着，那里有尚未保存的修改。</translation>
    </message>
    <message>
        <source>'{from}' ({got}) does not fit '{key}' ({expected}).</source>
        <extracomment>error weights.map_shape</extracomment>
        <translation>“{from}”({got}) 与“{key}”({expected}) 不匹配。</translation>
    </message>
    <message>
        <source>'{key}' cannot be exported: in PyTorch, '{name}' has a meaning of its own.</source>
        <extracomment>error export.reserved_name</extracomment>
        <translation>无法导出“{key}”：在 PyTorch 中“{name}”有其自身的含义。</translation>
    </message>
    <message>
        <source>'{key}' has the shape {got} in the weights, but {expected} in the design.</source>
        <extracomment>error state.wrong_shape</extracomment>
        <translation>“{key}”在权重中的形状为 {got}，而在设计中为 {expected}。</translation>
    </message>
    <message>
        <source>'{name}' cannot be the name of a layer.</source>
        <extracomment>error graph.bad_name</extracomment>
        <translation>“{name}”不能用作层的名称。</translation>
    </message>
    <message>
        <source>'{name}' has the shape {shape}, but the network takes {wanted}.</source>
        <extracomment>error data.wrong_sample_shape</extracomment>
        <translation>“{name}”的形状为 {shape}，但网络接收{wanted}。</translation>
    </message>
    <message>
        <source>'{name}' has the shape {shape}, which does not fit {wanted}.</source>
        <extracomment>error data.wrong_rank</extracomment>
        <translation>“{name}”的形状为 {shape}，与{wanted}不符。</translation>
    </message>
    <message>
        <source>'{name}' has {targets} targets for {samples} samples.</source>
        <extracomment>error data.count_mismatch</extracomment>
        <translation>“{name}”有 {targets} 个目标，而样本有 {samples} 个。</translation>
    </message>
    <message>
        <source>'{name}' holds no values: its shape is {shape}.</source>
        <extracomment>error data.empty_array</extracomment>
        <translation>“{name}”中没有值：其形状为 {shape}。</translation>
    </message>
    <message>
        <source>'{name}' holds the token {value}, but the vocabulary goes from 0 to {largest}.</source>
        <extracomment>error data.bad_token</extracomment>
        <translation>“{name}”中含有词元 {value}，但词表为 0 至 {largest}。</translation>
    </message>
    <message>
        <source>'{name}' holds {got}, but tokens are whole numbers from 0 in an array (N, T).</source>
        <extracomment>error data.not_tokens</extracomment>
        <translation>“{name}”中含有{got}，但词元应为数组 (N, T) 中从 0 开始的整数。</translation>
    </message>
    <message>
        <source>'{name}' holds {value} in sample {sample} (counted from 0).</source>
        <extracomment>error data.not_finite</extracomment>
        <translation>“{name}”在样本 {sample}（从 0 计数）中含有{value}。</translation>
    </message>
    <message>
        <source>'{node}' ({layer}) has no form in readable PyTorch code.</source>
        <extracomment>error export.no_python_form</extracomment>
        <translation>“{node}”({layer}) 没有可读的 PyTorch 代码形式。</translation>
    </message>
    <message>
        <source>'{node}' adds {padding} behind its output at a stride of {stride}.</source>
        <extracomment>error layer.output_padding_too_large</extracomment>
        <translation>“{node}”在步幅为 {stride} 时在输出之后增加 {padding}。</translation>
    </message>
    <message>
        <source>'{node}' cannot be bypassed: it takes {got} and gives {gives}.</source>
        <extracomment>error layer.cannot_bypass</extracomment>
        <translation>“{node}”不能旁路：它接收{got}而给出{gives}。</translation>
    </message>
    <message>
        <source>'{node}' cannot be written as {format} while a size of its input is open ({size}).</source>
        <extracomment>error export.open_size</extracomment>
        <translation>当“{node}”的输入有未定的尺寸 ({size}) 时，不能写为 {format}。</translation>
    </message>
    <message>
        <source>'{node}' cannot combine {first} with {second}.</source>
        <extracomment>error layer.shapes_differ</extracomment>
        <translation>“{node}”不能将 {first} 与 {second} 合并。</translation>
    </message>
    <message>
        <source>'{node}' cannot compare {first} with {second}.</source>
        <extracomment>error layer.cannot_compare</extracomment>
        <translation>“{node}”不能比较 {first} 与 {second}。</translation>
    </message>
    <message>
        <source>'{node}' cannot drop dimension {dim}: it gets {got}.</source>
        <extracomment>error layer.cannot_squeeze</extracomment>
        <translation>“{node}”不能去掉维度 {dim}：它得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' cannot join {first} and {second} along dimension {dim}.</source>
        <extracomment>error layer.cannot_concatenate</extracomment>
        <translation>“{node}”不能沿维度 {dim} 拼接 {first} 和 {second}。</translation>
    </message>
    <message>
        <source>'{node}' cannot multiply {first} by {second}.</source>
        <extracomment>error layer.matrices_do_not_fit</extracomment>
        <translation>“{node}”不能将 {first} 乘以 {second}。</translation>
    </message>
    <message>
        <source>'{node}' cannot read '{text}' as a number.</source>
        <extracomment>error layer.constant_number</extracomment>
        <translation>“{node}”无法将“{text}”读作数。</translation>
    </message>
    <message>
        <source>'{node}' cannot read its formula at column {column}: {expected} should stand there, but {got}.</source>
        <extracomment>error layer.formula_syntax</extracomment>
        <translation>“{node}”无法读取其公式的第 {column} 列：此处应为{expected}，但{got}。</translation>
    </message>
    <message>
        <source>'{node}' cannot share its '{parameter}' of {shape} with '{path}' of {other}.</source>
        <extracomment>error layer.tie_shape</extracomment>
        <translation>“{node}”不能将其形状为 {shape} 的“{parameter}”与形状为 {other} 的“{path}”共享。</translation>
    </message>
    <message>
        <source>'{node}' cannot share {groups} key and value heads among {heads} heads.</source>
        <extracomment>error layer.heads_do_not_divide</extracomment>
        <translation>“{node}”不能在 {heads} 个头之间共用 {groups} 个键和值的头。</translation>
    </message>
    <message>
        <source>'{node}' cannot split {channels} channels and {filters} filters into {groups} groups.</source>
        <extracomment>error layer.groups_do_not_divide</extracomment>
        <translation>“{node}”不能将 {channels} 个通道和 {filters} 个滤波器分成 {groups} 组。</translation>
    </message>
    <message>
        <source>'{node}' cannot split {size} values into ({sizes}).</source>
        <extracomment>error layer.unflatten_does_not_fit</extracomment>
        <translation>“{node}”不能将 {size} 个值拆成 ({sizes})。</translation>
    </message>
    <message>
        <source>'{node}' cannot split {size} {what} into {parts} equal parts.</source>
        <extracomment>error layer.no_multiple</extracomment>
        <translation>“{node}”不能将 {size} 个{what}分成 {parts} 等份。</translation>
    </message>
    <message>
        <source>'{node}' cannot stack {first} and {second}.</source>
        <extracomment>error layer.cannot_stack</extracomment>
        <translation>“{node}”不能堆叠 {first} 和 {second}。</translation>
    </message>
    <message>
        <source>'{node}' cannot stand at this level.</source>
        <extracomment>error layer.wrong_level</extracomment>
        <translation>“{node}”不能位于这一层级。</translation>
    </message>
    <message>
        <source>'{node}' cannot take or give '{text}'.</source>
        <extracomment>error layer.block_ports</extracomment>
        <translation>“{node}”不能接收或给出“{text}”。</translation>
    </message>
    <message>
        <source>'{node}' cannot turn {got} into ({shape}).</source>
        <extracomment>error layer.reshape_does_not_fit</extracomment>
        <translation>“{node}”不能将 {got} 变为 ({shape})。</translation>
    </message>
    <message>
        <source>'{node}' cannot use the equation '{equation}': {problem}.</source>
        <extracomment>error layer.einsum_equation</extracomment>
        <translation>“{node}”不能使用等式“{equation}”：{problem}。</translation>
    </message>
    <message>
        <source>'{node}' compares {compares} ({loss}), but the target is {target}.</source>
        <extracomment>error layer.loss_kind</extracomment>
        <translation>“{node}”比较{compares}（{loss}），但目标是{target}。</translation>
    </message>
    <message>
        <source>'{node}' could not be computed ({op}).</source>
        <extracomment>error engine.op_failed</extracomment>
        <translation>无法计算“{node}”({op})。</translation>
    </message>
    <message>
        <source>'{node}' could not be run: {what}</source>
        <extracomment>error engine.foreign_failed</extracomment>
        <translation>“{node}”无法运行：{what}</translation>
    </message>
    <message>
        <source>'{node}' cuts patches of {patch}, but gets pictures of {got}.</source>
        <extracomment>error layer.patch_does_not_fit</extracomment>
        <translation>“{node}”切成 {patch} 的图块，但得到 {got} 的图片。</translation>
    </message>
    <message>
        <source>'{node}' does not know how many tokens there are.</source>
        <extracomment>error layer.no_vocabulary</extracomment>
        <translation>“{node}”不知道有多少个词元。</translation>
    </message>
    <message>
        <source>'{node}' does not lead to an Output, so it has no effect.</source>
        <extracomment>error layer.unused</extracomment>
        <translation>“{node}”不通向任何 Output，因此没有作用。</translation>
    </message>
    <message>
        <source>'{node}' expects {expected} {what}, but gets {got}.</source>
        <extracomment>error layer.output_size</extracomment>
        <translation>“{node}”需要 {expected} 个{what}，但得到 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' feeds itself.</source>
        <extracomment>error graph.on_itself</extracomment>
        <translation>“{node}”连接到自身。</translation>
    </message>
    <message>
        <source>'{node}' finds '{name}' at column {column} of its formula, which is not {what}.</source>
        <extracomment>error layer.formula_name</extracomment>
        <translation>“{node}”在其公式第 {column} 列遇到“{name}”，它不是{what}。</translation>
    </message>
    <message>
        <source>'{node}' gets a prediction of {prediction} for a target of {target}.</source>
        <extracomment>error layer.target_shape</extracomment>
        <translation>“{node}”得到 {prediction} 的预测，而目标为 {target}。</translation>
    </message>
    <message>
        <source>'{node}' gets no data: the data feed one Input, but the design has {count}.</source>
        <extracomment>error layer.input_no_data</extracomment>
        <translation>“{node}”得不到数据：数据只提供给一个 Input，但设计有 {count} 个。</translation>
    </message>
    <message>
        <source>'{node}' gets queries of {query}, keys of {key} and values of {value} features, which it cannot combine with a bias.</source>
        <extracomment>error layer.attention_widths</extracomment>
        <translation>“{node}”得到 {query} 个特征的查询、{key} 个特征的键和 {value} 个特征的值，带偏置时无法合并。</translation>
    </message>
    <message>
        <source>'{node}' gets the sizes {first} and {second} for the letter '{letter}'.</source>
        <extracomment>error layer.einsum_sizes</extracomment>
        <translation>“{node}”的字母“{letter}”得到尺寸 {first} 和 {second}。</translation>
    </message>
    <message>
        <source>'{node}' gets {channels} channels; at most {limit} can be normalized.</source>
        <extracomment>error layer.too_many_channels</extracomment>
        <translation>“{node}”得到 {channels} 个通道；最多能归一化 {limit} 个。</translation>
    </message>
    <message>
        <source>'{node}' gets {first} and {second}, but computes with one type only.</source>
        <extracomment>error layer.mixed_types</extracomment>
        <translation>“{node}”得到 {first} 和 {second}，但只能用一种类型计算。</translation>
    </message>
    <message>
        <source>'{node}' gets {keys} keys but {values} values.</source>
        <extracomment>error layer.lengths_differ</extracomment>
        <translation>“{node}”得到 {keys} 个键，但有 {values} 个值。</translation>
    </message>
    <message>
        <source>'{node}' gets {logits} logits, but the target has {classes} classes.</source>
        <extracomment>error layer.class_count</extracomment>
        <translation>“{node}”得到 {logits} 个 logit，但目标有 {classes} 个类别。</translation>
    </message>
    <message>
        <source>'{node}' has a bias, but '{norm}' behind it takes the mean away, and the bias with it.</source>
        <extracomment>error layer.needless_bias</extracomment>
        <translation>“{node}”有偏置，但其后的“{norm}”会减去均值，偏置也随之消失。</translation>
    </message>
    <message>
        <source>'{node}' has a formula that {what}.</source>
        <extracomment>error layer.formula_size</extracomment>
        <translation>“{node}”的公式{what}。</translation>
    </message>
    <message>
        <source>'{node}' has a setting '{name}', which a {layer} layer does not have: it changes nothing.</source>
        <extracomment>error layer.unknown_setting</extracomment>
        <translation>“{node}”有一个名为“{name}”的设置，但 {layer} 层没有这个设置：它不起作用。</translation>
    </message>
    <message>
        <source>'{node}' has a {kernel}, but gets only {got}.</source>
        <extracomment>error layer.kernel_too_large</extracomment>
        <translation>“{node}”的窗口为 {kernel}，但只得到 {got}。</translation>
    </message>
    <message>
        <source>'{node}' has an initial h but no c, or a c but no h.</source>
        <extracomment>error layer.state_incomplete</extracomment>
        <translation>“{node}”有初始 h 而没有 c，或有 c 而没有 h。</translation>
    </message>
    <message>
        <source>'{node}' has neither data nor a shape.</source>
        <extracomment>error layer.input_unset</extracomment>
        <translation>“{node}”既没有数据也没有形状。</translation>
    </message>
    <message>
        <source>'{node}' has no '{parameter}' to share.</source>
        <extracomment>error layer.tie_parameter</extracomment>
        <translation>“{node}”没有可共享的“{parameter}”。</translation>
    </message>
    <message>
        <source>'{node}' has no input.</source>
        <extracomment>error layer.no_input</extracomment>
        <translation>“{node}”没有输入。</translation>
    </message>
    <message>
        <source>'{node}' has no levels, so it would give nothing.</source>
        <extracomment>error layer.no_levels</extracomment>
        <translation>“{node}”没有级别，因此不会给出任何内容。</translation>
    </message>
    <message>
        <source>'{node}' has numbers in its formula that come to {number}.</source>
        <extracomment>error layer.formula_number</extracomment>
        <translation>“{node}”的公式中的数得出 {number}。</translation>
    </message>
    <message>
        <source>'{node}' has the minimum {minimum}, which is above its maximum {maximum}.</source>
        <extracomment>error layer.limits_crossed</extracomment>
        <translation>“{node}”的最小值为 {minimum}，大于其最大值 {maximum}。</translation>
    </message>
    <message>
        <source>'{node}' has the padding token {index}, but a vocabulary of {rows}.</source>
        <extracomment>error layer.padding_index_outside</extracomment>
        <translation>“{node}”的填充词元为 {index}，但词表大小为 {rows}。</translation>
    </message>
    <message>
        <source>'{node}' has weights for {expected} {what}, but gets {got}.</source>
        <extracomment>error layer.features_differ</extracomment>
        <translation>“{node}”的权重对应 {expected} 个{what}，但得到 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' has {count} inputs, but its formula does not use '{input}'.</source>
        <extracomment>error layer.formula_unused</extracomment>
        <translation>“{node}”有 {count} 个输入，但其公式没有使用“{input}”。</translation>
    </message>
    <message>
        <source>'{node}' has {count} numbers for its sides, but gets {got}.</source>
        <extracomment>error layer.side_count</extracomment>
        <translation>“{node}”的各边有 {count} 个数，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' has {count} sizes for {expected} dimensions: it gets {got}.</source>
        <extracomment>error layer.size_count</extracomment>
        <translation>“{node}”为 {expected} 个维度给出了 {count} 个尺寸：它得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' holds no TorchScript file.</source>
        <extracomment>error layer.no_archive</extracomment>
        <translation>“{node}”里没有 TorchScript 文件。</translation>
    </message>
    <message>
        <source>'{node}' holds {expected} numbers, but {got} are written.</source>
        <extracomment>error layer.constant_count</extracomment>
        <translation>“{node}”保存 {expected} 个数，但写了 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' holds {share} of all weights, because it looks at {features} flattened features at once.</source>
        <extracomment>error layer.large_dense</extracomment>
        <translation>“{node}”占全部权重的 {share}，因为它同时查看 {features} 个展平的特征。</translation>
    </message>
    <message>
        <source>'{node}' is a layer of the type '{type}', which this version does not know.</source>
        <extracomment>error layer.unknown_type</extracomment>
        <translation>“{node}”是类型为“{type}”的层，此版本不认识。</translation>
    </message>
    <message>
        <source>'{node}' is a module whose contents ('{module}') are missing.</source>
        <extracomment>error graph.module_missing</extracomment>
        <translation>“{node}”是一个内容（“{module}”）缺失的模块。</translation>
    </message>
    <message>
        <source>'{node}' is a recurrent layer whose weights are computed, not stored, which ONNX cannot express.</source>
        <extracomment>error export.lstm_weights</extracomment>
        <translation>“{node}”是权重由计算得出而非存储的循环层，ONNX 无法表示。</translation>
    </message>
    <message>
        <source>'{node}' is an LSTM with a projection, which ONNX cannot express.</source>
        <extracomment>error export.lstm_projection</extracomment>
        <translation>“{node}”是带投影的 LSTM，ONNX 无法表示。</translation>
    </message>
    <message>
        <source>'{node}' is an input or output of this level and cannot go into a module.</source>
        <extracomment>error graph.module_io</extracomment>
        <translation>“{node}”是这一层级的输入或输出，不能放入模块。</translation>
    </message>
    <message>
        <source>'{node}' is applied twice: the loss '{loss}' of '{output}' applies it itself.</source>
        <extracomment>error layer.applied_twice</extracomment>
        <translation>“{node}”被应用两次：“{output}”的损失“{loss}”会自己应用它。</translation>
    </message>
    <message>
        <source>'{node}' is in no module: only layers inside a module can show a parameter at its instances.</source>
        <extracomment>error graph.exposed_root</extracomment>
        <translation>“{node}”不在任何模块中：只有模块内的层才能在其实例上显示参数。</translation>
    </message>
    <message>
        <source>'{node}' is repeated and cannot be dissolved.</source>
        <extracomment>error graph.module_repeated</extracomment>
        <translation>“{node}”是重复的，不能解散。</translation>
    </message>
    <message>
        <source>'{node}' is repeated, but its module has no {what}.</source>
        <extracomment>error graph.module_no_port</extracomment>
        <translation>“{node}”是重复的，但其模块没有{what}。</translation>
    </message>
    <message>
        <source>'{node}' is set to {kind}, which have {expected} sizes, but its shape has {got}.</source>
        <extracomment>error layer.input_kind</extracomment>
        <translation>“{node}”设为{kind}，应有 {expected} 个尺寸，但其形状有 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' is set to {set}, but the data give {data}; the data are used.</source>
        <extracomment>error layer.input_shape</extracomment>
        <translation>“{node}”设为 {set}，但数据给出 {data}；将使用数据的形状。</translation>
    </message>
    <message>
        <source>'{node}' is the module of this level, or holds it: a module cannot lie in itself.</source>
        <extracomment>error graph.module_in_itself</extracomment>
        <translation>“{node}”是这一层级的模块，或包含这一层级：模块不能位于自身之中。</translation>
    </message>
    <message>
        <source>'{node}' keeps values {start} to {end}, but gets only {size}.</source>
        <extracomment>error layer.slice_outside</extracomment>
        <translation>“{node}”保留第 {start} 至 {end} 个值，但只得到 {size} 个。</translation>
    </message>
    <message>
        <source>'{node}' keeps {kept} of {size}: it gets {got}.</source>
        <extracomment>error layer.crop_too_large</extracomment>
        <translation>“{node}”保留 {size} 中的 {kept}：它得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' knows {known} positions, but gets {got} time steps.</source>
        <extracomment>error layer.too_many_steps</extracomment>
        <translation>“{node}”认识 {known} 个位置，但得到 {got} 个时间步。</translation>
    </message>
    <message>
        <source>'{node}' knows {rows} tokens, but its input has {classes}.</source>
        <extracomment>error layer.vocabulary_too_small</extracomment>
        <translation>“{node}”认识 {rows} 个词元，但其输入有 {classes} 个。</translation>
    </message>
    <message>
        <source>'{node}' needs a bias of {expected}, but gets {got}.</source>
        <extracomment>error layer.bias_shape</extracomment>
        <translation>“{node}”需要 {expected} 的偏置，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs a mask of {expected}, but gets {got}.</source>
        <extracomment>error layer.mask_shape</extracomment>
        <translation>“{node}”需要 {expected} 的掩码，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs at least {rank} dimensions, but gets {got}.</source>
        <extracomment>error layer.rank_too_small</extracomment>
        <translation>“{node}”至少需要 {rank} 个维度，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs its initial {state} to be {expected}, but gets {got}.</source>
        <extracomment>error layer.state_shape</extracomment>
        <translation>“{node}”的初始{state}应为 {expected}，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs one length for each sample, (N) or (N, 1), but gets {got}.</source>
        <extracomment>error layer.lengths_shape</extracomment>
        <translation>“{node}”需要每个样本一个长度，(N) 或 (N, 1)，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs one to four sizes, but has {count}.</source>
        <extracomment>error layer.value_sizes</extracomment>
        <translation>“{node}”需要一至四个尺寸，但有 {count} 个。</translation>
    </message>
    <message>
        <source>'{node}' needs real numbers (float32), but gets {got}.</source>
        <extracomment>error layer.needs_float</extracomment>
        <translation>“{node}”需要实数 (float32)，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs to know {what}, but it is {got}.</source>
        <extracomment>error layer.needs_known</extracomment>
        <translation>“{node}”需要知道{what}，但它是 {got}。</translation>
    </message>
    <message>
        <source>'{node}' needs {expected} inputs, but has {got}.</source>
        <extracomment>error layer.input_count</extracomment>
        <translation>“{node}”需要 {expected} 个输入，但有 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' needs {expected}, but gets {got}.</source>
        <extracomment>error layer.needs_kind</extracomment>
        <translation>“{node}”需要{expected}，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' needs {what} to be {expected}, but it is {got}.</source>
        <extracomment>error layer.weight_shape</extracomment>
        <translation>“{node}”要求{what}为 {expected}，但实际为 {got}。</translation>
    </message>
    <message>
        <source>'{node}' normalizes over the batch, but a batch holds only one sample.</source>
        <extracomment>error training.single_sample_batch</extracomment>
        <translation>“{node}”在批上归一化，但一批只有一个样本。</translation>
    </message>
    <message>
        <source>'{node}' orders dimensions as {dims}, but gets {got}.</source>
        <extracomment>error layer.not_an_order</extracomment>
        <translation>“{node}”将维度排成 {dims}，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' pads by {padding}, more than half of its {kernel} window.</source>
        <extracomment>error layer.padding_too_large</extracomment>
        <translation>“{node}”填充 {padding}，超过其 {kernel} 窗口的一半。</translation>
    </message>
    <message>
        <source>'{node}' pads {count} dimensions, but gets {got}.</source>
        <extracomment>error layer.pad_count</extracomment>
        <translation>“{node}”填充 {count} 个维度，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' pads {pad} values ({mode}), but its input has only {most} to take.</source>
        <extracomment>error layer.pad_too_large</extracomment>
        <translation>“{node}”填充 {pad} 个值（{mode}），但其输入只有 {most} 个可取。</translation>
    </message>
    <message>
        <source>'{node}' shares its '{parameter}' in a circle.</source>
        <extracomment>error layer.tie_circle</extracomment>
        <translation>“{node}”的“{parameter}”循环共享。</translation>
    </message>
    <message>
        <source>'{node}' shares its '{parameter}' with '{path}', which does not exist.</source>
        <extracomment>error layer.tie_missing</extracomment>
        <translation>“{node}”与“{path}”共享其“{parameter}”，但后者不存在。</translation>
    </message>
    <message>
        <source>'{node}' splits into {count} parts.</source>
        <extracomment>error layer.too_few_parts</extracomment>
        <translation>“{node}”分成 {count} 部分。</translation>
    </message>
    <message>
        <source>'{node}' splits into {sizes}, {total} in all, but gets {size}.</source>
        <extracomment>error layer.sizes_do_not_add_up</extracomment>
        <translation>“{node}”分成 {sizes}，合计 {total}，但得到 {size}。</translation>
    </message>
    <message>
        <source>'{node}' stands for an operation of the imported file that is no layer here: {type}.</source>
        <extracomment>error layer.foreign</extracomment>
        <translation>“{node}”代表导入文件中的一个运算，这里没有对应的层：{type}。</translation>
    </message>
    <message>
        <source>'{node}' takes its padding of {padding} from the input ({mode}), but gets only {got}.</source>
        <extracomment>error layer.padding_beyond</extracomment>
        <translation>“{node}”的填充 {padding} 取自输入（{mode}），但只得到 {got}。</translation>
    </message>
    <message>
        <source>'{node}' takes log-probabilities, but no LogSoftmax stands before it.</source>
        <extracomment>error layer.no_log_probability</extracomment>
        <translation>“{node}”接收对数概率，但前面没有 LogSoftmax。</translation>
    </message>
    <message>
        <source>'{node}' takes no input.</source>
        <extracomment>error layer.takes_no_input</extracomment>
        <translation>“{node}”不接收输入。</translation>
    </message>
    <message>
        <source>'{node}' takes number {index}, but gets {size} values, counted from 0.</source>
        <extracomment>error layer.select_outside</extracomment>
        <translation>“{node}”取第 {index} 个，但得到 {size} 个值（从 0 计数）。</translation>
    </message>
    <message>
        <source>'{node}' takes probabilities between 0 and 1, but no Sigmoid stands before it.</source>
        <extracomment>error layer.no_probability</extracomment>
        <translation>“{node}”接收 0 至 1 之间的概率，但前面没有 Sigmoid。</translation>
    </message>
    <message>
        <source>'{node}' takes steps of {padding} for padding, but '{input}' hands on prepared values, where padding has another value: nothing is hidden.</source>
        <extracomment>error layer.mask_of_prepared</extracomment>
        <translation>“{node}”把值为 {padding} 的时间步当作填充，但“{input}”传出的是预处理后的数值，填充在其中已是别的值：什么也没有被遮住。</translation>
    </message>
    <message>
        <source>'{node}' takes the unbiased variance of a single value, which divides by zero.</source>
        <extracomment>error layer.variance_of_one</extracomment>
        <translation>“{node}”对单个值求无偏方差，会除以零。</translation>
    </message>
    <message>
        <source>'{node}' takes {expected} as '{input}', but gets {got}.</source>
        <extracomment>error layer.block_input</extracomment>
        <translation>“{node}”的“{input}”需要 {expected}，但得到的是 {got}。</translation>
    </message>
    <message>
        <source>'{node}' tells two classes apart, but the target has {classes}.</source>
        <extracomment>error layer.not_binary</extracomment>
        <translation>“{node}”只区分两个类别，但目标有 {classes} 个。</translation>
    </message>
    <message>
        <source>'{node}' turns pairs of features, but gets {got} for each head.</source>
        <extracomment>error layer.odd_size</extracomment>
        <translation>“{node}”旋转成对的特征，但每个头得到 {got} 个。</translation>
    </message>
    <message>
        <source>'{node}' uses the operation '{op}', which has no {format} form.</source>
        <extracomment>error export.unsupported_op</extracomment>
        <translation>“{node}”使用的运算“{op}”没有 {format} 形式。</translation>
    </message>
    <message>
        <source>'{node}' uses the operation '{op}', which this version cannot compute.</source>
        <extracomment>error engine.no_kernel</extracomment>
        <translation>“{node}”使用的运算“{op}”在此版本中无法计算。</translation>
    </message>
    <message>
        <source>'{node}' works on dimension {dim}, but gets {got}.</source>
        <extracomment>error layer.no_such_dim</extracomment>
        <translation>“{node}”作用于维度 {dim}，但得到{got}。</translation>
    </message>
    <message>
        <source>'{node}' works over no dimension.</source>
        <extracomment>error layer.no_dims</extracomment>
        <translation>“{node}”没有作用于任何维度。</translation>
    </message>
    <message>
        <source>'{node}' would give a value of {rank} dimensions, but {most} is the most.</source>
        <extracomment>error layer.too_many_dims</extracomment>
        <translation>“{node}”会给出 {rank} 维的值，但最多为 {most} 维。</translation>
    </message>
    <message>
        <source>'{node}' would give {shape}, which holds nothing.</source>
        <extracomment>error layer.empty_output</extracomment>
        <translation>“{node}”会给出 {shape}，其中没有内容。</translation>
    </message>
    <message>
        <source>'{node}' would give {shape}: {count} numbers for each sample.</source>
        <extracomment>error layer.too_large</extracomment>
        <translation>“{node}”会给出 {shape}：每个样本 {count} 个数。</translation>
    </message>
    <message>
        <source>'{node}' would have a {parameter} of {shape}, which holds nothing.</source>
        <extracomment>error layer.empty_parameter</extracomment>
        <translation>“{node}”会有形状为 {shape} 的 {parameter}，其中没有内容。</translation>
    </message>
    <message>
        <source>'{node}' would have a {parameter} of {shape}: {count} numbers.</source>
        <extracomment>error layer.too_many_parameters</extracomment>
        <translation>“{node}”会有形状为 {shape} 的 {parameter}：{count} 个数。</translation>
    </message>
    <message>
        <source>'{node}' would hold {count} fixed numbers; at most {limit} are allowed.</source>
        <extracomment>error layer.constant_size</extracomment>
        <translation>“{node}”会保存 {count} 个固定的数；最多允许 {limit} 个。</translation>
    </message>
    <message>
        <source>'{node}' would need a table of {shape}, more than {limit} numbers.</source>
        <extracomment>error layer.table_too_large</extracomment>
        <translation>“{node}”需要 {shape} 的表，超过 {limit} 个数。</translation>
    </message>
    <message>
        <source>'{node}' would normalize each value on its own, which always gives 0.</source>
        <extracomment>error layer.norm_of_one</extracomment>
        <translation>“{node}”会对每个值单独归一化，结果始终为 0。</translation>
    </message>
    <message>
        <source>'{node}' would project {hidden} units to {projection}, which is not fewer.</source>
        <extracomment>error layer.projection_too_large</extracomment>
        <translation>“{node}”会将 {hidden} 个单元投影到 {projection} 个，并未减少。</translation>
    </message>
    <message>
        <source>'{output}' expects {expected} {what}, but '{node}' gives {got}.</source>
        <extracomment>error layer.units</extracomment>
        <translation>“{output}”需要 {expected} 个{what}，但“{node}”给出 {got} 个。</translation>
    </message>
    <message>
        <source>'{param}' cannot be '{got}'.</source>
        <extracomment>error param.unknown_choice</extracomment>
        <translation>“{param}”不能为“{got}”。</translation>
    </message>
    <message>
        <source>'{param}' changes which inputs or outputs the layer has, so it is the same for all instances.</source>
        <extracomment>error graph.exposed_ports</extracomment>
        <translation>“{param}”会改变层有哪些输入或输出，因此对所有实例都相同。</translation>
    </message>
    <message>
        <source>'{param}' must be {expected}, but is '{got}'.</source>
        <extracomment>error param.wrong_type</extracomment>
        <translation>“{param}”应为{expected}，但写的是“{got}”。</translation>
    </message>
    <message>
        <source>'{param}' must be {expected}, but is {got}.</source>
        <extracomment>error param.out_of_range</extracomment>
        <translation>“{param}”应为{expected}，但实际为 {got}。</translation>
    </message>
    <message>
        <source>'{param}' needs {expected}, but has {got}.</source>
        <extracomment>error param.list_size</extracomment>
        <translation>“{param}”需要{expected}，但有 {got}。</translation>
    </message>
    <message>
        <source>'{path}' asks for more memory than the process that reads it may have.</source>
        <extracomment>error torchscript.too_much_memory</extracomment>
        <translation>'{path}' 所要的内存超过了读取它的进程可用的内存。</translation>
    </message>
    <message>
        <source>'{path}' belongs to the project, and an export there would destroy it.</source>
        <extracomment>error export.onto_project</extracomment>
        <translation>“{path}”属于本项目，导出到那里会毁掉它。</translation>
    </message>
    <message>
        <source>'{path}' brought down the process that read it.</source>
        <extracomment>error torchscript.crashed</extracomment>
        <translation>'{path}' 使读取它的进程崩溃了。</translation>
    </message>
    <message>
        <source>'{path}' cannot be read as a TorchScript model.</source>
        <extracomment>error torchscript.damaged</extracomment>
        <translation>无法将 '{path}' 作为 TorchScript 模型读取。</translation>
    </message>
    <message>
        <source>'{path}' cannot be read: {reason}.</source>
        <extracomment>error file.unreadable</extracomment>
        <translation>无法读取“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>'{path}' cannot be written: {reason}.</source>
        <extracomment>error file.write_failed</extracomment>
        <translation>无法写入“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>'{path}' could not be read: the process for it did not start.</source>
        <extracomment>error torchscript.no_reader</extracomment>
        <translation>无法读取 '{path}':读取它的进程未能启动。</translation>
    </message>
    <message>
        <source>'{path}' decides while it runs which operations come next ({op} node '{node}'); a design has no such branches.</source>
        <extracomment>error onnx.control_flow</extracomment>
        <translation>“{path}”在运行时才决定接下来执行哪些运算（{op} 节点“{node}”）；设计中没有这样的分支。</translation>
    </message>
    <message>
        <source>'{path}' did not come to an end within {seconds} seconds.</source>
        <extracomment>error torchscript.too_slow</extracomment>
        <translation>'{path}' 在 {seconds} 秒内没有结束。</translation>
    </message>
    <message>
        <source>'{path}' does not fit this design: '{key}' is missing or has another shape.</source>
        <extracomment>error lightning.does_not_fit</extracomment>
        <translation>“{path}”与此设计不匹配：“{key}”缺失或形状不同。</translation>
    </message>
    <message>
        <source>'{path}' does not run with inputs of these sizes.</source>
        <extracomment>error torchscript.does_not_run</extracomment>
        <translation>'{path}' 无法用这些尺寸的输入运行。</translation>
    </message>
    <message>
        <source>'{path}' does not say what sizes its inputs have ({inputs}), and runs with none of the usual ones.</source>
        <extracomment>error torchscript.needs_shapes</extracomment>
        <translation>'{path}' 没有说明其输入({inputs})的尺寸,用常见的尺寸也都无法运行。</translation>
    </message>
    <message>
        <source>'{path}' has no column '{column}'.</source>
        <extracomment>error data.no_such_column</extracomment>
        <translation>“{path}”没有列“{column}”。</translation>
    </message>
    <message>
        <source>'{path}' has no column that a network can take, apart from the target '{column}'.</source>
        <extracomment>error data.no_inputs</extracomment>
        <translation>除目标“{column}”外，“{path}”没有网络可以接收的列。</translation>
    </message>
    <message>
        <source>'{path}' has no input called '{input}'.</source>
        <extracomment>error import.no_such_input</extracomment>
        <translation>“{path}”没有名为“{input}”的输入。</translation>
    </message>
    <message>
        <source>'{path}' has no input that a design could have.</source>
        <extracomment>error import.no_input</extracomment>
        <translation>“{path}”没有设计可以使用的输入。</translation>
    </message>
    <message>
        <source>'{path}' has no output that depends on its input.</source>
        <extracomment>error import.no_output</extracomment>
        <translation>“{path}”没有依赖于其输入的输出。</translation>
    </message>
    <message>
        <source>'{path}' has no rows below its header.</source>
        <extracomment>error data.no_rows</extracomment>
        <translation>“{path}”的表头下面没有数据行。</translation>
    </message>
    <message>
        <source>'{path}' has no sub-folders.</source>
        <extracomment>error data.no_class_folders</extracomment>
        <translation>“{path}”没有子文件夹。</translation>
    </message>
    <message>
        <source>'{path}' has samples of another size than '{first}'.</source>
        <extracomment>error predict.mixed_sizes</extracomment>
        <translation>“{path}”中样本的大小与“{first}”不同。</translation>
    </message>
    <message>
        <source>'{path}' has {extra} bytes more than its sizes {sizes} need.</source>
        <extracomment>error idx.trailing_bytes</extracomment>
        <translation>“{path}”比其尺寸 {sizes} 所需多出 {extra} 字节。</translation>
    </message>
    <message>
        <source>'{path}' has {width} x {height} pixels; at most 100 million are read.</source>
        <extracomment>error picture.too_large</extracomment>
        <translation>“{path}”有 {width} x {height} 像素；最多读取 1 亿像素。</translation>
    </message>
    <message>
        <source>'{path}' holds Python objects instead of numbers.</source>
        <extracomment>error npy.object_array</extracomment>
        <translation>“{path}”中是 Python 对象而不是数字。</translation>
    </message>
    <message>
        <source>'{path}' holds a pickle that cannot be read: {what}.</source>
        <extracomment>error pickle.damaged</extracomment>
        <translation>“{path}”包含无法读取的 pickle：{what}。</translation>
    </message>
    <message>
        <source>'{path}' holds big-endian numbers ({dtype}).</source>
        <extracomment>error npy.big_endian</extracomment>
        <translation>“{path}”中是大端序的数 ({dtype})。</translation>
    </message>
    <message>
        <source>'{path}' holds elements of type {dtype}.</source>
        <extracomment>error npy.unsupported_dtype</extracomment>
        <translation>“{path}”中的元素类型为 {dtype}。</translation>
    </message>
    <message>
        <source>'{path}' holds more than {limit} {what}.</source>
        <extracomment>error pickle.too_large</extracomment>
        <translation>“{path}”包含超过 {limit} 个{what}。</translation>
    </message>
    <message>
        <source>'{path}' holds no network: it has no method called forward.</source>
        <extracomment>error torchscript.no_forward</extracomment>
        <translation>'{path}' 中没有网络:它没有名为 forward 的方法。</translation>
    </message>
    <message>
        <source>'{path}' holds no pictures, and no file is named.</source>
        <extracomment>error predict.no_files</extracomment>
        <translation>“{path}”中没有图片，也没有指定文件。</translation>
    </message>
    <message>
        <source>'{path}' holds no rows.</source>
        <extracomment>error table.empty</extracomment>
        <translation>“{path}”中没有数据行。</translation>
    </message>
    <message>
        <source>'{path}' holds no tensors under names.</source>
        <extracomment>error torch.no_tensors</extracomment>
        <translation>“{path}”中没有带名称的张量。</translation>
    </message>
    <message>
        <source>'{path}' holds the pickle instruction {opcode}, which is refused: only plain tensors are read.</source>
        <extracomment>error pickle.refused_opcode</extracomment>
        <translation>“{path}”包含 pickle 指令 {opcode}，已被拒绝：只读取普通张量。</translation>
    </message>
    <message>
        <source>'{path}' is a TorchScript model, not weights alone.</source>
        <extracomment>error weights.is_model</extracomment>
        <translation>'{path}' 是 TorchScript 模型,而不只是权重。</translation>
    </message>
    <message>
        <source>'{path}' is a file, but PyTorch code is a folder with several files.</source>
        <extracomment>error export.not_a_folder</extracomment>
        <translation>“{path}”是文件，但 PyTorch 代码是含有多个文件的文件夹。</translation>
    </message>
    <message>
        <source>'{path}' is a file, not a folder.</source>
        <extracomment>error data.not_a_folder</extracomment>
        <translation>“{path}”是文件而不是文件夹。</translation>
    </message>
    <message>
        <source>'{path}' is a folder, but {format} is one file.</source>
        <extracomment>error export.is_a_folder</extracomment>
        <translation>“{path}”是文件夹，但 {format} 是一个文件。</translation>
    </message>
    <message>
        <source>'{path}' is a kind of picture that is not read: {what}.</source>
        <extracomment>error picture.unsupported</extracomment>
        <translation>“{path}”是一种不能读取的图片：{what}。</translation>
    </message>
    <message>
        <source>'{path}' is compressed with gzip.</source>
        <extracomment>error idx.compressed</extracomment>
        <translation>“{path}”经过 gzip 压缩。</translation>
    </message>
    <message>
        <source>'{path}' is cut off or damaged.</source>
        <extracomment>error runs.damaged</extracomment>
        <translation>“{path}”不完整或已损坏。</translation>
    </message>
    <message>
        <source>'{path}' is cut off: it should have {needed} bytes, but has {size}.</source>
        <extracomment>error file.cut_off</extracomment>
        <translation>“{path}”不完整：应有 {needed} 字节，实际为 {size} 字节。</translation>
    </message>
    <message>
        <source>'{path}' is cut off: its end, which says where everything lies, is missing.</source>
        <extracomment>error torch.cut_off</extracomment>
        <translation>“{path}”不完整：缺少说明内容位置的结尾部分。</translation>
    </message>
    <message>
        <source>'{path}' is damaged or cut off: {reason}.</source>
        <extracomment>error picture.damaged</extracomment>
        <translation>“{path}”已损坏或不完整：{reason}。</translation>
    </message>
    <message>
        <source>'{path}' is damaged: {what}.</source>
        <extracomment>error torch.damaged</extracomment>
        <translation>“{path}”已损坏：{what}。</translation>
    </message>
    <message>
        <source>'{path}' is neither a JPEG, a PNG nor a BMP picture.</source>
        <extracomment>error picture.unknown_format</extracomment>
        <translation>“{path}”既不是 JPEG、PNG，也不是 BMP 图片。</translation>
    </message>
    <message>
        <source>'{path}' is no IDX file: its first four bytes name no element type and number of sizes.</source>
        <extracomment>error idx.wrong_magic</extracomment>
        <translation>“{path}”不是 IDX 文件：其前四个字节没有给出元素类型和尺寸个数。</translation>
    </message>
    <message>
        <source>'{path}' is no NPY file: it does not begin with \x93NUMPY.</source>
        <extracomment>error npy.wrong_magic</extracomment>
        <translation>“{path}”不是 NPY 文件：它不以 \x93NUMPY 开头。</translation>
    </message>
    <message>
        <source>'{path}' is no ONNX model.</source>
        <extracomment>error onnx.not_a_model</extracomment>
        <translation>“{path}”不是 ONNX 模型。</translation>
    </message>
    <message>
        <source>'{path}' is no TensorBoard event file.</source>
        <extracomment>error events.not_an_event_file</extracomment>
        <translation>“{path}”不是 TensorBoard 事件文件。</translation>
    </message>
    <message>
        <source>'{path}' is no checkpoint of Lightning: it does not say which epoch and step it is.</source>
        <extracomment>error lightning.no_checkpoint</extracomment>
        <translation>“{path}”不是 Lightning 检查点：其中没有说明所处的轮和步。</translation>
    </message>
    <message>
        <source>'{path}' is no file of weights that PyTorch 1.6 or newer saved.</source>
        <extracomment>error torch.not_an_archive</extracomment>
        <translation>“{path}”不是由 PyTorch 1.6 或更新版本保存的权重文件。</translation>
    </message>
    <message>
        <source>'{path}' is no file that Nodegrad can learn from.</source>
        <extracomment>error data.unknown_file</extracomment>
        <translation>“{path}”不是 Nodegrad 可以用来学习的文件。</translation>
    </message>
    <message>
        <source>'{path}' is no index of safetensors files.</source>
        <extracomment>error weights.bad_index</extracomment>
        <translation>“{path}”不是 safetensors 文件的索引。</translation>
    </message>
    <message>
        <source>'{path}' is no model that can be imported.</source>
        <extracomment>error import.unknown_format</extracomment>
        <translation>“{path}”不是可以导入的模型。</translation>
    </message>
    <message>
        <source>'{path}' is no plain text table.</source>
        <extracomment>error table.not_text</extracomment>
        <translation>“{path}”不是纯文本表格。</translation>
    </message>
    <message>
        <source>'{path}' is no table of names.</source>
        <extracomment>error weights.bad_map</extracomment>
        <translation>“{path}”不是名称对照表。</translation>
    </message>
    <message>
        <source>'{path}' is not a Nodegrad project: {reason}.</source>
        <extracomment>error project.not_json</extracomment>
        <translation>“{path}”不是 Nodegrad 项目：{reason}。</translation>
    </message>
    <message>
        <source>'{path}' is not read: {reason}.</source>
        <extracomment>error file.not_inside</extracomment>
        <translation>未读取“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>'{path}' is not the file of weights that the project was saved with.</source>
        <extracomment>error project.weights_changed</extracomment>
        <translation>“{path}”不是保存项目时的权重文件。</translation>
    </message>
    <message>
        <source>'{path}' is not the name of a picture that can be written.</source>
        <extracomment>error render.unknown_format</extracomment>
        <translation>“{path}”不是可以写入的图片名称。</translation>
    </message>
    <message>
        <source>'{path}' is {size} large and would need about {needed} of memory; the limit is {limit}.</source>
        <extracomment>error data.file_too_large</extracomment>
        <translation>“{path}”的大小为 {size}，约需 {needed} 内存；上限为 {limit}。</translation>
    </message>
    <message>
        <source>'{path}' keeps the weights of '{tensor}' in another file: {what}.</source>
        <extracomment>error onnx.external_data</extracomment>
        <translation>“{path}”把“{tensor}”的权重保存在另一个文件中：{what}。</translation>
    </message>
    <message>
        <source>'{path}' says that its header has {size} bytes; at most {limit} are allowed.</source>
        <extracomment>error safetensors.header_too_large</extracomment>
        <translation>“{path}”声称其头部有 {size} 字节；最多允许 {limit} 字节。</translation>
    </message>
    <message>
        <source>'{path}' says that its shape is {shape}: no file holds that.</source>
        <extracomment>error npy.absurd_shape</extracomment>
        <translation>“{path}”声称其形状为 {shape}：没有文件容得下。</translation>
    </message>
    <message>
        <source>'{path}' says that its sizes are {sizes}: no file holds that.</source>
        <extracomment>error idx.absurd_size</extracomment>
        <translation>“{path}”声称其尺寸为 {sizes}：没有文件容得下。</translation>
    </message>
    <message>
        <source>'{path}' wants to run '{name}' of Python, which is refused: only plain tensors are read.</source>
        <extracomment>error pickle.refused_global</extracomment>
        <translation>“{path}”想要运行 Python 的“{name}”，已被拒绝：只读取普通张量。</translation>
    </message>
    <message>
        <source>'{path}' was saved within an epoch, where Lightning and Nodegrad keep different records.</source>
        <extracomment>error lightning.within_epoch</extracomment>
        <translation>“{path}”是在一轮之内保存的，此时 Lightning 与 Nodegrad 所保存的记录不同。</translation>
    </message>
    <message>
        <source>'{path}' was written by a newer Nodegrad (format {format}; this one knows {known}).</source>
        <extracomment>error project.newer_format</extracomment>
        <translation>“{path}”由更新版本的 Nodegrad 写入（格式 {format}；此版本认识 {known}）。</translation>
    </message>
    <message>
        <source>'{path}' was written, but {engine} gives other answers: the largest difference is {difference}, the limit {limit}.</source>
        <extracomment>error export.differs</extracomment>
        <translation>已写入“{path}”，但 {engine} 给出不同的答案：最大差异为 {difference}，上限为 {limit}。</translation>
    </message>
    <message>
        <source>'{path}' would need {needed} of memory.</source>
        <extracomment>error file.too_large</extracomment>
        <translation>“{path}”需要 {needed} 内存。</translation>
    </message>
    <message>
        <source>'{path}' {what}, and no design does that.</source>
        <extracomment>error torchscript.form</extracomment>
        <translation>'{path}' {what},而设计做不到这一点。</translation>
    </message>
    <message>
        <source>'{program}' could not be started.</source>
        <extracomment>error verify.no_start</extracomment>
        <translation>无法启动“{program}”。</translation>
    </message>
    <message>
        <source>'{program}' gave no answer within {seconds} seconds.</source>
        <extracomment>error verify.timeout</extracomment>
        <translation>“{program}”在 {seconds} 秒内没有答复。</translation>
    </message>
    <message>
        <source>'{project}' has no run named '{run}'.</source>
        <extracomment>error runs.unknown</extracomment>
        <translation>“{project}”没有名为“{run}”的运行。</translation>
    </message>
    <message>
        <source>'{project}' has not been trained yet.</source>
        <extracomment>error runs.none</extracomment>
        <translation>“{project}”还没有训练过。</translation>
    </message>
    <message>
        <source>'{run}' has done {epochs} epochs already.</source>
        <extracomment>error runs.nothing_left</extracomment>
        <translation>“{run}”已完成 {epochs} 轮。</translation>
    </message>
    <message>
        <source>'{run}' has no checkpoint '{checkpoint}'.</source>
        <extracomment>error runs.no_checkpoint</extracomment>
        <translation>“{run}”没有检查点“{checkpoint}”。</translation>
    </message>
    <message>
        <source>'{run}' is being trained by another window or command.</source>
        <extracomment>error runs.in_use</extracomment>
        <translation>“{run}”正由另一个窗口或命令训练。</translation>
    </message>
    <message>
        <source>'{run}' is not training now.</source>
        <extracomment>error runs.not_running</extracomment>
        <translation>“{run}”现在没有在训练。</translation>
    </message>
    <message>
        <source>'{run}' was stopped after {epochs} whole epochs; nothing is lost.</source>
        <extracomment>error runs.stopped</extracomment>
        <translation>“{run}”在完成 {epochs} 轮之后停止；没有丢失任何内容。</translation>
    </message>
    <message>
        <source>'{source}' holds no samples.</source>
        <extracomment>error data.no_samples</extracomment>
        <translation>“{source}”中没有样本。</translation>
    </message>
    <message>
        <source>'{text}' is no input with its sizes.</source>
        <extracomment>error import.bad_shape</extracomment>
        <translation>“{text}”不是带尺寸的输入。</translation>
    </message>
    <message>
        <source>'{title}' cannot be the name: it is empty, or another parameter of the module has it.</source>
        <extracomment>error graph.exposed_title</extracomment>
        <translation>“{title}”不能作为名称：它为空，或模块的另一个参数已使用它。</translation>
    </message>
    <message>
        <source>'{title}' holds no pictures: the network takes {wanted}.</source>
        <extracomment>error data.not_pictures</extracomment>
        <translation>“{title}”中没有图片：网络接收{wanted}。</translation>
    </message>
    <message>
        <source>'{title}' is no table: the network takes {wanted}.</source>
        <extracomment>error data.not_a_table</extracomment>
        <translation>“{title}”不是表格：网络接收{wanted}。</translation>
    </message>
    <message>
        <source>'{what}' with {samples} samples would need {needed} of memory; the limit is {limit}.</source>
        <extracomment>error data.too_large</extracomment>
        <translation>“{what}”有 {samples} 个样本，需要 {needed} 内存；上限为 {limit}。</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>phrase</extracomment>
        <translation>、</translation>
    </message>
    <message>
        <source>1 is a straight line; larger values fall faster at first.</source>
        <extracomment>schedule Polynomial, help of Power</extracomment>
        <translation>1 为直线；值越大，开始时降得越快。</translation>
    </message>
    <message>
        <source>1 missing value in '{0}' coded as none of its {1} categories.</source>
        <extracomment>phrase</extracomment>
        <translation>“{0}”中 1 个缺失值编码为不属于其 {1} 个类别。</translation>
    </message>
    <message>
        <source>1 missing value in '{0}' filled with its median, {1}.</source>
        <extracomment>phrase</extracomment>
        <translation>“{0}”中 1 个缺失值以其中位数 {1} 填补。</translation>
    </message>
    <message>
        <source>1 or {0} numbers</source>
        <extracomment>phrase</extracomment>
        <translation>1 个或 {0} 个数</translation>
    </message>
    <message>
        <source>1 picture could not be read and was skipped.</source>
        <extracomment>phrase</extracomment>
        <translation>1 张图片无法读取，已跳过。</translation>
    </message>
    <message>
        <source>1 row without a value in '{0}' was left out.</source>
        <extracomment>phrase</extracomment>
        <translation>略去“{0}”中没有值的 1 行。</translation>
    </message>
    <message>
        <source>1 to 64</source>
        <extracomment>phrase</extracomment>
        <translation>1 至 64</translation>
    </message>
    <message>
        <source>10 inputs, 64 hidden neurons, one output.</source>
        <extracomment>example Textbook: a hidden layer</extracomment>
        <translation>10 个输入，64 个隐藏神经元，1 个输出。</translation>
    </message>
    <message>
        <source>13 chemical measurements of 178 Italian wines from three cultivars. The features have very different sizes (proline near 750, hue near 1): a good case for standardization.</source>
        <extracomment>phrase</extracomment>
        <translation>来自三个品种的 178 种意大利葡萄酒的 13 项化学测量。各特征大小悬殊（脯氨酸约 750，色调约 1）：很适合标准化。</translation>
    </message>
    <message>
        <source>150 flowers of three species, four lengths in centimetres each: the data set on which R. A. Fisher showed in 1936 that measurements can tell species apart. One species stands alone; the other two overlap, so no network gets every flower right, and with only about 20 test flowers a single mistake costs 5 %. That is why the Evaluate page shows an interval beside the accuracy. The inputs are standardized, so that each length counts equally whatever its size.</source>
        <extracomment>lesson of Iris</extracomment>
        <translation>三个品种的 150 朵花，每朵四个以厘米为单位的长度：1936 年 R. A. Fisher 用这个数据集说明测量可以区分物种。一个品种独立存在，另外两个相互重叠，因此没有网络能全部判断正确；测试集只有大约 20 朵花，一个错误就是 5 %。所以“评估”页在准确率旁显示一个区间。输入经过标准化，使每个长度无论大小都同等重要。</translation>
    </message>
    <message>
        <source>150 flowers, 4 lengths, 3 species: the classic first table.</source>
        <extracomment>data source Iris</extracomment>
        <translation>150 朵花，4 个长度，3 个品种：经典的入门表格。</translation>
    </message>
    <message>
        <source>150 iris flowers of three species, with the length and width of sepal and petal in centimetres. One species stands apart; the other two overlap a little.</source>
        <extracomment>phrase</extracomment>
        <translation>三个品种的 150 朵鸢尾花，萼片和花瓣的长与宽，以厘米为单位。一个品种独立存在，另外两个略有重叠。</translation>
    </message>
    <message>
        <source>178 wines, 13 chemical measurements, 3 cultivars.</source>
        <extracomment>data source Wine</extracomment>
        <translation>178 种葡萄酒，13 项化学测量，3 个品种。</translation>
    </message>
    <message>
        <source>196 patches are treated as words. Nothing tells the network which patches are neighbours but the learned positions; with enough pictures it finds out. The class token, put in front, gathers what is needed for the answer.</source>
        <extracomment>model ViT-B/16</extracomment>
        <translation>196 个图块被当作单词处理。除了学习得到的位置，没有什么告诉网络哪些图块相邻；有足够多的图片时它会自己发现。放在最前的类别词元汇集给出答案所需的内容。</translation>
    </message>
    <message>
        <source>1 797 handwritten digits of 13 people, as pictures of 8 × 8 points with values from 0 to 16. Small enough to train in seconds, real enough to make mistakes worth looking at.</source>
        <extracomment>phrase</extracomment>
        <translation>13 个人的 1 797 个手写数字，8 × 8 点的图片，值为 0 至 16。小到几秒即可训练，又真实到错误值得一看。</translation>
    </message>
    <message>
        <source>1 797 handwritten digits, 10 classes: the classic first pictures.</source>
        <extracomment>data source Digits 8 × 8</extracomment>
        <translation>1 797 个手写数字，10 个类别：经典的入门图片。</translation>
    </message>
    <message>
        <source>2 to 8</source>
        <extracomment>phrase</extracomment>
        <translation>2 至 8</translation>
    </message>
    <message>
        <source>30 measurements of cell nuclei in 569 tissue samples, benign or malignant. With two classes of unequal cost, look at recall and not at accuracy alone.</source>
        <extracomment>phrase</extracomment>
        <translation>569 个组织样本中细胞核的 30 项测量，良性或恶性。两个类别的代价不同，应查看召回率而不仅是准确率。</translation>
    </message>
    <message>
        <source>569 tissue samples, 30 measurements, benign or malignant.</source>
        <extracomment>data source Breast Cancer</extracomment>
        <translation>569 个组织样本，30 项测量，良性或恶性。</translation>
    </message>
    <message>
        <source>569 tumours, 30 numbers measured from a microscope picture of each, and the question: malignant or benign? The network ends in a single neuron; sigmoid turns its number into a probability. Here the two kinds of mistake do not weigh the same: look at the recall of the malignant class in Evaluate, not only at the accuracy. Take the preparation away on the Data page to see why inputs of very different sizes should be standardized.</source>
        <extracomment>lesson of Breast Cancer</extracomment>
        <translation>569 个肿瘤，每个由显微镜图片测得 30 个数，问题是：恶性还是良性？网络以单个神经元结尾，sigmoid 把它的数变为概率。这里两种错误的分量并不相同：在“评估”页查看恶性类别的召回率，而不仅是准确率。在“数据”页去掉预处理，看看为什么大小悬殊的输入应当标准化。</translation>
    </message>
    <message>
        <source>58.6 of its 61.1 million weights stand in three Dense layers, and almost all of its arithmetic in five convolutions. The Dropout before the Dense layers is what keeps so many weights from learning the pictures by heart.</source>
        <extracomment>model AlexNet</extracomment>
        <translation>6110 万个权重中有 5860 万个位于三个 Dense 层，而几乎所有计算都在五个卷积层中。Dense 层之前的 Dropout 使如此多的权重不至于死记图片。</translation>
    </message>
    <message>
        <source>&lt;  less than</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>&lt;  小于</translation>
    </message>
    <message>
        <source>=  equal to</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>=  等于</translation>
    </message>
    <message>
        <source>&gt;  greater than</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>&gt;  大于</translation>
    </message>
    <message>
        <source>A</source>
        <extracomment>loss Cosine embedding, port</extracomment>
        <translation>A</translation>
    </message>
    <message>
        <source>A .csv, .tsv or .txt file.</source>
        <extracomment>data source CSV table, help of File</extracomment>
        <translation>.csv、.tsv 或 .txt 文件。</translation>
    </message>
    <message>
        <source>A 7 × 7 depthwise convolution, LayerNorm and two 1 × 1 convolutions with GELU, with a residual.</source>
        <extracomment>ready module ConvNeXt block</extracomment>
        <translation>7 × 7 深度卷积、LayerNorm 和两个带 GELU 的 1 × 1 卷积，带残差。</translation>
    </message>
    <message>
        <source>A Conv2D in two cheap steps: each channel on its own, then all mixed at each place.</source>
        <extracomment>layer SeparableConv2D</extracomment>
        <translation>用两个廉价步骤完成的 Conv2D：先逐通道处理，再在每个位置混合所有通道。</translation>
    </message>
    <message>
        <source>A Conv2D with as many groups as channels: each filter sees one channel, y[c m + j] = b + Σ W[c m + j] x[c], so nothing is mixed between channels. It needs k k weights a filter where a Conv2D needs C k k. A Conv2D with a kernel of 1 behind it mixes the channels; together they do most of the work of MobileNets. With a multiplier m each channel gets m filters. H' = floor((H + p - d (k - 1) - 1) / s) + 1.</source>
        <extracomment>layer DepthwiseConv2D</extracomment>
        <translation>组数等于通道数的 Conv2D：每个滤波器只看一个通道，y[c m + j] = b + Σ W[c m + j] x[c]，通道之间互不混合。每个滤波器只需 k k 个权重，而 Conv2D 需要 C k k 个。其后接一个核为 1 的 Conv2D 来混合通道；二者合在一起承担了 MobileNet 的大部分工作。倍数为 m 时每个通道有 m 个滤波器。H' = floor((H + p - d (k - 1) - 1) / s) + 1。</translation>
    </message>
    <message>
        <source>A TorchScript file is a program, y = f(x). Where the import finds an operator without a layer, or a program that draws random numbers or changes parts of an array, the whole file becomes this one layer. It runs in a process that can write no file and reach no network. Its own weights stay as they are; gradients pass through it, so layers before and behind it train. ONNX and TorchScript files cannot hold it; projects, checkpoints and PyTorch code can.</source>
        <extracomment>layer TorchScript</extracomment>
        <translation>TorchScript 文件是一个程序，y = f(x)。如果导入时遇到没有对应层的算子，或者程序会产生随机数、会修改数组的一部分，整个文件就成为这一个层。它在单独的进程中运行，该进程不能写文件，也不能访问网络。它自己的权重保持不变；梯度可以穿过它，所以它前后的层都能训练。ONNX 和 TorchScript 文件不能包含它；项目、检查点和 PyTorch 代码可以。</translation>
    </message>
    <message>
        <source>A bottleneck narrows 256 channels to 64, convolves, and widens again: the costly 3 × 3 convolution runs on a quarter of the channels, so that fifty layers cost little more than two times eighteen.</source>
        <extracomment>model ResNet-50</extracomment>
        <translation>瓶颈把 256 个通道收窄到 64 个，做卷积，再加宽：昂贵的 3 × 3 卷积只在四分之一的通道上运行，因此五十层的开销只略高于十八层的两倍。</translation>
    </message>
    <message>
        <source>A box of each picture is replaced by that of another one of its batch, its share from Beta(alpha, alpha); 1 is usual. 0: off.</source>
        <extracomment>training, help of CutMix</extracomment>
        <translation>每张图片中的一个矩形区域由同一批中另一张图片的对应区域替换，其份额取自 Beta(alpha, alpha)；通常为 1。0 表示关闭。</translation>
    </message>
    <message>
        <source>A convolution, BatchNorm and ReLU: the brick of most networks for pictures.</source>
        <extracomment>ready module Conv-BN-ReLU</extracomment>
        <translation>卷积、BatchNorm 和 ReLU：大多数图片网络的基本单元。</translation>
    </message>
    <message>
        <source>A convolutional network reads 8 × 8 pictures of handwritten digits. Two convolutions look for strokes and curves, wherever in the picture they lie; pooling halves the picture so that the next layers see more of it at once; the dense layer at the end weighs what was found and votes for one of ten digits. BatchNorm keeps the numbers between the layers in a good range, and Dropout hides half of the features at random, so that no single one is relied on. Watch the two loss curves: they fall together while the network learns what digits have in common, and they part when it begins to learn the training pictures by heart.</source>
        <extracomment>lesson of Digits CNN</extracomment>
        <translation>卷积网络读取 8 × 8 的手写数字图片。两个卷积层寻找笔画和曲线，无论它们在图片的哪里；池化将图片减半，使后面的层一次看到更多内容；末尾的全连接层权衡所找到的内容，从十个数字中选出一个。BatchNorm 使各层之间的数值保持在合适的范围，Dropout 随机隐藏一半的特征，使网络不依赖其中任何一个。观察两条损失曲线：网络学习数字的共同点时它们一起下降；当它开始死记训练图片时（过拟合），两条曲线便分开。</translation>
    </message>
    <message>
        <source>A cut by less than this is not made.</source>
        <extracomment>schedule Reduce on plateau, help of Epsilon</extracomment>
        <translation>降低幅度小于此值时不执行。</translation>
    </message>
    <message>
        <source>A depthwise convolution filters each channel on its own, at a ninth of the price; the 1 × 1 convolutions around it mix the channels. The block is narrow outside and wide inside, so that little has to be kept between blocks.</source>
        <extracomment>model MobileNetV2</extracomment>
        <translation>深度卷积逐通道滤波，开销只有九分之一；其前后的 1 × 1 卷积混合各通道。块外窄内宽，因此块与块之间需要保存的内容很少。</translation>
    </message>
    <message>
        <source>A design takes arrays whose first size is the batch.</source>
        <extracomment>cure of import.no_input</extracomment>
        <translation>设计接收第一个尺寸为批的数组。</translation>
    </message>
    <message>
        <source>A feature map (N, C r², H, W) becomes (N, C, r H, r W): y[c, r i + a, r j + b] = x[c r² + r a + b, i, j]. The convolution before it works on small maps and makes all pixels of each r × r block at once, which is cheaper than a transposed convolution and free of its checkerboards. It is used to make pictures sharper.</source>
        <extracomment>layer PixelShuffle</extracomment>
        <translation>特征图 (N, C r², H, W) 变为 (N, C, r H, r W)：y[c, r i + a, r j + b] = x[c r² + r a + b, i, j]。前面的卷积在小的特征图上工作，一次生成每个 r × r 块的所有像素，比转置卷积便宜，也没有棋盘状伪影。用于使图片更清晰。</translation>
    </message>
    <message>
        <source>A feature map (N, C, H, W) becomes a vector (N, C × H × W): the numbers stay the same, only their order as a picture is given up. It stands between the convolutions, which need the picture, and the Dense layers, which need a vector. GlobalAveragePool does the same job with far fewer values.</source>
        <extracomment>layer Flatten</extracomment>
        <translation>特征图 (N, C, H, W) 变为向量 (N, C × H × W)：数值不变，只是放弃了其作为图片的排列。它位于需要图片的卷积与需要向量的 Dense 层之间。GlobalAveragePool 用少得多的值完成同样的工作。</translation>
    </message>
    <message>
        <source>A feature map (N, C, H, W) becomes a vector (N, C): each channel is replaced by its largest value, y[c] = max x[c]. It answers "is this pattern anywhere in the picture?", wherever it lies and however small it is, for any size of picture. A sequence (N, T, F) keeps the largest value over its T steps, a volume over its voxels.</source>
        <extracomment>layer GlobalMaxPool</extracomment>
        <translation>特征图 (N, C, H, W) 变为向量 (N, C)：每个通道由其最大值代替，y[c] = max x[c]。它回答“图片中有没有这种模式？”，无论它在哪里、有多小，也适用于任意大小的图片。序列 (N, T, F) 保留其 T 步中的最大值，体数据保留其体素中的最大值。</translation>
    </message>
    <message>
        <source>A feature map (N, C, H, W) becomes a vector (N, C): each channel is replaced by its mean, y[c] = 1/(H W) Σ x[c]. It answers "how much of this pattern is in the picture?" and takes the place of Flatten before the last Dense layer, with far fewer weights and for any size of picture. A sequence (N, T, F) is averaged over its T steps, a volume over its voxels.</source>
        <extracomment>layer GlobalAveragePool</extracomment>
        <translation>特征图 (N, C, H, W) 变为向量 (N, C)：每个通道由其均值代替，y[c] = 1/(H W) Σ x[c]。它回答“图片中有多少这种模式？”，可代替最后一个 Dense 层之前的 Flatten，权重少得多，且适用于任意大小的图片。序列 (N, T, F) 在其 T 步上取平均，体数据在其体素上取平均。</translation>
    </message>
    <message>
        <source>A filter is a small window of k time steps over all F features. It slides along the sequence, and at each place gives the weighted sum of what it sees: y[t] = b + Σ W[i] x[s t + d i]. The same few weights serve every place, so a pattern that was learned early in a sequence is found late in it too. Sequences are (N, T, F); the length becomes T' = floor((T + p - d (k - 1) - 1) / s) + 1 and the features become the filters.</source>
        <extracomment>layer Conv1D</extracomment>
        <translation>滤波器是覆盖全部 F 个特征、k 个时间步的小窗口。它沿序列滑动，在每个位置给出所见内容的加权和：y[t] = b + Σ W[i] x[s t + d i]。同样的少量权重用于每个位置，因此在序列前部学到的模式在后部也能找到。序列为 (N, T, F)；长度变为 T' = floor((T + p - d (k - 1) - 1) / s) + 1，特征变为各滤波器的输出。</translation>
    </message>
    <message>
        <source>A filter is a small window of k × k pixels over all C channels. It slides over the picture and gives at each place the weighted sum of what it sees: strokes and edges in the first layer, parts and objects in later ones. Because the weights are shared by all places, a Conv2D has few of them, C k k + 1 for each filter, and finds a pattern wherever it lies. With padding "same" and stride 1 the picture keeps its size, else H' = floor((H + p - d (k - 1) - 1) / s) + 1.</source>
        <extracomment>layer Conv2D</extracomment>
        <translation>滤波器是覆盖全部 C 个通道的 k × k 像素小窗口。它在图片上滑动，在每个位置给出所见内容的加权和：第一层中是笔画和边缘，后面的层中是部件和物体。由于权重由所有位置共享，Conv2D 的权重很少，每个滤波器 C k k + 1 个，并且无论模式在哪里都能找到。填充为“same”、步幅为 1 时图片保持大小，否则 H' = floor((H + p - d (k - 1) - 1) / s) + 1。</translation>
    </message>
    <message>
        <source>A module has an inside of its own. All uses of a definition share its structure, not its weights: change it once and it changes everywhere. A repeat of n puts n copies in a row, each with its own weights: the first output goes to the first input of the next copy, y = f_n(... f_2(f_1(x))), and all further inputs go to every copy. Deep networks are mostly one block, repeated.</source>
        <extracomment>layer Module</extracomment>
        <translation>模块有自己的内部。一个定义的所有使用处共享其结构而不共享权重：修改一次，处处生效。重复 n 次即依次排列 n 份，各有自己的权重：第一个输出连到下一份的第一个输入，y = f_n(... f_2(f_1(x)))，其余输入则连到每一份。深层网络大多是一个块的重复。</translation>
    </message>
    <message>
        <source>A module keeps only what goes in and out of it, and backward computes its inside once more (Chen and others, 2016): less memory for up to a third more time, with the same gradients.</source>
        <extracomment>training, help of Recompute</extracomment>
        <translation>模块只保留其输入和输出，反向传播时再计算一次其内部（Chen 等，2016）：以最多三分之一的额外时间换取更少的内存，梯度不变。</translation>
    </message>
    <message>
        <source>A module with a skip connection, repeated.</source>
        <extracomment>example Residual CNN</extracomment>
        <translation>带跳跃连接、重复使用的模块。</translation>
    </message>
    <message>
        <source>A narrow 3 × 3 convolution between two 1 × 1 ones, with a residual (ResNet-50).</source>
        <extracomment>ready module Bottleneck block</extracomment>
        <translation>两个 1 × 1 卷积之间的窄 3 × 3 卷积，带残差 (ResNet-50)。</translation>
    </message>
    <message>
        <source>A network runs forward only; use an LSTM for memory.</source>
        <extracomment>cure of graph.cycle</extracomment>
        <translation>网络只能向前运行；需要记忆请用 LSTM。</translation>
    </message>
    <message>
        <source>A number for each step, or how many steps count.</source>
        <extracomment>layer PaddingMask, help of Gives</extracomment>
        <translation>每一步一个数，或计入的步数。</translation>
    </message>
    <message>
        <source>A part of the network that is used as one layer.</source>
        <extracomment>layer Module</extracomment>
        <translation>作为一个层使用的网络部分。</translation>
    </message>
    <message>
        <source>A path leaves the selection and comes back, so a module of it would feed itself.</source>
        <extracomment>error graph.module_cycle</extracomment>
        <translation>有一条路径离开所选内容又返回，因此由其组成的模块会连接到自身。</translation>
    </message>
    <message>
        <source>A picture is cut into patches of p × p pixels, and one Dense layer, shared by all, turns the numbers of each into E features: y[t] = W patch_t + b, T = (H / p) × (W / p). So a picture becomes a sequence, row by row, on which a transformer can work.</source>
        <extracomment>layer PatchEmbedding</extracomment>
        <translation>图片被切成 p × p 像素的图块，由所有图块共用的一个 Dense 层把每块的数变为 E 个特征：y[t] = W patch_t + b，T = (H / p) × (W / p)。于是图片逐行变为序列，可由 transformer 处理。</translation>
    </message>
    <message>
        <source>A readable module that you can edit and train further.</source>
        <extracomment>export format PyTorch code</extracomment>
        <translation>可读的模块，可以编辑并继续训练。</translation>
    </message>
    <message>
        <source>A run is active already.</source>
        <extracomment>error training.already_running</extracomment>
        <translation>已有一个运行正在进行。</translation>
    </message>
    <message>
        <source>A run needs a name.</source>
        <extracomment>error runs.no_name</extracomment>
        <translation>运行需要名称。</translation>
    </message>
    <message>
        <source>A second pass reads from the end.</source>
        <extracomment>layer LSTM, help of Both directions</extracomment>
        <translation>第二遍从末尾开始读取。</translation>
    </message>
    <message>
        <source>A sequence (N, T, F) becomes the mean of its steps, (N, F): y = 1/T Σ x[t]. With a mask, (N, T), only the steps whose mask is 1 count: y = Σ m[t] x[t] / Σ m[t]. The simplest way from a sequence to one vector, and often as good as any other.</source>
        <extracomment>layer MeanOverTime</extracomment>
        <translation>序列 (N, T, F) 变为其各步的均值 (N, F)：y = 1/T Σ x[t]。有掩码 (N, T) 时，只计掩码为 1 的步：y = Σ m[t] x[t] / Σ m[t]。这是由序列得到一个向量的最简单方法，往往不比其他方法差。</translation>
    </message>
    <message>
        <source>A sequence (N, T, F) becomes the vector (N, F) of one step: y = x[t]. The first step, 0, is the one of a ClassToken; -1 is the last, which a causal layer has filled with all that came before.</source>
        <extracomment>layer SelectStep</extracomment>
        <translation>序列 (N, T, F) 变为其中一步的向量 (N, F)：y = x[t]。第一步 0 是 ClassToken 的步；-1 为最后一步，因果层已在其中汇入之前的全部内容。</translation>
    </message>
    <message>
        <source>A simpler LayerNorm: the features are divided by their root mean square, y = γ x / sqrt(mean(x²) + ε), and the mean stays where it is. There is no β and one pass less over the numbers, and in deep transformers it trains just as well, so most large language models use it. It runs over the last dimension and does the same in training and prediction. PyTorch's own ε, where none is given, is the smallest step of the number type, 1.2e-7.</source>
        <extracomment>layer RMSNorm</extracomment>
        <translation>更简单的 LayerNorm：特征除以其均方根，y = γ x / sqrt(mean(x²) + ε)，均值保持不动。没有 β，对数据也少遍历一次；在深层 transformer 中训练效果同样好，因此大多数大语言模型都使用它。它作用于最后一个维度，训练和预测时行为相同。未指定时 PyTorch 自己的 ε 是该数值类型的最小步长 1.2e-7。</translation>
    </message>
    <message>
        <source>A size of 1 holds nothing more: (N, C, 1, 1) and (N, C) are the same C numbers for each sample. Squeeze takes such dimensions out, all of them or those that are named, so that the next layer gets the number of dimensions that it needs. The batch always stays, also when it holds a single sample.</source>
        <extracomment>layer Squeeze</extracomment>
        <translation>大小为 1 的维度不含更多内容：(N, C, 1, 1) 与 (N, C) 对每个样本都是同样的 C 个数。Squeeze 去掉全部或指定的此类维度，使下一层得到所需的维数。批始终保留，即使只有一个样本。</translation>
    </message>
    <message>
        <source>A small CMake program on LibTorch that checks its own answers.</source>
        <extracomment>export format C++ project</extracomment>
        <translation>基于 LibTorch 的小型 CMake 程序，会检查自己的答案。</translation>
    </message>
    <message>
        <source>A small convolutional network reads handwritten digits.</source>
        <extracomment>example Digits CNN</extracomment>
        <translation>一个小型卷积网络识别手写数字。</translation>
    </message>
    <message>
        <source>A smooth ReLU that is always positive.</source>
        <extracomment>layer Softplus</extracomment>
        <translation>始终为正的平滑 ReLU。</translation>
    </message>
    <message>
        <source>A smooth ReLU: each value times its own sigmoid.</source>
        <extracomment>layer SiLU</extracomment>
        <translation>平滑的 ReLU：每个值乘以自身的 sigmoid。</translation>
    </message>
    <message>
        <source>A smooth ReLU: each value times the chance that a normal variable lies below it.</source>
        <extracomment>layer GELU</extracomment>
        <translation>平滑的 ReLU：每个值乘以正态变量小于它的概率。</translation>
    </message>
    <message>
        <source>A smooth ReLU: each value times the tanh of its softplus.</source>
        <extracomment>layer Mish</extracomment>
        <translation>平滑的 ReLU：每个值乘以其 softplus 的 tanh。</translation>
    </message>
    <message>
        <source>A smooth maximum along chosen dimensions.</source>
        <extracomment>layer ReduceLogSumExp</extracomment>
        <translation>沿选定维度的平滑最大值。</translation>
    </message>
    <message>
        <source>A stack of TransformerDecoderLayers that look at one memory.</source>
        <extracomment>layer TransformerDecoder</extracomment>
        <translation>由多个查看同一记忆的 TransformerDecoderLayer 堆叠而成。</translation>
    </message>
    <message>
        <source>A stack of TransformerEncoderLayers.</source>
        <extracomment>layer TransformerEncoder</extracomment>
        <translation>由多个 TransformerEncoderLayer 堆叠而成。</translation>
    </message>
    <message>
        <source>A step never gets larger.</source>
        <extracomment>optimizer Rprop, help of Largest step</extracomment>
        <translation>步长不会更大。</translation>
    </message>
    <message>
        <source>A step never gets smaller.</source>
        <extracomment>optimizer Rprop, help of Smallest step</extracomment>
        <translation>步长不会更小。</translation>
    </message>
    <message>
        <source>A step sees itself and earlier steps only.</source>
        <extracomment>layer MultiHeadAttention, help of Causal</extracomment>
        <translation>每一步只能看到自己和之前的步。</translation>
    </message>
    <message>
        <source>A step that holds nothing of its own stands before all others: y = [c, x_1, ..., x_T]. In the layers of attention behind it, it collects from the whole sequence what the answer needs, and a SelectStep takes it out at the end. BERT and vision transformers do that. Further tokens serve as a scratch pad.</source>
        <extracomment>layer ClassToken</extracomment>
        <translation>在所有步之前放一个自身不含内容的步：y = [c, x_1, ..., x_T]。在其后的注意力层中，它从整个序列收集答案所需的内容，最后由 SelectStep 取出。BERT 和视觉 transformer 就是这样做的。更多的词元可用作草稿。</translation>
    </message>
    <message>
        <source>A step with a batch of {batch} takes about {needed} of memory, but the search may use {available}.</source>
        <extracomment>error training.no_batch_fits</extracomment>
        <translation>批大小为 {batch} 的一步约需 {needed} 内存，但搜索只能使用 {available}。</translation>
    </message>
    <message>
        <source>A strong response damps the same place in the channels beside it, as neighbouring nerve cells do: y = x / (k + α/n Σ x²)^β, with the sum over the n channels around it. AlexNet, the network that started deep learning on pictures, was built with it; newer ones use BatchNorm or GroupNorm instead. It has no weights.</source>
        <extracomment>layer LocalResponseNorm</extracomment>
        <translation>强烈的响应会抑制旁边通道的同一位置，就像相邻的神经细胞那样：y = x / (k + α/n Σ x²)^β，求和范围是其周围的 n 个通道。开启图像深度学习的网络 AlexNet 使用了它；较新的网络改用 BatchNorm 或 GroupNorm。它没有权重。</translation>
    </message>
    <message>
        <source>A tensor or fact cannot be saved under the name '{name}'.</source>
        <extracomment>error safetensors.bad_name</extracomment>
        <translation>张量或信息不能以名称“{name}”保存。</translation>
    </message>
    <message>
        <source>A text file with one sample a row; separated by commas, semicolons or tabs.</source>
        <extracomment>data source CSV table</extracomment>
        <translation>每行一个样本的文本文件，以逗号、分号或制表符分隔。</translation>
    </message>
    <message>
        <source>A token that only fills up and does not count; -1: none.</source>
        <extracomment>layer EmbeddingBag, help of Padding token</extracomment>
        <translation>只用于补齐、不计入的词元；-1 表示没有。</translation>
    </message>
    <message>
        <source>A token that only fills up: its row stays zero; -1: none.</source>
        <extracomment>layer Embedding, help of Padding token</extracomment>
        <translation>只用于补齐的词元：其行保持为零；-1 表示没有。</translation>
    </message>
    <message>
        <source>A transformer on 16 × 16 patches of a picture.</source>
        <extracomment>model ViT-B/16</extracomment>
        <translation>在图片的 16 × 16 图块上的 transformer。</translation>
    </message>
    <message>
        <source>A window of k × k pixels slides over the picture (N, C, H, W), and what it sees at each place becomes one step of a sequence (N, L, C k k), channel by channel, row by row: L = H' W' steps of F = C k k numbers, H' = floor((H + 2p - d (k - 1) - 1) / s) + 1. Windows side by side are the patches that a vision transformer reads like the words of a text; a Dense layer behind it makes a Conv2D of the two.</source>
        <extracomment>layer Unfold</extracomment>
        <translation>k × k 像素的窗口在图片 (N, C, H, W) 上滑动，在每个位置所见的内容成为序列 (N, L, C k k) 的一步，逐通道、逐行排列：L = H' W' 步，每步 F = C k k 个数，H' = floor((H + 2p - d (k - 1) - 1) / s) + 1。并排的窗口就是视觉 transformer 像读文字一样读取的图块；其后加一个 Dense 层，二者合起来就是 Conv2D。</translation>
    </message>
    <message>
        <source>A wire ends at '{port}' of '{node}', which has no such {what}.</source>
        <extracomment>error layer.unknown_port</extracomment>
        <translation>有连线终止于“{node}”的“{port}”，但没有这样的{what}。</translation>
    </message>
    <message>
        <source>A wire from '{from}' to '{to}' would close a circle.</source>
        <extracomment>error graph.cycle</extracomment>
        <translation>从“{from}”到“{to}”的连线会形成环。</translation>
    </message>
    <message>
        <source>AMSGrad</source>
        <extracomment>optimizer Adam, parameter</extracomment>
        <translation>AMSGrad</translation>
    </message>
    <message>
        <source>Accumulate</source>
        <extracomment>training, parameter</extracomment>
        <translation>累积</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <extracomment>metric</extracomment>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Activation</source>
        <extracomment>category of layers</extracomment>
        <translation>激活</translation>
    </message>
    <message>
        <source>Activations</source>
        <extracomment>training, parameter</extracomment>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Adadelta</source>
        <extracomment>optimizer</extracomment>
        <translation>Adadelta</translation>
    </message>
    <message>
        <source>Adafactor</source>
        <extracomment>optimizer</extracomment>
        <translation>Adafactor</translation>
    </message>
    <message>
        <source>Adagrad</source>
        <extracomment>optimizer</extracomment>
        <translation>Adagrad</translation>
    </message>
    <message>
        <source>Adam</source>
        <extracomment>optimizer</extracomment>
        <translation>Adam</translation>
    </message>
    <message>
        <source>Adam that waits with its scaling until the mean of the squared gradient can be trusted (Liu et al., 2020).</source>
        <extracomment>optimizer RAdam</extracomment>
        <translation>等到梯度平方的均值可信之后才缩放的 Adam（Liu 等，2020）。</translation>
    </message>
    <message>
        <source>Adam with Nesterov's look ahead (Dozat, 2016).</source>
        <extracomment>optimizer NAdam</extracomment>
        <translation>带 Nesterov 前瞻的 Adam（Dozat，2016）。</translation>
    </message>
    <message>
        <source>Adam with the largest gradient instead of the mean square (Kingma and Ba, 2015).</source>
        <extracomment>optimizer Adamax</extracomment>
        <translation>用最大梯度代替均方的 Adam（Kingma 和 Ba，2015）。</translation>
    </message>
    <message>
        <source>Adam with weight decay apart from the gradient (Loshchilov and Hutter, 2019).</source>
        <extracomment>optimizer AdamW</extracomment>
        <translation>权重衰减与梯度分离的 Adam（Loshchilov 和 Hutter，2019）。</translation>
    </message>
    <message>
        <source>AdamW</source>
        <extracomment>optimizer</extracomment>
        <translation>AdamW</translation>
    </message>
    <message>
        <source>Adamax</source>
        <extracomment>optimizer</extracomment>
        <translation>Adamax</translation>
    </message>
    <message>
        <source>Add --into PROJECT.nodegrad, or import a model that holds its network, such as ONNX.</source>
        <extracomment>cure of import.needs_target</extracomment>
        <translation>请添加 --into PROJECT.nodegrad，或导入包含网络的模型，例如 ONNX。</translation>
    </message>
    <message>
        <source>Add a layer on the Design page.</source>
        <extracomment>cure of render.empty</extracomment>
        <translation>请在“设计”页添加一个层。</translation>
    </message>
    <message>
        <source>Add a layer with weights, for example Dense, or unfreeze one.</source>
        <extracomment>cure of training.no_parameters</extracomment>
        <translation>请添加带权重的层，例如 Dense，或解冻一个层。</translation>
    </message>
    <message>
        <source>Add an Input layer, or begin with an example.</source>
        <extracomment>cure of graph.no_input</extracomment>
        <translation>请添加 Input 层，或从示例开始。</translation>
    </message>
    <message>
        <source>Add an Output layer and connect it to the last layer.</source>
        <extracomment>cure of graph.no_output</extracomment>
        <translation>请添加 Output 层，并连接到最后一层。</translation>
    </message>
    <message>
        <source>Add an Output layer and connect it.</source>
        <extracomment>cure of training.no_output</extracomment>
        <translation>请添加 Output 层并连接。</translation>
    </message>
    <message>
        <source>Add columns of numbers or categories; free text is not used.</source>
        <extracomment>cure of data.no_inputs</extracomment>
        <translation>请添加数值列或类别列；自由文本不会使用。</translation>
    </message>
    <message>
        <source>Add one inside, or set its repeat to 1.</source>
        <extracomment>cure of graph.module_no_port</extracomment>
        <translation>请在内部添加一个，或将其重复次数设为 1。</translation>
    </message>
    <message>
        <source>Add or remove separators in that line, or quote cells that hold the separator.</source>
        <extracomment>cure of table.ragged_row</extracomment>
        <translation>请在该行增减分隔符，或给含有分隔符的单元格加引号。</translation>
    </message>
    <message>
        <source>Add samples of another class, or choose another target.</source>
        <extracomment>cure of data.one_class</extracomment>
        <translation>请添加其他类别的样本，或选择其他目标。</translation>
    </message>
    <message>
        <source>Add samples, join classes, or give smaller shares to validation and test.</source>
        <extracomment>cure of data.too_few_of_each_class</extracomment>
        <translation>请增加样本、合并类别，或减小验证集和测试集的比例。</translation>
    </message>
    <message>
        <source>Add samples, or give a larger share to the part that is empty.</source>
        <extracomment>cure of data.too_few_samples</extracomment>
        <translation>请增加样本，或为空的部分分配更大的比例。</translation>
    </message>
    <message>
        <source>Add the missing " or double a quote that is part of a cell.</source>
        <extracomment>cure of table.open_quote</extracomment>
        <translation>请补上缺少的 "，或将单元格中的引号写两次。</translation>
    </message>
    <message>
        <source>Added above and below, so that an empty mask gives no division by zero.</source>
        <extracomment>layer Output, help of Smooth</extracomment>
        <translation>加在分子和分母上，使空掩码不会导致除以零。</translation>
    </message>
    <message>
        <source>Added to the denominator, so that it is never 0.</source>
        <extracomment>optimizer Adam, help of Epsilon</extracomment>
        <translation>加到分母上，使其永不为 0。</translation>
    </message>
    <message>
        <source>Added to the mean square, so that nothing is divided by zero.</source>
        <extracomment>layer RMSNorm, help of Epsilon</extracomment>
        <translation>加到均方上，避免除以零。</translation>
    </message>
    <message>
        <source>Added to the variance, so that nothing is divided by zero.</source>
        <extracomment>layer BatchNorm, help of Epsilon</extracomment>
        <translation>加到方差上，避免除以零。</translation>
    </message>
    <message>
        <source>Adds 32 new channels to all that came before.</source>
        <extracomment>ready module DenseNet layer</extracomment>
        <translation>在之前的全部通道上再增加 32 个新通道。</translation>
    </message>
    <message>
        <source>Adds a trainable number to each feature.</source>
        <extracomment>layer PatchEmbedding, help of Bias</extracomment>
        <translation>为每个特征加上一个可训练的数。</translation>
    </message>
    <message>
        <source>Adds a trainable number to each filter; not needed before BatchNorm.</source>
        <extracomment>layer Conv1D, help of Bias</extracomment>
        <translation>为每个滤波器加上一个可训练的数；后接 BatchNorm 时不需要。</translation>
    </message>
    <message>
        <source>Adds a trainable number to each output of the maps.</source>
        <extracomment>layer SwiGLU, help of Bias</extracomment>
        <translation>为各映射的每个输出加上一个可训练的数。</translation>
    </message>
    <message>
        <source>Adds a trainable number to each output.</source>
        <extracomment>layer Dense, help of Bias</extracomment>
        <translation>为每个输出加上一个可训练的数。</translation>
    </message>
    <message>
        <source>Adds a trained vector for each place in the sequence.</source>
        <extracomment>layer LearnedPositions</extracomment>
        <translation>为序列中的每个位置加上一个训练得到的向量。</translation>
    </message>
    <message>
        <source>Adds an input for the number of steps of each sample: what lies behind is padding and is not read.</source>
        <extracomment>layer LSTM, help of Lengths</extracomment>
        <translation>为每个样本的步数增加一个输入：其后的内容是填充，不会被读取。</translation>
    </message>
    <message>
        <source>Adds inputs for the first state and outputs for the last one, to hand a memory on.</source>
        <extracomment>layer LSTM, help of States</extracomment>
        <translation>为初始状态增加输入、为最终状态增加输出，以便传递记忆。</translation>
    </message>
    <message>
        <source>Adds its inputs element by element.</source>
        <extracomment>layer Add</extracomment>
        <translation>将各输入逐元素相加。</translation>
    </message>
    <message>
        <source>Adds random noise to the values while training.</source>
        <extracomment>layer Gaussian Noise</extracomment>
        <translation>训练时给值加上随机噪声。</translation>
    </message>
    <message>
        <source>Adds sines and cosines that tell where a step stands.</source>
        <extracomment>layer SinusoidalPositions</extracomment>
        <translation>加上说明每一步位置的正弦和余弦。</translation>
    </message>
    <message>
        <source>Adds trainable numbers to q, k, v and the output.</source>
        <extracomment>layer MultiHeadAttention, help of Bias</extracomment>
        <translation>为 q、k、v 和输出加上可训练的数。</translation>
    </message>
    <message>
        <source>Agreement beyond what chance gives: 1 is perfect, 0 chance.</source>
        <extracomment>metric Cohen's kappa</extracomment>
        <translation>超出随机的一致程度：1 为完美，0 为随机。</translation>
    </message>
    <message>
        <source>Align corners</source>
        <extracomment>layer Upsample, parameter</extracomment>
        <translation>对齐角点</translation>
    </message>
    <message>
        <source>All classes are equally often in an epoch: its samples are drawn with replacement.</source>
        <extracomment>training, help of Balance classes</extracomment>
        <translation>每一轮中各类别出现的次数大致相同：其样本为有放回抽取。</translation>
    </message>
    <message>
        <source>All samples of {what} have the same class, '{label}'.</source>
        <extracomment>error data.one_class</extracomment>
        <translation>{what}的所有样本都属于同一类别“{label}”。</translation>
    </message>
    <message>
        <source>All sizes but that one must be equal.</source>
        <extracomment>cure of layer.cannot_concatenate</extracomment>
        <translation>除该维度外，所有尺寸必须相等。</translation>
    </message>
    <message>
        <source>All {0} layers have an ONNX form.</source>
        <extracomment>phrase</extracomment>
        <translation>全部 {0} 个层都具有 ONNX 形式。</translation>
    </message>
    <message>
        <source>Along</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>沿</translation>
    </message>
    <message>
        <source>Alpha</source>
        <extracomment>layer LocalResponseNorm, parameter</extracomment>
        <translation>Alpha</translation>
    </message>
    <message>
        <source>Also every</source>
        <extracomment>training, parameter</extracomment>
        <translation>另外每隔</translation>
    </message>
    <message>
        <source>An ELU whose slope has no jump at zero, whatever α is.</source>
        <extracomment>layer CELU</extracomment>
        <translation>一种 ELU，无论 α 是多少，其斜率在零处都没有跳变。</translation>
    </message>
    <message>
        <source>An ELU whose two constants keep mean and deviation of deep Dense networks steady.</source>
        <extracomment>layer SELU</extracomment>
        <translation>一种 ELU，其两个常数使深层 Dense 网络的均值和标准差保持稳定。</translation>
    </message>
    <message>
        <source>Anchor</source>
        <extracomment>loss Triplet, port</extracomment>
        <translation>锚点</translation>
    </message>
    <message>
        <source>Another layer of this level is called '{name}' already.</source>
        <extracomment>error graph.name_taken</extracomment>
        <translation>这一层级中已有另一个层名为“{name}”。</translation>
    </message>
    <message>
        <source>Another seed gives other samples of the same kind.</source>
        <extracomment>data source XOR, help of Seed</extracomment>
        <translation>换一个种子得到同类的其他样本。</translation>
    </message>
    <message>
        <source>Approximation</source>
        <extracomment>layer GELU, parameter</extracomment>
        <translation>近似</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <extracomment>group of settings</extracomment>
        <translation>计算</translation>
    </message>
    <message>
        <source>Arms</source>
        <extracomment>data source Spirals, parameter</extracomment>
        <translation>臂数</translation>
    </message>
    <message>
        <source>Arms that wind around each other: a hard border in only two features.</source>
        <extracomment>phrase</extracomment>
        <translation>相互缠绕的臂：只有两个特征，边界却很难。</translation>
    </message>
    <message>
        <source>Array (N) or (N, K); empty: found by its name beside the inputs.</source>
        <extracomment>data source NumPy arrays, help of Targets</extracomment>
        <translation>数组 (N) 或 (N, K)；留空则按名称在输入旁查找。</translation>
    </message>
    <message>
        <source>Array (N, F), (N, T, F), (N, C, H, W) or (N, H, W, C).</source>
        <extracomment>data source NumPy arrays, help of Inputs</extracomment>
        <translation>数组 (N, F)、(N, T, F)、(N, C, H, W) 或 (N, H, W, C)。</translation>
    </message>
    <message>
        <source>As AveragePool2D with one dimension more: each window of a volume (N, C, D, H, W) becomes its mean, y = 1/k³ Σ x. Padding counts as zeros unless it is left out. D' = floor((D + 2p - k) / s) + 1, and the same for H and W.</source>
        <extracomment>layer AveragePool3D</extracomment>
        <translation>与 AveragePool2D 相同，但多一个维度：体数据 (N, C, D, H, W) 的每个窗口变为其均值 y = 1/k³ Σ x。除非排除，填充按零计入。D' = floor((D + 2p - k) / s) + 1，H 和 W 同理。</translation>
    </message>
    <message>
        <source>As BatchNorm, but mean and variance are taken over the features of one sample instead of over the batch: y = γ (x - μ) / sqrt(σ² + ε) + β. It works for any batch size, does the same in training and prediction, and is what transformers use. It runs over the last dimension; for feature maps set the dimensions to 3 to take C, H and W together.</source>
        <extracomment>layer LayerNorm</extracomment>
        <translation>与 BatchNorm 类似，但均值和方差取自一个样本的各特征，而不是整个批：y = γ (x - μ) / sqrt(σ² + ε) + β。它适用于任意批大小，训练和预测时行为相同，transformer 使用的就是它。它作用于最后一个维度；对于特征图，可将维数设为 3，把 C、H 和 W 一起归一化。</translation>
    </message>
    <message>
        <source>As Conv2D with one dimension more: a filter is a window of k × k × k voxels over all C channels of a volume (N, C, D, H, W), and gives at each place the weighted sum of what it sees, y = b + Σ W x. It finds shapes in space, or in a short film, whose pictures lie one behind the other along D, movements. Work and weights grow with k³, so kernels stay small. D' = floor((D + p - d (k - 1) - 1) / s) + 1, and the same for H and W.</source>
        <extracomment>layer Conv3D</extracomment>
        <translation>与 Conv2D 相同，但多一个维度：滤波器是覆盖体数据 (N, C, D, H, W) 全部 C 个通道的 k × k × k 体素窗口，在每个位置给出所见内容的加权和 y = b + Σ W x。它能找到空间中的形状；对于画面沿 D 前后排列的短片，则能找到运动。计算量和权重数随 k³ 增长，因此卷积核应保持较小。D' = floor((D + p - d (k - 1) - 1) / s) + 1，H 和 W 同理。</translation>
    </message>
    <message>
        <source>As ConvTranspose2D with one dimension more: each voxel of a volume (N, C, D, H, W) is spread over k × k × k, with the windows s voxels apart, and what overlaps is added up. Networks that mark organs in scans use it on their way back to the full size. D' = (D - 1) s - 2p + d (k - 1) + o + 1, and the same for H and W.</source>
        <extracomment>layer ConvTranspose3D</extracomment>
        <translation>与 ConvTranspose2D 相同，但多一个维度：体数据 (N, C, D, H, W) 的每个体素展开到 k × k × k，窗口相隔 s 个体素，重叠部分相加。在扫描中标注器官的网络用它恢复到原始大小。D' = (D - 1) s - 2p + d (k - 1) + o + 1，H 和 W 同理。</translation>
    </message>
    <message>
        <source>As LeakyReLU, but the slope of negative values is trained.</source>
        <extracomment>layer PReLU</extracomment>
        <translation>与 LeakyReLU 相同，但负值的斜率可训练。</translation>
    </message>
    <message>
        <source>As LpPool2D with one dimension more: each window of a volume (N, C, D, H, W) becomes y = (Σ |x|^p)^(1/p). With p = 1 that is the sum of the absolute values, with p = 2 the length of the window as a vector, its energy, and the larger p is, the nearer it comes to the maximum. D' = floor((D - k) / s) + 1, and the same for H and W.</source>
        <extracomment>layer LpPool3D</extracomment>
        <translation>与 LpPool2D 相同，只是多一个维度：体数据 (N, C, D, H, W) 的每个窗口变为 y = (Σ |x|^p)^(1/p)。p = 1 时是绝对值之和；p = 2 时是把窗口看作向量时的长度，即它的能量；p 越大，结果越接近最大值。D' = floor((D - k) / s) + 1，H 和 W 相同。</translation>
    </message>
    <message>
        <source>As MaxPool1D, but each feature becomes its mean over the k steps of a window: y = 1/k Σ x. With a stride of 1 it is a moving average. Padding counts as zeros unless it is left out. T' = floor((T + 2p - k) / s) + 1.</source>
        <extracomment>layer AveragePool1D</extracomment>
        <translation>与 MaxPool1D 相同，但每个特征变为其在窗口 k 步中的均值：y = 1/k Σ x。步幅为 1 时即为移动平均。除非排除，填充按零计入。T' = floor((T + 2p - k) / s) + 1。</translation>
    </message>
    <message>
        <source>As MaxPool2D with one dimension more: a volume (N, C, D, H, W) is cut into windows, mostly 2 × 2 × 2, and each becomes its largest value, y = max of the window: an eighth of the work for the layers behind. There is nothing to train. D' = floor((D + 2p - d (k - 1) - 1) / s) + 1, and the same for H and W.</source>
        <extracomment>layer MaxPool3D</extracomment>
        <translation>与 MaxPool2D 相同，但多一个维度：体数据 (N, C, D, H, W) 被分成窗口，通常为 2 × 2 × 2，每个窗口变为其最大值 y = 窗口的 max，后面的层只需八分之一的计算量。没有需要训练的内容。D' = floor((D + 2p - d (k - 1) - 1) / s) + 1，H 和 W 同理。</translation>
    </message>
    <message>
        <source>As MaxPool2D, but each window becomes its mean: y = 1/k² Σ x. That keeps the overall strength of a pattern rather than its peak, and every value gets a share of the gradient. LeNet, one of the first convolutional networks, was built with it. Padding counts as zeros unless it is left out. H' = floor((H + 2p - k) / s) + 1.</source>
        <extracomment>layer AveragePool2D</extracomment>
        <translation>与 MaxPool2D 相同，但每个窗口变为其均值：y = 1/k² Σ x。这样保留的是模式的整体强度而非峰值，每个值都分得一份梯度。最早的卷积网络之一 LeNet 就用它构成。除非排除，填充按零计入。H' = floor((H + 2p - k) / s) + 1。</translation>
    </message>
    <message>
        <source>As ReLU, but negative values bend smoothly towards -α.</source>
        <extracomment>layer ELU</extracomment>
        <translation>与 ReLU 相同，但负值平滑地弯向 -α。</translation>
    </message>
    <message>
        <source>As ReLU, but negative values keep a small slope.</source>
        <extracomment>layer LeakyReLU</extracomment>
        <translation>与 ReLU 相同，但负值保留较小的斜率。</translation>
    </message>
    <message>
        <source>As ReLU, but values above 6 become 6.</source>
        <extracomment>layer ReLU6</extracomment>
        <translation>与 ReLU 相同，但大于 6 的值变为 6。</translation>
    </message>
    <message>
        <source>As TransformerEncoderLayer, with one part more: after looking at the own sequence, mostly without looking ahead, each step looks at another sequence, the memory, which an encoder has made: x = norm(x + attention(x)), x = norm(x + attention(x, memory)), x = norm(x + W₂ f(W₁ x + b₁) + b₂). So a translation reads what it says and what it is to say. Masks are 1 for steps that count.</source>
        <extracomment>layer TransformerDecoderLayer</extracomment>
        <translation>与 TransformerEncoderLayer 相同，但多一部分：在查看自身序列（通常不向前看）之后，每一步还查看另一个序列，即编码器产生的记忆：x = norm(x + attention(x))，x = norm(x + attention(x, memory))，x = norm(x + W₂ f(W₁ x + b₁) + b₂)。翻译就是这样同时读取已说的和要说的内容。掩码对计入的步为 1。</translation>
    </message>
    <message>
        <source>As many as the attention behind it has.</source>
        <extracomment>layer RotaryPositions, help of Heads</extracomment>
        <translation>与其后的注意力的头数相同。</translation>
    </message>
    <message>
        <source>As the ViT block, but each step sees only what came before it.</source>
        <extracomment>ready module GPT block</extracomment>
        <translation>与 ViT 块相同，但每一步只能看到它之前的内容。</translation>
    </message>
    <message>
        <source>As they are</source>
        <extracomment>preparation of data</extracomment>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>Ask for more: --resume --epochs {more}</source>
        <extracomment>cure of runs.nothing_left</extracomment>
        <translation>请要求更多轮数：--resume --epochs {more}</translation>
    </message>
    <message>
        <source>At</source>
        <extracomment>schedule Multi-step, parameter</extracomment>
        <translation>时刻</translation>
    </message>
    <message>
        <source>At each level n the picture is cut into n × n parts as equal as possible and each becomes its largest value (or mean); all results stand in one vector of F = C Σ n² numbers. The level 1 says what is in the picture, finer levels also roughly where. The length does not depend on the size of the picture, so a Dense layer can follow pictures of any size, with more than GlobalMaxPool leaves over.</source>
        <extracomment>layer SpatialPyramidPool</extracomment>
        <translation>在每一级 n，图片被分成尽可能相等的 n × n 份，每份变为其最大值（或均值）；所有结果排成一个 F = C Σ n² 个数的向量。级别 1 说明图片中有什么，更细的级别还大致说明在哪里。长度不取决于图片大小，因此后面可接 Dense 层处理任意大小的图片，保留的信息比 GlobalMaxPool 多。</translation>
    </message>
    <message>
        <source>At each time step the layer sees the new features x and its own last output h, and decides with three gates what to forget (f), what to write (i) and what to show (o): c' = f c + i g, h' = o tanh(c'), where i, f, o = σ(W x + U h + b) and g = tanh(W x + U h + b). The memory c is only added to and scaled, so gradients survive over many steps. "Last output" gives one vector for the whole sequence, (N, H); "sequence" gives one for each step, (N, T, H). In both directions a second pass runs from the end, and the two results stand side by side (2H). With a projection h has fewer numbers than c: h' = V (o tanh(c')).</source>
        <extracomment>layer LSTM</extracomment>
        <translation>在每个时间步，该层看到新的特征 x 和自己上一步的输出 h，用三个门决定忘记什么 (f)、写入什么 (i) 和输出什么 (o)：c' = f c + i g，h' = o tanh(c')，其中 i, f, o = σ(W x + U h + b)，g = tanh(W x + U h + b)。记忆 c 只被相加和缩放，因此梯度能跨越许多步保留下来。“最后输出”为整个序列给出一个向量 (N, H)；“序列”为每一步给出一个 (N, T, H)。双向时第二遍从末尾开始，两个结果并排 (2H)。使用投影时 h 的数比 c 少：h' = V (o tanh(c'))。</translation>
    </message>
    <message>
        <source>Attention</source>
        <extracomment>category of layers</extracomment>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Attention and two Dense layers on patches, each behind LayerNorm and with a residual.</source>
        <extracomment>ready module ViT block</extracomment>
        <translation>在图块上的注意力和两个 Dense 层，各在 LayerNorm 之后并带残差。</translation>
    </message>
    <message>
        <source>Attention does not see the order of the steps. Here each of the T places has a row of E trained numbers that is added to whatever stands there: y[t] = x[t] + P[t]. Simple and strong, but no sequence may be longer than what was trained.</source>
        <extracomment>layer LearnedPositions</extracomment>
        <translation>注意力看不到各步的顺序。这里 T 个位置各有一行 E 个训练得到的数，加到该处的内容上：y[t] = x[t] + P[t]。简单而有力，但序列不能比训练时更长。</translation>
    </message>
    <message>
        <source>Attention to the own sequence and to a memory, then two Dense layers.</source>
        <extracomment>layer TransformerDecoderLayer</extracomment>
        <translation>对自身序列和记忆的注意力，随后两个 Dense 层。</translation>
    </message>
    <message>
        <source>Attention to the own sequence, then two Dense layers at each step.</source>
        <extracomment>layer TransformerEncoderLayer</extracomment>
        <translation>对自身序列的注意力，随后每一步两个 Dense 层。</translation>
    </message>
    <message>
        <source>Attention without weights: queries look at keys and take values.</source>
        <extracomment>layer ScaledDotProductAttention</extracomment>
        <translation>没有权重的注意力：查询查看键并取用值。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>自动</translation>
    </message>
    <message>
        <source>Average</source>
        <extracomment>training, parameter</extracomment>
        <translation>平均</translation>
    </message>
    <message>
        <source>Average precision over all thresholds, mean over the classes; validation only.</source>
        <extracomment>metric PR AUC</extracomment>
        <translation>所有阈值上的平均精确率，各类别取平均；仅用于验证。</translation>
    </message>
    <message>
        <source>Averaged weights</source>
        <extracomment>group of settings</extracomment>
        <translation>平均权重</translation>
    </message>
    <message>
        <source>Averages a sequence over its steps, without its padding if a mask is connected.</source>
        <extracomment>layer MeanOverTime</extracomment>
        <translation>对序列的各步取平均；若连接了掩码，则不计填充。</translation>
    </message>
    <message>
        <source>Averages each channel over the whole picture, or each feature over time.</source>
        <extracomment>layer GlobalAveragePool</extracomment>
        <translation>对每个通道在整张图片上取平均，或对每个特征在时间上取平均。</translation>
    </message>
    <message>
        <source>Averages each window of time steps, which makes a sequence shorter and smoother.</source>
        <extracomment>layer AveragePool1D</extracomment>
        <translation>对每个时间步窗口取平均，使序列变短、变平滑。</translation>
    </message>
    <message>
        <source>Averages each window, which makes a picture smaller and smoother.</source>
        <extracomment>layer AveragePool2D</extracomment>
        <translation>对每个窗口取平均，使图片变小、变平滑。</translation>
    </message>
    <message>
        <source>Averages each window, which makes a volume smaller and smoother.</source>
        <extracomment>layer AveragePool3D</extracomment>
        <translation>对每个窗口取平均，使体数据变小、变平滑。</translation>
    </message>
    <message>
        <source>Averages the values along chosen dimensions.</source>
        <extracomment>layer ReduceMean</extracomment>
        <translation>沿选定的维度对值取平均。</translation>
    </message>
    <message>
        <source>Axis</source>
        <extracomment>layer Concatenate, parameter</extracomment>
        <translation>轴</translation>
    </message>
    <message>
        <source>Axis {0}</source>
        <extracomment>phrase</extracomment>
        <translation>轴 {0}</translation>
    </message>
    <message>
        <source>B</source>
        <extracomment>loss Cosine embedding, port</extracomment>
        <translation>B</translation>
    </message>
    <message>
        <source>Balance classes</source>
        <extracomment>training, parameter</extracomment>
        <translation>均衡类别</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <extracomment>metric</extracomment>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>Balancing needs classes to predict, but these data have numbers.</source>
        <extracomment>error training.balance_needs_classes</extracomment>
        <translation>均衡需要预测类别，但这些数据为数值。</translation>
    </message>
    <message>
        <source>Base</source>
        <extracomment>layer SinusoidalPositions, parameter</extracomment>
        <translation>底数</translation>
    </message>
    <message>
        <source>Batch</source>
        <extracomment>phrase</extracomment>
        <translation>批</translation>
    </message>
    <message>
        <source>Batch size</source>
        <extracomment>training, parameter</extracomment>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Batch size {0}</source>
        <extracomment>phrase</extracomment>
        <translation>批大小 {0}</translation>
    </message>
    <message>
        <source>Batch size, seed or samples changed: epoch {0} starts again from its beginning.</source>
        <extracomment>phrase</extracomment>
        <translation>批大小、种子或样本已改变：第 {0} 轮从头重新开始。</translation>
    </message>
    <message>
        <source>Batches of an epoch, the first of its order; 0: all.</source>
        <extracomment>training, help of Train batches</extracomment>
        <translation>每轮的批数，取顺序中的前若干个；0 表示全部。</translation>
    </message>
    <message>
        <source>Batches that are validated, the first ones; 0: all.</source>
        <extracomment>training, help of Val batches</extracomment>
        <translation>用于验证的批数，取前若干个；0 表示全部。</translation>
    </message>
    <message>
        <source>Batches whose gradients make one step together, weighed by their samples: a larger batch in less memory.</source>
        <extracomment>training, help of Accumulate</extracomment>
        <translation>多少个批的梯度合为一步，按样本数加权：以更少的内存得到更大的批。</translation>
    </message>
    <message>
        <source>Begin a wire at it instead.</source>
        <extracomment>cure of layer.takes_no_input</extracomment>
        <translation>请改为从它开始连线。</translation>
    </message>
    <message>
        <source>Begin earlier, for example at three quarters of the run, or set it to 0.</source>
        <extracomment>cure of training.late_average</extracomment>
        <translation>请提前开始，例如在训练的四分之三处，或将其设为 0。</translation>
    </message>
    <message>
        <source>Begin with a layer that gives a value.</source>
        <extracomment>cure of graph_text.no_output</extracomment>
        <translation>请从一个给出值的层开始。</translation>
    </message>
    <message>
        <source>Benign or malignant, from 30 measurements.</source>
        <extracomment>example Breast Cancer</extracomment>
        <translation>由 30 项测量判断良性或恶性。</translation>
    </message>
    <message>
        <source>Beta</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>Beta</translation>
    </message>
    <message>
        <source>Beta 1</source>
        <extracomment>optimizer Adam, parameter</extracomment>
        <translation>Beta 1</translation>
    </message>
    <message>
        <source>Beta 2</source>
        <extracomment>optimizer Adam, parameter</extracomment>
        <translation>Beta 2</translation>
    </message>
    <message>
        <source>Beta 2 decay</source>
        <extracomment>optimizer Adafactor, parameter</extracomment>
        <translation>Beta 2 衰减</translation>
    </message>
    <message>
        <source>Better is</source>
        <extracomment>training, parameter</extracomment>
        <translation>何为更好</translation>
    </message>
    <message>
        <source>Between the two Dense layers.</source>
        <extracomment>layer TransformerEncoderLayer, help of Activation</extracomment>
        <translation>两个 Dense 层之间的激活函数。</translation>
    </message>
    <message>
        <source>Bias</source>
        <extracomment>layer Dense, parameter</extracomment>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Binary cross entropy (logits)</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>二元交叉熵（logits）</translation>
    </message>
    <message>
        <source>Binary cross entropy (probabilities)</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>二元交叉熵（概率）</translation>
    </message>
    <message>
        <source>Blank</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>空白符</translation>
    </message>
    <message>
        <source>Border</source>
        <extracomment>data source Two classes, parameter</extracomment>
        <translation>边界</translation>
    </message>
    <message>
        <source>Both</source>
        <extracomment>layer Clamp, choice of Limits</extracomment>
        <translation>两者</translation>
    </message>
    <message>
        <source>Both directions</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>双向</translation>
    </message>
    <message>
        <source>Both must be above 0, and together below 1, so that training gets the rest.</source>
        <extracomment>cure of data.bad_split</extracomment>
        <translation>两者都须大于 0，且合计小于 1，其余归训练集。</translation>
    </message>
    <message>
        <source>Bottleneck block</source>
        <extracomment>ready module</extracomment>
        <translation>瓶颈块</translation>
    </message>
    <message>
        <source>Breast Cancer</source>
        <extracomment>data source</extracomment>
        <translation>乳腺癌 (Breast Cancer)</translation>
    </message>
    <message>
        <source>Brier score</source>
        <extracomment>metric</extracomment>
        <translation>Brier 分数</translation>
    </message>
    <message>
        <source>Brings a picture of any size to a chosen one, by the largest value of each part.</source>
        <extracomment>layer AdaptiveMaxPool2D</extracomment>
        <translation>以各部分的最大值，把任意大小的图片变为选定的大小。</translation>
    </message>
    <message>
        <source>Brings a picture of any size to a chosen one, by the mean of each part.</source>
        <extracomment>layer AdaptiveAveragePool2D</extracomment>
        <translation>以各部分的均值，把任意大小的图片变为选定的大小。</translation>
    </message>
    <message>
        <source>Brings a sequence of any length to a chosen one, by the largest value of each part.</source>
        <extracomment>layer AdaptiveMaxPool1D</extracomment>
        <translation>以各部分的最大值，把任意长度的序列变为选定的长度。</translation>
    </message>
    <message>
        <source>Brings a sequence of any length to a chosen one, by the mean of each part.</source>
        <extracomment>layer AdaptiveAveragePool1D</extracomment>
        <translation>以各部分的均值，把任意长度的序列变为选定的长度。</translation>
    </message>
    <message>
        <source>Brings a volume of any size to a chosen one, by the largest value of each part.</source>
        <extracomment>layer AdaptiveMaxPool3D</extracomment>
        <translation>以各部分的最大值，把任意大小的体数据变为选定的大小。</translation>
    </message>
    <message>
        <source>Brings a volume of any size to a chosen one, by the mean of each part.</source>
        <extracomment>layer AdaptiveAveragePool3D</extracomment>
        <translation>以各部分的均值，把任意大小的体数据变为选定的大小。</translation>
    </message>
    <message>
        <source>Brings each channel of each sample to mean 0 and deviation 1 on its own.</source>
        <extracomment>layer InstanceNorm</extracomment>
        <translation>使每个样本的每个通道各自均值为 0、标准差为 1。</translation>
    </message>
    <message>
        <source>Brings each channel to mean 0 and deviation 1 over the batch, then scales and shifts it.</source>
        <extracomment>layer BatchNorm</extracomment>
        <translation>在批上使每个通道的均值为 0、标准差为 1，再缩放和平移。</translation>
    </message>
    <message>
        <source>Brings each group of channels of a sample to mean 0 and deviation 1, then scales and shifts each channel.</source>
        <extracomment>layer GroupNorm</extracomment>
        <translation>使样本中每组通道的均值为 0、标准差为 1，再缩放和平移每个通道。</translation>
    </message>
    <message>
        <source>Brings pictures, sequences or volumes to another size by interpolation.</source>
        <extracomment>layer Upsample</extracomment>
        <translation>通过插值将图片、序列或体数据变为另一大小。</translation>
    </message>
    <message>
        <source>Brings the features of each sample to a root mean square of 1, then scales them.</source>
        <extracomment>layer RMSNorm</extracomment>
        <translation>使每个样本的特征均方根为 1，再缩放。</translation>
    </message>
    <message>
        <source>Brings the features of each sample to mean 0 and deviation 1, then scales and shifts them.</source>
        <extracomment>layer LayerNorm</extracomment>
        <translation>使每个样本的特征均值为 0、标准差为 1，再缩放和平移。</translation>
    </message>
    <message>
        <source>Brings the result back to the width of the input; else it has as many features as units.</source>
        <extracomment>layer SwiGLU, help of Project back</extracomment>
        <translation>把结果带回输入的宽度；否则特征数等于单元数。</translation>
    </message>
    <message>
        <source>Build it with -DNODEGRAD_WINDOW=ON.</source>
        <extracomment>cure of window.not_built</extracomment>
        <translation>请用 -DNODEGRAD_WINDOW=ON 构建。</translation>
    </message>
    <message>
        <source>Builds the curvature from the last gradients and evaluates the loss several times in a step; for small networks and batches that hold all samples (Nocedal, 1980).</source>
        <extracomment>optimizer L-BFGS</extracomment>
        <translation>由最近的若干个梯度建立曲率，并在一步中多次计算损失；适用于小型网络以及包含全部样本的批（Nocedal，1980）。</translation>
    </message>
    <message>
        <source>By how many places; negative: towards the beginning.</source>
        <extracomment>layer Roll, help of Shift</extracomment>
        <translation>移动多少位；负数朝起始方向。</translation>
    </message>
    <message>
        <source>By tanh</source>
        <extracomment>layer GELU, choice of Approximation</extracomment>
        <translation>用 tanh</translation>
    </message>
    <message>
        <source>Bytes of the file.</source>
        <extracomment>layer TorchScript, help of Size</extracomment>
        <translation>文件的字节数。</translation>
    </message>
    <message>
        <source>C++ project</source>
        <extracomment>export format</extracomment>
        <translation>C++ 项目</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <extracomment>phrase</extracomment>
        <translation>CPU，1 个线程</translation>
    </message>
    <message>
        <source>CPU, {0} threads</source>
        <extracomment>phrase</extracomment>
        <translation>CPU，{0} 个线程</translation>
    </message>
    <message>
        <source>CSV table</source>
        <extracomment>data source</extracomment>
        <translation>CSV 表格</translation>
    </message>
    <message>
        <source>CTC</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>CTC</translation>
    </message>
    <message>
        <source>CUDA graphs</source>
        <extracomment>training, parameter</extracomment>
        <translation>CUDA 图</translation>
    </message>
    <message>
        <source>Calibration bins</source>
        <extracomment>training, parameter</extracomment>
        <translation>校准区间数</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <extracomment>metric</extracomment>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <extracomment>error cancelled</extracomment>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cast both to float32.</source>
        <extracomment>cure of layer.mixed_types</extracomment>
        <translation>请将两者都转换为 float32。</translation>
    </message>
    <message>
        <source>Causal</source>
        <extracomment>layer MultiHeadAttention, parameter</extracomment>
        <translation>因果</translation>
    </message>
    <message>
        <source>Centered</source>
        <extracomment>optimizer RMSprop, parameter</extracomment>
        <translation>中心化</translation>
    </message>
    <message>
        <source>Change it there.</source>
        <extracomment>cure of graph.exposed_already</extracomment>
        <translation>请在那里更改。</translation>
    </message>
    <message>
        <source>Changes the sign of each value.</source>
        <extracomment>layer Negate</extracomment>
        <translation>改变每个值的符号。</translation>
    </message>
    <message>
        <source>Channel</source>
        <extracomment>phrase</extracomment>
        <translation>通道</translation>
    </message>
    <message>
        <source>Check divisions by zero, roots of negative numbers and large powers.</source>
        <extracomment>cure of layer.formula_number</extracomment>
        <translation>请检查除以零、负数开方和大的幂。</translation>
    </message>
    <message>
        <source>Check its parameters and the data that reach it; the log has the details.</source>
        <extracomment>cure of engine.op_failed</extracomment>
        <translation>请检查其参数和到达它的数据；日志中有详细信息。</translation>
    </message>
    <message>
        <source>Check that design and file belong together; --map pairs names by hand.</source>
        <extracomment>cure of weights.nothing_fits</extracomment>
        <translation>请检查设计与文件是否相互对应；--map 可手动配对名称。</translation>
    </message>
    <message>
        <source>Check that it is the right file; a file without a header needs Header: No.</source>
        <extracomment>cure of data.no_rows</extracomment>
        <translation>请检查文件是否正确；没有表头的文件需要将“表头”设为“否”。</translation>
    </message>
    <message>
        <source>Check that you may read it and that its drive is connected.</source>
        <extracomment>cure of file.unreadable</extracomment>
        <translation>请检查您是否有读取权限，以及其所在驱动器是否已连接。</translation>
    </message>
    <message>
        <source>Check the data that reach it. If its file is missing, import that again.</source>
        <extracomment>cure of engine.foreign_failed</extracomment>
        <translation>请检查到达它的数据。如果缺少它的文件，请重新导入。</translation>
    </message>
    <message>
        <source>Check the files.</source>
        <extracomment>cure of data.no_readable_picture</extracomment>
        <translation>请检查这些文件。</translation>
    </message>
    <message>
        <source>Check the name and the folder.</source>
        <extracomment>cure of file.missing</extracomment>
        <translation>请检查名称和文件夹。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <extracomment>cure of graph.unknown_node</extracomment>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Checking {0}</source>
        <extracomment>phrase</extracomment>
        <translation>正在检查 {0}</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <extracomment>group of settings</extracomment>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Choose 'Training script: none' for the code without it.</source>
        <extracomment>cure of export.no_training_script</extracomment>
        <translation>请选择“训练脚本：无”，得到不含训练脚本的代码。</translation>
    </message>
    <message>
        <source>Choose a .ckpt file that a Trainer has saved.</source>
        <extracomment>cure of lightning.no_checkpoint</extracomment>
        <translation>请选择由 Trainer 保存的 .ckpt 文件。</translation>
    </message>
    <message>
        <source>Choose a checkpoint that was saved at the end of an epoch.</source>
        <extracomment>cure of lightning.within_epoch</extracomment>
        <translation>请选择在轮末保存的检查点。</translation>
    </message>
    <message>
        <source>Choose a dimension from {first} to {last}; negative ones count from the end.</source>
        <extracomment>cure of layer.no_such_dim</extracomment>
        <translation>请选择 {first} 至 {last} 的维度；负数从末尾计数。</translation>
    </message>
    <message>
        <source>Choose a file name that is not taken.</source>
        <extracomment>cure of export.is_a_folder</extracomment>
        <translation>请选择尚未占用的文件名。</translation>
    </message>
    <message>
        <source>Choose a file such as train-images-idx3-ubyte.</source>
        <extracomment>cure of idx.wrong_magic</extracomment>
        <translation>请选择 train-images-idx3-ubyte 之类的文件。</translation>
    </message>
    <message>
        <source>Choose a file that ends in .onnx; if it does, copy or download it again.</source>
        <extracomment>cure of onnx.not_a_model</extracomment>
        <translation>请选择以 .onnx 结尾的文件；若已是，请重新复制或下载。</translation>
    </message>
    <message>
        <source>Choose a file whose name begins with events.out.tfevents.</source>
        <extracomment>cure of events.not_an_event_file</extracomment>
        <translation>请选择名称以 events.out.tfevents 开头的文件。</translation>
    </message>
    <message>
        <source>Choose a file with at least one row of data.</source>
        <extracomment>cure of table.empty</extracomment>
        <translation>请选择至少有一行数据的文件。</translation>
    </message>
    <message>
        <source>Choose a larger --to than --from.</source>
        <extracomment>cure of training.no_ramp</extracomment>
        <translation>请使 --to 大于 --from。</translation>
    </message>
    <message>
        <source>Choose a name that ends in .png, .svg or .pdf.</source>
        <extracomment>cure of render.unknown_format</extracomment>
        <translation>请选择以 .png、.svg 或 .pdf 结尾的名称。</translation>
    </message>
    <message>
        <source>Choose a name that is not taken, or a folder.</source>
        <extracomment>cure of export.not_a_folder</extracomment>
        <translation>请选择尚未占用的名称，或一个文件夹。</translation>
    </message>
    <message>
        <source>Choose a number from 0 to {last}, or -1 for the last.</source>
        <extracomment>cure of layer.select_outside</extracomment>
        <translation>请选择 0 至 {last} 的数，或 -1 表示最后一个。</translation>
    </message>
    <message>
        <source>Choose a number of groups that divides both.</source>
        <extracomment>cure of layer.groups_do_not_divide</extracomment>
        <translation>请选择能整除二者的组数。</translation>
    </message>
    <message>
        <source>Choose a number of key and value heads that divides {heads}.</source>
        <extracomment>cure of layer.heads_do_not_divide</extracomment>
        <translation>请选择能整除 {heads} 的键和值的头数。</translation>
    </message>
    <message>
        <source>Choose a number that divides {size}.</source>
        <extracomment>cure of layer.does_not_split</extracomment>
        <translation>请选择能整除 {size} 的数。</translation>
    </message>
    <message>
        <source>Choose a patch size that divides both height and width.</source>
        <extracomment>cure of layer.patch_does_not_fit</extracomment>
        <translation>请选择能整除高和宽的图块大小。</translation>
    </message>
    <message>
        <source>Choose a smaller projection, or 0 for none.</source>
        <extracomment>cure of layer.projection_too_large</extracomment>
        <translation>请选择更小的投影，或 0 表示不投影。</translation>
    </message>
    <message>
        <source>Choose a source on the Data page, or pass --data.</source>
        <extracomment>cure of data.none_chosen</extracomment>
        <translation>请在“数据”页选择来源，或使用 --data。</translation>
    </message>
    <message>
        <source>Choose a token from 0 to one less than {rows}, or -1 for none.</source>
        <extracomment>cure of layer.padding_index_outside</extracomment>
        <translation>请选择 0 至 {rows} 减一的词元，或 -1 表示没有。</translation>
    </message>
    <message>
        <source>Choose a value that is {expected}.</source>
        <extracomment>cure of param.out_of_range</extracomment>
        <translation>请选择{expected}的值。</translation>
    </message>
    <message>
        <source>Choose an array with at least one sample.</source>
        <extracomment>cure of data.empty_array</extracomment>
        <translation>请选择至少有一个样本的数组。</translation>
    </message>
    <message>
        <source>Choose an existing weight, or give it its own.</source>
        <extracomment>cure of layer.tie_missing</extracomment>
        <translation>请选择存在的权重，或使用自己的权重。</translation>
    </message>
    <message>
        <source>Choose another format; the log has the details (Help, About shows where it lies).</source>
        <extracomment>cure of export.failed</extracomment>
        <translation>请选择其他格式；日志中有详细信息（“帮助”中的“关于”说明其位置）。</translation>
    </message>
    <message>
        <source>Choose another meaning, or number the words from 0.</source>
        <extracomment>cure of data.not_tokens</extracomment>
        <translation>请选择其他含义，或将单词从 0 编号。</translation>
    </message>
    <message>
        <source>Choose another meaning, or reshape the array.</source>
        <extracomment>cure of data.wrong_rank</extracomment>
        <translation>请选择其他含义，或改变数组的形状。</translation>
    </message>
    <message>
        <source>Choose another metric, or leave the choice empty.</source>
        <extracomment>cure of training.metric_does_not_fit</extracomment>
        <translation>请选择其他指标，或不作选择。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <extracomment>cure of import.no_output</extracomment>
        <translation>请选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another name or folder.</source>
        <extracomment>cure of export.onto_project</extracomment>
        <translation>请选择其他名称或文件夹。</translation>
    </message>
    <message>
        <source>Choose another name, or delete that run.</source>
        <extracomment>cure of runs.name_taken</extracomment>
        <translation>请选择其他名称，或删除该运行。</translation>
    </message>
    <message>
        <source>Choose another name, or pass --force to replace it.</source>
        <extracomment>cure of project.exists</extracomment>
        <translation>请选择其他名称，或用 --force 替换它。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <extracomment>cure of graph.name_taken</extracomment>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Choose another target column.</source>
        <extracomment>cure of data.target_empty</extracomment>
        <translation>请选择其他目标列。</translation>
    </message>
    <message>
        <source>Choose another target, or predict numbers (task Numbers; in NumPy files, targets of type float).</source>
        <extracomment>cure of data.too_many_classes</extracomment>
        <translation>请选择其他目标，或预测数值（任务设为“数值”；在 NumPy 文件中，目标用 float 类型）。</translation>
    </message>
    <message>
        <source>Choose best, last or a kept one such as epoch-10, or train it for at least one epoch.</source>
        <extracomment>cure of runs.no_checkpoint</extracomment>
        <translation>请选择 best、last 或 epoch-10 之类保留的检查点，或至少训练一轮。</translation>
    </message>
    <message>
        <source>Choose bf16-mixed or 32-true for the CPU.</source>
        <extracomment>cure of training.precision_needs_accelerator</extracomment>
        <translation>在 CPU 上请选择 bf16-mixed 或 32-true。</translation>
    </message>
    <message>
        <source>Choose bf16-mixed or 32-true.</source>
        <extracomment>cure of training.lbfgs_precision</extracomment>
        <translation>请选择 bf16-mixed 或 32-true。</translation>
    </message>
    <message>
        <source>Choose data</source>
        <extracomment>phrase</extracomment>
        <translation>选择数据</translation>
    </message>
    <message>
        <source>Choose data on the Data page, or with --data.</source>
        <extracomment>cure of project.no_data</extracomment>
        <translation>请在“数据”页选择数据，或用 --data 指定。</translation>
    </message>
    <message>
        <source>Choose data on the Data page, or write its shape.</source>
        <extracomment>cure of layer.input_unset</extracomment>
        <translation>请在“数据”页选择数据，或填写其形状。</translation>
    </message>
    <message>
        <source>Choose data on the Data page, then check again.</source>
        <extracomment>cure of verify.no_samples</extracomment>
        <translation>请在“数据”页选择数据，然后重新检查。</translation>
    </message>
    <message>
        <source>Choose data with more samples, or make the validation and test parts smaller.</source>
        <extracomment>cure of training.no_samples</extracomment>
        <translation>请选择样本更多的数据，或缩小验证集和测试集。</translation>
    </message>
    <message>
        <source>Choose features and heads so that each head has an even number.</source>
        <extracomment>cure of layer.odd_size</extracomment>
        <translation>请选择特征数和头数，使每个头的特征数为偶数。</translation>
    </message>
    <message>
        <source>Choose fewer groups, or connect an input with more values.</source>
        <extracomment>cure of layer.norm_of_one</extracomment>
        <translation>请减少组数，或连接有更多值的输入。</translation>
    </message>
    <message>
        <source>Choose it on the Data page.</source>
        <extracomment>cure of data.no_path</extracomment>
        <translation>请在“数据”页选择。</translation>
    </message>
    <message>
        <source>Choose one of these in the training settings.</source>
        <extracomment>cure of device.unavailable</extracomment>
        <translation>请在训练设置中选择其中之一。</translation>
    </message>
    <message>
        <source>Choose one of {choices}.</source>
        <extracomment>cure of training.unknown_choice</extracomment>
        <translation>请选择以下之一：{choices}。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <extracomment>cure of param.unknown_choice</extracomment>
        <translation>请选择以下之一：{known}。</translation>
    </message>
    <message>
        <source>Choose other data.</source>
        <extracomment>cure of data.no_samples</extracomment>
        <translation>请选择其他数据。</translation>
    </message>
    <message>
        <source>Choose smaller sizes: a size of 1 is repeated where values are merged.</source>
        <extracomment>cure of layer.constant_size</extracomment>
        <translation>请选择更小的尺寸：合并时大小为 1 的维度会被重复。</translation>
    </message>
    <message>
        <source>Choose smaller sizes: a value may have up to 2^40 numbers.</source>
        <extracomment>cure of layer.too_large</extracomment>
        <translation>请选择更小的尺寸：一个值最多可有 2^40 个数。</translation>
    </message>
    <message>
        <source>Choose smaller sizes: a weight may have up to 2^40 numbers. A pooling layer before it often helps.</source>
        <extracomment>cure of layer.too_many_parameters</extracomment>
        <translation>请选择更小的尺寸：一个权重最多可有 2^40 个数。在它前面加池化层往往有帮助。</translation>
    </message>
    <message>
        <source>Choose the data again.</source>
        <extracomment>cure of data.bad_settings</extracomment>
        <translation>请重新选择数据。</translation>
    </message>
    <message>
        <source>Choose the folder directly above the classes.</source>
        <extracomment>cure of data.no_pictures</extracomment>
        <translation>请选择各类别的直接上级文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds one sub-folder for each class.</source>
        <extracomment>cure of data.not_a_folder</extracomment>
        <translation>请选择包含每个类别一个子文件夹的文件夹。</translation>
    </message>
    <message>
        <source>Choose the name of a file, in a folder that exists, may be written to and has room; an old file is untouched.</source>
        <extracomment>cure of file.write_failed</extracomment>
        <translation>请选择一个文件名，其文件夹须存在、可写且有剩余空间；旧文件保持不变。</translation>
    </message>
    <message>
        <source>Choose two files that belong together.</source>
        <extracomment>cure of data.count_mismatch</extracomment>
        <translation>请选择相互匹配的两个文件。</translation>
    </message>
    <message>
        <source>Circular</source>
        <extracomment>layer Conv1D, choice of Padding mode</extracomment>
        <translation>循环</translation>
    </message>
    <message>
        <source>Class weights</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>Classes</source>
        <extracomment>layer One-Hot, parameter</extracomment>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Clear its shape, or choose other data.</source>
        <extracomment>cure of layer.input_shape</extracomment>
        <translation>请清除其形状，或选择其他数据。</translation>
    </message>
    <message>
        <source>Clear the shape</source>
        <extracomment>phrase</extracomment>
        <translation>清除形状</translation>
    </message>
    <message>
        <source>Clip</source>
        <extracomment>optimizer Adafactor, parameter</extracomment>
        <translation>截断</translation>
    </message>
    <message>
        <source>Clip by</source>
        <extracomment>training, parameter</extracomment>
        <translation>裁剪方式</translation>
    </message>
    <message>
        <source>Clip gradients at</source>
        <extracomment>training, parameter</extracomment>
        <translation>梯度裁剪阈值</translation>
    </message>
    <message>
        <source>Close other programs and check again.</source>
        <extracomment>cure of verify.timeout</extracomment>
        <translation>请关闭其他程序后重新检查。</translation>
    </message>
    <message>
        <source>Close other programs, or make the network smaller.</source>
        <extracomment>cure of training.no_batch_fits</extracomment>
        <translation>请关闭其他程序，或缩小网络。</translation>
    </message>
    <message>
        <source>Close other programs, or use a smaller file, model or batch.</source>
        <extracomment>cure of memory.exhausted</extracomment>
        <translation>请关闭其他程序，或使用更小的文件、模型或批。</translation>
    </message>
    <message>
        <source>Cohen's kappa</source>
        <extracomment>metric</extracomment>
        <translation>Cohen kappa</translation>
    </message>
    <message>
        <source>Colour</source>
        <extracomment>data source Folder of pictures, parameter</extracomment>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Column '{0}' has no values and is not used.</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”没有值，不使用。</translation>
    </message>
    <message>
        <source>Column '{0}' holds free text and is not used.</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”为自由文本，不使用。</translation>
    </message>
    <message>
        <source>Column '{0}' holds only '{1}' and is not used.</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”只有“{1}”，不使用。</translation>
    </message>
    <message>
        <source>Column '{0}' only numbers the rows and is not used.</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”只是行号，不使用。</translation>
    </message>
    <message>
        <source>Column '{0}' uses a decimal comma; it was read as a point.</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”使用小数逗号，已按小数点读取。</translation>
    </message>
    <message>
        <source>Column '{column}' holds '{cell}' in row {row}, but {numbers} of its {cells} values are numbers.</source>
        <extracomment>error data.text_in_number_column</extracomment>
        <translation>列“{column}”在第 {row} 行为“{cell}”，但其 {cells} 个值中有 {numbers} 个是数。</translation>
    </message>
    <message>
        <source>Column '{column}' holds '{cell}' in row {row}, which is no number.</source>
        <extracomment>error data.cell_not_number</extracomment>
        <translation>列“{column}”在第 {row} 行为“{cell}”，不是数。</translation>
    </message>
    <message>
        <source>Column '{column}' is both the target and left out.</source>
        <extracomment>error data.target_unused</extracomment>
        <translation>列“{column}”既是目标又被排除。</translation>
    </message>
    <message>
        <source>Compares the directions of two inputs: 1 is the same, 0 unrelated, -1 opposite.</source>
        <extracomment>layer CosineSimilarity</extracomment>
        <translation>比较两个输入的方向：1 相同，0 无关，-1 相反。</translation>
    </message>
    <message>
        <source>Comparison</source>
        <extracomment>layer Where, parameter</extracomment>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compile the step</source>
        <extracomment>training, parameter</extracomment>
        <translation>编译训练步</translation>
    </message>
    <message>
        <source>Computes what a formula of its inputs says, element by element.</source>
        <extracomment>layer Formula</extracomment>
        <translation>逐元素地计算由输入组成的公式。</translation>
    </message>
    <message>
        <source>Condition</source>
        <extracomment>layer Where, port</extracomment>
        <translation>条件</translation>
    </message>
    <message>
        <source>Connect a PaddingMask of the same sequence.</source>
        <extracomment>cure of layer.mask_shape</extracomment>
        <translation>请连接同一序列的 PaddingMask。</translation>
    </message>
    <message>
        <source>Connect a PaddingMask that gives lengths, or a column with the number of steps.</source>
        <extracomment>cure of layer.lengths_shape</extracomment>
        <translation>请连接给出长度的 PaddingMask，或含有步数的列。</translation>
    </message>
    <message>
        <source>Connect a bias with a number for each query, key and head.</source>
        <extracomment>cure of layer.bias_shape</extracomment>
        <translation>请连接为每个查询、键和头各给出一个数的偏置。</translation>
    </message>
    <message>
        <source>Connect a column of tokens.</source>
        <extracomment>phrase</extracomment>
        <translation>请连接词元列。</translation>
    </message>
    <message>
        <source>Connect a number (N).</source>
        <extracomment>phrase</extracomment>
        <translation>请连接数 (N)。</translation>
    </message>
    <message>
        <source>Connect a sequence, such as the output of Embedding or LSTM.</source>
        <extracomment>phrase</extracomment>
        <translation>请连接序列，例如 Embedding 或 LSTM 的输出。</translation>
    </message>
    <message>
        <source>Connect a value with more dimensions.</source>
        <extracomment>cure of layer.rank_too_small</extracomment>
        <translation>请连接维度更多的值。</translation>
    </message>
    <message>
        <source>Connect a vector (N, F).</source>
        <extracomment>phrase</extracomment>
        <translation>请连接向量 (N, F)。</translation>
    </message>
    <message>
        <source>Connect a volume (N, C, D, H, W).</source>
        <extracomment>phrase</extracomment>
        <translation>请连接体数据 (N, C, D, H, W)。</translation>
    </message>
    <message>
        <source>Connect a weight of that shape.</source>
        <extracomment>cure of layer.weight_shape</extracomment>
        <translation>请连接该形状的权重。</translation>
    </message>
    <message>
        <source>Connect an Input layer to an Output layer on the Design page.</source>
        <extracomment>cure of export.no_output</extracomment>
        <translation>请在“设计”页将 Input 层连接到 Output 层。</translation>
    </message>
    <message>
        <source>Connect an input with {expected} {what}.</source>
        <extracomment>cure of layer.features_differ</extracomment>
        <translation>请连接有 {expected} 个{what}的输入。</translation>
    </message>
    <message>
        <source>Connect as many.</source>
        <extracomment>cure of layer.input_count</extracomment>
        <translation>请连接同样多的输入。</translation>
    </message>
    <message>
        <source>Connect both, or none.</source>
        <extracomment>cure of layer.state_incomplete</extracomment>
        <translation>请两者都连接，或都不连接。</translation>
    </message>
    <message>
        <source>Connect it, or remove it.</source>
        <extracomment>cure of layer.unused</extracomment>
        <translation>请将其连接，或删除。</translation>
    </message>
    <message>
        <source>Connect labels (N).</source>
        <extracomment>phrase</extracomment>
        <translation>请连接标签 (N)。</translation>
    </message>
    <message>
        <source>Connect pictures or the output of a Conv2D, before any Flatten.</source>
        <extracomment>phrase</extracomment>
        <translation>请连接图片，或 Conv2D 的输出（在 Flatten 之前）。</translation>
    </message>
    <message>
        <source>Connect sequences of the same length to key and value.</source>
        <extracomment>cure of layer.lengths_differ</extracomment>
        <translation>请将长度相同的序列连接到键和值。</translation>
    </message>
    <message>
        <source>Connect the layer that should feed it.</source>
        <extracomment>cure of layer.no_input</extracomment>
        <translation>请连接应当为它提供输入的层。</translation>
    </message>
    <message>
        <source>Constant</source>
        <extracomment>schedule</extracomment>
        <translation>恒定</translation>
    </message>
    <message>
        <source>Conv-BN-ReLU</source>
        <extracomment>ready module</extracomment>
        <translation>卷积-BN-ReLU</translation>
    </message>
    <message>
        <source>ConvNeXt block</source>
        <extracomment>ready module</extracomment>
        <translation>ConvNeXt 块</translation>
    </message>
    <message>
        <source>Convert the model to float32.</source>
        <extracomment>cure of onnx.unsupported_type</extracomment>
        <translation>请将模型转换为 float32。</translation>
    </message>
    <message>
        <source>Convolution</source>
        <extracomment>category of layers</extracomment>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolution, pooling, convolution, pooling, Dense: the pattern of LeNet-5 still stands in every network for pictures. Its two convolutions hold 2 572 of the 61 706 weights; the first Dense layer holds 48 120. Later networks spend their weights the other way round.</source>
        <extracomment>model LeNet-5</extracomment>
        <translation>卷积、池化、卷积、池化、Dense：LeNet-5 的这一模式至今仍见于每个图片网络。61 706 个权重中，两个卷积层占 2 572 个，第一个 Dense 层占 48 120 个。后来的网络则把权重的分配反了过来。</translation>
    </message>
    <message>
        <source>Copy it again, save it again with torch.jit.save, or export the model as ONNX.</source>
        <extracomment>cure of torchscript.damaged</extracomment>
        <translation>请重新复制,用 torch.jit.save 重新保存,或将模型导出为 ONNX。</translation>
    </message>
    <message>
        <source>Copy or download it again, or save it anew with torch.save(model.state_dict(), path).</source>
        <extracomment>cure of torch.damaged</extracomment>
        <translation>请重新复制或下载，或用 torch.save(model.state_dict(), path) 重新保存。</translation>
    </message>
    <message>
        <source>Copy or download it again.</source>
        <extracomment>cure of file.cut_off</extracomment>
        <translation>请重新复制或下载。</translation>
    </message>
    <message>
        <source>Copy some layers first.</source>
        <extracomment>cure of graph.not_a_clip</extracomment>
        <translation>请先复制一些层。</translation>
    </message>
    <message>
        <source>Correct the cell, empty it (it then counts as missing), or name the column under Unused columns.</source>
        <extracomment>cure of data.text_in_number_column</extracomment>
        <translation>请改正该单元格、将其清空（则视为缺失），或将该列列入“不使用的列”。</translation>
    </message>
    <message>
        <source>Correct the cell, or empty it (it then counts as missing).</source>
        <extracomment>cure of data.cell_not_number</extracomment>
        <translation>请改正该单元格，或将其清空（则视为缺失）。</translation>
    </message>
    <message>
        <source>Correct the project file, or choose the settings again.</source>
        <extracomment>cure of training.bad_settings</extracomment>
        <translation>请改正项目文件，或重新选择设置。</translation>
    </message>
    <message>
        <source>Correct the table of names.</source>
        <extracomment>cure of weights.map_shape</extracomment>
        <translation>请改正名称对照表。</translation>
    </message>
    <message>
        <source>Correlation of the ranks of truth and answer, -1..1; validation only.</source>
        <extracomment>metric Spearman</extracomment>
        <translation>真实与答案的秩相关系数，-1..1；仅用于验证。</translation>
    </message>
    <message>
        <source>Cosine</source>
        <extracomment>schedule</extracomment>
        <translation>余弦</translation>
    </message>
    <message>
        <source>Cosine embedding</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>余弦嵌入</translation>
    </message>
    <message>
        <source>Cosine, warm restarts</source>
        <extracomment>schedule</extracomment>
        <translation>余弦热重启</translation>
    </message>
    <message>
        <source>Count padding</source>
        <extracomment>layer AveragePool2D, parameter</extracomment>
        <translation>计入填充</translation>
    </message>
    <message>
        <source>Counted in</source>
        <extracomment>training, parameter</extracomment>
        <translation>计数单位</translation>
    </message>
    <message>
        <source>Counting values</source>
        <extracomment>phrase</extracomment>
        <translation>正在统计数值</translation>
    </message>
    <message>
        <source>Cross entropy</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>交叉熵</translation>
    </message>
    <message>
        <source>Cross entropy that hardly counts what is right already: for rare classes.</source>
        <extracomment>loss Focal</extracomment>
        <translation>几乎不计已经正确者的交叉熵：适用于稀有类别。</translation>
    </message>
    <message>
        <source>Cubic</source>
        <extracomment>layer Upsample, choice of Mode</extracomment>
        <translation>三次</translation>
    </message>
    <message>
        <source>Curved</source>
        <extracomment>data source Two classes, choice of Border</extracomment>
        <translation>曲线</translation>
    </message>
    <message>
        <source>CutMix</source>
        <extracomment>training, parameter</extracomment>
        <translation>CutMix</translation>
    </message>
    <message>
        <source>CutMix needs pictures, but a sample has the shape {shape}.</source>
        <extracomment>error training.cutmix_needs_pictures</extracomment>
        <translation>CutMix 需要图片，但样本的形状为 {shape}。</translation>
    </message>
    <message>
        <source>Cuts a picture into patches and makes each a step of a sequence.</source>
        <extracomment>layer PatchEmbedding</extracomment>
        <translation>把图片切成图块，每个图块成为序列的一步。</translation>
    </message>
    <message>
        <source>Cuts a picture into windows and gives them as a sequence.</source>
        <extracomment>layer Unfold</extracomment>
        <translation>把图片切成窗口，并作为序列给出。</translation>
    </message>
    <message>
        <source>Cuts a value into parts, one output each.</source>
        <extracomment>layer Split</extracomment>
        <translation>将值切成几部分，每部分一个输出。</translation>
    </message>
    <message>
        <source>Cuts off the rim, or keeps the middle.</source>
        <extracomment>layer Crop</extracomment>
        <translation>裁掉边缘，或保留中间。</translation>
    </message>
    <message>
        <source>Cycle momentum</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>动量循环</translation>
    </message>
    <message>
        <source>Cyclic</source>
        <extracomment>schedule</extracomment>
        <translation>循环</translation>
    </message>
    <message>
        <source>Dampening</source>
        <extracomment>optimizer SGD, parameter</extracomment>
        <translation>阻尼</translation>
    </message>
    <message>
        <source>Decoupled decay</source>
        <extracomment>optimizer NAdam, parameter</extracomment>
        <translation>解耦衰减</translation>
    </message>
    <message>
        <source>Default</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>默认</translation>
    </message>
    <message>
        <source>Delta</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>Delta</translation>
    </message>
    <message>
        <source>Dense</source>
        <extracomment>category of layers</extracomment>
        <translation>全连接</translation>
    </message>
    <message>
        <source>Dense layers alone: over the patches, then over the features.</source>
        <extracomment>model MLP-Mixer-S/16</extracomment>
        <translation>只有 Dense 层：先跨图块，再跨特征。</translation>
    </message>
    <message>
        <source>DenseNet layer</source>
        <extracomment>ready module</extracomment>
        <translation>DenseNet 层</translation>
    </message>
    <message>
        <source>Depth</source>
        <extracomment>layer Concatenate, choice of Axis</extracomment>
        <translation>深度</translation>
    </message>
    <message>
        <source>Describes a picture of any size by a vector: pooled as a whole, in quarters, and finer.</source>
        <extracomment>layer SpatialPyramidPool</extracomment>
        <translation>用一个向量描述任意大小的图片：整体池化、分四块池化，以及更细的池化。</translation>
    </message>
    <message>
        <source>Detect</source>
        <extracomment>data source CSV table, choice of Header</extracomment>
        <translation>自动检测</translation>
    </message>
    <message>
        <source>Deviation</source>
        <extracomment>layer Gaussian Noise, parameter</extracomment>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>training, parameter</extracomment>
        <translation>设备</translation>
    </message>
    <message>
        <source>Device, threads, precision or LibTorch differ from before: the numbers may differ in their last digits.</source>
        <extracomment>phrase</extracomment>
        <translation>设备、线程、精度或 LibTorch 与之前不同：数值的末几位可能不同。</translation>
    </message>
    <message>
        <source>Dice</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Did you mean {near}?</source>
        <extracomment>cure of graph_text.unknown_layer</extracomment>
        <translation>您是否要找 {near}？</translation>
    </message>
    <message>
        <source>Digits 8 × 8</source>
        <extracomment>data source</extracomment>
        <translation>手写数字 8 × 8</translation>
    </message>
    <message>
        <source>Digits CNN</source>
        <extracomment>example</extracomment>
        <translation>手写数字 CNN</translation>
    </message>
    <message>
        <source>Digits MLP</source>
        <extracomment>example</extracomment>
        <translation>手写数字 MLP</translation>
    </message>
    <message>
        <source>Dilation</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>Dimension</source>
        <extracomment>layer L2 Normalize, parameter</extracomment>
        <translation>维度</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <extracomment>layer LayerNorm, parameter</extracomment>
        <translation>维数</translation>
    </message>
    <message>
        <source>Dissolve some of them.</source>
        <extracomment>cure of graph.too_deep</extracomment>
        <translation>请解散其中一些。</translation>
    </message>
    <message>
        <source>Distance between the values that a window reaches.</source>
        <extracomment>layer ConvTranspose1D, help of Dilation</extracomment>
        <translation>窗口所及的值之间的距离。</translation>
    </message>
    <message>
        <source>Distance between the values that a window reaches; one number, or depth × height × width.</source>
        <extracomment>layer ConvTranspose3D, help of Dilation</extracomment>
        <translation>窗口所及的值之间的距离；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Distance between the values that a window reaches; one number, or height × width.</source>
        <extracomment>layer ConvTranspose2D, help of Dilation</extracomment>
        <translation>窗口所及的值之间的距离；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Distance between the values that a window takes.</source>
        <extracomment>layer Conv1D, help of Dilation</extracomment>
        <translation>窗口所取的值之间的距离。</translation>
    </message>
    <message>
        <source>Distance between the values that a window takes; one number, or depth × height × width.</source>
        <extracomment>layer Conv3D, help of Dilation</extracomment>
        <translation>窗口所取的值之间的距离；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Distance between the values that a window takes; one number, or height × width.</source>
        <extracomment>layer Conv2D, help of Dilation</extracomment>
        <translation>窗口所取的值之间的距离；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Distance between the values that are kept.</source>
        <extracomment>layer Slice, help of Step</extracomment>
        <translation>保留的值之间的距离。</translation>
    </message>
    <message>
        <source>Divide by n - 1 (a sample of many) in place of n.</source>
        <extracomment>layer ReduceVariance, help of Unbiased</extracomment>
        <translation>除以 n - 1（由部分样本估计）而不是 n。</translation>
    </message>
    <message>
        <source>Divide by the largest mean of the squared gradient so far (Reddi et al., 2018).</source>
        <extracomment>optimizer Adam, help of AMSGrad</extracomment>
        <translation>除以迄今最大的梯度平方均值（Reddi 等，2018）。</translation>
    </message>
    <message>
        <source>Divide by the spread of the gradient around its mean.</source>
        <extracomment>optimizer RMSprop, help of Centered</extracomment>
        <translation>除以梯度围绕其均值的离散程度。</translation>
    </message>
    <message>
        <source>Divides each value by the strength of the neighbouring channels at the same place.</source>
        <extracomment>layer LocalResponseNorm</extracomment>
        <translation>将每个值除以同一位置上相邻通道的强度。</translation>
    </message>
    <message>
        <source>Divides its first input by the second, element by element.</source>
        <extracomment>layer Divide</extracomment>
        <translation>逐元素地将第一个输入除以第二个输入。</translation>
    </message>
    <message>
        <source>Do not use the file; the log holds the details.</source>
        <extracomment>cure of export.differs</extracomment>
        <translation>请勿使用该文件；日志中有详细信息。</translation>
    </message>
    <message>
        <source>Doubles the size, joins what the way down kept, and convolves twice.</source>
        <extracomment>ready module U-Net up</extracomment>
        <translation>大小加倍，拼接下行所保留的内容，再做两次卷积。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dropout for networks with SELU, which keeps mean and variance.</source>
        <extracomment>layer AlphaDropout</extracomment>
        <translation>用于 SELU 网络的 Dropout，保持均值和方差。</translation>
    </message>
    <message>
        <source>Drops dimensions of size 1.</source>
        <extracomment>layer Squeeze</extracomment>
        <translation>去掉大小为 1 的维度。</translation>
    </message>
    <message>
        <source>EMA decay</source>
        <extracomment>training, parameter</extracomment>
        <translation>EMA 衰减</translation>
    </message>
    <message>
        <source>Each block learns what to add to its input. At the start of training a block adds almost nothing, so the gradient reaches the first layer as if the network were shallow. Where the picture is halved, a 1 × 1 convolution brings the input to the new size.</source>
        <extracomment>model ResNet-18</extracomment>
        <translation>每个块学习要在输入上加什么。训练开始时，块几乎什么都不加，因此梯度到达第一层就像网络很浅一样。图片减半之处，由一个 1 × 1 卷积把输入变为新的大小。</translation>
    </message>
    <message>
        <source>Each cycle is that many times as long as the one before.</source>
        <extracomment>schedule Cosine, warm restarts, help of Growth</extracomment>
        <translation>每个周期是前一个周期长度的多少倍。</translation>
    </message>
    <message>
        <source>Each feature becomes y = (Σ |x|^p)^(1/p) over the k steps of a window of the sequence (N, T, F). With p = 1 that is the sum of the absolute values, with p = 2 the length of the window as a vector, its energy, and the larger p is, the nearer it comes to the maximum. T' = floor((T - k) / s) + 1.</source>
        <extracomment>layer LpPool1D</extracomment>
        <translation>在序列 (N, T, F) 的窗口的 k 步中，每个特征变为 y = (Σ |x|^p)^(1/p)。p = 1 时是绝对值之和，p = 2 时是窗口作为向量的长度，即其能量；p 越大越接近最大值。T' = floor((T - k) / s) + 1。</translation>
    </message>
    <message>
        <source>Each feature or channel gets mean 0 and deviation 1, measured on the training samples.</source>
        <extracomment>preparation of data Standardize</extracomment>
        <translation>使每个特征或通道的均值为 0、标准差为 1，以训练样本测得。</translation>
    </message>
    <message>
        <source>Each layer sees all that came before it.</source>
        <extracomment>model DenseNet-121</extracomment>
        <translation>每一层都能看到它之前的全部内容。</translation>
    </message>
    <message>
        <source>Each of the units looks at all features at once: y = W x + b, with one row of weights for each unit. That makes Dense the most general layer and the one with most weights, features × units + units. Two Dense layers in a row compute no more than one, so an activation such as ReLU belongs between them. On a sequence it is applied to every time step alike. The last Dense layer of a classifier has as many units as there are classes.</source>
        <extracomment>layer Dense</extracomment>
        <translation>每个单元同时查看所有特征：y = W x + b，W 中每行对应一个单元。因此 Dense 是最通用、也是权重最多的层：特征数 × 单元数 + 单元数。连续两个 Dense 层并不比一个能算得更多，所以它们之间应放一个激活函数，例如 ReLU。对于序列，它以相同方式应用于每个时间步。分类器的最后一个 Dense 层的单元数等于类别数。</translation>
    </message>
    <message>
        <source>Each place gets a pattern of E waves, from fast to very slow, like the hands of many clocks: P[t, 2i] = sin(t / base^(2i/E)), P[t, 2i+1] = cos(t / base^(2i/E)). It is added to the features. Nothing is trained, and any length works.</source>
        <extracomment>layer SinusoidalPositions</extracomment>
        <translation>每个位置得到由 E 个波组成的图案，从快到非常慢，如同许多时钟的指针：P[t, 2i] = sin(t / base^(2i/E))，P[t, 2i+1] = cos(t / base^(2i/E))。它被加到特征上。无需训练，适用于任意长度。</translation>
    </message>
    <message>
        <source>Each sample is mixed with another one of its batch, with shares from Beta(alpha, alpha); 0.2 is usual. 0: off.</source>
        <extracomment>training, help of Mixup</extracomment>
        <translation>每个样本与同一批中的另一个样本混合，份额取自 Beta(alpha, alpha)；通常为 0.2。0 表示关闭。</translation>
    </message>
    <message>
        <source>Each size of each input gets a letter, and so does each size of the output: bij,bjk-&gt;bik is y[b, i, k] = Σ a[b, i, j] b[b, j, k]. Equal letters are equal sizes that run together; a letter that the output lacks is summed over. Products of matrices, outer products, traces and the many steps of an attention are one line each. The first letter of each part is the batch.</source>
        <extracomment>layer Einsum</extracomment>
        <translation>每个输入和输出的每个尺寸都用一个字母表示：bij,bjk-&gt;bik 即 y[b, i, k] = Σ a[b, i, j] b[b, j, k]。相同的字母是一起变化的相等尺寸；输出中没有的字母会被求和。矩阵乘积、外积、迹以及注意力的各个步骤都只需一行。每一部分的第一个字母是批。</translation>
    </message>
    <message>
        <source>Each step asks a question (query q), offers a label (key k) and a content (value v), all made from the features by trained weights. How well question and label match decides how much of each content is taken: y = softmax(q kᵀ / sqrt(d)) v. Several heads do that side by side, each with its own weights on a part of the features. With one input connected the sequence looks at itself; with key and value connected it looks at another sequence. A causal layer sees no later steps, which is needed to predict the next one. A mask, (N, S), hides keys that only fill up. Heads may share keys and values, which makes long texts cheaper; positions can be told by turning q and k (rotary), or by a trained number for each distance (relative).</source>
        <extracomment>layer MultiHeadAttention</extracomment>
        <translation>每一步提出一个问题（查询 q），给出一个标签（键 k）和一个内容（值 v），均由训练得到的权重从特征产生。问题与标签的匹配程度决定取用每个内容的多少：y = softmax(q kᵀ / sqrt(d)) v。多个头并行进行，各自用自己的权重处理一部分特征。只连接一个输入时，序列查看自身；连接键和值时，查看另一个序列。因果层看不到后面的步，这是预测下一步所需要的。掩码 (N, S) 隐藏只用于补齐的键。各头可共用键和值，使长文本更便宜；位置可通过旋转 q 和 k（旋转式），或通过每个距离一个可训练的数（相对式）来告知。</translation>
    </message>
    <message>
        <source>Each value times itself.</source>
        <extracomment>layer Square</extracomment>
        <translation>每个值乘以自身。</translation>
    </message>
    <message>
        <source>Each vector along the chosen dimension is divided by its length: y = x / max(|x|, ε) with |x| = sqrt(Σ x²). Only its direction stays, so that the dot product of two such vectors is the cosine of the angle between them: what embeddings are compared by in search, in recognizing faces and in contrastive learning. Dimension -1 is the last; 1 takes the channels of a feature map.</source>
        <extracomment>layer L2 Normalize</extracomment>
        <translation>沿选定维度的每个向量除以其长度：y = x / max(|x|, ε)，其中 |x| = sqrt(Σ x²)。只保留方向，因此两个这样的向量的点积就是它们夹角的余弦：搜索、人脸识别和对比学习中正是以此比较嵌入向量。维度 -1 为最后一维；1 为特征图的通道。</translation>
    </message>
    <message>
        <source>Each weight has its own step, which grows while its gradient keeps its sign; for batches that hold all samples (Riedmiller and Braun, 1993).</source>
        <extracomment>optimizer Rprop</extracomment>
        <translation>每个权重有自己的步长，梯度符号不变时增大；适用于包含全部样本的批（Riedmiller 和 Braun，1993）。</translation>
    </message>
    <message>
        <source>Each window of the picture becomes y = (Σ |x|^p)^(1/p). With p = 1 that is the sum of the absolute values, with p = 2 the length of the window as a vector, its energy, and the larger p is, the nearer it comes to the maximum. H' = floor((H - k) / s) + 1.</source>
        <extracomment>layer LpPool2D</extracomment>
        <translation>图片的每个窗口变为 y = (Σ |x|^p)^(1/p)。p = 1 时是绝对值之和，p = 2 时是窗口作为向量的长度，即其能量；p 越大越接近最大值。H' = floor((H - k) / s) + 1。</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <extracomment>training, parameter</extracomment>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Eight residual blocks of two convolutions each.</source>
        <extracomment>model ResNet-18</extracomment>
        <translation>八个残差块，每块两个卷积。</translation>
    </message>
    <message>
        <source>End divisor</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>结束除数</translation>
    </message>
    <message>
        <source>End factor</source>
        <extracomment>schedule Linear, parameter</extracomment>
        <translation>结束系数</translation>
    </message>
    <message>
        <source>End value</source>
        <extracomment>schedule Cosine, parameter</extracomment>
        <translation>结束值</translation>
    </message>
    <message>
        <source>Epochs</source>
        <extracomment>training, parameter</extracomment>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Epochs (or steps) after which the learning rate is cut.</source>
        <extracomment>schedule Multi-step, help of At</extracomment>
        <translation>在哪些轮（或步）之后降低学习率。</translation>
    </message>
    <message>
        <source>Epochs (or steps) between two cuts.</source>
        <extracomment>schedule Step, help of Every</extracomment>
        <translation>两次降低之间的轮数（或步数）。</translation>
    </message>
    <message>
        <source>Epochs (or steps) of the first cycle.</source>
        <extracomment>schedule Cosine, warm restarts, help of First cycle</extracomment>
        <translation>第一个周期的轮数（或步数）。</translation>
    </message>
    <message>
        <source>Epochs (or steps) until the end value is reached; 0: the whole run.</source>
        <extracomment>schedule Linear, help of Over</extracomment>
        <translation>达到结束值所需的轮数（或步数）；0 表示整个运行。</translation>
    </message>
    <message>
        <source>Epochs between checkpoints that are kept beside 'last' and 'best'; 0: none.</source>
        <extracomment>training, help of Save every</extracomment>
        <translation>除“last”和“best”外另行保留的检查点之间的轮数；0 表示没有。</translation>
    </message>
    <message>
        <source>Epochs from one validation to the next.</source>
        <extracomment>training, help of Validate every</extracomment>
        <translation>两次验证之间的轮数。</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate goes to that one, along a cosine.</source>
        <extracomment>training, help of SWA change</extracomment>
        <translation>学习率沿余弦过渡到 SWA 学习率所用的轮数。</translation>
    </message>
    <message>
        <source>Epochs of the run in which only the last layer with weights learns (norms go on slowly); the others follow.</source>
        <extracomment>schedule Fine-tune (fastai), help of Head alone</extracomment>
        <translation>运行中只有最后一个带权重的层学习的轮数（归一化层照常学习）；其余各层随后学习。</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>Epsilon</translation>
    </message>
    <message>
        <source>Epsilon 1</source>
        <extracomment>optimizer Adafactor, parameter</extracomment>
        <translation>Epsilon 1</translation>
    </message>
    <message>
        <source>Epsilon 2</source>
        <extracomment>optimizer Adafactor, parameter</extracomment>
        <translation>Epsilon 2</translation>
    </message>
    <message>
        <source>Equal bit for bit</source>
        <extracomment>phrase</extracomment>
        <translation>逐位相等</translation>
    </message>
    <message>
        <source>Equal intervals of confidence for the calibration error.</source>
        <extracomment>training, help of Calibration bins</extracomment>
        <translation>用于校准误差的等分置信度区间。</translation>
    </message>
    <message>
        <source>Equation</source>
        <extracomment>layer Einsum, parameter</extracomment>
        <translation>等式</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <extracomment>optimizer L-BFGS, parameter</extracomment>
        <translation>计算次数</translation>
    </message>
    <message>
        <source>Every</source>
        <extracomment>schedule Step, parameter</extracomment>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Every channel of every sample is normalized over its places: y = γ (x - μ) / sqrt(σ² + ε) + β. That takes out brightness and contrast of the single picture and leaves the pattern, which is what style transfer and image generation want. γ and β are trained only when scale and shift is on. With running statistics, averages of μ and σ² are kept while training and used when the network predicts, as in BatchNorm.</source>
        <extracomment>layer InstanceNorm</extracomment>
        <translation>每个样本的每个通道在其所有位置上归一化：y = γ (x - μ) / sqrt(σ² + ε) + β。这会去除单张图片的亮度和对比度而留下模式，正是风格迁移和图像生成所需要的。只有开启“缩放和平移”时才训练 γ 和 β。开启滑动统计量时，训练中保存 μ 和 σ² 的平均，供网络预测时使用，与 BatchNorm 相同。</translation>
    </message>
    <message>
        <source>Every network begins here. A batch of N samples enters at once, so each value carries N as its first size: pictures are (N, C, H, W) with C channels, H rows and W columns; a row of a table is (N, F) with F features; a volume, such as a scan of a body, is (N, C, D, H, W) with depth D; a sequence is (N, T, F) with F features at each of T time steps; tokens are (N, T) whole numbers. When data are chosen, their shape is used and the one that is written here only serves as a plan.</source>
        <extracomment>layer Input</extracomment>
        <translation>每个网络都从这里开始。一批 N 个样本同时进入，因此每个值的第一个尺寸都是 N：图片为 (N, C, H, W)，有 C 个通道、H 行和 W 列；表格的一行为 (N, F)，有 F 个特征；体数据（例如人体扫描）为 (N, C, D, H, W)，深度为 D；序列为 (N, T, F)，在 T 个时间步上各有 F 个特征；词元为 (N, T) 个整数。选择数据之后将使用数据的形状，这里填写的形状只作为计划。</translation>
    </message>
    <message>
        <source>Every output is a weighted sum of all inputs, plus a bias.</source>
        <extracomment>layer Dense</extracomment>
        <translation>每个输出都是所有输入的加权和，再加上偏置。</translation>
    </message>
    <message>
        <source>Every output is a weighted sum of all products of a feature of A and one of B.</source>
        <extracomment>layer Bilinear</extracomment>
        <translation>每个输出都是 A 的一个特征与 B 的一个特征的所有乘积的加权和。</translation>
    </message>
    <message>
        <source>Exact</source>
        <extracomment>layer GELU, choice of Approximation</extracomment>
        <translation>精确</translation>
    </message>
    <message>
        <source>Exact, or by a tanh.</source>
        <extracomment>layer GELU, help of Approximation</extracomment>
        <translation>精确，或用 tanh 近似。</translation>
    </message>
    <message>
        <source>Example: input(1,8,8) &gt; conv2d(16) &gt; relu &gt; flatten &gt; dense(10) &gt; output</source>
        <extracomment>cure of graph_text.syntax</extracomment>
        <translation>示例：input(1,8,8) &gt; conv2d(16) &gt; relu &gt; flatten &gt; dense(10) &gt; output</translation>
    </message>
    <message>
        <source>Examples: {known}.</source>
        <extracomment>cure of examples.unknown</extracomment>
        <translation>示例有：{known}。</translation>
    </message>
    <message>
        <source>Exchange the two.</source>
        <extracomment>cure of layer.limits_crossed</extracomment>
        <translation>请交换二者。</translation>
    </message>
    <message>
        <source>Explained variance</source>
        <extracomment>metric</extracomment>
        <translation>解释方差</translation>
    </message>
    <message>
        <source>Exponent</source>
        <extracomment>layer Power, parameter</extracomment>
        <translation>指数</translation>
    </message>
    <message>
        <source>Exponent of the mean of squares: beta 2 is 1 - step to this power; below 0.</source>
        <extracomment>optimizer Adafactor, help of Beta 2 decay</extracomment>
        <translation>平方均值的指数：beta 2 为 1 - 步数的此次幂；小于 0。</translation>
    </message>
    <message>
        <source>Exponent β.</source>
        <extracomment>layer LocalResponseNorm, help of Beta</extracomment>
        <translation>指数 β。</translation>
    </message>
    <message>
        <source>Exponential</source>
        <extracomment>schedule</extracomment>
        <translation>指数</translation>
    </message>
    <message>
        <source>Export ONNX or TorchScript instead, or replace the layer.</source>
        <extracomment>cure of export.no_python_form</extracomment>
        <translation>请改为导出 ONNX 或 TorchScript，或替换该层。</translation>
    </message>
    <message>
        <source>Export safetensors and PyTorch code instead, or make the model smaller.</source>
        <extracomment>cure of onnx.too_large</extracomment>
        <translation>请改为导出 safetensors 和 PyTorch 代码，或缩小模型。</translation>
    </message>
    <message>
        <source>Export safetensors instead.</source>
        <extracomment>cure of torch.too_large</extracomment>
        <translation>请改为导出 safetensors。</translation>
    </message>
    <message>
        <source>Export the model again with inlined functions, or simplify it first, for example with onnxsim.</source>
        <extracomment>cure of onnx.functions</extracomment>
        <translation>请将函数内联后重新导出模型，或先进行简化，例如用 onnxsim。</translation>
    </message>
    <message>
        <source>Export the model as ONNX, or take its weights alone: torch.save of its state_dict.</source>
        <extracomment>cure of torchscript.form</extracomment>
        <translation>请将模型导出为 ONNX,或只取其权重:用 torch.save 保存它的 state_dict。</translation>
    </message>
    <message>
        <source>Export the model as ONNX.</source>
        <extracomment>cure of confinement.not_possible</extracomment>
        <translation>请将模型导出为 ONNX。</translation>
    </message>
    <message>
        <source>Export the model for one fixed case, or simplify it first, for example with onnxsim.</source>
        <extracomment>cure of onnx.control_flow</extracomment>
        <translation>请针对一种固定情形导出模型，或先进行简化，例如用 onnxsim。</translation>
    </message>
    <message>
        <source>Export the model with float32 or int64 inputs.</source>
        <extracomment>cure of import.input_type</extracomment>
        <translation>请导出输入为 float32 或 int64 的模型。</translation>
    </message>
    <message>
        <source>Export the model with the batch as the first size.</source>
        <extracomment>cure of import.bad_rank</extracomment>
        <translation>请以批为第一个尺寸导出模型。</translation>
    </message>
    <message>
        <source>F beta</source>
        <extracomment>training, parameter</extracomment>
        <translation>F beta</translation>
    </message>
    <message>
        <source>F score</source>
        <extracomment>metric</extracomment>
        <translation>F 分数</translation>
    </message>
    <message>
        <source>Factor</source>
        <extracomment>layer Scale, parameter</extracomment>
        <translation>系数</translation>
    </message>
    <message>
        <source>Factor at each cut, below 1.</source>
        <extracomment>schedule Reduce on plateau, help of Factor</extracomment>
        <translation>每次降低的系数，小于 1。</translation>
    </message>
    <message>
        <source>Factor at each cut.</source>
        <extracomment>schedule Step, help of Gamma</extracomment>
        <translation>每次降低的系数。</translation>
    </message>
    <message>
        <source>Factor of a step after a change of sign, below 1.</source>
        <extracomment>optimizer Rprop, help of Shrink</extracomment>
        <translation>符号改变后步长的系数，小于 1。</translation>
    </message>
    <message>
        <source>Factor of a step while the sign stays, above 1.</source>
        <extracomment>optimizer Rprop, help of Grow</extracomment>
        <translation>符号不变时步长的系数，大于 1。</translation>
    </message>
    <message>
        <source>Factor of each epoch (or step).</source>
        <extracomment>schedule Exponential, help of Gamma</extracomment>
        <translation>每轮（或每步）的系数。</translation>
    </message>
    <message>
        <source>Factor of the height at each step, for that mode.</source>
        <extracomment>schedule Cyclic, help of Gamma</extracomment>
        <translation>该方式下每步高度的系数。</translation>
    </message>
    <message>
        <source>Factor of this loss in the sum over all Outputs.</source>
        <extracomment>layer Output, help of Weight</extracomment>
        <translation>此损失在所有 Output 之和中的系数。</translation>
    </message>
    <message>
        <source>Factor α of the mean of the squares.</source>
        <extracomment>layer LocalResponseNorm, help of Alpha</extracomment>
        <translation>平方均值的系数 α。</translation>
    </message>
    <message>
        <source>Fast trial run</source>
        <extracomment>training, parameter</extracomment>
        <translation>快速试运行</translation>
    </message>
    <message>
        <source>Feature</source>
        <extracomment>phrase</extracomment>
        <translation>特征</translation>
    </message>
    <message>
        <source>Features</source>
        <extracomment>data source Two classes, parameter</extracomment>
        <translation>特征数</translation>
    </message>
    <message>
        <source>Features E of each patch.</source>
        <extracomment>layer PatchEmbedding, help of Dimensions</extracomment>
        <translation>每个图块的特征数 E。</translation>
    </message>
    <message>
        <source>Features or channels</source>
        <extracomment>layer Concatenate, choice of Axis</extracomment>
        <translation>特征或通道</translation>
    </message>
    <message>
        <source>Feedforward</source>
        <extracomment>layer TransformerEncoderLayer, parameter</extracomment>
        <translation>前馈</translation>
    </message>
    <message>
        <source>Fewer than heads: several heads share one; 0: each has its own.</source>
        <extracomment>layer MultiHeadAttention, help of Key and value heads</extracomment>
        <translation>少于头数时，多个头共用一组；0 表示每个头各有一组。</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>data source CSV table, parameter</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>File loads</source>
        <extracomment>phrase</extracomment>
        <translation>文件可加载</translation>
    </message>
    <message>
        <source>Filters</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Filters for each channel.</source>
        <extracomment>layer DepthwiseConv2D, help of Multiplier</extracomment>
        <translation>每个通道的滤波器数。</translation>
    </message>
    <message>
        <source>Fine-tune (fastai)</source>
        <extracomment>schedule</extracomment>
        <translation>微调 (fastai)</translation>
    </message>
    <message>
        <source>First</source>
        <extracomment>layer Transpose, parameter</extracomment>
        <translation>第一个</translation>
    </message>
    <message>
        <source>First cycle</source>
        <extracomment>schedule Cosine, warm restarts, parameter</extracomment>
        <translation>首个周期</translation>
    </message>
    <message>
        <source>First dimension</source>
        <extracomment>layer Flatten, parameter</extracomment>
        <translation>首个维度</translation>
    </message>
    <message>
        <source>First every step looks at all others (self-attention), then two Dense layers work on each step alone: x = norm(x + attention(x)), x = norm(x + W₂ f(W₁ x + b₁) + b₂). Both parts only add to what is there, so gradients pass through deep stacks. With norm first, x = x + attention(norm(x)), training is steadier. The mask, (N, T), is 1 for steps that count and 0 for padding. A position has to be told before: attention itself sees no order.</source>
        <extracomment>layer TransformerEncoderLayer</extracomment>
        <translation>首先每一步查看其他所有步（自注意力），然后两个 Dense 层单独处理每一步：x = norm(x + attention(x))，x = norm(x + W₂ f(W₁ x + b₁) + b₂)。两部分都只是加到已有内容上，因此梯度能穿过很深的堆叠。归一化在前时 x = x + attention(norm(x))，训练更稳定。掩码 (N, T) 对计入的步为 1，对填充为 0。位置需事先告知：注意力本身看不到顺序。</translation>
    </message>
    <message>
        <source>First sum</source>
        <extracomment>optimizer Adagrad, parameter</extracomment>
        <translation>初始和</translation>
    </message>
    <message>
        <source>Flat</source>
        <extracomment>optimizer L-BFGS, parameter</extracomment>
        <translation>平稳段</translation>
    </message>
    <message>
        <source>Flat, then cosine</source>
        <extracomment>schedule</extracomment>
        <translation>先平后余弦</translation>
    </message>
    <message>
        <source>Focal</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>Focal 损失</translation>
    </message>
    <message>
        <source>Folder</source>
        <extracomment>data source Folder of pictures, parameter</extracomment>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder '{0}' holds no pictures and is no class.</source>
        <extracomment>phrase</extracomment>
        <translation>文件夹“{0}”中没有图片，不作为类别。</translation>
    </message>
    <message>
        <source>Folder of pictures</source>
        <extracomment>data source</extracomment>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>For counts: the network gives the logarithm of the expected count.</source>
        <extracomment>loss Poisson</extracomment>
        <translation>用于计数：网络给出期望计数的对数。</translation>
    </message>
    <message>
        <source>For distributions: the target holds a probability for each class; takes logits.</source>
        <extracomment>loss Kullback-Leibler divergence</extracomment>
        <translation>用于分布：目标为每个类别给出一个概率；接收 logits。</translation>
    </message>
    <message>
        <source>For each layer mean, deviation and the share of units that are 0 for the whole batch.</source>
        <extracomment>training, help of Activations</extracomment>
        <translation>每层的均值、标准差，以及对整批都为 0 的单元所占的份额。</translation>
    </message>
    <message>
        <source>For each layer the norm of its gradient, before clipping, and the length of its step over that of its weights.</source>
        <extracomment>training, help of Gradients</extracomment>
        <translation>每层梯度的范数（裁剪之前），以及其一步的长度与权重长度之比。</translation>
    </message>
    <message>
        <source>For embeddings: the anchor shall lie nearer to the positive than to the negative, by the margin.</source>
        <extracomment>loss Triplet</extracomment>
        <translation>用于嵌入：锚点与正例的距离应比与负例的距离小一个间隔。</translation>
    </message>
    <message>
        <source>For masks: compares what overlaps with what is marked, so a small object counts as much as a large ground.</source>
        <extracomment>loss Dice</extracomment>
        <translation>用于掩码：将重叠部分与标注部分比较，因此小的物体与大的背景同等重要。</translation>
    </message>
    <message>
        <source>For numbers with their uncertainty: a second input gives the variance.</source>
        <extracomment>loss Gaussian</extracomment>
        <translation>用于带不确定性的数值：第二个输入给出方差。</translation>
    </message>
    <message>
        <source>For numbers: every unit of error counts alike, so outliers pull less.</source>
        <extracomment>loss Mean absolute error</extracomment>
        <translation>用于数值：误差的每个单位同等计算，因此离群值影响较小。</translation>
    </message>
    <message>
        <source>For numbers: large errors count much more than small ones.</source>
        <extracomment>loss Mean squared error</extracomment>
        <translation>用于数值：大误差的影响远大于小误差。</translation>
    </message>
    <message>
        <source>For numbers: squared near zero, straight for errors above delta.</source>
        <extracomment>loss Huber</extracomment>
        <translation>用于数值：零附近为平方，误差超过 delta 时为直线。</translation>
    </message>
    <message>
        <source>For one class out of several: takes log-probabilities, so a LogSoftmax must stand before it.</source>
        <extracomment>loss Negative log likelihood</extracomment>
        <translation>用于从多个类别中选一个：接收对数概率，因此前面必须有 LogSoftmax。</translation>
    </message>
    <message>
        <source>For one class out of several: takes logits, one for each class.</source>
        <extracomment>loss Cross entropy</extracomment>
        <translation>用于从多个类别中选一个：接收 logits，每个类别一个。</translation>
    </message>
    <message>
        <source>For one class out of several: the score of the right one shall lead by the margin.</source>
        <extracomment>loss Multi-class hinge</extracomment>
        <translation>用于从多个类别中选一个：正确类别的得分应领先一个间隔。</translation>
    </message>
    <message>
        <source>For pairs: draws the two vectors together where the target is yes, apart where it is no.</source>
        <extracomment>loss Cosine embedding</extracomment>
        <translation>用于成对数据：目标为“是”时拉近两个向量，为“否”时推开。</translation>
    </message>
    <message>
        <source>For several answers of yes or no at once: one logit for each label.</source>
        <extracomment>loss Multi-label</extracomment>
        <translation>用于同时回答多个是或否：每个标签一个 logit。</translation>
    </message>
    <message>
        <source>For texts of unknown timing: one distribution over the tokens for each time step.</source>
        <extracomment>loss CTC</extracomment>
        <translation>用于时间对应未知的文本：每个时间步给出词元上的一个分布。</translation>
    </message>
    <message>
        <source>For top-k accuracy: among how many of the most probable classes the right one must be.</source>
        <extracomment>training, help of Top k</extracomment>
        <translation>用于 top-k 准确率：真实类别须在最可能的多少个类别之中。</translation>
    </message>
    <message>
        <source>For weights that were trained before: first the last layer alone, then all layers, the lower ones more slowly.</source>
        <extracomment>schedule Fine-tune (fastai)</extracomment>
        <translation>用于先前已训练过的权重：先只训练最后一层，再训练所有层，越靠前的层学得越慢。</translation>
    </message>
    <message>
        <source>For yes or no, as in a support vector machine: positive scores mean yes.</source>
        <extracomment>loss Hinge</extracomment>
        <translation>用于是或否，与支持向量机相同：得分为正表示“是”。</translation>
    </message>
    <message>
        <source>For yes or no: takes a probability, so a Sigmoid must stand before it.</source>
        <extracomment>loss Binary cross entropy (probabilities)</extracomment>
        <translation>用于是或否：接收概率，因此前面必须有 Sigmoid。</translation>
    </message>
    <message>
        <source>For yes or no: takes one logit and applies the sigmoid itself, which is safe for large values.</source>
        <extracomment>loss Binary cross entropy (logits)</extracomment>
        <translation>用于是或否：接收一个 logit 并自己应用 sigmoid，对大的值也安全。</translation>
    </message>
    <message>
        <source>Form of rise and fall.</source>
        <extracomment>schedule One cycle, help of Along</extracomment>
        <translation>上升和下降的形式。</translation>
    </message>
    <message>
        <source>Formula</source>
        <extracomment>layer Formula, parameter</extracomment>
        <translation>公式</translation>
    </message>
    <message>
        <source>GELU</source>
        <extracomment>layer SwiGLU, choice of Gate</extracomment>
        <translation>GELU</translation>
    </message>
    <message>
        <source>GPT block</source>
        <extracomment>ready module</extracomment>
        <translation>GPT 块</translation>
    </message>
    <message>
        <source>GRUs on top of each other.</source>
        <extracomment>layer GRU, help of Layers</extracomment>
        <translation>相互堆叠的 GRU 的个数。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Gate</source>
        <extracomment>layer SwiGLU, parameter</extracomment>
        <translation>门</translation>
    </message>
    <message>
        <source>Gaussian</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>高斯</translation>
    </message>
    <message>
        <source>Generated by Nodegrad.</source>
        <extracomment>phrase</extracomment>
        <translation>由 Nodegrad 生成。</translation>
    </message>
    <message>
        <source>Give a .csv or .npy file, pictures, or a folder of pictures.</source>
        <extracomment>cure of predict.no_files</extracomment>
        <translation>请给出 .csv 或 .npy 文件、图片，或图片文件夹。</translation>
    </message>
    <message>
        <source>Give a larger --most, or a smaller --first.</source>
        <extracomment>cure of training.batch_most</extracomment>
        <translation>请给出更大的 --most，或更小的 --first。</translation>
    </message>
    <message>
        <source>Give a learning rate above 0, or a whole number of epochs.</source>
        <extracomment>cure of training.bad_act</extracomment>
        <translation>请给出大于 0 的学习率，或整数的轮数。</translation>
    </message>
    <message>
        <source>Give a number before and one after for each dimension of the places.</source>
        <extracomment>cure of layer.pad_count</extracomment>
        <translation>请为每个位置维度给出前后各一个数。</translation>
    </message>
    <message>
        <source>Give a table or a .npy array instead.</source>
        <extracomment>cure of data.not_pictures</extracomment>
        <translation>请改用表格或 .npy 数组。</translation>
    </message>
    <message>
        <source>Give all inputs the same shape.</source>
        <extracomment>cure of layer.cannot_stack</extracomment>
        <translation>请使所有输入形状相同。</translation>
    </message>
    <message>
        <source>Give an array of that shape; N is the number of samples.</source>
        <extracomment>cure of input.wrong_shape</extracomment>
        <translation>请给出该形状的数组；N 为样本数。</translation>
    </message>
    <message>
        <source>Give both the same number of dimensions and the same sizes (a size of 1 is repeated).</source>
        <extracomment>cure of layer.shapes_differ</extracomment>
        <translation>请使两者维数相同、尺寸相同（大小为 1 的维度会被重复）。</translation>
    </message>
    <message>
        <source>Give both the same shape.</source>
        <extracomment>cure of layer.cannot_compare</extracomment>
        <translation>请使两者形状相同。</translation>
    </message>
    <message>
        <source>Give each head its own</source>
        <extracomment>phrase</extracomment>
        <translation>让每个头各有一组</translation>
    </message>
    <message>
        <source>Give files of the same form.</source>
        <extracomment>cure of predict.mixed_sizes</extracomment>
        <translation>请给出形式相同的文件。</translation>
    </message>
    <message>
        <source>Give it another name.</source>
        <extracomment>cure of safetensors.bad_name</extracomment>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Give it as many inputs as it takes.</source>
        <extracomment>cure of graph_text.no_free_input</extracomment>
        <translation>请给它恰好所需数目的输入。</translation>
    </message>
    <message>
        <source>Give one array for each input.</source>
        <extracomment>cure of input.wrong_count</extracomment>
        <translation>请为每个输入给出一个数组。</translation>
    </message>
    <message>
        <source>Give one class number, or K numbers, a sample.</source>
        <extracomment>cure of data.wrong_target_shape</extracomment>
        <translation>请为每个样本给出一个类别编号或 K 个数。</translation>
    </message>
    <message>
        <source>Give one of the two layers another id in the file.</source>
        <extracomment>cure of graph.duplicate_id</extracomment>
        <translation>请在文件中为其中一个层换一个 id。</translation>
    </message>
    <message>
        <source>Give pictures or a .npy array instead.</source>
        <extracomment>cure of data.not_a_table</extracomment>
        <translation>请改用图片或 .npy 数组。</translation>
    </message>
    <message>
        <source>Give the input a fixed size, or pool over the open dimension first.</source>
        <extracomment>cure of layer.needs_known</extracomment>
        <translation>请给输入固定的尺寸，或先在未定的维度上池化。</translation>
    </message>
    <message>
        <source>Give the input a fixed size, or pool to a size of 1.</source>
        <extracomment>cure of export.open_size</extracomment>
        <translation>请给输入固定的尺寸，或池化到大小 1。</translation>
    </message>
    <message>
        <source>Give the input and the output different names.</source>
        <extracomment>cure of export.name_twice</extracomment>
        <translation>请为输入和输出取不同的名称。</translation>
    </message>
    <message>
        <source>Give the sizes of one sample that it was made for: --shape NAME=3x224x224</source>
        <extracomment>cure of torchscript.does_not_run</extracomment>
        <translation>请给出它所适用的单个样本的尺寸:--shape NAME=3x224x224</translation>
    </message>
    <message>
        <source>Gives</source>
        <extracomment>layer PaddingMask, parameter</extracomment>
        <translation>给出</translation>
    </message>
    <message>
        <source>Gives fixed numbers, the same for every sample.</source>
        <extracomment>layer Constant</extracomment>
        <translation>给出固定的数，对每个样本都相同。</translation>
    </message>
    <message>
        <source>Gives the values of a sample another shape.</source>
        <extracomment>layer Reshape</extracomment>
        <translation>把样本的值变为另一种形状。</translation>
    </message>
    <message>
        <source>Gives trainable numbers, the same for every sample.</source>
        <extracomment>layer Parameter</extracomment>
        <translation>给出可训练的数，对每个样本都相同。</translation>
    </message>
    <message>
        <source>Go on with: nodegrad train {project} --resume</source>
        <extracomment>cure of runs.stopped</extracomment>
        <translation>继续请用：nodegrad train {project} --resume</translation>
    </message>
    <message>
        <source>Goes on from epoch {0}; the module is train_lightning.py of the PyTorch code.</source>
        <extracomment>phrase</extracomment>
        <translation>从第 {0} 轮继续;模块是 PyTorch 代码中的 train_lightning.py。</translation>
    </message>
    <message>
        <source>Gradient checkpointing</source>
        <extracomment>group of settings</extracomment>
        <translation>梯度检查点</translation>
    </message>
    <message>
        <source>Gradient checkpointing is on, but the design has no module at its top level.</source>
        <extracomment>error training.no_module</extracomment>
        <translation>梯度检查点已开启，但设计的顶层没有模块。</translation>
    </message>
    <message>
        <source>Gradients</source>
        <extracomment>group of settings</extracomment>
        <translation>梯度</translation>
    </message>
    <message>
        <source>Grey</source>
        <extracomment>data source Folder of pictures, choice of Colour</extracomment>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Grey gives one channel, colour three; detected: grey when no picture has colour.</source>
        <extracomment>data source Folder of pictures, help of Colour</extracomment>
        <translation>灰度为一个通道，彩色为三个；自动检测：没有图片带颜色时为灰度。</translation>
    </message>
    <message>
        <source>Groups</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>分组</translation>
    </message>
    <message>
        <source>Grow</source>
        <extracomment>optimizer Rprop, parameter</extracomment>
        <translation>增大</translation>
    </message>
    <message>
        <source>Growth</source>
        <extracomment>schedule Cosine, warm restarts, parameter</extracomment>
        <translation>增长</translation>
    </message>
    <message>
        <source>Half cosines one after the other; each begins at the full learning rate (Loshchilov and Hutter, 2017).</source>
        <extracomment>schedule Cosine, warm restarts</extracomment>
        <translation>半余弦一个接一个，每个都从完整的学习率开始（Loshchilov 和 Hutter，2017）。</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall (F beta), mean over the classes, 0..1.</source>
        <extracomment>metric F score</extracomment>
        <translation>精确率和召回率的调和平均 (F beta)，各类别取平均，0..1。</translation>
    </message>
    <message>
        <source>Head alone</source>
        <extracomment>schedule Fine-tune (fastai), parameter</extracomment>
        <translation>仅训练头部</translation>
    </message>
    <message>
        <source>Header</source>
        <extracomment>data source CSV table, parameter</extracomment>
        <translation>表头</translation>
    </message>
    <message>
        <source>Heads</source>
        <extracomment>layer MultiHeadAttention, parameter</extracomment>
        <translation>头数</translation>
    </message>
    <message>
        <source>Height</source>
        <extracomment>layer Concatenate, choice of Axis</extracomment>
        <translation>高度</translation>
    </message>
    <message>
        <source>Height of all pictures after resizing; 0: that of the first, at most 128.</source>
        <extracomment>data source Folder of pictures, help of Height</extracomment>
        <translation>调整大小后所有图片的高度；0 表示取第一张的高度，最多 128。</translation>
    </message>
    <message>
        <source>Heights</source>
        <extracomment>schedule Cyclic, parameter</extracomment>
        <translation>高度</translation>
    </message>
    <message>
        <source>Highest momentum</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>最高动量</translation>
    </message>
    <message>
        <source>Hinge</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>合页损失</translation>
    </message>
    <message>
        <source>Histograms</source>
        <extracomment>training, parameter</extracomment>
        <translation>直方图</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>optimizer L-BFGS, parameter</extracomment>
        <translation>历史步数</translation>
    </message>
    <message>
        <source>How a step knows where another one stands.</source>
        <extracomment>layer MultiHeadAttention, help of Positions</extracomment>
        <translation>一步如何得知另一步的位置。</translation>
    </message>
    <message>
        <source>How far confidence and accuracy lie apart, mean over intervals of confidence (Guo et al., 2017); 0 is perfect.</source>
        <extracomment>metric Calibration error</extracomment>
        <translation>置信度与准确率相差多远，按置信度区间取平均（Guo 等，2017）；0 为完美。</translation>
    </message>
    <message>
        <source>How far right and wrong should lie apart; beyond it there is nothing to gain.</source>
        <extracomment>layer Output, help of Margin</extracomment>
        <translation>正确与错误应相距多远；超过之后不再有收益。</translation>
    </message>
    <message>
        <source>How far to go along the direction.</source>
        <extracomment>optimizer L-BFGS, help of Line search</extracomment>
        <translation>沿该方向走多远。</translation>
    </message>
    <message>
        <source>How fast the momentum reaches its full value.</source>
        <extracomment>optimizer NAdam, help of Momentum decay</extracomment>
        <translation>动量多快达到其最终值。</translation>
    </message>
    <message>
        <source>How fast the noise fades.</source>
        <extracomment>training, help of Noise decay</extracomment>
        <translation>噪声减弱的快慢。</translation>
    </message>
    <message>
        <source>How later cycles differ.</source>
        <extracomment>schedule Cyclic, help of Heights</extracomment>
        <translation>后续周期有何不同。</translation>
    </message>
    <message>
        <source>How little the easy samples count; 0 is cross entropy.</source>
        <extracomment>layer Output, help of Gamma</extracomment>
        <translation>容易样本的影响减小的程度；0 即为交叉熵。</translation>
    </message>
    <message>
        <source>How many copies stand in a row.</source>
        <extracomment>layer Module, help of Repeat</extracomment>
        <translation>依次排列多少份。</translation>
    </message>
    <message>
        <source>How many equal parts; must divide the size.</source>
        <extracomment>layer Split, help of Parts</extracomment>
        <translation>等分的份数；必须能整除该大小。</translation>
    </message>
    <message>
        <source>How many inputs the formula uses: a, b, c, ...</source>
        <extracomment>layer Formula, help of Inputs</extracomment>
        <translation>公式使用多少个输入：a, b, c, ...</translation>
    </message>
    <message>
        <source>How many neighbouring channels n count, the value itself included.</source>
        <extracomment>layer LocalResponseNorm, help of Size</extracomment>
        <translation>计入多少个相邻通道 n，包括该值本身。</translation>
    </message>
    <message>
        <source>How many of the last dimensions are normalized over.</source>
        <extracomment>layer LayerNorm, help of Dimensions</extracomment>
        <translation>在最后多少个维度上归一化。</translation>
    </message>
    <message>
        <source>How many of these are kept, the newest; 0: all.</source>
        <extracomment>training, help of Keep</extracomment>
        <translation>保留其中最新的多少个；0 表示全部。</translation>
    </message>
    <message>
        <source>How many samples are made.</source>
        <extracomment>data source XOR, help of Samples</extracomment>
        <translation>生成多少个样本。</translation>
    </message>
    <message>
        <source>How many stand before the sequence.</source>
        <extracomment>layer ClassToken, help of Tokens</extracomment>
        <translation>在序列之前放多少个。</translation>
    </message>
    <message>
        <source>How many stand on top of each other, each with its own weights.</source>
        <extracomment>layer TransformerEncoder, help of Layers</extracomment>
        <translation>相互堆叠的个数，各有自己的权重。</translation>
    </message>
    <message>
        <source>How many times a missed yes counts; above 1 where yes is rare.</source>
        <extracomment>layer Output, help of Weight of yes</extracomment>
        <translation>漏掉一个“是”按多少倍计算；“是”较少时应大于 1。</translation>
    </message>
    <message>
        <source>How many times larger each size becomes, where no size is given.</source>
        <extracomment>layer Upsample, help of Scale</extracomment>
        <translation>未给出大小时，各尺寸放大的倍数。</translation>
    </message>
    <message>
        <source>How many times larger r height and width become; r² divides the channels.</source>
        <extracomment>layer PixelShuffle, help of Factor</extracomment>
        <translation>高和宽放大的倍数 r；r² 须能整除通道数。</translation>
    </message>
    <message>
        <source>How many times larger the output is: steps between the windows.</source>
        <extracomment>layer ConvTranspose1D, help of Stride</extracomment>
        <translation>输出放大的倍数：窗口之间的步长。</translation>
    </message>
    <message>
        <source>How many times larger the output is: steps between the windows; one number, or depth × height × width.</source>
        <extracomment>layer ConvTranspose3D, help of Stride</extracomment>
        <translation>输出放大的倍数：窗口之间的步长；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>How many times larger the output is: steps between the windows; one number, or height × width.</source>
        <extracomment>layer ConvTranspose2D, help of Stride</extracomment>
        <translation>输出放大的倍数：窗口之间的步长；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>How many times smaller r height and width become; must divide both.</source>
        <extracomment>layer PixelUnshuffle, help of Factor</extracomment>
        <translation>高和宽缩小的倍数 r；必须能整除二者。</translation>
    </message>
    <message>
        <source>How many values are merged.</source>
        <extracomment>layer Add, help of Inputs</extracomment>
        <translation>合并多少个值。</translation>
    </message>
    <message>
        <source>How many values the equation combines.</source>
        <extracomment>layer Einsum, help of Inputs</extracomment>
        <translation>等式组合多少个值。</translation>
    </message>
    <message>
        <source>How much better counts.</source>
        <extracomment>schedule Reduce on plateau, help of Threshold</extracomment>
        <translation>好多少才算更好。</translation>
    </message>
    <message>
        <source>How much better the monitored value must be to count, for early stopping.</source>
        <extracomment>training, help of Least change</extracomment>
        <translation>用于提前停止：被监控的值要好多少才算数。</translation>
    </message>
    <message>
        <source>How often all training samples are seen.</source>
        <extracomment>training, help of Epochs</extracomment>
        <translation>所有训练样本被看到的次数。</translation>
    </message>
    <message>
        <source>How often an arm winds around the centre.</source>
        <extracomment>data source Spirals, help of Turns</extracomment>
        <translation>一条臂绕中心的圈数。</translation>
    </message>
    <message>
        <source>How often the value stands in a row.</source>
        <extracomment>layer Tile, help of Repeats</extracomment>
        <translation>值连续出现的次数。</translation>
    </message>
    <message>
        <source>How predictions and targets are compared.</source>
        <extracomment>layer Output, help of Loss</extracomment>
        <translation>如何比较预测与目标。</translation>
    </message>
    <message>
        <source>How sharp the bend is, β.</source>
        <extracomment>layer Softplus, help of Beta</extracomment>
        <translation>弯折的急缓程度 β。</translation>
    </message>
    <message>
        <source>How the condition must compare with the threshold for A to be taken.</source>
        <extracomment>layer Where, help of Comparison</extracomment>
        <translation>条件与阈值须满足何种关系才取 A。</translation>
    </message>
    <message>
        <source>How the learning rate follows the shape of a matrix.</source>
        <extracomment>optimizer Muon, help of Rate of a matrix</extracomment>
        <translation>学习率如何随矩阵的形状变化。</translation>
    </message>
    <message>
        <source>How the weights are drawn before training; the default is the layer's own in PyTorch.</source>
        <extracomment>layer Dense, help of Initial weights</extracomment>
        <translation>训练前如何抽取权重；默认值即 PyTorch 中该层自己的方式。</translation>
    </message>
    <message>
        <source>How values between the old places come about.</source>
        <extracomment>layer Upsample, help of Mode</extracomment>
        <translation>旧位置之间的值如何产生。</translation>
    </message>
    <message>
        <source>Huber</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>Huber</translation>
    </message>
    <message>
        <source>Huber divided by beta: the slope of large errors stays 1.</source>
        <extracomment>loss Smooth L1</extracomment>
        <translation>Huber 除以 beta：大误差的斜率保持为 1。</translation>
    </message>
    <message>
        <source>IDX files (MNIST)</source>
        <extracomment>data source</extracomment>
        <translation>IDX 文件 (MNIST)</translation>
    </message>
    <message>
        <source>Ids of the metrics, separated by commas, the one shown first in front; empty: those that fit the data.</source>
        <extracomment>training, help of Metrics</extracomment>
        <translation>指标的 id，以逗号分隔，最先显示的放在最前；留空则为适合数据的指标。</translation>
    </message>
    <message>
        <source>Ignored class</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>忽略的类别</translation>
    </message>
    <message>
        <source>Import it as a project of its own, or save its state_dict with torch.save.</source>
        <extracomment>cure of weights.is_model</extracomment>
        <translation>请将它作为单独的项目导入,或用 torch.save 保存它的 state_dict。</translation>
    </message>
    <message>
        <source>Import the file again.</source>
        <extracomment>cure of layer.block_ports</extracomment>
        <translation>请重新导入该文件。</translation>
    </message>
    <message>
        <source>Import the weights again, with a table of names if need be.</source>
        <extracomment>cure of project.weights_do_not_fit</extracomment>
        <translation>请重新导入权重，必要时使用名称对照表。</translation>
    </message>
    <message>
        <source>Importing</source>
        <extracomment>phrase</extracomment>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>In '{path}' attribute '{attribute}' of the {op} node '{node}' is a sub-graph or another kind of value that is not supported.</source>
        <extracomment>error onnx.unsupported_attribute</extracomment>
        <translation>“{path}”中 {op} 节点“{node}”的属性“{attribute}”是子图或其他不受支持的值。</translation>
    </message>
    <message>
        <source>In '{path}' the {op} node '{node}' needs its own result: its operations go round in a circle.</source>
        <extracomment>error onnx.cycle</extracomment>
        <translation>“{path}”中的 {op} 节点“{node}”需要自己的结果：运算构成了环。</translation>
    </message>
    <message>
        <source>In '{path}' {value} has the ONNX element type {type}, which is not supported.</source>
        <extracomment>error onnx.unsupported_type</extracomment>
        <translation>“{path}”中{value}的 ONNX 元素类型为 {type}，不受支持。</translation>
    </message>
    <message>
        <source>In every training step a normal random number is added to each value: y = x + σ n with n of mean 0 and deviation 1. The network sees each sample a little different every time and cannot cling to exact values, which makes it sturdier against noisy data. When the network predicts, it does nothing. It has no weights.</source>
        <extracomment>layer Gaussian Noise</extracomment>
        <translation>在每个训练步中，每个值加上一个正态随机数：y = x + σ n，n 的均值为 0、标准差为 1。网络每次看到的样本略有不同，无法依附于精确的数值，因此对有噪声的数据更稳健。网络预测时不起作用。它没有权重。</translation>
    </message>
    <message>
        <source>In every training step each value is set to zero with probability p, and the others are multiplied by 1 / (1 - p), so that the mean stays: y = m x / (1 - p) with m = 0 or 1. No feature can rely on one other feature, which works against learning the training data by heart. When the network predicts, Dropout does nothing. It has no weights.</source>
        <extracomment>layer Dropout</extracomment>
        <translation>在每个训练步中，每个值以概率 p 被设为零，其余乘以 1 / (1 - p)，使均值不变：y = m x / (1 - p)，m = 0 或 1。任何特征都不能只依赖另一个特征，从而防止死记训练数据（过拟合）。网络预测时 Dropout 不起作用。它没有权重。</translation>
    </message>
    <message>
        <source>In every training step the whole branch is set to zero for a share p of the samples, and multiplied by 1 / (1 - p) for the others: y = m x / (1 - p) with one m = 0 or 1 for each sample. Put it at the end of a residual branch, before the Add: for some samples the block is then not there, the network trains as if it were shorter, and very deep ones learn better. It is also called stochastic depth. When the network predicts, it does nothing.</source>
        <extracomment>layer DropPath</extracomment>
        <translation>在每个训练步中，比例为 p 的样本的整个分支被设为零，其余样本乘以 1 / (1 - p)：y = m x / (1 - p)，每个样本有一个 m = 0 或 1。把它放在残差分支末尾、Add 之前：对某些样本来说该块不存在，网络训练时如同更浅，非常深的网络学得更好。它也称为随机深度 (stochastic depth)。网络预测时不起作用。</translation>
    </message>
    <message>
        <source>In the second part the first layer has the learning rate of the head divided by this; those between lie evenly.</source>
        <extracomment>schedule Fine-tune (fastai), help of Rate divisor</extracomment>
        <translation>在第二部分中，第一层的学习率为头部的学习率除以此值；中间各层均匀分布。</translation>
    </message>
    <message>
        <source>Inception block</source>
        <extracomment>ready module</extracomment>
        <translation>Inception 块</translation>
    </message>
    <message>
        <source>Include prediction</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>包含预测</translation>
    </message>
    <message>
        <source>Include preparation</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>包含预处理</translation>
    </message>
    <message>
        <source>Index</source>
        <extracomment>layer ArgMax, choice of Result</extracomment>
        <translation>索引</translation>
    </message>
    <message>
        <source>Initial factor</source>
        <extracomment>layer ChannelScale, parameter</extracomment>
        <translation>初始系数</translation>
    </message>
    <message>
        <source>Initial slope</source>
        <extracomment>layer PReLU, parameter</extracomment>
        <translation>初始斜率</translation>
    </message>
    <message>
        <source>Initial values</source>
        <extracomment>layer Parameter, parameter</extracomment>
        <translation>初始值</translation>
    </message>
    <message>
        <source>Initial weights</source>
        <extracomment>layer Dense, parameter</extracomment>
        <translation>初始权重</translation>
    </message>
    <message>
        <source>Input</source>
        <extracomment>layer Dense, port</extracomment>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input '{input}' of '{path}' has the shape {shape}; the batch and one to four sizes are needed.</source>
        <extracomment>error import.bad_rank</extracomment>
        <translation>“{path}”的输入“{input}”形状为 {shape}；需要批和一至四个尺寸。</translation>
    </message>
    <message>
        <source>Input '{input}' of '{path}' holds {type}, which a design cannot take.</source>
        <extracomment>error import.input_type</extracomment>
        <translation>“{path}”的输入“{input}”为 {type}，设计不能接收。</translation>
    </message>
    <message>
        <source>Input '{input}' of '{path}' leaves sizes open: {shape}.</source>
        <extracomment>error import.open_shape</extracomment>
        <translation>“{path}”的输入“{input}”有未定的尺寸：{shape}。</translation>
    </message>
    <message>
        <source>Input '{input}' of '{path}' says sizes that no array has: {shape}.</source>
        <extracomment>error import.absurd_size</extracomment>
        <translation>“{path}”的输入“{input}”的尺寸不可能存在：{shape}。</translation>
    </message>
    <message>
        <source>Input A</source>
        <extracomment>layer Add, port</extracomment>
        <translation>输入 A</translation>
    </message>
    <message>
        <source>Input B</source>
        <extracomment>layer Add, port</extracomment>
        <translation>输入 B</translation>
    </message>
    <message>
        <source>Input and output</source>
        <extracomment>category of layers</extracomment>
        <translation>输入与输出</translation>
    </message>
    <message>
        <source>Input and output shapes match</source>
        <extracomment>phrase</extracomment>
        <translation>输入和输出形状一致</translation>
    </message>
    <message>
        <source>Input name</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>输入名称</translation>
    </message>
    <message>
        <source>Inputs</source>
        <extracomment>layer Add, parameter</extracomment>
        <translation>输入数</translation>
    </message>
    <message>
        <source>Inputs and Outputs belong outside of modules, module inputs and outputs inside.</source>
        <extracomment>cure of layer.wrong_level</extracomment>
        <translation>Input 和 Output 应在模块外部，模块输入和模块输出应在内部。</translation>
    </message>
    <message>
        <source>Inputs from {0}, targets from {1}.</source>
        <extracomment>phrase</extracomment>
        <translation>输入来自 {0}，目标来自 {1}。</translation>
    </message>
    <message>
        <source>Insert Dense with 1 unit</source>
        <extracomment>phrase</extracomment>
        <translation>插入有 1 个单元的 Dense</translation>
    </message>
    <message>
        <source>Insert Dense with {0} units</source>
        <extracomment>phrase</extracomment>
        <translation>插入有 {0} 个单元的 Dense</translation>
    </message>
    <message>
        <source>Insert Embedding.</source>
        <extracomment>phrase</extracomment>
        <translation>请插入 Embedding。</translation>
    </message>
    <message>
        <source>Insert Flatten, or insert GlobalAveragePool.</source>
        <extracomment>phrase</extracomment>
        <translation>请插入 Flatten，或插入 GlobalAveragePool。</translation>
    </message>
    <message>
        <source>Insert Flatten.</source>
        <extracomment>phrase</extracomment>
        <translation>请插入 Flatten。</translation>
    </message>
    <message>
        <source>Insert GlobalAveragePool.</source>
        <extracomment>phrase</extracomment>
        <translation>请插入 GlobalAveragePool。</translation>
    </message>
    <message>
        <source>Insert a LogSoftmax, or use the loss 'cross_entropy', which takes logits.</source>
        <extracomment>cure of layer.no_log_probability</extracomment>
        <translation>请插入 LogSoftmax，或使用接收 logits 的损失“cross_entropy”。</translation>
    </message>
    <message>
        <source>Insert a Sigmoid, or use the loss 'binary_cross_entropy_with_logits'.</source>
        <extracomment>cure of layer.no_probability</extracomment>
        <translation>请插入 Sigmoid，或使用损失“binary_cross_entropy_with_logits”。</translation>
    </message>
    <message>
        <source>Insert {0}</source>
        <extracomment>phrase</extracomment>
        <translation>插入 {0}</translation>
    </message>
    <message>
        <source>Install Nodegrad again.</source>
        <extracomment>cure of examples.damaged</extracomment>
        <translation>请重新安装 Nodegrad。</translation>
    </message>
    <message>
        <source>Install Python 3, then numpy and the engine (onnxruntime, torch) with pip, or set NODEGRAD_PYTHON to a Python that has them.</source>
        <extracomment>cure of verify.no_python</extracomment>
        <translation>请安装 Python 3，再用 pip 安装 numpy 和引擎（onnxruntime、torch），或将 NODEGRAD_PYTHON 设为具备它们的 Python。</translation>
    </message>
    <message>
        <source>Install it with '{python} -m pip install numpy {package}', or set NODEGRAD_PYTHON to a Python that has it.</source>
        <extracomment>cure of verify.no_engine</extracomment>
        <translation>请用“{python} -m pip install numpy {package}”安装，或将 NODEGRAD_PYTHON 设为具备它的 Python。</translation>
    </message>
    <message>
        <source>Instead of adding, each layer puts its 32 new channels beside all older ones. Nothing that was found is lost, so each layer may be thin. Between the blocks, a transition halves channels and size.</source>
        <extracomment>model DenseNet-121</extracomment>
        <translation>每一层不是相加，而是把自己的 32 个新通道放在所有旧通道旁边。找到的内容不会丢失，因此每一层都可以很薄。块与块之间的过渡层使通道数和大小减半。</translation>
    </message>
    <message>
        <source>Inverted residual</source>
        <extracomment>ready module</extracomment>
        <translation>倒残差</translation>
    </message>
    <message>
        <source>Inverted residuals with squeeze and excite, found by search.</source>
        <extracomment>model EfficientNet-B0</extracomment>
        <translation>带压缩与激励的倒残差，由搜索得到。</translation>
    </message>
    <message>
        <source>Inverted residuals: made for phones.</source>
        <extracomment>model MobileNetV2</extracomment>
        <translation>倒残差：为手机而设计。</translation>
    </message>
    <message>
        <source>Iris</source>
        <extracomment>data source</extracomment>
        <translation>鸢尾花 (Iris)</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <extracomment>phrase</extracomment>
        <translation>它是文件夹</translation>
    </message>
    <message>
        <source>It has for instance: {known}.</source>
        <extracomment>cure of weights.map_unknown</extracomment>
        <translation>例如有：{known}。</translation>
    </message>
    <message>
        <source>It is damaged or meant to do harm: get it from another place, or as ONNX.</source>
        <extracomment>cure of torchscript.crashed</extracomment>
        <translation>它已损坏或怀有恶意:请从别处获取,或获取其 ONNX 文件。</translation>
    </message>
    <message>
        <source>It is damaged or meant to do harm; if it is merely large, export the model as ONNX.</source>
        <extracomment>cure of torchscript.too_much_memory</extracomment>
        <translation>它已损坏或怀有恶意;如果只是太大,请将模型导出为 ONNX。</translation>
    </message>
    <message>
        <source>It is damaged, or no safetensors file.</source>
        <extracomment>cure of safetensors.header_too_large</extracomment>
        <translation>它已损坏，或不是 safetensors 文件。</translation>
    </message>
    <message>
        <source>It is damaged: copy it again or save it anew.</source>
        <extracomment>cure of safetensors.bad_offsets</extracomment>
        <translation>它已损坏：请重新复制或重新保存。</translation>
    </message>
    <message>
        <source>It is damaged: copy or download it again.</source>
        <extracomment>cure of idx.absurd_size</extracomment>
        <translation>它已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>It is damaged: save the array again.</source>
        <extracomment>cure of npy.absurd_shape</extracomment>
        <translation>它已损坏：请重新保存数组。</translation>
    </message>
    <message>
        <source>It is not the log that the checkpoint belongs to: start a new run.</source>
        <extracomment>cure of events.bad_offset</extracomment>
        <translation>它不是该检查点所属的日志：请开始新的运行。</translation>
    </message>
    <message>
        <source>It may run for ever; if it is merely large, export the model as ONNX.</source>
        <extracomment>cure of torchscript.too_slow</extracomment>
        <translation>它可能永远不会结束;如果只是太大,请将模型导出为 ONNX。</translation>
    </message>
    <message>
        <source>It needs a weight_map from names to files.</source>
        <extracomment>cure of weights.bad_index</extracomment>
        <translation>它需要从名称到文件的 weight_map。</translation>
    </message>
    <message>
        <source>It stays as a grey node; replace it with layers of your own.</source>
        <extracomment>cure of import.no_layer</extracomment>
        <translation>它保留为灰色节点；请用您自己的层替换。</translation>
    </message>
    <message>
        <source>It takes: {known}.</source>
        <extracomment>cure of graph_text.unknown_parameter</extracomment>
        <translation>可用的有：{known}。</translation>
    </message>
    <message>
        <source>Iterations</source>
        <extracomment>optimizer Muon, parameter</extracomment>
        <translation>迭代次数</translation>
    </message>
    <message>
        <source>Its columns are: {known}.</source>
        <extracomment>cure of data.no_such_column</extracomment>
        <translation>它的列有：{known}。</translation>
    </message>
    <message>
        <source>Its inputs: {known}.</source>
        <extracomment>cure of import.no_such_input</extracomment>
        <translation>它的输入有：{known}。</translation>
    </message>
    <message>
        <source>Its layer has an ONNX form.</source>
        <extracomment>phrase</extracomment>
        <translation>其层具有 ONNX 形式。</translation>
    </message>
    <message>
        <source>Its place in the output: 1 right behind the batch, -1 at the end.</source>
        <extracomment>layer Unsqueeze, help of Dimension</extracomment>
        <translation>它在输出中的位置：1 紧跟在批之后，-1 为末尾。</translation>
    </message>
    <message>
        <source>Its runs: {known}.</source>
        <extracomment>cure of runs.unknown</extracomment>
        <translation>它的运行有：{known}。</translation>
    </message>
    <message>
        <source>K</source>
        <extracomment>layer LocalResponseNorm, parameter</extracomment>
        <translation>K</translation>
    </message>
    <message>
        <source>Kaiming normal</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>Kaiming 正态</translation>
    </message>
    <message>
        <source>Kaiming uniform</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>Kaiming 均匀</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>training, parameter</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Keep best</source>
        <extracomment>training, parameter</extracomment>
        <translation>保留最佳</translation>
    </message>
    <message>
        <source>Keep between 1 and {size}, or cut off less.</source>
        <extracomment>cure of layer.crop_too_large</extracomment>
        <translation>请保留 1 至 {size}，或少裁一些。</translation>
    </message>
    <message>
        <source>Keep dimension</source>
        <extracomment>layer DotProduct, parameter</extracomment>
        <translation>保留维度</translation>
    </message>
    <message>
        <source>Keep dimensions</source>
        <extracomment>layer ReduceSum, parameter</extracomment>
        <translation>保留维度</translation>
    </message>
    <message>
        <source>Keep it with size 1.</source>
        <extracomment>layer ArgMax, help of Keep dimension</extracomment>
        <translation>以大小 1 保留该维度。</translation>
    </message>
    <message>
        <source>Keep the dimension of the features with size 1: (N, 1) in place of (N).</source>
        <extracomment>layer DotProduct, help of Keep dimension</extracomment>
        <translation>将特征维度以大小 1 保留：(N, 1) 而不是 (N)。</translation>
    </message>
    <message>
        <source>Keep them with size 1, so that the result can be merged with the input.</source>
        <extracomment>layer ReduceSum, help of Keep dimensions</extracomment>
        <translation>以大小 1 保留这些维度，使结果能与输入合并。</translation>
    </message>
    <message>
        <source>Keep values from a smaller to a larger number between 0 and {size}.</source>
        <extracomment>cure of layer.slice_outside</extracomment>
        <translation>请保留 0 到 {size} 之间的值，起点须小于终点。</translation>
    </message>
    <message>
        <source>Keeps a range of one dimension.</source>
        <extracomment>layer Slice</extracomment>
        <translation>保留一个维度的一段范围。</translation>
    </message>
    <message>
        <source>Keeps averages of mean and variance and predicts with them.</source>
        <extracomment>layer InstanceNorm, help of Running statistics</extracomment>
        <translation>保存均值和方差的平均，并用其预测。</translation>
    </message>
    <message>
        <source>Keeps each value above a minimum, below a maximum, or between both.</source>
        <extracomment>layer Clamp</extracomment>
        <translation>使每个值不低于最小值、不高于最大值，或介于二者之间。</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window of time steps, which makes a sequence shorter.</source>
        <extracomment>layer MaxPool1D</extracomment>
        <translation>保留每个时间步窗口的最大值，使序列变短。</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window, which makes a picture smaller.</source>
        <extracomment>layer MaxPool2D</extracomment>
        <translation>保留每个窗口的最大值，使图片变小。</translation>
    </message>
    <message>
        <source>Keeps the largest value of each window, which makes a volume smaller.</source>
        <extracomment>layer MaxPool3D</extracomment>
        <translation>保留每个窗口的最大值，使体数据变小。</translation>
    </message>
    <message>
        <source>Keeps the last window when it reaches beyond the end.</source>
        <extracomment>layer MaxPool2D, help of Round up</extracomment>
        <translation>最后一个窗口超出末端时也予以保留。</translation>
    </message>
    <message>
        <source>Kernel</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Key</source>
        <extracomment>layer MultiHeadAttention, port</extracomment>
        <translation>键</translation>
    </message>
    <message>
        <source>Key and value heads</source>
        <extracomment>layer MultiHeadAttention, parameter</extracomment>
        <translation>键和值的头数</translation>
    </message>
    <message>
        <source>Kind</source>
        <extracomment>layer Input, parameter</extracomment>
        <translation>种类</translation>
    </message>
    <message>
        <source>Known formats: {known}.</source>
        <extracomment>cure of export.unknown_format</extracomment>
        <translation>已知格式：{known}。</translation>
    </message>
    <message>
        <source>Known sources: {known}.</source>
        <extracomment>cure of data.unknown_source</extracomment>
        <translation>已知来源：{known}。</translation>
    </message>
    <message>
        <source>Known: standardize, scale, none.</source>
        <extracomment>cure of data.unknown_preparation</extracomment>
        <translation>已知的有：standardize、scale、none。</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>KL 散度</translation>
    </message>
    <message>
        <source>L-BFGS</source>
        <extracomment>optimizer</extracomment>
        <translation>L-BFGS</translation>
    </message>
    <message>
        <source>L-BFGS evaluates the loss within a step, which the precision 16-mixed cannot scale.</source>
        <extracomment>error training.lbfgs_precision</extracomment>
        <translation>L-BFGS 在一步之内计算损失，而精度 16-mixed 无法对此进行缩放。</translation>
    </message>
    <message>
        <source>L1</source>
        <extracomment>layer ReduceNorm, choice of Order</extracomment>
        <translation>L1</translation>
    </message>
    <message>
        <source>L2</source>
        <extracomment>layer ReduceNorm, choice of Order</extracomment>
        <translation>L2</translation>
    </message>
    <message>
        <source>L2 is the usual length, y = sqrt(Σ x[i]²), L1 the sum of the absolute values, y = Σ |x[i]|, over all places of the chosen dimensions, which then disappear or keep the size 1. Divided by it, vectors keep their direction and get the length 1; the distance of two values is the norm of their difference.</source>
        <extracomment>layer ReduceNorm</extracomment>
        <translation>L2 为通常的长度 y = sqrt(Σ x[i]²)，L1 为绝对值之和 y = Σ |x[i]|，范围是选定维度的所有位置，这些维度随后消失或以大小 1 保留。向量除以它后保持方向而长度为 1；两个值的距离是其差的范数。</translation>
    </message>
    <message>
        <source>L2, the root of the squares, or L1, the sum of the absolute values.</source>
        <extracomment>layer ReduceNorm, help of Order</extracomment>
        <translation>L2 为平方和的根，L1 为绝对值之和。</translation>
    </message>
    <message>
        <source>LSTM on wave shapes</source>
        <extracomment>example</extracomment>
        <translation>LSTM 识别波形</translation>
    </message>
    <message>
        <source>LSTMs on top of each other.</source>
        <extracomment>layer LSTM, help of Layers</extracomment>
        <translation>相互堆叠的 LSTM 的个数。</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Labels</source>
        <extracomment>data source IDX files (MNIST), parameter</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Labels stored in the file</source>
        <extracomment>phrase</extracomment>
        <translation>文件中存储的标签</translation>
    </message>
    <message>
        <source>Largest difference</source>
        <extracomment>phrase</extracomment>
        <translation>最大差异</translation>
    </message>
    <message>
        <source>Largest step</source>
        <extracomment>optimizer Rprop, parameter</extracomment>
        <translation>最大步长</translation>
    </message>
    <message>
        <source>Largest value</source>
        <extracomment>layer SpatialPyramidPool, choice of Mode</extracomment>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Last output</source>
        <extracomment>layer LSTM, choice of Output</extracomment>
        <translation>最后输出</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>层数</translation>
    </message>
    <message>
        <source>Layers apart</source>
        <extracomment>training, parameter</extracomment>
        <translation>各层单独设置</translation>
    </message>
    <message>
        <source>Lays all values of a sample out in one row.</source>
        <extracomment>layer Flatten</extracomment>
        <translation>把样本的所有值排成一行。</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <extracomment>optimizer SGD, parameter</extracomment>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate after the last epoch.</source>
        <extracomment>schedule Cosine, help of End value</extracomment>
        <translation>最后一轮之后的学习率。</translation>
    </message>
    <message>
        <source>Learning rate at the bottom of a cycle; the optimizer's is the top.</source>
        <extracomment>schedule Cyclic, help of Lowest rate</extracomment>
        <translation>周期底部的学习率；优化器的学习率为顶部。</translation>
    </message>
    <message>
        <source>Learning rate at the end of a cycle.</source>
        <extracomment>schedule Cosine, warm restarts, help of End value</extracomment>
        <translation>周期结束时的学习率。</translation>
    </message>
    <message>
        <source>Learning rate from then on; 0: as the schedule says.</source>
        <extracomment>training, help of SWA rate</extracomment>
        <translation>此后的学习率；0 表示由调度决定。</translation>
    </message>
    <message>
        <source>Least change</source>
        <extracomment>optimizer L-BFGS, parameter</extracomment>
        <translation>最小变化</translation>
    </message>
    <message>
        <source>Leave it out of the selection.</source>
        <extracomment>cure of graph.module_io</extracomment>
        <translation>请不要选择它。</translation>
    </message>
    <message>
        <source>Leaves a branch out for single samples while training.</source>
        <extracomment>layer DropPath</extracomment>
        <translation>训练时对个别样本跳过一个分支。</translation>
    </message>
    <message>
        <source>Leaves values between two limits and sets the others to the limit.</source>
        <extracomment>layer Hardtanh</extracomment>
        <translation>两个界限之间的值不变，其余设为界限值。</translation>
    </message>
    <message>
        <source>Length</source>
        <extracomment>layer LearnedPositions, parameter</extracomment>
        <translation>长度</translation>
    </message>
    <message>
        <source>Length of a straight rise to the full learning rate; the schedule begins after it. 0: none.</source>
        <extracomment>training, help of Warm-up</extracomment>
        <translation>沿直线升到完整学习率的长度；调度在其后开始。0 表示没有。</translation>
    </message>
    <message>
        <source>Lengths</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>长度</translation>
    </message>
    <message>
        <source>Lengths count as at least this, so that zeros do not divide by zero.</source>
        <extracomment>layer CosineSimilarity, help of Epsilon</extracomment>
        <translation>长度至少按此计，使零向量不会导致除以零。</translation>
    </message>
    <message>
        <source>Let one of the weights stand on its own.</source>
        <extracomment>cure of layer.tie_circle</extracomment>
        <translation>请让其中一个权重独立。</translation>
    </message>
    <message>
        <source>Lets every step of a sequence look at all others and take what matters.</source>
        <extracomment>layer MultiHeadAttention</extracomment>
        <translation>让序列的每一步查看其他所有步，并取其要点。</translation>
    </message>
    <message>
        <source>Letters of each input with commas between, -&gt;, and the letters of the output.</source>
        <extracomment>layer Einsum, help of Equation</extracomment>
        <translation>各输入的字母以逗号分隔，接 -&gt;，再接输出的字母。</translation>
    </message>
    <message>
        <source>Levels</source>
        <extracomment>layer SpatialPyramidPool, parameter</extracomment>
        <translation>级别</translation>
    </message>
    <message>
        <source>Lightning checkpoint</source>
        <extracomment>export format</extracomment>
        <translation>Lightning 检查点</translation>
    </message>
    <message>
        <source>Like Adam with very little memory: rows and columns of the squared gradient instead of all of it (Shazeer and Stern, 2018).</source>
        <extracomment>optimizer Adafactor</extracomment>
        <translation>类似 Adam，但内存占用很少：只保存梯度平方的行和列而非全部（Shazeer 和 Stern，2018）。</translation>
    </message>
    <message>
        <source>Limits</source>
        <extracomment>layer Clamp, parameter</extracomment>
        <translation>界限</translation>
    </message>
    <message>
        <source>Limits and trials</source>
        <extracomment>group of settings</extracomment>
        <translation>限制与试运行</translation>
    </message>
    <message>
        <source>Line search</source>
        <extracomment>optimizer L-BFGS, parameter</extracomment>
        <translation>线搜索</translation>
    </message>
    <message>
        <source>Line {line} of '{path}' has {got} cells, but the lines before have {expected}.</source>
        <extracomment>error table.ragged_row</extracomment>
        <translation>“{path}”的第 {line} 行有 {got} 个单元格，而之前各行有 {expected} 个。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{layer}' has no parameter '{name}'.</source>
        <extracomment>error graph_text.unknown_parameter</extracomment>
        <translation>第 {line} 行第 {column} 列：“{layer}”没有参数“{name}”。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{layer}' takes at most {count} values.</source>
        <extracomment>error graph_text.too_many_values</extracomment>
        <translation>第 {line} 行第 {column} 列：“{layer}”最多接收 {count} 个值。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{name}' is already the name of a layer or module.</source>
        <extracomment>error graph_text.module_taken</extracomment>
        <translation>第 {line} 行第 {column} 列：“{name}”已是某个层或模块的名称。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{name}' is already the name of another layer.</source>
        <extracomment>error graph_text.name_taken</extracomment>
        <translation>第 {line} 行第 {column} 列：“{name}”已是另一个层的名称。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{name}' of '{layer}' is given twice.</source>
        <extracomment>error graph_text.given_twice</extracomment>
        <translation>第 {line} 行第 {column} 列：“{layer}”的“{name}”给出了两次。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{name}' stands inside of a module only.</source>
        <extracomment>error graph_text.port_outside</extracomment>
        <translation>第 {line} 行第 {column} 列：“{name}”只能位于模块内部。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{node}' has no free input.</source>
        <extracomment>error graph_text.no_free_input</extracomment>
        <translation>第 {line} 行第 {column} 列：“{node}”没有空闲的输入。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: '{node}' has no such output.</source>
        <extracomment>error graph_text.no_output</extracomment>
        <translation>第 {line} 行第 {column} 列：“{node}”没有这样的输出。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: nothing is called '{name}'.</source>
        <extracomment>error graph_text.unknown_name</extracomment>
        <translation>第 {line} 行第 {column} 列：没有名为“{name}”的内容。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: there is no layer called '{name}'.</source>
        <extracomment>error graph_text.unknown_layer</extracomment>
        <translation>第 {line} 行第 {column} 列：没有名为“{name}”的层。</translation>
    </message>
    <message>
        <source>Line {line}, column {column}: {expected} is expected, but {got}.</source>
        <extracomment>error graph_text.syntax</extracomment>
        <translation>第 {line} 行第 {column} 列：应为{expected}，但{got}。</translation>
    </message>
    <message>
        <source>Linear</source>
        <extracomment>layer Upsample, choice of Mode</extracomment>
        <translation>线性</translation>
    </message>
    <message>
        <source>Linear correlation of truth and answer, -1..1.</source>
        <extracomment>metric Pearson</extracomment>
        <translation>真实与答案的线性相关系数，-1..1。</translation>
    </message>
    <message>
        <source>Lion</source>
        <extracomment>optimizer</extracomment>
        <translation>Lion</translation>
    </message>
    <message>
        <source>Loading the weights</source>
        <extracomment>phrase</extracomment>
        <translation>正在加载权重</translation>
    </message>
    <message>
        <source>Log in to a desktop (or use ssh -X), or use the commands: nodegrad --help</source>
        <extracomment>cure of window.no_display</extracomment>
        <translation>请登录桌面（或使用 ssh -X），或使用命令：nodegrad --help</translation>
    </message>
    <message>
        <source>Log loss</source>
        <extracomment>metric</extracomment>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Log of the rate</source>
        <extracomment>loss Poisson, port</extracomment>
        <translation>速率的对数</translation>
    </message>
    <message>
        <source>Log-probabilities</source>
        <extracomment>loss Negative log likelihood, port</extracomment>
        <translation>对数概率</translation>
    </message>
    <message>
        <source>Logits</source>
        <extracomment>layer Output, port</extracomment>
        <translation>Logits</translation>
    </message>
    <message>
        <source>Longest gradient, or largest entry of one; 0: gradients are not clipped.</source>
        <extracomment>training, help of Clip gradients at</extracomment>
        <translation>梯度的最大长度，或其元素的最大值；0 表示不裁剪。</translation>
    </message>
    <message>
        <source>Longest root mean square of a step.</source>
        <extracomment>optimizer Adafactor, help of Clip</extracomment>
        <translation>一步的均方根的最大值。</translation>
    </message>
    <message>
        <source>Longest time</source>
        <extracomment>training, parameter</extracomment>
        <translation>最长时间</translation>
    </message>
    <message>
        <source>Look ahead along the momentum; needs a momentum above 0.</source>
        <extracomment>optimizer SGD, help of Nesterov</extracomment>
        <translation>沿动量方向前瞻；动量须大于 0。</translation>
    </message>
    <message>
        <source>Look every</source>
        <extracomment>training, parameter</extracomment>
        <translation>观察间隔</translation>
    </message>
    <message>
        <source>Looks for patterns in each channel on its own.</source>
        <extracomment>layer DepthwiseConv2D</extracomment>
        <translation>在每个通道中各自寻找模式。</translation>
    </message>
    <message>
        <source>Looks for short patterns along a sequence, with the same weights at every place.</source>
        <extracomment>layer Conv1D</extracomment>
        <translation>沿序列寻找短的模式，在每个位置使用相同的权重。</translation>
    </message>
    <message>
        <source>Looks for small patterns anywhere in a picture, with the same weights at every place.</source>
        <extracomment>layer Conv2D</extracomment>
        <translation>在图片的任何位置寻找小的模式，在每个位置使用相同的权重。</translation>
    </message>
    <message>
        <source>Looks for small patterns anywhere in a volume, such as a scan of a body or a film.</source>
        <extracomment>layer Conv3D</extracomment>
        <translation>在体数据（例如人体扫描或影片）的任何位置寻找小的模式。</translation>
    </message>
    <message>
        <source>Looks up a row of E trained numbers for each token, as Embedding does, and averages them: y = 1/T Σ W[token_t]. The order of the words is lost, but one vector (N, E) for the whole text is there at once: with a Dense layer behind it, the simplest classifier of texts and often a good one. The padding token does not count.</source>
        <extracomment>layer EmbeddingBag</extracomment>
        <translation>与 Embedding 一样，为每个词元查找一行 E 个训练得到的数，再取平均：y = 1/T Σ W[token_t]。词序丢失，但立即得到整段文本的一个向量 (N, E)：其后接一个 Dense 层就是最简单、往往也不错的文本分类器。填充词元不计入。</translation>
    </message>
    <message>
        <source>Looks up a trained vector for each token.</source>
        <extracomment>layer Embedding</extracomment>
        <translation>为每个词元查找一个训练得到的向量。</translation>
    </message>
    <message>
        <source>Looks with four sizes of windows at once and puts the answers side by side.</source>
        <extracomment>ready module Inception block</extracomment>
        <translation>同时用四种大小的窗口查看，并将结果并排。</translation>
    </message>
    <message>
        <source>Loop</source>
        <extracomment>group of settings</extracomment>
        <translation>循环</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>Lower the learning rate, or start again from an earlier checkpoint with a lower one.</source>
        <extracomment>cure of training.non_finite_loss</extracomment>
        <translation>请降低学习率，或从更早的检查点以更低的学习率重新开始。</translation>
    </message>
    <message>
        <source>Lower the repeats of its modules.</source>
        <extracomment>cure of graph.too_many_layers</extracomment>
        <translation>请减少其模块的重复次数。</translation>
    </message>
    <message>
        <source>Lowest momentum</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>最低动量</translation>
    </message>
    <message>
        <source>Lowest rate</source>
        <extracomment>schedule Cyclic, parameter</extracomment>
        <translation>最低学习率</translation>
    </message>
    <message>
        <source>MAE</source>
        <extracomment>metric</extracomment>
        <translation>MAE</translation>
    </message>
    <message>
        <source>MAPE</source>
        <extracomment>metric</extracomment>
        <translation>MAPE</translation>
    </message>
    <message>
        <source>MCC</source>
        <extracomment>metric</extracomment>
        <translation>MCC</translation>
    </message>
    <message>
        <source>MLP-Mixer block</source>
        <extracomment>ready module</extracomment>
        <translation>MLP-Mixer 块</translation>
    </message>
    <message>
        <source>MSE</source>
        <extracomment>metric</extracomment>
        <translation>MSE</translation>
    </message>
    <message>
        <source>Make a module of it first.</source>
        <extracomment>cure of graph.exposed_root</extracomment>
        <translation>请先将其做成模块。</translation>
    </message>
    <message>
        <source>Make a module of some layers, name layers under 'Modules', or switch it off.</source>
        <extracomment>cure of training.no_module</extracomment>
        <translation>请将一些层组成模块，或在“模块”中写出层名，或将其关闭。</translation>
    </message>
    <message>
        <source>Make every size at least 1.</source>
        <extracomment>cure of layer.empty_output</extracomment>
        <translation>请使每个尺寸至少为 1。</translation>
    </message>
    <message>
        <source>Make its length at least {got}.</source>
        <extracomment>cure of layer.too_many_steps</extracomment>
        <translation>请使其长度至少为 {got}。</translation>
    </message>
    <message>
        <source>Make that layer smaller, or the batch size.</source>
        <extracomment>cure of memory.forecast</extracomment>
        <translation>请缩小该层或批大小。</translation>
    </message>
    <message>
        <source>Make the instance unique and change it there.</source>
        <extracomment>cure of graph.exposed_ports</extracomment>
        <translation>请将实例设为独立，并在那里更改。</translation>
    </message>
    <message>
        <source>Make the kernel smaller, add padding, or remove a pooling layer before it.</source>
        <extracomment>cure of layer.kernel_too_large</extracomment>
        <translation>请缩小卷积核、增加填充，或删除前面的池化层。</translation>
    </message>
    <message>
        <source>Make the layer before it smaller.</source>
        <extracomment>cure of layer.too_many_channels</extracomment>
        <translation>请缩小前面的层。</translation>
    </message>
    <message>
        <source>Make the layers before it give one number for each number of the target.</source>
        <extracomment>cure of layer.target_shape</extracomment>
        <translation>请使前面的层为目标的每个数给出一个数。</translation>
    </message>
    <message>
        <source>Make the output padding smaller than the stride or the dilation.</source>
        <extracomment>cure of layer.output_padding_too_large</extracomment>
        <translation>请使输出填充小于步幅或膨胀。</translation>
    </message>
    <message>
        <source>Make the padding at most half of the kernel.</source>
        <extracomment>cure of layer.padding_too_large</extracomment>
        <translation>请使填充最多为核的一半。</translation>
    </message>
    <message>
        <source>Make the padding smaller, or pad with zeros.</source>
        <extracomment>cure of layer.padding_beyond</extracomment>
        <translation>请减小填充，或用零填充。</translation>
    </message>
    <message>
        <source>Make the picture smaller.</source>
        <extracomment>cure of picture.too_large</extracomment>
        <translation>请缩小图片。</translation>
    </message>
    <message>
        <source>Make the sequence shorter.</source>
        <extracomment>cure of layer.table_too_large</extracomment>
        <translation>请缩短序列。</translation>
    </message>
    <message>
        <source>Makes a picture larger: spreads each pixel over a window with trained weights.</source>
        <extracomment>layer ConvTranspose2D</extracomment>
        <translation>使图片变大：用训练得到的权重把每个像素展开到一个窗口。</translation>
    </message>
    <message>
        <source>Makes a sequence longer: spreads each step over a window with trained weights.</source>
        <extracomment>layer ConvTranspose1D</extracomment>
        <translation>使序列变长：用训练得到的权重把每一步展开到一个窗口。</translation>
    </message>
    <message>
        <source>Makes a volume larger: spreads each voxel over a window with trained weights.</source>
        <extracomment>layer ConvTranspose3D</extracomment>
        <translation>使体数据变大：用训练得到的权重把每个体素展开到一个窗口。</translation>
    </message>
    <message>
        <source>Making two classes</source>
        <extracomment>phrase</extracomment>
        <translation>正在生成两个类别</translation>
    </message>
    <message>
        <source>Making wave shapes</source>
        <extracomment>phrase</extracomment>
        <translation>正在生成波形</translation>
    </message>
    <message>
        <source>Margin</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Marks each pixel of a picture: down to see much, up to say where.</source>
        <extracomment>model U-Net</extracomment>
        <translation>标注图片的每个像素：下行看得更多，上行说明在哪里。</translation>
    </message>
    <message>
        <source>Mask</source>
        <extracomment>layer MultiHeadAttention, port</extracomment>
        <translation>掩码</translation>
    </message>
    <message>
        <source>Matthews' correlation of truth and answer: 1 is perfect, 0 no better than chance.</source>
        <extracomment>metric MCC</extracomment>
        <translation>真实与答案的马修斯相关系数：1 为完美，0 不优于随机。</translation>
    </message>
    <message>
        <source>Maximum</source>
        <extracomment>layer Hardtanh, parameter</extracomment>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Maximum only</source>
        <extracomment>layer Clamp, choice of Limits</extracomment>
        <translation>仅最大值</translation>
    </message>
    <message>
        <source>Mean</source>
        <extracomment>layer SpatialPyramidPool, choice of Mode</extracomment>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Mean absolute error as a share of the target; for targets that are not near 0.</source>
        <extracomment>metric MAPE</extracomment>
        <translation>平均绝对误差占目标的份额；适用于不接近 0 的目标。</translation>
    </message>
    <message>
        <source>Mean absolute error, in units of the target.</source>
        <extracomment>metric MAE</extracomment>
        <translation>平均绝对误差，以目标的单位计。</translation>
    </message>
    <message>
        <source>Mean difference</source>
        <extracomment>phrase</extracomment>
        <translation>平均差异</translation>
    </message>
    <message>
        <source>Mean of -ln of the probability of the right class; 0 is perfect.</source>
        <extracomment>metric Log loss</extracomment>
        <translation>正确类别概率的 -ln 的均值；0 为完美。</translation>
    </message>
    <message>
        <source>Mean over the classes of the share that is found: rare classes count as much as common ones, 0..1.</source>
        <extracomment>metric Balanced accuracy</extracomment>
        <translation>各类别被找到的比例的平均：稀有类别与常见类别同等计算，0..1。</translation>
    </message>
    <message>
        <source>Mean squared distance of the probabilities from the truth; 0 is perfect.</source>
        <extracomment>metric Brier score</extracomment>
        <translation>概率与真实值的均方距离；0 为完美。</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>均方误差</translation>
    </message>
    <message>
        <source>Mean squared error, in squared units of the target.</source>
        <extracomment>metric MSE</extracomment>
        <translation>均方误差，以目标单位的平方计。</translation>
    </message>
    <message>
        <source>Meaning</source>
        <extracomment>data source NumPy arrays, parameter</extracomment>
        <translation>含义</translation>
    </message>
    <message>
        <source>Measured</source>
        <extracomment>schedule Reduce on plateau, parameter</extracomment>
        <translation>度量方式</translation>
    </message>
    <message>
        <source>Measures how much values scatter along chosen dimensions.</source>
        <extracomment>layer ReduceVariance</extracomment>
        <translation>沿选定的维度度量值的分散程度。</translation>
    </message>
    <message>
        <source>Measures the length of vectors along chosen dimensions.</source>
        <extracomment>layer ReduceNorm</extracomment>
        <translation>沿选定的维度度量向量的长度。</translation>
    </message>
    <message>
        <source>Megabytes of weights that the file itself holds; more lie beside it in a second one, NAME.data.</source>
        <extracomment>export to ONNX, help of One file up to (MB)</extracomment>
        <translation>文件自身容纳的权重兆字节数；更多的权重放在旁边的第二个文件 NAME.data 中。</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>layer TransformerDecoderLayer, port</extracomment>
        <translation>记忆</translation>
    </message>
    <message>
        <source>Memory mask</source>
        <extracomment>layer TransformerDecoderLayer, port</extracomment>
        <translation>记忆掩码</translation>
    </message>
    <message>
        <source>Merge</source>
        <extracomment>category of layers</extracomment>
        <translation>合并</translation>
    </message>
    <message>
        <source>Metrics</source>
        <extracomment>group of settings</extracomment>
        <translation>指标</translation>
    </message>
    <message>
        <source>Minimum</source>
        <extracomment>layer Hardtanh, parameter</extracomment>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Minimum only</source>
        <extracomment>layer Clamp, choice of Limits</extracomment>
        <translation>仅最小值</translation>
    </message>
    <message>
        <source>Mirrored</source>
        <extracomment>layer Pad, choice of Mode</extracomment>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Mixed samples belong to several classes in part, which the loss '{loss}' cannot compare with.</source>
        <extracomment>error training.mix_needs_shares</extracomment>
        <translation>混合样本部分地属于多个类别，损失“{loss}”无法与之比较。</translation>
    </message>
    <message>
        <source>Mixes over the steps, then over the features, with Dense layers alone.</source>
        <extracomment>ready module MLP-Mixer block</extracomment>
        <translation>只用 Dense 层，先跨步混合，再跨特征混合。</translation>
    </message>
    <message>
        <source>Mixup</source>
        <extracomment>training, parameter</extracomment>
        <translation>Mixup</translation>
    </message>
    <message>
        <source>Mixup needs numbers or pictures, but these samples are made of whole numbers that stand for something.</source>
        <extracomment>error training.mixup_needs_numbers</extracomment>
        <translation>Mixup 需要数值或图片，但这些样本由代表某种含义的整数组成。</translation>
    </message>
    <message>
        <source>Mode</source>
        <extracomment>layer SpatialPyramidPool, parameter</extracomment>
        <translation>方式</translation>
    </message>
    <message>
        <source>Modules</source>
        <extracomment>category of layers</extracomment>
        <translation>模块</translation>
    </message>
    <message>
        <source>Modules are nested more than {limit} levels deep, or contain each other in a circle.</source>
        <extracomment>error graph.too_deep</extracomment>
        <translation>模块嵌套超过 {limit} 层，或相互包含成环。</translation>
    </message>
    <message>
        <source>Momentum</source>
        <extracomment>layer BatchNorm, parameter</extracomment>
        <translation>动量</translation>
    </message>
    <message>
        <source>Momentum at the bottom, 0..1.</source>
        <extracomment>schedule Cyclic, help of Highest momentum</extracomment>
        <translation>底部的动量，0..1。</translation>
    </message>
    <message>
        <source>Momentum at the ends, 0..1.</source>
        <extracomment>schedule One cycle, help of Highest momentum</extracomment>
        <translation>两端的动量，0..1。</translation>
    </message>
    <message>
        <source>Momentum at the full learning rate, 0..1.</source>
        <extracomment>schedule One cycle, help of Lowest momentum</extracomment>
        <translation>学习率完整时的动量，0..1。</translation>
    </message>
    <message>
        <source>Momentum at the top, 0..1.</source>
        <extracomment>schedule Cyclic, help of Lowest momentum</extracomment>
        <translation>顶部的动量，0..1。</translation>
    </message>
    <message>
        <source>Momentum decay</source>
        <extracomment>optimizer NAdam, parameter</extracomment>
        <translation>动量衰减</translation>
    </message>
    <message>
        <source>Momentum whose matrices are made orthogonal; all other parameters (biases, kernels of convolutions) go by AdamW at the same rate (Jordan, 2024).</source>
        <extracomment>optimizer Muon</extracomment>
        <translation>对矩阵的动量进行正交化；其他所有参数（偏置、卷积核）以相同学习率使用 AdamW（Jordan，2024）。</translation>
    </message>
    <message>
        <source>Monitor</source>
        <extracomment>training, parameter</extracomment>
        <translation>监控</translation>
    </message>
    <message>
        <source>Most evaluations of the loss in a step; 0: a quarter more than iterations.</source>
        <extracomment>optimizer L-BFGS, help of Evaluations</extracomment>
        <translation>一步中最多计算损失的次数；0 表示比迭代次数多四分之一。</translation>
    </message>
    <message>
        <source>Most iterations of a step.</source>
        <extracomment>optimizer L-BFGS, help of Iterations</extracomment>
        <translation>一步的最多迭代次数。</translation>
    </message>
    <message>
        <source>Most steps</source>
        <extracomment>training, parameter</extracomment>
        <translation>最多步数</translation>
    </message>
    <message>
        <source>Moves values along a dimension, round the end.</source>
        <extracomment>layer Roll</extracomment>
        <translation>沿维度循环移动值。</translation>
    </message>
    <message>
        <source>Multi-class hinge</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>多类合页损失</translation>
    </message>
    <message>
        <source>Multi-label</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>多标签</translation>
    </message>
    <message>
        <source>Multi-step</source>
        <extracomment>schedule</extracomment>
        <translation>多步</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <extracomment>layer DepthwiseConv2D, parameter</extracomment>
        <translation>倍数</translation>
    </message>
    <message>
        <source>Multiplies and sums along any dimensions, as an equation of letters says.</source>
        <extracomment>layer Einsum</extracomment>
        <translation>按字母等式沿任意维度相乘并求和。</translation>
    </message>
    <message>
        <source>Multiplies each channel by a trained number and adds another one.</source>
        <extracomment>layer ChannelScale</extracomment>
        <translation>将每个通道乘以一个可训练的数，再加上另一个。</translation>
    </message>
    <message>
        <source>Multiplies each value by a fixed number and adds another one.</source>
        <extracomment>layer Scale</extracomment>
        <translation>将每个值乘以一个固定的数，再加上另一个数。</translation>
    </message>
    <message>
        <source>Multiplies its inputs element by element.</source>
        <extracomment>layer Multiply</extracomment>
        <translation>将各输入逐元素相乘。</translation>
    </message>
    <message>
        <source>Multiplies the values along chosen dimensions.</source>
        <extracomment>layer ReduceProduct</extracomment>
        <translation>沿选定的维度将值相乘。</translation>
    </message>
    <message>
        <source>Multiplies two inputs feature by feature and sums the products.</source>
        <extracomment>layer DotProduct</extracomment>
        <translation>将两个输入逐特征相乘并求和。</translation>
    </message>
    <message>
        <source>Multiplies two matrices for each sample.</source>
        <extracomment>layer MatMul</extracomment>
        <translation>对每个样本将两个矩阵相乘。</translation>
    </message>
    <message>
        <source>Muon</source>
        <extracomment>optimizer</extracomment>
        <translation>Muon</translation>
    </message>
    <message>
        <source>NAdam</source>
        <extracomment>optimizer</extracomment>
        <translation>NAdam</translation>
    </message>
    <message>
        <source>Name a layer first: {name} = ...</source>
        <extracomment>cure of graph_text.unknown_name</extracomment>
        <translation>请先为层命名：{name} = ...</translation>
    </message>
    <message>
        <source>Name at least one dimension.</source>
        <extracomment>cure of layer.no_dims</extracomment>
        <translation>请至少指定一个维度。</translation>
    </message>
    <message>
        <source>Name each dimension from 1 on once, or none to reverse them; the batch, 0, stays in front.</source>
        <extracomment>cure of layer.not_an_order</extracomment>
        <translation>请将从 1 开始的每个维度各写一次，或不填以反转；批 0 留在最前。</translation>
    </message>
    <message>
        <source>Name each dimension once, and the batch, 0, first.</source>
        <extracomment>cure of layer.not_a_permutation</extracomment>
        <translation>请将每个维度各写一次，批 0 在最前。</translation>
    </message>
    <message>
        <source>Name it as in the outline, for example: --module block</source>
        <extracomment>cure of render.no_module</extracomment>
        <translation>请使用大纲中的名称，例如：--module block</translation>
    </message>
    <message>
        <source>Name of the column to predict; empty: the last one.</source>
        <extracomment>data source CSV table, help of Target column</extracomment>
        <translation>要预测的列的名称；留空则为最后一列。</translation>
    </message>
    <message>
        <source>Name of the input in the file; empty: the usual one. Several inputs keep their names.</source>
        <extracomment>export to ONNX, help of Input name</extracomment>
        <translation>文件中输入的名称；留空则用通常的名称。多个输入保持各自的名称。</translation>
    </message>
    <message>
        <source>Name of the output in the file; empty: the usual one. Several outputs keep their names.</source>
        <extracomment>export to ONNX, help of Output name</extracomment>
        <translation>文件中输出的名称；留空则用通常的名称。多个输出保持各自的名称。</translation>
    </message>
    <message>
        <source>Name the .npy file that holds the targets.</source>
        <extracomment>cure of data.no_targets_file</extracomment>
        <translation>请指定含有目标的 .npy 文件。</translation>
    </message>
    <message>
        <source>Name the file of labels.</source>
        <extracomment>cure of data.no_labels</extracomment>
        <translation>请指定标签文件。</translation>
    </message>
    <message>
        <source>Names and sizes of what comes out for one sample.</source>
        <extracomment>layer TorchScript, help of Gives</extracomment>
        <translation>每个样本的输出的名称和大小。</translation>
    </message>
    <message>
        <source>Names and sizes of what one sample is made of.</source>
        <extracomment>layer TorchScript, help of Takes</extracomment>
        <translation>每个样本的输入的名称和大小。</translation>
    </message>
    <message>
        <source>Names of columns to leave out, separated by commas.</source>
        <extracomment>data source CSV table, help of Unused columns</extracomment>
        <translation>要排除的列的名称，以逗号分隔。</translation>
    </message>
    <message>
        <source>Names of the weights match</source>
        <extracomment>phrase</extracomment>
        <translation>权重名称一致</translation>
    </message>
    <message>
        <source>Nearest</source>
        <extracomment>layer Upsample, choice of Mode</extracomment>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>Negative</source>
        <extracomment>loss Triplet, port</extracomment>
        <translation>负例</translation>
    </message>
    <message>
        <source>Negative log likelihood</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>负对数似然</translation>
    </message>
    <message>
        <source>Negative slope</source>
        <extracomment>layer LeakyReLU, parameter</extracomment>
        <translation>负半轴斜率</translation>
    </message>
    <message>
        <source>Neighbouring pixels, and neighbouring time steps, say nearly the same: where Dropout hides one of them, the others give it away. Spatial Dropout hides a channel, or a feature over all time steps, everywhere at once: y = m x / (1 - p) with one m = 0 or 1 for each channel of each sample. Use it between convolutions, and Dropout between Dense layers. When the network predicts, it does nothing.</source>
        <extracomment>layer Spatial Dropout</extracomment>
        <translation>相邻的像素、相邻的时间步几乎说的是同一件事：Dropout 隐藏其中一个，其他的仍会透露它。Spatial Dropout 在所有位置同时隐藏一个通道，或在所有时间步隐藏一个特征：y = m x / (1 - p)，每个样本的每个通道有一个 m = 0 或 1。在卷积之间用它，在 Dense 层之间用 Dropout。网络预测时不起作用。</translation>
    </message>
    <message>
        <source>Neither convolution nor attention: one Dense layer mixes over the 196 patches, the next over the 512 features, in turn. It shows how much of a transformer's strength is this taking of turns.</source>
        <extracomment>model MLP-Mixer-S/16</extracomment>
        <translation>既无卷积也无注意力：一个 Dense 层跨 196 个图块混合，下一个跨 512 个特征混合，如此交替。它说明 transformer 的力量有多少来自这种交替。</translation>
    </message>
    <message>
        <source>Nesterov</source>
        <extracomment>optimizer SGD, parameter</extracomment>
        <translation>Nesterov</translation>
    </message>
    <message>
        <source>Nesterov needs a dampening of 0.</source>
        <extracomment>error training.nesterov_with_dampening</extracomment>
        <translation>Nesterov 需要阻尼为 0。</translation>
    </message>
    <message>
        <source>Nesterov needs a momentum above 0, but it is 0.</source>
        <extracomment>error training.nesterov_without_momentum</extracomment>
        <translation>Nesterov 需要动量大于 0，但现在为 0。</translation>
    </message>
    <message>
        <source>Networks with SELU hold their values at mean 0 and variance 1 by themselves, and zeros would upset that. AlphaDropout sets a value to the smallest that SELU gives, s = -1.758, instead, and scales and shifts all: y = a (m x + (1 - m) s) + b, with a = 1 / sqrt((1 - p)(1 + p s²)) and b = -a p s. When the network predicts, it does nothing.</source>
        <extracomment>layer AlphaDropout</extracomment>
        <translation>使用 SELU 的网络会自行使值保持均值 0、方差 1，设为零会破坏这一点。AlphaDropout 改为把值设为 SELU 所能给出的最小值 s = -1.758，并对全部值缩放和平移：y = a (m x + (1 - m) s) + b，其中 a = 1 / sqrt((1 - p)(1 + p s²))，b = -a p s。网络预测时不起作用。</translation>
    </message>
    <message>
        <source>New order of the training samples in every epoch.</source>
        <extracomment>training, help of Shuffle</extracomment>
        <translation>每一轮重新打乱训练样本的顺序。</translation>
    </message>
    <message>
        <source>New sizes of one sample, without the batch; one may be -1.</source>
        <extracomment>layer Reshape, help of Shape</extracomment>
        <translation>单个样本的新尺寸，不含批；其中一个可为 -1。</translation>
    </message>
    <message>
        <source>Newton-Schulz iterations that make a matrix orthogonal.</source>
        <extracomment>optimizer Muon, help of Iterations</extracomment>
        <translation>使矩阵正交化的 Newton-Schulz 迭代次数。</translation>
    </message>
    <message>
        <source>No</source>
        <extracomment>data source CSV table, choice of Header</extracomment>
        <translation>否</translation>
    </message>
    <message>
        <source>No array of targets is named for '{inputs}', and none lies beside it.</source>
        <extracomment>error data.no_targets_file</extracomment>
        <translation>没有为“{inputs}”指定目标数组，旁边也没有。</translation>
    </message>
    <message>
        <source>No data are chosen yet.</source>
        <extracomment>error data.none_chosen</extracomment>
        <translation>还没有选择数据。</translation>
    </message>
    <message>
        <source>No layer is left to train in epoch {epoch}: all are frozen.</source>
        <extracomment>error training.all_frozen</extracomment>
        <translation>第 {epoch} 轮没有可训练的层：全部已冻结。</translation>
    </message>
    <message>
        <source>No layers are selected.</source>
        <extracomment>error graph.module_empty</extracomment>
        <translation>没有选择任何层。</translation>
    </message>
    <message>
        <source>No path is given for {what}.</source>
        <extracomment>error data.no_path</extracomment>
        <translation>没有为{what}指定路径。</translation>
    </message>
    <message>
        <source>No sample of class '{label}' is in the training part.</source>
        <extracomment>error data.class_not_in_training</extracomment>
        <translation>训练集中没有类别“{label}”的样本。</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <extracomment>phrase</extracomment>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <extracomment>phrase</extracomment>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>No training script can be written for this run: {reason}.</source>
        <extracomment>error export.no_training_script</extracomment>
        <translation>无法为此运行写出训练脚本：{reason}。</translation>
    </message>
    <message>
        <source>No weight decay on parameters of at most one dimension: biases and the scales of norms.</source>
        <extracomment>training, help of Spare biases</extracomment>
        <translation>对最多一维的参数（偏置和归一化的缩放）不做权重衰减。</translation>
    </message>
    <message>
        <source>Noise</source>
        <extracomment>training, parameter</extracomment>
        <translation>噪声</translation>
    </message>
    <message>
        <source>Noise decay</source>
        <extracomment>training, parameter</extracomment>
        <translation>噪声衰减</translation>
    </message>
    <message>
        <source>Noisy sine, square and sawtooth sequences.</source>
        <extracomment>data source Wave shapes</extracomment>
        <translation>带噪声的正弦波、方波和锯齿波序列。</translation>
    </message>
    <message>
        <source>Noisy sine, square and sawtooth waves of any speed and start. No single value tells which wave it is: the network must watch how the values follow each other. An LSTM reads one value after the other and keeps a memory of 32 numbers; after the last value the memory is judged by a dense layer. Shuffle the values in time and nothing could be learned.</source>
        <extracomment>lesson of LSTM on wave shapes</extracomment>
        <translation>速度和起点任意、带噪声的正弦波、方波和锯齿波。没有哪个单独的值能说明是哪种波：网络必须观察各值如何相继变化。LSTM 逐个读取各值，保持 32 个数的记忆；读完最后一个值后，由全连接层对记忆作出判断。若把各值在时间上打乱，便什么也学不到。</translation>
    </message>
    <message>
        <source>Noisy sine, square and sawtooth waves with 2 to 4 periods and any start: what tells them apart is the course, not any one value.</source>
        <extracomment>phrase</extracomment>
        <translation>带噪声的正弦波、方波和锯齿波，2 至 4 个周期，起点任意：区分它们的是走势，而不是某个单独的值。</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>layer MultiHeadAttention, choice of Positions</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>None of the {files} pictures in '{path}' can be read. The first: {first}</source>
        <extracomment>error data.no_readable_picture</extracomment>
        <translation>“{path}”中的 {files} 张图片都无法读取。第一个：{first}</translation>
    </message>
    <message>
        <source>None of the {folders} sub-folders of '{path}' holds a JPEG, PNG or BMP file.</source>
        <extracomment>error data.no_pictures</extracomment>
        <translation>“{path}”的 {folders} 个子文件夹中都没有 JPEG、PNG 或 BMP 文件。</translation>
    </message>
    <message>
        <source>Nonlinearity</source>
        <extracomment>layer RNN, parameter</extracomment>
        <translation>非线性</translation>
    </message>
    <message>
        <source>Norm</source>
        <extracomment>layer LpPool1D, parameter</extracomment>
        <translation>范数</translation>
    </message>
    <message>
        <source>Norm at the end</source>
        <extracomment>layer TransformerEncoder, parameter</extracomment>
        <translation>末尾归一化</translation>
    </message>
    <message>
        <source>Norm first</source>
        <extracomment>layer TransformerEncoderLayer, parameter</extracomment>
        <translation>归一化在前</translation>
    </message>
    <message>
        <source>Normal</source>
        <extracomment>layer Parameter, choice of Initial values</extracomment>
        <translation>正态</translation>
    </message>
    <message>
        <source>Normalization</source>
        <extracomment>category of layers</extracomment>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Normalizes what goes into each part, not what comes out: deep stacks train more easily.</source>
        <extracomment>layer TransformerEncoderLayer, help of Norm first</extracomment>
        <translation>对每一部分的输入而非输出归一化：很深的堆叠更容易训练。</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <extracomment>phrase</extracomment>
        <translation>它不是文件夹</translation>
    </message>
    <message>
        <source>Not one tensor of the file fits the design.</source>
        <extracomment>error weights.nothing_fits</extracomment>
        <translation>文件中没有一个张量与设计匹配。</translation>
    </message>
    <message>
        <source>Not one weight in '{path}' fits the design.</source>
        <extracomment>error project.weights_do_not_fit</extracomment>
        <translation>“{path}”中没有一个权重与设计匹配。</translation>
    </message>
    <message>
        <source>Nothing but 3 × 3 convolutions, deeper and deeper.</source>
        <extracomment>model VGG-11</extracomment>
        <translation>只有 3 × 3 卷积，越来越深。</translation>
    </message>
    <message>
        <source>Nothing is connected to the input '{port}' of '{node}'.</source>
        <extracomment>error layer.port_open</extracomment>
        <translation>“{node}”的输入“{port}”没有连接。</translation>
    </message>
    <message>
        <source>NumPy arrays</source>
        <extracomment>data source</extracomment>
        <translation>NumPy 数组</translation>
    </message>
    <message>
        <source>Number</source>
        <extracomment>layer ArgMax, choice of Result</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>Number format of the arithmetic. Mixed: products of matrices in 16 bits, all else and the weights in float32.</source>
        <extracomment>training, help of Precision</extracomment>
        <translation>计算的数值格式。混合：矩阵乘积用 16 位，其余及权重用 float32。</translation>
    </message>
    <message>
        <source>Number k added to the squares.</source>
        <extracomment>layer LocalResponseNorm, help of K</extracomment>
        <translation>加到平方和上的数 k。</translation>
    </message>
    <message>
        <source>Number of arms; each is a class.</source>
        <extracomment>data source Spirals, help of Arms</extracomment>
        <translation>臂的条数；每条为一个类别。</translation>
    </message>
    <message>
        <source>Number of output channels.</source>
        <extracomment>layer ConvTranspose1D, help of Filters</extracomment>
        <translation>输出通道数。</translation>
    </message>
    <message>
        <source>Number of output channels: how many patterns are looked for.</source>
        <extracomment>layer Conv1D, help of Filters</extracomment>
        <translation>输出通道数：寻找多少种模式。</translation>
    </message>
    <message>
        <source>Number of outputs.</source>
        <extracomment>layer Dense, help of Units</extracomment>
        <translation>输出的个数。</translation>
    </message>
    <message>
        <source>Number of places; 0: as many as the sequence has.</source>
        <extracomment>layer LearnedPositions, help of Length</extracomment>
        <translation>位置的个数；0 表示与序列长度相同。</translation>
    </message>
    <message>
        <source>Number of tokens V; 0: taken from the data.</source>
        <extracomment>layer One-Hot, help of Classes</extracomment>
        <translation>词元的个数 V；0 表示取自数据。</translation>
    </message>
    <message>
        <source>Number that all random choices are made from; equal seeds give equal runs.</source>
        <extracomment>training, help of Seed</extracomment>
        <translation>所有随机选择的来源；相同的种子得到相同的运行。</translation>
    </message>
    <message>
        <source>Number the words as in the training data.</source>
        <extracomment>cure of data.bad_token</extracomment>
        <translation>请与训练数据相同地为单词编号。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <extracomment>data source CSV table, choice of Task</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>Numbers E for each token.</source>
        <extracomment>layer Embedding, help of Dimensions</extracomment>
        <translation>每个词元的数的个数 E。</translation>
    </message>
    <message>
        <source>Numbers a sample.</source>
        <extracomment>data source Two classes, help of Features</extracomment>
        <translation>每个样本的数的个数。</translation>
    </message>
    <message>
        <source>Numbers, inputs (a, b, ...), + - * / ^, parentheses and functions such as relu(a).</source>
        <extracomment>layer Formula, help of Formula</extracomment>
        <translation>数字、输入 (a, b, ...)、+ - * / ^、括号，以及 relu(a) 之类的函数。</translation>
    </message>
    <message>
        <source>ONNX</source>
        <extracomment>export format</extracomment>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>Of how many of the best epochs the checkpoints are kept; 1: 'best' alone.</source>
        <extracomment>training, help of Keep best</extracomment>
        <translation>保留多少个最佳轮的检查点；1 表示只有“best”。</translation>
    </message>
    <message>
        <source>Of weights and gradients, for each parameter.</source>
        <extracomment>training, help of Histograms</extracomment>
        <translation>权重和梯度的直方图，每个参数各一个。</translation>
    </message>
    <message>
        <source>On an accelerator: record forward and backward of a compiled step once, then launch them in one go. Faster where networks are small; not for layers that draw random numbers.</source>
        <extracomment>training, help of CUDA graphs</extracomment>
        <translation>在加速器上：把编译好的一步的前向和反向记录一次，以后一次性启动。网络较小时更快；不适用于抽取随机数的层。</translation>
    </message>
    <message>
        <source>One batch of training and one of validation, to see whether everything works.</source>
        <extracomment>training, help of Fast trial run</extracomment>
        <translation>训练一个批、验证一个批，看一切是否正常。</translation>
    </message>
    <message>
        <source>One block, drawn once, repeated three times. Each block adds what its two convolutions compute to what came in, so it only has to learn the difference, and the gradient has a straight way back to the first layer: this is what made networks of more than a hundred layers trainable (He and others, 2015). Open the module with a double click to see its inside; change the repeat to make the network deeper, and see parameters and memory follow.</source>
        <extracomment>lesson of Residual CNN</extracomment>
        <translation>一个块，只画一次，重复三次。每个块把其两个卷积的计算结果加到输入上，因此只需学习差异，梯度也有直达第一层的通路：这使一百层以上的网络变得可训练（何恺明等，2015）。双击打开模块查看其内部；修改重复次数使网络更深，观察参数和内存如何随之变化。</translation>
    </message>
    <message>
        <source>One cycle</source>
        <extracomment>schedule</extracomment>
        <translation>单周期</translation>
    </message>
    <message>
        <source>One cycle (fastai)</source>
        <extracomment>schedule</extracomment>
        <translation>单周期 (fastai)</translation>
    </message>
    <message>
        <source>One divided by each value.</source>
        <extracomment>layer Reciprocal</extracomment>
        <translation>一除以每个值。</translation>
    </message>
    <message>
        <source>One file for LibTorch and PyTorch, without Python code.</source>
        <extracomment>export format TorchScript</extracomment>
        <translation>供 LibTorch 和 PyTorch 使用的单个文件，不含 Python 代码。</translation>
    </message>
    <message>
        <source>One file up to (MB)</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>单个文件上限 (MB)</translation>
    </message>
    <message>
        <source>One for all</source>
        <extracomment>layer PReLU, choice of Slopes</extracomment>
        <translation>共用一个</translation>
    </message>
    <message>
        <source>One for all values, or one for each channel or feature.</source>
        <extracomment>layer PReLU, help of Slopes</extracomment>
        <translation>所有值共用一个，或每个通道、特征各一个。</translation>
    </message>
    <message>
        <source>One for each channel</source>
        <extracomment>layer PReLU, choice of Slopes</extracomment>
        <translation>每个通道一个</translation>
    </message>
    <message>
        <source>One more LayerNorm behind the last layer, usual with norm first.</source>
        <extracomment>layer TransformerEncoder, help of Norm at the end</extracomment>
        <translation>在最后一层之后再加一个 LayerNorm，归一化在前时通常如此。</translation>
    </message>
    <message>
        <source>One neuron: logistic regression.</source>
        <extracomment>example Textbook: logistic regression</extracomment>
        <translation>一个神经元：逻辑回归。</translation>
    </message>
    <message>
        <source>One neuron: ten weights, a bias, and sigmoid. Trained with binary cross entropy this is logistic regression, known since the 1950s, and on classes with a straight border it is all that is needed. After training, read the ten weights in the inspector: they are the direction in which the two classes part.</source>
        <extracomment>lesson of Textbook: logistic regression</extracomment>
        <translation>一个神经元：十个权重、一个偏置和 sigmoid。用二元交叉熵训练就是自 20 世纪 50 年代以来为人所知的逻辑回归；对于边界为直线的类别，这就足够了。训练之后，在检查器中查看这十个权重：它们就是两个类别分开的方向。</translation>
    </message>
    <message>
        <source>One number for all places, or all of them with commas between, row by row.</source>
        <extracomment>layer Constant, help of Values</extracomment>
        <translation>所有位置同一个数，或以逗号分隔逐行给出全部的数。</translation>
    </message>
    <message>
        <source>One number for all sides, one a dimension, or top, bottom, left, right.</source>
        <extracomment>layer Pad, help of Sides</extracomment>
        <translation>所有边同一个数、每个维度一个数，或上、下、左、右。</translation>
    </message>
    <message>
        <source>One number for each class, such as 1, 2.5, 1; empty: all classes count alike.</source>
        <extracomment>layer Output, help of Class weights</extracomment>
        <translation>每个类别一个数，例如 1, 2.5, 1；留空则所有类别同等计算。</translation>
    </message>
    <message>
        <source>One of the two dimensions; 0 is the batch and stays.</source>
        <extracomment>layer Transpose, help of First</extracomment>
        <translation>两个维度之一；0 为批，保持不变。</translation>
    </message>
    <message>
        <source>One sub-folder a class, with JPEG, PNG or BMP files in it.</source>
        <extracomment>data source Folder of pictures</extracomment>
        <translation>每个类别一个子文件夹，其中为 JPEG、PNG 或 BMP 文件。</translation>
    </message>
    <message>
        <source>One value</source>
        <extracomment>layer Pad, choice of Mode</extracomment>
        <translation>单一值</translation>
    </message>
    <message>
        <source>One vector for the sequence, or one for each step.</source>
        <extracomment>layer LSTM, help of Output</extracomment>
        <translation>整个序列一个向量，或每一步一个。</translation>
    </message>
    <message>
        <source>One vector h is both memory and output. At each step a gate z decides how much of it is kept, and a gate r how much of it counts for the new content n: r, z = σ(W x + b + U h + c), n = tanh(W x + b + r (U h + c)), h' = (1 - z) n + z h. It has three quarters of the weights of an LSTM and is often as good. Where z stays near 1 the memory, and its gradient, pass through many steps unchanged.</source>
        <extracomment>layer GRU</extracomment>
        <translation>同一个向量 h 既是记忆又是输出。每一步由门 z 决定保留多少，由门 r 决定它对新内容 n 的影响有多大：r, z = σ(W x + b + U h + c)，n = tanh(W x + b + r (U h + c))，h' = (1 - z) n + z h。其权重为 LSTM 的四分之三，效果往往不相上下。z 接近 1 时，记忆及其梯度可不变地穿过许多步。</translation>
    </message>
    <message>
        <source>Ones</source>
        <extracomment>layer Parameter, choice of Initial values</extracomment>
        <translation>全一</translation>
    </message>
    <message>
        <source>Only dimensions of size 1 can go: name another, or none for all of them.</source>
        <extracomment>cure of layer.cannot_squeeze</extracomment>
        <translation>只能去掉大小为 1 的维度：请指定其他维度，或不填以去掉全部。</translation>
    </message>
    <message>
        <source>Only the length of sequences and tokens may be 0, which stands for any length.</source>
        <extracomment>cure of layer.input_zero</extracomment>
        <translation>只有序列和词元的长度可为 0，表示任意长度。</translation>
    </message>
    <message>
        <source>Only the weights, as torch.load(path, weights_only=True) reads them.</source>
        <extracomment>export format PyTorch weights</extracomment>
        <translation>只有权重，以 torch.load(path, weights_only=True) 读取。</translation>
    </message>
    <message>
        <source>Only the weights, in a safe and simple container.</source>
        <extracomment>export format safetensors</extracomment>
        <translation>只有权重，采用安全而简单的容器。</translation>
    </message>
    <message>
        <source>Open a file that ends in .nodegrad.</source>
        <extracomment>cure of project.not_json</extracomment>
        <translation>请打开以 .nodegrad 结尾的文件。</translation>
    </message>
    <message>
        <source>Open the project that the training script was exported from.</source>
        <extracomment>cure of lightning.does_not_fit</extracomment>
        <translation>请打开导出该训练脚本的项目。</translation>
    </message>
    <message>
        <source>Opset</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>Opset</translation>
    </message>
    <message>
        <source>Options are given as KEY=VALUE; known: {known}.</source>
        <extracomment>cure of export.unknown_option</extracomment>
        <translation>选项写作 KEY=VALUE；已知的有：{known}。</translation>
    </message>
    <message>
        <source>Order</source>
        <extracomment>layer ReduceNorm, parameter</extracomment>
        <translation>阶</translation>
    </message>
    <message>
        <source>Orthogonal</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>正交</translation>
    </message>
    <message>
        <source>Output</source>
        <extracomment>layer Input, port</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>Output name</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>输出名称</translation>
    </message>
    <message>
        <source>Output padding</source>
        <extracomment>layer ConvTranspose1D, parameter</extracomment>
        <translation>输出填充</translation>
    </message>
    <message>
        <source>Output size</source>
        <extracomment>layer AdaptiveMaxPool1D, parameter</extracomment>
        <translation>输出大小</translation>
    </message>
    <message>
        <source>Over</source>
        <extracomment>schedule Linear, parameter</extracomment>
        <translation>历时</translation>
    </message>
    <message>
        <source>Overfit batches</source>
        <extracomment>training, parameter</extracomment>
        <translation>过拟合批数</translation>
    </message>
    <message>
        <source>PR AUC</source>
        <extracomment>metric</extracomment>
        <translation>PR AUC</translation>
    </message>
    <message>
        <source>Pad at most {most}, or choose another mode.</source>
        <extracomment>cure of layer.pad_too_large</extracomment>
        <translation>最多填充 {most} 个，或选择其他方式。</translation>
    </message>
    <message>
        <source>Padding</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>填充</translation>
    </message>
    <message>
        <source>Padding counts as zeros in the average; otherwise it is left out.</source>
        <extracomment>layer AveragePool2D, help of Count padding</extracomment>
        <translation>平均时填充按零计入，否则将其排除。</translation>
    </message>
    <message>
        <source>Padding mode</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>填充方式</translation>
    </message>
    <message>
        <source>Padding token</source>
        <extracomment>layer Embedding, parameter</extracomment>
        <translation>填充词元</translation>
    </message>
    <message>
        <source>Pairs of features are seen as points and turned by t θ_i, with θ_i = base^(-2i/d) in a head of d features. When a turned query meets a turned key, only the difference of their places is left: (R_t q) · (R_s k) = q · R_(s-t) k. Stands between the Dense layers of q and k and ScaledDotProductAttention; MultiHeadAttention has it as an option.</source>
        <extracomment>layer RotaryPositions</extracomment>
        <translation>成对的特征被视为点，旋转 t θ_i，在有 d 个特征的头中 θ_i = base^(-2i/d)。旋转后的查询遇到旋转后的键时，只剩下它们位置之差：(R_t q) · (R_s k) = q · R_(s-t) k。它位于 q 和 k 的 Dense 层与 ScaledDotProductAttention 之间；MultiHeadAttention 将其作为选项提供。</translation>
    </message>
    <message>
        <source>Pairs that do not belong together may be as similar as this.</source>
        <extracomment>layer Output, help of Margin</extracomment>
        <translation>不属于一对的样本可以相似到这个程度。</translation>
    </message>
    <message>
        <source>Part A</source>
        <extracomment>layer Split, port</extracomment>
        <translation>部分 A</translation>
    </message>
    <message>
        <source>Part B</source>
        <extracomment>layer Split, port</extracomment>
        <translation>部分 B</translation>
    </message>
    <message>
        <source>Parts</source>
        <extracomment>layer Split, parameter</extracomment>
        <translation>份数</translation>
    </message>
    <message>
        <source>Parts G into which the channels are split; must divide them.</source>
        <extracomment>layer GroupNorm, help of Groups</extracomment>
        <translation>通道划分成的组数 G；必须能整除通道数。</translation>
    </message>
    <message>
        <source>Parts along each side, one number a level.</source>
        <extracomment>layer SpatialPyramidPool, help of Levels</extracomment>
        <translation>每边的份数，每级一个数。</translation>
    </message>
    <message>
        <source>Parts into which channels and filters are split.</source>
        <extracomment>layer ConvTranspose1D, help of Groups</extracomment>
        <translation>通道和滤波器划分成的组数。</translation>
    </message>
    <message>
        <source>Parts into which channels and filters are split; as many as channels: depthwise.</source>
        <extracomment>layer Conv1D, help of Groups</extracomment>
        <translation>通道和滤波器划分成的组数；等于通道数时为深度卷积。</translation>
    </message>
    <message>
        <source>Parts of the attention; must divide the number of features.</source>
        <extracomment>layer TransformerEncoderLayer, help of Heads</extracomment>
        <translation>注意力的部分数；必须能整除特征数。</translation>
    </message>
    <message>
        <source>Parts that look on their own; must divide the number of features.</source>
        <extracomment>layer MultiHeadAttention, help of Heads</extracomment>
        <translation>各自查看的部分数；必须能整除特征数。</translation>
    </message>
    <message>
        <source>Pass --partial to leave them out, or --map FILE.json to pair names by hand.</source>
        <extracomment>cure of weights.unused</extracomment>
        <translation>用 --partial 将其略去，或用 --map FILE.json 手动配对名称。</translation>
    </message>
    <message>
        <source>Pass --partial to take what fits, or --map FILE.json to pair names by hand.</source>
        <extracomment>cure of weights.missing</extracomment>
        <translation>用 --partial 取用匹配的部分，或用 --map FILE.json 手动配对名称。</translation>
    </message>
    <message>
        <source>Paste it one level further up.</source>
        <extracomment>cure of graph.module_in_itself</extracomment>
        <translation>请粘贴到上一个层级。</translation>
    </message>
    <message>
        <source>Patch</source>
        <extracomment>layer PatchEmbedding, parameter</extracomment>
        <translation>图块</translation>
    </message>
    <message>
        <source>Patience</source>
        <extracomment>schedule Reduce on plateau, parameter</extracomment>
        <translation>耐心</translation>
    </message>
    <message>
        <source>Pearson</source>
        <extracomment>metric</extracomment>
        <translation>皮尔逊</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <extracomment>phrase</extracomment>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Pictures</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures and labels in the two files that MNIST and its relatives come in.</source>
        <extracomment>data source IDX files (MNIST)</extracomment>
        <translation>MNIST 及其同类数据集所用的图片和标签两个文件。</translation>
    </message>
    <message>
        <source>Pictures are divided by their full range; each other feature by its range in the training samples.</source>
        <extracomment>preparation of data Scale to 0..1</extracomment>
        <translation>图片除以其完整范围；其他特征各按其在训练样本中的范围缩放。</translation>
    </message>
    <message>
        <source>Pictures from {0}, labels from {1}.</source>
        <extracomment>phrase</extracomment>
        <translation>图片来自 {0}，标签来自 {1}。</translation>
    </message>
    <message>
        <source>Points in four quadrants, opposite ones share a class.</source>
        <extracomment>data source XOR</extracomment>
        <translation>四个象限中的点，相对的象限属于同一类别。</translation>
    </message>
    <message>
        <source>Points in four quadrants; opposite quadrants share a class. No straight line separates the two, so a network without a hidden layer cannot learn it.</source>
        <extracomment>phrase</extracomment>
        <translation>四个象限中的点，相对的象限属于同一类别。没有直线能将二者分开，因此没有隐藏层的网络学不会。</translation>
    </message>
    <message>
        <source>Points in many dimensions on two sides of a border that is straight (one neuron learns it) or curved (a hidden layer is needed).</source>
        <extracomment>phrase</extracomment>
        <translation>高维空间中位于边界两侧的点，边界为直线（一个神经元即可学会）或曲线（需要隐藏层）。</translation>
    </message>
    <message>
        <source>Points with ten features on two sides of a border.</source>
        <extracomment>data source Two classes</extracomment>
        <translation>位于边界两侧、有十个特征的点。</translation>
    </message>
    <message>
        <source>Poisson</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>泊松</translation>
    </message>
    <message>
        <source>Polynomial</source>
        <extracomment>schedule</extracomment>
        <translation>多项式</translation>
    </message>
    <message>
        <source>Pooling</source>
        <extracomment>category of layers</extracomment>
        <translation>池化</translation>
    </message>
    <message>
        <source>Positions</source>
        <extracomment>layer MultiHeadAttention, parameter</extracomment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Positive</source>
        <extracomment>loss Triplet, port</extracomment>
        <translation>正例</translation>
    </message>
    <message>
        <source>Power</source>
        <extracomment>schedule Polynomial, parameter</extracomment>
        <translation>幂</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>metric</extracomment>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Precision, recall and F over the classes: all equal, or by their samples.</source>
        <extracomment>training, help of Average</extracomment>
        <translation>精确率、召回率和 F 在各类别上的平均：全部相等，或按样本数。</translation>
    </message>
    <message>
        <source>Predict a class or a number; detected from the target column.</source>
        <extracomment>data source CSV table, help of Task</extracomment>
        <translation>预测类别或数值；根据目标列检测。</translation>
    </message>
    <message>
        <source>Prepare the values in a way that keeps {padding}, or switch the preparation off and normalize in the network.</source>
        <extracomment>cure of layer.mask_of_prepared</extracomment>
        <translation>请选用能保留 {padding} 的预处理，或关闭预处理并在网络中做归一化。</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <extracomment>loss Binary cross entropy (probabilities), port</extracomment>
        <translation>概率</translation>
    </message>
    <message>
        <source>Probability</source>
        <extracomment>layer Dropout, parameter</extracomment>
        <translation>概率</translation>
    </message>
    <message>
        <source>Probability that a sample of a class gets a higher score for it than another one; mean over the classes; validation only.</source>
        <extracomment>metric ROC AUC</extracomment>
        <translation>某类别的样本在该类别上的得分高于其他样本的概率；各类别取平均；仅用于验证。</translation>
    </message>
    <message>
        <source>Project back</source>
        <extracomment>layer SwiGLU, parameter</extracomment>
        <translation>映射回输入宽度</translation>
    </message>
    <message>
        <source>Projection</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>投影</translation>
    </message>
    <message>
        <source>Pulls weights towards 0: added to the gradient times the weight (L2).</source>
        <extracomment>optimizer SGD, help of Weight decay</extracomment>
        <translation>把权重拉向 0：乘以权重后加到梯度上 (L2)。</translation>
    </message>
    <message>
        <source>Put BatchNorm behind the convolutions, or LayerNorm behind the Dense layers.</source>
        <extracomment>cure of layer.no_normalization</extracomment>
        <translation>请在卷积之后放 BatchNorm，或在 Dense 层之后放 LayerNorm。</translation>
    </message>
    <message>
        <source>Put Embedding before it.</source>
        <extracomment>phrase</extracomment>
        <translation>请在它前面放 Embedding。</translation>
    </message>
    <message>
        <source>Put Flatten before it.</source>
        <extracomment>phrase</extracomment>
        <translation>请在它前面放 Flatten。</translation>
    </message>
    <message>
        <source>Put a Dense layer with that many units before it.</source>
        <extracomment>cure of layer.state_shape</extracomment>
        <translation>请在它前面放一个单元数与之相同的 Dense 层。</translation>
    </message>
    <message>
        <source>Put a Dense layer with {expected} units before it.</source>
        <extracomment>cure of layer.output_size</extracomment>
        <translation>请在它前面放一个有 {expected} 个单元的 Dense 层。</translation>
    </message>
    <message>
        <source>Put a ReLU between them.</source>
        <extracomment>cure of layer.no_activation</extracomment>
        <translation>请在它们之间放一个 ReLU。</translation>
    </message>
    <message>
        <source>Put a plain copy of the file beside the one that names it.</source>
        <extracomment>cure of file.not_inside</extracomment>
        <translation>请在指明它的文件旁放一份普通的副本。</translation>
    </message>
    <message>
        <source>Put pooling, or a convolution with a stride, before the Flatten.</source>
        <extracomment>cure of layer.large_dense</extracomment>
        <translation>请在 Flatten 之前放池化层或带步幅的卷积。</translation>
    </message>
    <message>
        <source>Put the old data back, or start a new run.</source>
        <extracomment>cure of runs.data_changed</extracomment>
        <translation>请恢复原来的数据，或开始新的运行。</translation>
    </message>
    <message>
        <source>Put the pictures of each class into a sub-folder named after the class.</source>
        <extracomment>cure of data.no_class_folders</extracomment>
        <translation>请把每个类别的图片放入以该类别命名的子文件夹。</translation>
    </message>
    <message>
        <source>Put the whole folder of the model in one place, or save it as one file: onnx.save(model, path, save_as_external_data=False).</source>
        <extracomment>cure of onnx.external_data</extracomment>
        <translation>请把模型的整个文件夹放在一处，或保存为一个文件：onnx.save(model, path, save_as_external_data=False)。</translation>
    </message>
    <message>
        <source>Puts a trained step before the sequence, to gather what is asked for.</source>
        <extracomment>layer ClassToken</extracomment>
        <translation>在序列之前放一个可训练的步，用来汇集所需的内容。</translation>
    </message>
    <message>
        <source>Puts in a dimension of size 1.</source>
        <extracomment>layer Unsqueeze</extracomment>
        <translation>插入一个大小为 1 的维度。</translation>
    </message>
    <message>
        <source>Puts inputs of one shape along a new dimension.</source>
        <extracomment>layer Stack</extracomment>
        <translation>将同一形状的输入沿新的维度排列。</translation>
    </message>
    <message>
        <source>Puts its inputs side by side.</source>
        <extracomment>layer Concatenate</extracomment>
        <translation>将各输入并排拼接。</translation>
    </message>
    <message>
        <source>Puts the dimensions of a sample in another order.</source>
        <extracomment>layer Permute</extracomment>
        <translation>将样本的维度换一种顺序。</translation>
    </message>
    <message>
        <source>Puts values around a picture, sequence or volume.</source>
        <extracomment>layer Pad</extracomment>
        <translation>在图片、序列或体数据四周添加值。</translation>
    </message>
    <message>
        <source>PyTorch</source>
        <extracomment>export to PyTorch code, choice of Training script</extracomment>
        <translation>PyTorch</translation>
    </message>
    <message>
        <source>PyTorch and Lightning</source>
        <extracomment>export to PyTorch code, choice of Training script</extracomment>
        <translation>PyTorch 和 Lightning</translation>
    </message>
    <message>
        <source>PyTorch code</source>
        <extracomment>export format</extracomment>
        <translation>PyTorch 代码</translation>
    </message>
    <message>
        <source>PyTorch weights</source>
        <extracomment>export format</extracomment>
        <translation>PyTorch 权重</translation>
    </message>
    <message>
        <source>Query</source>
        <extracomment>layer MultiHeadAttention, port</extracomment>
        <translation>查询</translation>
    </message>
    <message>
        <source>RAdam</source>
        <extracomment>optimizer</extracomment>
        <translation>RAdam</translation>
    </message>
    <message>
        <source>RMSE</source>
        <extracomment>metric</extracomment>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>RMSprop</source>
        <extracomment>optimizer</extracomment>
        <translation>RMSprop</translation>
    </message>
    <message>
        <source>RNNs on top of each other.</source>
        <extracomment>layer RNN, help of Layers</extracomment>
        <translation>相互堆叠的 RNN 的个数。</translation>
    </message>
    <message>
        <source>ROC AUC</source>
        <extracomment>metric</extracomment>
        <translation>ROC AUC</translation>
    </message>
    <message>
        <source>Raises each value to a fixed power.</source>
        <extracomment>layer Power</extracomment>
        <translation>求每个值的固定次幂。</translation>
    </message>
    <message>
        <source>Rate decay</source>
        <extracomment>optimizer Adagrad, parameter</extracomment>
        <translation>学习率衰减</translation>
    </message>
    <message>
        <source>Rate divisor</source>
        <extracomment>schedule Fine-tune (fastai), parameter</extracomment>
        <translation>学习率除数</translation>
    </message>
    <message>
        <source>Rate of a matrix</source>
        <extracomment>optimizer Muon, parameter</extracomment>
        <translation>矩阵的学习率</translation>
    </message>
    <message>
        <source>ReLU</source>
        <extracomment>layer SwiGLU, choice of Gate</extracomment>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <extracomment>phrase</extracomment>
        <translation>正在读取 {0}</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and keeps a memory.</source>
        <extracomment>layer LSTM</extracomment>
        <translation>逐步读取序列并保持记忆。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and mixes each step with the last output.</source>
        <extracomment>layer RNN</extracomment>
        <translation>逐步读取序列，并将每一步与上一步的输出混合。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step with a simpler memory than an LSTM.</source>
        <extracomment>layer GRU</extracomment>
        <translation>逐步读取序列，记忆比 LSTM 简单。</translation>
    </message>
    <message>
        <source>Recall</source>
        <extracomment>metric</extracomment>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recompute</source>
        <extracomment>training, parameter</extracomment>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <extracomment>category of layers</extracomment>
        <translation>循环</translation>
    </message>
    <message>
        <source>Reduce on plateau</source>
        <extracomment>schedule</extracomment>
        <translation>平台期降低</translation>
    </message>
    <message>
        <source>Reflect</source>
        <extracomment>layer Conv1D, choice of Padding mode</extracomment>
        <translation>反射</translation>
    </message>
    <message>
        <source>Regularization</source>
        <extracomment>category of layers</extracomment>
        <translation>正则化</translation>
    </message>
    <message>
        <source>Relative</source>
        <extracomment>layer MultiHeadAttention, choice of Positions</extracomment>
        <translation>相对式</translation>
    </message>
    <message>
        <source>Remove '{0}'</source>
        <extracomment>phrase</extracomment>
        <translation>删除“{0}”</translation>
    </message>
    <message>
        <source>Remove '{node}'.</source>
        <extracomment>cure of layer.applied_twice</extracomment>
        <translation>请删除“{node}”。</translation>
    </message>
    <message>
        <source>Remove all Inputs but one, or feed the others from it.</source>
        <extracomment>cure of layer.input_no_data</extracomment>
        <translation>请只保留一个 Input，或由它提供给其他部分。</translation>
    </message>
    <message>
        <source>Remove it from the file.</source>
        <extracomment>cure of graph.bad_wire</extracomment>
        <translation>请将其从文件中删除。</translation>
    </message>
    <message>
        <source>Remove it from the unused columns, or choose another target.</source>
        <extracomment>cure of data.target_unused</extracomment>
        <translation>请将其从不使用的列中移除，或选择其他目标。</translation>
    </message>
    <message>
        <source>Remove it, or restore the file from a copy.</source>
        <extracomment>cure of graph.module_missing</extracomment>
        <translation>请将其删除，或用副本恢复文件。</translation>
    </message>
    <message>
        <source>Remove it; importing a TorchScript file makes such a layer.</source>
        <extracomment>cure of layer.no_archive</extracomment>
        <translation>请移除它；导入 TorchScript 文件会生成这样的层。</translation>
    </message>
    <message>
        <source>Remove one of the wires between them; a network runs forward only.</source>
        <extracomment>cure of graph.on_cycle</extracomment>
        <translation>请删除它们之间的一条连线；网络只能向前运行。</translation>
    </message>
    <message>
        <source>Remove the sharing.</source>
        <extracomment>cure of layer.tie_parameter</extracomment>
        <translation>请取消共享。</translation>
    </message>
    <message>
        <source>Remove the wire from it to itself; a network runs forward only.</source>
        <extracomment>cure of graph.on_itself</extracomment>
        <translation>请删除从它到自身的连线；网络只能向前运行。</translation>
    </message>
    <message>
        <source>Remove the wire, or change the layer so that it has one.</source>
        <extracomment>cure of layer.unknown_port</extracomment>
        <translation>请删除该连线，或修改该层使其具备。</translation>
    </message>
    <message>
        <source>Remove these samples or fill in the missing values on the Data page.</source>
        <extracomment>cure of training.non_finite_data</extracomment>
        <translation>请在“数据”页去掉这些样本或填补缺失值。</translation>
    </message>
    <message>
        <source>Remove those that are too many.</source>
        <extracomment>cure of graph_text.too_many_values</extracomment>
        <translation>请删除多余的值。</translation>
    </message>
    <message>
        <source>Rename one of them in the file.</source>
        <extracomment>cure of graph.duplicate_name</extracomment>
        <translation>请在文件中重命名其中一个。</translation>
    </message>
    <message>
        <source>Rename that node.</source>
        <extracomment>cure of export.reserved_name</extracomment>
        <translation>请重命名该节点。</translation>
    </message>
    <message>
        <source>Repeat</source>
        <extracomment>layer Module, parameter</extracomment>
        <translation>重复</translation>
    </message>
    <message>
        <source>Repeats</source>
        <extracomment>layer Tile, parameter</extracomment>
        <translation>重复次数</translation>
    </message>
    <message>
        <source>Repeats a value several times along a dimension.</source>
        <extracomment>layer Tile</extracomment>
        <translation>沿维度将值重复多次。</translation>
    </message>
    <message>
        <source>Replace it with layers of your own.</source>
        <extracomment>cure of layer.foreign</extracomment>
        <translation>请用您自己的层替换它。</translation>
    </message>
    <message>
        <source>Replace or leave out such values first.</source>
        <extracomment>cure of data.not_finite</extracomment>
        <translation>请先替换或去掉这样的值。</translation>
    </message>
    <message>
        <source>Replace the grey node before it first.</source>
        <extracomment>cure of import.unknown_input</extracomment>
        <translation>请先替换它前面的灰色节点。</translation>
    </message>
    <message>
        <source>Replace the layer, or choose another format.</source>
        <extracomment>cure of export.unsupported_op</extracomment>
        <translation>请替换该层，或选择其他格式。</translation>
    </message>
    <message>
        <source>Replace the layer, or use a newer version.</source>
        <extracomment>cure of engine.no_kernel</extracomment>
        <translation>请替换该层，或使用更新的版本。</translation>
    </message>
    <message>
        <source>Replicate</source>
        <extracomment>layer Conv1D, choice of Padding mode</extracomment>
        <translation>复制边缘</translation>
    </message>
    <message>
        <source>Reshape</source>
        <extracomment>category of layers</extracomment>
        <translation>变形</translation>
    </message>
    <message>
        <source>Reshape the array to the form of the training data.</source>
        <extracomment>cure of data.wrong_sample_shape</extracomment>
        <translation>请将数组变为训练数据的形状。</translation>
    </message>
    <message>
        <source>Residual CNN</source>
        <extracomment>example</extracomment>
        <translation>残差 CNN</translation>
    </message>
    <message>
        <source>Residual block</source>
        <extracomment>ready module</extracomment>
        <translation>残差块</translation>
    </message>
    <message>
        <source>Rest</source>
        <extracomment>schedule Reduce on plateau, parameter</extracomment>
        <translation>休整</translation>
    </message>
    <message>
        <source>Restore it from a copy, or import the weights again.</source>
        <extracomment>cure of project.weights_changed</extracomment>
        <translation>请用副本恢复，或重新导入权重。</translation>
    </message>
    <message>
        <source>Restore the file from a copy.</source>
        <extracomment>cure of graph.bad_field</extracomment>
        <translation>请用副本恢复该文件。</translation>
    </message>
    <message>
        <source>Restore the folder of the run from a copy, or delete it.</source>
        <extracomment>cure of runs.damaged</extracomment>
        <translation>请用副本恢复该运行的文件夹，或将其删除。</translation>
    </message>
    <message>
        <source>Result</source>
        <extracomment>layer ArgMax, parameter</extracomment>
        <translation>结果</translation>
    </message>
    <message>
        <source>Reverses the order along dimensions.</source>
        <extracomment>layer Flip</extracomment>
        <translation>沿维度反转顺序。</translation>
    </message>
    <message>
        <source>Rho</source>
        <extracomment>optimizer Adadelta, parameter</extracomment>
        <translation>Rho</translation>
    </message>
    <message>
        <source>Rise</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>上升</translation>
    </message>
    <message>
        <source>Root of the mean squared error, in units of the target.</source>
        <extracomment>metric RMSE</extracomment>
        <translation>均方误差的平方根，以目标的单位计。</translation>
    </message>
    <message>
        <source>Rotary</source>
        <extracomment>layer MultiHeadAttention, choice of Positions</extracomment>
        <translation>旋转式</translation>
    </message>
    <message>
        <source>Rotary base</source>
        <extracomment>layer MultiHeadAttention, parameter</extracomment>
        <translation>旋转底数</translation>
    </message>
    <message>
        <source>Rotary only: the slowest pair turns once in about 2π times as many steps.</source>
        <extracomment>layer MultiHeadAttention, help of Rotary base</extracomment>
        <translation>仅用于旋转式：最慢的一对大约经过其 2π 倍的步数转一圈。</translation>
    </message>
    <message>
        <source>Round up</source>
        <extracomment>layer MaxPool2D, parameter</extracomment>
        <translation>向上取整</translation>
    </message>
    <message>
        <source>Rows and columns at the sides are cut off, H' = H - top - bottom, or a part of the given size is kept in the middle. It brings feature maps of different sizes together before they are joined, as in U-Net, and takes off what padding has spoiled. For sequences it cuts time steps, for volumes depth as well.</source>
        <extracomment>layer Crop</extracomment>
        <translation>裁掉四周的行和列，H' = H - top - bottom，或在中间保留给定大小的部分。它使大小不同的特征图在拼接之前对齐（如 U-Net），并去掉被填充破坏的部分。对序列裁剪时间步，对体数据还裁剪深度。</translation>
    </message>
    <message>
        <source>Rows and columns of zeros at both ends; one number, or height × width.</source>
        <extracomment>layer Unfold, help of Padding</extracomment>
        <translation>两端的零行和零列数；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Rows become columns, channels become the last dimension: each number moves to the place that has the same indices in the new order, y[n, k, i, j] = x[n, i, j, k] for the order 3, 1, 2. Dimensions count from 1; the batch, 0, stays in front. Without an order they are reversed. Unlike Reshape, which only puts other brackets around the same row of numbers, it moves numbers.</source>
        <extracomment>layer Permute</extracomment>
        <translation>行变为列，通道变为最后一维：每个数移到新顺序中索引相同的位置，顺序为 3, 1, 2 时 y[n, k, i, j] = x[n, i, j, k]。维度从 1 计数；批 0 留在最前。不给顺序时全部反转。与只给同一行数换括号的 Reshape 不同，它会移动数值。</translation>
    </message>
    <message>
        <source>Rprop</source>
        <extracomment>optimizer</extracomment>
        <translation>Rprop</translation>
    </message>
    <message>
        <source>Run forward and backward as one prepared list of operations: faster, with the same gradients. Float32 only.</source>
        <extracomment>training, help of Compile the step</extracomment>
        <translation>将前向和反向作为一个预先准备的操作列表运行：更快，梯度相同。仅限 float32。</translation>
    </message>
    <message>
        <source>Running statistics</source>
        <extracomment>layer InstanceNorm, parameter</extracomment>
        <translation>滑动统计量</translation>
    </message>
    <message>
        <source>Running the file in another engine</source>
        <extracomment>phrase</extracomment>
        <translation>正在另一个引擎中运行该文件</translation>
    </message>
    <message>
        <source>Runs a network of PyTorch as it is, in a process of its own.</source>
        <extracomment>layer TorchScript</extracomment>
        <translation>在单独的进程中原样运行一个 PyTorch 网络。</translation>
    </message>
    <message>
        <source>Runs in ONNX Runtime, in browsers and on phones.</source>
        <extracomment>export format ONNX</extracomment>
        <translation>可在 ONNX Runtime、浏览器和手机上运行。</translation>
    </message>
    <message>
        <source>R²</source>
        <extracomment>metric</extracomment>
        <translation>R²</translation>
    </message>
    <message>
        <source>SGD</source>
        <extracomment>optimizer</extracomment>
        <translation>SGD</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <extracomment>layer TorchScript, parameter</extracomment>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SWA change</source>
        <extracomment>training, parameter</extracomment>
        <translation>SWA 过渡轮数</translation>
    </message>
    <message>
        <source>SWA from epoch</source>
        <extracomment>training, parameter</extracomment>
        <translation>SWA 起始轮</translation>
    </message>
    <message>
        <source>SWA rate</source>
        <extracomment>training, parameter</extracomment>
        <translation>SWA 学习率</translation>
    </message>
    <message>
        <source>Same kernels as here, so results are identical.</source>
        <extracomment>phrase</extracomment>
        <translation>与此处使用相同的计算内核，因此结果相同。</translation>
    </message>
    <message>
        <source>Same predicted class</source>
        <extracomment>phrase</extracomment>
        <translation>预测类别相同</translation>
    </message>
    <message>
        <source>Samples</source>
        <extracomment>group of settings</extracomment>
        <translation>样本数</translation>
    </message>
    <message>
        <source>Samples a second, the share of data, forward, backward and optimizer in the time, and memory.</source>
        <extracomment>training, help of Speed</extracomment>
        <translation>每秒样本数，数据、前向、反向和优化器在时间中所占的份额，以及内存。</translation>
    </message>
    <message>
        <source>Samples of one batch must be equally long, so short ones are filled up with padding. The mask is 1 where a step counts and 0 where it is padding: m = [token ≠ padding]. It is made from tokens, or from features, where a step is padding when all its features have that value. Attention and MeanOverTime take the mask, (N, T); recurrent layers take the lengths, (N).</source>
        <extracomment>layer PaddingMask</extracomment>
        <translation>一批中的样本长度必须相同，因此短的要用填充补齐。掩码在计入的步为 1，在填充处为 0：m = [token ≠ padding]。它由词元得出，或由特征得出：一步的所有特征都等于该值时即为填充。注意力和 MeanOverTime 使用掩码 (N, T)；循环层使用长度 (N)。</translation>
    </message>
    <message>
        <source>Samples of one step.</source>
        <extracomment>training, help of Batch size</extracomment>
        <translation>每一步的样本数。</translation>
    </message>
    <message>
        <source>Sanity check</source>
        <extracomment>training, parameter</extracomment>
        <translation>健全性检查</translation>
    </message>
    <message>
        <source>Save a state dict: torch.save(model.state_dict(), path).</source>
        <extracomment>cure of torch.no_tensors</extracomment>
        <translation>请保存状态字典：torch.save(model.state_dict(), path)。</translation>
    </message>
    <message>
        <source>Save every</source>
        <extracomment>training, parameter</extracomment>
        <translation>保存间隔</translation>
    </message>
    <message>
        <source>Save it again with torch.save(model.state_dict(), path).</source>
        <extracomment>cure of torch.not_an_archive</extracomment>
        <translation>请用 torch.save(model.state_dict(), path) 重新保存。</translation>
    </message>
    <message>
        <source>Save it as CSV (UTF-8) from your spreadsheet program.</source>
        <extracomment>cure of table.not_text</extracomment>
        <translation>请在电子表格程序中保存为 CSV (UTF-8)。</translation>
    </message>
    <message>
        <source>Save it as F32, F64, F16, BF16, I64, I32, U8 or BOOL.</source>
        <extracomment>cure of safetensors.unknown_dtype</extracomment>
        <translation>请保存为 F32、F64、F16、BF16、I64、I32、U8 或 BOOL。</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG with 8 bits a channel.</source>
        <extracomment>cure of picture.unsupported</extracomment>
        <translation>请保存为每通道 8 位的 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Save it as PNG or JPEG.</source>
        <extracomment>cure of picture.unknown_format</extracomment>
        <translation>请保存为 PNG 或 JPEG。</translation>
    </message>
    <message>
        <source>Save it as float32, float64, int32, int64, uint8 or bool: numpy.save(path, array.astype('float32')).</source>
        <extracomment>cure of npy.unsupported_dtype</extracomment>
        <translation>请保存为 float32、float64、int32、int64、uint8 或 bool：numpy.save(path, array.astype('float32'))。</translation>
    </message>
    <message>
        <source>Save it as numpy.save(path, array.astype(array.dtype.newbyteorder('&lt;'))).</source>
        <extracomment>cure of npy.big_endian</extracomment>
        <translation>请这样保存：numpy.save(path, array.astype(array.dtype.newbyteorder('&lt;')))。</translation>
    </message>
    <message>
        <source>Save it with a number type: numpy.save(path, array.astype('float32')).</source>
        <extracomment>cure of npy.object_array</extracomment>
        <translation>请以数值类型保存：numpy.save(path, array.astype('float32'))。</translation>
    </message>
    <message>
        <source>Save only the weights: torch.save(model.state_dict(), path).</source>
        <extracomment>cure of pickle.refused_opcode</extracomment>
        <translation>请只保存权重：torch.save(model.state_dict(), path)。</translation>
    </message>
    <message>
        <source>Save only the weights: torch.save(model.state_dict(), path). Do not open the file in Python if you do not trust it.</source>
        <extracomment>cure of pickle.refused_global</extracomment>
        <translation>请只保存权重：torch.save(model.state_dict(), path)。如果不信任该文件，请不要在 Python 中打开它。</translation>
    </message>
    <message>
        <source>Save or close it there first: the file keeps what is saved last, and edits made here are lost if the program ends abruptly.</source>
        <extracomment>cure of window.open_elsewhere</extracomment>
        <translation>请先在那里保存或关闭：文件以最后一次保存为准；如果程序意外结束，在这里所做的修改会丢失。</translation>
    </message>
    <message>
        <source>Save the array again with numpy.save.</source>
        <extracomment>cure of npy.bad_header</extracomment>
        <translation>请用 numpy.save 重新保存数组。</translation>
    </message>
    <message>
        <source>Save the array with numpy.save (an .npz archive holds several: unpack it).</source>
        <extracomment>cure of npy.wrong_magic</extracomment>
        <translation>请用 numpy.save 保存数组（.npz 归档中有多个数组：请先解包）。</translation>
    </message>
    <message>
        <source>Save the module that computes, with torch.jit.save.</source>
        <extracomment>cure of torchscript.no_forward</extracomment>
        <translation>请用 torch.jit.save 保存进行计算的模块。</translation>
    </message>
    <message>
        <source>Say them without the batch: --shape {input}={example}</source>
        <extracomment>cure of import.open_shape</extracomment>
        <translation>请给出尺寸（不含批）：--shape {input}={example}</translation>
    </message>
    <message>
        <source>Say those of one sample: --shape {input}=3x224x224, or --shape {input}=20:tokens for whole numbers</source>
        <extracomment>cure of torchscript.needs_shapes</extracomment>
        <translation>请说明单个样本的尺寸：--shape {input}=3x224x224，整数则为 --shape {input}=20:tokens</translation>
    </message>
    <message>
        <source>Says where the largest value along a dimension stands, counted from 0.</source>
        <extracomment>layer ArgMax</extracomment>
        <translation>说明沿某一维度的最大值位于哪里，从 0 计数。</translation>
    </message>
    <message>
        <source>Scale</source>
        <extracomment>layer RMSNorm, parameter</extracomment>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Scale all gradients down together by their norm, or cut each entry.</source>
        <extracomment>training, help of Clip by</extracomment>
        <translation>按范数一起缩小所有梯度，或裁剪每个元素。</translation>
    </message>
    <message>
        <source>Scale and shift</source>
        <extracomment>layer BatchNorm, parameter</extracomment>
        <translation>缩放和平移</translation>
    </message>
    <message>
        <source>Scale to 0..1</source>
        <extracomment>preparation of data</extracomment>
        <translation>缩放到 0..1</translation>
    </message>
    <message>
        <source>Scales vectors to the length 1.</source>
        <extracomment>layer L2 Normalize</extracomment>
        <translation>把向量缩放到长度 1。</translation>
    </message>
    <message>
        <source>Scores</source>
        <extracomment>loss Multi-class hinge, port</extracomment>
        <translation>得分</translation>
    </message>
    <message>
        <source>Second</source>
        <extracomment>layer Transpose, parameter</extracomment>
        <translation>第二个</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>training, parameter</extracomment>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Select the layers between as well.</source>
        <extracomment>cure of graph.module_cycle</extracomment>
        <translation>请把中间的层也选上。</translation>
    </message>
    <message>
        <source>Select the layers that the module should hold.</source>
        <extracomment>cure of graph.module_empty</extracomment>
        <translation>请选择要放入模块的层。</translation>
    </message>
    <message>
        <source>Sequence</source>
        <extracomment>layer LSTM, choice of Output</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>Sequences</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>Sequences: which wave is it?</source>
        <extracomment>example LSTM on wave shapes</extracomment>
        <translation>序列：这是哪种波？</translation>
    </message>
    <message>
        <source>Set NODEGRAD_PYTHON to a Python that runs, or install Python 3.</source>
        <extracomment>cure of verify.no_start</extracomment>
        <translation>请将 NODEGRAD_PYTHON 设为可运行的 Python，或安装 Python 3。</translation>
    </message>
    <message>
        <source>Set dimensions to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将维数设为 {0}</translation>
    </message>
    <message>
        <source>Set groups to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将组数设为 {0}</translation>
    </message>
    <message>
        <source>Set heads to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将头数设为 {0}</translation>
    </message>
    <message>
        <source>Set its classes.</source>
        <extracomment>cure of layer.no_classes</extracomment>
        <translation>请设置其类别数。</translation>
    </message>
    <message>
        <source>Set its projection to 0, or export TorchScript.</source>
        <extracomment>cure of export.lstm_projection</extracomment>
        <translation>请将其投影设为 0，或导出 TorchScript。</translation>
    </message>
    <message>
        <source>Set its repeat to 1 first.</source>
        <extracomment>cure of graph.module_repeated</extracomment>
        <translation>请先将其重复次数设为 1。</translation>
    </message>
    <message>
        <source>Set its vocabulary.</source>
        <extracomment>cure of layer.no_vocabulary</extracomment>
        <translation>请设置其词表大小。</translation>
    </message>
    <message>
        <source>Set one of the two to 0.</source>
        <extracomment>cure of training.two_averages</extracomment>
        <translation>请将两者之一设为 0。</translation>
    </message>
    <message>
        <source>Set the classes to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将类别数设为 {0}</translation>
    </message>
    <message>
        <source>Set the dampening to 0, or switch Nesterov off.</source>
        <extracomment>cure of training.nesterov_with_dampening</extracomment>
        <translation>请将阻尼设为 0，或关闭 Nesterov。</translation>
    </message>
    <message>
        <source>Set the length to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将长度设为 {0}</translation>
    </message>
    <message>
        <source>Set the momentum, for example to 0.9, or switch Nesterov off.</source>
        <extracomment>cure of training.nesterov_without_momentum</extracomment>
        <translation>请设置动量，例如 0.9，或关闭 Nesterov。</translation>
    </message>
    <message>
        <source>Set the padding token to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将填充词元设为 {0}</translation>
    </message>
    <message>
        <source>Set the sizes of what comes before it, or import the file again with --shape.</source>
        <extracomment>cure of layer.block_input</extracomment>
        <translation>请设置它前面各层的大小，或用 --shape 重新导入该文件。</translation>
    </message>
    <message>
        <source>Set the task to Classes, correct the cell, or choose another target column.</source>
        <extracomment>cure of data.target_not_number</extracomment>
        <translation>请将任务设为“类别”、改正该单元格，或选择其他目标列。</translation>
    </message>
    <message>
        <source>Set the units of '{node}' to {expected}.</source>
        <extracomment>cure of layer.units</extracomment>
        <translation>请将“{node}”的单元数设为 {expected}。</translation>
    </message>
    <message>
        <source>Set the units of the layer before it to {classes}.</source>
        <extracomment>cure of layer.class_count</extracomment>
        <translation>请将前面一层的单元数设为 {classes}。</translation>
    </message>
    <message>
        <source>Set the vocabulary to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将词表大小设为 {0}</translation>
    </message>
    <message>
        <source>Set the vocabulary to {classes}.</source>
        <extracomment>cure of layer.vocabulary_too_small</extracomment>
        <translation>请将词表大小设为 {classes}。</translation>
    </message>
    <message>
        <source>Set units to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>将单元数设为 {0}</translation>
    </message>
    <message>
        <source>Set {0} to its default</source>
        <extracomment>phrase</extracomment>
        <translation>将 {0} 恢复为默认值</translation>
    </message>
    <message>
        <source>Set {0} to {1}</source>
        <extracomment>phrase</extracomment>
        <translation>将 {0} 设为 {1}</translation>
    </message>
    <message>
        <source>Sets a random share of the values to zero while training.</source>
        <extracomment>layer Dropout</extracomment>
        <translation>训练时随机将一部分值设为零。</translation>
    </message>
    <message>
        <source>Sets negative values to zero and leaves the others.</source>
        <extracomment>layer ReLU</extracomment>
        <translation>将负值设为零，其余不变。</translation>
    </message>
    <message>
        <source>Sets whole channels to zero while training.</source>
        <extracomment>layer Spatial Dropout</extracomment>
        <translation>训练时将整个通道设为零。</translation>
    </message>
    <message>
        <source>Several TransformerDecoderLayers one after the other, all of which look at the same memory: y = f_n(... f_2(f_1(x, m), m) ..., m). With a TransformerEncoder that makes the memory it is the transformer of "Attention is all you need". Masks are 1 for steps that count.</source>
        <extracomment>layer TransformerDecoder</extracomment>
        <translation>多个 TransformerDecoderLayer 依次排列，都查看同一个记忆：y = f_n(... f_2(f_1(x, m), m) ..., m)。加上产生记忆的 TransformerEncoder，就是《Attention is all you need》中的 transformer。掩码对计入的步为 1。</translation>
    </message>
    <message>
        <source>Several TransformerEncoderLayers one after the other, each with weights of its own: y = f_n(... f_2(f_1(x))). It reads a whole sequence and gives one vector for each step, (N, T, E), that knows its surroundings: the body of BERT (not causal), of GPT (causal) and of vision transformers (on patches). The mask, (N, T), is 1 for steps that count and 0 for padding.</source>
        <extracomment>layer TransformerEncoder</extracomment>
        <translation>多个 TransformerEncoderLayer 依次排列，各有自己的权重：y = f_n(... f_2(f_1(x)))。它读取整个序列，为每一步给出一个了解其上下文的向量 (N, T, E)：这是 BERT（非因果）、GPT（因果）和视觉 transformer（处理图块）的主体。掩码 (N, T) 对计入的步为 1，对填充为 0。</translation>
    </message>
    <message>
        <source>Shape</source>
        <extracomment>layer Input, parameter</extracomment>
        <translation>形状</translation>
    </message>
    <message>
        <source>Share of attention weights, hidden units and changes set to zero while training.</source>
        <extracomment>layer TransformerEncoderLayer, help of Dropout</extracomment>
        <translation>训练时被设为零的注意力权重、隐藏单元和改变量所占的比例。</translation>
    </message>
    <message>
        <source>Share of each target that is spread over all classes, so that the network is not driven to certainty.</source>
        <extracomment>layer Output, help of Label smoothing</extracomment>
        <translation>每个目标中平摊到所有类别的份额，使网络不至于过分自信。</translation>
    </message>
    <message>
        <source>Share of each weight, times the learning rate, that is taken off at every step.</source>
        <extracomment>optimizer AdamW, help of Weight decay</extracomment>
        <translation>每一步从每个权重中减去的份额，再乘以学习率。</translation>
    </message>
    <message>
        <source>Share of samples whose class is among the k most probable ones, 0..1.</source>
        <extracomment>metric Top-k accuracy</extracomment>
        <translation>真实类别位于最可能的 k 个之中的样本比例，0..1。</translation>
    </message>
    <message>
        <source>Share of samples whose class is predicted right, 0..1.</source>
        <extracomment>metric Accuracy</extracomment>
        <translation>类别预测正确的样本比例，0..1。</translation>
    </message>
    <message>
        <source>Share of the attention weights set to zero while training.</source>
        <extracomment>layer MultiHeadAttention, help of Dropout</extracomment>
        <translation>训练时被设为零的注意力权重所占的比例。</translation>
    </message>
    <message>
        <source>Share of the channels that is set to zero.</source>
        <extracomment>layer Spatial Dropout, help of Probability</extracomment>
        <translation>被设为零的通道所占的比例。</translation>
    </message>
    <message>
        <source>Share of the gradient that does not enter the momentum, 0..1; must be 0 with Nesterov.</source>
        <extracomment>optimizer SGD, help of Dampening</extracomment>
        <translation>不计入动量的梯度份额，0..1；使用 Nesterov 时必须为 0。</translation>
    </message>
    <message>
        <source>Share of the last step that is kept, 0..1; 0 switches it off.</source>
        <extracomment>optimizer SGD, help of Momentum</extracomment>
        <translation>保留上一步的份额，0..1；0 表示关闭。</translation>
    </message>
    <message>
        <source>Share of the learning rate at the end, 0..1.</source>
        <extracomment>schedule Linear, help of End factor</extracomment>
        <translation>结束时学习率的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the learning rate at the start, 0..1.</source>
        <extracomment>schedule Linear, help of Start factor</extracomment>
        <translation>开始时学习率的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the learning rate in the first step, 0..1.</source>
        <extracomment>training, help of Start factor</extracomment>
        <translation>第一步中学习率的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the moving average of the weights that is kept at each step, for example 0.999; the average is validated and kept as the best checkpoint. 0: off.</source>
        <extracomment>training, help of EMA decay</extracomment>
        <translation>每一步保留权重滑动平均的份额，例如 0.999；验证并作为最佳检查点保存的是该平均。0 表示关闭。</translation>
    </message>
    <message>
        <source>Share of the new batch in the running statistics.</source>
        <extracomment>layer BatchNorm, help of Momentum</extracomment>
        <translation>新的一批在滑动统计量中所占的份额。</translation>
    </message>
    <message>
        <source>Share of the old mean of the gradient that is kept, 0..1.</source>
        <extracomment>optimizer Adam, help of Beta 1</extracomment>
        <translation>保留梯度旧均值的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the old mean of the squared gradient that is kept, 0..1.</source>
        <extracomment>optimizer Adam, help of Beta 2</extracomment>
        <translation>保留梯度平方旧均值的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the old mean that is kept after the step, 0..1.</source>
        <extracomment>optimizer Lion, help of Beta 2</extracomment>
        <translation>一步之后保留旧均值的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the old means of squares that is kept, 0..1.</source>
        <extracomment>optimizer Adadelta, help of Rho</extracomment>
        <translation>保留平方旧均值的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the run in which the learning rate rises, 0..1.</source>
        <extracomment>schedule One cycle, help of Rise</extracomment>
        <translation>学习率上升阶段占运行的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the run with the full learning rate, 0..1.</source>
        <extracomment>schedule Flat, then cosine, help of Flat</extracomment>
        <translation>使用完整学习率的阶段占运行的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the samples given a class that belong to it, mean over the classes, 0..1.</source>
        <extracomment>metric Precision</extracomment>
        <translation>被判为某类别的样本中确属该类别的比例，各类别取平均，0..1。</translation>
    </message>
    <message>
        <source>Share of the samples of a class that are given it, mean over the classes, 0..1.</source>
        <extracomment>metric Recall</extracomment>
        <translation>属于某类别的样本中被判为该类别的比例，各类别取平均，0..1。</translation>
    </message>
    <message>
        <source>Share of the samples whose branch is left out.</source>
        <extracomment>layer DropPath, help of Probability</extracomment>
        <translation>跳过分支的样本所占的比例。</translation>
    </message>
    <message>
        <source>Share of the second part in which the learning rate rises, 0..1.</source>
        <extracomment>schedule Fine-tune (fastai), help of Rise</extracomment>
        <translation>学习率上升阶段占第二部分的份额，0..1。</translation>
    </message>
    <message>
        <source>Share of the target's variance that is explained, a constant error left aside; 1 is perfect.</source>
        <extracomment>metric Explained variance</extracomment>
        <translation>目标方差中被解释的份额，不计恒定误差；1 为完美。</translation>
    </message>
    <message>
        <source>Share of the target's variance that is explained: 1 - SSE / SST; 1 is perfect, 0 no better than the mean.</source>
        <extracomment>metric R²</extracomment>
        <translation>目标方差中被解释的份额：1 - SSE / SST；1 为完美，0 不优于均值。</translation>
    </message>
    <message>
        <source>Share of the values set to zero between two layers while training.</source>
        <extracomment>layer LSTM, help of Dropout</extracomment>
        <translation>训练时两层之间被设为零的值所占的比例。</translation>
    </message>
    <message>
        <source>Share of the values that is replaced.</source>
        <extracomment>layer AlphaDropout, help of Probability</extracomment>
        <translation>被替换的值所占的比例。</translation>
    </message>
    <message>
        <source>Share of the values that is set to zero.</source>
        <extracomment>layer Dropout, help of Probability</extracomment>
        <translation>被设为零的值所占的比例。</translation>
    </message>
    <message>
        <source>Share weights of the same shape only.</source>
        <extracomment>cure of layer.tie_shape</extracomment>
        <translation>只能共享形状相同的权重。</translation>
    </message>
    <message>
        <source>Shift</source>
        <extracomment>layer Scale, parameter</extracomment>
        <translation>平移</translation>
    </message>
    <message>
        <source>Shrink</source>
        <extracomment>optimizer Rprop, parameter</extracomment>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <extracomment>training, parameter</extracomment>
        <translation>打乱</translation>
    </message>
    <message>
        <source>SiLU</source>
        <extracomment>layer SwiGLU, choice of Gate</extracomment>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>SiLU made of straight lines: cheap on small devices.</source>
        <extracomment>layer Hardswish</extracomment>
        <translation>由直线段组成的 SiLU：在小型设备上开销低。</translation>
    </message>
    <message>
        <source>Sides</source>
        <extracomment>layer Crop, parameter</extracomment>
        <translation>各边</translation>
    </message>
    <message>
        <source>Sigmoid</source>
        <extracomment>layer SwiGLU, choice of Gate</extracomment>
        <translation>Sigmoid</translation>
    </message>
    <message>
        <source>Sigmoid made of straight lines: cheap on small devices.</source>
        <extracomment>layer Hardsigmoid</extracomment>
        <translation>由直线段组成的 Sigmoid：在小型设备上开销低。</translation>
    </message>
    <message>
        <source>Simplify the model first, for example with onnxsim.</source>
        <extracomment>cure of onnx.unsupported_attribute</extracomment>
        <translation>请先简化模型，例如用 onnxsim。</translation>
    </message>
    <message>
        <source>Sixteen bottleneck blocks.</source>
        <extracomment>model ResNet-50</extracomment>
        <translation>十六个瓶颈块。</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>layer LocalResponseNorm, parameter</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size H of the memory and of the output.</source>
        <extracomment>layer LSTM, help of Units</extracomment>
        <translation>记忆和输出的大小 H。</translation>
    </message>
    <message>
        <source>Size of a patch in pixels; one number, or height × width. Must divide the picture.</source>
        <extracomment>layer PatchEmbedding, help of Patch</extracomment>
        <translation>图块的像素大小；一个数，或高 × 宽。必须能整除图片。</translation>
    </message>
    <message>
        <source>Size of a step against the gradient.</source>
        <extracomment>optimizer SGD, help of Learning rate</extracomment>
        <translation>逆梯度方向一步的大小。</translation>
    </message>
    <message>
        <source>Size of the output where it is smaller than the memory; 0: none. Not for ONNX.</source>
        <extracomment>layer LSTM, help of Projection</extracomment>
        <translation>输出小于记忆时的输出大小；0 表示不投影。不适用于 ONNX。</translation>
    </message>
    <message>
        <source>Size of the window that each value is spread over.</source>
        <extracomment>layer ConvTranspose1D, help of Kernel</extracomment>
        <translation>每个值所展开到的窗口的大小。</translation>
    </message>
    <message>
        <source>Size of the window that each value is spread over; one number, or depth × height × width.</source>
        <extracomment>layer ConvTranspose3D, help of Kernel</extracomment>
        <translation>每个值所展开到的窗口的大小；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Size of the window that each value is spread over; one number, or height × width.</source>
        <extracomment>layer ConvTranspose2D, help of Kernel</extracomment>
        <translation>每个值所展开到的窗口的大小；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Size of the window.</source>
        <extracomment>layer Conv1D, help of Kernel</extracomment>
        <translation>窗口的大小。</translation>
    </message>
    <message>
        <source>Size of the window; one number, or depth × height × width.</source>
        <extracomment>layer Conv3D, help of Kernel</extracomment>
        <translation>窗口的大小；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Size of the window; one number, or height × width.</source>
        <extracomment>layer Conv2D, help of Kernel</extracomment>
        <translation>窗口的大小；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Size that every input is brought to.</source>
        <extracomment>layer AdaptiveMaxPool1D, help of Output size</extracomment>
        <translation>每个输入都被变为的大小。</translation>
    </message>
    <message>
        <source>Size that every input is brought to; one number, or depth × height × width.</source>
        <extracomment>layer AdaptiveMaxPool3D, help of Output size</extracomment>
        <translation>每个输入都被变为的大小；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Size that every input is brought to; one number, or height × width.</source>
        <extracomment>layer AdaptiveMaxPool2D, help of Output size</extracomment>
        <translation>每个输入都被变为的大小；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Sizes</source>
        <extracomment>layer Unflatten, parameter</extracomment>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Sizes of one sample without the batch: F, or T × F, or C × H × W, or C × D × H × W; T may be 0 for sequences of any length; empty: taken from the data.</source>
        <extracomment>layer Input, help of Shape</extracomment>
        <translation>单个样本的尺寸，不含批：F，或 T × F，或 C × H × W，或 C × D × H × W；任意长度的序列可将 T 设为 0；留空则取自数据。</translation>
    </message>
    <message>
        <source>Sizes of one sample, without the batch; a size of 1 is repeated where values are merged.</source>
        <extracomment>layer Constant, help of Shape</extracomment>
        <translation>单个样本的尺寸，不含批；合并时大小为 1 的维度会被重复。</translation>
    </message>
    <message>
        <source>Sizes of the parts, 2 to 16 that add up; none: equal parts.</source>
        <extracomment>layer Split, help of Sizes</extracomment>
        <translation>各部分的大小，2 至 16 个，总和须等于原大小；不填则等分。</translation>
    </message>
    <message>
        <source>Skipped {0}</source>
        <extracomment>phrase</extracomment>
        <translation>已跳过 {0}</translation>
    </message>
    <message>
        <source>Slide</source>
        <extracomment>rule of the rate finder</extracomment>
        <translation>滑坡</translation>
    </message>
    <message>
        <source>Slope a below zero.</source>
        <extracomment>layer LeakyReLU, help of Negative slope</extracomment>
        <translation>零以下的斜率 a。</translation>
    </message>
    <message>
        <source>Slopes</source>
        <extracomment>layer PReLU, parameter</extracomment>
        <translation>斜率</translation>
    </message>
    <message>
        <source>Smallest estimate of the squared gradient; 0: what the number format can tell apart from 0.</source>
        <extracomment>optimizer Adafactor, help of Epsilon 1</extracomment>
        <translation>梯度平方的最小估计；0：该数值格式能与 0 区分的最小值。</translation>
    </message>
    <message>
        <source>Smallest scale of a parameter.</source>
        <extracomment>optimizer Adafactor, help of Epsilon 2</extracomment>
        <translation>参数的最小尺度。</translation>
    </message>
    <message>
        <source>Smallest step</source>
        <extracomment>optimizer Rprop, parameter</extracomment>
        <translation>最小步长</translation>
    </message>
    <message>
        <source>Smooth</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>平滑项</translation>
    </message>
    <message>
        <source>Smooth L1</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>平滑 L1</translation>
    </message>
    <message>
        <source>Softmax or sigmoid at the end: the file gives probabilities, not logits.</source>
        <extracomment>export to ONNX, help of Include prediction</extracomment>
        <translation>末尾的 softmax 或 sigmoid：文件给出概率而不是 logits。</translation>
    </message>
    <message>
        <source>Sorting out columns</source>
        <extracomment>phrase</extracomment>
        <translation>正在整理各列</translation>
    </message>
    <message>
        <source>Spare biases</source>
        <extracomment>training, parameter</extracomment>
        <translation>偏置除外</translation>
    </message>
    <message>
        <source>Spearman</source>
        <extracomment>metric</extracomment>
        <translation>斯皮尔曼</translation>
    </message>
    <message>
        <source>Speed</source>
        <extracomment>training, parameter</extracomment>
        <translation>速度</translation>
    </message>
    <message>
        <source>Spirals</source>
        <extracomment>data source</extracomment>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>Spirals, {0} arms</source>
        <extracomment>phrase</extracomment>
        <translation>螺旋，{0} 条臂</translation>
    </message>
    <message>
        <source>Split it over two Formula layers.</source>
        <extracomment>cure of layer.formula_size</extracomment>
        <translation>请将其拆成两个 Formula 层。</translation>
    </message>
    <message>
        <source>Splits one dimension into several.</source>
        <extracomment>layer Unflatten</extracomment>
        <translation>把一个维度拆成多个。</translation>
    </message>
    <message>
        <source>Splits the features in two halves; one half decides how much of the other passes.</source>
        <extracomment>layer GLU</extracomment>
        <translation>把特征分成两半，一半决定另一半通过多少。</translation>
    </message>
    <message>
        <source>Squares the difference of its two inputs, element by element.</source>
        <extracomment>layer SquaredDifference</extracomment>
        <translation>逐元素地求两个输入之差的平方。</translation>
    </message>
    <message>
        <source>Squeeze and excite</source>
        <extracomment>ready module</extracomment>
        <translation>压缩与激励</translation>
    </message>
    <message>
        <source>Squeezes each value into the range -1 to 1, more gently than Tanh.</source>
        <extracomment>layer Softsign</extracomment>
        <translation>将每个值压缩到 -1 至 1 的范围，比 Tanh 更平缓。</translation>
    </message>
    <message>
        <source>Squeezes each value into the range -1 to 1.</source>
        <extracomment>layer Tanh</extracomment>
        <translation>将每个值压缩到 -1 至 1 的范围。</translation>
    </message>
    <message>
        <source>Squeezes each value into the range 0 to 1.</source>
        <extracomment>layer Sigmoid</extracomment>
        <translation>将每个值压缩到 0 至 1 的范围。</translation>
    </message>
    <message>
        <source>Standard deviation of normal, largest size of uniform first values.</source>
        <extracomment>layer Parameter, help of Scale</extracomment>
        <translation>正态初始值的标准差，或均匀初始值的最大幅度。</translation>
    </message>
    <message>
        <source>Standard deviation of the normal noise added to each value.</source>
        <extracomment>data source XOR, help of Noise</extracomment>
        <translation>加到每个值上的正态噪声的标准差。</translation>
    </message>
    <message>
        <source>Standard deviation σ of the noise, in units of the values.</source>
        <extracomment>layer Gaussian Noise, help of Deviation</extracomment>
        <translation>噪声的标准差 σ，单位与值相同。</translation>
    </message>
    <message>
        <source>Standardize</source>
        <extracomment>preparation of data</extracomment>
        <translation>标准化</translation>
    </message>
    <message>
        <source>Stands inside a module for one of its inputs; its name is the name of the port. From left to right the module inputs are the ports of the module, and the first is the one that a repeat carries on: x_1 = x, x_(i+1) = f_i(x_i).</source>
        <extracomment>layer Module input</extracomment>
        <translation>在模块内部代表它的一个输入；其名称即端口的名称。模块输入从左到右就是模块的端口，第一个是重复时向后传递的端口：x_1 = x，x_(i+1) = f_i(x_i)。</translation>
    </message>
    <message>
        <source>Stands inside a module for one of its outputs; its name is the name of the port. From left to right the module outputs are the ports of the module, y = f(x), and the first is the one that a repeat carries on.</source>
        <extracomment>layer Module output</extracomment>
        <translation>在模块内部代表它的一个输出；其名称即端口的名称。模块输出从左到右就是模块的端口，y = f(x)，第一个是重复时向后传递的端口。</translation>
    </message>
    <message>
        <source>Start</source>
        <extracomment>layer Slice, parameter</extracomment>
        <translation>起点</translation>
    </message>
    <message>
        <source>Start a new run from its weights, or choose another checkpoint.</source>
        <extracomment>cure of training.bad_checkpoint</extracomment>
        <translation>请用其权重开始新的运行，或选择其他检查点。</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <extracomment>cure of runs.folder_gone</extracomment>
        <translation>请开始新的运行。</translation>
    </message>
    <message>
        <source>Start divisor</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>起始除数</translation>
    </message>
    <message>
        <source>Start factor</source>
        <extracomment>schedule Linear, parameter</extracomment>
        <translation>起始系数</translation>
    </message>
    <message>
        <source>Start or continue it first; acts are for runs in progress.</source>
        <extracomment>cure of runs.not_running</extracomment>
        <translation>请先开始或继续该运行；这些操作只用于进行中的运行。</translation>
    </message>
    <message>
        <source>Start the ramp lower, or look whether the loss fits the data.</source>
        <extracomment>cure of training.no_rate_found</extracomment>
        <translation>请从更低处开始斜坡，或检查损失是否适合数据。</translation>
    </message>
    <message>
        <source>States</source>
        <extracomment>layer LSTM, parameter</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Steep</source>
        <extracomment>rule of the rate finder</extracomment>
        <translation>最陡</translation>
    </message>
    <message>
        <source>Step</source>
        <extracomment>layer Slice, parameter</extracomment>
        <translation>步长</translation>
    </message>
    <message>
        <source>Stepped</source>
        <extracomment>schedule Step, parameter</extracomment>
        <translation>调整时机</translation>
    </message>
    <message>
        <source>Steps are not captured as a graph: '{0}' draws random numbers in each of them.</source>
        <extracomment>phrase</extracomment>
        <translation>未把训练步捕获为图：“{0}”在每一步都抽取随机数。</translation>
    </message>
    <message>
        <source>Steps are not captured as a graph: the device has none.</source>
        <extracomment>phrase</extracomment>
        <translation>未把训练步捕获为图：该设备没有图功能。</translation>
    </message>
    <message>
        <source>Steps are not captured as a graph: this LibTorch has none.</source>
        <extracomment>phrase</extracomment>
        <translation>未把训练步捕获为图：此 LibTorch 没有图功能。</translation>
    </message>
    <message>
        <source>Steps between validations within an epoch; 0: only at its end.</source>
        <extracomment>training, help of Also every</extracomment>
        <translation>一轮之内两次验证之间的步数；0 表示仅在轮末。</translation>
    </message>
    <message>
        <source>Steps down</source>
        <extracomment>schedule Cyclic, parameter</extracomment>
        <translation>下降步数</translation>
    </message>
    <message>
        <source>Steps from one look inside the network to the next; histograms are taken at every tenth.</source>
        <extracomment>training, help of Look every</extracomment>
        <translation>两次观察网络内部之间的步数；直方图每十次观察取一次。</translation>
    </message>
    <message>
        <source>Steps from the bottom to the top.</source>
        <extracomment>schedule Cyclic, help of Steps up</extracomment>
        <translation>从底部到顶部的步数。</translation>
    </message>
    <message>
        <source>Steps from the top to the bottom; 0: as many as up.</source>
        <extracomment>schedule Cyclic, help of Steps down</extracomment>
        <translation>从顶部到底部的步数；0 表示与上升相同。</translation>
    </message>
    <message>
        <source>Steps from which the curvature is built.</source>
        <extracomment>optimizer L-BFGS, help of History</extracomment>
        <translation>用来建立曲率的步数。</translation>
    </message>
    <message>
        <source>Steps of equal size along the sign of a running mean of the gradient; wants a small learning rate (Chen et al., 2023).</source>
        <extracomment>optimizer Lion</extracomment>
        <translation>沿梯度滑动均值的符号走大小相等的步；需要较小的学习率（Chen 等，2023）。</translation>
    </message>
    <message>
        <source>Steps of the window.</source>
        <extracomment>layer Conv1D, help of Stride</extracomment>
        <translation>窗口移动的步长。</translation>
    </message>
    <message>
        <source>Steps of the window; empty: as large as the kernel, side by side.</source>
        <extracomment>layer Unfold, help of Stride</extracomment>
        <translation>窗口移动的步长；留空则与核的大小相同，即并排。</translation>
    </message>
    <message>
        <source>Steps of the window; empty: as large as the kernel.</source>
        <extracomment>layer MaxPool2D, help of Stride</extracomment>
        <translation>窗口移动的步长；留空则与核的大小相同。</translation>
    </message>
    <message>
        <source>Steps of the window; one number, or depth × height × width.</source>
        <extracomment>layer Conv3D, help of Stride</extracomment>
        <translation>窗口移动的步长；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Steps of the window; one number, or height × width.</source>
        <extracomment>layer Conv2D, help of Stride</extracomment>
        <translation>窗口移动的步长；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Steps scaled by a running mean of the squared gradient (Hinton, 2012).</source>
        <extracomment>optimizer RMSprop</extracomment>
        <translation>按梯度平方的滑动均值缩放步长（Hinton，2012）。</translation>
    </message>
    <message>
        <source>Steps scaled by running means of the gradient and its square (Kingma and Ba, 2015).</source>
        <extracomment>optimizer Adam</extracomment>
        <translation>按梯度及其平方的滑动均值缩放步长（Kingma 和 Ba，2015）。</translation>
    </message>
    <message>
        <source>Steps scaled by the ratio of the last steps to the last gradients; needs no learning rate (Zeiler, 2012).</source>
        <extracomment>optimizer Adadelta</extracomment>
        <translation>按最近的步长与最近的梯度之比缩放步长；不需要学习率（Zeiler，2012）。</translation>
    </message>
    <message>
        <source>Steps shrink with the sum of all squared gradients; good for rare features (Duchi et al., 2011).</source>
        <extracomment>optimizer Adagrad</extracomment>
        <translation>步长随所有梯度平方之和缩小；适用于稀有特征（Duchi 等，2011）。</translation>
    </message>
    <message>
        <source>Steps up</source>
        <extracomment>schedule Cyclic, parameter</extracomment>
        <translation>上升步数</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: w = w - lr g, with momentum if wanted.</source>
        <extracomment>optimizer SGD</extracomment>
        <translation>随机梯度下降：w = w - lr g，可带动量。</translation>
    </message>
    <message>
        <source>Stochastic weight averaging (Izmailov and others, 2018): from that epoch on the weights at the end of each epoch are averaged, all alike, and the average is validated and kept as the best. For it the statistics of BatchNorm are computed anew in a pass over the training samples. 0: off.</source>
        <extracomment>training, help of SWA from epoch</extracomment>
        <translation>随机权重平均（Izmailov 等，2018）：从该轮起，对每轮末的权重取等权平均，验证并作为最佳检查点保存的是该平均。为此会在训练样本上另行计算一遍 BatchNorm 的统计量。0 表示关闭。</translation>
    </message>
    <message>
        <source>Stop</source>
        <extracomment>layer Slice, parameter</extracomment>
        <translation>终点</translation>
    </message>
    <message>
        <source>Stop at NaN</source>
        <extracomment>training, parameter</extracomment>
        <translation>遇 NaN 停止</translation>
    </message>
    <message>
        <source>Stop it first, or wait until it has ended.</source>
        <extracomment>cure of training.already_running</extracomment>
        <translation>请先将其停止，或等待其结束。</translation>
    </message>
    <message>
        <source>Stop when the monitored value (the validation loss) gets no better.</source>
        <extracomment>training, help of Early stopping</extracomment>
        <translation>被监控的值（验证损失）不再变好时停止。</translation>
    </message>
    <message>
        <source>Store class names</source>
        <extracomment>export to ONNX, parameter</extracomment>
        <translation>存储类别名称</translation>
    </message>
    <message>
        <source>Store the design as a project file.</source>
        <extracomment>cure of graph_text.too_long</extracomment>
        <translation>请将设计保存为项目文件。</translation>
    </message>
    <message>
        <source>Straight</source>
        <extracomment>data source Two classes, choice of Border</extracomment>
        <translation>直线</translation>
    </message>
    <message>
        <source>Straight: one neuron learns it; curved: a hidden layer is needed.</source>
        <extracomment>data source Two classes, help of Border</extracomment>
        <translation>直线：一个神经元即可学会；曲线：需要隐藏层。</translation>
    </message>
    <message>
        <source>Stride</source>
        <extracomment>layer Conv1D, parameter</extracomment>
        <translation>步幅</translation>
    </message>
    <message>
        <source>Subtracts its second input from the first, element by element.</source>
        <extracomment>layer Subtract</extracomment>
        <translation>逐元素地从第一个输入中减去第二个输入。</translation>
    </message>
    <message>
        <source>Sums the values along chosen dimensions.</source>
        <extracomment>layer ReduceSum</extracomment>
        <translation>沿选定的维度对值求和。</translation>
    </message>
    <message>
        <source>Swaps two dimensions of a sample.</source>
        <extracomment>layer Transpose</extracomment>
        <translation>交换样本的两个维度。</translation>
    </message>
    <message>
        <source>Switch 'Balance classes' off.</source>
        <extracomment>cure of training.balance_needs_classes</extracomment>
        <translation>请关闭“均衡类别”。</translation>
    </message>
    <message>
        <source>Switch 'unbiased' off, or choose larger dimensions.</source>
        <extracomment>cure of layer.variance_of_one</extracomment>
        <translation>请关闭“无偏”，或选择更大的维度。</translation>
    </message>
    <message>
        <source>Switch its bias off, or bring all three to {query} features with a Dense layer.</source>
        <extracomment>cure of layer.attention_widths</extracomment>
        <translation>请关闭其偏置，或用 Dense 层使三者都有 {query} 个特征。</translation>
    </message>
    <message>
        <source>Switch mixup off.</source>
        <extracomment>cure of training.mixup_needs_numbers</extracomment>
        <translation>请关闭 Mixup。</translation>
    </message>
    <message>
        <source>Switch the bias off</source>
        <extracomment>phrase</extracomment>
        <translation>关闭偏置</translation>
    </message>
    <message>
        <source>Switch the bias off: fewer weights, the same network.</source>
        <extracomment>cure of layer.needless_bias</extracomment>
        <translation>请关闭偏置：权重更少，网络不变。</translation>
    </message>
    <message>
        <source>Switch the layer on again, or remove it.</source>
        <extracomment>cure of layer.cannot_bypass</extracomment>
        <translation>请重新启用该层，或将其删除。</translation>
    </message>
    <message>
        <source>Switch the stratified split on, or add samples of that class.</source>
        <extracomment>cure of data.class_not_in_training</extracomment>
        <translation>请开启“保持类别比例”，或添加该类别的样本。</translation>
    </message>
    <message>
        <source>Takes</source>
        <extracomment>layer TorchScript, parameter</extracomment>
        <translation>接收</translation>
    </message>
    <message>
        <source>Takes A where a condition holds, and B elsewhere.</source>
        <extracomment>layer Where</extracomment>
        <translation>条件成立处取 A，其余处取 B。</translation>
    </message>
    <message>
        <source>Takes one index of a dimension, which goes away.</source>
        <extracomment>layer Select</extracomment>
        <translation>取某一维度的一个索引，该维度随之消失。</translation>
    </message>
    <message>
        <source>Takes one time step out of a sequence.</source>
        <extracomment>layer SelectStep</extracomment>
        <translation>从序列中取出一个时间步。</translation>
    </message>
    <message>
        <source>Takes prepared data. Gives predictions: the last activation is inside.</source>
        <extracomment>phrase</extracomment>
        <translation>接收预处理后的数据。给出预测：最后的激活函数在文件内。</translation>
    </message>
    <message>
        <source>Takes prepared data. Gives what the last layer gives.</source>
        <extracomment>phrase</extracomment>
        <translation>接收预处理后的数据。给出最后一层的输出。</translation>
    </message>
    <message>
        <source>Takes raw data: the preparation is inside. Gives predictions: the last activation is inside.</source>
        <extracomment>phrase</extracomment>
        <translation>接收原始数据：预处理在文件内。给出预测：最后的激活函数在文件内。</translation>
    </message>
    <message>
        <source>Takes raw data: the preparation is inside. Gives what the last layer gives.</source>
        <extracomment>phrase</extracomment>
        <translation>接收原始数据：预处理在文件内。给出最后一层的输出。</translation>
    </message>
    <message>
        <source>Takes the largest of its inputs, element by element.</source>
        <extracomment>layer Maximum</extracomment>
        <translation>逐元素地取各输入中的最大值。</translation>
    </message>
    <message>
        <source>Takes the largest value along chosen dimensions.</source>
        <extracomment>layer ReduceMax</extracomment>
        <translation>沿选定的维度取最大值。</translation>
    </message>
    <message>
        <source>Takes the largest value of each channel in the whole picture, or of each feature over time.</source>
        <extracomment>layer GlobalMaxPool</extracomment>
        <translation>取每个通道在整张图片中的最大值，或每个特征在时间上的最大值。</translation>
    </message>
    <message>
        <source>Takes the length (p-norm) of each window of a volume: between average and maximum.</source>
        <extracomment>layer LpPool3D</extracomment>
        <translation>取体数据每个窗口的长度（p 范数）：介于平均值与最大值之间。</translation>
    </message>
    <message>
        <source>Takes the length (p-norm) of each window of time steps: between average and maximum.</source>
        <extracomment>layer LpPool1D</extracomment>
        <translation>取每个时间步窗口的长度（p 范数）：介于平均与最大之间。</translation>
    </message>
    <message>
        <source>Takes the length (p-norm) of each window: between average and maximum.</source>
        <extracomment>layer LpPool2D</extracomment>
        <translation>取每个窗口的长度（p 范数）：介于平均与最大之间。</translation>
    </message>
    <message>
        <source>Takes the mean of its inputs, element by element.</source>
        <extracomment>layer Average</extracomment>
        <translation>逐元素地取各输入的均值。</translation>
    </message>
    <message>
        <source>Takes the smallest of its inputs, element by element.</source>
        <extracomment>layer Minimum</extracomment>
        <translation>逐元素地取各输入中的最小值。</translation>
    </message>
    <message>
        <source>Takes the smallest value along chosen dimensions.</source>
        <extracomment>layer ReduceMin</extracomment>
        <translation>沿选定的维度取最小值。</translation>
    </message>
    <message>
        <source>Takes the standard deviation along chosen dimensions.</source>
        <extracomment>layer ReduceStd</extracomment>
        <translation>沿选定的维度取标准差。</translation>
    </message>
    <message>
        <source>Target column</source>
        <extracomment>data source CSV table, parameter</extracomment>
        <translation>目标列</translation>
    </message>
    <message>
        <source>Targets</source>
        <extracomment>data source NumPy arrays, parameter</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Targets of this class do not count; -1: all count.</source>
        <extracomment>layer Output, help of Ignored class</extracomment>
        <translation>此类别的目标不计入；-1 表示全部计入。</translation>
    </message>
    <message>
        <source>Task</source>
        <extracomment>data source CSV table, parameter</extracomment>
        <translation>任务</translation>
    </message>
    <message>
        <source>Tells whether the file is still the one that was imported.</source>
        <extracomment>layer TorchScript, help of SHA-256</extracomment>
        <translation>用来判断文件是否仍是导入时的那一个。</translation>
    </message>
    <message>
        <source>Tells which steps of a sequence are real and which only fill it up.</source>
        <extracomment>layer PaddingMask</extracomment>
        <translation>说明序列中哪些步是真实的，哪些只用于补齐。</translation>
    </message>
    <message>
        <source>Tensor '{tensor}' in '{path}' has the element type {dtype}, which is not supported.</source>
        <extracomment>error safetensors.unknown_dtype</extracomment>
        <translation>“{path}”中张量“{tensor}”的元素类型为 {dtype}，不受支持。</translation>
    </message>
    <message>
        <source>Tensor '{tensor}' in '{path}' has {size} bytes where its shape needs {needed}.</source>
        <extracomment>error onnx.bad_tensor</extracomment>
        <translation>“{path}”中张量“{tensor}”有 {size} 字节，而其形状需要 {needed} 字节。</translation>
    </message>
    <message>
        <source>Textbook: a hidden layer</source>
        <extracomment>example</extracomment>
        <translation>教科书：一个隐藏层</translation>
    </message>
    <message>
        <source>Textbook: logistic regression</source>
        <extracomment>example</extracomment>
        <translation>教科书：逻辑回归</translation>
    </message>
    <message>
        <source>The C channels are split into G groups, and each group is normalized over its channels and all places of one sample: y = γ (x - μ) / sqrt(σ² + ε) + β, with γ and β for each channel. Unlike BatchNorm it does not depend on the batch, so that it works with one or two samples a batch, as with large pictures and volumes, and does the same in training and prediction. One group takes all channels together; as many groups as channels make InstanceNorm.</source>
        <extracomment>layer GroupNorm</extracomment>
        <translation>C 个通道分成 G 组，每组在其通道和一个样本的所有位置上归一化：y = γ (x - μ) / sqrt(σ² + ε) + β，每个通道有各自的 γ 和 β。与 BatchNorm 不同，它不依赖于批，因此每批只有一两个样本时也能工作（例如大图片和体数据），训练和预测时行为相同。一个组表示所有通道一起；组数等于通道数即为 InstanceNorm。</translation>
    </message>
    <message>
        <source>The Output holds the loss: one number that says how far the predictions are from the targets. Training is nothing but walking downhill on it. For one class out of several take cross entropy, -log softmax(z)[class], and let the layer before it give one logit z for each class, without a Softmax: the loss applies it itself. For yes or no take binary cross entropy with one logit; for numbers take the mean squared error, or Huber when a few targets lie far off. With several Outputs the losses are added, each times its weight.</source>
        <extracomment>layer Output</extracomment>
        <translation>Output 中包含损失：一个说明预测与目标相差多远的数。训练不过是沿着它下山。要从多个类别中选一个，请用交叉熵 -log softmax(z)[class]，并让它前面的层为每个类别给出一个 logit z，不要加 Softmax：损失会自己应用它。对于是或否，用二元交叉熵和一个 logit；对于数值，用均方误差，若有少数目标偏离很远则用 Huber。有多个 Output 时，各损失乘以各自的权重后相加。</translation>
    </message>
    <message>
        <source>The activation of the map that gates.</source>
        <extracomment>layer SwiGLU, help of Gate</extracomment>
        <translation>起门作用的映射的激活函数。</translation>
    </message>
    <message>
        <source>The blocks of MobileNetV2, each with a gate that weighs its channels by what the whole picture shows. Depth, width and picture size grow together: B0 is the smallest of a family of eight.</source>
        <extracomment>model EfficientNet-B0</extracomment>
        <translation>MobileNetV2 的块，每块带一个门，按整张图片所显示的内容为通道加权。深度、宽度和图片大小一起增长：B0 是八个成员的系列中最小的一个。</translation>
    </message>
    <message>
        <source>The checkpoint '{path}' cannot be read: {reason}.</source>
        <extracomment>error runs.checkpoint_damaged</extracomment>
        <translation>无法读取检查点“{path}”：{reason}。</translation>
    </message>
    <message>
        <source>The checkpoint cannot be continued: '{key}' is missing or does not fit.</source>
        <extracomment>error training.bad_checkpoint</extracomment>
        <translation>无法从该检查点继续：“{key}”缺失或不匹配。</translation>
    </message>
    <message>
        <source>The class weights of '{node}' must be {count} numbers with commas between them, but are '{got}'.</source>
        <extracomment>error layer.class_weights</extracomment>
        <translation>“{node}”的类别权重应为以逗号分隔的 {count} 个数，但写的是“{got}”。</translation>
    </message>
    <message>
        <source>The clipboard holds no layers.</source>
        <extracomment>error graph.not_a_clip</extracomment>
        <translation>剪贴板中没有层。</translation>
    </message>
    <message>
        <source>The computation stopped because of an internal problem.</source>
        <extracomment>error engine.failed</extracomment>
        <translation>由于内部问题，计算已停止。</translation>
    </message>
    <message>
        <source>The cosine of each value in radians.</source>
        <extracomment>layer Cos</extracomment>
        <translation>每个值（弧度）的余弦。</translation>
    </message>
    <message>
        <source>The data are not the ones that '{run}' was trained on.</source>
        <extracomment>error runs.data_changed</extracomment>
        <translation>数据不是“{run}”训练时的数据。</translation>
    </message>
    <message>
        <source>The data have changed since the checkpoint was made.</source>
        <extracomment>phrase</extracomment>
        <translation>检查点生成之后数据已改变。</translation>
    </message>
    <message>
        <source>The data hold NaN or infinite values ('{input}', a batch of epoch {epoch}, step {step}).</source>
        <extracomment>error training.non_finite_data</extracomment>
        <translation>数据含有 NaN 或无穷大（“{input}”，第 {epoch} 轮第 {step} 步的一批）。</translation>
    </message>
    <message>
        <source>The data of '{source}' cannot be loaded.</source>
        <extracomment>error data.load_failed</extracomment>
        <translation>无法加载“{source}”的数据。</translation>
    </message>
    <message>
        <source>The design has no Input layer.</source>
        <extracomment>error graph.no_input</extracomment>
        <translation>设计没有 Input 层。</translation>
    </message>
    <message>
        <source>The design has no Output layer with a loss, so there is nothing to train.</source>
        <extracomment>error training.no_output</extracomment>
        <translation>设计没有带损失的 Output 层，因此没有可训练的内容。</translation>
    </message>
    <message>
        <source>The design has no Output layer.</source>
        <extracomment>error graph.no_output</extracomment>
        <translation>设计没有 Output 层。</translation>
    </message>
    <message>
        <source>The design has no complete path from an Input to an Output layer, so there is nothing to export.</source>
        <extracomment>error export.no_output</extracomment>
        <translation>设计没有从 Input 到 Output 层的完整路径，因此没有可导出的内容。</translation>
    </message>
    <message>
        <source>The design has no weights called '{key}'.</source>
        <extracomment>error weights.map_unknown</extracomment>
        <translation>设计中没有名为“{key}”的权重。</translation>
    </message>
    <message>
        <source>The design has no weights that can be trained.</source>
        <extracomment>error training.no_parameters</extracomment>
        <translation>设计没有可训练的权重。</translation>
    </message>
    <message>
        <source>The design unfolds to more than {limit} layers at '{node}'.</source>
        <extracomment>error graph.too_many_layers</extracomment>
        <translation>设计在“{node}”处展开超过 {limit} 个层。</translation>
    </message>
    <message>
        <source>The design's field '{field}' is missing or of the wrong type.</source>
        <extracomment>error graph.bad_field</extracomment>
        <translation>设计的字段“{field}”缺失或类型错误。</translation>
    </message>
    <message>
        <source>The device '{device}' is not available; this computer has: {devices}.</source>
        <extracomment>error device.unavailable</extracomment>
        <translation>设备“{device}”不可用；这台计算机有：{devices}。</translation>
    </message>
    <message>
        <source>The dimension along which values move: 1 are the time steps, or the channels; -1 is the last.</source>
        <extracomment>layer Roll, help of Dimension</extracomment>
        <translation>值沿其移动的维度：1 为时间步或通道；-1 为最后一维。</translation>
    </message>
    <message>
        <source>The dimension that gets the length 1: -1 is the last; 1 the channels of a feature map.</source>
        <extracomment>layer L2 Normalize, help of Dimension</extracomment>
        <translation>长度变为 1 的维度：-1 为最后一维；1 为特征图的通道。</translation>
    </message>
    <message>
        <source>The dimension that goes away: 1 are the time steps, or the channels; -1 is the last.</source>
        <extracomment>layer Select, help of Dimension</extracomment>
        <translation>消失的维度：1 为时间步或通道；-1 为最后一维。</translation>
    </message>
    <message>
        <source>The dimension that grows: 1 are the features of a vector, the time steps, or the channels.</source>
        <extracomment>layer Tile, help of Dimension</extracomment>
        <translation>变大的维度：1 为向量的特征、时间步或通道。</translation>
    </message>
    <message>
        <source>The dimension that is cut in two: -1 is the last; 1 the channels of a feature map.</source>
        <extracomment>layer GLU, help of Dimension</extracomment>
        <translation>被分成两半的维度：-1 为最后一维；1 为特征图的通道。</translation>
    </message>
    <message>
        <source>The dimension that is cut: 1 are the features of a vector, the time steps, or the channels.</source>
        <extracomment>layer Slice, help of Dimension</extracomment>
        <translation>被切的维度：1 为向量的特征、时间步或通道。</translation>
    </message>
    <message>
        <source>The dimension that is cut: 1 are the features of a vector, the time steps, or the channels; -1 is the last.</source>
        <extracomment>layer Split, help of Dimension</extracomment>
        <translation>被切的维度：1 为向量的特征、时间步或通道；-1 为最后一维。</translation>
    </message>
    <message>
        <source>The dimension that is searched: -1 is the last, 1 the channels of a feature map; never the batch.</source>
        <extracomment>layer ArgMax, help of Dimension</extracomment>
        <translation>要查找的维度：-1 为最后一维，1 为特征图的通道；批永远不行。</translation>
    </message>
    <message>
        <source>The dimension that is split; 0 is the batch and stays.</source>
        <extracomment>layer Unflatten, help of Dimension</extracomment>
        <translation>被拆分的维度；0 为批，保持不变。</translation>
    </message>
    <message>
        <source>The dimension that sums to 1: -1 is the last; 1 the channels of a feature map.</source>
        <extracomment>layer Softmax, help of Dimension</extracomment>
        <translation>总和为 1 的维度：-1 为最后一维；1 为特征图的通道。</translation>
    </message>
    <message>
        <source>The dimension whose probabilities sum to 1: -1 is the last; 1 the channels of a feature map.</source>
        <extracomment>layer LogSoftmax, help of Dimension</extracomment>
        <translation>概率总和为 1 的维度：-1 为最后一维；1 为特征图的通道。</translation>
    </message>
    <message>
        <source>The dimensions from 1 on in their new order; none: reversed.</source>
        <extracomment>layer Permute, help of Order</extracomment>
        <translation>从 1 开始的各维度的新顺序；不填则反转。</translation>
    </message>
    <message>
        <source>The edge</source>
        <extracomment>layer Pad, choice of Mode</extracomment>
        <translation>边缘值</translation>
    </message>
    <message>
        <source>The encoder of 109 million weights that reads both ways.</source>
        <extracomment>model BERT base</extracomment>
        <translation>有 1.09 亿个权重、双向读取的编码器。</translation>
    </message>
    <message>
        <source>The error function: squeezes each value into the range -1 to 1.</source>
        <extracomment>layer Erf</extracomment>
        <translation>误差函数：将每个值压缩到 -1 至 1 的范围。</translation>
    </message>
    <message>
        <source>The exponential of each value.</source>
        <extracomment>layer Exp</extracomment>
        <translation>每个值的指数。</translation>
    </message>
    <message>
        <source>The fall mirrors the rise, and a third phase goes down from there.</source>
        <extracomment>schedule One cycle, help of Three phases</extracomment>
        <translation>下降与上升对称，第三个阶段从那里继续下降。</translation>
    </message>
    <message>
        <source>The features of all inputs stand one after the other: y = [a, b], with F = F_a + F_b features. Nothing is mixed and nothing lost; the layer behind it decides what to make of it. All other sizes must be equal. Feature maps and volumes are joined along their channels, sequences also along time.</source>
        <extracomment>layer Concatenate</extracomment>
        <translation>所有输入的特征依次排列：y = [a, b]，共 F = F_a + F_b 个特征。不混合也不丢失任何内容；如何使用由后面的层决定。其他尺寸必须全部相等。特征图和体数据沿通道拼接，序列还可沿时间拼接。</translation>
    </message>
    <message>
        <source>The field '{field}' of the data settings is not of the right type.</source>
        <extracomment>error data.bad_settings</extracomment>
        <translation>数据设置的字段“{field}”类型不正确。</translation>
    </message>
    <message>
        <source>The field '{field}' of the stored preparation cannot be used.</source>
        <extracomment>error data.bad_preparation</extracomment>
        <translation>无法使用已保存的预处理的字段“{field}”。</translation>
    </message>
    <message>
        <source>The file has no weights called '{key}'.</source>
        <extracomment>error weights.map_unknown_in_file</extracomment>
        <translation>文件中没有名为“{key}”的权重。</translation>
    </message>
    <message>
        <source>The file is damaged or meant to do harm: get it from another place.</source>
        <extracomment>cure of import.absurd_size</extracomment>
        <translation>文件已损坏或怀有恶意：请从别处获取。</translation>
    </message>
    <message>
        <source>The file is damaged: copy or download it again.</source>
        <extracomment>cure of onnx.bad_tensor</extracomment>
        <translation>文件已损坏：请重新复制或下载。</translation>
    </message>
    <message>
        <source>The file is damaged: export the model again.</source>
        <extracomment>cure of onnx.cycle</extracomment>
        <translation>文件已损坏：请重新导出模型。</translation>
    </message>
    <message>
        <source>The file lacks {count} of {total} weights, '{key}' first{why}.</source>
        <extracomment>error weights.missing</extracomment>
        <translation>文件缺少 {total} 个权重中的 {count} 个，首先是“{key}”{why}。</translation>
    </message>
    <message>
        <source>The file of labels; empty: found by its name beside the pictures.</source>
        <extracomment>data source IDX files (MNIST), help of Labels</extracomment>
        <translation>标签文件；留空则按名称在图片旁查找。</translation>
    </message>
    <message>
        <source>The file of pictures, such as train-images-idx3-ubyte.</source>
        <extracomment>data source IDX files (MNIST), help of Pictures</extracomment>
        <translation>图片文件，例如 train-images-idx3-ubyte。</translation>
    </message>
    <message>
        <source>The file takes raw data and prepares them itself.</source>
        <extracomment>export to ONNX, help of Include preparation</extracomment>
        <translation>文件接收原始数据并自行预处理。</translation>
    </message>
    <message>
        <source>The first learning rate is the full one divided by this.</source>
        <extracomment>schedule One cycle, help of Start divisor</extracomment>
        <translation>最初的学习率为完整学习率除以此值。</translation>
    </message>
    <message>
        <source>The first of the dimensions that become one; 0 is the batch.</source>
        <extracomment>layer Flatten, help of First dimension</extracomment>
        <translation>合为一维的各维度中的第一个；0 为批。</translation>
    </message>
    <message>
        <source>The first step (depthwise) looks for patterns within each channel, z[c] = Σ U[c] x[c]; the second (pointwise) mixes the channels at each place, y[o] = b[o] + Σ V[o, c] z[c]. That takes C k k + C O multiply-adds a place instead of C k k O, about k k times fewer, and is often as good. Xception and the MobileNets are built from it. H' = floor((H + p - d (k - 1) - 1) / s) + 1.</source>
        <extracomment>layer SeparableConv2D</extracomment>
        <translation>第一步（逐通道）在每个通道内寻找模式，z[c] = Σ U[c] x[c]；第二步（逐点）在每个位置混合各通道，y[o] = b[o] + Σ V[o, c] z[c]。这样每个位置需要 C k k + C O 次乘加，而不是 C k k O 次，大约少 k k 倍，效果往往不相上下。Xception 和 MobileNet 由它构成。H' = floor((H + p - d (k - 1) - 1) / s) + 1。</translation>
    </message>
    <message>
        <source>The first that is not kept any more; negative: from the end; 0: up to the end.</source>
        <extracomment>layer Slice, help of Stop</extracomment>
        <translation>不再保留的第一个值；负数从末尾计数；0 表示直到末尾。</translation>
    </message>
    <message>
        <source>The first value that is kept; negative: from the end.</source>
        <extracomment>layer Slice, help of Start</extracomment>
        <translation>保留的第一个值；负数从末尾计数。</translation>
    </message>
    <message>
        <source>The folder of the run, '{folder}', was deleted or moved, so nothing more can be written to it.</source>
        <extracomment>error runs.folder_gone</extracomment>
        <translation>运行的文件夹“{folder}”已被删除或移动，因此无法再写入。</translation>
    </message>
    <message>
        <source>The folder that holds one sub-folder for each class.</source>
        <extracomment>data source Folder of pictures, help of Folder</extracomment>
        <translation>包含每个类别一个子文件夹的文件夹。</translation>
    </message>
    <message>
        <source>The format '{format}' has no option '{option}'.</source>
        <extracomment>error export.unknown_option</extracomment>
        <translation>格式“{format}”没有选项“{option}”。</translation>
    </message>
    <message>
        <source>The functions that '{path}' defines for itself {what}.</source>
        <extracomment>error onnx.functions</extracomment>
        <translation>“{path}”自行定义的函数{what}。</translation>
    </message>
    <message>
        <source>The header of '{path}' is not that of a safetensors file: {what}.</source>
        <extracomment>error safetensors.bad_header</extracomment>
        <translation>“{path}”的头部不是 safetensors 文件的头部：{what}。</translation>
    </message>
    <message>
        <source>The header of '{path}' is not that of an NPY file: {what}.</source>
        <extracomment>error npy.bad_header</extracomment>
        <translation>“{path}”的头部不是 NPY 文件的头部：{what}。</translation>
    </message>
    <message>
        <source>The heart of attention alone: y = softmax(q kᵀ / sqrt(d)) v. There is nothing to train; what stands before the three inputs makes queries, keys and values. With one input connected it is all three. With Dense layers before it and one behind it, it becomes MultiHeadAttention.</source>
        <extracomment>layer ScaledDotProductAttention</extracomment>
        <translation>仅为注意力的核心：y = softmax(q kᵀ / sqrt(d)) v。没有需要训练的内容；三个输入之前的层产生查询、键和值。只连接一个输入时，它同时充当三者。前面加 Dense 层、后面加一个 Dense 层，就成为 MultiHeadAttention。</translation>
    </message>
    <message>
        <source>The id {id} stands twice in the design (at '{node}').</source>
        <extracomment>error graph.duplicate_id</extracomment>
        <translation>id {id} 在设计中出现两次（在“{node}”处）。</translation>
    </message>
    <message>
        <source>The import has no layer for the operation {op}.</source>
        <extracomment>error import.no_layer</extracomment>
        <translation>导入功能没有与运算 {op} 对应的层。</translation>
    </message>
    <message>
        <source>The input '{input}' needs the shape {expected}, but the array has {got}.</source>
        <extracomment>error input.wrong_shape</extracomment>
        <translation>输入“{input}”需要形状 {expected}，但数组为 {got}。</translation>
    </message>
    <message>
        <source>The input is cut in two halves a and b, and y = a σ(b): where b is large, a passes, where it is strongly negative, nothing does. The layer before it gives twice as many features as are wanted. Unlike ReLU the linear half a keeps a path that gradients pass unhindered; convolutional networks for text and speech use it.</source>
        <extracomment>layer GLU</extracomment>
        <translation>输入分成 a 和 b 两半，y = a σ(b)：b 大时 a 通过，b 很负时什么都不通过。它前面的层应给出所需特征数的两倍。与 ReLU 不同，线性的一半 a 为梯度保留了一条畅通的路径；用于文本和语音的卷积网络使用它。</translation>
    </message>
    <message>
        <source>The instances show this parameter already, as '{title}'.</source>
        <extracomment>error graph.exposed_already</extracomment>
        <translation>实例已显示此参数，名为“{title}”。</translation>
    </message>
    <message>
        <source>The language model of 124 million weights.</source>
        <extracomment>model GPT-2 small</extracomment>
        <translation>有 1.24 亿个权重的语言模型。</translation>
    </message>
    <message>
        <source>The largest output b; not below the minimum.</source>
        <extracomment>layer Hardtanh, help of Maximum</extracomment>
        <translation>最大的输出 b；不小于最小值。</translation>
    </message>
    <message>
        <source>The last learning rate is the first one divided by this.</source>
        <extracomment>schedule One cycle, help of End divisor</extracomment>
        <translation>最后的学习率为最初的学习率除以此值。</translation>
    </message>
    <message>
        <source>The last learning rate is the full one divided by this.</source>
        <extracomment>schedule One cycle (fastai), help of End divisor</extracomment>
        <translation>最后的学习率为完整学习率除以此值。</translation>
    </message>
    <message>
        <source>The last size of the first must be the second to last of the second.</source>
        <extracomment>cure of layer.matrices_do_not_fit</extracomment>
        <translation>第一个的最后一个尺寸必须等于第二个的倒数第二个尺寸。</translation>
    </message>
    <message>
        <source>The learning rate falls along half a cosine, from its start value to the end value in the last epoch.</source>
        <extracomment>schedule Cosine</extracomment>
        <translation>学习率沿半个余弦下降，从起始值到最后一轮的结束值。</translation>
    </message>
    <message>
        <source>The learning rate falls to 0 along a power of the time that is left.</source>
        <extracomment>schedule Polynomial</extracomment>
        <translation>学习率按剩余时间的幂降到 0。</translation>
    </message>
    <message>
        <source>The learning rate goes up and down between two values, changing at every step (Smith, 2017).</source>
        <extracomment>schedule Cyclic</extracomment>
        <translation>学习率在两个值之间上下变化，每步都改变（Smith，2017）。</translation>
    </message>
    <message>
        <source>The learning rate is cut when the monitored value of the validation gets no better.</source>
        <extracomment>schedule Reduce on plateau</extracomment>
        <translation>验证集上被监控的值不再变好时，降低学习率。</translation>
    </message>
    <message>
        <source>The learning rate is divided by 1 + this times the steps done.</source>
        <extracomment>optimizer Adagrad, help of Rate decay</extracomment>
        <translation>学习率除以 1 + 此值 × 已完成的步数。</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by gamma after every epoch.</source>
        <extracomment>schedule Exponential</extracomment>
        <translation>每轮之后学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by gamma at given epochs.</source>
        <extracomment>schedule Multi-step</extracomment>
        <translation>在给定的轮，学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by gamma every few epochs.</source>
        <extracomment>schedule Step</extracomment>
        <translation>每隔若干轮，学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>The learning rate moves in a straight line from one share of its value to another.</source>
        <extracomment>schedule Linear</extracomment>
        <translation>学习率沿直线从其值的一个份额变到另一个份额。</translation>
    </message>
    <message>
        <source>The learning rate never falls below.</source>
        <extracomment>schedule Reduce on plateau, help of Lowest rate</extracomment>
        <translation>学习率永不低于此值。</translation>
    </message>
    <message>
        <source>The learning rate stays as it is.</source>
        <extracomment>schedule Constant</extracomment>
        <translation>学习率保持不变。</translation>
    </message>
    <message>
        <source>The least length that is divided by.</source>
        <extracomment>layer L2 Normalize, help of Epsilon</extracomment>
        <translation>作为除数的最小长度。</translation>
    </message>
    <message>
        <source>The least output a.</source>
        <extracomment>layer Hardtanh, help of Minimum</extracomment>
        <translation>最小的输出 a。</translation>
    </message>
    <message>
        <source>The least variance.</source>
        <extracomment>layer Output, help of Epsilon</extracomment>
        <translation>最小方差。</translation>
    </message>
    <message>
        <source>The list of examples '{path}' cannot be read.</source>
        <extracomment>error examples.damaged</extracomment>
        <translation>无法读取示例列表“{path}”。</translation>
    </message>
    <message>
        <source>The list of known networks '{path}' cannot be read.</source>
        <extracomment>error models.damaged</extracomment>
        <translation>无法读取知名网络列表“{path}”。</translation>
    </message>
    <message>
        <source>The list of ready-made blocks '{path}' cannot be read.</source>
        <extracomment>error modules.damaged</extracomment>
        <translation>无法读取现成模块列表“{path}”。</translation>
    </message>
    <message>
        <source>The log '{path}' ({size} bytes) has no record that ends at byte {offset}.</source>
        <extracomment>error events.bad_offset</extracomment>
        <translation>日志“{path}”（{size} 字节）没有在第 {offset} 字节处结束的记录。</translation>
    </message>
    <message>
        <source>The log has its words (Help, About shows where it lies). Export the file again.</source>
        <extracomment>cure of verify.failed</extracomment>
        <translation>日志中有它的说明（“帮助”中的“关于”说明其位置）。请重新导出该文件。</translation>
    </message>
    <message>
        <source>The log has the details (Help, About shows where it lies).</source>
        <extracomment>cure of training.failed</extracomment>
        <translation>日志中有详细信息（“帮助”中的“关于”说明其位置）。</translation>
    </message>
    <message>
        <source>The log holds the reason.</source>
        <extracomment>cure of data.load_failed</extracomment>
        <translation>日志中有原因。</translation>
    </message>
    <message>
        <source>The logarithm of Sigmoid, computed without losing small probabilities.</source>
        <extracomment>layer LogSigmoid</extracomment>
        <translation>Sigmoid 的对数，计算时不会丢失小概率。</translation>
    </message>
    <message>
        <source>The logarithms of the probabilities that Softmax gives.</source>
        <extracomment>layer LogSoftmax</extracomment>
        <translation>Softmax 所给概率的对数。</translation>
    </message>
    <message>
        <source>The loss grows at once, so that the ramp of learning rates has too few points to read one from.</source>
        <extracomment>error training.no_rate_found</extracomment>
        <translation>损失一开始就增大，因此学习率斜坡上的点太少，无法从中读取。</translation>
    </message>
    <message>
        <source>The loss is not a finite number any more: '{node}' gave the first NaN or infinite values, in epoch {epoch}, step {step}.</source>
        <extracomment>error training.non_finite_loss</extracomment>
        <translation>损失已不再是有限数：“{node}”在第 {epoch} 轮第 {step} 步首先给出 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>The matrix that turns tokens into vectors also turns vectors back into tokens: head and embedding share their 38.6 million weights. Causal attention lets each step see only what came before, so one pass trains 1 024 predictions at once.</source>
        <extracomment>model GPT-2 small</extracomment>
        <translation>把词元变为向量的矩阵也把向量变回词元：输出头与嵌入共享 3860 万个权重。因果注意力使每一步只看到之前的内容，因此一次前向就同时训练 1 024 个预测。</translation>
    </message>
    <message>
        <source>The mean of the trained vectors of all tokens.</source>
        <extracomment>layer EmbeddingBag</extracomment>
        <translation>所有词元的训练向量的均值。</translation>
    </message>
    <message>
        <source>The model takes {expected} inputs, but {got} arrays were given.</source>
        <extracomment>error input.wrong_count</extracomment>
        <translation>模型接收 {expected} 个输入，但给出了 {got} 个数组。</translation>
    </message>
    <message>
        <source>The model would take {size} as ONNX; one file holds at most 2 GB.</source>
        <extracomment>error onnx.too_large</extracomment>
        <translation>该模型作为 ONNX 需要 {size}；一个文件最多容纳 2 GB。</translation>
    </message>
    <message>
        <source>The module shows no parameter called '{name}'.</source>
        <extracomment>error graph.unknown_exposed</extracomment>
        <translation>模块没有显示名为“{name}”的参数。</translation>
    </message>
    <message>
        <source>The momentum (or beta 1) moves against the learning rate, where the optimizer has one.</source>
        <extracomment>schedule One cycle, help of Cycle momentum</extracomment>
        <translation>若优化器有动量（或 beta 1），它与学习率反向变化。</translation>
    </message>
    <message>
        <source>The names are listed under --metrics of 'nodegrad train --help'.</source>
        <extracomment>cure of training.unknown_metric</extracomment>
        <translation>名称列于“nodegrad train --help”的 --metrics 处。</translation>
    </message>
    <message>
        <source>The names of the classes lie in the file as labels.json.</source>
        <extracomment>export to TorchScript, help of Store class names</extracomment>
        <translation>类别名称以 labels.json 存于文件中。</translation>
    </message>
    <message>
        <source>The names of the classes lie in the file's metadata as a JSON list.</source>
        <extracomment>export to ONNX, help of Store class names</extracomment>
        <translation>类别名称以 JSON 列表存于文件的元数据中。</translation>
    </message>
    <message>
        <source>The names of the classes stand in model.py.</source>
        <extracomment>export to PyTorch code, help of Store class names</extracomment>
        <translation>类别名称写在 model.py 中。</translation>
    </message>
    <message>
        <source>The natural logarithm of each value, which must be positive.</source>
        <extracomment>layer Log</extracomment>
        <translation>每个值的自然对数，值必须为正。</translation>
    </message>
    <message>
        <source>The network gets the raw values.</source>
        <extracomment>preparation of data As they are</extracomment>
        <translation>网络得到原始值。</translation>
    </message>
    <message>
        <source>The network has no weights to store.</source>
        <extracomment>phrase</extracomment>
        <translation>网络没有可存储的权重。</translation>
    </message>
    <message>
        <source>The network itself is not in the file. Keep the project or the PyTorch code with it.</source>
        <extracomment>phrase</extracomment>
        <translation>文件中不含网络本身。请与项目或 PyTorch 代码一并保存。</translation>
    </message>
    <message>
        <source>The network that most books draw first: ten inputs, 64 hidden neurons with ReLU, one output with sigmoid. The border between the two classes is curved, so the hidden layer is needed. Each hidden neuron folds space along one plane; sixty-four folds together make a good curve. Compare with the next example, which has no hidden layer.</source>
        <extracomment>lesson of Textbook: a hidden layer</extracomment>
        <translation>大多数书最先画的网络：十个输入，64 个带 ReLU 的隐藏神经元，一个带 sigmoid 的输出。两个类别之间的边界是弯曲的，因此需要隐藏层。每个隐藏神经元沿一个平面折叠空间，六十四次折叠合成一条良好的曲线。可与没有隐藏层的下一个示例比较。</translation>
    </message>
    <message>
        <source>The network that read cheques: two convolutions, three Dense layers.</source>
        <extracomment>model LeNet-5</extracomment>
        <translation>曾用于读取支票的网络：两个卷积层，三个 Dense 层。</translation>
    </message>
    <message>
        <source>The network that won ImageNet in 2012 and started the present age.</source>
        <extracomment>model AlexNet</extracomment>
        <translation>2012 年赢得 ImageNet 并开启当今时代的网络。</translation>
    </message>
    <message>
        <source>The new pixels, H' = floor(s H), are taken from the old ones: the nearest, x[floor(i H / H')]; the weighted mean of the two nearest in each direction (linear); or a smooth curve through four (cubic, feature maps only). Pixels are small squares, so that i goes to (i + 0.5) H / H' - 0.5; with corners aligned, the first and the last stay where they are. It makes maps larger in decoders, in U-Net and when pictures are made sharper, and has no weights. A scale below 1 makes them smaller.</source>
        <extracomment>layer Upsample</extracomment>
        <translation>新像素 H' = floor(s H) 取自旧像素：最近的一个 x[floor(i H / H')]；每个方向最近两个的加权平均（线性）；或穿过四个像素的平滑曲线（三次，仅特征图）。像素是小方块，因此 i 对应 (i + 0.5) H / H' - 0.5；对齐角点时，首尾像素位置不变。它在解码器、U-Net 和图片锐化中放大特征图，没有权重。小于 1 的倍率会缩小。</translation>
    </message>
    <message>
        <source>The new size: one number, or height × width; none: by the scale.</source>
        <extracomment>layer Upsample, help of Size</extracomment>
        <translation>新的大小：一个数，或高 × 宽；不填则按倍率。</translation>
    </message>
    <message>
        <source>The number of {what} it gets must be a multiple of {parts}.</source>
        <extracomment>cure of layer.no_multiple</extracomment>
        <translation>它得到的{what}数量必须是 {parts} 的倍数。</translation>
    </message>
    <message>
        <source>The numbers keep their order and get new sizes, whose product must stay the same: F = C × H × W. One size makes a vector, two a sequence (time steps × features), three a feature map (channels × height × width), four a volume (channels × depth × height × width). One of the sizes may be -1; it is then worked out.</source>
        <extracomment>layer Reshape</extracomment>
        <translation>数值保持顺序，得到新的尺寸，其乘积必须不变：F = C × H × W。一个尺寸为向量，两个为序列（时间步 × 特征），三个为特征图（通道 × 高 × 宽），四个为体数据（通道 × 深 × 高 × 宽）。其中一个尺寸可以为 -1，由计算得出。</translation>
    </message>
    <message>
        <source>The numbers stay the same and get one more index, which is always 0: (N, T, F) becomes (N, 1, T, F), a feature map of one channel. That gives the next layer the number of dimensions that it needs, or lets values of different sizes be added, since a size of 1 is repeated.</source>
        <extracomment>layer Unsqueeze</extracomment>
        <translation>数值不变，只是多了一个始终为 0 的索引：(N, T, F) 变为 (N, 1, T, F)，即单通道的特征图。这使下一层得到所需的维数，或使不同尺寸的值能够相加，因为大小为 1 的维度会被重复。</translation>
    </message>
    <message>
        <source>The optimizer is another one than before: it starts without its earlier state.</source>
        <extracomment>phrase</extracomment>
        <translation>优化器与之前不同：它不带先前的状态开始。</translation>
    </message>
    <message>
        <source>The other end</source>
        <extracomment>layer Pad, choice of Mode</extracomment>
        <translation>另一端</translation>
    </message>
    <message>
        <source>The other one.</source>
        <extracomment>layer Transpose, help of Second</extracomment>
        <translation>另一个维度。</translation>
    </message>
    <message>
        <source>The outermost values stay at the corners; linear and cubic only.</source>
        <extracomment>layer Upsample, help of Align corners</extracomment>
        <translation>最外层的值保持在角上；仅用于线性和三次。</translation>
    </message>
    <message>
        <source>The picture is cut into H' × W' parts as equal as possible, and each becomes its largest value: rows floor(i H / H') to ceil((i + 1) H / H') - 1 of part i, and columns likewise. Kernel and stride follow from the sizes, so that a Dense layer behind it fits pictures of any size.</source>
        <extracomment>layer AdaptiveMaxPool2D</extracomment>
        <translation>图片被分成尽可能相等的 H' × W' 份，每份变为其最大值：第 i 份为第 floor(i H / H') 至 ceil((i + 1) H / H') - 1 行，列同理。核和步幅由尺寸决定，因此后面的 Dense 层适合任意大小的图片。</translation>
    </message>
    <message>
        <source>The picture is cut into H' × W' parts as equal as possible, and each becomes its mean: rows floor(i H / H') to ceil((i + 1) H / H') - 1 of part i, and columns likewise. VGG and its relatives end with one of 7 × 7 before their Dense layers, so that these fit pictures of any size; with 1 × 1 it is GlobalAveragePool.</source>
        <extracomment>layer AdaptiveAveragePool2D</extracomment>
        <translation>图片被分成尽可能相等的 H' × W' 份，每份变为其均值：第 i 份为第 floor(i H / H') 至 ceil((i + 1) H / H') - 1 行，列同理。VGG 及其同类网络在 Dense 层之前以一个 7 × 7 的此层结尾，使 Dense 层适合任意大小的图片；1 × 1 时即为 GlobalAveragePool。</translation>
    </message>
    <message>
        <source>The picture is cut into windows, mostly 2 × 2, and each becomes its largest value: y = max of the window. What was found stays, where exactly it lay is forgotten, and the layers behind see twice as far with a quarter of the work. There is nothing to train. H' = floor((H + 2p - d (k - 1) - 1) / s) + 1.</source>
        <extracomment>layer MaxPool2D</extracomment>
        <translation>图片被分成窗口，通常为 2 × 2，每个窗口变为其最大值：y = 窗口的 max。找到了什么得以保留，确切位置则被忘记，后面的层以四分之一的计算量看到两倍远的范围。没有需要训练的内容。H' = floor((H + 2p - d (k - 1) - 1) / s) + 1。</translation>
    </message>
    <message>
        <source>The plainest recurrent layer: h' = tanh(W x + b + U h + c). The same weights serve every step, so that sequences of any length are read. Because h goes through U at each step, gradients fade or explode after some ten steps; LSTM and GRU were made to avoid that. With ReLU they do not fade, but values can grow without limit.</source>
        <extracomment>layer RNN</extracomment>
        <translation>最简单的循环层：h' = tanh(W x + b + U h + c)。每一步使用相同的权重，因此可读取任意长度的序列。由于 h 每一步都经过 U，大约十步之后梯度就会消失或爆炸；LSTM 和 GRU 正是为避免这一点而设计的。使用 ReLU 时梯度不会消失，但值可能无限增长。</translation>
    </message>
    <message>
        <source>The power k that each value is raised to.</source>
        <extracomment>layer Power, help of Exponent</extracomment>
        <translation>每个值所取的幂 k。</translation>
    </message>
    <message>
        <source>The power p: 1 adds absolute values, 2 is a length, large ones come near the maximum.</source>
        <extracomment>layer LpPool1D, help of Norm</extracomment>
        <translation>幂 p：1 为绝对值相加，2 为长度，较大时接近最大值。</translation>
    </message>
    <message>
        <source>The precision 16-mixed needs an accelerator.</source>
        <extracomment>error training.precision_needs_accelerator</extracomment>
        <translation>精度 16-mixed 需要加速器。</translation>
    </message>
    <message>
        <source>The product of the sizes must be {size}; one of them may be -1, which is worked out.</source>
        <extracomment>cure of layer.unflatten_does_not_fit</extracomment>
        <translation>各尺寸的乘积必须为 {size}；其中一个可为 -1，由计算得出。</translation>
    </message>
    <message>
        <source>The project has no data.</source>
        <extracomment>error project.no_data</extracomment>
        <translation>项目没有数据。</translation>
    </message>
    <message>
        <source>The project has no initial weights.</source>
        <extracomment>error runs.no_initial_weights</extracomment>
        <translation>项目没有初始权重。</translation>
    </message>
    <message>
        <source>The project lacks a field that it needs, or a field is of the wrong type.</source>
        <extracomment>error project.damaged</extracomment>
        <translation>项目缺少必需的字段，或某个字段类型错误。</translation>
    </message>
    <message>
        <source>The quote that opens in line {line} of '{path}' is never closed.</source>
        <extracomment>error table.open_quote</extracomment>
        <translation>“{path}”第 {line} 行开始的引号没有结束。</translation>
    </message>
    <message>
        <source>The ramp of learning rates does not rise.</source>
        <extracomment>error training.no_ramp</extracomment>
        <translation>学习率的斜坡没有上升。</translation>
    </message>
    <message>
        <source>The reverse of Conv1D: where that gathers k steps into one, this spreads each step over k, s steps apart, and adds up what overlaps: y[s t + d i - p] += W[i] x[t]. Decoders use it to come back from a short sequence to a long one. Sequences are (N, T, F); the length becomes T' = (T - 1) s - 2p + d (k - 1) + o + 1 with the output padding o.</source>
        <extracomment>layer ConvTranspose1D</extracomment>
        <translation>Conv1D 的逆向：Conv1D 把 k 步汇集为一步，这里则把每一步展开到 k 步，窗口相隔 s 步，重叠部分相加：y[s t + d i - p] += W[i] x[t]。解码器用它从短序列恢复到长序列。序列为 (N, T, F)；长度变为 T' = (T - 1) s - 2p + d (k - 1) + o + 1，其中 o 为输出填充。</translation>
    </message>
    <message>
        <source>The reverse of Conv2D: where that gathers a window of k × k pixels into one, this spreads each pixel over k × k, with the windows s pixels apart, and adds up what overlaps. Decoders, generators and U-Nets use it to come back from small feature maps to a picture. A kernel that the stride divides, such as 4 and 2, avoids a checkerboard. H' = (H - 1) s - 2p + d (k - 1) + o + 1; the output padding o chooses among the sizes that a Conv2D of this stride makes equal.</source>
        <extracomment>layer ConvTranspose2D</extracomment>
        <translation>Conv2D 的逆向：Conv2D 把 k × k 像素的窗口汇集为一个像素，这里则把每个像素展开到 k × k，窗口相隔 s 像素，重叠部分相加。解码器、生成器和 U-Net 用它从小的特征图恢复到图片。能被步幅整除的卷积核（例如 4 和 2）可避免棋盘状伪影。H' = (H - 1) s - 2p + d (k - 1) + o + 1；输出填充 o 用于在此步幅的 Conv2D 会得到相同结果的几种尺寸之间选择。</translation>
    </message>
    <message>
        <source>The reverse of Flatten for a single dimension: its size is written as a product, F = a × b, and the numbers keep their order, so that a vector (N, a × b) becomes a sequence (N, a, b). One of the sizes may be -1; it is then worked out. It stands where a decoder goes from a vector back to pictures, and where features are split into heads.</source>
        <extracomment>layer Unflatten</extracomment>
        <translation>Flatten 对单个维度的逆向：其大小写成乘积 F = a × b，数值保持顺序，于是向量 (N, a × b) 变为序列 (N, a, b)。其中一个尺寸可以为 -1，由计算得出。它用在解码器由向量回到图片之处，以及把特征拆成多个头之处。</translation>
    </message>
    <message>
        <source>The reverse of PixelShuffle: (N, C, r H, r W) becomes (N, C r², H, W), y[c r² + r a + b, i, j] = x[c, r i + a, r j + b]. The map gets smaller and nothing is lost, unlike with pooling, so that the layers behind it have less to do.</source>
        <extracomment>layer PixelUnshuffle</extracomment>
        <translation>PixelShuffle 的逆向：(N, C, r H, r W) 变为 (N, C r², H, W)，y[c r² + r a + b, i, j] = x[c, r i + a, r j + b]。特征图变小而不丢失任何内容，与池化不同，后面的层因此工作量更少。</translation>
    </message>
    <message>
        <source>The rim becomes wider, H' = H + top + bottom. What stands there is one constant value, mostly zero; the mirrored inside (reflect), which leaves no visible edge; the outermost value again (replicate); or what lies at the other end (circular), for things that go round, such as angles and maps of the earth. Convolutions pad with zeros by themselves; use this layer where that is not enough.</source>
        <extracomment>layer Pad</extracomment>
        <translation>边缘变宽，H' = H + top + bottom。填充的内容可以是一个常数（通常为零）、镜像的内部（reflect，不留可见的边）、最外层的值（replicate），或另一端的内容（circular，用于角度、世界地图等循环的事物）。卷积会自行用零填充；不够时才使用此层。</translation>
    </message>
    <message>
        <source>The run ends after that many minutes of training; 0: no limit.</source>
        <extracomment>training, help of Longest time</extracomment>
        <translation>运行在训练此分钟数之后结束；0 表示不限。</translation>
    </message>
    <message>
        <source>The run ends after that many steps; 0: no limit.</source>
        <extracomment>training, help of Most steps</extracomment>
        <translation>运行在此步数之后结束；0 表示不限。</translation>
    </message>
    <message>
        <source>The same digits with dense layers alone.</source>
        <extracomment>example Digits MLP</extracomment>
        <translation>同样的数字，只用全连接层。</translation>
    </message>
    <message>
        <source>The same digits without convolutions: the picture is laid out as 64 numbers, and two dense layers learn from them. The network no longer knows which pixels are neighbours, so it must learn each stroke anew for every place. Compare its accuracy and its number of weights with those of the Digits CNN: structure that fits the data is worth more than weights.</source>
        <extracomment>lesson of Digits MLP</extracomment>
        <translation>同样的数字，但没有卷积：图片展开为 64 个数，由两个全连接层学习。网络不再知道哪些像素相邻，因此每个笔画在每个位置都要重新学习。将其准确率和权重数与手写数字 CNN 比较：适合数据的结构比权重更有价值。</translation>
    </message>
    <message>
        <source>The second part begins with its highest rate, half of the full one, divided by this.</source>
        <extracomment>schedule Fine-tune (fastai), help of Start divisor</extracomment>
        <translation>第二部分的最高学习率为完整学习率的一半，开始时为该最高学习率除以此值。</translation>
    </message>
    <message>
        <source>The sequence (N, T, F) is cut into T' parts as equal as possible, and each feature becomes its largest value in the part: y[i] = max of x[floor(i T / T')] to x[ceil((i + 1) T / T') - 1]. Kernel and stride follow from the sizes, so that sequences of any length come out alike.</source>
        <extracomment>layer AdaptiveMaxPool1D</extracomment>
        <translation>序列 (N, T, F) 被分成尽可能相等的 T' 份，每个特征变为其在该份中的最大值：y[i] = x[floor(i T / T')] 至 x[ceil((i + 1) T / T') - 1] 的 max。核和步幅由尺寸决定，因此任意长度的序列结果长度相同。</translation>
    </message>
    <message>
        <source>The sequence (N, T, F) is cut into T' parts as equal as possible, and each feature becomes its mean over the part: y[i] = mean of x[floor(i T / T')] to x[ceil((i + 1) T / T') - 1]. Kernel and stride follow from the sizes, so that sequences of any length come out alike.</source>
        <extracomment>layer AdaptiveAveragePool1D</extracomment>
        <translation>序列 (N, T, F) 被分成尽可能相等的 T' 份，每个特征变为其在该份中的均值：y[i] = x[floor(i T / T')] 至 x[ceil((i + 1) T / T') - 1] 的均值。核和步幅由尺寸决定，因此任意长度的序列结果长度相同。</translation>
    </message>
    <message>
        <source>The sequence (N, T, F) is cut into windows of k steps, and each feature becomes its largest value in the window: y = max of the window. What was found stays, when exactly is forgotten, and the layers behind see twice as far. There is nothing to train. T' = floor((T + 2p - d (k - 1) - 1) / s) + 1.</source>
        <extracomment>layer MaxPool1D</extracomment>
        <translation>序列 (N, T, F) 被分成 k 步的窗口，每个特征变为其在窗口中的最大值：y = 窗口的 max。找到了什么得以保留，确切时间则被忘记，后面的层能看到两倍远的范围。没有需要训练的内容。T' = floor((T + 2p - d (k - 1) - 1) / s) + 1。</translation>
    </message>
    <message>
        <source>The shape of '{node}', {shape}, has a size of 0.</source>
        <extracomment>error layer.input_zero</extracomment>
        <translation>“{node}”的形状 {shape} 含有大小为 0 的尺寸。</translation>
    </message>
    <message>
        <source>The sine of each value in radians.</source>
        <extracomment>layer Sin</extracomment>
        <translation>每个值（弧度）的正弦。</translation>
    </message>
    <message>
        <source>The size of each value without its sign.</source>
        <extracomment>layer Abs</extracomment>
        <translation>每个值去掉符号后的大小。</translation>
    </message>
    <message>
        <source>The sizes must have the same product; one of them may be -1, which is worked out.</source>
        <extracomment>cure of layer.reshape_does_not_fit</extracomment>
        <translation>各尺寸的乘积必须相同；其中一个可以是 -1，由程序算出。</translation>
    </message>
    <message>
        <source>The sizes to try begin with {first} and end at {most}.</source>
        <extracomment>error training.batch_most</extracomment>
        <translation>要尝试的大小从 {first} 开始，到 {most} 结束。</translation>
    </message>
    <message>
        <source>The slope before training.</source>
        <extracomment>layer PReLU, help of Initial slope</extracomment>
        <translation>训练前的斜率。</translation>
    </message>
    <message>
        <source>The slowest pair turns once in about 2π times as many steps.</source>
        <extracomment>layer RotaryPositions, help of Base</extracomment>
        <translation>最慢的一对大约经过其 2π 倍的步数转一圈。</translation>
    </message>
    <message>
        <source>The slowest wave takes 2π times as many steps.</source>
        <extracomment>layer SinusoidalPositions, help of Base</extracomment>
        <translation>最慢的波需要其 2π 倍的步数。</translation>
    </message>
    <message>
        <source>The smallest problem that needs a hidden layer.</source>
        <extracomment>example XOR with decision boundary</extracomment>
        <translation>需要隐藏层的最小问题。</translation>
    </message>
    <message>
        <source>The split gives {validation} to validation and {test} to test, of 1 in all.</source>
        <extracomment>error data.bad_split</extracomment>
        <translation>划分为验证集分配 {validation}，为测试集分配 {test}（总共为 1）。</translation>
    </message>
    <message>
        <source>The square root of each value, which must not be negative.</source>
        <extracomment>layer Sqrt</extracomment>
        <translation>每个值的平方根，值不得为负。</translation>
    </message>
    <message>
        <source>The step ends when loss or weights change by less.</source>
        <extracomment>optimizer L-BFGS, help of Least change</extracomment>
        <translation>损失或权重的变化小于此值时，这一步结束。</translation>
    </message>
    <message>
        <source>The step ends when no entry of the gradient is larger.</source>
        <extracomment>optimizer L-BFGS, help of Flat</extracomment>
        <translation>梯度中没有元素大于此值时，这一步结束。</translation>
    </message>
    <message>
        <source>The target column '{column}' holds '{cell}' in row {row}, which is no number.</source>
        <extracomment>error data.target_not_number</extracomment>
        <translation>目标列“{column}”在第 {row} 行为“{cell}”，不是数。</translation>
    </message>
    <message>
        <source>The target column '{column}' of '{path}' has no values.</source>
        <extracomment>error data.target_empty</extracomment>
        <translation>“{path}”的目标列“{column}”没有值。</translation>
    </message>
    <message>
        <source>The targets '{name}' have the shape {shape}, but must be (N) or (N, K).</source>
        <extracomment>error data.wrong_target_shape</extracomment>
        <translation>目标“{name}”的形状为 {shape}，但应为 (N) 或 (N, K)。</translation>
    </message>
    <message>
        <source>The tensors of '{path}' do not lie one after the other: {what}.</source>
        <extracomment>error safetensors.bad_offsets</extracomment>
        <translation>“{path}”中的张量没有依次排列：{what}。</translation>
    </message>
    <message>
        <source>The text is longer than {limit} characters.</source>
        <extracomment>error graph_text.too_long</extracomment>
        <translation>文本超过 {limit} 个字符。</translation>
    </message>
    <message>
        <source>The text of the network is empty.</source>
        <extracomment>error project.empty_graph</extracomment>
        <translation>网络的文本为空。</translation>
    </message>
    <message>
        <source>The threshold is a share of the best value, or a difference to it.</source>
        <extracomment>schedule Reduce on plateau, help of Measured</extracomment>
        <translation>阈值是最佳值的一个份额，或与最佳值的差。</translation>
    </message>
    <message>
        <source>The token that means nothing; it also fills short targets up.</source>
        <extracomment>layer Output, help of Blank</extracomment>
        <translation>表示“无”的词元，也用于补齐较短的目标。</translation>
    </message>
    <message>
        <source>The token, or the value of all features, that only fills up.</source>
        <extracomment>layer PaddingMask, help of Padding</extracomment>
        <translation>只用于补齐的词元，或所有特征的值。</translation>
    </message>
    <message>
        <source>The training settings cannot be read: '{setting}' is missing or of the wrong type.</source>
        <extracomment>error training.bad_settings</extracomment>
        <translation>无法读取训练设置：“{setting}”缺失或类型错误。</translation>
    </message>
    <message>
        <source>The training stopped because of an internal problem.</source>
        <extracomment>error training.failed</extracomment>
        <translation>由于内部问题，训练已停止。</translation>
    </message>
    <message>
        <source>The transpose of a matrix, y[j, i] = x[i, j], for any two dimensions: time steps and features of a sequence, height and width of a picture. Dimensions count from 1, and -1 is the last; the batch, 0, stays in front. Permute puts more than two in a new order.</source>
        <extracomment>layer Transpose</extracomment>
        <translation>矩阵的转置 y[j, i] = x[i, j]，可用于任意两个维度：序列的时间步与特征、图片的高与宽。维度从 1 计数，-1 为最后一维；批 0 留在最前。Permute 可重排两个以上的维度。</translation>
    </message>
    <message>
        <source>The type of the output.</source>
        <extracomment>layer Cast, help of Type</extracomment>
        <translation>输出的类型。</translation>
    </message>
    <message>
        <source>The validation value that says what is better: for early stopping, the best checkpoint and the schedule 'plateau'.</source>
        <extracomment>training, help of Monitor</extracomment>
        <translation>用来判断好坏的验证值：用于提前停止、最佳检查点和“plateau”调度。</translation>
    </message>
    <message>
        <source>The value far below zero is -α.</source>
        <extracomment>layer ELU, help of Alpha</extracomment>
        <translation>远低于零时的值为 -α。</translation>
    </message>
    <message>
        <source>The value that mode constant puts there.</source>
        <extracomment>layer Pad, help of Value</extracomment>
        <translation>“单一值”方式所填充的值。</translation>
    </message>
    <message>
        <source>The values along one dimension are cut into equal parts, or into parts of the given sizes: F = F_a + F_b, the reverse of Concatenate. Each part has an output of its own, so that different layers can work on it: gates beside values, left beside right, one head beside the other.</source>
        <extracomment>layer Split</extracomment>
        <translation>沿一个维度的值被切成相等的部分，或给定大小的部分：F = F_a + F_b，是 Concatenate 的逆向。每部分有自己的输出，可由不同的层处理：门与值、左与右、各个头分别处理。</translation>
    </message>
    <message>
        <source>The values from start up to, but without, stop are kept, and of those every step-th: y[i] = x[start + i step]. Negative numbers count from the end, so that start -3 keeps the last three; stop 0 means up to the end. Slices take the first steps of a sequence, single channels of a picture, or some columns of a table.</source>
        <extracomment>layer Slice</extracomment>
        <translation>保留从起点到终点（不含）的值，并每隔步长取一个：y[i] = x[start + i step]。负数从末尾计数，因此起点 -3 保留最后三个；终点 0 表示直到末尾。切片可取序列的前几步、图片的单个通道或表格的若干列。</translation>
    </message>
    <message>
        <source>The values stay, their type changes: y = type(x). Layers compute with float32. Whole numbers (N, T) count as tokens, which Embedding and One-Hot take; as float32 they are a vector that Dense takes. Real numbers lose their fraction when they become whole, and nothing before such a Cast is trained through it.</source>
        <extracomment>layer Cast</extracomment>
        <translation>值不变，类型改变：y = type(x)。各层用 float32 计算。整数 (N, T) 视为词元，由 Embedding 和 One-Hot 接收；作为 float32 则是由 Dense 接收的向量。实数变为整数时失去小数部分，此类 Cast 之前的内容无法通过它训练。</translation>
    </message>
    <message>
        <source>The volume (N, C, D, H, W) is cut into D' × H' × W' parts as equal as possible, and each becomes its largest value: layers floor(i D / D') to ceil((i + 1) D / D') - 1 of part i, rows and columns likewise. Kernel and stride follow from the sizes.</source>
        <extracomment>layer AdaptiveMaxPool3D</extracomment>
        <translation>体数据 (N, C, D, H, W) 被分成尽可能相等的 D' × H' × W' 份，每份变为其最大值：第 i 份为第 floor(i D / D') 至 ceil((i + 1) D / D') - 1 层，行和列同理。核和步幅由尺寸决定。</translation>
    </message>
    <message>
        <source>The volume (N, C, D, H, W) is cut into D' × H' × W' parts as equal as possible, and each becomes its mean: layers floor(i D / D') to ceil((i + 1) D / D') - 1 of part i, rows and columns likewise. Kernel and stride follow from the sizes.</source>
        <extracomment>layer AdaptiveAveragePool3D</extracomment>
        <translation>体数据 (N, C, D, H, W) 被分成尽可能相等的 D' × H' × W' 份，每份变为其均值：第 i 份为第 floor(i D / D') 至 ceil((i + 1) D / D') - 1 层，行和列同理。核和步幅由尺寸决定。</translation>
    </message>
    <message>
        <source>The way down sees more and more of the picture and loses where things are; the way up brings back the place, from what the way down kept at each size. Without these bridges the masks would be blurred.</source>
        <extracomment>model U-Net</extracomment>
        <translation>下行路径看到的图片范围越来越大，却丢失了事物的位置；上行路径利用下行路径在每种大小上保留的内容找回位置。没有这些桥梁，掩码会变得模糊。</translation>
    </message>
    <message>
        <source>The weight '{weight}' has the shape {got} in the file, but the layer needs {expected}.</source>
        <extracomment>error import.weight_shape</extracomment>
        <translation>权重“{weight}”在文件中的形状为 {got}，但该层需要 {expected}。</translation>
    </message>
    <message>
        <source>The weights are to be averaged (SWA) from epoch {start}, but the run has {epochs} epochs.</source>
        <extracomment>error training.late_average</extracomment>
        <translation>权重要从第 {start} 轮起做平均（SWA），但这次训练只有 {epochs} 轮。</translation>
    </message>
    <message>
        <source>The weights can be averaged in one way only, but both an EMA decay and SWA are set.</source>
        <extracomment>error training.two_averages</extracomment>
        <translation>权重只能用一种方式取平均，但 EMA 衰减和 SWA 都已设置。</translation>
    </message>
    <message>
        <source>The weights hold '{key}', which the design does not have.</source>
        <extracomment>error state.unknown_key</extracomment>
        <translation>权重中有“{key}”，而设计中没有。</translation>
    </message>
    <message>
        <source>The weights hold no '{key}'.</source>
        <extracomment>error state.missing_key</extracomment>
        <translation>权重中没有“{key}”。</translation>
    </message>
    <message>
        <source>The weights of '{node}' ({parameter}) hold NaN or infinite values since epoch {epoch}, step {step}.</source>
        <extracomment>error training.non_finite_weight</extracomment>
        <translation>“{node}”的权重 ({parameter}) 从第 {epoch} 轮第 {step} 步起含有 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>The weights would take {size} in one file of PyTorch; at most 2 GB are written.</source>
        <extracomment>error torch.too_large</extracomment>
        <translation>这些权重在一个 PyTorch 文件中需要 {size}；最多写入 2 GB。</translation>
    </message>
    <message>
        <source>The whole value is put several times in a row, y[i] = x[i mod n], so that the size becomes r n. Behind an Unsqueeze it turns one vector into a sequence that says the same at each step, which is how a decoder is told what to write.</source>
        <extracomment>layer Tile</extracomment>
        <translation>整个值连续排列多次，y[i] = x[i mod n]，大小变为 r n。接在 Unsqueeze 之后，它把一个向量变为每一步都相同的序列，这就是告诉解码器写什么的方法。</translation>
    </message>
    <message>
        <source>The wire from layer {from} to layer {to} ends at nothing, or at an input that is taken.</source>
        <extracomment>error graph.bad_wire</extracomment>
        <translation>从层 {from} 到层 {to} 的连线终点不存在，或该输入已被占用。</translation>
    </message>
    <message>
        <source>The {format} file cannot be checked: no Python 3 was found.</source>
        <extracomment>error verify.no_python</extracomment>
        <translation>无法检查 {format} 文件：没有找到 Python 3。</translation>
    </message>
    <message>
        <source>The {format} file cannot be checked: {package} is missing in '{python}'.</source>
        <extracomment>error verify.no_engine</extracomment>
        <translation>无法检查 {format} 文件：“{python}”中缺少 {package}。</translation>
    </message>
    <message>
        <source>The {format} file could not be made because of an internal problem.</source>
        <extracomment>error export.failed</extracomment>
        <translation>由于内部问题，无法生成 {format} 文件。</translation>
    </message>
    <message>
        <source>The {inputs}; functions such as {near} are called as in relu(a).</source>
        <extracomment>cure of layer.formula_name</extracomment>
        <translation>{inputs}；{near} 等函数按 relu(a) 的方式调用。</translation>
    </message>
    <message>
        <source>There are no samples to check the file with.</source>
        <extracomment>error verify.no_samples</extracomment>
        <translation>没有用来检查文件的样本。</translation>
    </message>
    <message>
        <source>There are no training samples.</source>
        <extracomment>error training.no_samples</extracomment>
        <translation>没有训练样本。</translation>
    </message>
    <message>
        <source>There is a file '{path}' already.</source>
        <extracomment>error project.exists</extracomment>
        <translation>已有文件“{path}”。</translation>
    </message>
    <message>
        <source>There is a run named '{name}' already.</source>
        <extracomment>error runs.name_taken</extracomment>
        <translation>已有名为“{name}”的运行。</translation>
    </message>
    <message>
        <source>There is neither a command nor a file called '{word}'.</source>
        <extracomment>error window.unknown_command</extracomment>
        <translation>没有名为“{word}”的命令或文件。</translation>
    </message>
    <message>
        <source>There is no choice called '{choice}'.</source>
        <extracomment>error training.unknown_choice</extracomment>
        <translation>没有名为“{choice}”的选项。</translation>
    </message>
    <message>
        <source>There is no data source called '{source}'.</source>
        <extracomment>error data.unknown_source</extracomment>
        <translation>没有名为“{source}”的数据来源。</translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <extracomment>error window.no_display</extracomment>
        <translation>没有可打开窗口的显示器。</translation>
    </message>
    <message>
        <source>There is no example named '{name}'.</source>
        <extracomment>error examples.unknown</extracomment>
        <translation>没有名为“{name}”的示例。</translation>
    </message>
    <message>
        <source>There is no export format called '{format}'.</source>
        <extracomment>error export.unknown_format</extracomment>
        <translation>没有名为“{format}”的导出格式。</translation>
    </message>
    <message>
        <source>There is no file '{path}'.</source>
        <extracomment>error file.missing</extracomment>
        <translation>没有文件“{path}”。</translation>
    </message>
    <message>
        <source>There is no file of labels '{labels}' beside '{images}'.</source>
        <extracomment>error data.no_labels</extracomment>
        <translation>“{images}”旁没有标签文件“{labels}”。</translation>
    </message>
    <message>
        <source>There is no metric called '{metric}'.</source>
        <extracomment>error training.unknown_metric</extracomment>
        <translation>没有名为“{metric}”的指标。</translation>
    </message>
    <message>
        <source>There is no module '{module}' in the design.</source>
        <extracomment>error render.no_module</extracomment>
        <translation>设计中没有模块“{module}”。</translation>
    </message>
    <message>
        <source>There is no module '{module}'.</source>
        <extracomment>error graph.unknown_module</extracomment>
        <translation>没有模块“{module}”。</translation>
    </message>
    <message>
        <source>There is no node called '{node}'.</source>
        <extracomment>error graph.unknown_node</extracomment>
        <translation>没有名为“{node}”的节点。</translation>
    </message>
    <message>
        <source>There is no preparation called '{preparation}'.</source>
        <extracomment>error data.unknown_preparation</extracomment>
        <translation>没有名为“{preparation}”的预处理。</translation>
    </message>
    <message>
        <source>There is no training setting called '{setting}'.</source>
        <extracomment>error training.unknown_setting</extracomment>
        <translation>没有名为“{setting}”的训练设置。</translation>
    </message>
    <message>
        <source>There is not enough free memory for this.</source>
        <extracomment>error memory.exhausted</extracomment>
        <translation>可用内存不足以完成此操作。</translation>
    </message>
    <message>
        <source>There is nothing to draw: the design has no layers.</source>
        <extracomment>error render.empty</extracomment>
        <translation>没有可绘制的内容：设计中没有层。</translation>
    </message>
    <message>
        <source>This design cannot be written as {format}: {reason}</source>
        <extracomment>error export.not_possible</extracomment>
        <translation>此设计不能写为 {format}：{reason}</translation>
    </message>
    <message>
        <source>This program was built without its window.</source>
        <extracomment>error window.not_built</extracomment>
        <translation>此程序构建时不含窗口。</translation>
    </message>
    <message>
        <source>This value is one number for all samples, so it cannot be computed in several batches.</source>
        <extracomment>error engine.not_per_sample</extracomment>
        <translation>该值是所有样本共用的一个数，因此不能分多批计算。</translation>
    </message>
    <message>
        <source>Threads</source>
        <extracomment>training, parameter</extracomment>
        <translation>线程</translation>
    </message>
    <message>
        <source>Threads for the arithmetic; 0: all but one.</source>
        <extracomment>training, help of Threads</extracomment>
        <translation>用于计算的线程数；0 表示除一个以外的全部。</translation>
    </message>
    <message>
        <source>Three phases</source>
        <extracomment>schedule One cycle, parameter</extracomment>
        <translation>三个阶段</translation>
    </message>
    <message>
        <source>Three species of flowers, four lengths each.</source>
        <extracomment>example Iris</extracomment>
        <translation>三个品种的花，每朵四个长度。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <extracomment>layer Softplus, parameter</extracomment>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>phrase</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time steps</source>
        <extracomment>layer Concatenate, choice of Axis</extracomment>
        <translation>时间步</translation>
    </message>
    <message>
        <source>Token k becomes a vector of V numbers that is 1 at place k and 0 elsewhere: y[j] = 1 if j = k, else 0. (N, T) becomes (N, T, V). No category is nearer to one than to another, and there is nothing to train. For a few categories it serves well; for large vocabularies an Embedding does the same with far fewer numbers.</source>
        <extracomment>layer One-Hot</extracomment>
        <translation>词元 k 变为 V 个数的向量，第 k 位为 1，其余为 0：j = k 时 y[j] = 1，否则为 0。(N, T) 变为 (N, T, V)。没有哪个类别比其他类别更接近，也没有需要训练的内容。类别较少时很合适；词表很大时，Embedding 用少得多的数完成同样的工作。</translation>
    </message>
    <message>
        <source>Tokens</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>词元</translation>
    </message>
    <message>
        <source>Tokens only: how many different tokens there are.</source>
        <extracomment>layer Input, help of Vocabulary</extracomment>
        <translation>仅用于词元：不同词元的个数。</translation>
    </message>
    <message>
        <source>Top k</source>
        <extracomment>training, parameter</extracomment>
        <translation>Top k</translation>
    </message>
    <message>
        <source>Top-k accuracy</source>
        <extracomment>metric</extracomment>
        <translation>Top-k 准确率</translation>
    </message>
    <message>
        <source>TorchScript</source>
        <extracomment>export format</extracomment>
        <translation>TorchScript</translation>
    </message>
    <message>
        <source>TorchScript models run code of their own, and this system cannot confine the process that would read it.</source>
        <extracomment>error confinement.not_possible</extracomment>
        <translation>TorchScript 模型会运行自带的代码,而本系统无法限制读取它的进程。</translation>
    </message>
    <message>
        <source>Train and validate on that many batches, always the same, to see whether the design can learn at all; 0: off.</source>
        <extracomment>training, help of Overfit batches</extracomment>
        <translation>始终在相同的若干个批上训练和验证，看设计究竟能否学习；0 表示关闭。</translation>
    </message>
    <message>
        <source>Train batches</source>
        <extracomment>training, parameter</extracomment>
        <translation>训练批数</translation>
    </message>
    <message>
        <source>Train it first, or import weights: nodegrad import WEIGHTS --into PROJECT</source>
        <extracomment>cure of runs.no_initial_weights</extracomment>
        <translation>请先训练，或导入权重：nodegrad import WEIGHTS --into PROJECT</translation>
    </message>
    <message>
        <source>Train it first: nodegrad train {project}</source>
        <extracomment>cure of runs.none</extracomment>
        <translation>请先训练：nodegrad train {project}</translation>
    </message>
    <message>
        <source>Train the model again.</source>
        <extracomment>cure of data.bad_preparation</extracomment>
        <translation>请重新训练模型。</translation>
    </message>
    <message>
        <source>Training script</source>
        <extracomment>export to PyTorch code, parameter</extracomment>
        <translation>训练脚本</translation>
    </message>
    <message>
        <source>Training would need about {needed} of memory, but {available} are free; '{node}' needs most.</source>
        <extracomment>error memory.forecast</extracomment>
        <translation>训练约需 {needed} 内存，但可用 {available}；“{node}”需要最多。</translation>
    </message>
    <message>
        <source>Trains again as the run did; the samples and the preparation are then part of the code.</source>
        <extracomment>export to PyTorch code, help of Training script</extracomment>
        <translation>按此运行的方式重新训练；此时样本和预处理也是代码的一部分。</translation>
    </message>
    <message>
        <source>Trains β, which starts at zero.</source>
        <extracomment>layer ChannelScale, help of Bias</extracomment>
        <translation>训练 β，它从零开始。</translation>
    </message>
    <message>
        <source>Trains γ and β for each channel.</source>
        <extracomment>layer BatchNorm, help of Scale and shift</extracomment>
        <translation>为每个通道训练 γ 和 β。</translation>
    </message>
    <message>
        <source>Trains γ and β for each feature.</source>
        <extracomment>layer LayerNorm, help of Scale and shift</extracomment>
        <translation>为每个特征训练 γ 和 β。</translation>
    </message>
    <message>
        <source>Trains γ for each feature.</source>
        <extracomment>layer RMSNorm, help of Scale</extracomment>
        <translation>为每个特征训练 γ。</translation>
    </message>
    <message>
        <source>Transpose A</source>
        <extracomment>layer MatMul, parameter</extracomment>
        <translation>转置 A</translation>
    </message>
    <message>
        <source>Transpose B</source>
        <extracomment>layer MatMul, parameter</extracomment>
        <translation>转置 B</translation>
    </message>
    <message>
        <source>Triplet</source>
        <extracomment>layer Output, choice of Loss</extracomment>
        <translation>三元组损失</translation>
    </message>
    <message>
        <source>Try it again, or export the model as ONNX.</source>
        <extracomment>cure of torchscript.no_reader</extracomment>
        <translation>请重试,或将模型导出为 ONNX。</translation>
    </message>
    <message>
        <source>Turn the column into numbers on the Data page.</source>
        <extracomment>phrase</extracomment>
        <translation>请在“数据”页将该列变为数值。</translation>
    </message>
    <message>
        <source>Turn the last two dimensions of A round first.</source>
        <extracomment>layer MatMul, help of Transpose A</extracomment>
        <translation>先交换 A 的最后两个维度。</translation>
    </message>
    <message>
        <source>Turn the last two dimensions of B round first.</source>
        <extracomment>layer MatMul, help of Transpose B</extracomment>
        <translation>先交换 B 的最后两个维度。</translation>
    </message>
    <message>
        <source>Turns</source>
        <extracomment>data source Spirals, parameter</extracomment>
        <translation>圈数</translation>
    </message>
    <message>
        <source>Turns channels into pixels: r² channels become one that is r times larger.</source>
        <extracomment>layer PixelShuffle</extracomment>
        <translation>把通道变为像素：r² 个通道变为一个放大 r 倍的通道。</translation>
    </message>
    <message>
        <source>Turns distances into probabilities: the smallest gets the largest share.</source>
        <extracomment>layer Softmin</extracomment>
        <translation>把距离变为概率：最小者份额最大。</translation>
    </message>
    <message>
        <source>Turns each token into a vector with a single 1.</source>
        <extracomment>layer One-Hot</extracomment>
        <translation>把每个词元变为只含一个 1 的向量。</translation>
    </message>
    <message>
        <source>Turns numbers into another type.</source>
        <extracomment>layer Cast</extracomment>
        <translation>将数值变为另一种类型。</translation>
    </message>
    <message>
        <source>Turns pixels into channels: each block of r × r pixels becomes r² channels.</source>
        <extracomment>layer PixelUnshuffle</extracomment>
        <translation>把像素变为通道：每个 r × r 像素块变为 r² 个通道。</translation>
    </message>
    <message>
        <source>Turns queries or keys by angles that grow with the time step.</source>
        <extracomment>layer RotaryPositions</extracomment>
        <translation>将查询或键旋转随时间步增大的角度。</translation>
    </message>
    <message>
        <source>Turns scores into probabilities that sum to 1.</source>
        <extracomment>layer Softmax</extracomment>
        <translation>把得分变为总和为 1 的概率。</translation>
    </message>
    <message>
        <source>Two .npy files: inputs with the sample first, and targets (whole numbers are classes).</source>
        <extracomment>data source NumPy arrays</extracomment>
        <translation>两个 .npy 文件：以样本为首维的输入，以及目标（整数为类别）。</translation>
    </message>
    <message>
        <source>Two 3 × 3 convolutions see as much as one 5 × 5, with fewer weights and one more ReLU between them. The first Dense layer behind the Flatten holds 102 million of the 133 million weights: global average pooling, a few years later, made it unnecessary.</source>
        <extracomment>model VGG-11</extracomment>
        <translation>两个 3 × 3 卷积看到的范围与一个 5 × 5 相同，但权重更少，中间还多一个 ReLU。Flatten 之后的第一个 Dense 层占了 1.33 亿个权重中的 1.02 亿；几年后出现的全局平均池化使它不再必要。</translation>
    </message>
    <message>
        <source>Two Dense maps of the same input, one of which gates the other, and a third one back.</source>
        <extracomment>layer SwiGLU</extracomment>
        <translation>同一输入的两个 Dense 映射，其中一个作为另一个的门，第三个再映射回来。</translation>
    </message>
    <message>
        <source>Two classes</source>
        <extracomment>data source</extracomment>
        <translation>两个类别</translation>
    </message>
    <message>
        <source>Two classes that no straight line can part: points with equal signs against points with different signs. A network without a hidden layer can only draw a straight line and stays at half right, which in 1969 made many give up on neural networks. With eight hidden neurons it bends the line. Watch the decision boundary while it trains, then remove the hidden layer and try again.</source>
        <extracomment>lesson of XOR with decision boundary</extracomment>
        <translation>两个类别无法用直线分开：同号的点对异号的点。没有隐藏层的网络只能画一条直线，正确率停留在一半；1969 年，这使许多人放弃了神经网络。有了八个隐藏神经元，它就能把线弯曲。训练时观察决策边界，然后删除隐藏层再试一次。</translation>
    </message>
    <message>
        <source>Two convolutions whose result is added to what came in (ResNet's basic block).</source>
        <extracomment>ready module Residual block</extracomment>
        <translation>两个卷积，其结果加到输入上（ResNet 的基本块）。</translation>
    </message>
    <message>
        <source>Two convolutions, then half the size; gives the picture before pooling for the way up.</source>
        <extracomment>ready module U-Net down</extracomment>
        <translation>两个卷积，然后大小减半；并给出池化前的图片供上行使用。</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other.</source>
        <extracomment>data source Two moons</extracomment>
        <translation>两个相互嵌入的半圆。</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other: the border between the classes must bend.</source>
        <extracomment>phrase</extracomment>
        <translation>两个相互嵌入的半圆：类别之间的边界必须弯曲。</translation>
    </message>
    <message>
        <source>Two inputs or outputs of the file would be called '{name}'.</source>
        <extracomment>error export.name_twice</extracomment>
        <translation>文件中会有两个输入或输出名为“{name}”。</translation>
    </message>
    <message>
        <source>Two layers of one level are called '{node}'.</source>
        <extracomment>error graph.duplicate_name</extracomment>
        <translation>同一层级中有两个层名为“{node}”。</translation>
    </message>
    <message>
        <source>Two moons</source>
        <extracomment>data source</extracomment>
        <translation>双月</translation>
    </message>
    <message>
        <source>Two or more arms that wind around each other.</source>
        <extracomment>data source Spirals</extracomment>
        <translation>两条或更多相互缠绕的臂。</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>layer Cast, parameter</extracomment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Type at least one character.</source>
        <extracomment>cure of runs.no_name</extracomment>
        <translation>请至少输入一个字符。</translation>
    </message>
    <message>
        <source>U-Net down</source>
        <extracomment>ready module</extracomment>
        <translation>U-Net 下行</translation>
    </message>
    <message>
        <source>U-Net up</source>
        <extracomment>ready module</extracomment>
        <translation>U-Net 上行</translation>
    </message>
    <message>
        <source>Unbiased</source>
        <extracomment>layer ReduceVariance, parameter</extracomment>
        <translation>无偏</translation>
    </message>
    <message>
        <source>Undo the last step and try again.</source>
        <extracomment>cure of graph.unknown_module</extracomment>
        <translation>请撤销上一步后重试。</translation>
    </message>
    <message>
        <source>Unfreeze one under 'Layers apart'.</source>
        <extracomment>cure of training.all_frozen</extracomment>
        <translation>请在“各层单独设置”中解冻一个层。</translation>
    </message>
    <message>
        <source>Uniform</source>
        <extracomment>layer Parameter, choice of Initial values</extracomment>
        <translation>均匀</translation>
    </message>
    <message>
        <source>Unit of the warm-up.</source>
        <extracomment>training, help of Counted in</extracomment>
        <translation>预热的单位。</translation>
    </message>
    <message>
        <source>Units</source>
        <extracomment>layer Dense, parameter</extracomment>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Units between the two Dense layers; 0: four times the features.</source>
        <extracomment>layer TransformerEncoderLayer, help of Feedforward</extracomment>
        <translation>两个 Dense 层之间的单元数；0 表示特征数的四倍。</translation>
    </message>
    <message>
        <source>Unknown</source>
        <extracomment>phrase</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>Unlike GPT, every step sees the whole sentence. The answer is read off the first step, behind a Dense layer with tanh that is called the pooler; for a task of your own put one more Dense layer behind it.</source>
        <extracomment>model BERT base</extracomment>
        <translation>与 GPT 不同，每一步都看到整个句子。答案从第一步读出，其后接一个称为 pooler 的带 tanh 的 Dense 层；用于您自己的任务时，再接一个 Dense 层即可。</translation>
    </message>
    <message>
        <source>Unpack it first: gunzip '{path}'.</source>
        <extracomment>cure of idx.compressed</extracomment>
        <translation>请先解压：gunzip '{path}'。</translation>
    </message>
    <message>
        <source>Unused columns</source>
        <extracomment>data source CSV table, parameter</extracomment>
        <translation>不使用的列</translation>
    </message>
    <message>
        <source>Up to the full learning rate and down to almost nothing within the run, changing at every step (Smith, 2018).</source>
        <extracomment>schedule One cycle</extracomment>
        <translation>在运行过程中升到完整的学习率，再降到几乎为零，每步都改变（Smith，2018）。</translation>
    </message>
    <message>
        <source>Update Nodegrad to open it.</source>
        <extracomment>cure of project.newer_format</extracomment>
        <translation>请更新 Nodegrad 后再打开。</translation>
    </message>
    <message>
        <source>Update Nodegrad, or replace the layer.</source>
        <extracomment>cure of layer.unknown_type</extracomment>
        <translation>请更新 Nodegrad，或替换该层。</translation>
    </message>
    <message>
        <source>Use .csv, .tsv, .npy, an IDX file, or a folder with one sub-folder of pictures a class.</source>
        <extracomment>cure of data.unknown_file</extracomment>
        <translation>请使用 .csv、.tsv、.npy、IDX 文件，或每个类别一个图片子文件夹的文件夹。</translation>
    </message>
    <message>
        <source>Use a batch size of at least 2.</source>
        <extracomment>cure of training.single_sample_batch</extracomment>
        <translation>请使批大小至少为 2。</translation>
    </message>
    <message>
        <source>Use a batch size of at least the number of samples.</source>
        <extracomment>cure of engine.not_per_sample</extracomment>
        <translation>请使批大小不小于样本数。</translation>
    </message>
    <message>
        <source>Use a part of it.</source>
        <extracomment>cure of data.file_too_large</extracomment>
        <translation>请使用其中一部分。</translation>
    </message>
    <message>
        <source>Use a smaller file.</source>
        <extracomment>cure of file.too_large</extracomment>
        <translation>请使用更小的文件。</translation>
    </message>
    <message>
        <source>Use another checkpoint of the run, or train again.</source>
        <extracomment>cure of runs.checkpoint_damaged</extracomment>
        <translation>请使用该运行的其他检查点，或重新训练。</translation>
    </message>
    <message>
        <source>Use another letter for one of them, or connect inputs whose sizes are equal.</source>
        <extracomment>cure of layer.einsum_sizes</extracomment>
        <translation>请为其中一个换一个字母，或连接尺寸相等的输入。</translation>
    </message>
    <message>
        <source>Use binary cross entropy (logits)</source>
        <extracomment>phrase</extracomment>
        <translation>使用二元交叉熵（logits）</translation>
    </message>
    <message>
        <source>Use cross entropy</source>
        <extracomment>phrase</extracomment>
        <translation>使用交叉熵</translation>
    </message>
    <message>
        <source>Use cross entropy, or switch mixup and CutMix off.</source>
        <extracomment>cure of training.mix_needs_shares</extracomment>
        <translation>请使用交叉熵，或关闭 Mixup 和 CutMix。</translation>
    </message>
    <message>
        <source>Use fewer samples, or smaller ones.</source>
        <extracomment>cure of data.too_large</extracomment>
        <translation>请使用更少或更小的样本。</translation>
    </message>
    <message>
        <source>Use input and output here.</source>
        <extracomment>cure of graph_text.port_outside</extracomment>
        <translation>此处请使用 input 和 output。</translation>
    </message>
    <message>
        <source>Use it, or set the number of inputs to what the formula needs.</source>
        <extracomment>cure of layer.formula_unused</extracomment>
        <translation>请使用它，或将输入数设为公式所需的数目。</translation>
    </message>
    <message>
        <source>Use letters, digits and _, and begin with a letter.</source>
        <extracomment>cure of graph.bad_name</extracomment>
        <translation>请使用字母、数字和 _，并以字母开头。</translation>
    </message>
    <message>
        <source>Use mixup, or switch CutMix off.</source>
        <extracomment>cure of training.cutmix_needs_pictures</extracomment>
        <translation>请使用 Mixup，或关闭 CutMix。</translation>
    </message>
    <message>
        <source>Use the loss 'cross_entropy' with {classes} logits.</source>
        <extracomment>cure of layer.not_binary</extracomment>
        <translation>请使用损失“cross_entropy”和 {classes} 个 logit。</translation>
    </message>
    <message>
        <source>Use the loss '{better}'.</source>
        <extracomment>cure of layer.loss_kind</extracomment>
        <translation>请使用损失“{better}”。</translation>
    </message>
    <message>
        <source>Use the name of a module, such as encoder, or of one within it, such as encoder.block.</source>
        <extracomment>cure of training.no_such_module</extracomment>
        <translation>请使用模块的名称，例如 encoder，或其内部模块的名称，例如 encoder.block。</translation>
    </message>
    <message>
        <source>Use the name of a node, such as conv1, or of a node in a module, such as encoder.conv1.</source>
        <extracomment>cure of training.no_such_layer</extracomment>
        <translation>请使用节点的名称，例如 conv1，或模块中节点的名称，例如 encoder.conv1。</translation>
    </message>
    <message>
        <source>Use the weights of the layer itself.</source>
        <extracomment>cure of export.lstm_weights</extracomment>
        <translation>请使用该层自己的权重。</translation>
    </message>
    <message>
        <source>Use weights of the same design.</source>
        <extracomment>cure of state.missing_key</extracomment>
        <translation>请使用同一设计的权重。</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <extracomment>phrase</extracomment>
        <translation>使用{0}</translation>
    </message>
    <message>
        <source>Val batches</source>
        <extracomment>training, parameter</extracomment>
        <translation>验证批数</translation>
    </message>
    <message>
        <source>Validate every</source>
        <extracomment>training, parameter</extracomment>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>Validation and stopping</source>
        <extracomment>group of settings</extracomment>
        <translation>验证与停止</translation>
    </message>
    <message>
        <source>Validation batches that are tried before the first step, so that a problem there shows at once; 0: none.</source>
        <extracomment>training, help of Sanity check</extracomment>
        <translation>第一步之前试验的验证批数，使其中的问题立即显现；0 表示没有。</translation>
    </message>
    <message>
        <source>Validations after a cut that are not judged.</source>
        <extracomment>schedule Reduce on plateau, help of Rest</extracomment>
        <translation>降低之后不予评判的验证次数。</translation>
    </message>
    <message>
        <source>Validations in a row without a better value before the run stops.</source>
        <extracomment>training, help of Patience</extracomment>
        <translation>连续多少次验证没有更好的值之后停止运行。</translation>
    </message>
    <message>
        <source>Validations in a row without a better value that are put up with.</source>
        <extracomment>schedule Reduce on plateau, help of Patience</extracomment>
        <translation>连续多少次验证没有更好的值仍可接受。</translation>
    </message>
    <message>
        <source>Valley</source>
        <extracomment>rule of the rate finder</extracomment>
        <translation>谷底</translation>
    </message>
    <message>
        <source>Value</source>
        <extracomment>layer Pad, parameter</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>Values</source>
        <extracomment>layer Constant, parameter</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>Values a sequence.</source>
        <extracomment>data source Wave shapes, help of Length</extracomment>
        <translation>每个序列的值的个数。</translation>
    </message>
    <message>
        <source>Values added at both ends, at most half of the kernel.</source>
        <extracomment>layer MaxPool1D, help of Padding</extracomment>
        <translation>在两端增加的值的个数，最多为核的一半。</translation>
    </message>
    <message>
        <source>Values added at both ends, at most half of the kernel; one number, or depth × height × width.</source>
        <extracomment>layer MaxPool3D, help of Padding</extracomment>
        <translation>在两端增加的值的个数，最多为核的一半；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Values added at both ends, at most half of the kernel; one number, or height × width.</source>
        <extracomment>layer MaxPool2D, help of Padding</extracomment>
        <translation>在两端增加的值的个数，最多为核的一半；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Values around the input: "same" keeps the size (at stride 1), "valid" adds none, or a number.</source>
        <extracomment>layer Conv1D, help of Padding</extracomment>
        <translation>输入周围的值：“same”保持大小（步幅为 1 时），“valid”不填充，或填写一个数。</translation>
    </message>
    <message>
        <source>Values around the input: "same" keeps the size (at stride 1), "valid" adds none, or a number; one number, or depth × height × width.</source>
        <extracomment>layer Conv3D, help of Padding</extracomment>
        <translation>输入周围的值：“same”保持大小（步幅为 1 时），“valid”不填充，或填写一个数；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Values around the input: "same" keeps the size (at stride 1), "valid" adds none, or a number; one number, or height × width.</source>
        <extracomment>layer Conv2D, help of Padding</extracomment>
        <translation>输入周围的值：“same”保持大小（步幅为 1 时），“valid”不填充，或填写一个数；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Values cut off at both ends of the output.</source>
        <extracomment>layer ConvTranspose1D, help of Padding</extracomment>
        <translation>在输出两端裁掉的值的个数。</translation>
    </message>
    <message>
        <source>Values cut off at both ends of the output; one number, or depth × height × width.</source>
        <extracomment>layer ConvTranspose3D, help of Padding</extracomment>
        <translation>在输出两端裁掉的值的个数；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Values cut off at both ends of the output; one number, or height × width.</source>
        <extracomment>layer ConvTranspose2D, help of Padding</extracomment>
        <translation>在输出两端裁掉的值的个数；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Values more at the end of the output, less than the stride or the dilation.</source>
        <extracomment>layer ConvTranspose1D, help of Output padding</extracomment>
        <translation>在输出末端增加的值的个数，须小于步幅或膨胀。</translation>
    </message>
    <message>
        <source>Values more at the end of the output, less than the stride or the dilation; one number, or depth × height × width.</source>
        <extracomment>layer ConvTranspose3D, help of Output padding</extracomment>
        <translation>在输出末端增加的值的个数，须小于步幅或膨胀；一个数，或深 × 高 × 宽。</translation>
    </message>
    <message>
        <source>Values more at the end of the output, less than the stride or the dilation; one number, or height × width.</source>
        <extracomment>layer ConvTranspose2D, help of Output padding</extracomment>
        <translation>在输出末端增加的值的个数，须小于步幅或膨胀；一个数，或高 × 宽。</translation>
    </message>
    <message>
        <source>Variance</source>
        <extracomment>loss Gaussian, port</extracomment>
        <translation>方差</translation>
    </message>
    <message>
        <source>Variance of the noise that is added to each gradient in the first step, after clipping; it fades as 1 / (1 + step)^decay (Neelakantan and others, 2015). 0: off.</source>
        <extracomment>training, help of Noise</extracomment>
        <translation>第一步中加到每个梯度上的噪声的方差，在裁剪之后加入；按 1 / (1 + step)^decay 减弱（Neelakantan 等，2015）。0 表示关闭。</translation>
    </message>
    <message>
        <source>Vectors</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>向量</translation>
    </message>
    <message>
        <source>Version of ONNX's operators; 17 is understood by most tools.</source>
        <extracomment>export to ONNX, help of Opset</extracomment>
        <translation>ONNX 运算符的版本；大多数工具都支持 17。</translation>
    </message>
    <message>
        <source>ViT block</source>
        <extracomment>ready module</extracomment>
        <translation>ViT 块</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <extracomment>layer Input, parameter</extracomment>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Volumes</source>
        <extracomment>layer Input, choice of Kind</extracomment>
        <translation>体数据</translation>
    </message>
    <message>
        <source>Wait until it ends, or stop it there.</source>
        <extracomment>cure of runs.in_use</extracomment>
        <translation>请等待其结束，或在那里将其停止。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <extracomment>group of settings</extracomment>
        <translation>预热</translation>
    </message>
    <message>
        <source>Watching</source>
        <extracomment>group of settings</extracomment>
        <translation>观察</translation>
    </message>
    <message>
        <source>Wave shapes</source>
        <extracomment>data source</extracomment>
        <translation>波形</translation>
    </message>
    <message>
        <source>Weighs each channel by what the whole picture shows.</source>
        <extracomment>ready module Squeeze and excite</extracomment>
        <translation>按整张图片所显示的内容为每个通道加权。</translation>
    </message>
    <message>
        <source>Weight</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <extracomment>optimizer SGD, parameter</extracomment>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weight decay apart from the gradient, as in AdamW.</source>
        <extracomment>optimizer NAdam, help of Decoupled decay</extracomment>
        <translation>权重衰减与梯度分离，与 AdamW 相同。</translation>
    </message>
    <message>
        <source>Weight of recall against precision in the F score; 1: equal.</source>
        <extracomment>training, help of F beta</extracomment>
        <translation>F 分数中召回率相对精确率的权重；1 表示相等。</translation>
    </message>
    <message>
        <source>Weight of yes</source>
        <extracomment>layer Output, parameter</extracomment>
        <translation>“是”的权重</translation>
    </message>
    <message>
        <source>Weights alone make no design.</source>
        <extracomment>error import.needs_target</extracomment>
        <translation>仅有权重不能构成设计。</translation>
    </message>
    <message>
        <source>Weights and optimizer, for a Trainer that goes on where the run stands.</source>
        <extracomment>export format Lightning checkpoint</extracomment>
        <translation>权重和优化器，供 Trainer 从此运行所在之处继续。</translation>
    </message>
    <message>
        <source>What bends the sum.</source>
        <extracomment>layer RNN, help of Nonlinearity</extracomment>
        <translation>使和弯折的函数。</translation>
    </message>
    <message>
        <source>What differs for single layers or modules, such as: encoder: lr 0.1; head: lr 10, decay 0; conv1: frozen; conv2: frozen 3. lr is a factor of the learning rate, decay a weight decay, frozen holds for that many epochs or for the whole run.</source>
        <extracomment>training, help of Layers apart</extracomment>
        <translation>个别层或模块的不同之处，例如：encoder: lr 0.1; head: lr 10, decay 0; conv1: frozen; conv2: frozen 3。lr 为学习率的系数，decay 为权重衰减，frozen 表示在此轮数内或整个运行中冻结。</translation>
    </message>
    <message>
        <source>What each part becomes.</source>
        <extracomment>layer SpatialPyramidPool, help of Mode</extracomment>
        <translation>每一份变为什么。</translation>
    </message>
    <message>
        <source>What each value is multiplied by, a.</source>
        <extracomment>layer Scale, help of Factor</extracomment>
        <translation>每个值所乘的数 a。</translation>
    </message>
    <message>
        <source>What is added afterwards, b.</source>
        <extracomment>layer Scale, help of Shift</extracomment>
        <translation>之后所加的数 b。</translation>
    </message>
    <message>
        <source>What is cut off: one number for all sides, one a dimension, or top, bottom, left, right.</source>
        <extracomment>layer Crop, help of Sides</extracomment>
        <translation>裁掉多少：所有边同一个数、每个维度一个数，或上、下、左、右。</translation>
    </message>
    <message>
        <source>What is put side by side.</source>
        <extracomment>layer Concatenate, help of Axis</extracomment>
        <translation>沿什么方向拼接。</translation>
    </message>
    <message>
        <source>What is put there.</source>
        <extracomment>layer Pad, help of Mode</extracomment>
        <translation>填充什么。</translation>
    </message>
    <message>
        <source>What stays in the middle instead: one number, or height × width; none: by the sides.</source>
        <extracomment>layer Crop, help of Size</extracomment>
        <translation>改为在中间保留的大小：一个数，或高 × 宽；不填则按各边裁剪。</translation>
    </message>
    <message>
        <source>What the condition is compared with.</source>
        <extracomment>layer Where, help of Threshold</extracomment>
        <translation>与条件比较的值。</translation>
    </message>
    <message>
        <source>What the dimension becomes; one may be -1.</source>
        <extracomment>layer Unflatten, help of Sizes</extracomment>
        <translation>该维度变为什么；其中一个可为 -1。</translation>
    </message>
    <message>
        <source>What the inputs are; detected from the number of dimensions.</source>
        <extracomment>data source NumPy arrays, help of Meaning</extracomment>
        <translation>输入是什么；根据维数检测。</translation>
    </message>
    <message>
        <source>What the numbers mean; automatic goes by the number of sizes.</source>
        <extracomment>layer Input, help of Kind</extracomment>
        <translation>数字的含义；自动时由尺寸的个数决定。</translation>
    </message>
    <message>
        <source>What the padding holds: zeros, the input mirrored at its edge, the edge itself, or the other end.</source>
        <extracomment>layer Conv1D, help of Padding mode</extracomment>
        <translation>填充的内容：零、在边缘镜像的输入、边缘值本身，或另一端的值。</translation>
    </message>
    <message>
        <source>What training begins with.</source>
        <extracomment>layer Parameter, help of Initial values</extracomment>
        <translation>训练开始时的值。</translation>
    </message>
    <message>
        <source>When the learning rate changes: after each epoch, or after each step; the other values count in the same unit.</source>
        <extracomment>schedule Step, help of Stepped</extracomment>
        <translation>学习率何时改变：每轮之后或每步之后；其他值以相同单位计。</translation>
    </message>
    <message>
        <source>Where a value enters a module.</source>
        <extracomment>layer Module input</extracomment>
        <translation>值进入模块的地方。</translation>
    </message>
    <message>
        <source>Where a value leaves a module.</source>
        <extracomment>layer Module output</extracomment>
        <translation>值离开模块的地方。</translation>
    </message>
    <message>
        <source>Where the arithmetic runs: cpu, or an accelerator such as cuda:0.</source>
        <extracomment>training, help of Device</extracomment>
        <translation>在哪里进行计算：cpu，或 cuda:0 之类的加速器。</translation>
    </message>
    <message>
        <source>Where the data enter the network.</source>
        <extracomment>layer Input</extracomment>
        <translation>数据进入网络的地方。</translation>
    </message>
    <message>
        <source>Where the new dimension stands: 1 is right behind the batch, -1 at the end.</source>
        <extracomment>layer Stack, help of Dimension</extracomment>
        <translation>新维度的位置：1 紧跟在批之后，-1 为末尾。</translation>
    </message>
    <message>
        <source>Where the parabola turns into a line.</source>
        <extracomment>layer Output, help of Delta</extracomment>
        <translation>抛物线变为直线的位置。</translation>
    </message>
    <message>
        <source>Where the parabola turns into a line; 0 is the mean absolute error.</source>
        <extracomment>layer Output, help of Beta</extracomment>
        <translation>抛物线变为直线的位置；0 即为平均绝对误差。</translation>
    </message>
    <message>
        <source>Where the prediction leaves the network and is compared with the target.</source>
        <extracomment>layer Output</extracomment>
        <translation>预测离开网络并与目标比较的地方。</translation>
    </message>
    <message>
        <source>Where the sum of squares starts.</source>
        <extracomment>optimizer Adagrad, help of First sum</extracomment>
        <translation>平方和的起始值。</translation>
    </message>
    <message>
        <source>Where β x is above it, y = x.</source>
        <extracomment>layer Softplus, help of Threshold</extracomment>
        <translation>β x 超过它时 y = x。</translation>
    </message>
    <message>
        <source>Whether smaller or larger monitored values are better.</source>
        <extracomment>training, help of Better is</extracomment>
        <translation>被监控的值越小越好还是越大越好。</translation>
    </message>
    <message>
        <source>Whether the first line holds the names of the columns.</source>
        <extracomment>data source CSV table, help of Header</extracomment>
        <translation>第一行是否为列的名称。</translation>
    </message>
    <message>
        <source>Which are dropped; none: all of size 1 but the batch.</source>
        <extracomment>layer Squeeze, help of Dimensions</extracomment>
        <translation>去掉哪些维度；不填则为除批以外所有大小为 1 的维度。</translation>
    </message>
    <message>
        <source>Which are reversed; -1 is the last, 0 the batch and stays.</source>
        <extracomment>layer Flip, help of Dimensions</extracomment>
        <translation>反转哪些维度；-1 为最后一维，0 为批，保持不变。</translation>
    </message>
    <message>
        <source>Which dimensions become one value: 1 are channels or time steps, -1 the last, 2x3 height and width; never the batch.</source>
        <extracomment>layer ReduceSum, help of Dimensions</extracomment>
        <translation>哪些维度合为一个值：1 为通道或时间步，-1 为最后一维，2x3 为高和宽；批永远不行。</translation>
    </message>
    <message>
        <source>Which modules or layers are computed again: paths, separated by commas, such as: encoder, head.block. Empty: each module of the top level, and each layer of a stack such as TransformerEncoder.</source>
        <extracomment>training, help of Modules</extracomment>
        <translation>哪些模块或层要重新计算：路径，以逗号分隔，例如：encoder, head.block。留空：顶层的每个模块，以及 TransformerEncoder 这类堆叠中的每一层。</translation>
    </message>
    <message>
        <source>Which of the two hold.</source>
        <extracomment>layer Clamp, help of Limits</extracomment>
        <translation>哪一个界限有效。</translation>
    </message>
    <message>
        <source>Which one is taken, from 0; -1: the last.</source>
        <extracomment>layer Select, help of Index</extracomment>
        <translation>取哪一个，从 0 开始；-1 为最后一个。</translation>
    </message>
    <message>
        <source>Which one, from 0; -1 is the last.</source>
        <extracomment>layer SelectStep, help of Step</extracomment>
        <translation>取哪一个，从 0 开始；-1 为最后一个。</translation>
    </message>
    <message>
        <source>While training, each channel is normalized with the mean μ and variance σ² of the present batch: y = γ (x - μ) / sqrt(σ² + ε) + β, where γ and β are trained. Layers behind it always get numbers in the same range, so that training is faster and bears a higher learning rate. Running averages of μ and σ² are kept on the side and used when the network predicts, so that a prediction does not depend on what else is in the batch. A batch needs at least two samples. The layer before it needs no bias.</source>
        <extracomment>layer BatchNorm</extracomment>
        <translation>训练时，每个通道用当前批的均值 μ 和方差 σ² 归一化：y = γ (x - μ) / sqrt(σ² + ε) + β，其中 γ 和 β 可训练。后面的层总是得到同一范围内的数，因此训练更快，也能承受更高的学习率。同时还保存 μ 和 σ² 的滑动平均，供网络预测时使用，使预测不取决于批中的其他样本。一批至少需要两个样本。它前面的层不需要偏置。</translation>
    </message>
    <message>
        <source>Whole numbers for Embedding, or real numbers for all other layers.</source>
        <extracomment>layer ArgMax, help of Result</extracomment>
        <translation>供 Embedding 使用的整数，或供其他所有层使用的实数。</translation>
    </message>
    <message>
        <source>Widens the channels, filters each on its own, narrows them again (MobileNetV2's MBConv).</source>
        <extracomment>ready module Inverted residual</extracomment>
        <translation>加宽通道，逐通道滤波，再收窄（MobileNetV2 的 MBConv）。</translation>
    </message>
    <message>
        <source>Width</source>
        <extracomment>layer Concatenate, choice of Axis</extracomment>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Width of all pictures after resizing; 0: that of the first, at most 128.</source>
        <extracomment>data source Folder of pictures, help of Width</extracomment>
        <translation>调整大小后所有图片的宽度；0 表示取第一张的宽度，最多 128。</translation>
    </message>
    <message>
        <source>Width of the two maps inside.</source>
        <extracomment>layer SwiGLU, help of Units</extracomment>
        <translation>内部两个映射的宽度。</translation>
    </message>
    <message>
        <source>Wine</source>
        <extracomment>data source</extracomment>
        <translation>葡萄酒 (Wine)</translation>
    </message>
    <message>
        <source>With early stopping: stop when the monitored value is NaN or infinite.</source>
        <extracomment>training, help of Stop at NaN</extracomment>
        <translation>使用提前停止时：被监控的值为 NaN 或无穷大时停止。</translation>
    </message>
    <message>
        <source>Words, letters or categories are whole numbers that have no size: token 7 is not "more" than token 3. An Embedding holds one row of E trained numbers for each of V tokens and replaces each token by its row, y = W[token]: (N, T) becomes (N, T, E). Tokens that are used alike end up with rows that lie close together. It has V × E weights.</source>
        <extracomment>layer Embedding</extracomment>
        <translation>单词、字母或类别是没有大小之分的整数：词元 7 并不比词元 3 “更多”。Embedding 为 V 个词元各保存一行 E 个训练得到的数，并用该行代替词元，y = W[token]：(N, T) 变为 (N, T, E)。用法相近的词元，其行最终也相近。它有 V × E 个权重。</translation>
    </message>
    <message>
        <source>Write 2 to {most} sizes, or none for equal parts.</source>
        <extracomment>cure of layer.too_few_parts</extracomment>
        <translation>请填写 2 至 {most} 个大小，或不填以等分。</translation>
    </message>
    <message>
        <source>Write F, or T, F, or C, H, W, or C, D, H, W.</source>
        <extracomment>cure of layer.value_sizes</extracomment>
        <translation>请填写 F，或 T, F，或 C, H, W，或 C, D, H, W。</translation>
    </message>
    <message>
        <source>Write a JSON object that gives each name in the design its name in the file.</source>
        <extracomment>cure of weights.bad_map</extracomment>
        <translation>请写一个 JSON 对象，给出设计中每个名称在文件中的名称。</translation>
    </message>
    <message>
        <source>Write at least one, such as 1, 2, 4.</source>
        <extracomment>cure of layer.no_levels</extracomment>
        <translation>请至少填写一个，例如 1, 2, 4。</translation>
    </message>
    <message>
        <source>Write fewer sizes.</source>
        <extracomment>cure of layer.too_many_dims</extracomment>
        <translation>请减少尺寸个数。</translation>
    </message>
    <message>
        <source>Write it as NAME=3x224x224: the sizes of one sample, without the batch; NAME=20:tokens for whole numbers.</source>
        <extracomment>cure of import.bad_shape</extracomment>
        <translation>请写作 NAME=3x224x224：单个样本的尺寸，不含批；整数则写 NAME=20:tokens。</translation>
    </message>
    <message>
        <source>Write it once.</source>
        <extracomment>cure of graph_text.given_twice</extracomment>
        <translation>请只写一次。</translation>
    </message>
    <message>
        <source>Write numbers such as 0.5, -1 or 2e-3 with commas between.</source>
        <extracomment>cure of layer.constant_number</extracomment>
        <translation>请填写 0.5、-1 或 2e-3 之类的数，以逗号分隔。</translation>
    </message>
    <message>
        <source>Write numbers, inputs, + - * / ^, parentheses, and functions such as relu(a) * 2 + b.</source>
        <extracomment>cure of layer.formula_syntax</extracomment>
        <translation>请使用数字、输入、+ - * / ^、括号，以及 relu(a) * 2 + b 之类的函数。</translation>
    </message>
    <message>
        <source>Write one number for all sides, one for each dimension, or before and after of each.</source>
        <extracomment>cure of layer.side_count</extracomment>
        <translation>请填写所有边共用的一个数、每个维度一个数，或每个维度前后各一个数。</translation>
    </message>
    <message>
        <source>Write one number for all, or {expected} of them with commas between.</source>
        <extracomment>cure of layer.constant_count</extracomment>
        <translation>请填写共用的一个数，或以逗号分隔的 {expected} 个数。</translation>
    </message>
    <message>
        <source>Write one number for all, or {size} of them, such as {example}.</source>
        <extracomment>cure of param.list_size</extracomment>
        <translation>请填写共用的一个数，或 {size} 个数，例如 {example}。</translation>
    </message>
    <message>
        <source>Write one number for each class, or nothing.</source>
        <extracomment>cure of layer.class_weights</extracomment>
        <translation>请为每个类别填写一个数，或留空。</translation>
    </message>
    <message>
        <source>Write one size for all, or {expected} of them.</source>
        <extracomment>cure of layer.size_count</extracomment>
        <translation>请填写共用的一个尺寸，或 {expected} 个。</translation>
    </message>
    <message>
        <source>Write one such as: input(4) &gt; dense(3) &gt; output(cross_entropy)</source>
        <extracomment>cure of project.empty_graph</extracomment>
        <translation>请填写例如：input(4) &gt; dense(3) &gt; output(cross_entropy)</translation>
    </message>
    <message>
        <source>Write sizes that add up to {size}, or none for equal parts.</source>
        <extracomment>cure of layer.sizes_do_not_add_up</extracomment>
        <translation>请填写总和为 {size} 的大小，或不填以等分。</translation>
    </message>
    <message>
        <source>Write the layer, a colon and what differs, for example: encoder: lr 0.1, decay 0; head: frozen 3.</source>
        <extracomment>cure of training.bad_param_group</extracomment>
        <translation>请写出层、冒号和不同之处，例如：encoder: lr 0.1, decay 0; head: frozen 3。</translation>
    </message>
    <message>
        <source>Write the letters of each input, -&gt; and those of the output, such as bij,bjk-&gt;bik.</source>
        <extracomment>cure of layer.einsum_equation</extracomment>
        <translation>请写出每个输入的字母、-&gt; 和输出的字母，例如 bij,bjk-&gt;bik。</translation>
    </message>
    <message>
        <source>Write y as a formula of the inputs a, b, c, ..., such as relu(a) * sigmoid(b) + 0.1. It may hold numbers, + - * / ^, parentheses, and every function of one value that this program has: relu, sigmoid, tanh, gelu and so on, by the name of their layer, with their usual settings. All inputs must have the same shape (a size of 1 is repeated). A formula trains and exports as the layers it stands for would.</source>
        <extracomment>layer Formula</extracomment>
        <translation>将 y 写成输入 a、b、c、... 的公式，例如 relu(a) * sigmoid(b) + 0.1。公式可包含数字、+ - * / ^、括号，以及本程序中所有单值函数：relu、sigmoid、tanh、gelu 等，以其层名书写，采用通常的设置。所有输入的形状必须相同（大小为 1 的维度会被重复）。公式的训练和导出与其所代表的层一样。</translation>
    </message>
    <message>
        <source>Write {expected} sizes, or choose another kind.</source>
        <extracomment>cure of layer.input_kind</extracomment>
        <translation>请填写 {expected} 个尺寸，或选择其他种类。</translation>
    </message>
    <message>
        <source>Write {expected}.</source>
        <extracomment>cure of param.wrong_type</extracomment>
        <translation>请填写{expected}。</translation>
    </message>
    <message>
        <source>Writing</source>
        <extracomment>phrase</extracomment>
        <translation>正在写入</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <extracomment>phrase</extracomment>
        <translation>正在写入 {0}</translation>
    </message>
    <message>
        <source>XOR</source>
        <extracomment>data source</extracomment>
        <translation>XOR</translation>
    </message>
    <message>
        <source>XOR with decision boundary</source>
        <extracomment>example</extracomment>
        <translation>XOR 与决策边界</translation>
    </message>
    <message>
        <source>Xavier normal</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>Xavier 正态</translation>
    </message>
    <message>
        <source>Xavier uniform</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>Xavier 均匀</translation>
    </message>
    <message>
        <source>Yes</source>
        <extracomment>data source CSV table, choice of Header</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>Zeros</source>
        <extracomment>layer Dense, choice of Initial weights</extracomment>
        <translation>全零</translation>
    </message>
    <message>
        <source>a feature map</source>
        <extracomment>phrase</extracomment>
        <translation>特征图</translation>
    </message>
    <message>
        <source>a feature map (N, C, H, W)</source>
        <extracomment>phrase</extracomment>
        <translation>特征图 (N, C, H, W)</translation>
    </message>
    <message>
        <source>a feature map, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>a feature map, {0} of int64</source>
        <extracomment>phrase</extracomment>
        <translation>int64 类型的特征图 {0}</translation>
    </message>
    <message>
        <source>a finite number</source>
        <extracomment>phrase</extracomment>
        <translation>有限的数</translation>
    </message>
    <message>
        <source>a function</source>
        <extracomment>phrase</extracomment>
        <translation>函数</translation>
    </message>
    <message>
        <source>a label</source>
        <extracomment>phrase</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>a label, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>标签 {0}</translation>
    </message>
    <message>
        <source>a list of whole numbers, such as 3x3</source>
        <extracomment>phrase</extracomment>
        <translation>整数列表，例如 3x3</translation>
    </message>
    <message>
        <source>a number</source>
        <extracomment>phrase</extracomment>
        <translation>数</translation>
    </message>
    <message>
        <source>a number (N)</source>
        <extracomment>phrase</extracomment>
        <translation>数 (N)</translation>
    </message>
    <message>
        <source>a number such as {0}</source>
        <extracomment>phrase</extracomment>
        <translation>例如 {0} 的数</translation>
    </message>
    <message>
        <source>a number that is too large</source>
        <extracomment>phrase</extracomment>
        <translation>过大的数</translation>
    </message>
    <message>
        <source>a number, an input, a function or '('</source>
        <extracomment>phrase</extracomment>
        <translation>数、输入、函数或“(”</translation>
    </message>
    <message>
        <source>a number, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>数 {0}</translation>
    </message>
    <message>
        <source>a part of its path is a symbolic link</source>
        <extracomment>phrase</extracomment>
        <translation>其路径的一部分是符号链接</translation>
    </message>
    <message>
        <source>a sequence</source>
        <extracomment>phrase</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>a sequence (N, T, F)</source>
        <extracomment>phrase</extracomment>
        <translation>序列 (N, T, F)</translation>
    </message>
    <message>
        <source>a sequence, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>序列 {0}</translation>
    </message>
    <message>
        <source>a tenth of the rate with the least loss</source>
        <extracomment>rule Minimum</extracomment>
        <translation>损失最小处学习率的十分之一</translation>
    </message>
    <message>
        <source>a vector</source>
        <extracomment>phrase</extracomment>
        <translation>向量</translation>
    </message>
    <message>
        <source>a vector (N, F)</source>
        <extracomment>phrase</extracomment>
        <translation>向量 (N, F)</translation>
    </message>
    <message>
        <source>a vector, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>向量 {0}</translation>
    </message>
    <message>
        <source>a vector, {0} of int64</source>
        <extracomment>phrase</extracomment>
        <translation>int64 类型的向量 {0}</translation>
    </message>
    <message>
        <source>a volume</source>
        <extracomment>phrase</extracomment>
        <translation>体数据</translation>
    </message>
    <message>
        <source>a volume (N, C, D, H, W)</source>
        <extracomment>phrase</extracomment>
        <translation>体数据 (N, C, D, H, W)</translation>
    </message>
    <message>
        <source>a volume, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>体数据 {0}</translation>
    </message>
    <message>
        <source>a whole number</source>
        <extracomment>phrase</extracomment>
        <translation>整数</translation>
    </message>
    <message>
        <source>above {0}</source>
        <extracomment>phrase</extracomment>
        <translation>大于 {0} 的数</translation>
    </message>
    <message>
        <source>above {0} and at most {1}</source>
        <extracomment>phrase</extracomment>
        <translation>大于 {0} 且至多 {1} 的数</translation>
    </message>
    <message>
        <source>all equal</source>
        <extracomment>schedule Cyclic, choice of Heights</extracomment>
        <translation>全部相等</translation>
    </message>
    <message>
        <source>all of the input</source>
        <extracomment>phrase</extracomment>
        <translation>整个输入</translation>
    </message>
    <message>
        <source>an input</source>
        <extracomment>phrase</extracomment>
        <translation>输入</translation>
    </message>
    <message>
        <source>an object of values</source>
        <extracomment>phrase</extracomment>
        <translation>由值组成的对象</translation>
    </message>
    <message>
        <source>an operator (+ - * / ^) or ')'</source>
        <extracomment>phrase</extracomment>
        <translation>运算符 (+ - * / ^) 或“)”</translation>
    </message>
    <message>
        <source>an operator (+ - * / ^) or the end</source>
        <extracomment>phrase</extracomment>
        <translation>运算符 (+ - * / ^) 或结尾</translation>
    </message>
    <message>
        <source>another number of outputs than here</source>
        <extracomment>phrase</extracomment>
        <translation>输出个数与此处不同</translation>
    </message>
    <message>
        <source>as a difference</source>
        <extracomment>schedule Reduce on plateau, choice of Measured</extracomment>
        <translation>按差值</translation>
    </message>
    <message>
        <source>as a share</source>
        <extracomment>schedule Reduce on plateau, choice of Measured</extracomment>
        <translation>按份额</translation>
    </message>
    <message>
        <source>as the learning rate says</source>
        <extracomment>optimizer L-BFGS, choice of Line search</extracomment>
        <translation>由学习率决定</translation>
    </message>
    <message>
        <source>as the metric says</source>
        <extracomment>training, choice of Better is</extracomment>
        <translation>由指标决定</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <extracomment>phrase</extracomment>
        <translation>至少为 {0} 的数</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <extracomment>phrase</extracomment>
        <translation>至多为 {0} 的数</translation>
    </message>
    <message>
        <source>between {0} and {1}</source>
        <extracomment>phrase</extracomment>
        <translation>介于 {0} 与 {1} 之间的数</translation>
    </message>
    <message>
        <source>by its shape (original)</source>
        <extracomment>optimizer Muon, choice of Rate of a matrix</extracomment>
        <translation>按其形状（原始）</translation>
    </message>
    <message>
        <source>by samples</source>
        <extracomment>training, choice of Average</extracomment>
        <translation>按样本数</translation>
    </message>
    <message>
        <source>bypassed</source>
        <extracomment>phrase</extracomment>
        <translation>旁路</translation>
    </message>
    <message>
        <source>channels</source>
        <extracomment>phrase</extracomment>
        <translation>通道</translation>
    </message>
    <message>
        <source>classes</source>
        <extracomment>phrase</extracomment>
        <translation>类别</translation>
    </message>
    <message>
        <source>classes equal</source>
        <extracomment>training, choice of Average</extracomment>
        <translation>各类别相等</translation>
    </message>
    <message>
        <source>column '{0}'</source>
        <extracomment>phrase</extracomment>
        <translation>列“{0}”</translation>
    </message>
    <message>
        <source>columns</source>
        <extracomment>phrase</extracomment>
        <translation>列</translation>
    </message>
    <message>
        <source>cosine</source>
        <extracomment>schedule One cycle, choice of Along</extracomment>
        <translation>余弦</translation>
    </message>
    <message>
        <source>decoding stopped</source>
        <extracomment>phrase</extracomment>
        <translation>解码中断</translation>
    </message>
    <message>
        <source>each input and the output must begin with the same letter, the batch</source>
        <extracomment>phrase</extracomment>
        <translation>每个输入和输出都必须以相同的字母（批）开头</translation>
    </message>
    <message>
        <source>early stopping: no better {0} for 1 epoch</source>
        <extracomment>phrase</extracomment>
        <translation>提前停止：{0}已有 1 轮没有变好</translation>
    </message>
    <message>
        <source>early stopping: no better {0} for 1 validation</source>
        <extracomment>phrase</extracomment>
        <translation>提前停止：{0}已有 1 次验证没有变好</translation>
    </message>
    <message>
        <source>early stopping: no better {0} for {1} epochs</source>
        <extracomment>phrase</extracomment>
        <translation>提前停止：{0}已有 {1} 轮没有变好</translation>
    </message>
    <message>
        <source>early stopping: no better {0} for {1} validations</source>
        <extracomment>phrase</extracomment>
        <translation>提前停止：{0}已有 {1} 次验证没有变好</translation>
    </message>
    <message>
        <source>early stopping: the {0} is not a finite number</source>
        <extracomment>phrase</extracomment>
        <translation>提前停止：{0}不是有限的数</translation>
    </message>
    <message>
        <source>epochs</source>
        <extracomment>training, choice of Counted in</extracomment>
        <translation>轮</translation>
    </message>
    <message>
        <source>every epoch</source>
        <extracomment>schedule Step, choice of Stepped</extracomment>
        <translation>每轮</translation>
    </message>
    <message>
        <source>every step</source>
        <extracomment>schedule Step, choice of Stepped</extracomment>
        <translation>每步</translation>
    </message>
    <message>
        <source>fastai's fit_flat_cos: the full learning rate, and half a cosine down in the last part of the run.</source>
        <extracomment>schedule Flat, then cosine</extracomment>
        <translation>fastai 的 fit_flat_cos：先用完整的学习率，在运行的最后部分沿半个余弦下降。</translation>
    </message>
    <message>
        <source>fastai's fit_one_cycle: cosines up to the full learning rate and down again, momentum against it.</source>
        <extracomment>schedule One cycle (fastai)</extracomment>
        <translation>fastai 的 fit_one_cycle：沿余弦升到完整的学习率再降下，动量与之反向。</translation>
    </message>
    <message>
        <source>feature map</source>
        <extracomment>phrase</extracomment>
        <translation>特征图</translation>
    </message>
    <message>
        <source>feature map, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>特征图 {0}</translation>
    </message>
    <message>
        <source>features</source>
        <extracomment>phrase</extracomment>
        <translation>特征</translation>
    </message>
    <message>
        <source>float32</source>
        <extracomment>layer Cast, choice of Type</extracomment>
        <translation>float32</translation>
    </message>
    <message>
        <source>float64</source>
        <extracomment>layer Cast, choice of Type</extracomment>
        <translation>float64</translation>
    </message>
    <message>
        <source>frozen</source>
        <extracomment>phrase</extracomment>
        <translation>冻结</translation>
    </message>
    <message>
        <source>half of the one before</source>
        <extracomment>schedule Cyclic, choice of Heights</extracomment>
        <translation>前一个的一半</translation>
    </message>
    <message>
        <source>hidden</source>
        <extracomment>phrase</extracomment>
        <translation>隐藏状态</translation>
    </message>
    <message>
        <source>infinity</source>
        <extracomment>phrase</extracomment>
        <translation>无穷大</translation>
    </message>
    <message>
        <source>input</source>
        <extracomment>phrase</extracomment>
        <translation>输入</translation>
    </message>
    <message>
        <source>input is a</source>
        <extracomment>phrase</extracomment>
        <translation>输入为 a</translation>
    </message>
    <message>
        <source>input {0}</source>
        <extracomment>phrase</extracomment>
        <translation>输入 {0}</translation>
    </message>
    <message>
        <source>inputs are a to {0}</source>
        <extracomment>phrase</extracomment>
        <translation>输入为 a 至 {0}</translation>
    </message>
    <message>
        <source>int32</source>
        <extracomment>layer Cast, choice of Type</extracomment>
        <translation>int32</translation>
    </message>
    <message>
        <source>int64</source>
        <extracomment>layer Cast, choice of Type</extracomment>
        <translation>int64</translation>
    </message>
    <message>
        <source>is longer than {0} letters</source>
        <extracomment>phrase</extracomment>
        <translation>超过 {0} 个字符</translation>
    </message>
    <message>
        <source>is nested more than {0} deep</source>
        <extracomment>phrase</extracomment>
        <translation>嵌套超过 {0} 层</translation>
    </message>
    <message>
        <source>it cannot be opened as a file</source>
        <extracomment>phrase</extracomment>
        <translation>无法作为文件打开</translation>
    </message>
    <message>
        <source>it cannot be understood</source>
        <extracomment>phrase</extracomment>
        <translation>无法理解其内容</translation>
    </message>
    <message>
        <source>it does not fit memory</source>
        <extracomment>phrase</extracomment>
        <translation>内存容纳不下</translation>
    </message>
    <message>
        <source>it ends</source>
        <extracomment>phrase</extracomment>
        <translation>它已结束</translation>
    </message>
    <message>
        <source>it has a second name, which may lie in another folder</source>
        <extracomment>phrase</extracomment>
        <translation>它有第二个名称，可能位于其他文件夹</translation>
    </message>
    <message>
        <source>it has no '-&gt;' before the letters of the output</source>
        <extracomment>phrase</extracomment>
        <translation>输出的字母之前没有“-&gt;”</translation>
    </message>
    <message>
        <source>it has {0} bytes instead of {1}</source>
        <extracomment>phrase</extracomment>
        <translation>它有 {0} 字节而不是 {1} 字节</translation>
    </message>
    <message>
        <source>it is no file</source>
        <extracomment>phrase</extracomment>
        <translation>它不是文件</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <extracomment>phrase</extracomment>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it is not a regular file</source>
        <extracomment>phrase</extracomment>
        <translation>它不是普通文件</translation>
    </message>
    <message>
        <source>it lacks the fields of a project</source>
        <extracomment>phrase</extracomment>
        <translation>它缺少项目的字段</translation>
    </message>
    <message>
        <source>it names {0} inputs, but gets {1}</source>
        <extracomment>phrase</extracomment>
        <translation>它指定 {0} 个输入，但得到 {1} 个</translation>
    </message>
    <message>
        <source>its brackets are nested too deep</source>
        <extracomment>phrase</extracomment>
        <translation>括号嵌套过深</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <extracomment>phrase</extracomment>
        <translation>校验和不正确</translation>
    </message>
    <message>
        <source>its default</source>
        <extracomment>phrase</extracomment>
        <translation>其默认值</translation>
    </message>
    <message>
        <source>its name is not that of a file in the same folder</source>
        <extracomment>phrase</extracomment>
        <translation>其名称不是同一文件夹中的文件</translation>
    </message>
    <message>
        <source>its path leads out of the folder</source>
        <extracomment>phrase</extracomment>
        <translation>其路径指向文件夹之外</translation>
    </message>
    <message>
        <source>its tensors cannot be read</source>
        <extracomment>phrase</extracomment>
        <translation>无法读取其张量</translation>
    </message>
    <message>
        <source>its text cannot be made</source>
        <extracomment>phrase</extracomment>
        <translation>无法生成其文本</translation>
    </message>
    <message>
        <source>its text is cut off or damaged</source>
        <extracomment>phrase</extracomment>
        <translation>文本不完整或已损坏</translation>
    </message>
    <message>
        <source>its text is cut off or lacks a field</source>
        <extracomment>phrase</extracomment>
        <translation>文本不完整或缺少字段</translation>
    </message>
    <message>
        <source>label</source>
        <extracomment>phrase</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>label, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>标签 {0}</translation>
    </message>
    <message>
        <source>labels (N)</source>
        <extracomment>phrase</extracomment>
        <translation>标签 (N)</translation>
    </message>
    <message>
        <source>larger</source>
        <extracomment>training, choice of Better is</extracomment>
        <translation>越大</translation>
    </message>
    <message>
        <source>largest difference {0}</source>
        <extracomment>phrase</extracomment>
        <translation>最大差异 {0}</translation>
    </message>
    <message>
        <source>layer</source>
        <extracomment>phrase</extracomment>
        <translation>层</translation>
    </message>
    <message>
        <source>memory</source>
        <extracomment>phrase</extracomment>
        <translation>记忆</translation>
    </message>
    <message>
        <source>minutes</source>
        <extracomment>training, unit of Longest time</extracomment>
        <translation>分钟</translation>
    </message>
    <message>
        <source>mixed with bfloat16</source>
        <extracomment>training, choice of Precision</extracomment>
        <translation>与 bfloat16 混合</translation>
    </message>
    <message>
        <source>mixed with float16</source>
        <extracomment>training, choice of Precision</extracomment>
        <translation>与 float16 混合</translation>
    </message>
    <message>
        <source>more than any file holds</source>
        <extracomment>phrase</extracomment>
        <translation>超过任何文件所能容纳</translation>
    </message>
    <message>
        <source>n inputs of the shape (N, F) become one of (N, n, F): y[i] is the i-th input. Vectors become the steps of a sequence, sequences the channels of a feature map, feature maps the slices of a volume. Unlike Concatenate, it keeps the inputs apart, so that an attention or a pooling layer can choose among them.</source>
        <extracomment>layer Stack</extracomment>
        <translation>n 个形状为 (N, F) 的输入变为一个 (N, n, F)：y[i] 是第 i 个输入。向量变为序列的各步，序列变为特征图的通道，特征图变为体数据的切片。与 Concatenate 不同，它使各输入保持分开，以便注意力层或池化层在其中选择。</translation>
    </message>
    <message>
        <source>name</source>
        <extracomment>phrase</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>export to PyTorch code, choice of Training script</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>norm</source>
        <extracomment>training, choice of Clip by</extracomment>
        <translation>范数</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>phrase</extracomment>
        <translation>空</translation>
    </message>
    <message>
        <source>number</source>
        <extracomment>phrase</extracomment>
        <translation>数</translation>
    </message>
    <message>
        <source>number, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>数 {0}</translation>
    </message>
    <message>
        <source>numbers</source>
        <extracomment>phrase</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>numbers ({0})</source>
        <extracomment>phrase</extracomment>
        <translation>数值 ({0})</translation>
    </message>
    <message>
        <source>output</source>
        <extracomment>phrase</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>pictures</source>
        <extracomment>phrase</extracomment>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures: (N, H, W) or (N, C, H, W)</source>
        <extracomment>phrase</extracomment>
        <translation>图片：(N, H, W) 或 (N, C, H, W)</translation>
    </message>
    <message>
        <source>reached the limit of 1 step</source>
        <extracomment>phrase</extracomment>
        <translation>已达到 1 步的上限</translation>
    </message>
    <message>
        <source>reached the limit of {0} steps</source>
        <extracomment>phrase</extracomment>
        <translation>已达到 {0} 步的上限</translation>
    </message>
    <message>
        <source>reached the time limit</source>
        <extracomment>phrase</extracomment>
        <translation>已达到时间上限</translation>
    </message>
    <message>
        <source>reading stopped</source>
        <extracomment>phrase</extracomment>
        <translation>读取中断</translation>
    </message>
    <message>
        <source>rows</source>
        <extracomment>phrase</extracomment>
        <translation>行</translation>
    </message>
    <message>
        <source>safetensors</source>
        <extracomment>export format</extracomment>
        <translation>safetensors</translation>
    </message>
    <message>
        <source>same, valid or whole numbers such as 1x1</source>
        <extracomment>phrase</extracomment>
        <translation>same、valid 或 1x1 之类的整数</translation>
    </message>
    <message>
        <source>sequence</source>
        <extracomment>phrase</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>sequence, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>序列 {0}</translation>
    </message>
    <message>
        <source>sequences</source>
        <extracomment>phrase</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>sequences: (N, T) or (N, T, F)</source>
        <extracomment>phrase</extracomment>
        <translation>序列：(N, T) 或 (N, T, F)</translation>
    </message>
    <message>
        <source>shared {0}</source>
        <extracomment>phrase</extracomment>
        <translation>共享的 {0}</translation>
    </message>
    <message>
        <source>smaller</source>
        <extracomment>training, choice of Better is</extracomment>
        <translation>越小</translation>
    </message>
    <message>
        <source>steps</source>
        <extracomment>training, choice of Counted in</extracomment>
        <translation>步</translation>
    </message>
    <message>
        <source>steps as long as AdamW's</source>
        <extracomment>optimizer Muon, choice of Rate of a matrix</extracomment>
        <translation>步长与 AdamW 相同</translation>
    </message>
    <message>
        <source>stopped within a step; what came behind the last checkpoint is done again when the run goes on</source>
        <extracomment>phrase</extracomment>
        <translation>在一步之中停止；继续运行时会重做最后一个检查点之后的部分</translation>
    </message>
    <message>
        <source>straight line</source>
        <extracomment>schedule One cycle, choice of Along</extracomment>
        <translation>直线</translation>
    </message>
    <message>
        <source>strong Wolfe conditions</source>
        <extracomment>optimizer L-BFGS, choice of Line search</extracomment>
        <translation>强 Wolfe 条件</translation>
    </message>
    <message>
        <source>tanh</source>
        <extracomment>layer RNN, choice of Nonlinearity</extracomment>
        <translation>tanh</translation>
    </message>
    <message>
        <source>test R2 {0}</source>
        <extracomment>phrase</extracomment>
        <translation>测试 R² {0}</translation>
    </message>
    <message>
        <source>test accuracy {0} %</source>
        <extracomment>phrase</extracomment>
        <translation>测试准确率 {0} %</translation>
    </message>
    <message>
        <source>text</source>
        <extracomment>phrase</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>texts</source>
        <extracomment>phrase</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>the array of inputs</source>
        <extracomment>phrase</extracomment>
        <translation>输入数组</translation>
    </message>
    <message>
        <source>the array of targets</source>
        <extracomment>phrase</extracomment>
        <translation>目标数组</translation>
    </message>
    <message>
        <source>the bias</source>
        <extracomment>phrase</extracomment>
        <translation>偏置</translation>
    </message>
    <message>
        <source>the count of batches</source>
        <extracomment>phrase</extracomment>
        <translation>批计数</translation>
    </message>
    <message>
        <source>the drive reports an error</source>
        <extracomment>phrase</extracomment>
        <translation>驱动器报告错误</translation>
    </message>
    <message>
        <source>the factor</source>
        <extracomment>phrase</extracomment>
        <translation>系数</translation>
    </message>
    <message>
        <source>the file ends too early</source>
        <extracomment>phrase</extracomment>
        <translation>文件过早结束</translation>
    </message>
    <message>
        <source>the file of labels</source>
        <extracomment>phrase</extracomment>
        <translation>标签文件</translation>
    </message>
    <message>
        <source>the file of pictures</source>
        <extracomment>phrase</extracomment>
        <translation>图片文件</translation>
    </message>
    <message>
        <source>the folder of pictures</source>
        <extracomment>phrase</extracomment>
        <translation>图片文件夹</translation>
    </message>
    <message>
        <source>the height</source>
        <extracomment>phrase</extracomment>
        <translation>高度</translation>
    </message>
    <message>
        <source>the hidden bias</source>
        <extracomment>phrase</extracomment>
        <translation>隐藏偏置</translation>
    </message>
    <message>
        <source>the hidden weight</source>
        <extracomment>phrase</extracomment>
        <translation>隐藏权重</translation>
    </message>
    <message>
        <source>the input bias</source>
        <extracomment>phrase</extracomment>
        <translation>输入偏置</translation>
    </message>
    <message>
        <source>the input is a</source>
        <extracomment>phrase</extracomment>
        <translation>输入为 a</translation>
    </message>
    <message>
        <source>the input weight</source>
        <extracomment>phrase</extracomment>
        <translation>输入权重</translation>
    </message>
    <message>
        <source>the kernel</source>
        <extracomment>phrase</extracomment>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>the letter '{0}' of the batch stands twice in '{1}'</source>
        <extracomment>phrase</extracomment>
        <translation>批的字母“{0}”在“{1}”中出现两次</translation>
    </message>
    <message>
        <source>the letter '{0}' of the output is in no input</source>
        <extracomment>phrase</extracomment>
        <translation>输出的字母“{0}”不在任何输入中</translation>
    </message>
    <message>
        <source>the letter '{0}' stands twice in the output</source>
        <extracomment>phrase</extracomment>
        <translation>字母“{0}”在输出中出现两次</translation>
    </message>
    <message>
        <source>the line ends</source>
        <extracomment>phrase</extracomment>
        <translation>该行已结束</translation>
    </message>
    <message>
        <source>the loss of '{0}' looks at several values, of which the network gives one</source>
        <extracomment>phrase</extracomment>
        <translation>'{0}' 的损失要看多个值,而网络只给出其中一个</translation>
    </message>
    <message>
        <source>the number of channels</source>
        <extracomment>phrase</extracomment>
        <translation>通道数</translation>
    </message>
    <message>
        <source>the number of features</source>
        <extracomment>phrase</extracomment>
        <translation>特征数</translation>
    </message>
    <message>
        <source>the number of features of A</source>
        <extracomment>phrase</extracomment>
        <translation>A 的特征数</translation>
    </message>
    <message>
        <source>the number of features of B</source>
        <extracomment>phrase</extracomment>
        <translation>B 的特征数</translation>
    </message>
    <message>
        <source>the number of filters</source>
        <extracomment>phrase</extracomment>
        <translation>滤波器数</translation>
    </message>
    <message>
        <source>the number of heads</source>
        <extracomment>phrase</extracomment>
        <translation>头数</translation>
    </message>
    <message>
        <source>the number of key heads</source>
        <extracomment>phrase</extracomment>
        <translation>键的头数</translation>
    </message>
    <message>
        <source>the number of logits</source>
        <extracomment>phrase</extracomment>
        <translation>logit 数</translation>
    </message>
    <message>
        <source>the number of time steps</source>
        <extracomment>phrase</extracomment>
        <translation>时间步数</translation>
    </message>
    <message>
        <source>the offset</source>
        <extracomment>phrase</extracomment>
        <translation>偏移</translation>
    </message>
    <message>
        <source>the optimizer {0} has no form there</source>
        <extracomment>phrase</extracomment>
        <translation>优化器 {0} 在那里没有对应形式</translation>
    </message>
    <message>
        <source>the projection</source>
        <extracomment>phrase</extracomment>
        <translation>投影</translation>
    </message>
    <message>
        <source>the running mean</source>
        <extracomment>phrase</extracomment>
        <translation>滑动均值</translation>
    </message>
    <message>
        <source>the running variance</source>
        <extracomment>phrase</extracomment>
        <translation>滑动方差</translation>
    </message>
    <message>
        <source>the schedule '{0}' has no form there</source>
        <extracomment>phrase</extracomment>
        <translation>学习率调度 '{0}' 在那里没有对应形式</translation>
    </message>
    <message>
        <source>the size of its heads</source>
        <extracomment>phrase</extracomment>
        <translation>头的大小</translation>
    </message>
    <message>
        <source>the size of its input (its windows are rounded up)</source>
        <extracomment>phrase</extracomment>
        <translation>其输入的大小（窗口向上取整）</translation>
    </message>
    <message>
        <source>the size of its input (the scale is not a whole number)</source>
        <extracomment>phrase</extracomment>
        <translation>其输入的大小（倍率不是整数）</translation>
    </message>
    <message>
        <source>the size that it cuts</source>
        <extracomment>phrase</extracomment>
        <translation>所切割的大小</translation>
    </message>
    <message>
        <source>the size that it rolls along</source>
        <extracomment>phrase</extracomment>
        <translation>循环移动方向的大小</translation>
    </message>
    <message>
        <source>the size that it splits</source>
        <extracomment>phrase</extracomment>
        <translation>所拆分的大小</translation>
    </message>
    <message>
        <source>the size that it takes one of</source>
        <extracomment>phrase</extracomment>
        <translation>从中取一的大小</translation>
    </message>
    <message>
        <source>the sizes of its value</source>
        <extracomment>phrase</extracomment>
        <translation>其值的尺寸</translation>
    </message>
    <message>
        <source>the sizes that it normalises over</source>
        <extracomment>phrase</extracomment>
        <translation>所归一化的尺寸</translation>
    </message>
    <message>
        <source>the slope</source>
        <extracomment>phrase</extracomment>
        <translation>斜率</translation>
    </message>
    <message>
        <source>the steps</source>
        <extracomment>phrase</extracomment>
        <translation>步</translation>
    </message>
    <message>
        <source>the table file</source>
        <extracomment>phrase</extracomment>
        <translation>表格文件</translation>
    </message>
    <message>
        <source>the temporary folder cannot be made</source>
        <extracomment>phrase</extracomment>
        <translation>无法创建临时文件夹</translation>
    </message>
    <message>
        <source>the text ends</source>
        <extracomment>phrase</extracomment>
        <translation>文本已结束</translation>
    </message>
    <message>
        <source>the value {0}</source>
        <extracomment>phrase</extracomment>
        <translation>值 {0}</translation>
    </message>
    <message>
        <source>the vocabulary</source>
        <extracomment>phrase</extracomment>
        <translation>词表</translation>
    </message>
    <message>
        <source>the weight</source>
        <extracomment>phrase</extracomment>
        <translation>权重</translation>
    </message>
    <message>
        <source>the weights of the classes</source>
        <extracomment>phrase</extracomment>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>the width</source>
        <extracomment>phrase</extracomment>
        <translation>宽度</translation>
    </message>
    <message>
        <source>times gamma at each step</source>
        <extracomment>schedule Cyclic, choice of Heights</extracomment>
        <translation>每步乘以 gamma</translation>
    </message>
    <message>
        <source>tokens</source>
        <extracomment>phrase</extracomment>
        <translation>词元</translation>
    </message>
    <message>
        <source>tokens (N, T)</source>
        <extracomment>phrase</extracomment>
        <translation>词元 (N, T)</translation>
    </message>
    <message>
        <source>tokens, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>词元 {0}</translation>
    </message>
    <message>
        <source>tokens, {0} of int64</source>
        <extracomment>phrase</extracomment>
        <translation>int64 类型的词元 {0}</translation>
    </message>
    <message>
        <source>training loss</source>
        <extracomment>phrase</extracomment>
        <translation>训练损失</translation>
    </message>
    <message>
        <source>training {0}</source>
        <extracomment>phrase</extracomment>
        <translation>训练{0}</translation>
    </message>
    <message>
        <source>true or false</source>
        <extracomment>phrase</extracomment>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>true, false, a number, text or a list of whole numbers</source>
        <extracomment>phrase</extracomment>
        <translation>true、false、数、文本或整数列表</translation>
    </message>
    <message>
        <source>two thirds down the longest descent: a good start</source>
        <extracomment>rule Valley</extracomment>
        <translation>最长下降段的三分之二处：不错的起点</translation>
    </message>
    <message>
        <source>units</source>
        <extracomment>phrase</extracomment>
        <translation>单元</translation>
    </message>
    <message>
        <source>validation loss</source>
        <extracomment>phrase</extracomment>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>validation {0}</source>
        <extracomment>phrase</extracomment>
        <translation>验证{0}</translation>
    </message>
    <message>
        <source>value</source>
        <extracomment>training, choice of Clip by</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>values</source>
        <extracomment>phrase</extracomment>
        <translation>值</translation>
    </message>
    <message>
        <source>vector</source>
        <extracomment>phrase</extracomment>
        <translation>向量</translation>
    </message>
    <message>
        <source>vector, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>向量 {0}</translation>
    </message>
    <message>
        <source>vectors</source>
        <extracomment>phrase</extracomment>
        <translation>向量</translation>
    </message>
    <message>
        <source>volume</source>
        <extracomment>phrase</extracomment>
        <translation>体数据</translation>
    </message>
    <message>
        <source>volume, {0}</source>
        <extracomment>phrase</extracomment>
        <translation>体数据 {0}</translation>
    </message>
    <message>
        <source>volumes</source>
        <extracomment>phrase</extracomment>
        <translation>体数据</translation>
    </message>
    <message>
        <source>where the loss falls fastest</source>
        <extracomment>rule Steep</extracomment>
        <translation>损失下降最快之处</translation>
    </message>
    <message>
        <source>where the slope was last steady</source>
        <extracomment>rule Slide</extracomment>
        <translation>斜率最后保持稳定之处</translation>
    </message>
    <message>
        <source>window of {0}</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 的窗口</translation>
    </message>
    <message>
        <source>window of {0} ({1} with its dilation)</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 的窗口（含膨胀为 {1}）</translation>
    </message>
    <message>
        <source>y = (a + b + ...) / n for n inputs at each place. All inputs must have the same shape (a size of 1 is repeated). As Add, but the size of the values does not grow with the number of branches, so that branches can be added or left out; the mean of several networks' answers is the simplest ensemble.</source>
        <extracomment>layer Average</extracomment>
        <translation>在每个位置对 n 个输入 y = (a + b + ...) / n。所有输入的形状必须相同（大小为 1 的维度会被重复）。与 Add 类似，但值的大小不随分支数增长，因此分支可增可减；多个网络答案的均值就是最简单的集成。</translation>
    </message>
    <message>
        <source>y = (a - b)². Both inputs must have the same shape (a size of 1 is repeated). It says how far two branches are from each other, whatever the sign; summed over the features it is the squared Euclidean distance.</source>
        <extracomment>layer SquaredDifference</extracomment>
        <translation>y = (a - b)²。两个输入的形状必须相同（大小为 1 的维度会被重复）。它说明两个分支相距多远，与符号无关；对特征求和即为欧氏距离的平方。</translation>
    </message>
    <message>
        <source>y = (exp(x) - exp(-x)) / (exp(x) + exp(-x)). As Sigmoid, but around zero, which keeps the next layer's inputs balanced. Small networks and recurrent ones use it; in deep ones its flat ends make gradients fade.</source>
        <extracomment>layer Tanh</extracomment>
        <translation>y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))。与 Sigmoid 类似，但以零为中心，使下一层的输入保持平衡。小型网络和循环网络使用它；在深层网络中，其平坦的两端会使梯度衰减。</translation>
    </message>
    <message>
        <source>y = -x. Before an Add it makes a difference; before a Softmax it gives the smallest value the largest share.</source>
        <extracomment>layer Negate</extracomment>
        <translation>y = -x。放在 Add 之前可得到差；放在 Softmax 之前使最小值得到最大份额。</translation>
    </message>
    <message>
        <source>y = 1 / (1 + exp(-x)): large values come near 1, strongly negative ones near 0. It turns a logit into a probability of yes, and serves as a gate that opens and closes. Inside deep networks it is rare today: its slope is at most 1/4, so gradients fade. Before the loss "binary cross entropy (logits)" it is not needed.</source>
        <extracomment>layer Sigmoid</extracomment>
        <translation>y = 1 / (1 + exp(-x))：大的值接近 1，很负的值接近 0。它把 logit 变为“是”的概率，也用作开合的门。如今在深层网络内部已很少见：其斜率最大为 1/4，梯度会衰减。在损失“二元交叉熵（logits）”之前不需要它。</translation>
    </message>
    <message>
        <source>y = 1 / x. Before a Multiply it makes a division. Zero gives infinity, and near zero the gradient, -1 / x², is huge; a Softplus or Clamp before it keeps the input away from zero.</source>
        <extracomment>layer Reciprocal</extracomment>
        <translation>y = 1 / x。放在 Multiply 之前可得到除法。零给出无穷大，零附近的梯度 -1 / x² 非常大；在它前面放 Softplus 或 Clamp 可使输入远离零。</translation>
    </message>
    <message>
        <source>y = 1/n Σ x[i] over the n places of the chosen dimensions, which then disappear or keep the size 1. The mean over height and width is what GlobalAveragePool computes; over time it sums a sequence up in one vector.</source>
        <extracomment>layer ReduceMean</extracomment>
        <translation>在选定维度的 n 个位置上 y = 1/n Σ x[i]，这些维度随后消失或以大小 1 保留。对高和宽取平均就是 GlobalAveragePool 的计算；对时间取平均则把序列概括为一个向量。</translation>
    </message>
    <message>
        <source>y = 2/sqrt(π) ∫ exp(-t²) dt from 0 to x. It is the chance that a normal variable of deviation 1/sqrt(2) lies between -x and x, and what GELU is made of: Φ(x) = (1 + erf(x / sqrt(2))) / 2.</source>
        <extracomment>layer Erf</extracomment>
        <translation>y = 2/sqrt(π) ∫ exp(-t²) dt，从 0 到 x。它是标准差为 1/sqrt(2) 的正态变量落在 -x 与 x 之间的概率，GELU 由它构成：Φ(x) = (1 + erf(x / sqrt(2))) / 2。</translation>
    </message>
    <message>
        <source>y = D (silu(W x) × (V x)): the first map W, bent by SiLU, decides for each of the units how much of the second, V, passes; the third, D, brings the result back to the width of the input. It is what stands between the attention layers of LLaMA and most later language models, where it learns more than two Dense layers with a GELU for the same number of weights; units are mostly 8/3 of the features. With another gate it is known as GEGLU (GELU), ReGLU (ReLU) or GLU (Sigmoid).</source>
        <extracomment>layer SwiGLU</extracomment>
        <translation>y = D (silu(W x) × (V x))：第一个映射 W 经 SiLU 弯折后，为每个单元决定第二个映射 V 通过多少；第三个映射 D 把结果带回输入的宽度。LLaMA 及之后的大多数语言模型在注意力层之间放的就是它，权重数相同时，它学到的比两个 Dense 层加 GELU 更多；单元数通常为特征数的 8/3。换用其他门时称为 GEGLU (GELU)、ReGLU (ReLU) 或 GLU (Sigmoid)。</translation>
    </message>
    <message>
        <source>y = a + b. All inputs must have the same shape (a size of 1 is repeated). Adding the input of a block to its output, y = x + f(x), makes a residual connection: the block only learns what to change, the gradient flows past it unhindered, and networks of hundreds of layers become trainable.</source>
        <extracomment>layer Add</extracomment>
        <translation>y = a + b。所有输入的形状必须相同（大小为 1 的维度会被重复）。把块的输入加到其输出上，y = x + f(x)，就是残差连接：块只需学习要改变的部分，梯度畅通地绕过它，数百层的网络也变得可训练。</translation>
    </message>
    <message>
        <source>y = a - b. Both inputs must have the same shape (a size of 1 is repeated). The difference of two branches shows where they disagree: networks that compare two pictures or two sentences often look at it, and a network that predicts noise subtracts it from its input.</source>
        <extracomment>layer Subtract</extracomment>
        <translation>y = a - b。两个输入的形状必须相同（大小为 1 的维度会被重复）。两个分支之差显示它们在哪里不一致：比较两张图片或两个句子的网络常常看它，预测噪声的网络则从输入中减去噪声。</translation>
    </message>
    <message>
        <source>y = a / b. Both inputs must have the same shape (a size of 1 is repeated), such as values and their sum, which gives shares. Where b comes near 0 the result and its gradient grow without bound: add a small number to b, or take exp of it, so that it stays positive.</source>
        <extracomment>layer Divide</extracomment>
        <translation>y = a / b。两个输入的形状必须相同（大小为 1 的维度会被重复），例如各值与其总和，得到份额。b 接近 0 时结果及其梯度会无限增大：给 b 加上一个小数，或对它取 exp，使其保持为正。</translation>
    </message>
    <message>
        <source>y = a b: the rows of the last two dimensions of a times the columns of those of b, y[i, k] = Σ a[i, j] b[j, k]. Dimensions between them and the batch must be equal, or 1, which is repeated. With B turned it compares every step of one sequence with every step of another, which is the heart of attention: scores = q kᵀ.</source>
        <extracomment>layer MatMul</extracomment>
        <translation>y = a b：a 的最后两个维度的行乘以 b 的列，y[i, k] = Σ a[i, j] b[j, k]。它们与批之间的维度必须相等，或为 1（会被重复）。将 B 转置后，可把一个序列的每一步与另一个序列的每一步比较，这正是注意力的核心：得分 = q kᵀ。</translation>
    </message>
    <message>
        <source>y = a where condition &gt; threshold, else b, at each place. Any value can be the condition: it is compared with the threshold. All three must have the same shape (a size of 1 is repeated). The chosen input gets the gradient; the condition gets none, because a step has no slope.</source>
        <extracomment>layer Where</extracomment>
        <translation>在每个位置，若 condition &gt; threshold 则 y = a，否则 y = b。任何值都可作为条件：将其与阈值比较。三者的形状必须相同（大小为 1 的维度会被重复）。被选中的输入得到梯度；条件得不到梯度，因为阶跃没有斜率。</translation>
    </message>
    <message>
        <source>y = a x + b with two numbers that are not trained: it brings values from one range into another, for example from -1 to 1 into 0 to 1 with a = 0.5 and b = 0.5, or turns logits down by a temperature. For numbers that are trained, take ChannelScale.</source>
        <extracomment>layer Scale</extracomment>
        <translation>y = a x + b，这两个数不参与训练：它把值从一个范围变换到另一个范围，例如用 a = 0.5、b = 0.5 从 -1 至 1 变到 0 至 1，或用温度降低 logits。需要可训练的数时，请用 ChannelScale。</translation>
    </message>
    <message>
        <source>y = a × b. All inputs must have the same shape (a size of 1 is repeated). When one input comes from a Sigmoid, it acts as a gate: values near 0 close it, values near 1 let the other input pass.</source>
        <extracomment>layer Multiply</extracomment>
        <translation>y = a × b。所有输入的形状必须相同（大小为 1 的维度会被重复）。当一个输入来自 Sigmoid 时，它起门的作用：接近 0 的值将其关闭，接近 1 的值让另一个输入通过。</translation>
    </message>
    <message>
        <source>y = cos(x), a sine that is a quarter of a turn ahead. Sin and Cos of the same number together tell an angle or a time of day without the jump from 24 to 0.</source>
        <extracomment>layer Cos</extracomment>
        <translation>y = cos(x)，提前四分之一周期的正弦。同一个数的 Sin 和 Cos 合在一起可表示角度或一天中的时刻，而没有从 24 到 0 的跳变。</translation>
    </message>
    <message>
        <source>y = exp(x), with e = 2.718... as its base. It makes every number positive, and turns a logarithm back, for example the log-variance that an encoder gives. It grows fast: exp(89) is too large for float32, so keep its inputs small.</source>
        <extracomment>layer Exp</extracomment>
        <translation>y = exp(x)，底数 e = 2.718...。它使每个数变为正，并可还原对数，例如编码器给出的对数方差。它增长很快：exp(89) 对 float32 来说已太大，因此应保持输入较小。</translation>
    </message>
    <message>
        <source>y = log Σ exp(x[i]) over all places of the chosen dimensions, which then disappear or keep the size 1. It lies a little above the largest value, and all values get a share of the gradient, the softmax of them. Of logits it is the logarithm of what Softmax divides by; it is computed so that large values do not overflow.</source>
        <extracomment>layer ReduceLogSumExp</extracomment>
        <translation>在选定维度的所有位置上 y = log Σ exp(x[i])，这些维度随后消失或以大小 1 保留。它略高于最大值，所有值都分得一份梯度，即它们的 softmax。对 logits 而言，它是 Softmax 除数的对数；计算方式使大的值不会溢出。</translation>
    </message>
    <message>
        <source>y = log(1 + exp(β x)) / β. Every output is above zero, so it serves where a network must give a positive number, such as a deviation or a rate. A larger β bends more sharply and comes nearer to ReLU. Where β x is above the threshold, y = x, so that the exponential cannot overflow.</source>
        <extracomment>layer Softplus</extracomment>
        <translation>y = log(1 + exp(β x)) / β。每个输出都大于零，因此适用于网络必须给出正数的场合，例如标准差或速率。β 越大弯折越急，越接近 ReLU。β x 超过阈值时 y = x，以免指数溢出。</translation>
    </message>
    <message>
        <source>y = log(1 / (1 + exp(-x))) = -log(1 + exp(-x)). Where a loss needs the logarithm of a probability, this is exact even where the probability itself would round to 0 or 1.</source>
        <extracomment>layer LogSigmoid</extracomment>
        <translation>y = log(1 / (1 + exp(-x))) = -log(1 + exp(-x))。当损失需要概率的对数时，即使概率本身会舍入为 0 或 1，它也是精确的。</translation>
    </message>
    <message>
        <source>y = log(x), the number whose exponential is x. It turns factors into steps: spectrograms and counts, which span many magnitudes, are mostly seen by a network as logarithms. Zero gives minus infinity and a negative number NaN, so put a Clamp or Softplus before it.</source>
        <extracomment>layer Log</extracomment>
        <translation>y = log(x)，即其指数为 x 的数。它把倍数变为步长：跨越多个数量级的频谱图和计数，网络看到的多为其对数。零给出负无穷，负数给出 NaN，因此前面应放 Clamp 或 Softplus。</translation>
    </message>
    <message>
        <source>y = max x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Over time or place it says whether something occurred anywhere. Only the largest value gets a gradient; several equal ones share it.</source>
        <extracomment>layer ReduceMax</extracomment>
        <translation>在选定维度的所有位置上 y = max x[i]，这些维度随后消失或以大小 1 保留。对时间或位置取最大，可知某事是否在任何地方出现过。只有最大值得到梯度；若有多个相等则共享。</translation>
    </message>
    <message>
        <source>y = max(0, x). Without a bend between them, any number of Dense or Conv layers would compute a single weighted sum; ReLU is the simplest bend there is. Its slope is 1 wherever a value is positive, so gradients pass through many layers without fading. A unit whose input is always negative stops learning; LeakyReLU avoids that.</source>
        <extracomment>layer ReLU</extracomment>
        <translation>y = max(0, x)。若中间没有弯折，再多的 Dense 或 Conv 层也只是在计算一个加权和；ReLU 是最简单的弯折。值为正时其斜率为 1，因此梯度穿过许多层也不会衰减。输入始终为负的单元会停止学习；LeakyReLU 可避免这一点。</translation>
    </message>
    <message>
        <source>y = max(a, b) at each place. All inputs must have the same shape (a size of 1 is repeated). Only the input that wins gets a gradient, so branches learn to be good at different things; the largest of several Dense layers is the activation Maxout.</source>
        <extracomment>layer Maximum</extracomment>
        <translation>在每个位置 y = max(a, b)。所有输入的形状必须相同（大小为 1 的维度会被重复）。只有胜出的输入得到梯度，因此各分支学会擅长不同的事；若干 Dense 层取最大即为激活函数 Maxout。</translation>
    </message>
    <message>
        <source>y = min x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Only the smallest value gets a gradient; several equal ones share it.</source>
        <extracomment>layer ReduceMin</extracomment>
        <translation>在选定维度的所有位置上 y = min x[i]，这些维度随后消失或以大小 1 保留。只有最小值得到梯度；若有多个相等则共享。</translation>
    </message>
    <message>
        <source>y = min(a, b) at each place. All inputs must have the same shape (a size of 1 is repeated). It limits one value by another, and of truth values between 0 and 1 it is the fuzzy AND. Only the input that is taken gets a gradient.</source>
        <extracomment>layer Minimum</extracomment>
        <translation>在每个位置 y = min(a, b)。所有输入的形状必须相同（大小为 1 的维度会被重复）。它用一个值限制另一个值；对 0 与 1 之间的真值来说就是模糊“与”。只有被取用的输入得到梯度。</translation>
    </message>
    <message>
        <source>y = min(max(0, x), 6). The cap keeps numbers in a known range, which suits arithmetic with few bits; networks for phones, such as MobileNet, are built with it.</source>
        <extracomment>layer ReLU6</extracomment>
        <translation>y = min(max(0, x), 6)。上限使数值保持在已知范围内，适合低位数运算；MobileNet 等手机网络由它构成。</translation>
    </message>
    <message>
        <source>y = min(max(x + 3, 0), 6) / 6: 0 below -3, 1 above 3, and a straight line between them. It serves as a gate where an exponential costs too much, for example in the squeeze-and-excitation blocks of MobileNetV3. Outside of -3 to 3 no gradient passes.</source>
        <extracomment>layer Hardsigmoid</extracomment>
        <translation>y = min(max(x + 3, 0), 6) / 6：-3 以下为 0，3 以上为 1，其间为直线。在指数函数开销过大的地方用作门，例如 MobileNetV3 的 squeeze-and-excitation 块。在 -3 至 3 之外没有梯度通过。</translation>
    </message>
    <message>
        <source>y = min(max(x, a), b), with a = -1 and b = 1 a tanh made of straight lines. Within the limits the slope is 1, outside no gradient passes. It is cheap, and keeps numbers in a known range.</source>
        <extracomment>layer Hardtanh</extracomment>
        <translation>y = min(max(x, a), b)，a = -1、b = 1 时即为由直线段组成的 tanh。界限之内斜率为 1，之外没有梯度通过。它开销低，并使数值保持在已知范围内。</translation>
    </message>
    <message>
        <source>y = min(max(x, a), b). Before Log or Reciprocal a small minimum keeps numbers away from zero; at the end of a network it keeps a picture within 0 to 1. Where a value is cut off, no gradient passes; right at a limit it still does, unlike in Hardtanh.</source>
        <extracomment>layer Clamp</extracomment>
        <translation>y = min(max(x, a), b)。在 Log 或 Reciprocal 之前，较小的最小值可使数值远离零；在网络末尾，它使图片保持在 0 至 1 之内。值被截断处没有梯度通过；恰在界限上时仍有，这与 Hardtanh 不同。</translation>
    </message>
    <message>
        <source>y = sin(x), which repeats after 2π. As an activation it lets a network describe waves and fine detail of pictures and sound (SIREN), provided the weights before it are started with care; with Scale before it, it encodes a place or a time of day.</source>
        <extracomment>layer Sin</extracomment>
        <translation>y = sin(x)，以 2π 为周期。作为激活函数，它让网络能描述波以及图片和声音的细节 (SIREN)，前提是它前面的权重经过仔细初始化；前面加 Scale 时，可用来编码位置或一天中的时刻。</translation>
    </message>
    <message>
        <source>y = sqrt(x). It turns a variance into a deviation, or a sum of squares into a length. At zero its slope is infinite and below it gives NaN: a Clamp with a small minimum before it keeps training safe.</source>
        <extracomment>layer Sqrt</extracomment>
        <translation>y = sqrt(x)。它把方差变为标准差，或把平方和变为长度。在零处斜率无穷大，零以下给出 NaN：在它前面放一个最小值较小的 Clamp 可使训练安全。</translation>
    </message>
    <message>
        <source>y = sqrt(Σ (x[i] - mean)² / (n - 1)) over the n places of the chosen dimensions, which then disappear or keep the size 1: the variance in the unit of the values. With "unbiased" off it divides by n. Where all values are equal its slope has no bound; the gradient there counts as 0.</source>
        <extracomment>layer ReduceStd</extracomment>
        <translation>在选定维度的 n 个位置上 y = sqrt(Σ (x[i] - mean)² / (n - 1))，这些维度随后消失或以大小 1 保留：以值的单位表示的方差。关闭“无偏”时除以 n。所有值相等时其斜率没有界限，该处梯度按 0 计。</translation>
    </message>
    <message>
        <source>y = the i whose x[i] is largest. Of scores it is the class that was chosen. As an index it is a whole number: of a vector a label, of a sequence tokens, which Embedding can read. As a number it can be merged with other values. A place has no slope, so no gradient passes through: layers before it learn only by other ways.</source>
        <extracomment>layer ArgMax</extracomment>
        <translation>y = 使 x[i] 最大的 i。对得分而言就是所选的类别。作为索引，它是整数：对向量得到标签，对序列得到词元，可由 Embedding 读取。作为数值，它可与其他值合并。位置没有斜率，因此没有梯度通过：前面的层只能通过其他路径学习。</translation>
    </message>
    <message>
        <source>y = x / (1 + |x|). It has the shape of Tanh, but nears its ends slowly, so that large values keep a little more gradient, and it needs no exponential.</source>
        <extracomment>layer Softsign</extracomment>
        <translation>y = x / (1 + |x|)。形状与 Tanh 相同，但缓慢接近两端，因此大的值能多保留一些梯度，而且不需要指数函数。</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0 and y = a x below, where the network learns the slope a: one for all values, or one for each channel. It starts at 0.25 and costs hardly any weights. Weight decay would pull the slopes towards zero, which makes the layer a ReLU.</source>
        <extracomment>layer PReLU</extracomment>
        <translation>x &gt; 0 时 y = x，以下时 y = a x，其中斜率 a 由网络学习：所有值共用一个，或每个通道一个。初始为 0.25，几乎不增加权重。权重衰减会把斜率拉向零，使该层变成 ReLU。</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0 and y = a x below, with a small slope a such as 0.01. The small slope lets a gradient through where ReLU has none, so that units cannot get stuck at zero. It is common in networks that generate pictures.</source>
        <extracomment>layer LeakyReLU</extracomment>
        <translation>x &gt; 0 时 y = x，以下时 y = a x，a 为较小的斜率，例如 0.01。小斜率让 ReLU 没有梯度的地方也能通过梯度，单元因此不会卡在零。它在生成图片的网络中很常见。</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0 and y = α (exp(x / α) - 1) below. As ELU it bends towards -α, but the slope at zero is 1 from both sides for every α. With a small α it comes close to ReLU, with a large one close to a straight line.</source>
        <extracomment>layer CELU</extracomment>
        <translation>x &gt; 0 时 y = x，以下时 y = α (exp(x / α) - 1)。与 ELU 一样弯向 -α，但对任何 α，零处两侧的斜率都为 1。α 小时接近 ReLU，α 大时接近直线。</translation>
    </message>
    <message>
        <source>y = x for x &gt; 0 and y = α (exp(x) - 1) below. The curve is smooth, and because values may be negative, the mean of a layer stays nearer to zero, which helps the layers behind it.</source>
        <extracomment>layer ELU</extracomment>
        <translation>x &gt; 0 时 y = x，以下时 y = α (exp(x) - 1)。曲线平滑，且由于值可以为负，层的均值更接近零，这对后面的层有利。</translation>
    </message>
    <message>
        <source>y = x min(max(x + 3, 0), 6) / 6: zero below -3, x above 3, and a parabola between them. It follows SiLU closely without an exponential, which is why MobileNetV3 and other networks for phones use it.</source>
        <extracomment>layer Hardswish</extracomment>
        <translation>y = x min(max(x + 3, 0), 6) / 6：-3 以下为零，3 以上为 x，其间为抛物线。它不用指数函数就能很好地贴近 SiLU，因此 MobileNetV3 等手机网络使用它。</translation>
    </message>
    <message>
        <source>y = x tanh(log(1 + exp(x))). A close relative of SiLU: smooth, unbounded above, with a dip of -0.31 below zero that lets small negative values through. Object detectors such as YOLOv4 use it; it costs more to compute than SiLU.</source>
        <extracomment>layer Mish</extracomment>
        <translation>y = x tanh(log(1 + exp(x)))。SiLU 的近亲：平滑，上方无界，零以下有 -0.31 的凹陷，让小的负值通过。YOLOv4 等目标检测器使用它；计算开销比 SiLU 大。</translation>
    </message>
    <message>
        <source>y = x Φ(x), where Φ is the distribution function of the normal distribution. Large values pass, strongly negative ones vanish, and between them the curve is smooth, with a small dip below zero. Transformers use it. The approximation 0.5 x (1 + tanh(sqrt(2/π) (x + 0.044715 x³))) is what some published models were trained with.</source>
        <extracomment>layer GELU</extracomment>
        <translation>y = x Φ(x)，其中 Φ 是正态分布的分布函数。大的值通过，很负的值消失，二者之间曲线平滑，在零以下略有凹陷。transformer 使用它。近似式 0.5 x (1 + tanh(sqrt(2/π) (x + 0.044715 x³))) 是一些已发布模型训练时所用的形式。</translation>
    </message>
    <message>
        <source>y = x σ(x) = x / (1 + exp(-x)), also known as Swish. It looks much like GELU and is cheaper; many modern convolutional networks use it in place of ReLU.</source>
        <extracomment>layer SiLU</extracomment>
        <translation>y = x σ(x) = x / (1 + exp(-x))，也称 Swish。它与 GELU 很相似，但更便宜；许多现代卷积网络用它代替 ReLU。</translation>
    </message>
    <message>
        <source>y = x[index]: of all time steps, channels or rows a single one is kept, and the dimension that it was counted in goes away, so that a sequence (N, T, F) becomes a vector (N, F). Index -1 is the last. It takes the first token of a transformer, which stands for the whole text, or the last step of a sequence.</source>
        <extracomment>layer Select</extracomment>
        <translation>y = x[index]：在所有时间步、通道或行中只保留一个，其所在维度消失，于是序列 (N, T, F) 变为向量 (N, F)。索引 -1 为最后一个。它可取 transformer 中代表整段文本的第一个词元，或序列的最后一步。</translation>
    </message>
    <message>
        <source>y = x^k with a fixed exponent k: 2 is Square, 0.5 is Sqrt, -1 is Reciprocal. Unless k is whole, a negative number gives NaN; where k is below 1, the slope at zero is infinite. Gamma correction of pictures is a power between 0.4 and 2.5.</source>
        <extracomment>layer Power</extracomment>
        <translation>y = x^k，指数 k 固定：2 为 Square，0.5 为 Sqrt，-1 为 Reciprocal。除非 k 为整数，负数会给出 NaN；k 小于 1 时，零处的斜率无穷大。图片的伽马校正是 0.4 至 2.5 之间的幂。</translation>
    </message>
    <message>
        <source>y = x². It measures how far a number is from zero, more strongly the further it is; the mean of squares is what a variance or an energy is made of. Its slope, 2 x, fades near zero.</source>
        <extracomment>layer Square</extracomment>
        <translation>y = x²。它衡量一个数离零有多远，越远越强；方差或能量就由平方的均值构成。其斜率 2 x 在零附近消失。</translation>
    </message>
    <message>
        <source>y = |x|: negative numbers change their sign. With it a network treats both directions alike, for example the difference of two pictures. At zero, where the slope jumps from -1 to 1, the gradient is taken as 0.</source>
        <extracomment>layer Abs</extracomment>
        <translation>y = |x|：负数改变符号。有了它，网络对两个方向一视同仁，例如两张图片之差。在零处斜率从 -1 跳到 1，梯度取为 0。</translation>
    </message>
    <message>
        <source>y = Π x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. The product of independent probabilities is that of all of them together. It grows and vanishes fast with many factors; a sum of logarithms is safer.</source>
        <extracomment>layer ReduceProduct</extracomment>
        <translation>在选定维度的所有位置上 y = Π x[i]，这些维度随后消失或以大小 1 保留。相互独立的概率之积是它们同时发生的概率。因子多时它会迅速增大或消失；对数之和更稳妥。</translation>
    </message>
    <message>
        <source>y = Σ (x[i] - mean)² / (n - 1) over the n places of the chosen dimensions, which then disappear or keep the size 1. With "unbiased" off it divides by n, as normalization layers do. As a feature it says how lively a signal is, whatever its mean.</source>
        <extracomment>layer ReduceVariance</extracomment>
        <translation>在选定维度的 n 个位置上 y = Σ (x[i] - mean)² / (n - 1)，这些维度随后消失或以大小 1 保留。关闭“无偏”时除以 n，与归一化层相同。作为特征，它说明信号有多活跃，与其均值无关。</translation>
    </message>
    <message>
        <source>y = Σ a[i] b[i] / (|a| |b|) over the features of vectors and sequences and the channels of feature maps and volumes: a dot product that does not care how long the vectors are. Networks that tell whether two pictures show the same face, or two sentences mean the same, end in it.</source>
        <extracomment>layer CosineSimilarity</extracomment>
        <translation>对向量和序列的特征以及特征图和体数据的通道，y = Σ a[i] b[i] / (|a| |b|)：不关心向量长度的点积。判断两张图片是否为同一张脸、两个句子意思是否相同的网络以它结尾。</translation>
    </message>
    <message>
        <source>y = Σ a[i] b[i] over the features of vectors and sequences and the channels of feature maps and volumes. It is large where both point in the same direction, 0 where they have nothing in common, and negative where they are opposed; recommendation systems score a user and an item so. All shapes must be equal (a size of 1 is repeated).</source>
        <extracomment>layer DotProduct</extracomment>
        <translation>对向量和序列的特征以及特征图和体数据的通道，y = Σ a[i] b[i]。两者方向相同时它较大，毫无共同点时为 0，方向相反时为负；推荐系统用它为用户和物品打分。所有形状必须相等（大小为 1 的维度会被重复）。</translation>
    </message>
    <message>
        <source>y = Σ x[i] over all places of the chosen dimensions, which then disappear or keep the size 1. Summed over the features it gives one number for each step or sample; over time it counts how much of each feature there was in all.</source>
        <extracomment>layer ReduceSum</extracomment>
        <translation>在选定维度的所有位置上 y = Σ x[i]，这些维度随后消失或以大小 1 保留。对特征求和，每一步或每个样本得到一个数；对时间求和，得到每个特征的总量。</translation>
    </message>
    <message>
        <source>y = λ x for x &gt; 0 and y = λ α (exp(x) - 1) below, with α = 1.6733 and λ = 1.0507. With these constants the values of a stack of Dense layers move by themselves towards mean 0 and deviation 1, as if they were normalized. That holds for weights drawn with deviation 1/sqrt(F) and no other normalization.</source>
        <extracomment>layer SELU</extracomment>
        <translation>x &gt; 0 时 y = λ x，以下时 y = λ α (exp(x) - 1)，其中 α = 1.6733，λ = 1.0507。有了这些常数，多层 Dense 堆叠后的值会自行趋向均值 0 和标准差 1，如同经过归一化。前提是权重以标准差 1/sqrt(F) 抽取，且没有其他归一化。</translation>
    </message>
    <message>
        <source>y[c] = γ[c] x[c] + β[c]: the scaling of a BatchNorm without its normalization, for each channel of a feature map or each feature of a vector or sequence. Without β and with γ starting near zero, such as 0.00001, it is LayerScale: behind the last layer of a residual block it lets a deep network begin as if the block were not there.</source>
        <extracomment>layer ChannelScale</extracomment>
        <translation>y[c] = γ[c] x[c] + β[c]：没有归一化、只有缩放的 BatchNorm，作用于特征图的每个通道，或向量、序列的每个特征。不带 β 且 γ 从接近零（例如 0.00001）开始时即为 LayerScale：放在残差块最后一层之后，深层网络起初就像没有该块一样。</translation>
    </message>
    <message>
        <source>y[i] = exp(-x[i]) / Σ exp(-x[j]), which is Softmax of the negative values. Where the numbers are distances or costs, it gives most weight to the nearest or cheapest.</source>
        <extracomment>layer Softmin</extracomment>
        <translation>y[i] = exp(-x[i]) / Σ exp(-x[j])，即对取负后的值做 Softmax。当数值是距离或代价时，最近或最便宜者得到最大的权重。</translation>
    </message>
    <message>
        <source>y[i] = exp(x[i]) / Σ exp(x[j]): every output is positive, all together are 1, and the largest score gets the largest share. The loss "cross entropy" applies it itself, so it does not belong at the end of a classifier that is trained with it; it serves as a soft choice within a network.</source>
        <extracomment>layer Softmax</extracomment>
        <translation>y[i] = exp(x[i]) / Σ exp(x[j])：每个输出都为正，总和为 1，得分最大者份额最大。损失“交叉熵”会自己应用它，因此用该损失训练的分类器末尾不应加它；它适合在网络内部用作软选择。</translation>
    </message>
    <message>
        <source>y[i] = x[(i - shift) mod n]: everything moves by the shift, and what leaves at one end comes in at the other. Transformers for pictures shift their windows with it, and two copies of a sequence, one of them rolled by a step, let each step see its neighbour.</source>
        <extracomment>layer Roll</extracomment>
        <translation>y[i] = x[(i - shift) mod n]：所有值移动 shift 位，从一端移出的由另一端进入。图片 transformer 用它移动窗口；同一序列的两份副本，其中一份移动一步，可让每一步看到其邻居。</translation>
    </message>
    <message>
        <source>y[i] = x[i] - log(Σ exp(x[j])): what Log after Softmax would give, but computed so that small probabilities are not lost. All outputs are negative. The loss "cross entropy" takes plain scores as well as these, so it is needed only where the logarithms themselves are of use.</source>
        <extracomment>layer LogSoftmax</extracomment>
        <translation>y[i] = x[i] - log(Σ exp(x[j]))：相当于 Softmax 之后取 Log，但计算方式不会丢失小概率。所有输出都为负。损失“交叉熵”既接受普通得分也接受这些值，因此只有需要对数本身时才用它。</translation>
    </message>
    <message>
        <source>y[i] = x[n - 1 - i]: the last comes first. The last dimension of a picture is its width, so that it is mirrored left to right; dimension 1 of a sequence is time, so that a layer behind it reads the sequence from its end.</source>
        <extracomment>layer Flip</extracomment>
        <translation>y[i] = x[n - 1 - i]：最后的变为最先。图片的最后一维是宽，因此左右镜像；序列的第 1 维是时间，因此后面的层从末尾开始读取序列。</translation>
    </message>
    <message>
        <source>y[n] = c for each sample n: one number for all places, or as many numbers as there are, row by row. They are never trained. The input is connected only to say how many samples there are; its values do not matter. In Add, Multiply and the other merging layers a size of 1 is repeated, so a shape of 3 × 1 × 1 holds one number for each channel of a feature map.</source>
        <extracomment>layer Constant</extracomment>
        <translation>对每个样本 n，y[n] = c：所有位置同一个数，或逐行给出全部的数。它们从不参与训练。连接输入只是为了说明有多少个样本，其值无关紧要。在 Add、Multiply 和其他合并层中，大小为 1 的维度会被重复，因此 3 × 1 × 1 的形状为特征图的每个通道保存一个数。</translation>
    </message>
    <message>
        <source>y[n] = w for each sample n, where w are weights of their own that training changes. The input is connected only to say how many samples there are; its values do not matter. With it one builds what no layer offers: a learned scale or offset, queries that a sequence is asked, positions that are added to an Embedding. In merging layers a size of 1 is repeated, so a shape of 3 × 1 × 1 holds one weight for each channel of a feature map.</source>
        <extracomment>layer Parameter</extracomment>
        <translation>对每个样本 n，y[n] = w，其中 w 是它自己的权重，由训练改变。连接输入只是为了说明有多少个样本，其值无关紧要。用它可构建没有层提供的东西：学习得到的缩放或偏移、对序列提出的查询、加到 Embedding 上的位置。在合并层中，大小为 1 的维度会被重复，因此 3 × 1 × 1 的形状为特征图的每个通道保存一个权重。</translation>
    </message>
    <message>
        <source>y[o] = aᵀ W[o] b + c[o], with one matrix of weights for each unit. Where Dense on joined inputs can only add them up, Bilinear sees how they occur together, such as a question and an answer, or a user and a film. It has units × F_a × F_b weights, so the inputs should be small.</source>
        <extracomment>layer Bilinear</extracomment>
        <translation>y[o] = aᵀ W[o] b + c[o]，每个单元一个权重矩阵。对拼接后的输入，Dense 只能把它们相加，而 Bilinear 能看到它们如何共同出现，例如问题与答案、用户与影片。它有 单元数 × F_a × F_b 个权重，因此输入应较小。</translation>
    </message>
    <message>
        <source>yes and no</source>
        <extracomment>phrase</extracomment>
        <translation>是与否</translation>
    </message>
    <message>
        <source>{0} and {1} of padding</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 和 {1} 的填充</translation>
    </message>
    <message>
        <source>{0} classes</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 个类别</translation>
    </message>
    <message>
        <source>{0} does not give the same answers: largest difference {1} over {2} samples, limit {3}.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 给出的答案不同：{2} 个样本上的最大差异为 {1}，上限为 {3}。</translation>
    </message>
    <message>
        <source>{0} does not give the same answers: {1}: {2}; largest difference {3} over {4} samples, limit {5}.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 给出的答案不同：{1}：{2}；{4} 个样本上的最大差异为 {3}，上限为 {5}。</translation>
    </message>
    <message>
        <source>{0} gives the same answers: largest difference {1} over {2} samples.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 给出相同的答案：{2} 个样本上的最大差异为 {1}。</translation>
    </message>
    <message>
        <source>{0} gives the same answers: largest difference {1}.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 给出相同的答案：最大差异为 {1}。</translation>
    </message>
    <message>
        <source>{0} lines, one class for each module.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 行，每个模块一个类。</translation>
    </message>
    <message>
        <source>{0} lines.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 行。</translation>
    </message>
    <message>
        <source>{0} lines. No training script: the data of the run are not loaded.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 行。没有训练脚本:该次运行的数据尚未加载。</translation>
    </message>
    <message>
        <source>{0} missing values in '{1}' coded as none of its {2} categories.</source>
        <extracomment>phrase</extracomment>
        <translation>“{1}”中 {0} 个缺失值编码为不属于其 {2} 个类别。</translation>
    </message>
    <message>
        <source>{0} missing values in '{1}' filled with its median, {2}.</source>
        <extracomment>phrase</extracomment>
        <translation>“{1}”中 {0} 个缺失值以其中位数 {2} 填补。</translation>
    </message>
    <message>
        <source>{0} more were skipped.</source>
        <extracomment>phrase</extracomment>
        <translation>另外跳过 {0} 个。</translation>
    </message>
    <message>
        <source>{0} names</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 个名称</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <extracomment>phrase</extracomment>
        <translation>{1} 中的 {0}</translation>
    </message>
    <message>
        <source>{0} pictures could not be read and were skipped.</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 张图片无法读取，已跳过。</translation>
    </message>
    <message>
        <source>{0} pictures in {1} classes from the folder {2}.</source>
        <extracomment>phrase</extracomment>
        <translation>来自文件夹 {2} 的 {1} 个类别的 {0} 张图片。</translation>
    </message>
    <message>
        <source>{0} rows from {1}.</source>
        <extracomment>phrase</extracomment>
        <translation>来自 {1} 的 {0} 行。</translation>
    </message>
    <message>
        <source>{0} rows without a value in '{1}' were left out.</source>
        <extracomment>phrase</extracomment>
        <translation>略去“{1}”中没有值的 {0} 行。</translation>
    </message>
    <message>
        <source>{0} window</source>
        <extracomment>phrase</extracomment>
        <translation>{0} 窗口</translation>
    </message>
    <message>
        <source>{0} with {1} classes</source>
        <extracomment>phrase</extracomment>
        <translation>有 {1} 个类别的{0}</translation>
    </message>
    <message>
        <source>{0}, every {1}</source>
        <extracomment>phrase</extracomment>
        <translation>{0}，间隔 {1}</translation>
    </message>
    <message>
        <source>{advice}</source>
        <extracomment>cure of window.unknown_command</extracomment>
        <translation>{advice}</translation>
    </message>
    <message>
        <source>{count} layers with weights follow each other up to '{node}' without a normalization, which is hard to train.</source>
        <extracomment>error layer.no_normalization</extracomment>
        <translation>到“{node}”为止，连续 {count} 个带权重的层没有归一化，难以训练。</translation>
    </message>
    <message>
        <source>{count} tensors of the file have no place in the design, '{key}' first.</source>
        <extracomment>error weights.unused</extracomment>
        <translation>文件中有 {count} 个张量在设计中没有位置，首先是“{key}”。</translation>
    </message>
    <message>
        <source>{cure}</source>
        <extracomment>cure of layer.needs_kind</extracomment>
        <translation>{cure}</translation>
    </message>
    <message>
        <source>{layer} takes: {known}.</source>
        <extracomment>cure of layer.unknown_setting</extracomment>
        <translation>{layer} 的设置有：{known}。</translation>
    </message>
    <message>
        <source>{metric} needs {needed} to predict, but these data have {got}.</source>
        <extracomment>error training.metric_does_not_fit</extracomment>
        <translation>{metric}需要预测{needed}，但这些数据是{got}。</translation>
    </message>
    <message>
        <source>{nodes} feed each other in a circle.</source>
        <extracomment>error graph.on_cycle</extracomment>
        <translation>{nodes} 相互连接成环。</translation>
    </message>
    <message>
        <source>{op} follows an operation that has no layer, so its input is not known.</source>
        <extracomment>error import.unknown_input</extracomment>
        <translation>{op} 位于一个没有对应层的运算之后，因此其输入未知。</translation>
    </message>
    <message>
        <source>{op} takes {what} from a computation; only stored values become weights.</source>
        <extracomment>error import.computed</extracomment>
        <translation>{op} 的{what}来自计算；只有存储的值才能成为权重。</translation>
    </message>
    <message>
        <source>{op} {what}, and no layer does that.</source>
        <extracomment>error import.form</extracomment>
        <translation>{op} {what}，没有层能做到这一点。</translation>
    </message>
    <message>
        <source>{samples} samples in {classes} classes are too few for a split that leaves each class a training sample.</source>
        <extracomment>error data.too_few_of_each_class</extracomment>
        <translation>{classes} 个类别的 {samples} 个样本太少，无法在划分后为每个类别留下训练样本。</translation>
    </message>
    <message>
        <source>{samples} samples would be split into {train} for training, {validation} for validation and {test} for test.</source>
        <extracomment>error data.too_few_samples</extracomment>
        <translation>{samples} 个样本会划分为训练 {train} 个、验证 {validation} 个和测试 {test} 个。</translation>
    </message>
    <message>
        <source>{what} has {classes} different values among {samples} samples: too many to be classes.</source>
        <extracomment>error data.too_many_classes</extracomment>
        <translation>{what}在 {samples} 个样本中有 {classes} 个不同的值：作为类别太多。</translation>
    </message>
    <message>
        <source>γ before training.</source>
        <extracomment>layer ChannelScale, help of Initial factor</extracomment>
        <translation>训练前的 γ。</translation>
    </message>
    <message>
        <source>≠  other than</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>≠  不等于</translation>
    </message>
    <message>
        <source>≤  at most</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>≤  至多</translation>
    </message>
    <message>
        <source>≥  at least</source>
        <extracomment>layer Where, choice of Comparison</extracomment>
        <translation>≥  至少</translation>
    </message>
</context>
<context>
    <name>nodegrad</name>
    <message>
        <source>	precision	recall	F1	count
</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>	精确率	召回率	F1	数量
</translation>
    </message>
    <message>
        <source> (%1 features)</source>
        <extracomment>PreparationPanel</extracomment>
        <translation>（%1 个特征）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <extracomment>CanvasArea</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 '%2', %3 of %4</source>
        <extracomment>CanvasView</extracomment>
        <translation>%1“%2”，第 %3 个，共 %4 个</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>BreadcrumbBar</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (replaces its wire)</source>
        <extracomment>WireList</extracomment>
        <translation>%1（替换其连线）</translation>
    </message>
    <message>
        <source>%1 added, %2 removed, %3 changed</source>
        <extracomment>DiffDialog</extracomment>
        <translation>添加 %1 处，删除 %2 处，修改 %3 处</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>MetricPicker</extracomment>
        <translation><numerusform>%1 和另外 %n 个</numerusform></translation>
    </message>
    <message>
        <source>%1 answers written to %2</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>已将 %1 个答案写入 %2</translation>
    </message>
    <message>
        <source>%1 apart</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>分开 %1 次</translation>
    </message>
    <message>
        <source>%1 belongs to '%2'.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>%1 属于“%2”。</translation>
    </message>
    <message>
        <source>%1 block</source>
        <extracomment>DesignEditor</extracomment>
        <translation>%1 块</translation>
    </message>
    <message>
        <source>%1 cannot be bypassed: its output has another shape than its input.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>%1 不能旁路：它的输出与输入形状不同。</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <extracomment>QObject</extracomment>
        <translation>%1 个类别</translation>
    </message>
    <message>
        <source>%1 columns</source>
        <extracomment>SamplesView</extracomment>
        <translation>%1 列</translation>
    </message>
    <message>
        <source>%1 does not give the same answers.</source>
        <extracomment>ExportPage</extracomment>
        <translation>%1 给出的答案不同。</translation>
    </message>
    <message>
        <source>%1 each</source>
        <extracomment>DataPage</extracomment>
        <translation>各 %1</translation>
    </message>
    <message>
        <source>%1 each, the first %2 classes</source>
        <extracomment>DataPage</extracomment>
        <translation>各 %1，前 %2 个类别</translation>
    </message>
    <message>
        <source>%1 exists.</source>
        <extracomment>ExportPage</extracomment>
        <translation>%1 已存在。</translation>
    </message>
    <message>
        <source>%1 found</source>
        <extracomment>FindBar</extracomment>
        <translation>找到 %1 个</translation>
    </message>
    <message>
        <source>%1 free ports are hidden (Ctrl+H)</source>
        <extracomment>CanvasView</extracomment>
        <translation>有 %1 个空闲端口被隐藏（Ctrl+H）</translation>
    </message>
    <message>
        <source>%1 further on says %2, which counts.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>靠后的“%1”为 %2，以其为准。</translation>
    </message>
    <message>
        <source>%1 has no input and output to go into a wire.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>%1 没有可接入连线的输入和输出。</translation>
    </message>
    <message>
        <source>%1 in %2 places</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>%2 处共 %1 次</translation>
    </message>
    <message>
        <source>%1 in a row</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>连续 %1 次</translation>
    </message>
    <message>
        <source>%1 in this one</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在此实例中为 %1</translation>
    </message>
    <message>
        <source>%1 instances had values of their own for %2 and now follow the layer inside.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>有 %1 个实例为%2设有自己的值，现在改为跟随内部的层。</translation>
    </message>
    <message>
        <source>%1 is beyond %2 to %3 and became %4.</source>
        <extracomment>IntegerField</extracomment>
        <translation>%1 超出 %2 至 %3 的范围，已改为 %4。</translation>
    </message>
    <message>
        <source>%1 is complete. Check runs it in another program and compares the answers.</source>
        <extracomment>VerificationCard</extracomment>
        <translation>%1 已完成。“检查”会在另一个程序中运行它并比较答案。</translation>
    </message>
    <message>
        <source>%1 is written and verified.</source>
        <extracomment>ExportPage</extracomment>
        <translation>已写入 %1 并通过校验。</translation>
    </message>
    <message>
        <source>%1 is written, but differs.</source>
        <extracomment>ExportPage</extracomment>
        <translation>已写入 %1，但结果不一致。</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <extracomment>ExportPage</extracomment>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>%1 knots</source>
        <extracomment>DesignEditor</extracomment>
        <translation>%1 个折点</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <extracomment>DesignEditor</extracomment>
        <translation>%1 个层</translation>
    </message>
    <message>
        <source>%1 layers and %2 weights.</source>
        <extracomment>ImportReportDialog</extracomment>
        <translation>%1 个层和 %2 个权重。</translation>
    </message>
    <message>
        <source>%1 layers each</source>
        <extracomment>QObject</extracomment>
        <translation>每次重复 %1 个层</translation>
    </message>
    <message>
        <source>%1 left</source>
        <extracomment>LiveStrip</extracomment>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 more</source>
        <extracomment>MessageCard</extracomment>
        <translation>还有 %1 个</translation>
    </message>
    <message>
        <source>%1 moves about in the window. Add Ctrl or Alt to it.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>%1 用于在窗口中移动，请加上 Ctrl 或 Alt。</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <extracomment>TryCard</extracomment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 now belongs to '%2'. Reset that one first.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>%1 现在属于“%2”。请先重置它。</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>FindBar</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2 values are equal bit for bit and not drawn.</source>
        <extracomment>VerificationCard</extracomment>
        <translation>%2 个值中有 %1 个逐位相等，未绘出。</translation>
    </message>
    <message>
        <source>%1 of weights</source>
        <extracomment>ExportPage</extracomment>
        <translation>%1 的权重</translation>
    </message>
    <message>
        <source>%1 options</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>%1 选项</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <extracomment>CanvasView</extracomment>
        <translation>%1 个参数</translation>
    </message>
    <message>
        <source>%1 parameters, %2 of them trained · %3 multiply-adds a sample</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>%1 个参数，其中 %2 个参与训练 · 每个样本 %3 次乘加</translation>
    </message>
    <message>
        <source>%1 problems with the design</source>
        <extracomment>FitCard</extracomment>
        <translation>设计有 %1 个问题</translation>
    </message>
    <message>
        <source>%1 sure, %2</source>
        <extracomment>TryCard</extracomment>
        <translation>把握 %1，%2</translation>
    </message>
    <message>
        <source>%1 that chose the best weights</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>用来选出最佳权重的 %1</translation>
    </message>
    <message>
        <source>%1 the network has never seen</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>网络从未见过的 %1</translation>
    </message>
    <message>
        <source>%1 the network learned from</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>网络从中学习的 %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>DataPage</extracomment>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>%1 types a letter, and this action works everywhere. Add Ctrl or Alt to it.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>%1 会输入字符，而此操作在各处都有效。请加上 Ctrl 或 Alt。</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <extracomment>CommandPalette</extracomment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · layer %2 of %3</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>%1 · 第 %2 层，共 %3 层</translation>
    </message>
    <message>
        <source>%1+</source>
        <extracomment>FindBar</extracomment>
        <translation>%1+</translation>
    </message>
    <message>
        <source>%1, %2 (epoch %3)</source>
        <extracomment>RunController</extracomment>
        <translation>%1，%2（第 %3 轮）</translation>
    </message>
    <message>
        <source>%1, %2 classes</source>
        <extracomment>FactsPanel</extracomment>
        <translation>%1，%2 个类别</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <extracomment>SegmentedControl</extracomment>
        <translation>%1，第 %2 个，共 %3 个</translation>
    </message>
    <message>
        <source>%1, %2 part: %3</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，%2部分：%3</translation>
    </message>
    <message>
        <source>%1, %2, %3 of %4</source>
        <extracomment>OutlineModel</extracomment>
        <translation>%1，%2，第 %3 个，共 %4 个</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n layer(s)</source>
        <extracomment>LayerTree</extracomment>
        <translation><numerusform>%1，%n 个层</numerusform></translation>
    </message>
    <message>
        <source>%1, as it is now</source>
        <extracomment>ModelBar</extracomment>
        <translation>%1，当前状态</translation>
    </message>
    <message>
        <source>%1, as it trains (step %2)</source>
        <extracomment>RunController</extracomment>
        <translation>%1，训练中（第 %2 步）</translation>
    </message>
    <message>
        <source>%1, best (epoch %2)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，最佳（第 %2 轮）</translation>
    </message>
    <message>
        <source>%1, current</source>
        <extracomment>HistoryPanel</extracomment>
        <translation>%1，当前</translation>
    </message>
    <message>
        <source>%1, kept (epoch %2)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，保留（第 %2 轮）</translation>
    </message>
    <message>
        <source>%1, kept (step %2)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，保留（第 %2 步）</translation>
    </message>
    <message>
        <source>%1, last (epoch %2)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，最新（第 %2 轮）</translation>
    </message>
    <message>
        <source>%1, live</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，实时</translation>
    </message>
    <message>
        <source>%1, predicts %2</source>
        <extracomment>FactsPanel</extracomment>
        <translation>%1，预测 %2</translation>
    </message>
    <message>
        <source>%1, recognized</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>%1，已识别</translation>
    </message>
    <message>
        <source>%1, undone</source>
        <extracomment>HistoryPanel</extracomment>
        <translation>%1，已撤销</translation>
    </message>
    <message>
        <source>%1: %2, %3</source>
        <extracomment>RowTableModel</extracomment>
        <translation>%1：%2，%3</translation>
    </message>
    <message>
        <source>%1–1</source>
        <extracomment>ScoreTable</extracomment>
        <translation>%1–1</translation>
    </message>
    <message numerus="yes">
        <source>%n bar(s)</source>
        <extracomment>HistogramChart</extracomment>
        <translation><numerusform>%n 个柱</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s) in all</source>
        <extracomment>RunController</extracomment>
        <translation><numerusform>共 %n 轮</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <extracomment>StartPage</extracomment>
        <translation><numerusform>%n 个层</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s) selected</source>
        <extracomment>CanvasView</extracomment>
        <translation><numerusform>已选择 %n 个层</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s). Arrow keys walk along the wires.</source>
        <extracomment>CanvasView</extracomment>
        <translation><numerusform>%n 个层。用方向键沿连线移动。</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n layers</source>
        <extracomment>TrainingRules</extracomment>
        <translation><numerusform>%n 个层</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>ChartReadout</extracomment>
        <translation><numerusform>还有 %n 个</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) have no layer and stand as grey nodes.</source>
        <extracomment>ImportReportDialog</extracomment>
        <translation><numerusform>%n 个运算没有对应的层，以灰色节点表示。</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <extracomment>PictureGrid</extracomment>
        <translation><numerusform>%n 张图片</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <extracomment>ScatterChart</extracomment>
        <translation><numerusform>%n 个点</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <extracomment>StatusLine</extracomment>
        <translation><numerusform>%n 个问题</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) in it</source>
        <extracomment>BreadcrumbBar</extracomment>
        <translation><numerusform>其中有 %n 个问题</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) to solve before training.</source>
        <extracomment>RunController</extracomment>
        <translation><numerusform>训练前需要解决 %n 个问题。</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <extracomment>StartPage</extracomment>
        <translation><numerusform>%n 次运行</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <extracomment>DecisionMap</extracomment>
        <translation><numerusform>%n 个样本</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <extracomment>RateChart</extracomment>
        <translation><numerusform>%n 步</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n thread(s)</source>
        <extracomment>RunBar</extracomment>
        <translation><numerusform>%n 个线程</numerusform></translation>
    </message>
    <message>
        <source>'%1' is a port of the module and cannot be replaced.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>“%1”是模块的端口，不能替换。</translation>
    </message>
    <message>
        <source>'%1' is locked. Unlock it first.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>“%1”已锁定。请先将其解锁。</translation>
    </message>
    <message>
        <source>'%1' is not a number: %2 compares with one.</source>
        <extracomment>SearchQuery</extracomment>
        <translation>“%1”不是数：%2 要与数比较。</translation>
    </message>
    <message>
        <source>'%1' is not in the design any more.</source>
        <extracomment>DesignPage</extracomment>
        <translation>“%1”已不在设计中。</translation>
    </message>
    <message>
        <source>'%1' now has the keys %2.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>“%1”的按键现为 %2。</translation>
    </message>
    <message>
        <source>, %1</source>
        <extracomment>FactsPanel</extracomment>
        <translation>，%1</translation>
    </message>
    <message numerus="yes">
        <source>, %n problem(s)</source>
        <extracomment>SegmentedControl</extracomment>
        <translation><numerusform>，%n 个问题</numerusform></translation>
    </message>
    <message>
        <source>, mean %1, deviation %2</source>
        <extracomment>NetworkCard</extracomment>
        <translation>，均值 %1，标准差 %2</translation>
    </message>
    <message>
        <source>, number %1</source>
        <extracomment>PictureGrid</extracomment>
        <translation>，编号 %1</translation>
    </message>
    <message>
        <source>, output %1</source>
        <extracomment>CanvasView</extracomment>
        <translation>，输出 %1</translation>
    </message>
    <message>
        <source>, target %1</source>
        <extracomment>NetworkCard</extracomment>
        <translation>，目标 %1</translation>
    </message>
    <message>
        <source>1 column</source>
        <extracomment>SamplesView</extracomment>
        <translation>1 列</translation>
    </message>
    <message>
        <source>1 free port is hidden (Ctrl+H)</source>
        <extracomment>CanvasView</extracomment>
        <translation>有 1 个空闲端口被隐藏（Ctrl+H）</translation>
    </message>
    <message>
        <source>1 instance had a value of its own for %1 and now follows the layer inside.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>有 1 个实例为%1设有自己的值，现在改为跟随内部的层。</translation>
    </message>
    <message>
        <source>1 knot</source>
        <extracomment>DesignEditor</extracomment>
        <translation>1 个折点</translation>
    </message>
    <message>
        <source>1 layer</source>
        <extracomment>DesignEditor</extracomment>
        <translation>1 个层</translation>
    </message>
    <message>
        <source>1 problem with the design</source>
        <extracomment>FitCard</extracomment>
        <translation>设计有 1 个问题</translation>
    </message>
    <message>
        <source>25 %</source>
        <extracomment>WatchChart</extracomment>
        <translation>25 %</translation>
    </message>
    <message>
        <source>5 %</source>
        <extracomment>WatchChart</extracomment>
        <translation>5 %</translation>
    </message>
    <message>
        <source>75 %</source>
        <extracomment>WatchChart</extracomment>
        <translation>75 %</translation>
    </message>
    <message>
        <source>95 %</source>
        <extracomment>WatchChart</extracomment>
        <translation>95 %</translation>
    </message>
    <message>
        <source>A batch of %1 fits into the free memory; larger ones were not tried.</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>批大小 %1 可放入可用内存；未尝试更大的批。</translation>
    </message>
    <message>
        <source>A copy of the network is trained for up to 100 steps while the rate rises. Nothing of it is kept.</source>
        <extracomment>RateFinderDialog</extracomment>
        <translation>用网络的一份副本训练最多 100 步，同时逐步提高学习率。副本不会保留。</translation>
    </message>
    <message>
        <source>A finished or paused run is enough.</source>
        <extracomment>ExportPage</extracomment>
        <translation>只需一次已完成或已暂停的运行。</translation>
    </message>
    <message>
        <source>A module's ports belong inside a module.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>模块端口只能放在模块内部。</translation>
    </message>
    <message>
        <source>A note holds no layers.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>注释不包含层。</translation>
    </message>
    <message>
        <source>A number from %1 to %2.</source>
        <extracomment>RunActs</extracomment>
        <translation>一个介于 %1 与 %2 之间的数。</translation>
    </message>
    <message>
        <source>A number from 0 on, or nothing.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>从 0 起的数，或留空。</translation>
    </message>
    <message>
        <source>A run is training.</source>
        <extracomment>FileCommands</extracomment>
        <translation>有运行正在训练。</translation>
    </message>
    <message>
        <source>A short trial with a rising rate says which rates suit this network and these data.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>用逐步升高的学习率做一次短试验，看哪些学习率适合此网络和数据。</translation>
    </message>
    <message>
        <source>A whole number of epochs from 1 on, "all", or nothing.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>从 1 起的整数轮数、“全部”，或留空。</translation>
    </message>
    <message>
        <source>About Nodegrad</source>
        <extracomment>AboutDialog</extracomment>
        <translation>关于 Nodegrad</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Action</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Actions</source>
        <extracomment>CommandPalette</extracomment>
        <translation>操作</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>Activation deviation</source>
        <extracomment>WatchChart</extracomment>
        <translation>激活值标准差</translation>
    </message>
    <message>
        <source>Activation mean</source>
        <extracomment>WatchChart</extracomment>
        <translation>激活值均值</translation>
    </message>
    <message>
        <source>Activation memory, batch %1</source>
        <extracomment>HeatLegend</extracomment>
        <translation>激活内存，批大小 %1</translation>
    </message>
    <message>
        <source>Activations</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>激活值</translation>
    </message>
    <message>
        <source>Active run</source>
        <extracomment>LiveStrip</extracomment>
        <translation>当前运行</translation>
    </message>
    <message>
        <source>Add %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Add %1 knots</source>
        <extracomment>DesignEditor</extracomment>
        <translation>添加 %1 个折点</translation>
    </message>
    <message>
        <source>Add a knot</source>
        <extracomment>DesignEditor</extracomment>
        <translation>添加折点</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <extracomment>QuickAdd</extracomment>
        <translation>添加层</translation>
    </message>
    <message>
        <source>Add a note</source>
        <extracomment>DesignEditor</extracomment>
        <translation>添加注释</translation>
    </message>
    <message>
        <source>Add data</source>
        <extracomment>DataPage</extracomment>
        <translation>添加数据</translation>
    </message>
    <message>
        <source>Add data…</source>
        <extracomment>DataPage</extracomment>
        <translation>添加数据…</translation>
    </message>
    <message>
        <source>Against other runs</source>
        <extracomment>OtherRunsCard</extracomment>
        <translation>与其他运行比较</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>SamplesView</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>All %1 training samples fit into one batch.</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>全部 %1 个训练样本可放入一个批。</translation>
    </message>
    <message>
        <source>All %1 values are equal bit for bit.</source>
        <extracomment>VerificationCard</extracomment>
        <translation>全部 %1 个值逐位相等。</translation>
    </message>
    <message>
        <source>All %1.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>全部为 %1。</translation>
    </message>
    <message>
        <source>All actions</source>
        <extracomment>CommandPalette</extracomment>
        <translation>所有操作</translation>
    </message>
    <message>
        <source>All actions…</source>
        <extracomment>MainWindow</extracomment>
        <translation>所有操作…</translation>
    </message>
    <message>
        <source>All classes</source>
        <extracomment>SamplesView</extracomment>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <extracomment>DataPage</extracomment>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>All parts</source>
        <extracomment>SamplesView</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>All shapes on wires</source>
        <extracomment>CanvasArea</extracomment>
        <translation>连线上显示所有形状</translation>
    </message>
    <message>
        <source>All values</source>
        <extracomment>NetworkCard</extracomment>
        <translation>所有值</translation>
    </message>
    <message>
        <source>Alt: %1</source>
        <extracomment>CanvasView</extracomment>
        <translation>Alt：%1</translation>
    </message>
    <message>
        <source>An input takes an output, not another input.</source>
        <extracomment>CanvasView</extracomment>
        <translation>输入只能接收输出，不能连接到另一个输入。</translation>
    </message>
    <message>
        <source>An output feeds inputs, not another output.</source>
        <extracomment>CanvasView</extracomment>
        <translation>输出只能连接到输入，不能连接到另一个输出。</translation>
    </message>
    <message>
        <source>Another file is being written.</source>
        <extracomment>FormatCard</extracomment>
        <translation>正在写入另一个文件。</translation>
    </message>
    <message>
        <source>Another instance of this module; all instances share their inside.</source>
        <extracomment>LayerSearch</extracomment>
        <translation>此模块的另一个实例；所有实例共享内部结构。</translation>
    </message>
    <message>
        <source>Another sample</source>
        <extracomment>NetworkCard</extracomment>
        <translation>换一个样本</translation>
    </message>
    <message>
        <source>Answer against truth</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>答案与真实值</translation>
    </message>
    <message>
        <source>Answers for all samples of a table, an array or pictures, written to a file</source>
        <extracomment>TryCard</extracomment>
        <translation>对表格、数组或图片中所有样本的答案，写入文件</translation>
    </message>
    <message>
        <source>Arrange %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>排列 %1</translation>
    </message>
    <message>
        <source>Arrange all</source>
        <extracomment>nodegrad</extracomment>
        <translation>排列全部</translation>
    </message>
    <message>
        <source>Arrange layers</source>
        <extracomment>DesignEditor</extracomment>
        <translation>排列层</translation>
    </message>
    <message>
        <source>Arrange the selection</source>
        <extracomment>nodegrad</extracomment>
        <translation>排列所选内容</translation>
    </message>
    <message>
        <source>As the system</source>
        <extracomment>MainWindow</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>At the instances: %1</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在实例上：%1</translation>
    </message>
    <message>
        <source>Automatic</source>
        <extracomment>MetricPicker</extracomment>
        <translation>自动</translation>
    </message>
    <message>
        <source>Autosave</source>
        <extracomment>Journal</extracomment>
        <translation>自动保存</translation>
    </message>
    <message>
        <source>Average speed</source>
        <extracomment>RunDetails</extracomment>
        <translation>平均速度</translation>
    </message>
    <message>
        <source>Back to all charts</source>
        <extracomment>ChartCard</extracomment>
        <translation>返回所有图表</translation>
    </message>
    <message>
        <source>Back to one view</source>
        <extracomment>CanvasArea</extracomment>
        <translation>恢复为一个视图</translation>
    </message>
    <message>
        <source>Back to the default, %1</source>
        <extracomment>LayerForm</extracomment>
        <translation>恢复默认值 %1</translation>
    </message>
    <message>
        <source>Back to the level before</source>
        <extracomment>nodegrad</extracomment>
        <translation>返回上一个层级</translation>
    </message>
    <message>
        <source>Back to the project</source>
        <extracomment>StartPage</extracomment>
        <translation>返回项目</translation>
    </message>
    <message>
        <source>Batch size</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Begin from %1</source>
        <extracomment>RunController</extracomment>
        <translation>从 %1 的权重开始</translation>
    </message>
    <message>
        <source>Begin the next run from its weights</source>
        <extracomment>RunTable</extracomment>
        <translation>下次运行从其权重开始</translation>
    </message>
    <message>
        <source>Best</source>
        <extracomment>RunDetails</extracomment>
        <translation>最佳</translation>
    </message>
    <message>
        <source>Block</source>
        <extracomment>DesignEditor</extracomment>
        <translation>块</translation>
    </message>
    <message>
        <source>Blue frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>蓝色框</translation>
    </message>
    <message>
        <source>Bookmark %1 is here: press %1 to come back.</source>
        <extracomment>CanvasView</extracomment>
        <translation>书签 %1 在此处：按 %1 即可返回。</translation>
    </message>
    <message>
        <source>Build a network.</source>
        <extracomment>StartPage</extracomment>
        <translation>构建一个网络。</translation>
    </message>
    <message>
        <source>Bypass</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>旁路</translation>
    </message>
    <message>
        <source>Bypass %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>旁路 %1</translation>
    </message>
    <message>
        <source>C++</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>C++</translation>
    </message>
    <message>
        <source>CPU</source>
        <extracomment>RunBar</extracomment>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Calibration</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>校准</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>DataPage</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Canvas</source>
        <extracomment>CanvasArea</extracomment>
        <translation>画布</translation>
    </message>
    <message>
        <source>Canvas tools</source>
        <extracomment>CanvasArea</extracomment>
        <translation>画布工具</translation>
    </message>
    <message>
        <source>Canvas, view %1 of 2</source>
        <extracomment>CanvasView</extracomment>
        <translation>画布，第 %1 个视图，共 2 个</translation>
    </message>
    <message>
        <source>Category</source>
        <extracomment>RowTableModel</extracomment>
        <translation>类别</translation>
    </message>
    <message>
        <source>Change</source>
        <extracomment>DiffDialog</extracomment>
        <translation>修改</translation>
    </message>
    <message>
        <source>Change %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>Change %1 of %2</source>
        <extracomment>DataPage</extracomment>
        <translation>修改 %2 的%1</translation>
    </message>
    <message>
        <source>Change the frozen epochs of %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>更改%1的冻结轮数</translation>
    </message>
    <message>
        <source>Change the rate factor of %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>更改%1的学习率系数</translation>
    </message>
    <message>
        <source>Change the seed of the split</source>
        <extracomment>SplitPanel</extracomment>
        <translation>修改划分的随机种子</translation>
    </message>
    <message>
        <source>Change the split</source>
        <extracomment>SplitPanel</extracomment>
        <translation>修改划分</translation>
    </message>
    <message>
        <source>Change the text</source>
        <extracomment>DesignEditor</extracomment>
        <translation>修改文字</translation>
    </message>
    <message>
        <source>Change the title</source>
        <extracomment>DesignEditor</extracomment>
        <translation>修改标题</translation>
    </message>
    <message>
        <source>Change the weight decay of %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>更改%1的权重衰减</translation>
    </message>
    <message>
        <source>Changes start with the next run.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>更改从下一次运行开始生效。</translation>
    </message>
    <message>
        <source>Chart</source>
        <extracomment>LineChart</extracomment>
        <translation>图表</translation>
    </message>
    <message>
        <source>Check</source>
        <extracomment>VerificationCard</extracomment>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check %1</source>
        <extracomment>ExportPage</extracomment>
        <translation>检查 %1</translation>
    </message>
    <message>
        <source>Check again</source>
        <extracomment>VerificationCard</extracomment>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check the design</source>
        <extracomment>Session</extracomment>
        <translation>检查设计</translation>
    </message>
    <message>
        <source>Check the formats</source>
        <extracomment>ExportPage</extracomment>
        <translation>检查格式</translation>
    </message>
    <message>
        <source>Checking the design</source>
        <extracomment>FitCard</extracomment>
        <translation>正在检查设计</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <extracomment>ParamField</extracomment>
        <translation>选择%1</translation>
    </message>
    <message>
        <source>Choose a place and write the file</source>
        <extracomment>FormatCard</extracomment>
        <translation>选择位置并写入文件</translation>
    </message>
    <message>
        <source>Choose a zoom</source>
        <extracomment>CanvasArea</extracomment>
        <translation>选择缩放比例</translation>
    </message>
    <message>
        <source>Choose data on the Data page first.</source>
        <extracomment>RunController</extracomment>
        <translation>请先在“数据”页选择数据。</translation>
    </message>
    <message>
        <source>Choose data that fit its input, then it can be trained.</source>
        <extracomment>ProblemsList</extracomment>
        <translation>选择与其输入相符的数据，即可训练。</translation>
    </message>
    <message>
        <source>Choose data…</source>
        <extracomment>RunCharts</extracomment>
        <translation>选择数据…</translation>
    </message>
    <message>
        <source>Choose device</source>
        <extracomment>SettingsForm</extracomment>
        <translation>选择设备</translation>
    </message>
    <message>
        <source>Choose optimizer</source>
        <extracomment>SettingsForm</extracomment>
        <translation>选择优化器</translation>
    </message>
    <message>
        <source>Choose schedule</source>
        <extracomment>SettingsForm</extracomment>
        <translation>选择学习率调度</translation>
    </message>
    <message>
        <source>Choose the file again</source>
        <extracomment>DataPage</extracomment>
        <translation>重新选择文件</translation>
    </message>
    <message>
        <source>Choose the file again…</source>
        <extracomment>DataPage</extracomment>
        <translation>重新选择文件…</translation>
    </message>
    <message>
        <source>Choose where the file goes</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>选择文件的位置</translation>
    </message>
    <message>
        <source>Choose…</source>
        <extracomment>SourceForm</extracomment>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Class</source>
        <extracomment>SamplesView</extracomment>
        <translation>类别</translation>
    </message>
    <message>
        <source>Class balance</source>
        <extracomment>DataPage</extracomment>
        <translation>类别分布</translation>
    </message>
    <message>
        <source>Classes</source>
        <extracomment>FactsPanel</extracomment>
        <translation>类别</translation>
    </message>
    <message>
        <source>Clear</source>
        <extracomment>TryCard</extracomment>
        <translation>清除</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>InlineBanner</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the project</source>
        <extracomment>MainWindow</extracomment>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Close the search and stay here (Esc goes back)</source>
        <extracomment>FindBar</extracomment>
        <translation>关闭搜索并留在此处（Esc 返回原处）</translation>
    </message>
    <message>
        <source>Close this project</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>关闭此项目</translation>
    </message>
    <message>
        <source>Code that runs the file</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>运行该文件的代码</translation>
    </message>
    <message>
        <source>Collapse</source>
        <extracomment>nodegrad</extracomment>
        <translation>折叠</translation>
    </message>
    <message>
        <source>Collapse %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>折叠 %1</translation>
    </message>
    <message>
        <source>Color</source>
        <extracomment>CanvasArea</extracomment>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Color by</source>
        <extracomment>CanvasArea</extracomment>
        <translation>着色依据</translation>
    </message>
    <message>
        <source>Color by activation memory</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按激活内存着色</translation>
    </message>
    <message>
        <source>Color by dead units of the run</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按运行中的死亡单元着色</translation>
    </message>
    <message>
        <source>Color by gradient norm of the run</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按运行中的梯度范数着色</translation>
    </message>
    <message>
        <source>Color by mean activation of the run</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按运行中的激活均值着色</translation>
    </message>
    <message>
        <source>Color by multiply-adds</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按乘加次数着色</translation>
    </message>
    <message>
        <source>Color by parameters</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按参数量着色</translation>
    </message>
    <message>
        <source>Color by spread of activations of the run</source>
        <extracomment>CanvasArea</extracomment>
        <translation>按运行中的激活标准差着色</translation>
    </message>
    <message>
        <source>Color the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>更改框的颜色</translation>
    </message>
    <message>
        <source>Colors: %1</source>
        <extracomment>HeatLegend</extracomment>
        <translation>颜色：%1</translation>
    </message>
    <message>
        <source>Column</source>
        <extracomment>NetworkCard</extracomment>
        <translation>列</translation>
    </message>
    <message>
        <source>Column %1, row %2, %3 %</source>
        <extracomment>DrawPad</extracomment>
        <translation>第 %1 列，第 %2 行，%3 %</translation>
    </message>
    <message>
        <source>Columns</source>
        <extracomment>FactsPanel</extracomment>
        <translation>列</translation>
    </message>
    <message>
        <source>Compare its design with the present one</source>
        <extracomment>RunTable</extracomment>
        <translation>将其设计与当前设计比较</translation>
    </message>
    <message>
        <source>Compared with</source>
        <extracomment>RunDetails</extracomment>
        <translation>对比对象</translation>
    </message>
    <message>
        <source>Composite</source>
        <extracomment>LayerTree</extracomment>
        <translation>复合</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Confusion matrix, rows are the truth</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>混淆矩阵，行为真实类别</translation>
    </message>
    <message>
        <source>Connect</source>
        <extracomment>DesignEditor</extracomment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect, %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>连接，%1</translation>
    </message>
    <message>
        <source>Continue</source>
        <extracomment>RunBar</extracomment>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continue from its last checkpoint</source>
        <extracomment>RunTable</extracomment>
        <translation>从其最新检查点继续</translation>
    </message>
    <message>
        <source>Continue it</source>
        <extracomment>RunDetails</extracomment>
        <translation>继续该运行</translation>
    </message>
    <message>
        <source>Copies of the network take a few steps with larger and larger batches, as far as the free memory goes. Nothing of them is kept.</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>网络的副本用越来越大的批各训练几步，直到可用内存的极限。副本不会保留。</translation>
    </message>
    <message>
        <source>Copy</source>
        <extracomment>nodegrad</extracomment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <extracomment>nodegrad</extracomment>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <extracomment>DiffDialog</extracomment>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy report</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Copy the weights</source>
        <extracomment>RunController</extracomment>
        <translation>复制权重</translation>
    </message>
    <message>
        <source>Count</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>数量</translation>
    </message>
    <message>
        <source>Count parameters</source>
        <extracomment>OtherRunsCard</extracomment>
        <translation>统计参数量</translation>
    </message>
    <message>
        <source>Count the values</source>
        <extracomment>DataPage</extracomment>
        <translation>统计数值</translation>
    </message>
    <message>
        <source>Curves appear after the first step.</source>
        <extracomment>LineChart</extracomment>
        <translation>第一步之后显示曲线。</translation>
    </message>
    <message>
        <source>Curves appear here once the design has no problems and a run has begun.</source>
        <extracomment>RunCharts</extracomment>
        <translation>设计没有问题并且运行已开始后，这里会显示曲线。</translation>
    </message>
    <message>
        <source>Custom</source>
        <extracomment>nodegrad::PaddingEditor</extracomment>
        <translation>自定义</translation>
    </message>
    <message>
        <source>Cut</source>
        <extracomment>nodegrad</extracomment>
        <translation>剪切</translation>
    </message>
    <message>
        <source>Cut %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>剪切 %1</translation>
    </message>
    <message>
        <source>Dark</source>
        <extracomment>MainWindow</extracomment>
        <translation>深色</translation>
    </message>
    <message>
        <source>Data</source>
        <extracomment>Document</extracomment>
        <translation>数据</translation>
    </message>
    <message>
        <source>Datasets</source>
        <extracomment>SourceList</extracomment>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Dead units</source>
        <extracomment>HeatLegend</extracomment>
        <translation>失活单元</translation>
    </message>
    <message>
        <source>Decision map</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>决策图</translation>
    </message>
    <message>
        <source>Decision regions</source>
        <extracomment>DecisionMap</extracomment>
        <translation>决策区域</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>RunTable</extracomment>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Delete %1 wires</source>
        <extracomment>DesignEditor</extracomment>
        <translation>删除 %1 条连线</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <extracomment>RunTable</extracomment>
        <translation>删除 %1 吗？</translation>
    </message>
    <message>
        <source>Delete and keep the wire</source>
        <extracomment>nodegrad</extracomment>
        <translation>删除并保留连线</translation>
    </message>
    <message>
        <source>Delete the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>删除框</translation>
    </message>
    <message>
        <source>Delete them</source>
        <extracomment>StartPage</extracomment>
        <translation>删除它们</translation>
    </message>
    <message>
        <source>Delete wire</source>
        <extracomment>DesignEditor</extracomment>
        <translation>删除连线</translation>
    </message>
    <message>
        <source>Delete…</source>
        <extracomment>RunTable</extracomment>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Derived</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>推导值</translation>
    </message>
    <message>
        <source>Design</source>
        <extracomment>Document</extracomment>
        <translation>设计</translation>
    </message>
    <message>
        <source>Design, train, understand and ship neural networks by hand and eye.</source>
        <extracomment>AboutDialog</extracomment>
        <translation>亲手设计、训练、理解并交付神经网络，一切尽在眼前。</translation>
    </message>
    <message>
        <source>Designs…</source>
        <extracomment>RunDetails</extracomment>
        <translation>设计…</translation>
    </message>
    <message>
        <source>Deviation</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Device</source>
        <extracomment>SettingsForm</extracomment>
        <translation>设备</translation>
    </message>
    <message>
        <source>Devices</source>
        <extracomment>AboutDialog</extracomment>
        <translation>设备</translation>
    </message>
    <message>
        <source>Did you mean %1?</source>
        <extracomment>LayerSearch</extracomment>
        <translation>您是否要找 %1？</translation>
    </message>
    <message>
        <source>Differences</source>
        <extracomment>DiffDialog</extracomment>
        <translation>差异</translation>
    </message>
    <message>
        <source>Differences per output value</source>
        <extracomment>VerificationCard</extracomment>
        <translation>各输出值的差异</translation>
    </message>
    <message>
        <source>Discard them</source>
        <extracomment>Documents</extracomment>
        <translation>放弃这些修改</translation>
    </message>
    <message>
        <source>Discarded changes cannot be brought back. Runs are kept.</source>
        <extracomment>FileCommands</extracomment>
        <translation>放弃的更改无法找回。运行会保留。</translation>
    </message>
    <message numerus="yes">
        <source>Discarding also deletes %n run(s) of this project. They cannot be brought back.</source>
        <extracomment>FileCommands</extracomment>
        <translation><numerusform>放弃更改还会删除此项目的 %n 次运行，且无法找回。</numerusform></translation>
    </message>
    <message>
        <source>Dissolve module</source>
        <extracomment>DesignEditor</extracomment>
        <translation>解散模块</translation>
    </message>
    <message>
        <source>Dissolve the module</source>
        <extracomment>nodegrad</extracomment>
        <translation>解散模块</translation>
    </message>
    <message>
        <source>Do not keep the class mix</source>
        <extracomment>SplitPanel</extracomment>
        <translation>不保持类别比例</translation>
    </message>
    <message>
        <source>Do not use this file. The report below says what differs.</source>
        <extracomment>ExportPage</extracomment>
        <translation>请勿使用此文件。下面的报告说明了差异。</translation>
    </message>
    <message>
        <source>Double-click adds a knot, Alt+click deletes the wire.</source>
        <extracomment>CanvasView</extracomment>
        <translation>双击添加折点，Alt+单击删除连线。</translation>
    </message>
    <message>
        <source>Double-click shows the best weights of %1.</source>
        <extracomment>OtherRunsCard</extracomment>
        <translation>双击显示 %1 的最佳权重。</translation>
    </message>
    <message>
        <source>Double-click to rename. The check box shows it in the charts.</source>
        <extracomment>RunTable</extracomment>
        <translation>双击可重命名。勾选后显示在图表中。</translation>
    </message>
    <message>
        <source>Drag a layer here, or press Tab.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>把层拖到这里，或按 Tab 键。</translation>
    </message>
    <message>
        <source>Drag moves the knot, a double-click or Del deletes it.</source>
        <extracomment>CanvasView</extracomment>
        <translation>拖动可移动折点，双击或按 Del 键可将其删除。</translation>
    </message>
    <message>
        <source>Draw</source>
        <extracomment>TryCard</extracomment>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Draw as a portal, or as wires</source>
        <extracomment>nodegrad</extracomment>
        <translation>显示为传送门或连线</translation>
    </message>
    <message>
        <source>Draw the wires of %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>画出 %1 的连线</translation>
    </message>
    <message>
        <source>Drawing</source>
        <extracomment>DrawPad</extracomment>
        <translation>绘图</translation>
    </message>
    <message>
        <source>Drop a table, a folder of pictures or an array here, or choose a data set at the left.</source>
        <extracomment>DataPage</extracomment>
        <translation>把表格、图片文件夹或数组拖到这里，或在左侧选择数据集。</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <extracomment>nodegrad</extracomment>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>复制出 %1</translation>
    </message>
    <message>
        <source>Duplicate: train its design again</source>
        <extracomment>RunTable</extracomment>
        <translation>复制：再次训练其设计</translation>
    </message>
    <message>
        <source>Each part holds the classes in the same proportion.</source>
        <extracomment>SplitPanel</extracomment>
        <translation>每一部分的类别比例相同。</translation>
    </message>
    <message>
        <source>Edit</source>
        <extracomment>Document</extracomment>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edited</source>
        <extracomment>TopBar</extracomment>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Empty project</source>
        <extracomment>StartPage</extracomment>
        <translation>空项目</translation>
    </message>
    <message>
        <source>Enlarge %1</source>
        <extracomment>ChartCard</extracomment>
        <translation>放大 %1</translation>
    </message>
    <message>
        <source>Enter adds</source>
        <extracomment>QuickAdd</extracomment>
        <translation>Enter 添加</translation>
    </message>
    <message>
        <source>Enter adds and connects</source>
        <extracomment>QuickAdd</extracomment>
        <translation>Enter 添加并连接</translation>
    </message>
    <message>
        <source>Enter or a double click on an action, then press its new keys.</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>在操作上按 Enter 或双击，然后按新的按键。</translation>
    </message>
    <message>
        <source>Enter replaces and keeps the wires</source>
        <extracomment>QuickAdd</extracomment>
        <translation>Enter 替换并保留连线</translation>
    </message>
    <message>
        <source>Epoch</source>
        <extracomment>RunCharts</extracomment>
        <translation>轮</translation>
    </message>
    <message>
        <source>Epoch %1</source>
        <extracomment>LineChart</extracomment>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Epochs</source>
        <extracomment>RunDetails</extracomment>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Epochs in all (the run has %1). A schedule stretches over them, so that its rate may change at once.</source>
        <extracomment>RunActs</extracomment>
        <translation>总轮数（此运行现有 %1 轮）。学习率计划会随之拉伸，因此学习率可能立即改变。</translation>
    </message>
    <message>
        <source>Equal seeds give equal splits on every machine.</source>
        <extracomment>SplitPanel</extracomment>
        <translation>相同的种子在任何机器上都得到相同的划分。</translation>
    </message>
    <message>
        <source>Erase</source>
        <extracomment>TryCard</extracomment>
        <translation>擦除</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <extracomment>Document</extracomment>
        <translation>评估</translation>
    </message>
    <message>
        <source>Evaluate its best weights</source>
        <extracomment>RunTable</extracomment>
        <translation>评估其最佳权重</translation>
    </message>
    <message>
        <source>Evaluated in %1 s</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>评估用时 %1 秒</translation>
    </message>
    <message>
        <source>Everything found its layer.</source>
        <extracomment>ImportReportDialog</extracomment>
        <translation>所有内容都找到了对应的层。</translation>
    </message>
    <message>
        <source>Examples</source>
        <extracomment>StartPage</extracomment>
        <translation>示例</translation>
    </message>
    <message>
        <source>Examples and recent files</source>
        <extracomment>MainWindow</extracomment>
        <translation>示例与最近的文件</translation>
    </message>
    <message>
        <source>Expand %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>展开 %1</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>Document</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export %1</source>
        <extracomment>ExportPage</extracomment>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>Export %1 and verify</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>导出 %1 并校验</translation>
    </message>
    <message>
        <source>Export to %1</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>导出为 %1</translation>
    </message>
    <message>
        <source>Export…</source>
        <extracomment>FormatCard</extracomment>
        <translation>导出…</translation>
    </message>
    <message>
        <source>F1</source>
        <extracomment>ScoreTable</extracomment>
        <translation>F1</translation>
    </message>
    <message>
        <source>Factor of the learning rate for these weights. Empty: as around them.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>这些权重的学习率系数。留空：与外层相同。</translation>
    </message>
    <message>
        <source>Feature</source>
        <extracomment>NetworkCard</extracomment>
        <translation>特征</translation>
    </message>
    <message>
        <source>Features</source>
        <extracomment>FactsPanel</extracomment>
        <translation>特征</translation>
    </message>
    <message>
        <source>File</source>
        <extracomment>MainWindow</extracomment>
        <translation>文件</translation>
    </message>
    <message>
        <source>File to write</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Files of an earlier export in this folder are replaced; others stay.</source>
        <extracomment>ExportPage</extracomment>
        <translation>此文件夹中先前导出的文件将被替换，其他文件保留。</translation>
    </message>
    <message>
        <source>File…</source>
        <extracomment>SourceList</extracomment>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Find a batch size</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>寻找批大小</translation>
    </message>
    <message>
        <source>Find a batch size ...</source>
        <extracomment>SettingsForm</extracomment>
        <translation>寻找批大小 ...</translation>
    </message>
    <message>
        <source>Find a layer</source>
        <extracomment>nodegrad</extracomment>
        <translation>查找层</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <extracomment>RateFinderDialog</extracomment>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>Find a learning rate ...</source>
        <extracomment>SettingsForm</extracomment>
        <translation>寻找学习率 ...</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <extracomment>MoreSettings</extracomment>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Find in the design</source>
        <extracomment>FindBar</extracomment>
        <translation>在设计中查找</translation>
    </message>
    <message>
        <source>Find layers by name, type, shape, parameter or state</source>
        <extracomment>FindBar</extracomment>
        <translation>按名称、类型、形状、参数或状态查找层</translation>
    </message>
    <message>
        <source>Find repeated structure</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>查找重复结构</translation>
    </message>
    <message>
        <source>Find repeated structure…</source>
        <extracomment>Document</extracomment>
        <translation>查找重复结构…</translation>
    </message>
    <message>
        <source>Find the largest batch</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>寻找最大批大小</translation>
    </message>
    <message>
        <source>Fit all</source>
        <extracomment>RunCharts</extracomment>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Fit the frame to its layers</source>
        <extracomment>CanvasArea</extracomment>
        <translation>使框贴合其中的层</translation>
    </message>
    <message>
        <source>Fits the design</source>
        <extracomment>FitCard</extracomment>
        <translation>与设计相符</translation>
    </message>
    <message>
        <source>Flow from left to right</source>
        <extracomment>DesignEditor</extracomment>
        <translation>从左到右的流向</translation>
    </message>
    <message>
        <source>Flow from top to bottom</source>
        <extracomment>DesignEditor</extracomment>
        <translation>从上到下的流向</translation>
    </message>
    <message>
        <source>Fold the charts</source>
        <extracomment>LiveStrip</extracomment>
        <translation>收起图表</translation>
    </message>
    <message>
        <source>Fold the module</source>
        <extracomment>DesignEditor</extracomment>
        <translation>收起模块</translation>
    </message>
    <message>
        <source>Folder of pictures…</source>
        <extracomment>SourceList</extracomment>
        <translation>图片文件夹…</translation>
    </message>
    <message>
        <source>For C++, export TorchScript or ONNX.</source>
        <extracomment>UsageCode</extracomment>
        <translation>用于 C++ 时，请导出 TorchScript 或 ONNX。</translation>
    </message>
    <message>
        <source>For so many epochs from the start the weights stay as they are; "all": for the whole run. Empty: as around them.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>从开始起的若干轮内权重保持不变；“全部”：整个运行期间。留空：与外层相同。</translation>
    </message>
    <message>
        <source>Forward to the level after</source>
        <extracomment>nodegrad</extracomment>
        <translation>前进到下一个层级</translation>
    </message>
    <message>
        <source>Frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>框</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>为 %1 加框</translation>
    </message>
    <message>
        <source>Frame the selection</source>
        <extracomment>nodegrad</extracomment>
        <translation>为所选内容加框</translation>
    </message>
    <message>
        <source>Freeze</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>冻结 %1</translation>
    </message>
    <message>
        <source>From %1 on larger ones give hardly more samples a second.</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>从 %1 起，更大的批几乎不会提高每秒样本数。</translation>
    </message>
    <message>
        <source>From %1 to %2</source>
        <extracomment>DiffDialog</extracomment>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>From '%1'. A double-click goes there.</source>
        <extracomment>CanvasView</extracomment>
        <translation>来自“%1”。双击可前往。</translation>
    </message>
    <message>
        <source>From your files</source>
        <extracomment>SourceList</extracomment>
        <translation>来自您的文件</translation>
    </message>
    <message>
        <source>Frozen epochs</source>
        <extracomment>TrainingRules</extracomment>
        <translation>冻结轮数</translation>
    </message>
    <message>
        <source>Frozen: these weights stay as they are.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>已冻结：这些权重保持不变。</translation>
    </message>
    <message>
        <source>Furthest off</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>偏差最大</translation>
    </message>
    <message>
        <source>GNU General Public License 3 or later</source>
        <extracomment>AboutDialog</extracomment>
        <translation>GNU 通用公共许可证第 3 版或更高版本</translation>
    </message>
    <message>
        <source>Give the run more epochs…</source>
        <extracomment>RunActs</extracomment>
        <translation>为运行增加轮数…</translation>
    </message>
    <message>
        <source>Give this instance a structure of its own; the others stay linked.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>让此实例拥有自己的结构，其他实例仍保持关联。</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <extracomment>Document</extracomment>
        <translation>转到“%1”</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <extracomment>ProblemsList</extracomment>
        <translation>转到“数据”</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <extracomment>ExportPage</extracomment>
        <translation>转到“训练”</translation>
    </message>
    <message>
        <source>Go to bookmark %1</source>
        <extracomment>nodegrad</extracomment>
        <translation>转到书签 %1</translation>
    </message>
    <message>
        <source>Go to the Design page first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先转到“设计”页。</translation>
    </message>
    <message>
        <source>Go to the layer inside</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>转到内部的层</translation>
    </message>
    <message>
        <source>Go to the other view</source>
        <extracomment>CanvasArea</extracomment>
        <translation>转到另一个视图</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <extracomment>HeatLegend</extracomment>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Green frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>绿色框</translation>
    </message>
    <message>
        <source>Help</source>
        <extracomment>MainWindow</extracomment>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Hide %1 at the instances</source>
        <extracomment>DesignEditor</extracomment>
        <translation>在实例上隐藏%1</translation>
    </message>
    <message>
        <source>Hide at the instances</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在实例上隐藏</translation>
    </message>
    <message>
        <source>Hide at the instances of this module</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在此模块的实例上隐藏</translation>
    </message>
    <message>
        <source>Hide free ports of %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>隐藏%1的空闲端口</translation>
    </message>
    <message>
        <source>Hide or show free ports</source>
        <extracomment>nodegrad</extracomment>
        <translation>隐藏或显示空闲端口</translation>
    </message>
    <message>
        <source>High contrast</source>
        <extracomment>MainWindow</extracomment>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>DesignPage</extracomment>
        <translation>历史</translation>
    </message>
    <message>
        <source>How the learning rate changes over the epochs.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>学习率如何随轮数变化。</translation>
    </message>
    <message>
        <source>How the weights follow the gradient.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>权重如何跟随梯度更新。</translation>
    </message>
    <message>
        <source>Image</source>
        <extracomment>RowTableModel</extracomment>
        <translation>图像</translation>
    </message>
    <message>
        <source>Image size</source>
        <extracomment>FactsPanel</extracomment>
        <translation>图像尺寸</translation>
    </message>
    <message>
        <source>Import %1</source>
        <extracomment>QFileDialog</extracomment>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Import a model</source>
        <extracomment>QFileDialog</extracomment>
        <translation>导入模型</translation>
    </message>
    <message>
        <source>Import a model…</source>
        <extracomment>MainWindow</extracomment>
        <translation>导入模型…</translation>
    </message>
    <message>
        <source>Imported %1</source>
        <extracomment>ImportReportDialog</extracomment>
        <translation>已导入 %1</translation>
    </message>
    <message>
        <source>In memory</source>
        <extracomment>FactsPanel</extracomment>
        <translation>内存占用</translation>
    </message>
    <message>
        <source>Input</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input %1</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>Input and Output belong outside modules.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>Input 和 Output 只能放在模块外部。</translation>
    </message>
    <message>
        <source>Input gets %1, %2.</source>
        <extracomment>FitCard</extracomment>
        <translation>Input 得到 %1，%2。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <extracomment>WireList</extracomment>
        <translation>输入</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>插入 %1</translation>
    </message>
    <message>
        <source>Inside the network</source>
        <extracomment>WatchChart</extracomment>
        <translation>网络内部</translation>
    </message>
    <message>
        <source>Inspector</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Instead of the optimizer's. Empty: as around them.</source>
        <extracomment>TrainingRules</extracomment>
        <translation>代替优化器的设置。留空：与外层相同。</translation>
    </message>
    <message>
        <source>Its weights and curves are removed from the disk. This cannot be undone.</source>
        <extracomment>RunTable</extracomment>
        <translation>其权重和曲线将从磁盘中删除，此操作无法撤销。</translation>
    </message>
    <message>
        <source>Its weights are saved, and it can be continued the next time.</source>
        <extracomment>FileCommands</extracomment>
        <translation>其权重已保存，下次可以继续。</translation>
    </message>
    <message>
        <source>Keep both equal</source>
        <extracomment>nodegrad::PairEditor</extracomment>
        <translation>保持两者相等</translation>
    </message>
    <message>
        <source>Keep class mix</source>
        <extracomment>SplitPanel</extracomment>
        <translation>保持类别比例</translation>
    </message>
    <message>
        <source>Keep its weights as they are while training.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>训练时保持其权重不变。</translation>
    </message>
    <message>
        <source>Keep the class mix</source>
        <extracomment>SplitPanel</extracomment>
        <translation>保持类别比例</translation>
    </message>
    <message>
        <source>Keep training</source>
        <extracomment>FileCommands</extracomment>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <extracomment>MainWindow</extracomment>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys of the action</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>该操作的按键</translation>
    </message>
    <message>
        <source>Known networks</source>
        <extracomment>StartPage</extracomment>
        <translation>知名网络</translation>
    </message>
    <message>
        <source>Known once its inputs are connected.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>连接输入后即可得知。</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>MainWindow</extracomment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the example</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>示例的语言</translation>
    </message>
    <message>
        <source>Layer</source>
        <extracomment>DiffDialog</extracomment>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer to wire to</source>
        <extracomment>WireList</extracomment>
        <translation>要连线到的层</translation>
    </message>
    <message>
        <source>Layers</source>
        <extracomment>CanvasArea</extracomment>
        <translation>层</translation>
    </message>
    <message>
        <source>Layers and their cost</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>各层及其开销</translation>
    </message>
    <message>
        <source>Layers of different kinds have no parameters in common.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>不同种类的层没有共同的参数。</translation>
    </message>
    <message>
        <source>Layers of the design</source>
        <extracomment>OutlinePanel</extracomment>
        <translation>设计中的层</translation>
    </message>
    <message>
        <source>Layers that repeat, such as Conv2D → ReLU → Conv2D → ReLU with the same values, are listed here and become one module with a click.</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>重复出现的层，例如取值相同的 Conv2D → ReLU → Conv2D → ReLU，会列在这里，单击一下即可合为一个模块。</translation>
    </message>
    <message>
        <source>Layers to add (/)</source>
        <extracomment>LeftDock</extracomment>
        <translation>可添加的层 (/)</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <extracomment>LiveStrip</extracomment>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Learning rate over the epochs</source>
        <extracomment>SettingsForm</extracomment>
        <translation>学习率随轮数的变化</translation>
    </message>
    <message>
        <source>Leave the module</source>
        <extracomment>nodegrad</extracomment>
        <translation>离开模块</translation>
    </message>
    <message>
        <source>Left</source>
        <extracomment>RunDetails</extracomment>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Length</source>
        <extracomment>FactsPanel</extracomment>
        <translation>长度</translation>
    </message>
    <message>
        <source>Length × features</source>
        <extracomment>FactsPanel</extracomment>
        <translation>长度 × 特征</translation>
    </message>
    <message>
        <source>Let the values pass through unchanged (D).</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>让数值原样通过 (D)。</translation>
    </message>
    <message>
        <source>Level</source>
        <extracomment>BreadcrumbBar</extracomment>
        <translation>层级</translation>
    </message>
    <message>
        <source>LibTorch</source>
        <extracomment>AboutDialog</extracomment>
        <translation>LibTorch</translation>
    </message>
    <message>
        <source>License</source>
        <extracomment>AboutDialog</extracomment>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Light</source>
        <extracomment>MainWindow</extracomment>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Line style:</source>
        <extracomment>RunTable</extracomment>
        <translation>线型：</translation>
    </message>
    <message>
        <source>Line style: solid is validation, dashed is training, thin is raw.</source>
        <extracomment>RunTable</extracomment>
        <translation>线型：实线为验证，虚线为训练，细线为原始值。</translation>
    </message>
    <message>
        <source>Line up</source>
        <extracomment>CanvasArea</extracomment>
        <translation>对齐</translation>
    </message>
    <message>
        <source>Line up %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>对齐%1</translation>
    </message>
    <message>
        <source>Line up at the bottom</source>
        <extracomment>CanvasArea</extracomment>
        <translation>底部对齐</translation>
    </message>
    <message>
        <source>Line up at the left</source>
        <extracomment>CanvasArea</extracomment>
        <translation>左对齐</translation>
    </message>
    <message>
        <source>Line up at the right</source>
        <extracomment>CanvasArea</extracomment>
        <translation>右对齐</translation>
    </message>
    <message>
        <source>Line up at the top</source>
        <extracomment>CanvasArea</extracomment>
        <translation>顶部对齐</translation>
    </message>
    <message>
        <source>Load data</source>
        <extracomment>Session</extracomment>
        <translation>加载数据</translation>
    </message>
    <message>
        <source>Load the weights</source>
        <extracomment>RunController</extracomment>
        <translation>加载权重</translation>
    </message>
    <message>
        <source>Lock or unlock the frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>锁定或解锁框</translation>
    </message>
    <message>
        <source>Lock the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>锁定框</translation>
    </message>
    <message>
        <source>Log</source>
        <extracomment>AboutDialog</extracomment>
        <translation>日志</translation>
    </message>
    <message>
        <source>Log loss</source>
        <extracomment>RunCharts</extracomment>
        <translation>对数损失</translation>
    </message>
    <message>
        <source>Log of the run</source>
        <extracomment>TrainPage</extracomment>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>Loop</source>
        <extracomment>SettingsForm</extracomment>
        <translation>循环</translation>
    </message>
    <message>
        <source>Loss</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>Loss over the learning rate</source>
        <extracomment>RateChart</extracomment>
        <translation>损失随学习率的变化</translation>
    </message>
    <message>
        <source>MAE</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>MAE</translation>
    </message>
    <message>
        <source>Macro F1</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>Make a module</source>
        <extracomment>DesignEditor</extracomment>
        <translation>组成模块</translation>
    </message>
    <message>
        <source>Make a module of %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>将 %1 组成模块</translation>
    </message>
    <message numerus="yes">
        <source>Make a module of %n repeats</source>
        <extracomment>DesignEditor</extracomment>
        <translation><numerusform>将 %n 处重复组成模块</numerusform></translation>
    </message>
    <message>
        <source>Make a portal of %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>将 %1 设为传送门</translation>
    </message>
    <message>
        <source>Make one module</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>合为一个模块</translation>
    </message>
    <message>
        <source>Make unique</source>
        <extracomment>DesignEditor</extracomment>
        <translation>设为独立</translation>
    </message>
    <message>
        <source>Map</source>
        <extracomment>nodegrad</extracomment>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Map of the design</source>
        <extracomment>Minimap</extracomment>
        <translation>设计缩略图</translation>
    </message>
    <message>
        <source>Map of the design (M)</source>
        <extracomment>Minimap</extracomment>
        <translation>设计缩略图 (M)</translation>
    </message>
    <message>
        <source>Maximum</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Mean</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>均值</translation>
    </message>
    <message>
        <source>Mean activation</source>
        <extracomment>HeatLegend</extracomment>
        <translation>激活均值</translation>
    </message>
    <message>
        <source>Memory</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>内存</translation>
    </message>
    <message>
        <source>Memory forecast %1, free %2</source>
        <extracomment>SettingsForm</extracomment>
        <translation>预计内存 %1，可用 %2</translation>
    </message>
    <message>
        <source>Memory in bytes</source>
        <extracomment>WatchChart</extracomment>
        <translation>内存（字节）</translation>
    </message>
    <message>
        <source>Method</source>
        <extracomment>SettingsForm</extracomment>
        <translation>方法</translation>
    </message>
    <message>
        <source>Metric</source>
        <extracomment>LiveStrip</extracomment>
        <translation>指标</translation>
    </message>
    <message>
        <source>Metric of the chart</source>
        <extracomment>RunCharts</extracomment>
        <translation>图表的指标</translation>
    </message>
    <message>
        <source>Minimum</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Minimum, maximum and mean of a table are of all rows; the deviation, and all figures of pictures and sequences, of the training samples.</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>表格的最小值、最大值和均值基于所有行；标准差以及图片和序列的所有统计值基于训练样本。</translation>
    </message>
    <message>
        <source>Missing</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Missing values</source>
        <extracomment>FactsPanel</extracomment>
        <translation>缺失值</translation>
    </message>
    <message>
        <source>Model summary</source>
        <extracomment>Document</extracomment>
        <translation>模型摘要</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <extracomment>QFileDialog</extracomment>
        <translation>模型 (%1)</translation>
    </message>
    <message>
        <source>Module</source>
        <extracomment>DesignEditor</extracomment>
        <translation>模块</translation>
    </message>
    <message>
        <source>More epochs</source>
        <extracomment>RunActs</extracomment>
        <translation>增加轮数</translation>
    </message>
    <message>
        <source>More epochs:</source>
        <extracomment>RunTable</extracomment>
        <translation>增加轮数：</translation>
    </message>
    <message>
        <source>More for %1</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>%1的更多操作</translation>
    </message>
    <message>
        <source>More settings</source>
        <extracomment>MoreSettings</extracomment>
        <translation>更多设置</translation>
    </message>
    <message numerus="yes">
        <source>More settings (%n changed)</source>
        <extracomment>MoreSettings</extracomment>
        <translation><numerusform>更多设置（已修改 %n 项）</numerusform></translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <extracomment>CanvasArea</extracomment>
        <translation>鼠标滚轮</translation>
    </message>
    <message>
        <source>Move %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>移动 %1</translation>
    </message>
    <message>
        <source>Move %1 wires</source>
        <extracomment>DesignEditor</extracomment>
        <translation>移动 %1 条连线</translation>
    </message>
    <message>
        <source>Move the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>移动框</translation>
    </message>
    <message>
        <source>Move the note</source>
        <extracomment>DesignEditor</extracomment>
        <translation>移动注释</translation>
    </message>
    <message>
        <source>Move with the mouse</source>
        <extracomment>nodegrad</extracomment>
        <translation>用鼠标移动</translation>
    </message>
    <message>
        <source>Multiply-adds</source>
        <extracomment>StatusLine</extracomment>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>Multiply-adds per sample</source>
        <extracomment>HeatLegend</extracomment>
        <translation>每个样本的乘加次数</translation>
    </message>
    <message>
        <source>Name</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <extracomment>OutlinePanel</extracomment>
        <translation>层的名称</translation>
    </message>
    <message>
        <source>Name, type:conv, shape:[*,64], is:error</source>
        <extracomment>FindBar</extracomment>
        <translation>名称、type:conv、shape:[*,64]、is:error</translation>
    </message>
    <message>
        <source>Needs data.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>需要数据。</translation>
    </message>
    <message>
        <source>Network</source>
        <extracomment>AboutDialog</extracomment>
        <translation>网络</translation>
    </message>
    <message>
        <source>Neutral frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>中性色框</translation>
    </message>
    <message>
        <source>New project</source>
        <extracomment>MainWindow</extracomment>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>New run</source>
        <extracomment>RunTable</extracomment>
        <translation>新建运行</translation>
    </message>
    <message>
        <source>New tab</source>
        <extracomment>Documents</extracomment>
        <translation>新建标签页</translation>
    </message>
    <message>
        <source>Next hit</source>
        <extracomment>nodegrad</extracomment>
        <translation>下一个结果</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <extracomment>FindBar</extracomment>
        <translation>下一个结果 (Enter)</translation>
    </message>
    <message>
        <source>Next pane</source>
        <extracomment>DesignPage</extracomment>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Next problem</source>
        <extracomment>nodegrad</extracomment>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Next tab</source>
        <extracomment>MainWindow</extracomment>
        <translation>下一个标签页</translation>
    </message>
    <message>
        <source>No action has this name.</source>
        <extracomment>CommandPalette</extracomment>
        <translation>没有这个名称的操作。</translation>
    </message>
    <message>
        <source>No colors</source>
        <extracomment>CanvasArea</extracomment>
        <translation>不着色</translation>
    </message>
    <message>
        <source>No data yet</source>
        <extracomment>StatusLine</extracomment>
        <translation>还没有数据</translation>
    </message>
    <message>
        <source>No data yet.</source>
        <extracomment>DataPage</extracomment>
        <translation>还没有数据。</translation>
    </message>
    <message>
        <source>No design yet</source>
        <extracomment>FitCard</extracomment>
        <translation>还没有设计</translation>
    </message>
    <message>
        <source>No file manager answered. The file lies in %1.</source>
        <extracomment>ExportPage</extracomment>
        <translation>没有文件管理器响应。文件位于 %1。</translation>
    </message>
    <message>
        <source>No free ports to hide: those without a wire are needed.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>没有可隐藏的空闲端口：没有连线的端口都是必需的。</translation>
    </message>
    <message>
        <source>No layer called '%1'.</source>
        <extracomment>LayerSearch</extracomment>
        <translation>没有名为“%1”的层。</translation>
    </message>
    <message>
        <source>No layer has '%1' in its name, type or title.</source>
        <extracomment>FindBar</extracomment>
        <translation>没有名称、类型或标题中含有“%1”的层。</translation>
    </message>
    <message>
        <source>No layer has all of '%1'.</source>
        <extracomment>FindBar</extracomment>
        <translation>没有同时满足“%1”的层。</translation>
    </message>
    <message>
        <source>No layer lies in the frame.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>框中没有层。</translation>
    </message>
    <message>
        <source>No mistakes.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>没有错误。</translation>
    </message>
    <message>
        <source>No problems</source>
        <extracomment>StatusLine</extracomment>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>No problems.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>No problems. The design can be trained.</source>
        <extracomment>ProblemsList</extracomment>
        <translation>没有问题。设计可以训练。</translation>
    </message>
    <message>
        <source>No recent files</source>
        <extracomment>MainWindow</extracomment>
        <translation>没有最近的文件</translation>
    </message>
    <message>
        <source>No run has looked at activations yet: switch on Activations under Watching, on the Train page.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>还没有运行观察过激活：请在“训练”页面的“观察”中打开“激活”。</translation>
    </message>
    <message>
        <source>No run has looked at gradients yet: switch on Gradients under Watching, on the Train page.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>还没有运行观察过梯度：请在“训练”页面的“观察”中打开“梯度”。</translation>
    </message>
    <message>
        <source>No run is training.</source>
        <extracomment>Document</extracomment>
        <translation>当前没有正在训练的运行。</translation>
    </message>
    <message>
        <source>No runs yet</source>
        <extracomment>RunCharts</extracomment>
        <translation>还没有运行</translation>
    </message>
    <message>
        <source>No sample in this cell.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>此单元格中没有样本。</translation>
    </message>
    <message>
        <source>No sample of this class in this part.</source>
        <extracomment>SamplesView</extracomment>
        <translation>这一部分中没有此类别的样本。</translation>
    </message>
    <message>
        <source>No samples.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>没有样本。</translation>
    </message>
    <message>
        <source>No setting has this in its name or help.</source>
        <extracomment>MoreSettings</extracomment>
        <translation>没有名称或说明中包含此内容的设置。</translation>
    </message>
    <message>
        <source>No shapes on wires</source>
        <extracomment>CanvasArea</extracomment>
        <translation>连线上不显示形状</translation>
    </message>
    <message>
        <source>No structure stands more than once.</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>没有出现一次以上的结构。</translation>
    </message>
    <message>
        <source>No.</source>
        <extracomment>RowTableModel</extracomment>
        <translation>编号</translation>
    </message>
    <message>
        <source>Nodegrad</source>
        <extracomment>Documents</extracomment>
        <translation>Nodegrad</translation>
    </message>
    <message>
        <source>Nodegrad never connects to the network.</source>
        <extracomment>AboutDialog</extracomment>
        <translation>Nodegrad 从不连接网络。</translation>
    </message>
    <message>
        <source>Nodegrad projects (*.nodegrad)</source>
        <extracomment>FileCommands</extracomment>
        <translation>Nodegrad 项目 (*.nodegrad)</translation>
    </message>
    <message>
        <source>Not even one sample fits into the free memory.</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>可用内存连一个样本都放不下。</translation>
    </message>
    <message>
        <source>Not possible</source>
        <extracomment>FormatCard</extracomment>
        <translation>无法导出</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Not used</source>
        <extracomment>RowTableModel</extracomment>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Note</source>
        <extracomment>RunDetails</extracomment>
        <translation>注释</translation>
    </message>
    <message>
        <source>Note (Shift+Enter begins a line)</source>
        <extracomment>FrameText</extracomment>
        <translation>注释（Shift+Enter 换行）</translation>
    </message>
    <message>
        <source>Note on this run</source>
        <extracomment>RunDetails</extracomment>
        <translation>关于此运行的备注</translation>
    </message>
    <message>
        <source>Nothing in this level fed what was copied: pasted without inputs.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>此层级中没有为所复制内容提供输入的层：已粘贴，不含输入。</translation>
    </message>
    <message>
        <source>Nothing is right.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>没有正确的结果。</translation>
    </message>
    <message>
        <source>Nothing measured here</source>
        <extracomment>HeatLegend</extracomment>
        <translation>此处没有测量值</translation>
    </message>
    <message>
        <source>Nothing to compare yet.</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>还没有可比较的内容。</translation>
    </message>
    <message>
        <source>Nothing to evaluate yet.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>还没有可评估的内容。</translation>
    </message>
    <message>
        <source>Nothing to export yet.</source>
        <extracomment>ExportPage</extracomment>
        <translation>还没有可导出的内容。</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy);;All files (*)</source>
        <extracomment>DataPage</extracomment>
        <translation>NumPy 数组 (*.npy);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Number</source>
        <extracomment>RowTableModel</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>Of training and validation together</source>
        <extracomment>RunDetails</extracomment>
        <translation>训练和验证合计</translation>
    </message>
    <message>
        <source>Olive frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>橄榄色框</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>画布上</translation>
    </message>
    <message>
        <source>One cell</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>单个单元格</translation>
    </message>
    <message>
        <source>Only one project is open.</source>
        <extracomment>MainWindow</extracomment>
        <translation>只打开了一个项目。</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>Documents</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open Train</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>打开“训练”</translation>
    </message>
    <message>
        <source>Open a project</source>
        <extracomment>Documents</extracomment>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Open folder</source>
        <extracomment>VerificationCard</extracomment>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open projects</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>打开的项目</translation>
    </message>
    <message>
        <source>Open recent</source>
        <extracomment>MainWindow</extracomment>
        <translation>打开最近的文件</translation>
    </message>
    <message>
        <source>Open the log folder</source>
        <extracomment>AboutDialog</extracomment>
        <translation>打开日志文件夹</translation>
    </message>
    <message>
        <source>Open the module</source>
        <extracomment>nodegrad</extracomment>
        <translation>打开模块</translation>
    </message>
    <message>
        <source>Opened</source>
        <extracomment>HistoryPanel</extracomment>
        <translation>打开时</translation>
    </message>
    <message>
        <source>Open…</source>
        <extracomment>MainWindow</extracomment>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <extracomment>SettingsForm</extracomment>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Options</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>选项</translation>
    </message>
    <message>
        <source>Orange frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>橙色框</translation>
    </message>
    <message>
        <source>Origin</source>
        <extracomment>FactsPanel</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Other end of the portal</source>
        <extracomment>nodegrad</extracomment>
        <translation>传送门的另一端</translation>
    </message>
    <message>
        <source>Other modules beside %1</source>
        <extracomment>BreadcrumbBar</extracomment>
        <translation>与 %1 并列的其他模块</translation>
    </message>
    <message>
        <source>Outline</source>
        <extracomment>DesignPage</extracomment>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Output</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>输出</translation>
    </message>
    <message>
        <source>Output %1</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <extracomment>TopBar</extracomment>
        <translation>页面</translation>
    </message>
    <message>
        <source>Palette</source>
        <extracomment>PalettePanel</extracomment>
        <translation>面板</translation>
    </message>
    <message>
        <source>Palette, outline or history</source>
        <extracomment>LeftDock</extracomment>
        <translation>面板、大纲或历史</translation>
    </message>
    <message>
        <source>Parameters</source>
        <extracomment>HeatLegend</extracomment>
        <translation>参数</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>数据的哪一部分</translation>
    </message>
    <message>
        <source>Paste</source>
        <extracomment>nodegrad</extracomment>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>粘贴 %1</translation>
    </message>
    <message>
        <source>Paste %1 with inputs</source>
        <extracomment>DesignEditor</extracomment>
        <translation>粘贴 %1 并保留输入</translation>
    </message>
    <message>
        <source>Paste with inputs</source>
        <extracomment>nodegrad</extracomment>
        <translation>粘贴并保留输入</translation>
    </message>
    <message>
        <source>Pause</source>
        <extracomment>RunBar</extracomment>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pen</source>
        <extracomment>TryCard</extracomment>
        <translation>笔</translation>
    </message>
    <message>
        <source>Per %1</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>按 %1</translation>
    </message>
    <message>
        <source>Pick an example that is ready to train, or begin with an empty canvas. Everything stays on this computer.</source>
        <extracomment>StartPage</extracomment>
        <translation>选择一个可直接训练的示例，或从空白画布开始。一切都留在这台计算机上。</translation>
    </message>
    <message>
        <source>Picture</source>
        <extracomment>TryCard</extracomment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture from file…</source>
        <extracomment>TryCard</extracomment>
        <translation>从文件选择图片…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <extracomment>PictureGrid</extracomment>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)</source>
        <extracomment>TryCard</extracomment>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.png *.pdf)</source>
        <extracomment>CanvasArea</extracomment>
        <translation>图片 (*.svg *.png *.pdf)</translation>
    </message>
    <message>
        <source>Pictures are no table.</source>
        <extracomment>SamplesView</extracomment>
        <translation>图片不是表格。</translation>
    </message>
    <message>
        <source>Pink frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>粉色框</translation>
    </message>
    <message>
        <source>Precision</source>
        <extracomment>ScoreTable</extracomment>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Precision, recall and F1 of each class</source>
        <extracomment>ScoreTable</extracomment>
        <translation>各类别的精确率、召回率和 F1</translation>
    </message>
    <message>
        <source>Predict</source>
        <extracomment>Evaluator</extracomment>
        <translation>预测</translation>
    </message>
    <message>
        <source>Predict a file…</source>
        <extracomment>TryCard</extracomment>
        <translation>预测文件…</translation>
    </message>
    <message>
        <source>Predicted %1</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>预测为 %1</translation>
    </message>
    <message>
        <source>Preparation</source>
        <extracomment>DataPage</extracomment>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Preparation: %1</source>
        <extracomment>DataPage</extracomment>
        <translation>预处理：%1</translation>
    </message>
    <message>
        <source>Prepare the run</source>
        <extracomment>RunController</extracomment>
        <translation>准备运行</translation>
    </message>
    <message>
        <source>Prepared</source>
        <extracomment>NetworkCard</extracomment>
        <translation>预处理后</translation>
    </message>
    <message>
        <source>Prepared values</source>
        <extracomment>NetworkCard</extracomment>
        <translation>预处理后的值</translation>
    </message>
    <message>
        <source>Prepared values, %1</source>
        <extracomment>NetworkCard</extracomment>
        <translation>预处理后的值，%1</translation>
    </message>
    <message>
        <source>Press Train. Curves appear after the first step.</source>
        <extracomment>RunCharts</extracomment>
        <translation>按“训练”。第一步之后显示曲线。</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <extracomment>nodegrad</extracomment>
        <translation>上一个结果</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <extracomment>FindBar</extracomment>
        <translation>上一个结果 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <extracomment>DesignPage</extracomment>
        <translation>上一个窗格</translation>
    </message>
    <message>
        <source>Previous tab</source>
        <extracomment>MainWindow</extracomment>
        <translation>上一个标签页</translation>
    </message>
    <message>
        <source>Problem</source>
        <extracomment>MessageCard</extracomment>
        <translation>问题</translation>
    </message>
    <message>
        <source>Problems</source>
        <extracomment>ProblemsList</extracomment>
        <translation>问题</translation>
    </message>
    <message>
        <source>Progress</source>
        <extracomment>ProgressRing</extracomment>
        <translation>进度</translation>
    </message>
    <message>
        <source>Progress of the trial</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>试验进度</translation>
    </message>
    <message>
        <source>Project menu</source>
        <extracomment>TopBar</extracomment>
        <translation>项目菜单</translation>
    </message>
    <message>
        <source>Purple frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>紫色框</translation>
    </message>
    <message>
        <source>Python</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>Python</translation>
    </message>
    <message>
        <source>Quit</source>
        <extracomment>MainWindow</extracomment>
        <translation>退出</translation>
    </message>
    <message>
        <source>RMSE</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>RMSE</translation>
    </message>
    <message>
        <source>Rate factor</source>
        <extracomment>TrainingRules</extracomment>
        <translation>学习率系数</translation>
    </message>
    <message>
        <source>Raw lines</source>
        <extracomment>RunCharts</extracomment>
        <translation>原始线</translation>
    </message>
    <message>
        <source>Read the log</source>
        <extracomment>RunController</extracomment>
        <translation>读取日志</translation>
    </message>
    <message>
        <source>Read the picture</source>
        <extracomment>TryCard</extracomment>
        <translation>读取图片</translation>
    </message>
    <message>
        <source>Reading the data</source>
        <extracomment>DataPage</extracomment>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>Reading the data was cancelled.</source>
        <extracomment>DataPage</extracomment>
        <translation>已取消读取数据。</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>FormatCard</extracomment>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Recall</source>
        <extracomment>ScoreTable</extracomment>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Recent</source>
        <extracomment>PalettePanel</extracomment>
        <translation>最近使用</translation>
    </message>
    <message>
        <source>Recognize the data</source>
        <extracomment>DataPage</extracomment>
        <translation>识别数据</translation>
    </message>
    <message>
        <source>Recover changes</source>
        <extracomment>Documents</extracomment>
        <translation>恢复更改</translation>
    </message>
    <message>
        <source>Redo</source>
        <extracomment>Document</extracomment>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo %1</source>
        <extracomment>TopBar</extracomment>
        <translation>重做：%1</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <extracomment>nodegrad</extracomment>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>移除</translation>
    </message>
    <message>
        <source>Rename</source>
        <extracomment>RunTable</extracomment>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the parameter</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>重命名参数</translation>
    </message>
    <message>
        <source>Rename the portal</source>
        <extracomment>DesignEditor</extracomment>
        <translation>重命名传送门</translation>
    </message>
    <message>
        <source>Rename to %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>重命名为 %1</translation>
    </message>
    <message>
        <source>Rename, delete, continue or restore the selected run</source>
        <extracomment>RunTable</extracomment>
        <translation>重命名、删除、继续或恢复所选运行</translation>
    </message>
    <message>
        <source>Rename…</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Repeated structure</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>重复结构</translation>
    </message>
    <message>
        <source>Replace</source>
        <extracomment>ExportPage</extracomment>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace %1 by %2</source>
        <extracomment>DesignEditor</extracomment>
        <translation>将 %1 替换为 %2</translation>
    </message>
    <message>
        <source>Replace the layer</source>
        <extracomment>QuickAdd</extracomment>
        <translation>替换层</translation>
    </message>
    <message>
        <source>Replace…</source>
        <extracomment>nodegrad</extracomment>
        <translation>替换…</translation>
    </message>
    <message>
        <source>Report copied</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>报告已复制</translation>
    </message>
    <message>
        <source>Report of the import</source>
        <extracomment>ImportReportDialog</extracomment>
        <translation>导入报告</translation>
    </message>
    <message>
        <source>Reset</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset all</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Reset parameters</source>
        <extracomment>DesignEditor</extracomment>
        <translation>重置参数</translation>
    </message>
    <message>
        <source>Reset the training of %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>重置%1的训练设置</translation>
    </message>
    <message>
        <source>Residual</source>
        <extracomment>VerdictList</extracomment>
        <translation>残差</translation>
    </message>
    <message>
        <source>Residuals</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>残差</translation>
    </message>
    <message>
        <source>Resize the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>调整框的大小</translation>
    </message>
    <message>
        <source>Restore design of %1</source>
        <extracomment>RunController</extracomment>
        <translation>恢复 %1 的设计</translation>
    </message>
    <message>
        <source>Restore its design and settings</source>
        <extracomment>RunTable</extracomment>
        <translation>恢复其设计和设置</translation>
    </message>
    <message>
        <source>Rewire</source>
        <extracomment>DesignEditor</extracomment>
        <translation>重新连线</translation>
    </message>
    <message>
        <source>Right, but least sure</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>正确但最没把握</translation>
    </message>
    <message>
        <source>Role</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>角色</translation>
    </message>
    <message>
        <source>Row %</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>行百分比</translation>
    </message>
    <message>
        <source>Rows of a table have no picture.</source>
        <extracomment>SamplesView</extracomment>
        <translation>表格的行没有图片。</translation>
    </message>
    <message>
        <source>Run</source>
        <extracomment>Document</extracomment>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run on</source>
        <extracomment>SettingsForm</extracomment>
        <translation>运行于</translation>
    </message>
    <message>
        <source>Runs</source>
        <extracomment>RunTable</extracomment>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs are training in %1.</source>
        <extracomment>FileCommands</extracomment>
        <translation>%1 中有运行正在训练。</translation>
    </message>
    <message>
        <source>Runs keep the preparation they started with.</source>
        <extracomment>DataPage</extracomment>
        <translation>每次运行都保留其开始时的预处理。</translation>
    </message>
    <message>
        <source>Runs of this project</source>
        <extracomment>OtherRunsCard</extracomment>
        <translation>此项目的运行</translation>
    </message>
    <message>
        <source>Runs the file in another program on samples of the test part and compares the answers.</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>在另一个程序中用测试集样本运行该文件，并比较答案。</translation>
    </message>
    <message>
        <source>R²</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>R²</translation>
    </message>
    <message>
        <source>Said</source>
        <extracomment>VerdictList</extracomment>
        <translation>预测</translation>
    </message>
    <message>
        <source>Same</source>
        <extracomment>nodegrad::PaddingEditor</extracomment>
        <translation>Same</translation>
    </message>
    <message>
        <source>Sample</source>
        <extracomment>TryCard</extracomment>
        <translation>样本</translation>
    </message>
    <message>
        <source>Sample of the data</source>
        <extracomment>TryCard</extracomment>
        <translation>数据中的样本</translation>
    </message>
    <message>
        <source>Samples</source>
        <extracomment>FactsPanel</extracomment>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples a second</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>每秒样本数</translation>
    </message>
    <message>
        <source>Samples as rows</source>
        <extracomment>SamplesView</extracomment>
        <translation>以行显示样本</translation>
    </message>
    <message>
        <source>Samples that choose the best weights and stop a run early; never trained on.</source>
        <extracomment>SplitPanel</extracomment>
        <translation>用于选择最佳权重和提前停止运行的样本，从不用于训练。</translation>
    </message>
    <message>
        <source>Samples that judge the result; neither trained on nor chosen by.</source>
        <extracomment>SplitPanel</extracomment>
        <translation>用于评判结果的样本，既不用于训练，也不用于选择。</translation>
    </message>
    <message>
        <source>Samples to predict</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>要预测的样本</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>MainWindow</extracomment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a checkpoint now</source>
        <extracomment>RunActs</extracomment>
        <translation>立即保存检查点</translation>
    </message>
    <message>
        <source>Save as a picture</source>
        <extracomment>CanvasArea</extracomment>
        <translation>保存为图片</translation>
    </message>
    <message>
        <source>Save as a picture…</source>
        <extracomment>nodegrad</extracomment>
        <translation>另存为图片…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <extracomment>MainWindow</extracomment>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the changes to %1?</source>
        <extracomment>FileCommands</extracomment>
        <translation>保存对 %1 的更改吗？</translation>
    </message>
    <message>
        <source>Save the imported project as</source>
        <extracomment>QFileDialog</extracomment>
        <translation>将导入的项目保存为</translation>
    </message>
    <message>
        <source>Save the project</source>
        <extracomment>FileCommands</extracomment>
        <translation>保存项目</translation>
    </message>
    <message>
        <source>Save the project first: the weights are kept beside it.</source>
        <extracomment>RunController</extracomment>
        <translation>请先保存项目：权重保存在项目旁。</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <extracomment>MainWindow</extracomment>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Schedule</source>
        <extracomment>SettingsForm</extracomment>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>SearchField</extracomment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search %1 layers</source>
        <extracomment>PalettePanel</extracomment>
        <translation>搜索 %1 个层</translation>
    </message>
    <message>
        <source>Search actions</source>
        <extracomment>CommandPalette</extracomment>
        <translation>搜索操作</translation>
    </message>
    <message>
        <source>Search actions or keys</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>搜索操作或按键</translation>
    </message>
    <message>
        <source>Search layers</source>
        <extracomment>DesignPage</extracomment>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Seed</source>
        <extracomment>SplitPanel</extracomment>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Sees of the input</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>可见的输入范围</translation>
    </message>
    <message>
        <source>Select a frame or note first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择一个框或注释。</translation>
    </message>
    <message>
        <source>Select a layer first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择一个层。</translation>
    </message>
    <message>
        <source>Select a layer to change it.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>选择一个层进行修改。</translation>
    </message>
    <message>
        <source>Select a layer with an output first.</source>
        <extracomment>WireList</extracomment>
        <translation>请先选择一个有输出的层。</translation>
    </message>
    <message>
        <source>Select a layer, wire, knot or frame first.</source>
        <extracomment>DesignPage</extracomment>
        <translation>请先选择层、连线、折点或框。</translation>
    </message>
    <message>
        <source>Select a module first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择一个模块。</translation>
    </message>
    <message>
        <source>Select a portal, or the layer that has it, first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择一个传送门，或拥有它的层。</translation>
    </message>
    <message>
        <source>Select a wire or one layer first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择一条连线或一个层。</translation>
    </message>
    <message>
        <source>Select a wire, or a layer that feeds others.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择一条连线，或一个为其他层提供输入的层。</translation>
    </message>
    <message>
        <source>Select all</source>
        <extracomment>nodegrad</extracomment>
        <translation>全选</translation>
    </message>
    <message>
        <source>Select all connected</source>
        <extracomment>nodegrad</extracomment>
        <translation>选择所有相连的层</translation>
    </message>
    <message>
        <source>Select an end of a portal.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择传送门的一端。</translation>
    </message>
    <message>
        <source>Select one layer first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先只选择一个层。</translation>
    </message>
    <message>
        <source>Select one layer or frame first.</source>
        <extracomment>DesignPage</extracomment>
        <translation>请先只选择一个层或框。</translation>
    </message>
    <message>
        <source>Select the layer to replace first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择要替换的层。</translation>
    </message>
    <message>
        <source>Select the layers that the frame should hold.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择要放入框中的层。</translation>
    </message>
    <message>
        <source>Select the layers whose free ports should hide.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择要隐藏空闲端口的层。</translation>
    </message>
    <message>
        <source>Select three layers or more first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先选择三个或更多层。</translation>
    </message>
    <message>
        <source>Select three layers or more to space them evenly.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择三个或更多层以使其间距均匀。</translation>
    </message>
    <message>
        <source>Select two layers or more to line them up.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请至少选择两个层再对齐。</translation>
    </message>
    <message>
        <source>Select two layers or more, or a wire with knots.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>请选择两个或更多层，或一条带折点的连线。</translation>
    </message>
    <message>
        <source>Select what feeds it</source>
        <extracomment>nodegrad</extracomment>
        <translation>选择其上游</translation>
    </message>
    <message>
        <source>Select what it feeds</source>
        <extracomment>nodegrad</extracomment>
        <translation>选择其下游</translation>
    </message>
    <message>
        <source>Set batch size</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>设置批大小</translation>
    </message>
    <message>
        <source>Set bookmark %1</source>
        <extracomment>CanvasView</extracomment>
        <translation>设置书签 %1</translation>
    </message>
    <message>
        <source>Set learning rate</source>
        <extracomment>RateFinderDialog</extracomment>
        <translation>设置学习率</translation>
    </message>
    <message>
        <source>Set rate</source>
        <extracomment>RunActs</extracomment>
        <translation>设置学习率</translation>
    </message>
    <message>
        <source>Set the learning rate</source>
        <extracomment>RunActs</extracomment>
        <translation>设置学习率</translation>
    </message>
    <message>
        <source>Set the learning rate of the run…</source>
        <extracomment>RunActs</extracomment>
        <translation>设置运行的学习率…</translation>
    </message>
    <message>
        <source>Setting</source>
        <extracomment>RunDetails</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings and layers are the same.</source>
        <extracomment>RunDetails</extracomment>
        <translation>设置和层完全相同。</translation>
    </message>
    <message>
        <source>Shape</source>
        <extracomment>SettingsForm</extracomment>
        <translation>形状</translation>
    </message>
    <message>
        <source>Shape of the wire under the mouse</source>
        <extracomment>CanvasArea</extracomment>
        <translation>显示鼠标所指连线的形状</translation>
    </message>
    <message>
        <source>Shapes on wires</source>
        <extracomment>CanvasArea</extracomment>
        <translation>连线上的形状</translation>
    </message>
    <message>
        <source>Shapes where they change</source>
        <extracomment>CanvasArea</extracomment>
        <translation>在形状改变处显示</translation>
    </message>
    <message>
        <source>Share</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>占比</translation>
    </message>
    <message>
        <source>Share of time</source>
        <extracomment>WatchChart</extracomment>
        <translation>时间占比</translation>
    </message>
    <message>
        <source>Shares of training, validation and test</source>
        <extracomment>SplitBar</extracomment>
        <translation>训练集、验证集和测试集的比例</translation>
    </message>
    <message>
        <source>Shift+Enter adds only</source>
        <extracomment>QuickAdd</extracomment>
        <translation>Shift+Enter 仅添加</translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>FitCard</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show %1 at the instances</source>
        <extracomment>DesignEditor</extracomment>
        <translation>在实例上显示%1</translation>
    </message>
    <message>
        <source>Show all ports of %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>显示%1的所有端口</translation>
    </message>
    <message>
        <source>Show at the instances</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在实例上显示</translation>
    </message>
    <message>
        <source>Show at the instances of this module: each can have a value of its own</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在此模块的实例上显示：每个实例可有自己的值</translation>
    </message>
    <message>
        <source>Show everything</source>
        <extracomment>nodegrad</extracomment>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show it</source>
        <extracomment>ProblemsList</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show it on the Design page</source>
        <extracomment>FitCard</extracomment>
        <translation>在“设计”页中显示</translation>
    </message>
    <message>
        <source>Show the charts</source>
        <extracomment>LiveStrip</extracomment>
        <translation>显示图表</translation>
    </message>
    <message>
        <source>Show the lesson of the example</source>
        <extracomment>nodegrad</extracomment>
        <translation>显示示例的讲解</translation>
    </message>
    <message>
        <source>Show the list of problems</source>
        <extracomment>StatusLine</extracomment>
        <translation>显示问题列表</translation>
    </message>
    <message>
        <source>Show the log</source>
        <extracomment>TrainPage</extracomment>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Show the selection</source>
        <extracomment>nodegrad</extracomment>
        <translation>显示所选内容</translation>
    </message>
    <message>
        <source>Size</source>
        <extracomment>SamplesView</extracomment>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <extracomment>SamplesView</extracomment>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Sizes of one sample</source>
        <extracomment>QFileDialog</extracomment>
        <translation>单个样本的尺寸</translation>
    </message>
    <message>
        <source>Sizes that were tried</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>已试过的大小</translation>
    </message>
    <message>
        <source>Skip the rest of the epoch</source>
        <extracomment>RunActs</extracomment>
        <translation>跳过本轮的剩余部分</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <extracomment>RunCharts</extracomment>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Source</source>
        <extracomment>DataPage</extracomment>
        <translation>来源</translation>
    </message>
    <message>
        <source>Space %1 evenly</source>
        <extracomment>DesignEditor</extracomment>
        <translation>使 %1 间距均匀</translation>
    </message>
    <message>
        <source>Space evenly from left to right</source>
        <extracomment>nodegrad</extracomment>
        <translation>从左到右均匀分布</translation>
    </message>
    <message>
        <source>Space evenly from top to bottom</source>
        <extracomment>nodegrad</extracomment>
        <translation>从上到下均匀分布</translation>
    </message>
    <message>
        <source>Split</source>
        <extracomment>DataPage</extracomment>
        <translation>划分</translation>
    </message>
    <message>
        <source>Split the view</source>
        <extracomment>CanvasArea</extracomment>
        <translation>拆分视图</translation>
    </message>
    <message>
        <source>Split the view first.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>请先拆分视图。</translation>
    </message>
    <message>
        <source>Split the view, one above the other</source>
        <extracomment>CanvasArea</extracomment>
        <translation>上下拆分视图</translation>
    </message>
    <message>
        <source>Spread of %1</source>
        <extracomment>WatchChart</extracomment>
        <translation>%1 的分布</translation>
    </message>
    <message>
        <source>Spread of activations</source>
        <extracomment>HeatLegend</extracomment>
        <translation>激活标准差</translation>
    </message>
    <message>
        <source>Start from a template</source>
        <extracomment>CanvasArea</extracomment>
        <translation>从模板开始</translation>
    </message>
    <message>
        <source>Start, pause or continue training</source>
        <extracomment>RunBar</extracomment>
        <translation>开始、暂停或继续训练</translation>
    </message>
    <message>
        <source>Statistics</source>
        <extracomment>SamplesView</extracomment>
        <translation>统计</translation>
    </message>
    <message>
        <source>Statistics of the columns</source>
        <extracomment>SamplesView</extracomment>
        <translation>各列的统计</translation>
    </message>
    <message>
        <source>Status</source>
        <extracomment>RunTable</extracomment>
        <translation>状态</translation>
    </message>
    <message>
        <source>Step</source>
        <extracomment>RunCharts</extracomment>
        <translation>步</translation>
    </message>
    <message>
        <source>Step %1</source>
        <extracomment>LineChart</extracomment>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Step over weights</source>
        <extracomment>WatchChart</extracomment>
        <translation>步长与权重之比</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <extracomment>Document</extracomment>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Stop the run and keep its weights</source>
        <extracomment>RunBar</extracomment>
        <translation>停止运行并保留其权重</translation>
    </message>
    <message>
        <source>Stop the runs</source>
        <extracomment>FileCommands</extracomment>
        <translation>停止这些运行</translation>
    </message>
    <message>
        <source>Stored</source>
        <extracomment>NetworkCard</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>Stored and prepared values</source>
        <extracomment>NetworkCard</extracomment>
        <translation>原始值与预处理后的值</translation>
    </message>
    <message>
        <source>Stored values</source>
        <extracomment>NetworkCard</extracomment>
        <translation>原始值</translation>
    </message>
    <message>
        <source>Stored values, %1</source>
        <extracomment>NetworkCard</extracomment>
        <translation>原始值，%1</translation>
    </message>
    <message>
        <source>Straighten</source>
        <extracomment>nodegrad</extracomment>
        <translation>拉直</translation>
    </message>
    <message>
        <source>Straighten %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>拉直 %1</translation>
    </message>
    <message>
        <source>Straighten the wire</source>
        <extracomment>DesignEditor</extracomment>
        <translation>拉直连线</translation>
    </message>
    <message>
        <source>Sure</source>
        <extracomment>VerdictList</extracomment>
        <translation>把握</translation>
    </message>
    <message>
        <source>Table</source>
        <extracomment>SamplesView</extracomment>
        <translation>表格</translation>
    </message>
    <message>
        <source>Table (*.csv);;NumPy array (*.npy)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>表格 (*.csv);;NumPy 数组 (*.npy)</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
        <extracomment>DataPage</extracomment>
        <translation>表格 (*.csv *.tsv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Tables, arrays and pictures (*.csv *.tsv *.txt *.npy *.png *.jpg *.jpeg *.bmp);;All files (*)</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>表格、数组和图片 (*.csv *.tsv *.txt *.npy *.png *.jpg *.jpeg *.bmp);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Tabs</source>
        <extracomment>MainWindow</extracomment>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Take it from '%1'</source>
        <extracomment>ShortcutsDialog</extracomment>
        <translation>从“%1”取用</translation>
    </message>
    <message>
        <source>Take the weights as they are now</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>取当前的权重</translation>
    </message>
    <message>
        <source>Target</source>
        <extracomment>FactsPanel</extracomment>
        <translation>目标</translation>
    </message>
    <message>
        <source>Target values</source>
        <extracomment>DataPage</extracomment>
        <translation>目标值</translation>
    </message>
    <message>
        <source>Teal frame</source>
        <extracomment>CanvasArea</extracomment>
        <translation>青色框</translation>
    </message>
    <message>
        <source>Tensor %1 %2</source>
        <extracomment>NetworkCard</extracomment>
        <translation>张量 %1 %2</translation>
    </message>
    <message>
        <source>Test</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test the weights</source>
        <extracomment>ExportPage</extracomment>
        <translation>测试权重</translation>
    </message>
    <message>
        <source>Text</source>
        <extracomment>RowTableModel</extracomment>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text of the frame</source>
        <extracomment>FrameText</extracomment>
        <translation>框的文字</translation>
    </message>
    <message>
        <source>The data changed since this run.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>这次运行之后数据已改变。</translation>
    </message>
    <message>
        <source>The design and settings of the run are back. Undo brings yours back.</source>
        <extracomment>RunTable</extracomment>
        <translation>已恢复该运行的设计和设置。撤销即可回到您的设计。</translation>
    </message>
    <message>
        <source>The design as a tree (Ctrl+Shift+O)</source>
        <extracomment>LeftDock</extracomment>
        <translation>以树形显示设计 (Ctrl+Shift+O)</translation>
    </message>
    <message>
        <source>The design has no data yet.</source>
        <extracomment>ProblemsList</extracomment>
        <translation>设计还没有数据。</translation>
    </message>
    <message>
        <source>The design has no layers yet.</source>
        <extracomment>OutlinePanel</extracomment>
        <translation>设计中还没有层。</translation>
    </message>
    <message>
        <source>The design has problems to solve first.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>设计还有需要先解决的问题。</translation>
    </message>
    <message>
        <source>The design was edited since this run.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>这次运行之后设计已被编辑。</translation>
    </message>
    <message>
        <source>The export was cancelled. No file was written.</source>
        <extracomment>ExportPage</extracomment>
        <translation>已取消导出，没有写入文件。</translation>
    </message>
    <message>
        <source>The exported file does not give the same answers</source>
        <extracomment>VerificationCard</extracomment>
        <translation>导出的文件给出的答案不同</translation>
    </message>
    <message>
        <source>The exported file gives the same answers</source>
        <extracomment>VerificationCard</extracomment>
        <translation>导出的文件给出相同的答案</translation>
    </message>
    <message>
        <source>The exported file was read back, not run by another program</source>
        <extracomment>VerificationCard</extracomment>
        <translation>导出的文件已读回，但没有在另一个程序中运行</translation>
    </message>
    <message>
        <source>The file is replaced by the new one.</source>
        <extracomment>ExportPage</extracomment>
        <translation>该文件将被新文件替换。</translation>
    </message>
    <message>
        <source>The file is written, but not checked</source>
        <extracomment>VerificationCard</extracomment>
        <translation>文件已写入，但未检查</translation>
    </message>
    <message>
        <source>The largest batch that fits into the free memory is %1.</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>可用内存能容纳的最大批大小为 %1。</translation>
    </message>
    <message>
        <source>The largest batch that fits is %1.</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>能放入的最大批为 %1。</translation>
    </message>
    <message>
        <source>The loss while the rate rose. The rules read different points of the curve; the valley is a good start.</source>
        <extracomment>RateFinderDialog</extracomment>
        <translation>学习率升高过程中的损失。各规则读取曲线上的不同点；谷底规则是不错的起点。</translation>
    </message>
    <message>
        <source>The metrics that fit the data. Tick others here; the first one is shown first.</source>
        <extracomment>MetricPicker</extracomment>
        <translation>适合这些数据的指标。在此可勾选其他指标，第一个最先显示。</translation>
    </message>
    <message>
        <source>The module of bookmark %1 is not in the design any more.</source>
        <extracomment>CanvasView</extracomment>
        <translation>书签 %1 所在的模块已不在设计中。</translation>
    </message>
    <message>
        <source>The name of the layer: part of the names of its weights. Letters, digits and _.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>层的名称，也是其权重名称的一部分。可用字母、数字和 _。</translation>
    </message>
    <message>
        <source>The next runs begin with the weights of %1, as far as they fit.</source>
        <extracomment>RunController</extracomment>
        <translation>后续运行将从 %1 的权重开始（取其匹配的部分）。</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>The portal feeds nothing yet: draw a wire from the layer.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>该传送门尚未连接到任何层：请从该层画出连线。</translation>
    </message>
    <message>
        <source>The program ended while this run was training.</source>
        <extracomment>RunDetails</extracomment>
        <translation>此运行训练时程序意外结束。</translation>
    </message>
    <message>
        <source>The run and the checkpoint whose weights are written. Evaluate shows the same.</source>
        <extracomment>ModelBar</extracomment>
        <translation>要写出其权重的运行和检查点。“评估”页显示的也是它。</translation>
    </message>
    <message>
        <source>The run begins from the imported weights.</source>
        <extracomment>RunController</extracomment>
        <translation>运行从导入的权重开始。</translation>
    </message>
    <message>
        <source>The run takes this rate from its next step on; its schedule goes on in proportion.</source>
        <extracomment>RunActs</extracomment>
        <translation>该次运行从下一步起采用此学习率,其调度按比例继续。</translation>
    </message>
    <message>
        <source>The setting "Layers apart" cannot be read: %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>无法读取设置“各层单独设置”：%1</translation>
    </message>
    <message>
        <source>The two designs are equal.</source>
        <extracomment>DiffDialog</extracomment>
        <translation>两个设计相同。</translation>
    </message>
    <message>
        <source>The values of which column</source>
        <extracomment>NetworkCard</extracomment>
        <translation>哪一列的值</translation>
    </message>
    <message>
        <source>The weights that the layers begin with in the other project stay there: pasted without them.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>这些层在另一个项目中开始时用的权重仍留在那里：粘贴的内容不含它们。</translation>
    </message>
    <message>
        <source>The whole network is shown.</source>
        <extracomment>DesignPage</extracomment>
        <translation>已显示整个网络。</translation>
    </message>
    <message>
        <source>The window speaks this language from the next start on.</source>
        <extracomment>MainWindow</extracomment>
        <translation>窗口从下次启动起使用此语言。</translation>
    </message>
    <message>
        <source>The wire has no knots.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>该连线没有折点。</translation>
    </message>
    <message>
        <source>Their weights are saved, and they can be continued the next time.</source>
        <extracomment>FileCommands</extracomment>
        <translation>它们的权重已保存，下次可以继续。</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>MainWindow</extracomment>
        <translation>主题</translation>
    </message>
    <message>
        <source>There are unsaved changes of %1 from the last time.</source>
        <extracomment>Documents</extracomment>
        <translation>%1 有上次未保存的更改。</translation>
    </message>
    <message>
        <source>There are unsaved changes of a project without a file from the last time.</source>
        <extracomment>StartPage</extracomment>
        <translation>有一个未存为文件的项目，含有上次未保存的更改。</translation>
    </message>
    <message>
        <source>There is no bookmark %1. Ctrl+%1 sets one where you are.</source>
        <extracomment>CanvasView</extracomment>
        <translation>没有书签 %1。按 Ctrl+%1 可在当前位置设置。</translation>
    </message>
    <message>
        <source>There is no example for %1.</source>
        <extracomment>UsageCode</extracomment>
        <translation>没有 %1 的示例。</translation>
    </message>
    <message>
        <source>There is no filter '%1:'. There are type:, shape:, param: and is:.</source>
        <extracomment>SearchQuery</extracomment>
        <translation>没有筛选条件“%1:”。可用的有 type:、shape:、param: 和 is:。</translation>
    </message>
    <message>
        <source>There is nothing that '%1' can feed.</source>
        <extracomment>WireList</extracomment>
        <translation>没有“%1”可以连接到的层。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <extracomment>Document</extracomment>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <extracomment>Document</extracomment>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>These data cannot be shown.</source>
        <extracomment>DataPage</extracomment>
        <translation>无法显示这些数据。</translation>
    </message>
    <message>
        <source>These data give %1.</source>
        <extracomment>FitCard</extracomment>
        <translation>这些数据给出 %1。</translation>
    </message>
    <message>
        <source>These data have no classes.</source>
        <extracomment>SplitPanel</extracomment>
        <translation>这些数据没有类别。</translation>
    </message>
    <message>
        <source>These layers stand in a locked frame. Unlock it first.</source>
        <extracomment>DesignEditor</extracomment>
        <translation>这些层在锁定的框中。请先解锁。</translation>
    </message>
    <message>
        <source>These layers stand in the design more than once. As one module they are drawn once, with a number beside it, and are changed in one place. Each copy keeps weights of its own, and the network computes the same.</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>这些层在设计中出现不止一次。合为一个模块后，只画一次并在旁边标出次数，修改也只需在一处进行。每个副本保留自己的权重，网络的计算结果不变。</translation>
    </message>
    <message>
        <source>This design has no lesson.</source>
        <extracomment>CanvasArea</extracomment>
        <translation>此设计没有讲解。</translation>
    </message>
    <message>
        <source>This format has no options.</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>此格式没有选项。</translation>
    </message>
    <message>
        <source>This program does not know layers of type '%1'.</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>本程序不认识类型为“%1”的层。</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>RunCharts</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time trained</source>
        <extracomment>RunDetails</extracomment>
        <translation>训练用时</translation>
    </message>
    <message>
        <source>Times</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>次数</translation>
    </message>
    <message>
        <source>To look inside, to count and to change. They come without data and without trained weights.</source>
        <extracomment>StartPage</extracomment>
        <translation>供查看内部结构、统计和修改。不含数据，也不含训练好的权重。</translation>
    </message>
    <message>
        <source>Tokens go to the network as they are.</source>
        <extracomment>PreparationPanel</extracomment>
        <translation>词元原样输入网络。</translation>
    </message>
    <message>
        <source>Train</source>
        <extracomment>Document</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train %1 %</source>
        <extracomment>SplitBar</extracomment>
        <translation>训练 %1 %</translation>
    </message>
    <message numerus="yes">
        <source>Train %n more epoch(s)…</source>
        <extracomment>RunTable</extracomment>
        <translation><numerusform>再训练 %n 轮…</numerusform></translation>
    </message>
    <message>
        <source>Train more epochs</source>
        <extracomment>RunTable</extracomment>
        <translation>训练更多轮</translation>
    </message>
    <message>
        <source>Train once, then see here what it gets wrong.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>先训练一次，再来这里看它错在哪里。</translation>
    </message>
    <message>
        <source>Train, pause or continue</source>
        <extracomment>Document</extracomment>
        <translation>训练、暂停或继续</translation>
    </message>
    <message>
        <source>Training</source>
        <extracomment>TrainingRules</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>Training %1 %, validation %2 %, test %3 %</source>
        <extracomment>SplitBar</extracomment>
        <translation>训练 %1 %，验证 %2 %，测试 %3 %</translation>
    </message>
    <message>
        <source>Training at batch %1 needs about %2: weights %3, gradients %4, optimizer %5, activations %6, workspace %7.</source>
        <extracomment>SummaryDialog</extracomment>
        <translation>批大小为 %1 的训练约需 %2：权重 %3，梯度 %4，优化器 %5，激活值 %6，工作区 %7。</translation>
    </message>
    <message>
        <source>Training memory</source>
        <extracomment>StatusLine</extracomment>
        <translation>训练内存</translation>
    </message>
    <message>
        <source>Training settings</source>
        <extracomment>SettingsForm</extracomment>
        <translation>训练设置</translation>
    </message>
    <message>
        <source>Training speed</source>
        <extracomment>RunCharts</extracomment>
        <translation>训练速度</translation>
    </message>
    <message>
        <source>Trial steps say which is the largest batch that fits into memory, and from where on larger ones are no faster.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>通过试训练几步，得知内存能放入的最大批，以及从哪里起更大的批不再更快。</translation>
    </message>
    <message>
        <source>True</source>
        <extracomment>VerdictList</extracomment>
        <translation>真实</translation>
    </message>
    <message>
        <source>True %1</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>真实为 %1</translation>
    </message>
    <message>
        <source>True %1, said %2</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>真实为 %1，预测为 %2</translation>
    </message>
    <message>
        <source>True %1, said %2: %3 of %4 (%5)</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>真实为 %1，预测为 %2：%4 个中的 %3 个（%5）</translation>
    </message>
    <message>
        <source>Try</source>
        <extracomment>Evaluator</extracomment>
        <translation>试用</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>DataPage</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try it</source>
        <extracomment>TryCard</extracomment>
        <translation>试一试</translation>
    </message>
    <message>
        <source>Turn the flow (down or to the right)</source>
        <extracomment>nodegrad</extracomment>
        <translation>切换流向（向下或向右）</translation>
    </message>
    <message>
        <source>Type</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>类型</translation>
    </message>
    <message>
        <source>Type to find a layer. Enter opens a module or centers a layer, F2 renames, Del deletes.</source>
        <extracomment>OutlinePanel</extracomment>
        <translation>输入文字查找层。Enter 打开模块或居中显示层，F2 重命名，Del 删除。</translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>Document</extracomment>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <extracomment>TopBar</extracomment>
        <translation>撤销：%1</translation>
    </message>
    <message>
        <source>Unfold the module</source>
        <extracomment>DesignEditor</extracomment>
        <translation>展开模块</translation>
    </message>
    <message>
        <source>Unfold the module in its place, or fold it</source>
        <extracomment>nodegrad</extracomment>
        <translation>就地展开模块，或将其收起</translation>
    </message>
    <message>
        <source>Unfreeze %1</source>
        <extracomment>DesignEditor</extracomment>
        <translation>解冻 %1</translation>
    </message>
    <message>
        <source>Unlock the frame</source>
        <extracomment>DesignEditor</extracomment>
        <translation>解锁框</translation>
    </message>
    <message>
        <source>Untitled</source>
        <extracomment>Session</extracomment>
        <translation>未命名</translation>
    </message>
    <message>
        <source>Use %1</source>
        <extracomment>DataPage</extracomment>
        <translation>使用 %1</translation>
    </message>
    <message>
        <source>Use %1 again</source>
        <extracomment>DesignEditor</extracomment>
        <translation>恢复使用 %1</translation>
    </message>
    <message>
        <source>Use it</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>使用方法</translation>
    </message>
    <message>
        <source>Use the digits</source>
        <extracomment>DataPage</extracomment>
        <translation>使用手写数字</translation>
    </message>
    <message>
        <source>Use this rate</source>
        <extracomment>RateFinderDialog</extracomment>
        <translation>使用此学习率</translation>
    </message>
    <message>
        <source>Use this size</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>使用此大小</translation>
    </message>
    <message>
        <source>Uses the design of %1, not the one being edited</source>
        <extracomment>ModelBar</extracomment>
        <translation>使用 %1 的设计，而非正在编辑的设计</translation>
    </message>
    <message>
        <source>Val</source>
        <extracomment>SamplesView</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Val %1</source>
        <extracomment>RunDetails</extracomment>
        <translation>验证%1</translation>
    </message>
    <message>
        <source>Val loss</source>
        <extracomment>RunTable</extracomment>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>Val metric</source>
        <extracomment>RunTable</extracomment>
        <translation>验证指标</translation>
    </message>
    <message>
        <source>Valid</source>
        <extracomment>nodegrad::PaddingEditor</extracomment>
        <translation>Valid</translation>
    </message>
    <message>
        <source>Validate now</source>
        <extracomment>RunActs</extracomment>
        <translation>立即验证</translation>
    </message>
    <message>
        <source>Validation</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>Values</source>
        <extracomment>FactsPanel</extracomment>
        <translation>数值</translation>
    </message>
    <message>
        <source>Values of the cells</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>单元格的值</translation>
    </message>
    <message>
        <source>Verification</source>
        <extracomment>VerificationCard</extracomment>
        <translation>校验</translation>
    </message>
    <message>
        <source>Verify after export</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>导出后校验</translation>
    </message>
    <message>
        <source>Version</source>
        <extracomment>AboutDialog</extracomment>
        <translation>版本</translation>
    </message>
    <message>
        <source>View</source>
        <extracomment>Document</extracomment>
        <translation>视图</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <extracomment>FactsPanel</extracomment>
        <translation>词表大小</translation>
    </message>
    <message>
        <source>Volume size</source>
        <extracomment>FactsPanel</extracomment>
        <translation>体数据尺寸</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <extracomment>TrainingRules</extracomment>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Weights</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>权重</translation>
    </message>
    <message>
        <source>Weights to export</source>
        <extracomment>ModelBar</extracomment>
        <translation>要导出的权重</translation>
    </message>
    <message>
        <source>What differs between the two runs</source>
        <extracomment>RunDetails</extracomment>
        <translation>两次运行之间的不同</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <extracomment>CommandPalette</extracomment>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>What do you want to find out with this run?</source>
        <extracomment>RunDetails</extracomment>
        <translation>您想通过这次运行了解什么？</translation>
    </message>
    <message>
        <source>What is shown here is of the data as they are now.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>此处显示的是基于当前数据的结果。</translation>
    </message>
    <message>
        <source>What is shown here is of the design that the run trained.</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>此处显示的是该运行所训练的设计。</translation>
    </message>
    <message>
        <source>What is shown of the inside</source>
        <extracomment>WatchChart</extracomment>
        <translation>显示网络内部的哪些内容</translation>
    </message>
    <message>
        <source>What it does</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>作用</translation>
    </message>
    <message>
        <source>What it had learned up to its last checkpoint is saved.</source>
        <extracomment>RunDetails</extracomment>
        <translation>到最后一个检查点为止所学到的内容已保存。</translation>
    </message>
    <message>
        <source>What the chart 'Inside the network' shows</source>
        <extracomment>WatchChart</extracomment>
        <translation>图表“网络内部”显示的内容</translation>
    </message>
    <message>
        <source>What the instances call it:</source>
        <extracomment>InspectorPanel</extracomment>
        <translation>在实例上的名称：</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <extracomment>NetworkCard</extracomment>
        <translation>网络看到的内容</translation>
    </message>
    <message>
        <source>What was done, step by step (Ctrl+Shift+H)</source>
        <extracomment>LeftDock</extracomment>
        <translation>所做的操作，逐步列出 (Ctrl+Shift+H)</translation>
    </message>
    <message>
        <source>Wheel: a mouse zooms, a trackpad moves the view</source>
        <extracomment>CanvasArea</extracomment>
        <translation>滚轮：鼠标缩放，触控板移动视图</translation>
    </message>
    <message>
        <source>Wheel: always moves the view (Ctrl zooms)</source>
        <extracomment>CanvasArea</extracomment>
        <translation>滚轮：始终移动视图（Ctrl 缩放）</translation>
    </message>
    <message>
        <source>Wheel: always zooms</source>
        <extracomment>CanvasArea</extracomment>
        <translation>滚轮：始终缩放</translation>
    </message>
    <message>
        <source>Where</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the arithmetic is done.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>在哪里进行计算。</translation>
    </message>
    <message>
        <source>Where the validation loss was least</source>
        <extracomment>RunDetails</extracomment>
        <translation>验证损失最小之处</translation>
    </message>
    <message>
        <source>Which layers were added, removed or changed between the two</source>
        <extracomment>RunDetails</extracomment>
        <translation>两者之间增加、删除或更改了哪些层</translation>
    </message>
    <message>
        <source>Which metric the second chart shows</source>
        <extracomment>RunCharts</extracomment>
        <translation>第二个图表显示哪个指标</translation>
    </message>
    <message>
        <source>Which weights are evaluated</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>评估哪些权重</translation>
    </message>
    <message>
        <source>While a run is active its threads are in use.</source>
        <extracomment>SettingsForm</extracomment>
        <translation>运行进行时其线程被占用。</translation>
    </message>
    <message>
        <source>Whole network</source>
        <extracomment>RepeatsDialog</extracomment>
        <translation>整个网络</translation>
    </message>
    <message>
        <source>Wire to</source>
        <extracomment>WireList</extracomment>
        <translation>连线到</translation>
    </message>
    <message>
        <source>Wire to…</source>
        <extracomment>WireList</extracomment>
        <translation>连线到…</translation>
    </message>
    <message>
        <source>With a note</source>
        <extracomment>FormatCard</extracomment>
        <translation>有说明</translation>
    </message>
    <message>
        <source>Worst mistakes</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>最严重的错误</translation>
    </message>
    <message>
        <source>Write the answers to</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>将答案写入</translation>
    </message>
    <message>
        <source>Write the sizes of one sample, without the batch, as NAME=3x224x224; several inputs with spaces between them.</source>
        <extracomment>QFileDialog</extracomment>
        <translation>请写出单个样本的尺寸(不含批),形如 NAME=3x224x224;多个输入之间用空格分隔。</translation>
    </message>
    <message>
        <source>Wrong</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>错误</translation>
    </message>
    <message>
        <source>X axis</source>
        <extracomment>RunCharts</extracomment>
        <translation>X 轴</translation>
    </message>
    <message>
        <source>Zoom</source>
        <extracomment>CanvasArea</extracomment>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <extracomment>nodegrad</extracomment>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <extracomment>nodegrad</extracomment>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom to 100 %</source>
        <extracomment>nodegrad</extracomment>
        <translation>缩放至 100 %</translation>
    </message>
    <message>
        <source>a folder</source>
        <extracomment>FormatCard</extracomment>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>acc</source>
        <extracomment>RunTable</extracomment>
        <translation>准确率</translation>
    </message>
    <message>
        <source>actual size, reset zoom, original</source>
        <extracomment>ActionWords</extracomment>
        <translation>实际大小, 重置缩放, 原始</translation>
    </message>
    <message>
        <source>added</source>
        <extracomment>DiffDialog</extracomment>
        <translation>已添加</translation>
    </message>
    <message>
        <source>advice</source>
        <extracomment>OutlineModel</extracomment>
        <translation>建议</translation>
    </message>
    <message>
        <source>after %1</source>
        <extracomment>QuickAdd</extracomment>
        <translation>接在 %1 之后</translation>
    </message>
    <message>
        <source>again, repeat</source>
        <extracomment>ActionWords</extracomment>
        <translation>再次, 重复</translation>
    </message>
    <message>
        <source>align, edge, tidy</source>
        <extracomment>ActionWords</extracomment>
        <translation>对齐, 边缘, 整理</translation>
    </message>
    <message>
        <source>align, tidy, line up, wires</source>
        <extracomment>ActionWords</extracomment>
        <translation>对齐, 整理, 排齐, 连线</translation>
    </message>
    <message>
        <source>all</source>
        <extracomment>TrainingRules</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>all layers</source>
        <extracomment>TrainingRules</extracomment>
        <translation>所有层</translation>
    </message>
    <message>
        <source>animation, accessibility, settings, preferences</source>
        <extracomment>ActionWords</extracomment>
        <translation>动画, 无障碍, 设置, 偏好</translation>
    </message>
    <message>
        <source>answer</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>答案</translation>
    </message>
    <message>
        <source>answer less truth</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>答案减去真实值</translation>
    </message>
    <message>
        <source>answers %1</source>
        <extracomment>FitCard</extracomment>
        <translation>给出答案 %1</translation>
    </message>
    <message>
        <source>answers one of %1</source>
        <extracomment>FitCard</extracomment>
        <translation>从 %1 个中给出一个答案</translation>
    </message>
    <message>
        <source>appearance, mode, colours, settings, preferences</source>
        <extracomment>ActionWords</extracomment>
        <translation>外观, 模式, 颜色, 设置, 偏好</translation>
    </message>
    <message>
        <source>as in the design</source>
        <extracomment>OptionsPanel</extracomment>
        <translation>与设计相同</translation>
    </message>
    <message>
        <source>at epoch %1</source>
        <extracomment>RunDetails</extracomment>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>auto</source>
        <comment>a number that the layer works out</comment>
        <extracomment>nodegrad::PairEditor</extracomment>
        <translation>自动</translation>
    </message>
    <message>
        <source>back, revert, take back</source>
        <extracomment>ActionWords</extracomment>
        <translation>后退, 还原, 撤回</translation>
    </message>
    <message>
        <source>before %1</source>
        <extracomment>QuickAdd</extracomment>
        <translation>接在 %1 之前</translation>
    </message>
    <message>
        <source>best</source>
        <extracomment>RunController</extracomment>
        <translation>最佳</translation>
    </message>
    <message>
        <source>best of each, validation</source>
        <extracomment>OtherRunsCard</extracomment>
        <translation>各自的最佳结果，验证集</translation>
    </message>
    <message>
        <source>blocks, duplicates, fold, module</source>
        <extracomment>ActionWords</extracomment>
        <translation>块, 重复项, 折叠, 模块</translation>
    </message>
    <message>
        <source>box, backdrop, region, group</source>
        <extracomment>ActionWords</extracomment>
        <translation>方框, 背景框, 区域, 编组</translation>
    </message>
    <message>
        <source>bypassed</source>
        <extracomment>QObject</extracomment>
        <translation>已旁路</translation>
    </message>
    <message>
        <source>canvas, network, graph, model, page</source>
        <extracomment>ActionWords</extracomment>
        <translation>画布, 网络, 图, 模型, 页面</translation>
    </message>
    <message>
        <source>change a row</source>
        <extracomment>TryCard</extracomment>
        <translation>修改一行</translation>
    </message>
    <message>
        <source>changed</source>
        <extracomment>DiffDialog</extracomment>
        <translation>已修改</translation>
    </message>
    <message>
        <source>checkpoint step-%1 saved</source>
        <extracomment>RunController</extracomment>
        <translation>已保存检查点 step-%1</translation>
    </message>
    <message>
        <source>choose a sample</source>
        <extracomment>TryCard</extracomment>
        <translation>选择一个样本</translation>
    </message>
    <message>
        <source>choose or drop a picture</source>
        <extracomment>TryCard</extracomment>
        <translation>选择或拖入图片</translation>
    </message>
    <message>
        <source>class</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>类别</translation>
    </message>
    <message>
        <source>class %1</source>
        <extracomment>Samples</extracomment>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>click a cell to see its %1</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>单击单元格查看其中的%1</translation>
    </message>
    <message>
        <source>clone, copy</source>
        <extracomment>ActionWords</extracomment>
        <translation>克隆, 复制</translation>
    </message>
    <message>
        <source>comment, text, sticky, annotation</source>
        <extracomment>ActionWords</extracomment>
        <translation>注释, 文字, 便签, 批注</translation>
    </message>
    <message>
        <source>connect, link, edge</source>
        <extracomment>ActionWords</extracomment>
        <translation>连接, 链接, 边</translation>
    </message>
    <message>
        <source>create, start, empty</source>
        <extracomment>ActionWords</extracomment>
        <translation>创建, 开始, 空白</translation>
    </message>
    <message>
        <source>dataset, load data, page</source>
        <extracomment>ActionWords</extracomment>
        <translation>数据集, 加载数据, 页面</translation>
    </message>
    <message>
        <source>disable, skip, mute, turn off</source>
        <extracomment>ActionWords</extracomment>
        <translation>禁用, 跳过, 静音, 关闭</translation>
    </message>
    <message>
        <source>distribute, spread, equal gaps, tidy</source>
        <extracomment>ActionWords</extracomment>
        <translation>分布, 散开, 等间距, 整理</translation>
    </message>
    <message>
        <source>done</source>
        <extracomment>RunTable</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>downstream, descendants, outputs, after</source>
        <extracomment>ActionWords</extracomment>
        <translation>下游, 后代, 输出, 之后</translation>
    </message>
    <message>
        <source>draw a %1</source>
        <extracomment>TryCard</extracomment>
        <translation>画一个 %1</translation>
    </message>
    <message>
        <source>early stop</source>
        <extracomment>RunTable</extracomment>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>edited</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>end, cancel, abort, halt</source>
        <extracomment>ActionWords</extracomment>
        <translation>结束, 取消, 中止, 停下</translation>
    </message>
    <message>
        <source>enter, go into, inside, subgraph</source>
        <extracomment>ActionWords</extracomment>
        <translation>进入, 走进, 内部, 子图</translation>
    </message>
    <message>
        <source>epoch</source>
        <extracomment>RunBar</extracomment>
        <translation>轮</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <extracomment>RunDetails</extracomment>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>epoch %1/%2  step %3  loss %4  %5 %6  on average %7 samples/s</source>
        <extracomment>TrainPage</extracomment>
        <translation>第 %1/%2 轮  第 %3 步  损失 %4  %5 %6  平均 %7 样本/秒</translation>
    </message>
    <message>
        <source>error</source>
        <extracomment>OutlineModel</extracomment>
        <translation>错误</translation>
    </message>
    <message>
        <source>error, warning, mistake, go to</source>
        <extracomment>ActionWords</extracomment>
        <translation>错误, 警告, 失误, 转到</translation>
    </message>
    <message>
        <source>evaluate, test, check</source>
        <extracomment>ActionWords</extracomment>
        <translation>评估, 测试, 检查</translation>
    </message>
    <message>
        <source>every sample, inside the network</source>
        <extracomment>DataPage</extracomment>
        <translation>对每个样本，在网络内部进行</translation>
    </message>
    <message>
        <source>exit, close the window, leave</source>
        <extracomment>ActionWords</extracomment>
        <translation>退出, 关闭窗口, 离开</translation>
    </message>
    <message>
        <source>exit, go up, parent, outside</source>
        <extracomment>ActionWords</extracomment>
        <translation>退出, 向上, 父级, 外部</translation>
    </message>
    <message>
        <source>expand in place, inline, open here, collapse</source>
        <extracomment>ActionWords</extracomment>
        <translation>就地展开, 内联, 在此打开, 收起</translation>
    </message>
    <message>
        <source>expected, not run</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>预计，未运行</translation>
    </message>
    <message>
        <source>export, image, screenshot, png, svg, pdf, figure</source>
        <extracomment>ActionWords</extracomment>
        <translation>导出, 图像, 截图, 插图</translation>
    </message>
    <message>
        <source>failed</source>
        <extracomment>RunTable</extracomment>
        <translation>失败</translation>
    </message>
    <message>
        <source>find, search, match, result</source>
        <extracomment>ActionWords</extracomment>
        <translation>查找, 搜索, 匹配, 结果</translation>
    </message>
    <message>
        <source>fits</source>
        <extracomment>QuickAdd</extracomment>
        <translation>适合</translation>
    </message>
    <message>
        <source>focus, panel, switch</source>
        <extracomment>ActionWords</extracomment>
        <translation>焦点, 面板, 切换</translation>
    </message>
    <message>
        <source>for example 3 or 3x3</source>
        <extracomment>ParamField</extracomment>
        <translation>例如 3 或 3x3</translation>
    </message>
    <message>
        <source>from	to	count</source>
        <extracomment>HistogramChart</extracomment>
        <translation>从	到	数量</translation>
    </message>
    <message>
        <source>from %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>来自%1</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <extracomment>HeatLegend</extracomment>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>frozen</source>
        <extracomment>QObject</extracomment>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>frozen · %1</source>
        <extracomment>QObject</extracomment>
        <translation>已冻结 · %1</translation>
    </message>
    <message>
        <source>gives %1</source>
        <extracomment>CanvasView</extracomment>
        <translation>输出 %1</translation>
    </message>
    <message>
        <source>grab, drag, position</source>
        <extracomment>ActionWords</extracomment>
        <translation>抓取, 拖动, 位置</translation>
    </message>
    <message>
        <source>group, block, subgraph, composite, macro, encapsulate</source>
        <extracomment>ActionWords</extracomment>
        <translation>编组, 块, 子图, 复合, 宏, 封装</translation>
    </message>
    <message>
        <source>half</source>
        <extracomment>WatchChart</extracomment>
        <translation>中位数</translation>
    </message>
    <message>
        <source>has no input</source>
        <extracomment>QuickAdd</extracomment>
        <translation>没有输入</translation>
    </message>
    <message>
        <source>has no output</source>
        <extracomment>QuickAdd</extracomment>
        <translation>没有输出</translation>
    </message>
    <message>
        <source>heat map, heatmap, colour, cost, size, hot spots</source>
        <extracomment>ActionWords</extracomment>
        <translation>热图, 热力图, 颜色, 开销, 大小, 热点</translation>
    </message>
    <message>
        <source>hide wire, tunnel, jump, long wire</source>
        <extracomment>ActionWords</extracomment>
        <translation>隐藏连线, 隧道, 跳转, 长连线</translation>
    </message>
    <message>
        <source>history, navigate, visited</source>
        <extracomment>ActionWords</extracomment>
        <translation>历史, 导航, 去过</translation>
    </message>
    <message>
        <source>image</source>
        <extracomment>Samples</extracomment>
        <translation>图像</translation>
    </message>
    <message>
        <source>images</source>
        <extracomment>Samples</extracomment>
        <translation>图像</translation>
    </message>
    <message>
        <source>in use</source>
        <extracomment>SettingsForm</extracomment>
        <translation>使用中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <extracomment>RunTable</extracomment>
        <translation>已中断</translation>
    </message>
    <message>
        <source>is: knows error, warning, advice, frozen, bypassed, collapsed and module.</source>
        <extracomment>SearchQuery</extracomment>
        <translation>is: 支持 error、warning、advice、frozen、bypassed、collapsed 和 module。</translation>
    </message>
    <message>
        <source>kept</source>
        <extracomment>RunController</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>keys, hotkeys, bindings, key map, settings, preferences</source>
        <extracomment>ActionWords</extracomment>
        <translation>按键, 热键, 绑定, 键位, 设置, 偏好</translation>
    </message>
    <message>
        <source>labels, dimensions, sizes, tensor</source>
        <extracomment>ActionWords</extracomment>
        <translation>标签, 维度, 尺寸, 张量</translation>
    </message>
    <message>
        <source>larger, magnify, closer</source>
        <extracomment>ActionWords</extracomment>
        <translation>变大, 放大镜, 拉近</translation>
    </message>
    <message>
        <source>largest</source>
        <extracomment>WatchChart</extracomment>
        <translation>最大</translation>
    </message>
    <message>
        <source>largest residual first</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>残差最大的在前</translation>
    </message>
    <message>
        <source>last</source>
        <extracomment>RunController</extracomment>
        <translation>最新</translation>
    </message>
    <message>
        <source>layout, auto layout, tidy up, clean up, organize, order, format</source>
        <extracomment>ActionWords</extracomment>
        <translation>布局, 自动布局, 整理, 清理, 组织, 顺序, 格式</translation>
    </message>
    <message>
        <source>layout, direction, orientation, horizontal, vertical, left to right, top down, rotate</source>
        <extracomment>ActionWords</extracomment>
        <translation>布局, 方向, 朝向, 水平, 垂直, 从左到右, 从上到下, 旋转</translation>
    </message>
    <message>
        <source>learning rate</source>
        <extracomment>RateChart</extracomment>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate %1</source>
        <extracomment>TrainingRules</extracomment>
        <translation>学习率 %1</translation>
    </message>
    <message>
        <source>learning rate set to %1</source>
        <extracomment>RunController</extracomment>
        <translation>学习率设为 %1</translation>
    </message>
    <message>
        <source>limit %1</source>
        <extracomment>VerificationCard</extracomment>
        <translation>上限 %1</translation>
    </message>
    <message>
        <source>load, file, project</source>
        <extracomment>ActionWords</extracomment>
        <translation>加载, 文件, 项目</translation>
    </message>
    <message>
        <source>load, onnx, torchscript, pytorch, keras</source>
        <extracomment>ActionWords</extracomment>
        <translation>加载, 载入模型</translation>
    </message>
    <message>
        <source>lock weights, fixed, not trainable, unfreeze</source>
        <extracomment>ActionWords</extracomment>
        <translation>锁定权重, 固定, 不可训练, 解冻</translation>
    </message>
    <message>
        <source>longer, extend, continue</source>
        <extracomment>ActionWords</extracomment>
        <translation>更久, 延长, 继续</translation>
    </message>
    <message>
        <source>loss</source>
        <extracomment>RateChart</extracomment>
        <translation>损失</translation>
    </message>
    <message>
        <source>lr, change rate</source>
        <extracomment>ActionWords</extracomment>
        <translation>学习速率, 更改速率</translation>
    </message>
    <message>
        <source>mean %1, deviation %2</source>
        <extracomment>PreparationPanel</extracomment>
        <translation>均值 %1，标准差 %2</translation>
    </message>
    <message>
        <source>metric</source>
        <extracomment>RunTable</extracomment>
        <translation>指标</translation>
    </message>
    <message>
        <source>minimap, overview, navigator</source>
        <extracomment>ActionWords</extracomment>
        <translation>小地图, 概览, 导航器</translation>
    </message>
    <message>
        <source>minimize, small, compact, expand</source>
        <extracomment>ActionWords</extracomment>
        <translation>最小化, 缩小, 紧凑, 展开</translation>
    </message>
    <message>
        <source>mixed</source>
        <extracomment>LayerForm</extracomment>
        <translation>不同</translation>
    </message>
    <message>
        <source>name	value</source>
        <extracomment>HistogramChart</extracomment>
        <translation>名称	值</translation>
    </message>
    <message>
        <source>name or type · type:conv · shape:[*,64,*,*] or shape:64 · param:kernel=3, param:p&gt;0.5 · is:error, warning, frozen, bypassed. All must hold.</source>
        <extracomment>FindBar</extracomment>
        <translation>名称或类型 · type:conv · shape:[*,64,*,*] 或 shape:64 · param:kernel=3、param:p&gt;0.5 · is:error、warning、frozen、bypassed。须同时满足所有条件。</translation>
    </message>
    <message>
        <source>name, title, label</source>
        <extracomment>ActionWords</extracomment>
        <translation>名称, 标题, 标签</translation>
    </message>
    <message>
        <source>network.nodegrad</source>
        <extracomment>FileCommands</extracomment>
        <translation>network.nodegrad</translation>
    </message>
    <message>
        <source>new, insert, create node, operation</source>
        <extracomment>ActionWords</extracomment>
        <translation>新建, 插入, 创建节点, 运算</translation>
    </message>
    <message>
        <source>no</source>
        <extracomment>DecisionMap</extracomment>
        <translation>否</translation>
    </message>
    <message>
        <source>no heat map, without heatmap, colour, plain</source>
        <extracomment>ActionWords</extracomment>
        <translation>无热图, 不用热力图, 颜色, 普通</translation>
    </message>
    <message>
        <source>no hit</source>
        <extracomment>FindBar</extracomment>
        <translation>无结果</translation>
    </message>
    <message>
        <source>none</source>
        <extracomment>FactsPanel</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>nothing</source>
        <extracomment>DiffDialog</extracomment>
        <translation>无</translation>
    </message>
    <message>
        <source>of %1</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>off</source>
        <extracomment>RunDetails</extracomment>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <extracomment>RunDetails</extracomment>
        <translation>开</translation>
    </message>
    <message>
        <source>onnx, pytorch, torchscript, code, deploy, page</source>
        <extracomment>ActionWords</extracomment>
        <translation>代码, 部署, 转换, 页面</translation>
    </message>
    <message>
        <source>optimizer, learning rate, epochs, loss, runs, page</source>
        <extracomment>ActionWords</extracomment>
        <translation>优化器, 学习率, 轮数, 损失, 运行, 页面</translation>
    </message>
    <message>
        <source>out of memory</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>palette, find, add, operation</source>
        <extracomment>ActionWords</extracomment>
        <translation>面板, 查找, 添加, 运算</translation>
    </message>
    <message>
        <source>passed</source>
        <extracomment>VerificationCard</extracomment>
        <translation>通过</translation>
    </message>
    <message>
        <source>paused</source>
        <extracomment>LiveStrip</extracomment>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>planned</source>
        <extracomment>SettingsForm</extracomment>
        <translation>计划中</translation>
    </message>
    <message>
        <source>point</source>
        <extracomment>Samples</extracomment>
        <translation>点</translation>
    </message>
    <message>
        <source>points</source>
        <extracomment>Samples</extracomment>
        <translation>点</translation>
    </message>
    <message>
        <source>prec. %</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>精确 %</translation>
    </message>
    <message>
        <source>prepared</source>
        <extracomment>NetworkCard</extracomment>
        <translation>预处理后</translation>
    </message>
    <message>
        <source>preparing</source>
        <extracomment>RunTable</extracomment>
        <translation>准备中</translation>
    </message>
    <message>
        <source>raw</source>
        <extracomment>RunTable</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>recall %</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>召回 %</translation>
    </message>
    <message>
        <source>remove, erase, cut wire</source>
        <extracomment>ActionWords</extracomment>
        <translation>移除, 擦除, 剪断连线</translation>
    </message>
    <message>
        <source>remove, heal, reconnect, dissolve layer</source>
        <extracomment>ActionWords</extracomment>
        <translation>移除, 修复, 重新连接, 溶解层</translation>
    </message>
    <message>
        <source>removed</source>
        <extracomment>DiffDialog</extracomment>
        <translation>已删除</translation>
    </message>
    <message>
        <source>replace %1 by</source>
        <extracomment>QuickAdd</extracomment>
        <translation>将 %1 替换为</translation>
    </message>
    <message>
        <source>row</source>
        <extracomment>Samples</extracomment>
        <translation>行</translation>
    </message>
    <message>
        <source>rows</source>
        <extracomment>Samples</extracomment>
        <translation>行</translation>
    </message>
    <message>
        <source>run</source>
        <comment>name of a run, before its number</comment>
        <extracomment>RunController</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>run	curve	step	value</source>
        <extracomment>LineChart</extracomment>
        <translation>运行	曲线	步	值</translation>
    </message>
    <message>
        <source>run, start, fit, resume, play</source>
        <extracomment>ActionWords</extracomment>
        <translation>运行, 开始, 拟合, 恢复, 播放</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>RunTable</extracomment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>said %1</source>
        <extracomment>VerdictList</extracomment>
        <translation>答 %1</translation>
    </message>
    <message>
        <source>same, valid or a number</source>
        <extracomment>ParamField</extracomment>
        <translation>same、valid 或数字</translation>
    </message>
    <message>
        <source>sample %1</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>sample %1, %2 %3</source>
        <extracomment>NetworkCard</extracomment>
        <translation>样本 %1，%2 %3</translation>
    </message>
    <message>
        <source>samples by %1, from</source>
        <extracomment>DataPage</extracomment>
        <translation>按 %1 统计的样本数，从</translation>
    </message>
    <message>
        <source>samples/s</source>
        <extracomment>RunDetails</extracomment>
        <translation>样本/秒</translation>
    </message>
    <message>
        <source>samples/s, steps alone</source>
        <extracomment>RunCharts</extracomment>
        <translation>样本/秒，仅训练步</translation>
    </message>
    <message>
        <source>scroll, pan, navigation, touchpad, settings, preferences</source>
        <extracomment>ActionWords</extracomment>
        <translation>滚动, 平移, 导航, 触摸板, 设置, 偏好</translation>
    </message>
    <message>
        <source>search, go to, locate, filter</source>
        <extracomment>ActionWords</extracomment>
        <translation>搜索, 转到, 定位, 筛选</translation>
    </message>
    <message>
        <source>sequence</source>
        <extracomment>Samples</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>sequences</source>
        <extracomment>Samples</extracomment>
        <translation>序列</translation>
    </message>
    <message>
        <source>share right at each confidence</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>各置信度下的正确比例</translation>
    </message>
    <message>
        <source>smaller, farther</source>
        <extracomment>ActionWords</extracomment>
        <translation>变小, 拉远</translation>
    </message>
    <message>
        <source>smallest</source>
        <extracomment>WatchChart</extracomment>
        <translation>最小</translation>
    </message>
    <message>
        <source>started %1</source>
        <extracomment>RunDetails</extracomment>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>stated confidence</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>声称的置信度</translation>
    </message>
    <message>
        <source>step %1: %2</source>
        <extracomment>RunController</extracomment>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>stopped</source>
        <extracomment>RunTable</extracomment>
        <translation>已停止</translation>
    </message>
    <message>
        <source>store, write, file, project</source>
        <extracomment>ActionWords</extracomment>
        <translation>存储, 写入, 文件, 项目</translation>
    </message>
    <message>
        <source>stored</source>
        <extracomment>NetworkCard</extracomment>
        <translation>原始</translation>
    </message>
    <message>
        <source>subtract %1, divide by %2</source>
        <extracomment>PreparationPanel</extracomment>
        <translation>减去 %1，除以 %2</translation>
    </message>
    <message>
        <source>surest first, %1 in all</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>最有把握的在前，共 %1 个</translation>
    </message>
    <message>
        <source>swap, change type, exchange, convert</source>
        <extracomment>ActionWords</extracomment>
        <translation>交换, 更改类型, 替换, 转换</translation>
    </message>
    <message>
        <source>table, parameters, count, memory, flops, statistics</source>
        <extracomment>ActionWords</extracomment>
        <translation>表格, 参数, 数量, 内存, 计算量, 统计</translation>
    </message>
    <message>
        <source>takes too much</source>
        <extracomment>BatchFinderDialog</extracomment>
        <translation>占用过多</translation>
    </message>
    <message>
        <source>templates, samples, start page, gallery, tutorials</source>
        <extracomment>ActionWords</extracomment>
        <translation>模板, 样例, 起始页, 图库, 教程</translation>
    </message>
    <message>
        <source>test</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>测试</translation>
    </message>
    <message>
        <source>test, accuracy, confusion matrix, try, predict, page</source>
        <extracomment>ActionWords</extracomment>
        <translation>测试, 准确率, 混淆矩阵, 试用, 预测, 页面</translation>
    </message>
    <message>
        <source>the design now</source>
        <extracomment>RunTable</extracomment>
        <translation>当前设计</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <extracomment>SamplesView</extracomment>
        <translation>%2 个中的前 %1 个</translation>
    </message>
    <message>
        <source>the optimizer</source>
        <extracomment>TrainingRules</extracomment>
        <translation>优化器</translation>
    </message>
    <message>
        <source>the rest of the epoch was left out</source>
        <extracomment>RunController</extracomment>
        <translation>跳过了本轮剩余的批次</translation>
    </message>
    <message>
        <source>the run failed</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>运行失败</translation>
    </message>
    <message>
        <source>the run is done</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>运行已完成</translation>
    </message>
    <message>
        <source>the run is paused</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>运行已暂停</translation>
    </message>
    <message>
        <source>threads: automatic</source>
        <extracomment>RunBar</extracomment>
        <translation>线程：自动</translation>
    </message>
    <message>
        <source>train</source>
        <extracomment>ChartReadout</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>training</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>训练</translation>
    </message>
    <message>
        <source>training, %1 done</source>
        <extracomment>DocumentTabs</extracomment>
        <translation>正在训练，已完成 %1</translation>
    </message>
    <message>
        <source>trains the design as it was when it began. You can keep editing.</source>
        <extracomment>LiveStrip</extracomment>
        <translation>按其开始时的设计训练。您可以继续编辑。</translation>
    </message>
    <message>
        <source>translation, locale, settings, preferences</source>
        <extracomment>ActionWords</extracomment>
        <translation>翻译, 区域, 设置, 偏好</translation>
    </message>
    <message>
        <source>tree, list of layers, hierarchy</source>
        <extracomment>ActionWords</extracomment>
        <translation>树, 层列表, 层级</translation>
    </message>
    <message>
        <source>true</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>真实值</translation>
    </message>
    <message>
        <source>true %1</source>
        <extracomment>TryCard</extracomment>
        <translation>真实为 %1</translation>
    </message>
    <message>
        <source>true \ predicted</source>
        <extracomment>ConfusionMatrixView</extracomment>
        <translation>真实 \ 预测</translation>
    </message>
    <message>
        <source>tutorial, help, explain, guide</source>
        <extracomment>ActionWords</extracomment>
        <translation>教程, 帮助, 讲解, 指南</translation>
    </message>
    <message>
        <source>two views, second view, side by side</source>
        <extracomment>ActionWords</extracomment>
        <translation>两个视图, 第二个视图, 并排</translation>
    </message>
    <message>
        <source>unconnected, sockets, pins</source>
        <extracomment>ActionWords</extracomment>
        <translation>未连接, 插口, 引脚</translation>
    </message>
    <message>
        <source>undo, steps, log of edits</source>
        <extracomment>ActionWords</extracomment>
        <translation>撤销, 步骤, 编辑记录</translation>
    </message>
    <message>
        <source>ungroup, explode, unpack, subgraph</source>
        <extracomment>ActionWords</extracomment>
        <translation>取消编组, 拆散, 解包, 子图</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>QObject</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>unknown layer</source>
        <extracomment>QObject</extracomment>
        <translation>未知层</translation>
    </message>
    <message>
        <source>upstream, ancestors, inputs, before</source>
        <extracomment>ActionWords</extracomment>
        <translation>上游, 祖先, 输入, 之前</translation>
    </message>
    <message>
        <source>val</source>
        <extracomment>ChartReadout</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>validated on request</source>
        <extracomment>RunController</extracomment>
        <translation>已按要求验证</translation>
    </message>
    <message>
        <source>validation</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>验证</translation>
    </message>
    <message>
        <source>validation and training</source>
        <extracomment>RunCharts</extracomment>
        <translation>验证和训练</translation>
    </message>
    <message>
        <source>version, license, credits</source>
        <extracomment>ActionWords</extracomment>
        <translation>版本, 许可, 致谢</translation>
    </message>
    <message>
        <source>warning</source>
        <extracomment>OutlineModel</extracomment>
        <translation>警告</translation>
    </message>
    <message>
        <source>weights, snapshot</source>
        <extracomment>ActionWords</extracomment>
        <translation>权重, 快照</translation>
    </message>
    <message>
        <source>what it answers in each place; outlined points are wrong</source>
        <extracomment>EvaluatePage</extracomment>
        <translation>它在每个位置的答案；带轮廓的点是错误的</translation>
    </message>
    <message>
        <source>x	y	class	wrong</source>
        <extracomment>DecisionMap</extracomment>
        <translation>x	y	类别	错误</translation>
    </message>
    <message>
        <source>yes</source>
        <extracomment>DecisionMap</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>zoom to fit, fit all, whole network, center, reset view, home</source>
        <extracomment>ActionWords</extracomment>
        <translation>缩放适应, 全部适应, 整个网络, 居中, 重置视图, 首页</translation>
    </message>
    <message>
        <source>zoom to fit, focus, center</source>
        <extracomment>ActionWords</extracomment>
        <translation>缩放适应, 聚焦, 居中</translation>
    </message>
    <message>
        <source>… %1 in all</source>
        <extracomment>StatisticsModel</extracomment>
        <translation>… 共 %1 个</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <extracomment>FactsPanel</extracomment>
        <translation>… 以及另外 %1 个</translation>
    </message>
    <message>
        <source>≈ %1 at batch %2</source>
        <extracomment>StatusLine</extracomment>
        <translation>≈ %1，批大小 %2</translation>
    </message>
</context>
</TS>
