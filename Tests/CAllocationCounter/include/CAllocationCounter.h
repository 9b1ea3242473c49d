#pragma once

/// The number of blocks that the whole process has asked the C library for since it started.
///
/// Linking this module replaces the allocator's entry points by ones that count and pass the call on.
unsigned long allocation_count(void);
