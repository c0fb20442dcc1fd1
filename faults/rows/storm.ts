import { setTimeout as wait } from 'node:timers/promises'
import { registerGuests } from '../guests'
import { check } from '../history'
import { type Extent, keptOutcome, none, type Outcome, pace, type Row } from '../row'
import { openSite } from '../site'
import { createSwarmClient, type SwarmClient } from '../swarm-client'
import { until } from '../until'

const CONNECT_AT_ONCE = 50
const MEET_WITHIN_MS = 120_000
const BACK_WITHIN_MS = 30_000
const AFTER_A_SEND_MS = 5

async function inParts(
  clients: readonly SwarmClient[],
  action: (client: SwarmClient) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < clients.length; from += CONNECT_AT_ONCE)
    await Promise.all(clients.slice(from, from + CONNECT_AT_ONCE).map(action))
}

async function run({ chance, times, log }: Extent): Promise<readonly Outcome[]> {
  const size = times(5_000, 300)
  const site = await openSite({ processes: 2, chance: chance.fork(), env: { RATE_LIMIT_FACTOR: '100000' } })
  try {
    const urls = site.servers.map(({ url }) => url)
    const accounts = await registerGuests(site.proxy.url, size)
    log(`${size} clients have registered`)
    const clients = accounts.map((account, index) =>
      createSwarmClient(`p${index + 1}`, account, () => chance.pick(urls)),
    )
    await inParts(clients, (client) => client.connect())
    await inParts(clients, (client) => client.join())
    const met = await until(() => clients.every((client) => client.view()), MEET_WITHIN_MS)
    if (met === undefined) throw new Error('Not everybody met')
    for (const client of clients) client.send()
    await until(() => clients.every((client) => client.isSettled()), MEET_WITHIN_MS)
    log('all have met and sent something')
    for (const client of clients) client.send()
    await wait(AFTER_A_SEND_MS)
    for (const client of clients) client.cut()
    const since = performance.now()
    await Promise.all(clients.map((client) => client.comeBack()))
    const took = Math.round(performance.now() - since)
    const views = () => clients.flatMap((client) => client.view() ?? [])
    await until(() => check(views()).lost.length === 0, BACK_WITHIN_MS)
    const lost = clients.flatMap((client) => client.lost() ?? [])
    for (const client of clients) client.cut()
    return [
      pace(
        `${size} cut off at once: all back`,
        `within ${BACK_WITHIN_MS} ms`,
        `${took} ms`,
        took <= BACK_WITHIN_MS,
      ),
      none('sessions lost', lost),
      keptOutcome(check(views())),
      none(
        'servers that ended by themselves',
        site.servers.flatMap((server) => (server.crashes() > 0 ? [server.output()] : [])),
      ),
    ]
  } finally {
    await site.close()
  }
}

/** Every connection breaks at once. */
export const storm: Row = {
  name: 'storm',
  title: 'all clients are cut off at once and come back, with a token and a position in the log',
  needs: ['engines'],
  run,
}
