// Loaded into n8n: it must not outlive the process that started it, however that one ends. It has no one left to write
// its log to by then, and is ended at once because asking it to stop makes it write about that, again and again.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.channel?.unref();
