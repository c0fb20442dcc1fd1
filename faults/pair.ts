import { type Crowd, openCrowd } from './crowd'
import { type TcpProxy, openTcpProxy } from './tcp-proxy'
import type { ChatClient } from './client'
import type { Chance } from './chance'
import type { Site } from './site'

/** Two clients who have met; what lies between one of them and the servers can be hurt alone. */
export interface Pair {
  readonly crowd: Crowd
  /** On any process, by the site's own proxy. */
  readonly ann: ChatClient
  readonly bob: ChatClient
  /** Bob's way in. */
  readonly proxy: TcpProxy
  /** From now on bob's new connections lead there; nowhere without ports. */
  leadTo(ports: readonly number[]): void
  close(): Promise<void>
}

interface Settings {
  readonly site: Site
  readonly chance: Chance
  readonly dialect: 'text' | 'generic'
  /** Bob's first way. */
  readonly ports: readonly number[]
}

/** Nobody else may be looking for a stranger meanwhile. */
export async function openPair({ site, chance, dialect, ports }: Settings): Promise<Pair> {
  let targets = ports
  const proxy = await openTcpProxy({ chance: chance.fork(), targets: () => targets })
  const url = (index: number) => (index === 0 ? site.proxy.url : proxy.url)
  const crowd = await openCrowd({ size: 2, registerAt: site.proxy.url, url, chance: chance.fork(), dialect })
  await crowd.meet()
  const [ann, bob] = crowd.clients
  if (!ann || !bob) throw new Error('There are two')
  for (const client of [ann, bob]) client.rest()
  return {
    crowd,
    ann,
    bob,
    proxy,
    leadTo: (next) => void (targets = next),
    async close() {
      crowd.close()
      await proxy.close()
    },
  }
}
