/** What two connections tell each other through whatever carries their signals. */
export type Signal =
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit }
  /** `null`: the sender has no more of them. */
  | { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit | null }

/** Carries signals to the partner and back, each once and in order. */
export interface SignalChannel {
  readonly send: (signal: Signal) => void
  /** @returns what ends it */
  readonly onSignal: (listener: (signal: Signal) => void) => () => void
}

/**
 * Reads a description as clients write it: an object `{type, sdp}`, or the SDP alone as a text.
 *
 * @param type - what the event's name says; an object's own `type` is held against it
 * @returns undefined for anything else
 */
export function readDescription(type: 'offer' | 'answer', wire: unknown): Signal | undefined {
  const sdp = typeof wire === 'string' ? wire : fieldOf(wire, 'sdp')
  const ownType = typeof wire === 'string' ? type : (fieldOf(wire, 'type') ?? type)
  if (typeof sdp !== 'string' || !sdp.startsWith('v=') || ownType !== type) return undefined
  return { kind: 'description', description: { type, sdp } }
}

/**
 * Reads a candidate as clients write it: `RTCIceCandidateInit`, the candidate line alone as a text, or null for the end.
 * Without a media line it belongs to the first one, which carries all (BUNDLE).
 *
 * @returns undefined for anything else
 */
export function readCandidate(wire: unknown): Signal | undefined {
  if (wire === null) return { kind: 'candidate', candidate: null }
  const candidate = typeof wire === 'string' ? wire : fieldOf(wire, 'candidate')
  if (typeof candidate !== 'string') return undefined
  const sdpMid = fieldOf(wire, 'sdpMid')
  const sdpMLineIndex = fieldOf(wire, 'sdpMLineIndex')
  const usernameFragment = fieldOf(wire, 'usernameFragment')
  const line = {
    ...(typeof sdpMid === 'string' && { sdpMid }),
    ...(typeof sdpMLineIndex === 'number' && { sdpMLineIndex }),
  }
  return {
    kind: 'candidate',
    candidate: {
      candidate,
      ...(Object.keys(line).length > 0 ? line : { sdpMLineIndex: 0 }),
      ...(typeof usernameFragment === 'string' && { usernameFragment }),
    },
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
