/** Runs jobs one after the other, in the order they came; a failing job does not stop the others. Every connection has one. */
export class SerialQueue {
  private readonly queue: (() => Promise<void>)[] = []
  private isBusy = false

  constructor(private readonly onError: (error: unknown) => void) {}

  /** Begins at once where nothing else is to be done first. */
  add(job: () => Promise<void>): void {
    this.queue.push(job)
    if (!this.isBusy) void this.work()
  }

  /** Jobs that have not ended. */
  waiting(): number {
    return this.queue.length + Number(this.isBusy)
  }

  private async work(): Promise<void> {
    this.isBusy = true
    for (let job = this.queue.shift(); job; job = this.queue.shift()) {
      try {
        await job()
      } catch (error) {
        this.onError(error)
      }
    }
    this.isBusy = false
  }
}
