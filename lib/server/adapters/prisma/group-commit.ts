interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** In one transaction. */
const AT_ONCE = 200

/**
 * Saves that arrive while a transaction is under way share the next one: a database with one writer, or many saves of one row,
 * take hundreds a second so. One that comes alone waits for nothing.
 *
 * @param save - all of them or none, with results in the order of the items
 * @returns resolves when the item is durable; rejects with what its own transaction threw
 */
export function groupCommit<Item, Result>(save: (items: readonly Item[]) => Promise<readonly Result[]>) {
  let waiting: Waiting<Item, Result>[] = []
  let isSaving = false

  async function saveNext(): Promise<void> {
    const batch = waiting.slice(0, AT_ONCE)
    waiting = waiting.slice(AT_ONCE)
    try {
      const results = await save(batch.map(({ item }) => item))
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result)
    } catch (error) {
      await saveApart(batch, error)
    }
    // An embedded database answers without a turn of the event loop, in which others would have come.
    setImmediate(() => {
      if (waiting.length > 0) void saveNext()
      else isSaving = false
    })
  }

  /** What the database refuses of one is not the others' fault. */
  async function saveApart(batch: readonly Waiting<Item, Result>[], error: unknown): Promise<void> {
    if (batch.length === 1) return batch[0]?.reject(error)
    for (const { item, resolve, reject } of batch) {
      try {
        resolve((await save([item]))[0] as Result)
      } catch (own) {
        reject(own)
      }
    }
  }

  return (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isSaving) return
      isSaving = true
      void saveNext()
    })
}
