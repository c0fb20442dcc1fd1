import { createBrowserMediaLink } from '@/lib/client/rtc/browser-media-link'
import type { SignalChannel } from '@/lib/client/rtc/connection/signals'
import type { MediaLink } from '@/lib/client/rtc/media-link'
import type { MediaLinkEvent } from '@/lib/client/rtc/media-link-events'

/** One of two people in one page, whose signals go from one to the other without a server. */
interface Side {
  readonly link: MediaLink
  readonly events: MediaLinkEvent[]
  readonly stream: MediaStream
  readonly channel: SignalChannel
}

const listeners = [
  new Set<Parameters<SignalChannel['onSignal']>[0]>(),
  new Set<Parameters<SignalChannel['onSignal']>[0]>(),
] as const
const sides = new Map<0 | 1, Side>()

function channelOf(side: 0 | 1): SignalChannel {
  return {
    send: (signal) => {
      const copy = structuredClone(signal)
      queueMicrotask(() => listeners[side === 0 ? 1 : 0].forEach((listener) => listener(copy)))
    },
    onSignal: (listener) => {
      listeners[side].add(listener)
      return () => void listeners[side].delete(listener)
    },
  }
}

function sideOf(side: 0 | 1): Side {
  const found = sides.get(side)
  if (!found) throw new Error(`Nobody is on side ${side}.`)
  return found
}

/** What a test may do in the page. */
export const harness = {
  /** Somebody sits down with open devices; who sat there before is gone, as after a reload. */
  async join(side: 0 | 1, { picture, isShown }: { picture: boolean; isShown: boolean }) {
    sides.get(side)?.link.close()
    const events: MediaLinkEvent[] = []
    const video = { width: 640, height: 480 }
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video })
    const link = createBrowserMediaLink({
      isShown,
      loadIceServers: () => Promise.resolve({ iceServers: [] }),
      onEvent: (event) => events.push(event),
    })
    await link.setMicrophone(stream.getAudioTracks()[0] ?? null)
    if (picture) await link.setCamera(stream.getVideoTracks()[0] ?? null)
    sides.set(side, { link, events, stream, channel: channelOf(side) })
  },
  start(side: 0 | 1, isInitiator: boolean, maxBitrate: number, kinds: readonly ('audio' | 'video')[]) {
    const { link, channel } = sideOf(side)
    link.start({ channel, isInitiator, maxBitrate, kinds })
  },
  act: (side: 0 | 1, action: 'restart' | 'mute' | 'unmute' | 'show') => {
    const { link } = sideOf(side)
    if (action === 'restart') link.restart()
    else if (action === 'show') void link.show(true)
    else link.mute(action === 'mute')
  },
  /** A session of sound becomes one with a picture, which both send. */
  async addPicture() {
    for (const side of [0, 1] as const) {
      const { link, stream } = sideOf(side)
      await link.setCamera(stream.getVideoTracks()[0] ?? null)
      link.changeKinds({ kinds: ['audio', 'video'], isInitiator: side === 0 })
    }
  },
  states: (side: 0 | 1) =>
    sideOf(side).events.flatMap((event) => (event.kind === 'state' ? [event.state.kind] : [])),
  /** The last windows of the line: kbps of sound that arrived, and the size of the picture. */
  windows: (side: 0 | 1) =>
    sideOf(side).events.flatMap((event) => {
      if (event.kind !== 'line') return []
      const { audioIn, videoIn } = event.reading.sample
      return [{ kbps: audioIn?.kbps ?? 0, width: videoIn?.width ?? 0, frameRate: videoIn?.frameRate ?? 0 }]
    }),
  errors: (side: 0 | 1) =>
    sideOf(side).events.flatMap((event) => (event.kind === 'error' ? [String(event.error)] : [])),
}

Object.assign(window, { harness })
