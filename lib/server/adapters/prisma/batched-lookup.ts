import DataLoader from 'dataloader'

/** So many keys in one query: a few lengths, which the database plans once each. */
const LENGTHS = [1, 8, 40, 200]
const AT_ONCE = 200

/**
 * Makes a look-up by key out of one by many keys: keys that are asked for while a query is under way go into the next one,
 * 200 at most in each. One that is asked for alone waits for nothing.
 *
 * No answer is older than its question: a query that began before it does not count, and nothing is cached.
 *
 * @param read - by at most 200 keys, the last of which may come several times; what it does not find is left out
 * @returns a look-up that rejects with what `read` threw for its query
 */
export function lookUpTogether<Key, Found>(read: (keys: Key[]) => Promise<ReadonlyMap<Key, Found>>) {
  const oneAtATime = createTurns()
  const loader = new DataLoader<Key, Found | undefined>(
    async (keys) => {
      try {
        const found = await read(filledUp([...new Set(keys)]))
        return keys.map((key) => found.get(key))
      } finally {
        // Answers of an embedded database come without a turn of the event loop, in which others would have asked.
        setImmediate(oneAtATime.next)
      }
    },
    { cache: false, maxBatchSize: AT_ONCE, batchScheduleFn: oneAtATime.start },
  )
  return (key: Key): Promise<Found | undefined> => loader.load(key)
}

/** Starts a batch when the one before it has ended. */
function createTurns() {
  const waiting: (() => void)[] = []
  let isReading = false
  return {
    start(dispatch: () => void): void {
      if (isReading) return void waiting.push(dispatch)
      isReading = true
      // The loader adds the first key after this.
      queueMicrotask(dispatch)
    },
    next(): void {
      const dispatch = waiting.shift()
      isReading = dispatch !== undefined
      dispatch?.()
    },
  }
}

/** Repeats the last key up to the next length. */
function filledUp<Key>(keys: Key[]): Key[] {
  const length = LENGTHS.find((one) => one >= keys.length) ?? keys.length
  return Array.from({ length }, (_, index) => keys[Math.min(index, keys.length - 1)] as Key)
}
