/** Counts jobs under way, so that somebody can wait for the end of all of them. */
export function createPendingJobs() {
  let running = 0
  const waiting: (() => void)[] = []
  return {
    async run(job: () => Promise<void>): Promise<void> {
      running++
      try {
        await job()
      } finally {
        if (--running === 0) for (const resolve of waiting.splice(0)) resolve()
      }
    },
    /** Once none is under way. */
    settled: (): Promise<void> =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => void waiting.push(resolve)),
  }
}
