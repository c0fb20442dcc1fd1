import { setImmediate as turnOfEventLoop } from 'node:timers/promises'

/** So many keys in one query: a few lengths, which the database plans once each. */
const LENGTHS = [1, 8, 40, 200]
const AT_ONCE = 200

interface Asked<Key, Found> {
  readonly key: Key
  readonly resolve: (found: Found | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Makes a look-up by key out of one by many keys: who asks while a query is under way is answered by the next one, together with
 * everybody else who asked meanwhile. Alone one waits for nobody; thousands at once cost a query for each 200.
 *
 * No answer is older than its question: a query that began before it does not count.
 *
 * @param read - by at most 200 keys, the last of which may come several times; what it does not find is left out
 * @returns a look-up that rejects with what `read` threw for its query
 */
export function lookUpTogether<Key, Found>(read: (keys: Key[]) => Promise<ReadonlyMap<Key, Found>>) {
  let waiting: Asked<Key, Found>[] = []
  let isReading = false

  async function readOn(): Promise<void> {
    isReading = true
    while (waiting.length > 0) {
      const asked = waiting.slice(0, AT_ONCE)
      waiting = waiting.slice(AT_ONCE)
      try {
        const found = await read(filledUp([...new Set(asked.map(({ key }) => key))]))
        for (const { key, resolve } of asked) resolve(found.get(key))
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
      // Answers of an embedded database come without a turn of the event loop, in which others would have asked.
      await turnOfEventLoop()
    }
    isReading = false
  }

  return (key: Key): Promise<Found | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!isReading) void readOn()
    })
}

/** Repeats the last key up to the next length. */
function filledUp<Key>(keys: Key[]): Key[] {
  const length = LENGTHS.find((one) => one >= keys.length) ?? keys.length
  return Array.from({ length }, (_, place) => keys[Math.min(place, keys.length - 1)] as Key)
}
