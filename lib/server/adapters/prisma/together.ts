/** At most so many keys in one query. */
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
 * @param read - by different keys, at most 200; what it does not find is left out
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
        const found = await read([...new Set(asked.map(({ key }) => key))])
        for (const { key, resolve } of asked) resolve(found.get(key))
      } catch (error) {
        for (const { reject } of asked) reject(error)
      }
    }
    isReading = false
  }

  return (key: Key): Promise<Found | undefined> =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject })
      if (!isReading) void readOn()
    })
}
