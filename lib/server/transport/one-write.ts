import type { Duplex } from 'node:stream'

/**
 * Lets what one turn of the event loop writes to a socket leave in one write.
 *
 * Each WebSocket frame is corked and uncorked by itself, so an echo and its acknowledgement cost a system call each, the
 * dearest part of a message. Uncorking once after the turn makes them one; nothing waits longer than the turn lasts.
 */
export function writeOncePerTurn(socket: Duplex): void {
  const uncork = socket.uncork.bind(socket)
  let isScheduled = false

  function flush(): void {
    isScheduled = false
    while (socket.writableCorked > 0) uncork()
  }

  socket.uncork = () => {
    if (isScheduled) return
    isScheduled = true
    setImmediate(flush)
  }
}
