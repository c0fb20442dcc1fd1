import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** The server's answer to `get-ice-servers`. */
export interface IceServers {
  readonly iceServers: readonly RTCIceServer[]
  /** `relay` between strangers where TURN is configured, so that neither sees the other's address. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy
  /** Seconds for which the TURN credentials are good. */
  readonly ttl?: number
}

/** A media line begins without servers rather than late: they follow with the next try. */
export const SERVERS_PATIENCE_MS: Millis = 2_000

/** Credentials are renewed when this part of their time is over: a session must be able to begin with them. */
const USABLE_PART = 0.75

/** Keeps ICE servers with credentials that are still good. */
export interface IceConfig {
  /** What is at hand, loaded first where there is nothing good. Never rejects: undefined when the server does not answer in time. */
  readonly current: () => Promise<RTCConfiguration | undefined>
  /** Loads anew, whatever is at hand. */
  readonly fresh: () => Promise<RTCConfiguration | undefined>
}

/**
 * @param load - asks the server; rejects where it cannot be asked
 * @param onError - a load failed; what is at hand is used
 */
export function createIceConfig(
  load: () => Promise<IceServers>,
  clock: Clock,
  onError: (error: unknown) => void,
): IceConfig {
  let loaded: { readonly configuration: RTCConfiguration; readonly until: Millis } | undefined
  let loading: Promise<RTCConfiguration | undefined> | undefined

  const request = async () => {
    try {
      const { iceServers, iceTransportPolicy, ttl } = await load()
      const configuration = { iceServers: [...iceServers], iceTransportPolicy: iceTransportPolicy ?? 'all' }
      loaded = {
        configuration,
        until: ttl === undefined ? Infinity : clock.now() + ttl * 1_000 * USABLE_PART,
      }
    } catch (error) {
      onError(error)
    }
    loading = undefined
    return loaded?.configuration
  }
  const fresh = () => {
    loading ??= request()
    return inTime(loading, clock, () => loaded?.configuration)
  }
  return {
    fresh,
    current: async () => (loaded && loaded.until > clock.now() ? loaded.configuration : fresh()),
  }
}

function inTime<T>(promise: Promise<T>, clock: Clock, otherwise: () => T): Promise<T> {
  return new Promise((resolve) => {
    const drop = clock.later(SERVERS_PATIENCE_MS, () => resolve(otherwise()))
    void promise.then((value) => {
      drop()
      resolve(value)
    })
  })
}
