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
export function createConnection({ link, clock, chance, hasNetwork, signInAgain }: Deps) {
  const store: StoreApi<Connection> = createStore<Connection>(() => ({ status: 'closed' }))
  const show = (connection: Connection) => store.setState(connection, true)
  const status = () => store.getState().status
  let attempt = 0
  let isBack = false
  let dropTimer = () => {}

  const tryNow = () => {
    if (status() === 'online' || status() === 'signed-out' || status() === 'closed') return
    dropTimer()
    if (!hasNetwork()) return show({ status: 'offline' })
    if (attempt > 0) show({ status: 'reconnecting', attempt, retryAt: undefined })
    link.open()
  }

  const tryLater = () => {
    dropTimer()
    if (!hasNetwork()) return show({ status: 'offline' })
    attempt += 1
    const delay = retryDelay(attempt, chance())
    show({ status: 'reconnecting', attempt, retryAt: clock.now() + delay })
    dropTimer = clock.later(delay, tryNow)
  }

  const renewal = createRenewal(signInAgain)
  const renewLogin = async () => {
    link.close()
    show({ status: 'reconnecting', attempt: Math.max(attempt, 1), retryAt: undefined })
    const outcome = await renewal.renew()
    if (status() === 'closed') return
    if (outcome === 'refused') return show({ status: 'signed-out' })
    if (outcome === 'unanswered') return tryLater()
    attempt = Math.max(attempt, 1)
    tryNow()
  }

  const events: LinkEvents = {
    opened() {
      dropTimer()
      attempt = 0
      show({ status: 'online', back: isBack })
      isBack = true
    },
    failed(refused) {
      if (status() === 'closed') return
      if (refused) void renewLogin()
      else tryLater()
    },
    lost(byServer) {
      if (status() === 'closed' || status() === 'signed-out') return
      if (byServer) void renewLogin()
      else tryLater()
    },
  }

  return {
    store,
    events,
    /** Begins; safe to call again. */
    start: () => {
      if (status() !== 'closed') return
      attempt = 0
      show({ status: 'connecting' })
      tryNow()
    },
    stop: () => {
      dropTimer()
      show({ status: 'closed' })
      link.close()
    },
    tryNow,
    /** The server answered that nobody is logged in on this link. */
    unauthorized: () => {
      if (status() === 'online') void renewLogin()
    },
    /** An answer that needed a login came: the next refusal may log in again. */
    authorized: renewal.allow,
    networkLost: () => {
      if (status() === 'closed' || status() === 'signed-out') return
      dropTimer()
      link.close()
      show({ status: 'offline' })
    },
    networkBack: () => {
      if (status() === 'offline') {
        attempt = Math.max(attempt, 1)
        tryNow()
      }
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
