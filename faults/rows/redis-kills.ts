import { setTimeout as wait } from 'node:timers/promises'
import type { Crowd } from '../crowd'
import { percentile } from '../results'
import type { ChatClient } from '../client'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const MEMBERS_EVERY_MS = [100, 500] as const
const AFTER_A_SEND_MS = [0, 12] as const
const TALK_MS = [300, 1_500] as const
const AWAY_MS = [100, 2_500] as const
/** A process asks again every 2 s at most, notices within half a second, and notifies within one. */
const TOLD_WITHIN_MS = 20_000
const DOCUMENTED = new Set(['text_reconnect_failed', 'session-ended'])

/** Who still believes, after so long, to be in the session they were in. */
async function notTold(crowd: Crowd, rooms: ReadonlyMap<ChatClient, string | undefined>): Promise<string[]> {
  const believes = (client: ChatClient) =>
    rooms.get(client) !== undefined && client.current()?.room === rooms.get(client)
  await until(() => !crowd.clients.some(believes), TOLD_WITHIN_MS)
  return crowd.clients.filter(believes).map(({ name }) => `${name} was not notified that the session is lost`)
}

async function run({ chance, times, log }: Extent): Promise<readonly Outcome[]> {
  const kills = times(40, 2)
  return withSetup(
    { processes: 2, size: times(24, 12), memberCount: 6, chance },
    async ({ site, crowd, members }) => {
      const { redis } = site
      const backAfterMs: number[] = []
      const unnotified: string[] = []
      let lived = 0
      members?.startSending(MEMBERS_EVERY_MS)
      for (let kill = 1; kill <= kills; kill += 1) {
        crowd.startSending(PACE)
        const rooms = new Map(crowd.clients.map((client) => [client, client.current()?.room]))
        await wait(chance.between(...TALK_MS))
        await crowd.nextSend()
        await wait(chance.between(...AFTER_A_SEND_MS))
        await redis.kill()
        await wait(chance.between(...AWAY_MS))
        await redis.start()
        const since = performance.now()
        unnotified.push(...(await notTold(crowd, rooms)))
        lived += new Set(rooms.values()).size
        await crowd.meet()
        backAfterMs.push(performance.now() - since)
        if (kill % 10 === 0) log(`${kill} of ${kills}`)
      }
      const { results } = crowd
      const otherwise = results.gone.filter(({ how }) => !DOCUMENTED.has(how))
      const common = await always({ site, crowd, members })
      return [
        outcome('Redis killed', `at least ${kills}`, kills, lived >= kills),
        none('clients that were not notified', unnotified),
        none(
          'clients notified by another event than the documented one',
          otherwise.map(({ client, how }) => `${client}: ${how}`),
        ),
        outcome('sends refused with "try again"', 'some', results.tryAgain, results.tryAgain > 0),
        outcome('messages given up as unsent', 'some', results.unsent, results.unsent > 0),
        outcome(
          'every client in a new session after Redis is back',
          'by itself',
          `median ${Math.round(percentile(backAfterMs, 50))}, slowest ${Math.round(Math.max(...backAfterMs))} ms`,
          backAfterMs.length === kills,
        ),
        ...common,
      ]
    },
  )
}

/** kill -9 of Redis, which keeps nothing. */
export const redisKills: Row = {
  name: 'redis-kills',
  title: 'kill -9 of Redis: sessions end as documented, everything else goes on',
  needs: ['engines'],
  run,
}
