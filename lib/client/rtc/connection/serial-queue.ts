/** Runs tasks one after another; what fails is reported, and the next one runs all the same. */
export interface SerialQueue {
  /** Resolves when the task is through, also if it failed or the queue was closed before. */
  readonly run: (task: () => Promise<void>) => Promise<void>
  /** What has not begun does not begin any more. */
  readonly close: () => void
}

export function createSerialQueue(onError: (error: unknown) => void): SerialQueue {
  let last = Promise.resolve()
  let isClosed = false
  return {
    run(task) {
      last = last.then(async () => {
        if (isClosed) return
        try {
          await task()
        } catch (error) {
          // A connection that was closed meanwhile refuses everything; nobody is interested any more.
          if (!isClosed) onError(error)
        }
      })
      return last
    },
    close: () => {
      isClosed = true
    },
  }
}
