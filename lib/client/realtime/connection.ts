import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import { retryDelay } from './retry-ladder'
import type { Millis } from '@/lib/domain/ids'

export type Connection =
  | { readonly status: 'connecting' }
  /** `back` after a loss: the connection was made again. */
  | { readonly status: 'online'; readonly back: boolean }
  /**
   * `offline`: the same, while the device reports no network. It may be wrong, so the tries go on.
   * `retryAt` is undefined while a try is under way.
   */
  | {
      readonly status: 'reconnecting' | 'offline'
      readonly attempt: number
      readonly retryAt: Millis | undefined
    }
  /** There is no login here any more; the gate is next. */
  | { readonly status: 'signed-out' }
  /** The server closed it because the account is connected too often; it comes back only by hand. */
  | { readonly status: 'crowded' }
  /** This browser belongs to another account by now; the page is to be opened anew. */
  | { readonly status: 'another-account' }
  | { readonly status: 'closed' }

/** The one link, with everything that concerns tries left to the connection. */
export interface Link {
  readonly open: () => void
  readonly close: () => void
}

/** What the link reports of itself. */
export interface LinkEvents {
  readonly opened: () => void
  /** A try failed. `refused`: the server knows no such login. */
  readonly failed: (refused: boolean) => void
  /** `byServer`: the server ended it on purpose, as it does when the login is revoked. */
  readonly lost: (byServer: boolean) => void
}

interface Deps {
  readonly link: Link
  readonly clock: Clock
  /** From 0 to 1. */
  readonly chance: () => number
  /** What the device reports, for words alone. */
  readonly saysOnline: () => boolean
  /** Whether the server answers, asked beside the link. */
  readonly isReachable: () => Promise<boolean>
  /** Logs the device in again: done, refused, or unanswered. */
  readonly signInAgain: () => Promise<'done' | 'refused' | 'unanswered'>
}

/** An answer that was under way when the network went proves nothing: it is asked again after these. */
const ASKED_AGAIN_MS: readonly Millis[] = [1_000, 3_000]

/** Where nothing is tried any more. */
const OVER: ReadonlySet<Connection['status']> = new Set([
  'closed',
  'signed-out',
  'crowded',
  'another-account',
])

/**
 * Keeps one link alive: tries again on a jittered ladder, whatever the device reports of its network, and
 * logs in again once when the server no longer knows the login.
 */
export function createConnection(deps: Deps) {
  const { link } = deps
  const store: StoreApi<Connection> = createStore<Connection>(() => ({ status: 'closed' }))
  const show = (connection: Connection) => store.setState(connection, true)
  const isOver = () => OVER.has(store.getState().status)
  const end = (status: 'crowded' | 'another-account') => {
    if (isOver()) return
    tries.drop()
    show({ status })
    link.close()
  }
  const tries = createTries(deps, store)
  const renewal = createRenewal(deps.signInAgain)

  const renewLogin = async () => {
    link.close()
    tries.showTrying()
    const outcome = await renewal.renew()
    if (isOver()) return
    if (outcome === 'refused') show({ status: 'signed-out' })
    else if (outcome === 'unanswered') tries.later()
    else tries.now()
  }
  const goOn = (isUnknown: boolean) => {
    if (isOver()) return
    if (isUnknown) void renewLogin()
    else tries.later()
  }
  const events: LinkEvents = { opened: tries.succeeded, failed: goOn, lost: goOn }

  async function closeIfUnanswered([wait, ...more]: readonly Millis[]): Promise<void> {
    const isReachable = await deps.isReachable()
    if (store.getState().status !== 'online') return
    if (!isReachable) {
      link.close()
      tries.later()
    } else if (wait !== undefined) {
      deps.clock.later(wait, () => {
        if (!deps.saysOnline()) void closeIfUnanswered(more)
      })
    }
  }

  return {
    store,
    events,
    /** Begins; safe to call again. */
    start: () => {
      if (store.getState().status === 'closed') tries.first()
    },
    stop: () => {
      tries.drop()
      show({ status: 'closed' })
      link.close()
    },
    /** A person asked for it: also from where it does not come back by itself. */
    tryNow: () => (store.getState().status === 'crowded' ? tries.first() : tries.now()),
    /** Something suggests that a try may succeed now: the page is looked at, the network changed. */
    mayBeBack: () => {
      if (!isOver()) tries.now()
    },
    crowded: () => end('crowded'),
    anotherAccount: () => end('another-account'),
    /** The server answered that this link has no login. */
    unauthorized: () => {
      if (store.getState().status === 'online') void renewLogin()
    },
    /** An answer that needed a login came: the next refusal may log in again. */
    authorized: renewal.allow,
    /** The device reports that its network is gone. The link counts as lost only if the server does not answer either. */
    networkLost: async () => {
      if (store.getState().status !== 'online') return tries.rename()
      await closeIfUnanswered(ASKED_AGAIN_MS)
    },
  }
}

/** The tries of one connection, and what they show. */
function createTries({ link, clock, chance, saysOnline }: Deps, store: StoreApi<Connection>) {
  const show = (connection: Connection) => store.setState(connection, true)
  let attempt = 0
  let isBack = false
  let drop = () => {}

  const showTry = (retryAt: Millis | undefined) =>
    show({ status: saysOnline() ? 'reconnecting' : 'offline', attempt, retryAt })
  const showTrying = () => {
    attempt = Math.max(attempt, 1)
    showTry(undefined)
  }
  const now = () => {
    const { status } = store.getState()
    if (status === 'online' || OVER.has(status)) return
    drop()
    if (status !== 'connecting') showTrying()
    link.open()
  }
  return {
    now,
    showTrying,
    /** What the device reports of its network has changed. */
    rename: () => {
      const now = store.getState()
      if (now.status === 'reconnecting' || now.status === 'offline') showTry(now.retryAt)
    },
    drop: () => drop(),
    first: () => {
      attempt = 0
      show({ status: 'connecting' })
      now()
    },
    later: () => {
      drop()
      attempt += 1
      const delay = retryDelay(attempt, chance())
      showTry(clock.now() + delay)
      drop = clock.later(delay, now)
    },
    succeeded: () => {
      drop()
      attempt = 0
      show({ status: 'online', back: isBack })
      isBack = true
    },
  }
}

/** Logs in again once, until something that needed a login was answered. */
function createRenewal(signInAgain: Deps['signInAgain']) {
  let isSpent = false
  return {
    renew: async () => {
      if (isSpent) return 'refused'
      isSpent = true
      const outcome = await signInAgain()
      if (outcome === 'unanswered') isSpent = false
      return outcome
    },
    allow: () => {
      isSpent = false
    },
  }
}

export type ConnectionMachine = ReturnType<typeof createConnection>
