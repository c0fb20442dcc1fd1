import { setTimeout as wait } from 'node:timers/promises'
import type { Chance } from '../chance'
import { percentile } from '../results'
import { type Extent, type Outcome, outcome, type Row } from '../row'
import { backInTheirSessions, servingAgain } from '../promises'
import { always, type Setup, withSetup } from '../setup'
import type { Server, Start } from '../server'

const PACE = { everyMs: [60, 240], leaveOnceIn: 60 } as const
const MEMBERS_EVERY_MS = [100, 500] as const
/** Where in saving, acknowledging and telling a message the process dies. */
const AFTER_A_SEND_MS = [0, 12] as const
/** Once in so many all processes die together. */
const ALL_ONCE_IN = 6
const LOG_EVERY = 20

interface Toll {
  kills: number
  readonly starts: Start[]
}

/** Kills some of the servers while messages are under way, and starts them again. */
async function strike(
  { site: { servers }, crowd, members }: Setup,
  chance: Chance,
  toll: Toll,
): Promise<void> {
  const victims: readonly Server[] = chance.onceIn(ALL_ONCE_IN) ? servers : [chance.pick(servers)]
  // As often in the middle of what a member sends as of what a stranger does.
  await (members && chance.onceIn(2) ? members : crowd).nextSend()
  await wait(chance.between(...AFTER_A_SEND_MS))
  await Promise.all(victims.map((server) => server.kill()))
  toll.kills += victims.length
  for (const server of victims) toll.starts.push(await server.start())
}

async function run({ chance, kills, times, log }: Extent): Promise<readonly Outcome[]> {
  return withSetup({ processes: 2, size: times(40, 16), memberCount: 6, chance }, async (setup) => {
    const { crowd, members } = setup
    crowd.startSending(PACE)
    members?.startSending(MEMBERS_EVERY_MS)
    const toll: Toll = { kills: 0, starts: [] }
    for (let logged = LOG_EVERY; toll.kills < kills;) {
      await strike(setup, chance, toll)
      await wait(chance.between(0, 400))
      if (toll.kills < logged) continue
      log(
        `${toll.kills} of ${kills}; a start takes ${Math.round(
          percentile(
            toll.starts.map(({ ms }) => ms),
            50,
          ),
        )} ms`,
      )
      logged += LOG_EVERY
    }
    const common = await always(setup)
    return [
      outcome('servers killed', `at least ${kills}`, toll.kills, toll.kills >= kills),
      servingAgain(toll.starts),
      backInTheirSessions(crowd.results),
      ...common,
    ]
  })
}

/** kill -9 of server processes on Redis and PostgreSQL. */
export const serverKills: Row = {
  name: 'server-kills',
  title: 'kill -9 of server processes, also between saving, acknowledging and telling',
  needs: ['engines'],
  run,
}
