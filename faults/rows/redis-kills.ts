import { setTimeout as wait } from 'node:timers/promises'
import type { Crowd } from '../crowd'
import { percentile } from '../ledger'
import type { Person } from '../person'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { always, withScene } from '../scene'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const AFTER_A_SEND_MS = [0, 12] as const
const TALK_MS = [300, 1_500] as const
const AWAY_MS = [100, 2_500] as const
/** A process asks again every 2 s at most, notices within half a second, and tells within one. */
const TOLD_WITHIN_MS = 20_000
const DOCUMENTED = new Set(['text_reconnect_failed', 'session-ended'])

/** Who still believes, after so long, to be in the talk they were in. */
async function notTold(crowd: Crowd, rooms: ReadonlyMap<Person, string | undefined>): Promise<string[]> {
  const believes = (person: Person) =>
    rooms.get(person) !== undefined && person.current()?.room === rooms.get(person)
  await until(() => !crowd.people.some(believes), TOLD_WITHIN_MS)
  return crowd.people.filter(believes).map(({ name }) => `${name} was not told that the talk is lost`)
}

async function run({ chance, times, say }: Extent): Promise<readonly Outcome[]> {
  const kills = times(40, 2)
  return withScene({ processes: 2, size: times(24, 12), chance }, async ({ site, crowd }) => {
    const { redis } = site
    const backAfterMs: number[] = []
    const untold: string[] = []
    let lived = 0
    for (let kill = 1; kill <= kills; kill += 1) {
      crowd.talk(PACE)
      const rooms = new Map(crowd.people.map((person) => [person, person.current()?.room]))
      await wait(chance.between(...TALK_MS))
      await crowd.nextSend()
      await wait(chance.between(...AFTER_A_SEND_MS))
      await redis.kill()
      await wait(chance.between(...AWAY_MS))
      await redis.start()
      const since = performance.now()
      untold.push(...(await notTold(crowd, rooms)))
      lived += new Set(rooms.values()).size
      await crowd.meet()
      backAfterMs.push(performance.now() - since)
      if (kill % 10 === 0) say(`${kill} of ${kills}`)
    }
    const { ledger } = crowd
    const otherwise = ledger.gone.filter(({ how }) => !DOCUMENTED.has(how))
    const common = await always({ site, crowd })
    return [
      outcome('Redis killed', `at least ${kills}`, kills, lived >= kills),
      none('people who were not told', untold),
      none(
        'people told by another event than the documented one',
        otherwise.map(({ person, how }) => `${person}: ${how}`),
      ),
      outcome('sends refused with "try again"', 'some', ledger.tryAgain, ledger.tryAgain > 0),
      outcome('messages told as unsent', 'some', ledger.unsent, ledger.unsent > 0),
      outcome(
        'everybody in a new talk after Redis is back',
        'by itself',
        `median ${Math.round(percentile(backAfterMs, 50))}, slowest ${Math.round(Math.max(...backAfterMs))} ms`,
        backAfterMs.length === kills,
      ),
      ...common,
    ]
  })
}

/** kill -9 of Redis, which keeps nothing. */
export const redisKills: Row = {
  name: 'redis-kills',
  title: 'kill -9 of Redis: talks end as documented, everything else goes on',
  needs: ['engines'],
  run,
}
