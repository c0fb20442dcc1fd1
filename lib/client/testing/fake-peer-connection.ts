import type { PeerConnection } from '@/lib/client/rtc/connection/peer-connection'
import type { Millis } from '@/lib/domain/ids'

/** The network between fake connections, and the browser's answers. */
export interface FakeNetwork {
  readonly connections: FakePeerConnection[]
  readonly create: (configuration: RTCConfiguration) => PeerConnection
  /** What carries media at this moment stops doing so; new ICE finds another path. */
  readonly cut: () => void
  /** No path works until `heal`. */
  readonly cutForGood: () => void
  readonly heal: () => void
}

/** @param now - by whose hands packets arrive */
export function createFakeNetwork(now: () => Millis): FakeNetwork {
  const connections: FakePeerConnection[] = []
  const cutPaths = new Set<string>()
  let isDown = false
  const isAlive = (path: string) => !isDown && !cutPaths.has(path)
  return {
    connections,
    create(configuration) {
      const made = createFakePeerConnection(connections.length, configuration, { now, isAlive, connections })
      connections.push(made)
      return made as unknown as PeerConnection
    },
    cut: () => {
      for (const connection of connections) cutPaths.add(connection.path())
    },
    cutForGood: () => {
      isDown = true
    },
    heal: () => {
      isDown = false
    },
  }
}

interface World {
  readonly now: () => Millis
  readonly isAlive: (path: string) => boolean
  readonly connections: readonly FakePeerConnection[]
}

interface FakeSender {
  readonly kind: string
  track: MediaStreamTrack | null
  encoding: RTCRtpEncodingParameters
}

export type FakePeerConnection = ReturnType<typeof createFakePeerConnection>

/** A connection whose descriptions name it and its ICE of now, and which is up when two descriptions fit each other. */
function createFakePeerConnection(id: number, first: RTCConfiguration, world: World) {
  const { emit, addEventListener } = createListeners()
  const senders: FakeSender[] = []
  const lines = new Set<string>()
  const candidates: (RTCIceCandidateInit | null)[] = []
  let ice = 1
  let local: RTCSessionDescriptionInit | null = null
  let remote: RTCSessionDescriptionInit | null = null
  let state: RTCSignalingState = 'stable'
  let connectionState: RTCPeerConnectionState = 'new'
  let configuration = first
  let arrivedAt: Millis | undefined
  let isRefusing = false

  const describe = (type: 'offer' | 'answer'): RTCSessionDescriptionInit => {
    const own = [...lines].map((kind) => `m=${kind} 9 UDP/TLS/RTP/SAVPF 111\r\n`).join('')
    return { type, sdp: `v=0\r\no=- ${id} 1 IN IP4 127.0.0.1\r\na=ice-ufrag:${id}.${ice}\r\n${own}` }
  }
  const become = (next: RTCPeerConnectionState) => {
    if (connectionState === next || connectionState === 'closed') return
    connectionState = next
    emit('connectionstatechange')
  }
  const path = () => [ufragOf(local), ufragOf(remote)].toSorted().join('-')
  const partner = () =>
    world.connections.find(
      (other) =>
        other.id !== id && other.connectionState !== 'closed' && other.path() === path() && ufragOf(remote),
    )
  const meet = () => {
    if (state !== 'stable' || !partner() || !world.isAlive(path())) return
    become('connected')
    partner()?.met()
  }

  return {
    id,
    path,
    senders,
    candidates,
    configured: () => configuration,
    remote: () => remote,
    lines: () => [...lines],
    met: () => become('connected'),
    /** Lets the browser report something by itself. */
    emit,
    fail: () => become('failed'),
    /** Whether its senders take limits. */
    refuseLimits: (refuses: boolean) => {
      isRefusing = refuses
    },
    addEventListener,
    get connectionState() {
      return connectionState
    },
    get iceConnectionState() {
      return connectionState === 'connecting' ? 'checking' : connectionState
    },
    get signalingState() {
      return state
    },
    get localDescription() {
      return local
    },
    get remoteDescription() {
      return remote
    },
    addTrack(track: MediaStreamTrack) {
      const sender: FakeSender = { kind: track.kind, track, encoding: {} }
      senders.push(sender)
      lines.add(track.kind)
      emit('negotiationneeded')
      return senderOf(sender, () => isRefusing)
    },
    addTransceiver(kind: string) {
      lines.add(kind)
      emit('negotiationneeded')
    },
    getTransceivers: () => [...lines].map((kind) => ({ receiver: { track: { kind } } })),
    async setLocalDescription() {
      await Promise.resolve()
      if (connectionState === 'closed') throw new Error('closed')
      const type = state === 'have-remote-offer' ? 'answer' : 'offer'
      local = describe(type)
      state = type === 'answer' ? 'stable' : 'have-local-offer'
      const line = { candidate: `candidate:${id}.${ice}`, sdpMid: '0' }
      emit('icecandidate', { candidate: { ...line, toJSON: () => line } })
      emit('icecandidate', { candidate: null })
      meet()
    },
    async setRemoteDescription(description: RTCSessionDescriptionInit) {
      await Promise.resolve()
      if (connectionState === 'closed') throw new Error('closed')
      if (description.type === 'answer' && state !== 'have-local-offer') throw new Error('wrong state')
      remote = description
      // An offer rolls back one's own: both sides here are polite.
      state = description.type === 'offer' ? 'have-remote-offer' : 'stable'
      for (const [, kind = ''] of description.sdp?.matchAll(/^m=(\w+)/gm) ?? []) {
        emit('track', { track: { kind } })
        lines.add(kind)
      }
      if (connectionState === 'new') become('connecting')
      meet()
    },
    addIceCandidate: async (candidate: RTCIceCandidateInit | null) => {
      if (!remote) throw new Error('no remote description')
      candidates.push(candidate)
    },
    restartIce() {
      ice += 1
    },
    getConfiguration: () => configuration,
    setConfiguration(next: RTCConfiguration) {
      configuration = next
    },
    async getStats() {
      if (connectionState === 'connected' && partner() && world.isAlive(path())) arrivedAt = world.now()
      const pair = { type: 'candidate-pair', id: 'P', selected: true, lastPacketReceivedTimestamp: arrivedAt }
      return [pair]
    },
    close() {
      connectionState = 'closed'
    },
  }
}

function createListeners() {
  const listeners = new Map<string, ((event: object) => void)[]>()
  return {
    emit: (name: string, event: object = {}) => listeners.get(name)?.forEach((listener) => listener(event)),
    addEventListener: (name: string, listener: (event: object) => void) =>
      listeners.set(name, [...(listeners.get(name) ?? []), listener]),
  }
}

function ufragOf(description: RTCSessionDescriptionInit | null): string {
  return /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? ''
}

function senderOf(sender: FakeSender, isRefusing: () => boolean) {
  return {
    get track() {
      return sender.track
    },
    getParameters: () => ({ encodings: [{ ...sender.encoding }] }),
    async setParameters({ encodings }: RTCRtpSendParameters) {
      if (isRefusing()) throw new Error('not yet')
      sender.encoding = encodings[0] ?? {}
    },
    async replaceTrack(track: MediaStreamTrack | null) {
      sender.track = track
    },
  }
}

/** A track of nothing. */
export function fakeTrack(kind: 'audio' | 'video', settings: MediaTrackSettings = {}): MediaStreamTrack {
  const track = { kind, enabled: true, muted: false, readyState: 'live', getSettings: () => settings }
  return track as unknown as MediaStreamTrack
}
