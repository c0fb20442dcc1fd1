import type { OpenLink } from './link'

/** A connection of its own to a Socket.IO namespace, never shared and never tried again by itself. */
export const openSocketIoLink: OpenLink = async ({ namespace, token }, listener) => {
  const { io } = await import('socket.io-client')
  const socket = io(new URL(namespace, location.origin).href, {
    forceNew: true,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: token === undefined ? {} : { token },
  })
  socket.on('connect', () => listener.opened())
  socket.on('connect_error', (error) => {
    listener.refused(error.message)
    socket.disconnect()
  })
  socket.on('disconnect', (reason) => listener.closed(reason))
  socket.onAny((event: string, payload: unknown) => listener.received(event, payload))

  return {
    send(event, payload, answered) {
      const args = [...(payload === undefined ? [] : [payload]), ...(answered ? [answered] : [])]
      socket.emit(event, ...args)
    },
    close: () => void socket.disconnect(),
  }
}
