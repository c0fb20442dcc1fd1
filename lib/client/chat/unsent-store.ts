import type { Unsent } from './chat-persistence'

/** One's own messages that wait to be sent, where they outlive the tab. Each tab has a place of its own. */
export interface UnsentShelf {
  /** What all tabs left here. */
  readonly recall: () => Promise<readonly Unsent[]>
  /** Keeps this tab's; nothing waiting takes them away. */
  readonly keep: (unsent: Unsent) => void
  /** Takes everything away, of every tab: the conversation is over. */
  readonly forget: () => void
}

/** Keeps nothing. */
export const noShelf: UnsentShelf = { recall: async () => [], keep: () => {}, forget: () => {} }

/**
 * The shelf in IndexedDB. Steps run one after the other, so that what was said last counts; where the browser
 * forbids the database nothing is kept, and the page works all the same.
 */
export function browserShelf(): UnsentShelf {
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

/** The database is opened once, and its code loaded when it is first needed. */
function open() {
  opened ??= import('idb-keyval').then((idb) => ({
    idb,
    store: idb.createStore('omegoo.unsent', 'messages'),
  }))
  return opened
}
