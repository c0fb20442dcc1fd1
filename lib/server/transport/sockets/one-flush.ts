import type { Duplex } from 'node:stream'
import type { Socket } from 'engine.io'

/** What of an engine's connection its types keep to themselves. */
interface Inner {
  flush: () => void
  readonly transport: { readonly socket?: { readonly _socket?: Duplex | null } }
}

/**
 * Lets all packets that one turn of the event loop sends to a connection leave in one write.
 *
 * The engine hands its transport one packet and keeps the next until that one is written, so an echo and its acknowledgement
 * are a system call and a turn each, the dearest part of a message. Here packets gather until the turn is over; nothing waits
 * longer than the turn lasts.
 */
export function flushOncePerTurn(connection: Socket): void {
  const inner = connection as unknown as Inner
  const flush = inner.flush.bind(connection)
  let isScheduled = false

  function flushNow(): void {
    isScheduled = false
    // Each frame is a write of its own otherwise. A polling connection has no socket of its own.
    const socket = inner.transport.socket?._socket
    socket?.cork()
    flush()
    socket?.uncork()
  }

  inner.flush = () => {
    if (isScheduled) return
    isScheduled = true
    atEndOfTurn(flushNow)
  }
}

let actions: (() => void)[] = []

/** One immediate serves all connections of a turn. */
function atEndOfTurn(action: () => void): void {
  if (actions.push(action) === 1) setImmediate(runAll)
}

function runAll(): void {
  const due = actions
  actions = []
  for (const action of due) action()
}
