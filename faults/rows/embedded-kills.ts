import { setTimeout as wait } from 'node:timers/promises'
import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import { openCrowd } from '../crowd'
import { openMembers } from '../members/members'
import { openTcpProxy } from '../tcp-proxy'
import { type Account, missingAccounts, register } from '../guests'
import { servingAgain } from '../promises'
import { type Extent, keptOutcome, none, type Outcome, outcome, type Row } from '../row'
import { createServer, type Start } from '../server'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const MEMBERS_EVERY_MS = [100, 500] as const
const AFTER_A_SEND_MS = [0, 12] as const
const TALK_MS = 500
const TOLD_WITHIN_MS = 15_000
const DOCUMENTED = new Set(['text_reconnect_failed', 'session-ended'])

async function run({ chance, times, log }: Extent): Promise<readonly Outcome[]> {
  const kills = times(20, 1)
  const server = await createServer({ name: 'server', env: { DATA_DIR: temporaryFolder('faults') } })
  await server.start()
  const proxy = await openTcpProxy({ chance, targets: () => (server.isServing() ? [server.port] : []) })
  const crowd = await openCrowd({
    size: 8,
    registerAt: server.url,
    url: () => proxy.url,
    chance: chance.fork(),
  })
  const members = await openMembers({
    size: 6,
    registerAt: server.url,
    url: proxy.url,
    chance: chance.fork(),
  })
  try {
    members.startSending(MEMBERS_EVERY_MS)
    const accounts: Account[] = []
    const starts: Start[] = []
    const unnotified: string[] = []
    for (let kill = 1; kill <= kills; kill += 1) {
      await crowd.meet()
      crowd.startSending(PACE)
      const rooms = crowd.clients.map((client) => ({ client, room: client.current()?.room }))
      const before = await register(server.url)
      const registering = Array.from({ length: 8 }, () => register(server.url))
      await wait(TALK_MS)
      await crowd.nextSend()
      await wait(chance.between(...AFTER_A_SEND_MS))
      await server.kill()
      accounts.push(...[before, ...(await Promise.all(registering))].filter((one) => typeof one !== 'number'))
      starts.push(await server.start())
      const believe = () => rooms.filter(({ client, room }) => client.current()?.room === room)
      await until(() => believe().length === 0, TOLD_WITHIN_MS)
      unnotified.push(...believe().map(({ client }) => `${client.name} was not notified`))
      if (kill % 5 === 0) log(`${kill} of ${kills}`)
    }
    const gone = await missingAccounts(server.url, accounts)
    const kept = keptOutcome(await crowd.settle())
    const inConversations = await members.outcomes()
    const { results } = crowd
    const otherwise = results.gone.filter(({ how }) => !DOCUMENTED.has(how))
    return [
      outcome('the one process killed', `at least ${kills}`, kills, kills > 0),
      servingAgain(starts),
      {
        ...none(`${accounts.length} registrations acknowledged before a kill: gone`, gone),
        isMet: gone.length === 0 && accounts.length > 0,
      },
      none('clients that were not notified of the end of their session', unnotified),
      none(
        'clients notified by another event than the documented one',
        otherwise.map(({ client, how }) => `${client}: ${how}`),
      ),
      kept,
      ...inConversations,
      none('requests without an answer', results.silences),
      none('unexpected answers', results.surprises),
      none('servers that ended by themselves', server.crashes() > 0 ? [server.output()] : []),
    ]
  } finally {
    members.close()
    crowd.close()
    await proxy.close()
    await server.kill()
  }
}

/** kill -9 of the embedded default: sessions are in its memory, everything else is not. */
export const embeddedKills: Row = {
  name: 'embedded-kills',
  title: 'kill -9 of the one process of the embedded default',
  needs: [],
  run,
}
