/** One's own words that have not been sent, kept over a refresh or a restart. Sent and received messages are never kept. */
export interface Unsent {
  readonly roomId: string
  readonly draft: string
  readonly waiting: readonly { readonly clientMessageId: string; readonly content: string }[]
}

/** One's own messages that wait to be sent, where they outlive the tab. Each tab has an entry of its own. */
export interface UnsentStore {
  /** What all tabs left here. */
  readonly recall: () => Promise<readonly Unsent[]>
  /** Keeps this tab's; nothing waiting removes them. */
  readonly keep: (unsent: Unsent) => void
  /** Removes everything, of every tab: the conversation is over. */
  readonly forget: () => void
}

/** Keeps nothing. */
export const noUnsentStore: UnsentStore = { recall: async () => [], keep: () => {}, forget: () => {} }

/**
 * Unsent messages in IndexedDB. Steps run one after the other, so that the last one counts; where the browser
 * forbids the database nothing is kept, and the page works all the same.
 */
export function browserUnsentStore(): UnsentStore {
  const tab = crypto.getRandomValues(new Uint32Array(4)).join('-')
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(act: (idb: IdbKeyval, store: Store) => Promise<T>, otherwise: T): Promise<T> => {
    const step = last.then(open).then(({ idb, store }) => act(idb, store))
    const safe = step.catch((error: unknown) => {
      console.debug('Unsent messages are not kept beyond this tab.', error)
      return otherwise
    })
    last = safe
    return safe
  }
  return {
    recall: () => inTurn((idb, store) => idb.values<Unsent>(store), []),
    keep: (unsent) => {
      const isEmpty = unsent.waiting.length === 0
      // The draft changes at every key, and lives as long as its tab.
      const kept: Unsent = { ...unsent, draft: '' }
      void inTurn((idb, store) => (isEmpty ? idb.del(tab, store) : idb.set(tab, kept, store)), undefined)
    },
    forget: () => void inTurn((idb, store) => idb.clear(store), undefined),
  }
}

type IdbKeyval = typeof import('idb-keyval')
type Store = ReturnType<IdbKeyval['createStore']>

let opened: Promise<{ readonly idb: IdbKeyval; readonly store: Store }> | undefined

/** The database is opened once, and its code loaded when it is first needed; without a network at the next time. */
function open() {
  opened ??= import('idb-keyval')
    .then((idb) => ({ idb, store: idb.createStore('omegoo.unsent', 'messages') }))
    .catch((error: unknown) => {
      opened = undefined
      throw error
    })
  return opened
}
