import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Clock } from '@/lib/client/clock'
import { retryDelay } from '@/lib/client/retry-ladder'
import type { Millis } from '@/lib/domain/ids'

export type Connection =
  | { readonly status: 'connecting' }
  /** `back` after a loss: the connection was made again. */
  | { readonly status: 'online'; readonly back: boolean }
  /** The device itself has no network; tries begin when it has. */
  | { readonly status: 'offline' }
  /** `retryAt` is undefined while a try is under way. */
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly retryAt: Millis | undefined }
  /** Nobody is logged in here any more; the gate is next. */
  | { readonly status: 'signed-out' }
  | { readonly status: 'closed' }

/** The one link, with everything that concerns tries left to the connection. */
export interface Link {
  readonly open: () => void
  readonly close: () => void
}

/** What the link tells of itself. */
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
  readonly hasNetwork: () => boolean
  /** Logs the device in again: done, refused, or nobody answered. */
  readonly signInAgain: () => Promise<'done' | 'refused' | 'unanswered'>
}

/**
 * Keeps one link alive: tries again on a jittered ladder, waits for the network where there is none, and
 * logs in again once when the server no longer knows the login.
 */
export function createConnection(deps: Deps) {
  const { link } = deps
  const store: StoreApi<Connection> = createStore<Connection>(() => ({ status: 'closed' }))
  const show = (connection: Connection) => store.setState(connection, true)
  const isOver = () => ['closed', 'signed-out'].includes(store.getState().status)
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
    tryNow: tries.now,
    /** The server answered that nobody is logged in on this link. */
    unauthorized: () => {
      if (store.getState().status === 'online') void renewLogin()
    },
    /** An answer that needed a login came: the next refusal may log in again. */
    authorized: renewal.allow,
    networkLost: () => {
      if (isOver()) return
      tries.drop()
      link.close()
      show({ status: 'offline' })
    },
    networkBack: () => {
      if (store.getState().status === 'offline') tries.now()
    },
  }
}

/** The tries of one connection, and what they show. */
function createTries({ link, clock, chance, hasNetwork }: Deps, store: StoreApi<Connection>) {
  const show = (connection: Connection) => store.setState(connection, true)
  let attempt = 0
  let isBack = false
  let drop = () => {}

  const showTrying = () => {
    attempt = Math.max(attempt, 1)
    show({ status: 'reconnecting', attempt, retryAt: undefined })
  }
  const now = () => {
    if (['online', 'signed-out', 'closed'].includes(store.getState().status)) return
    drop()
    if (!hasNetwork()) return show({ status: 'offline' })
    if (store.getState().status !== 'connecting') showTrying()
    link.open()
  }
  return {
    now,
    showTrying,
    drop: () => drop(),
    first: () => {
      attempt = 0
      show({ status: 'connecting' })
      now()
    },
    later: () => {
      drop()
      if (!hasNetwork()) return show({ status: 'offline' })
      attempt += 1
      const delay = retryDelay(attempt, chance())
      show({ status: 'reconnecting', attempt, retryAt: clock.now() + delay })
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
