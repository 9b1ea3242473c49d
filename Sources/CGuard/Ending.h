#pragma once

#include <stdbool.h>
#include <stddef.h>

/// The first thread to call this may end the process; any other thread blocks here for ever. Returns whether
/// something was restored.
bool cg_begin_ending(void);
/// Ends the process with a status; call cg_begin_ending() first.
_Noreturn void cg_end(int status);
/// Writes a text to stderr, ignoring errors.
void cg_say(const char *text);
/// Writes a decimal number to stderr.
void cg_say_number(size_t number);
