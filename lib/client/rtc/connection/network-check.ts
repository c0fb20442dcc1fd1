import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** What reaches whom from here, as it goes with the wish for a partner. A kind of server that is not configured is left out. */
export interface NetworkReach {
  readonly stun?: boolean
  readonly turn?: boolean
  readonly uplinkKbps?: number
}

/** What the check uses of a connection of its own. */
export type ProbeConnection = Pick<
  RTCPeerConnection,
  'addEventListener' | 'close' | 'createDataChannel' | 'setLocalDescription'
>

/** A server that has not answered by then is of no use for a talk. */
export const REACH_PATIENCE_MS: Millis = 3_000

/**
 * Finds out which kinds of servers answer, by gathering candidates for a connection that nobody gets: one that STUN
 * reflected, one that TURN relays. Ends as soon as both are known.
 *
 * @param create - makes the connection; it is closed here
 */
export async function checkNetwork(
  create: (configuration: RTCConfiguration) => ProbeConnection,
  iceServers: readonly RTCIceServer[],
  clock: Clock,
): Promise<NetworkReach> {
  const has = (scheme: string) =>
    iceServers.some(({ urls }) => [urls].flat().some((url) => url.startsWith(scheme)))
  const wanted = { srflx: has('stun'), relay: has('turn') }
  if (!wanted.srflx && !wanted.relay) return {}
  const found = await gather(create({ iceServers: [...iceServers] }), clock, (kinds) =>
    (['srflx', 'relay'] as const).every((kind) => !wanted[kind] || kinds.has(kind)),
  )
  return {
    ...(wanted.srflx && { stun: found.has('srflx') }),
    ...(wanted.relay && { turn: found.has('relay') }),
  }
}

/** @returns the kinds of candidates that came before it was enough, over, or too late */
function gather(
  connection: ProbeConnection,
  clock: Clock,
  isEnough: (kinds: ReadonlySet<string>) => boolean,
): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>()
  return new Promise((resolve) => {
    const finish = () => {
      drop()
      connection.close()
      resolve(kinds)
    }
    const drop = clock.later(REACH_PATIENCE_MS, finish)
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (!candidate) return finish()
      if (candidate.type) kinds.add(candidate.type)
      if (isEnough(kinds)) finish()
    })
    // Without anything to carry nothing is gathered.
    connection.createDataChannel('reach')
    connection.setLocalDescription().catch((error: unknown) => {
      console.debug('The network could not be checked.', error)
      finish()
    })
  })
}
