/** Runs jobs one after the other, in order of arrival; one that fails does not stop the next. */
export function createSerialQueue(onError: (error: unknown) => void) {
  const jobs: (() => Promise<void>)[] = []
  let isBusy = false

  async function work(): Promise<void> {
    isBusy = true
    for (let job = jobs.shift(); job; job = jobs.shift()) {
      try {
        await job()
      } catch (error) {
        onError(error)
      }
    }
    isBusy = false
  }

  return {
    /** Begins at once when no other job waits. */
    add(job: () => Promise<void>): void {
      jobs.push(job)
      if (!isBusy) void work()
    },
    /** Jobs that have not ended. */
    waiting: () => jobs.length + Number(isBusy),
  }
}
