import { setTimeout as pause } from 'node:timers/promises'
import type { Talker } from '../contenders/omegoo'
import type { Contender } from '../contenders/contender'
import { ADMINISTRATOR, tokenOf } from '../contenders/made-people'
import { gather, pairUp } from '../crowd'
import { percentile } from '../statistics'

const SECONDS = 8
const EVERY_MS = 20
const ASKING = 8
/** What an administrator's pages ask, and what a person exports. */
const PATHS = [
  '/api/admin/dashboard',
  '/api/admin/acquisition',
  '/api/admin/users',
  '/api/user/export',
  '/api/user/stats',
]

interface Delays {
  readonly p50Ms: number
  readonly p99Ms: number
}

export interface BesideQueries {
  readonly alone: Delays
  readonly beside: Delays
  readonly queriesPerSecond: number
}

/** How long a message takes to arrive, while nobody asks the database and while eight ask it without a pause. */
export async function measureBesideQueries(contender: Contender<Talker>): Promise<BesideQueries> {
  const servers = await contender.start()
  const url = servers[0]?.url ?? ''
  try {
    const members = await gather(contender, servers, { from: 0, to: 2 })
    await pairUp(members)
    const [sender, receiver] = members
    if (!sender || !receiver) throw new Error('Two people are needed')
    const delays = async (): Promise<Delays> => {
      const found: number[] = []
      receiver.onText = (text) => void found.push(performance.now() - Number(text))
      for (const until = performance.now() + SECONDS * 1_000; performance.now() < until;) {
        await sender.person.send(String(performance.now()))
        await pause(EVERY_MS)
      }
      return { p50Ms: percentile(found, 0.5), p99Ms: percentile(found, 0.99) }
    }
    const alone = await delays()
    let isOver = false
    let queries = 0
    const ask = async (first: number) => {
      for (let turn = first; !isOver; turn += 1) {
        const authorization = `Bearer ${tokenOf(ADMINISTRATOR)}`
        const answer = await fetch(url + PATHS[turn % PATHS.length], { headers: { authorization } })
        await answer.arrayBuffer()
        if (!answer.ok) throw new Error(`${PATHS[turn % PATHS.length]} answered ${answer.status}`)
        queries += 1
      }
    }
    const asking = Array.from({ length: ASKING }, (_, index) => ask(index))
    const beside = await delays()
    isOver = true
    await Promise.all(asking)
    for (const { person } of members) person.drop()
    return { alone, beside, queriesPerSecond: queries / SECONDS }
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
