import DataLoader from 'dataloader'

/** So many keys in one query: a few lengths, which the database plans once each. */
const LENGTHS = [1, 8, 40, 100, 200, 500]
/** Longer ones are multiples of this. */
const LONG = 1_000
const AT_ONCE = 200

interface Bounds {
  /** Keys of one query. */
  readonly atOnce?: number
  /** The query has another text for each number of keys: they are filled up to one of a few lengths. */
  readonly fillsUp?: boolean
}

/**
 * Makes a look-up by key out of one by many keys: keys that are asked for while a query is under way go into the next one,
 * 200 at most in each unless said otherwise. One that is asked for alone waits for nothing.
 *
 * No answer is older than its question: a query that began before it does not count, and nothing is cached.
 *
 * @param read - by at most so many keys, the last of which may come several times; what it does not find is left out
 * @returns a look-up that rejects with what `read` threw for its query
 */
export function lookUpTogether<Key, Found>(
  read: (keys: Key[]) => Promise<ReadonlyMap<Key, Found>>,
  { atOnce = AT_ONCE, fillsUp = true }: Bounds = {},
) {
  const oneAtATime = createTurns()
  const loader = new DataLoader<Key, Found | undefined>(
    async (keys) => {
      try {
        const different = [...new Set(keys)]
        const found = await read(fillsUp ? filledUp(different) : different)
        return keys.map((key) => found.get(key))
      } finally {
        // Answers of an embedded database come without a turn of the event loop, in which others would have asked.
        setImmediate(oneAtATime.next)
      }
    },
    { cache: false, maxBatchSize: atOnce, batchScheduleFn: oneAtATime.start },
  )
  return (key: Key): Promise<Found | undefined> => loader.load(key)
}

/** Values that a query is given a column each of. */
type Columns<Values extends readonly unknown[]> = { -readonly [Place in keyof Values]: Values[Place][] }

/**
 * The same by several values: each question is a row of the columns that the query is given (`unnest(…) WITH ORDINALITY`).
 *
 * @param read - by columns of at most `atOnce` values; its rows say by `n`, counted from 1, for which question they are
 * @returns a look-up of the one row
 */
export function lookUpByValues<
  Values extends readonly (string | number)[],
  Row extends { readonly n: number },
>(read: (columns: Columns<Values>) => Promise<readonly Row[]>, { atOnce }: { readonly atOnce: number }) {
  const lookUp = lookUpTogether<string, Row>(
    async (keys) => {
      const questions = keys.map((key) => JSON.parse(key) as Values)
      const columns = questions[0]?.map((_, place) => questions.map((values) => values[place]))
      const rows = await read(columns as unknown as Columns<Values>)
      return new Map(rows.map((row) => [keys[row.n - 1] ?? '', row]))
    },
    { atOnce, fillsUp: false },
  )
  return (...values: Values): Promise<Row | undefined> => lookUp(JSON.stringify(values))
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

/** Repeats the last key up to the next length, so that the database plans a list of keys in a few forms. */
export function filledUp<Key>(keys: Key[]): Key[] {
  const length = LENGTHS.find((one) => one >= keys.length) ?? Math.ceil(keys.length / LONG) * LONG
  return Array.from({ length }, (_, index) => keys[Math.min(index, keys.length - 1)] as Key)
}
