/** Runs jobs one after the other, in the order they came; a failing job does not stop the others. */
export function createSerialQueue(onError: (error: unknown) => void) {
  const queue: (() => Promise<void>)[] = []
  let isBusy = false

  async function work(): Promise<void> {
    isBusy = true
    for (let job = queue.shift(); job; job = queue.shift()) {
      try {
        await job()
      } catch (error) {
        onError(error)
      }
    }
    isBusy = false
  }

  return {
    /** Begins at once where nothing else is to be done first. */
    add(job: () => Promise<void>): void {
      queue.push(job)
      if (!isBusy) void work()
    },
    /** Jobs that have not ended. */
    waiting: () => queue.length + Number(isBusy),
  }
}
