import { setTimeout as wait } from 'node:timers/promises'
import { request } from '../../lib/protocol-client/rest'
import { type Account, missingAccounts, register } from '../guests'
import type { Chance } from '../chance'
import { openPair } from '../pair'
import { noSessionLost } from '../promises'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { always, withSetup } from '../setup'
import type { Site } from '../site'
import { until } from '../until'

const PACE = { everyMs: [60, 240], leaveOnceIn: 0 } as const
const MEMBERS_EVERY_MS = [100, 500] as const
const AWAY_MS = 1_500
const TRY_AGAIN = 503
const BACK_WITHIN_MS = 15_000

interface Register {
  readonly accounts: Account[]
  readonly refusals: Set<number>
  stop(): Promise<void>
}

/** Registers clients one after the other, until it is stopped. */
function keepRegistering(url: string): Register {
  const accounts: Account[] = []
  const refusals = new Set<number>()
  let isOver = false
  const work = (async () => {
    while (!isOver) {
      const account = await register(url)
      if (typeof account === 'number') refusals.add(account)
      else accounts.push(account)
      await wait(20)
    }
  })()
  return {
    accounts,
    refusals,
    async stop() {
      isOver = true
      await work
    },
  }
}

interface Report {
  readonly id: string
  readonly token: string
}

/** Two clients meet, and one reports the other. Every other client is in a session. @returns what was acknowledged */
async function reportOn(site: Site, chance: Chance): Promise<Report | undefined> {
  const ports = site.servers.map(({ port }) => port)
  const pair = await openPair({ site, chance, dialect: 'text', ports })
  const { token } = pair.ann
  const sessionId = pair.ann.current()?.room
  const body = { sessionId, reportType: 'spam', description: 'adverts' }
  const answer = await request(site.proxy.url, 'POST', '/api/moderation/report', { body, token })
  await pair.close()
  const { reportId } = (answer.body.data ?? {}) as { reportId?: string }
  return reportId === undefined ? undefined : { id: reportId, token }
}

async function isThere(url: string, { id, token }: Report): Promise<boolean> {
  const { body } = await request(url, 'GET', '/api/moderation/user-reports', { token })
  const { reports = [] } = (body.data ?? {}) as { reports?: { reportId: string }[] }
  return reports.some(({ reportId }) => reportId === id)
}

/** Failures that the servers took for bugs, each kind once. */
function errorsOf({ servers }: Site): string {
  const lines = servers.flatMap((server) => server.output().split('\n'))
  const errors = lines.filter((line) => line.includes('"level":50'))
  const kinds = errors.map((line) => {
    const { err } = JSON.parse(line) as { err?: { code?: string; message?: string } }
    return `${err?.code} ${err?.message?.trim().split('\n').at(-1)}`
  })
  return [...new Set(kinds)].join('; ')
}

async function run({ chance, times, log }: Extent): Promise<readonly Outcome[]> {
  const kills = times(10, 1)
  return withSetup({ processes: 2, size: 12, memberCount: 6, chance }, async ({ site, crowd, members }) => {
    const { url } = site.proxy
    const [asked] = crowd.clients
    const profile = () => request(url, 'GET', '/api/user/profile', { token: asked?.token ?? '' })
    const statuses = new Set<number>()
    const accounts: Account[] = []
    const refusals = new Set<number>()
    const reports: Report[] = []
    const backMs: (number | undefined)[] = []
    crowd.startSending(PACE)
    members?.startSending(MEMBERS_EVERY_MS)
    for (let kill = 1; kill <= kills; kill += 1) {
      const registered = keepRegistering(url)
      const report = await reportOn(site, chance)
      if (report) reports.push(report)
      await wait(chance.between(0, 400))
      const before = crowd.results.latencies.length
      await site.postgres.kill()
      await wait(AWAY_MS / 2)
      statuses.add((await profile()).status)
      await wait(AWAY_MS / 2)
      if (crowd.results.latencies.length === before)
        crowd.results.surprises.push('no message arrives without PostgreSQL')
      await site.postgres.start()
      backMs.push(await until(async () => (await profile()).status === 200, BACK_WITHIN_MS))
      await registered.stop()
      accounts.push(...registered.accounts)
      for (const status of registered.refusals) refusals.add(status)
      await crowd.meet()
      log(`${kill} of ${kills}`)
    }
    const gone = await missingAccounts(url, accounts)
    const kept = await Promise.all(reports.map(async (one) => ((await isThere(url, one)) ? [] : [one.id])))
    const common = await always({ site, crowd, members })
    const other = [...refusals].filter((status) => status !== TRY_AGAIN)
    const slow = backMs.filter((ms) => ms === undefined)
    const slowest = Math.round(Math.max(...backMs.map((ms) => ms ?? Infinity)))
    return [
      outcome('PostgreSQL killed', `at least ${kills}`, kills, kills > 0),
      outcome('a request without it', '503', [...statuses].join(', '), [...statuses].join() === '503'),
      none(
        'registrations refused otherwise than by 503',
        other.map((status) => `status ${status}: ${errorsOf(site)}`),
      ),
      outcome(
        'requests answered again by itself',
        `within ${BACK_WITHIN_MS} ms`,
        `slowest ${slowest} ms`,
        slow.length === 0,
      ),
      {
        ...none(`${accounts.length} acknowledged registrations: gone`, gone),
        isMet: accounts.length > 0 && gone.length === 0,
      },
      {
        ...none(`${reports.length} acknowledged reports: gone`, kept.flat()),
        isMet: reports.length > 0 && kept.flat().length === 0,
      },
      noSessionLost(crowd.results),
      ...common,
    ]
  })
}

/** kill -9 of PostgreSQL, which must keep what it has acknowledged. */
export const postgresKills: Row = {
  name: 'postgres-kills',
  title: 'kill -9 of PostgreSQL: sessions go on, requests answer "try again", acknowledged rows stay',
  needs: ['engines'],
  run,
}
