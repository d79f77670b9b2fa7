#pragma once
// What people call the acts of the window when they do not know our name for them.

namespace nodegrad {

class Actions;

/// Gives each action of the table its search words, in the language of the window and in English.
void giveWords(Actions& actions);

} // namespace nodegrad
