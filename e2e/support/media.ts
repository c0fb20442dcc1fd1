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

/** What a page's newest connection has sent and received so far, and by which way. */
export interface MediaFigures {
  readonly audioSent: number
  readonly audioReceived: number
  readonly framesDecoded: number
  /** Types of the two candidates in use, such as `relay relay`; empty: not connected. */
  readonly way: string
}

/** Reads it from the page's own statistics. */
export function mediaOf(page: Page): Promise<MediaFigures> {
  return page.evaluate(async () => {
    const figures = { audioSent: 0, audioReceived: 0, framesDecoded: 0, way: '' }
    const connection = window.madeConnections.at(-1)
    if (!connection) return figures
    const stats = await connection.getStats()
    const typeOf = (id: string) => (stats.get(id) as { candidateType: string } | undefined)?.candidateType
    for (const one of stats.values()) {
      if (one.type === 'outbound-rtp' && one.kind === 'audio') figures.audioSent += one.bytesSent
      if (one.type === 'inbound-rtp' && one.kind === 'audio') figures.audioReceived += one.bytesReceived
      if (one.type === 'inbound-rtp' && one.kind === 'video') figures.framesDecoded += one.framesDecoded
      if (one.type === 'candidate-pair' && one.nominated && one.state === 'succeeded')
        figures.way = `${typeOf(one.localCandidateId)} ${typeOf(one.remoteCandidateId)}`
    }
    return figures
  })
}

/** Waits until a figure is greater than it was. */
export async function expectGrowing(page: Page, figure: Exclude<keyof MediaFigures, 'way'>): Promise<void> {
  const { [figure]: before } = await mediaOf(page)
  await expect
    .poll(async () => (await mediaOf(page))[figure], { message: `${figure} grows` })
    .toBeGreaterThan(before)
}
