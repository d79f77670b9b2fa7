#pragma once
// The command line: `nodegrad [FILE]` is the window, `nodegrad COMMAND ...` the same core without it.

namespace nodegrad {

/// Reads the arguments and does what they say. Gives the exit code: 0 done, 1 failed (one sentence on stderr), 2 wrong usage.
int runCommandLine(int argc, char** argv);

} // namespace nodegrad
