import { type BrowserContext, expect, type Page } from '@playwright/test'
import { openUdpProxy, type UdpProxy } from '../../lib/testing/udp-proxy'

declare global {
  interface Window {
    /** Every connection that the page has made, the newest last. */
    madeConnections: RTCPeerConnection[]
  }
}

/** The relay that the run has started; undefined where coturn is not installed. */
export const relay =
  process.env.E2E_TURN_URL && process.env.E2E_TURN_SECRET
    ? { url: process.env.E2E_TURN_URL, secret: process.env.E2E_TURN_SECRET }
    : undefined

/** What the server needs to know of it: for `test.use({ serverEnv })`. Over UDP alone, so that a bad line has no way around. */
export const RELAY_ENV: Readonly<Record<string, string>> = relay
  ? { STUN_URLS: '', TURN_URLS: `${relay.url}?transport=udp`, TURN_SECRET: relay.secret }
  : {}

/**
 * Puts a line of one's own between a browser and the relay, and keeps its connections within reach of a test. Before the page
 * is opened.
 *
 * @returns the line, which is good until it is changed
 */
export async function putOnLine(context: BrowserContext, seed: number): Promise<UdpProxy> {
  if (!relay) throw new Error('There is no relay: the flow is skipped without one')
  const proxy = await openUdpProxy({ target: portOf(relay.url), seed })
  context.on('close', () => void proxy.close())
  await context.addInitScript(
    ({ from, to }) => {
      const moved = (url: string) => url.replace(from, to)
      const onLine = (configuration: RTCConfiguration = {}): RTCConfiguration => ({
        ...configuration,
        iceServers: (configuration.iceServers ?? []).map(({ urls, ...server }) => ({
          ...server,
          urls: [urls].flat().map(moved),
        })),
      })
      window.madeConnections = []
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(configuration?: RTCConfiguration) {
          super(onLine(configuration))
          window.madeConnections.push(this)
        }
        override setConfiguration(configuration?: RTCConfiguration): void {
          super.setConfiguration(onLine(configuration))
        }
      }
    },
    { from: relay.url, to: `turn:127.0.0.1:${proxy.port}` },
  )
  return proxy
}

const portOf = (url: string) => Number(url.split(':')[2])

/** Keeps a browser's connections within reach of a test. Before the page is opened. */
export async function followConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.madeConnections = []
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.madeConnections.push(this)
      }
    }
  })
}

/** What a page's newest connection has sent and received so far, and by which way. */
export interface MediaFigures {
  readonly audioSent: number
  readonly audioReceived: number
  /** Of the sound that was received, as W3C's `totalAudioEnergy`: silence adds nothing to it. */
  readonly energyReceived: number
  /** Sound that was played, silence as well, in seconds. */
  readonly secondsReceived: number
  /** Of the received picture, in px; 0: none. */
  readonly frameWidth: number
  readonly framesDecoded: number
  /** Types of the two candidates in use, such as `relay relay`; empty: not connected. */
  readonly way: string
}

/** Reads it from the page's own statistics. */
export function mediaOf(page: Page): Promise<MediaFigures> {
  return page.evaluate(async () => {
    const figures = {
      audioSent: 0,
      audioReceived: 0,
      energyReceived: 0,
      secondsReceived: 0,
      frameWidth: 0,
      framesDecoded: 0,
      way: '',
    }
    // One that only tries which servers answer is closed by then.
    const connection = window.madeConnections.findLast(({ connectionState }) => connectionState !== 'closed')
    if (!connection) return figures
    const stats = await connection.getStats()
    const typeOf = (id: string) => (stats.get(id) as { candidateType: string } | undefined)?.candidateType
    for (const one of stats.values()) {
      if (one.type === 'outbound-rtp' && one.kind === 'audio') figures.audioSent += one.bytesSent
      if (one.type === 'inbound-rtp' && one.kind === 'audio') {
        figures.audioReceived += one.bytesReceived
        figures.energyReceived += one.totalAudioEnergy
        figures.secondsReceived += one.totalSamplesDuration
      }
      if (one.type === 'inbound-rtp' && one.kind === 'video') {
        figures.framesDecoded += one.framesDecoded
        figures.frameWidth = Math.max(figures.frameWidth, one.frameWidth ?? 0)
      }
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded')
        figures.way = `${typeOf(one.localCandidateId)} ${typeOf(one.remoteCandidateId)}`
    }
    return figures
  })
}

/** Waits until a figure is greater than it was. */
export async function expectGrowing(page: Page, figure: Exclude<keyof MediaFigures, 'way'>): Promise<void> {
  let { [figure]: before } = await mediaOf(page)
  const growth = async () => {
    const { [figure]: now } = await mediaOf(page)
    before = Math.min(before, now) // of another connection meanwhile
    return now - before
  }
  await expect.poll(growth, { message: `${figure} grows` }).toBeGreaterThan(0)
}

/** Waits until a page has received two seconds of nothing but silence. */
export async function expectSilence(page: Page): Promise<void> {
  let begun = await mediaOf(page)
  const quietSeconds = async () => {
    const now = await mediaOf(page)
    if (now.energyReceived - begun.energyReceived > INAUDIBLE) begun = now
    return now.secondsReceived - begun.secondsReceived
  }
  await expect.poll(quietSeconds, { message: 'seconds of silence', timeout: 20_000 }).toBeGreaterThan(2)
}

/** Waits until the partner's beeps arrive. */
export async function expectSound(page: Page): Promise<void> {
  let { energyReceived: before } = await mediaOf(page)
  const received = async () => {
    const { energyReceived } = await mediaOf(page)
    // A connection that takes the place of another, as after a reload, has figures of its own.
    before = Math.min(before, energyReceived)
    return energyReceived - before
  }
  await expect.poll(received, { message: 'sound arrives' }).toBeGreaterThan(INAUDIBLE)
}

/** Comfort noise stays below it, the fake microphone's beep of a moment does not. */
const INAUDIBLE = 1e-5
