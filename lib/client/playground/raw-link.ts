import { pathOfNamespace } from '@/lib/contracts/kit'
import type { OpenLink } from './link'

/**
 * A raw WebSocket of its own: JSON frames of `{type, payload}` one way, of whatever the contract says the other. A browser cannot
 * send a token with it, so this browser's session counts, or the token that an event carries.
 */
export const openRawLink: OpenLink = async ({ namespace }, listener) => {
  const address = new URL(pathOfNamespace(namespace), location.origin)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  let isOpen = false
  socket.addEventListener('open', () => {
    isOpen = true
    listener.opened()
  })
  socket.addEventListener('close', ({ code, reason }) => {
    const words = [`WebSocket ${code}`, reason].filter(Boolean).join(': ')
    if (isOpen) listener.closed(words)
    else listener.refused(words)
  })
  socket.addEventListener('message', ({ data }) => {
    const frame = readFrame(data)
    listener.received(eventOf(frame), frame)
  })

  return {
    send: (event, payload) => socket.send(JSON.stringify({ type: event, payload })),
    close: () => socket.close(),
  }
}

function readFrame(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return data
  }
}

/** A frame names its event as `type` or as `event`. */
function eventOf(frame: unknown): string {
  const { type, event } = (typeof frame === 'object' && frame !== null ? frame : {}) as Record<
    string,
    unknown
  >
  return [type, event].find((name) => typeof name === 'string') ?? ''
}
