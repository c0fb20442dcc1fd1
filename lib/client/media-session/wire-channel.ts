import { sessionOf } from '@/lib/client/chat/send-message'
import type { OmegooSocket } from '@/lib/client/realtime/omegoo-socket'
import {
  readCandidate,
  readDescription,
  type Signal,
  type SignalChannel,
} from '@/lib/client/rtc/connection/signals'

/** More than one negotiation ever needs, for those that come before anybody listens. */
const WAITING_MOST = 100

/**
 * The signals of sessions, as the generic dialect carries them. Those that come before the link listens are kept for it, of the
 * newest session only.
 */
export function createWireChannel(socket: OmegooSocket) {
  let waiting: { readonly session: string; readonly signals: Signal[] } = { session: '', signals: [] }
  let listening: { readonly session: string; readonly listener: (signal: Signal) => void } | undefined

  const receive = (session: string, signal: Signal | undefined) => {
    if (!signal) return
    if (listening?.session === session) return listening.listener(signal)
    if (waiting.session !== session) waiting = { session, signals: [] }
    if (waiting.signals.length < WAITING_MOST) waiting.signals.push(signal)
  }
  socket.on('webrtc-offer', ({ sessionId, offer }) => receive(sessionId, readDescription('offer', offer)))
  socket.on('webrtc-answer', ({ sessionId, answer }) => receive(sessionId, readDescription('answer', answer)))
  socket.on('webrtc-ice-candidate', ({ sessionId, candidate }) =>
    receive(sessionId, readCandidate(candidate)),
  )

  /** The channel of one session. What cannot be sent is lost: the link notices, and negotiates again. */
  return function channelOf(roomId: string): SignalChannel {
    const sessionId = sessionOf(roomId)
    return {
      send(signal) {
        if (signal.kind === 'candidate')
          return socket.emit('webrtc-ice-candidate', { sessionId, candidate: signal.candidate })
        const { description } = signal
        if (description.type === 'offer') socket.emit('webrtc-offer', { sessionId, offer: description })
        else socket.emit('webrtc-answer', { sessionId, answer: description })
      },
      onSignal(listener) {
        const mine = { session: sessionId, listener }
        listening = mine
        if (waiting.session === sessionId) for (const signal of waiting.signals.splice(0)) listener(signal)
        return () => {
          if (listening === mine) listening = undefined
        }
      },
    }
  }
}
