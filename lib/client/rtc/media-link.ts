import { createCurrentLink } from './connection/current-link'
import { createIceConfig, type IceServers } from './connection/ice-config'
import type { LadderStep } from './connection/ladder'
import { withOpusWishes } from './connection/opus'
import type { CreatePeerConnection } from './connection/peer-connection'
import { createPeerLink, type MediaKind, type PeerLinkEvent } from './connection/peer-link'
import { createRecovery, type Recovery } from './connection/recovery'
import type { SignalChannel } from './connection/signals'
import type { Arrivals } from './connection/stall'
import type { WakeUps } from './connection/wake-ups'
import { createLineMonitor } from './line-monitor'
import type { LineSummary } from './line/black-box'
import { arrivalsOf } from './line/stats-report'
import type { LinkState, MediaLinkEvent } from './media-link-events'
import { createSending, type Sending } from './sending'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

export interface MediaLinkDeps {
  readonly create: CreatePeerConnection
  /** An empty stream: groups one's tracks for the partner's player. */
  readonly stream: MediaStream
  readonly clock: Clock
  readonly wakeUps: WakeUps
  /** Asks the server; rejects where it cannot be asked. */
  readonly loadIceServers: () => Promise<IceServers>
  /** False: the picture leaves the device covered until `show(true)`. */
  readonly isShown: boolean
  readonly onEvent: (event: MediaLinkEvent) => void
}

/** Whom one was matched with. */
export interface Partner {
  readonly channel: SignalChannel
  /** Offers first; the other one waits for that, but not for ever. */
  readonly isInitiator: boolean
  /** kbps for sound, the smaller of what both allow. */
  readonly maxBitrate: number
  /** What one wants to receive. */
  readonly kinds: readonly MediaKind[]
}

/**
 * All media with one partner, from before the match to the end. Make it when one begins to look, give it the tracks, and
 * `start` it at the match: everything is prepared by then. One link serves one partner; the next one gets a new link.
 *
 * Tracks belong to the caller: a link neither asks for devices nor stops tracks. `setMicrophone` and `setCamera` also
 * change devices in mid-session; a camera that is off is `setCamera(null)`, with its track stopped, so that its light
 * goes out.
 */
export interface MediaLink extends Pick<Sending, 'setMicrophone' | 'setCamera' | 'mute' | 'show'> {
  readonly start: (partner: Partner) => void
  /** The session is of another kind now. Set or drop the camera as well; the picture is tried anew. */
  readonly changeKinds: (change: Pick<Partner, 'kinds' | 'isInitiator'>) => void
  /** Signals may have been lost, as after a lost socket: negotiates again, with new ICE. */
  readonly restart: () => void
  /** The person wants the picture back that was given up. */
  readonly retryPicture: () => void
  readonly summary: () => LineSummary
  /** Ends everything; safe at any moment, and more than once. */
  readonly close: () => void
}

/** So long one waits for the partner's first offer before offering oneself. */
export const OFFER_PATIENCE_MS: Millis = 4_000

/** What the document asks Opus for, before the pair's own limit is known. */
const DEFAULT_KBPS = 64

/** Up to here a packet's headers weigh as much as its sound. */
const LOW_KBPS = 24

const NOTHING: Arrivals = { packets: 0, lastPacketAt: undefined }

export function createMediaLink(deps: MediaLinkDeps): MediaLink {
  const { clock } = deps
  const sending = createSending(deps.isShown, DEFAULT_KBPS)
  const stops: (() => void)[] = []
  let state: LinkState = { kind: 'prepared' }
  let partner: Partner | undefined
  let recovery: Recovery | undefined

  const isOver = () => state.kind === 'closed' || state.kind === 'failed'
  const emit = (event: MediaLinkEvent) => {
    if (state.kind !== 'closed' || event.kind === 'state') deps.onEvent(event)
  }
  const onError = (error: unknown) => emit({ kind: 'error', error })
  const become = (next: LinkState) => {
    if (state.kind === next.kind || state.kind === 'closed') return
    state = next
    emit({ kind: 'state', state })
  }
  const monitor = createLineMonitor({ clock, sending, emit })
  const current = createCurrentLink({
    clock,
    ice: createIceConfig(deps.loadIceServers, clock, onError),
    open: (configuration, onEvent) => openLink(deps, sending, () => partner, configuration, onEvent),
    kinds: () => partner?.kinds ?? [],
    onReplaced: monitor.renewed,
    onEvent(event) {
      if (event.kind === 'error') onError(event.error)
      else if (event.kind === 'track') emit({ kind: 'remote-track', track: event.track })
      else if (event.state === 'failed') recovery?.hurry()
      else if (event.state === 'connected') recovery?.check()
    },
  })
  const prepared = current.useServers()

  const takeStep = (step: LadderStep) => {
    if (step !== 'give-up') return current.take(step)
    recovery?.stop()
    become({ kind: 'failed' })
  }
  const read = async () => {
    const { connection } = current.get()
    try {
      const report = await connection.getStats()
      if (!isOver()) monitor.read(report, connection, recovery?.isTrying() ?? false)
      return arrivalsOf(report)
    } catch (error) {
      onError(error) // Of a connection that was closed meanwhile: the next one is read next.
      return NOTHING
    }
  }
  const watch = () =>
    createRecovery({
      clock,
      read,
      isConnected: () => current.get().connection.connectionState === 'connected',
      onStep: takeStep,
      onLost: () => become({ kind: 'reconnecting', since: clock.now() }),
      onUp(lostMs) {
        monitor.up(lostMs)
        if (state.kind === 'reconnecting') emit({ kind: 'recovered', lostMs })
        become({ kind: 'connected' })
      },
    })
  const begin = async ({ isInitiator }: Partner) => {
    await prepared
    // Those of then may have run out.
    await current.useServers()
    if (isOver()) return
    const offer = () => current.get().begin(partner?.kinds ?? [])
    if (isInitiator) return offer()
    stops.push(clock.later(OFFER_PATIENCE_MS, () => current.get().negotiation.isDescribed() || offer()))
  }

  return {
    setMicrophone: sending.setMicrophone,
    setCamera: sending.setCamera,
    mute: sending.mute,
    show: sending.show,
    start(next) {
      if (partner || isOver()) return
      partner = next
      become({ kind: 'connecting' })
      monitor.start(next.maxBitrate)
      const watching = watch()
      recovery = watching
      const begun = begin(next)
      stops.push(
        watching.stop,
        // In order, and not before the servers: an answer gathers with what the connection has.
        next.channel.onSignal((signal) => {
          void begun.then(() => isOver() || current.get().negotiation.receive(signal))
        }),
        deps.wakeUps((wakeUp) => (wakeUp === 'network' ? watching.networkChanged() : watching.hurry())),
      )
    },
    changeKinds({ kinds, isInitiator }) {
      if (!partner || isOver()) return
      partner = { ...partner, kinds }
      monitor.retryPicture()
      if (isInitiator) current.get().begin(kinds)
    },
    restart: () => {
      if (partner && !isOver()) current.take('restart')
    },
    retryPicture: monitor.retryPicture,
    summary: monitor.summary,
    close() {
      become({ kind: 'closed' })
      for (const stop of stops.splice(0)) stop()
      current.close()
    },
  }
}

function openLink(
  { create, stream }: MediaLinkDeps,
  sending: Sending,
  partner: () => Partner | undefined,
  configuration: RTCConfiguration,
  onEvent: (event: PeerLinkEvent) => void,
) {
  const link = createPeerLink({
    create,
    configuration,
    stream,
    limits: sending.limits(),
    tuneRemote: (sdp) => withOpusWishes(sdp, opusWishes(partner()?.maxBitrate ?? DEFAULT_KBPS)),
    send: (signal) => partner()?.channel.send(signal),
    onEvent,
  })
  sending.attach(link.senders)
  return link
}

function opusWishes(kbps: number) {
  return { maxAverageBitrate: kbps * 1_000, ...(kbps <= LOW_KBPS && { ptime: 40 as const }) }
}
