import type { PeerConnection } from './peer-connection'
import { createSerialQueue } from './serial-queue'
import type { Signal } from './signals'

interface NegotiationDeps {
  readonly connection: PeerConnection
  readonly send: (signal: Signal) => void
  /** Changes the partner's SDP before it is set. */
  readonly tuneRemote: (sdp: string) => string
  /** Whatever must hold before one's own side is described: from then on media may flow. */
  readonly beforeLocal: () => Promise<void>
  /**
   * The partner describes another connection than before: its page was loaded again, or it began anew. The signal was
   * not used, and no other one is.
   */
  readonly onOtherConnection: (signal: Signal) => void
  /** Something was refused; the line may recover by itself. */
  readonly onError: (error: unknown) => void
}

/** Perfect negotiation on one connection. */
export interface Negotiation {
  /** Offers now, or once an exchange under way has ended. Also while one's own offer is unanswered: it may be lost. */
  readonly offer: () => void
  readonly receive: (signal: Signal) => void
  /** Whether the partner has described its side. */
  readonly isDescribed: () => boolean
  readonly close: () => void
}

/**
 * Perfect negotiation, polite on both sides: an offer that meets one's own takes its place (implicit rollback). The
 * server lets only one offer through at a time, so both cannot yield to each other (contracts.md section 9). Candidates
 * always trickle; those that come before a description wait for it.
 *
 * @see https://www.w3.org/TR/webrtc/#perfect-negotiation-example
 */
export function createNegotiation(deps: NegotiationDeps): Negotiation {
  const { connection } = deps
  const queue = createSerialQueue(deps.onError)
  const outgoing = createOutgoing(deps)
  const candidates = createWaitingCandidates(connection, deps.onError)
  let partner: string | undefined
  let isReplaced = false
  /** One is waiting, and will hold whatever is asked for until it is made. */
  let isOffering = false

  const answer = async () => {
    await deps.beforeLocal()
    await outgoing.describe()
  }
  const setRemote = async (description: RTCSessionDescriptionInit) => {
    partner = originOf(description.sdp ?? '')
    await connection.setRemoteDescription({ ...description, sdp: deps.tuneRemote(description.sdp ?? '') })
    await candidates.release()
  }
  const handle = async (signal: Signal) => {
    if (isReplaced) return
    if (signal.kind === 'candidate') return candidates.add(signal.candidate)
    const { description } = signal
    const isAnswer = description.type === 'answer'
    // An answer to an offer that was rolled back meanwhile.
    if (isAnswer && connection.signalingState !== 'have-local-offer') return
    if (partner !== undefined && partner !== originOf(description.sdp ?? '')) {
      isReplaced = true
      return deps.onOtherConnection(signal)
    }
    await setRemote(description)
    if (!isAnswer) await answer()
  }

  return {
    offer: () => {
      if (isOffering) return
      isOffering = true
      void queue.run(async () => {
        await deps.beforeLocal()
        isOffering = false
        // An offer of the partner is answered in one go, so it is never found here half-way.
        if (!isReplaced) await outgoing.describe()
      })
    },
    receive: (signal) => void queue.run(() => handle(signal)),
    isDescribed: () => partner !== undefined,
    close: queue.close,
  }
}

/** One's own description goes before its candidates. */
function createOutgoing({ connection, send }: NegotiationDeps) {
  let held: RTCIceCandidateInit[] | undefined
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate?.candidate) return
    const line = candidate.toJSON()
    if (held) held.push(line)
    else send({ kind: 'candidate', candidate: line })
  })
  const release = () => {
    const waiting = held ?? []
    held = undefined
    for (const candidate of waiting) send({ kind: 'candidate', candidate })
  }
  return {
    async describe() {
      held = []
      try {
        await connection.setLocalDescription()
        const { type, sdp } = connection.localDescription ?? {}
        if (type && sdp) send({ kind: 'description', description: { type, sdp } })
      } finally {
        release()
      }
    },
  }
}

function createWaitingCandidates(connection: PeerConnection, onError: (error: unknown) => void) {
  let waiting: (RTCIceCandidateInit | null)[] = []
  const add = async (candidate: RTCIceCandidateInit | null) => {
    if (!connection.remoteDescription) {
      waiting.push(candidate)
      return
    }
    try {
      await connection.addIceCandidate(candidate)
    } catch (error) {
      onError(error) // One of an offer that was rolled back, or of a form this browser does not know: others follow.
    }
  }
  return {
    add,
    async release() {
      const all = waiting
      waiting = []
      for (const candidate of all) await add(candidate)
    },
  }
}

/** The part of SDP that stays the same as long as a connection lives: user name and session id (RFC 8866 section 5.2). */
function originOf(sdp: string): string {
  return /^o=(\S+ \S+) /m.exec(sdp)?.[1] ?? ''
}
