/** How long a record waits for others that go with it, ms; and how long after a failure, which doubles up to the last. */
const GATHERED_MS = 100
const RETRY_MS = 250
const RETRY_AT_MOST_MS = 8_000
/** In one write, unless given. */
const AT_ONCE = 500
/** Records that wait, at most: a minute of a thousand ends a second, in 20 MB. */
const KEPT = 60_000

interface Settings<Row> {
  /** How long a row waits for others, ms; a tenth of a second unless given. */
  readonly gatheredMs?: number
  /** Rows of one write; 500 unless given. */
  readonly atOnce?: number
  /** Idempotent; a write that failed is tried again with the same rows. */
  readonly write: (rows: readonly Row[]) => Promise<void>
  /** Whether a write failed because of what was written, so that trying again is in vain. */
  readonly isRefusal: (error: unknown) => boolean
  /** A write failed otherwise; what it wrote waits. */
  readonly onFailed: (error: unknown) => void
  /** So many were not written. @param error - why the database refused it; undefined: more waited than are kept */
  readonly onDropped: (count: number, error?: unknown) => void
}

/**
 * Rows that nobody waits for, written many at a time. A process that is killed loses those of its last tenth of a second; while
 * the database is away they wait for it.
 */
export function createRecordQueue<Row>(settings: Settings<Row>) {
  const { gatheredMs = GATHERED_MS, atOnce = AT_ONCE, write, isRefusal, onFailed, onDropped } = settings
  let waiting: Row[] = []
  let timer: NodeJS.Timeout | undefined
  let retryMs = RETRY_MS
  let writing: Promise<void> = Promise.resolve()
  /** The write after the one under way; all who ask for one until it begins share it. */
  let next: Promise<void> | undefined

  function schedule(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined
      flush().catch(() => undefined) // it has scheduled the next try
    }, ms).unref()
  }

  /** The oldest make room. */
  function bound(): void {
    const dropped = waiting.length - KEPT
    if (dropped < atOnce) return // not one by one: each time costs as much as there are
    waiting = waiting.slice(dropped)
    onDropped(dropped)
  }

  /** A row that the database refuses is left out; the others of its write are not. @throws on any other failure */
  async function writeApart(rows: readonly Row[]): Promise<void> {
    try {
      await write(rows)
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (rows.length === 1) return onDropped(1, error)
      const half = rows.length >> 1
      await writeApart(rows.slice(0, half))
      await writeApart(rows.slice(half))
    }
  }

  /** What waits now; what comes meanwhile waits for others of its own. */
  async function writeAll(): Promise<void> {
    for (let left = waiting.length; left > 0; left -= atOnce) {
      const rows = waiting.splice(0, Math.min(left, atOnce))
      try {
        await writeApart(rows)
      } catch (error) {
        waiting.unshift(...rows)
        bound()
        onFailed(error)
        schedule(retryMs)
        retryMs = Math.min(2 * retryMs, RETRY_AT_MOST_MS)
        throw error
      }
      retryMs = RETRY_MS
    }
  }

  /** Writes what waits. @throws when it cannot be written now; the rows wait for the next try then */
  function flush(): Promise<void> {
    next ??= writing
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return writeAll()
      })
    writing = next
    return next
  }

  return {
    add(row: Row): void {
      waiting.push(row)
      bound()
      schedule(gatheredMs)
    },
    flush,
  }
}

export type RecordQueue<Row> = ReturnType<typeof createRecordQueue<Row>>
