import { createMediaSender, type MediaSender, type SendLimits } from './media-sender'
import { createNegotiation, type Negotiation } from './negotiation'
import { configure, type CreatePeerConnection, type PeerConnection } from './peer-connection'
import type { Signal } from './signals'

export type MediaKind = 'audio' | 'video'

export type PeerLinkEvent =
  | { readonly kind: 'state'; readonly state: RTCPeerConnectionState }
  | { readonly kind: 'track'; readonly track: MediaStreamTrack }
  /** A TURN server refused the credentials (STUN error 401); the connection's state does not show it. */
  | { readonly kind: 'credentials-refused' }
  /** The partner has another connection now. This one is of no use any more; the signal was not used. */
  | { readonly kind: 'partner-renewed'; readonly signal: Signal }
  /** The browser refused something; the line may recover by itself. */
  | { readonly kind: 'error'; readonly error: unknown }

interface PeerLinkDeps {
  readonly create: CreatePeerConnection
  readonly configuration: RTCConfiguration
  readonly stream: MediaStream
  readonly limits: Readonly<Record<MediaKind, SendLimits>>
  readonly tuneRemote: (sdp: string) => string
  readonly send: (signal: Signal) => void
  readonly onEvent: (event: PeerLinkEvent) => void
}

/** One connection from its making to its close. Its media can be prepared before there is a partner. */
export interface PeerLink {
  readonly connection: PeerConnection
  readonly senders: Readonly<Record<MediaKind, MediaSender>>
  readonly negotiation: Negotiation
  /** From now on it offers whenever there is something to negotiate. @param kinds - what it wants to receive */
  readonly begin: (kinds: readonly MediaKind[]) => void
  /** New ICE on the same connection, with other servers where given. */
  readonly restart: (servers?: RTCConfiguration) => void
  readonly close: () => void
}

const UNAUTHORIZED = 401

export function createPeerLink(deps: PeerLinkDeps): PeerLink {
  const connection = deps.create(deps.configuration)
  let isClosed = false
  const emit = (event: PeerLinkEvent) => {
    if (!isClosed) deps.onEvent(event)
  }
  const onError = (error: unknown) => emit({ kind: 'error', error })
  const sender = (kind: MediaKind) => createMediaSender(connection, deps.stream, deps.limits[kind], onError)
  const senders = { audio: sender('audio'), video: sender('video') }
  const ready = async () => {
    await Promise.all([senders.audio.ready(), senders.video.ready()])
  }
  const negotiation = createNegotiation({
    connection,
    send: deps.send,
    tuneRemote: deps.tuneRemote,
    beforeLocal: ready,
    onOtherConnection: (signal) => emit({ kind: 'partner-renewed', signal }),
    onError,
  })
  let mayOffer = false
  reportEvents(connection, emit, ready)
  connection.addEventListener('negotiationneeded', () => {
    // Without a say in who offers there is at least one description already.
    if (mayOffer || negotiation.isDescribed()) negotiation.offer()
  })

  return {
    connection,
    senders,
    negotiation,
    begin(kinds) {
      mayOffer = true
      receive(connection, kinds)
      negotiation.offer()
    },
    restart(servers) {
      if (servers) configure(connection, servers)
      connection.restartIce()
      negotiation.offer()
    },
    close() {
      isClosed = true
      negotiation.close()
      connection.close()
    },
  }
}

function reportEvents(
  connection: PeerConnection,
  emit: (event: PeerLinkEvent) => void,
  ready: () => Promise<void>,
): void {
  connection.addEventListener('connectionstatechange', () => {
    const state = connection.connectionState
    if (state === 'connected') void ready()
    emit({ kind: 'state', state })
  })
  connection.addEventListener('track', ({ track }) => emit({ kind: 'track', track }))
  connection.addEventListener('icecandidateerror', ({ errorCode }) => {
    if (errorCode === UNAUTHORIZED) emit({ kind: 'credentials-refused' })
  })
}

/** Has a line for each kind one wants to receive, also where one sends none of it. */
function receive(connection: PeerConnection, kinds: readonly MediaKind[]): void {
  const present = new Set(connection.getTransceivers().map(({ receiver }) => receiver.track.kind))
  for (const kind of kinds) {
    if (!present.has(kind)) connection.addTransceiver(kind, { direction: 'recvonly' })
  }
}
