import { setTimeout as wait } from 'node:timers/promises'
import type { Fields, SessionNews } from '../../lib/protocol-client/dialect'
import { TEXT } from '../../lib/protocol-client/dialects/text'
import { type Client, connect } from '../../lib/testing/client'
import { request } from '../../lib/protocol-client/rest'
import { registerGuests } from '../guests'
import { type Extent, none, type Outcome, type Row } from '../row'
import { openSite, type Site } from '../site'
import { until } from '../until'

const CLICKS = 3
const ALONE_MS = 700
const MEET_WITHIN_MS = 10_000

interface Live {
  readonly waiting: number
  readonly talking: number
}

const live = async (url: string): Promise<Live> =>
  (await request(url, 'GET', '/api/stats/live')).body.data as Live

const newsOf = ({ received }: Client): SessionNews[] =>
  received.flatMap(({ event, data }) => TEXT.reads[event]?.(data as Fields) ?? [])

const sessionsOf = (client: Client): string[] =>
  newsOf(client).flatMap((news) => (news.kind === 'found' ? [news.session] : []))

const hasEnded = (client: Client): boolean =>
  newsOf(client).filter(({ kind }) => kind === 'ended').length === 1

/** One client in two tabs on two processes who clicks too often, and then a second one. @returns what went wrong */
async function round({ servers, proxy }: Site): Promise<string[]> {
  const [ann, bob] = await registerGuests(proxy.url, 2)
  if (!ann || !bob) throw new Error('There are two')
  const tabs = await Promise.all(servers.map(({ url }) => connect(url, ann.token)))
  const other = await connect(proxy.url, bob.token)
  try {
    const clicks = tabs.flatMap((tab) => Array.from({ length: CLICKS }, () => tab.ask(...TEXT.join)))
    const refused = (await Promise.all(clicks)).filter(({ success }) => !success)
    await wait(ALONE_MS)
    const alone = tabs.flatMap(sessionsOf).map((room) => `matched with oneself in ${room}`)
    const isOne = await until(async () => (await live(proxy.url)).waiting === 1, MEET_WITHIN_MS)
    await Promise.all([other.ask(...TEXT.join), other.ask(...TEXT.join).catch(() => undefined)])
    const all = [...tabs, other]
    await until(() => all.every((one) => sessionsOf(one).length > 0), MEET_WITHIN_MS)
    const rooms = all.map(sessionsOf)
    const isOneRoom = new Set(rooms.flat()).size === 1 && rooms.every(({ length }) => length === 1)
    const isEmpty = await until(async () => (await live(proxy.url)).waiting === 0, MEET_WITHIN_MS)
    other.emit(...TEXT.leave(''))
    await until(() => all.every(hasEnded), MEET_WITHIN_MS)
    return [
      ...alone,
      ...refused.map(({ error }) => `joining again was refused: ${error}`),
      ...(isOne === undefined ? ['more than one entry in the queue'] : []),
      ...(isOneRoom ? [] : [`sessions found: ${JSON.stringify(rooms)}`]),
      ...(isEmpty === undefined ? ['somebody still waits'] : []),
    ]
  } finally {
    for (const one of [...tabs, other]) one.disconnect()
  }
}

async function run({ chance, times }: Extent): Promise<readonly Outcome[]> {
  const site = await openSite({ processes: 2, chance: chance.fork() })
  const rounds = times(20, 4)
  const faults: string[] = []
  try {
    for (let count = 0; count < rounds; count += 1) {
      faults.push(...(await round(site)))
      await until(async () => (await live(site.proxy.url)).talking === 0, MEET_WITHIN_MS)
    }
    return [
      none(`${rounds} times six joins at once from two tabs: more than one entry, session or self`, faults),
    ]
  } finally {
    await site.close()
  }
}

/** Double clicks and a second tab. */
export const tabs: Row = {
  name: 'tabs',
  title: 'two tabs on two processes, double clicks, joins at once',
  needs: ['engines'],
  isQuiet: true,
  run,
}
