"""One queue a process for all visitors, and what was answered lately."""
