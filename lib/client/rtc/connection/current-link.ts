import type { IceConfig } from './ice-config'
import type { LadderStep } from './ladder'
import { configure } from './peer-connection'
import type { MediaKind, PeerLink, PeerLinkEvent } from './peer-link'
import type { Signal } from './signals'
import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

interface CurrentLinkDeps {
  readonly clock: Clock
  readonly ice: IceConfig
  readonly open: (configuration: RTCConfiguration, onEvent: (event: PeerLinkEvent) => void) => PeerLink
  /** What one wants to receive now. */
  readonly kinds: () => readonly MediaKind[]
  /** What a connection reports beside what is dealt with here. */
  readonly onEvent: (event: Extract<PeerLinkEvent, { kind: 'state' | 'track' | 'error' }>) => void
  /** Another connection is used from now on. */
  readonly onReplaced: () => void
}

/** The connection that is used now; another one takes its place when it is of no use any more. */
export interface CurrentLink {
  readonly get: () => PeerLink
  /** Gives it servers whose credentials are good. Resolves in any case, in time. */
  readonly useServers: () => Promise<void>
  readonly take: (step: Exclude<LadderStep, 'give-up'>) => void
  readonly close: () => void
}

/** Refused credentials are renewed at most this often. */
const REFRESH_APART_MS: Millis = 10_000

export function createCurrentLink(deps: CurrentLinkDeps): CurrentLink {
  const { clock, ice, kinds } = deps
  let isClosed = false
  let refreshedAt = -Infinity

  const open = (configuration: RTCConfiguration) => deps.open(configuration, (event) => handle(event))
  const replace = (configuration: RTCConfiguration) => {
    link.close()
    link = open(configuration)
    deps.onReplaced()
  }
  const renew = (configuration: RTCConfiguration) => {
    replace(configuration)
    link.begin(kinds())
  }
  const refreshed = async (act: (servers: RTCConfiguration | undefined) => void) => {
    refreshedAt = clock.now()
    const servers = await ice.fresh()
    if (!isClosed) act(servers)
  }
  /** The partner has another connection: an answer of it belongs to an offer that another one of ours has to make. */
  const follow = (signal: Signal) => {
    if (signal.kind === 'description' && signal.description.type === 'answer') return renew(serversOf(link))
    replace(serversOf(link))
    link.negotiation.receive(signal)
  }
  const handle = (event: PeerLinkEvent) => {
    if (event.kind === 'partner-renewed') follow(event.signal)
    else if (event.kind !== 'credentials-refused') deps.onEvent(event)
    else if (clock.now() - refreshedAt >= REFRESH_APART_MS) void refreshed((servers) => link.restart(servers))
  }
  let link = open({})

  return {
    get: () => link,
    async useServers() {
      const servers = await ice.current()
      if (servers && !isClosed) configure(link.connection, servers)
    },
    take(step) {
      if (step === 'restart') link.restart()
      else if (step === 'refresh') void refreshed((servers) => link.restart(servers))
      else void refreshed((servers) => renew(servers ?? serversOf(link)))
    },
    close() {
      isClosed = true
      link.close()
    },
  }
}

function serversOf({ connection }: PeerLink): RTCConfiguration {
  const { iceServers, iceTransportPolicy } = connection.getConfiguration()
  return { ...(iceServers && { iceServers }), ...(iceTransportPolicy && { iceTransportPolicy }) }
}
