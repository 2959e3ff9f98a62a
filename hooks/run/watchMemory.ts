/**
 * Ends this process when its parent is gone or its memory is too much, whatever the code is doing: a thread of its own,
 * for systems whose own limits do not stop Buffers.
 */
export async function watchMemory(parent: number, limitBytes: number): Promise<void> {
  const { Worker } = await import("node:worker_threads");
  const text = `
    const { kill, pid } = process;
    setInterval(() => {
      if (process.memoryUsage.rss() > ${limitBytes} || process.ppid !== ${parent}) kill(pid, "SIGKILL");
    }, 50);`;
  const worker = new Worker(text, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });
  return new Promise((resolve) => {
    worker.once("online", () => {
      worker.unref();
      resolve();
    });
  });
}
