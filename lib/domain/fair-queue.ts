/** How many are served at once and how many may wait. */
export interface FairQueueSize {
  readonly atOnce: number
  readonly waiting: number
  /** Of those, how many of one address; all of them unless given. */
  readonly ofAddress?: number
}

/** One who waits for a turn. */
interface Waiter {
  readonly start: () => void
  readonly refuse: () => void
}

/**
 * Lets costly work be done one after the other, alternating between the addresses that ask. When the queue is full, the
 * address with the most entries loses its newest: no address can keep others out by asking often.
 */
export function createFairQueue({ atOnce, waiting, ofAddress = waiting }: FairQueueSize) {
  const lines = new Map<string, Waiter[]>()
  let running = 0
  let count = 0

  function remove(address: string, waiter: Waiter | undefined): void {
    const line = lines.get(address)
    const at = line && waiter ? line.indexOf(waiter) : -1
    if (!line || at === -1) return
    line.splice(at, 1)
    count -= 1
    if (line.length === 0) lines.delete(address)
  }

  function next(): void {
    const [turn] = lines
    if (running >= atOnce || !turn) return
    const [address, line] = turn
    const [waiter] = line
    remove(address, waiter)
    // An address that was served goes behind the others.
    if (lines.delete(address)) lines.set(address, line)
    running += 1
    waiter?.start()
  }

  function longest(): [string, Waiter[]] | undefined {
    let found: [string, Waiter[]] | undefined
    for (const line of lines) if (line[1].length > (found?.[1].length ?? 0)) found = line
    return found
  }

  return {
    /**
     * Queues one; exactly one of `start` and `refuse` is called, unless it leaves before.
     *
     * @returns how to leave the line, without effect once started
     */
    enter(address: string, waiter: Waiter): () => void {
      const most = count >= waiting ? longest() : undefined
      const own = lines.get(address)?.length ?? 0
      if (own >= ofAddress || (most && most[1].length <= own + 1)) {
        waiter.refuse()
        return () => undefined
      }
      if (most) {
        const newest = most[1].at(-1)
        remove(most[0], newest)
        newest?.refuse()
      }
      lines.set(address, [...(lines.get(address) ?? []), waiter])
      count += 1
      next()
      return () => remove(address, waiter)
    },
    /** To be called once for every one that was started, when it is served. */
    done(): void {
      running -= 1
      next()
    },
    waiting: () => count,
  }
}
