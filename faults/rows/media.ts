import { temporaryFolder } from '../../scripts/testing/throwaway.mjs'
import type { Chance } from '../chance'
import { type MediaPair, notRelayed, notSignalling, offer, openMediaPairs } from '../media-pair'
import type { MediaClient } from '../media-client'
import { percentile } from '../results'
import { type Extent, none, type Outcome, outcome, type Row } from '../row'
import { createServer } from '../server'
import { openSite, type Site } from '../site'
import { openTcpProxy, type TcpProxy } from '../tcp-proxy'
import { until } from '../until'

const BACK_WITHIN_MS = 30_000
/** A dead process is noticed within 6 s, and looked for every 2 s. */
const NOTICED_WITHIN_MS = 20_000

interface Stage {
  readonly site: Site
  readonly pairs: readonly MediaPair[]
  /** Bob's way in. */
  readonly proxy: TcpProxy
  /** From now on bob's new connections lead there; nowhere without ports. */
  leadTo(ports: readonly number[]): void
}

interface Toll {
  readonly lost: string[]
  readonly unrelayed: string[]
  kept: number
}

const both = (pairs: readonly MediaPair[]): readonly MediaClient[] => pairs.flat()

async function notBack(clients: readonly MediaClient[]): Promise<string[]> {
  await until(() => clients.every((client) => client.isInSession()), BACK_WITHIN_MS)
  return clients
    .filter((client) => !client.isInSession())
    .map(({ name, dialect }) => `${name} (${dialect.name}) is not back`)
}

async function inTurn(pairs: readonly MediaPair[], work: (pair: MediaPair) => Promise<string[]>) {
  return (await Promise.all(pairs.map(work))).flat()
}

/** Bob's process dies; what ann sends while he is away is kept, and he finds it on another process. */
async function killOne({ site, pairs, leadTo }: Stage, round: number, toll: Toll): Promise<void> {
  const [first, second] = site.servers
  const notices = pairs.map(([ann]) => ann.received('partner-disconnected'))
  leadTo([])
  await first?.kill()
  const isNoticed = () =>
    pairs.every(([ann], at) => ann.received('partner-disconnected') > (notices[at] ?? 0))
  if ((await until(isNoticed, NOTICED_WITHIN_MS)) === undefined)
    toll.lost.push('the loss of the partner was not notified')
  const before = pairs.map(([, bob]) => bob.signals.length)
  const kept = await Promise.all(pairs.map(([ann], at) => offer(ann, `kept ${round} ${at}`)))
  toll.kept += kept.flat().length
  leadTo([second?.port ?? 0])
  toll.lost.push(...(await notBack(both(pairs))))
  for (const [at, [, bob]] of pairs.entries())
    toll.unrelayed.push(...(await notRelayed(bob, { expected: kept[at] ?? [], from: before[at] ?? 0 })))
  toll.unrelayed.push(...(await inTurn(pairs, async ([ann, bob]) => answerIt(ann, bob))))
  toll.unrelayed.push(...(await inTurn(pairs, (pair) => notSignalling(pair, `after ${round}`))))
  await first?.start()
}

async function answerIt(ann: MediaClient, bob: MediaClient): Promise<string[]> {
  const from = ann.signals.length
  const answer = { type: 'answer', sdp: 'late' }
  const isSent = await bob.signal('answer', answer)
  return isSent ? notRelayed(ann, { expected: [answer], from }) : [`${bob.name} could not answer`]
}

/** Every process dies and is started again. */
async function killAll({ site, pairs, leadTo }: Stage, round: number, toll: Toll): Promise<void> {
  await Promise.all(site.servers.map((server) => server.kill()))
  leadTo(site.servers.map(({ port }) => port))
  await Promise.all(site.servers.map((server) => server.start()))
  toll.lost.push(...(await notBack(both(pairs))))
  toll.unrelayed.push(...(await inTurn(pairs, (pair) => notSignalling(pair, `all ${round}`))))
}

/** Every bob comes back on the process that is killed next. */
async function moveToFirst({ site, pairs, proxy, leadTo }: Stage, toll: Toll): Promise<void> {
  const before = pairs.map(([, bob]) => bob.returns.length)
  leadTo([site.servers[0]?.port ?? 0])
  proxy.cut()
  const isMoved = () => pairs.every(([, bob], at) => bob.returns.length > (before[at] ?? 0))
  if ((await until(isMoved, BACK_WITHIN_MS)) === undefined) toll.lost.push('not back after a cut')
}

async function openStage(site: Site, chance: Chance): Promise<Stage> {
  const [first, second] = site.servers
  let targets: readonly number[] = [first?.port ?? 0]
  const proxy = await openTcpProxy({ chance: chance.fork(), targets: () => targets })
  const ann = second?.url ?? ''
  const pairs = await openMediaPairs({ registerAt: ann, ann, bob: proxy.url })
  return { site, pairs, proxy, leadTo: (ports) => void (targets = ports) }
}

async function onRedis({ chance, times, log }: Extent): Promise<Outcome[]> {
  const rounds = times(5, 1)
  const site = await openSite({ processes: 2, chance: chance.fork() })
  const toll: Toll = { lost: [], unrelayed: [], kept: 0 }
  try {
    const stage = await openStage(site, chance)
    const { pairs, proxy } = stage
    toll.unrelayed.push(...(await inTurn(pairs, (pair) => notSignalling(pair, 'first'))))
    for (let round = 1; round <= rounds; round += 1) {
      await killOne(stage, round, toll)
      await killAll(stage, round, toll)
      log(`${round} of ${rounds}`)
      if (round < rounds) await moveToFirst(stage, toll)
    }
    const clients = both(pairs)
    const returns = clients.flatMap((client) => [...client.returns])
    for (const client of clients) client.close()
    await proxy.close()
    return [
      {
        ...none(
          `${returns.length} broken connections of sessions with sound: not back in the session within 30 s`,
          toll.lost,
        ),
        isMet: toll.lost.length === 0 && returns.every((ms) => ms <= BACK_WITHIN_MS),
      },
      outcome(
        'coming back',
        'measured',
        `median ${Math.round(percentile(returns, 50))} ms`,
        returns.length > 0,
      ),
      outcome('signals kept for a partner who was away', 'some', toll.kept, toll.kept > 0),
      none('signals that were not relayed in order, once', toll.unrelayed),
      none(
        'unexpected answers',
        clients.flatMap(({ surprises }) => [...surprises]),
      ),
    ]
  } finally {
    await site.close()
  }
}

/** The one process dies with its memory: both learn it by their dialect's event. */
async function embedded(): Promise<Outcome[]> {
  const server = await createServer({ name: 'server', env: { DATA_DIR: temporaryFolder('faults') } })
  await server.start()
  try {
    const pairs = await openMediaPairs({ registerAt: server.url, ann: server.url, bob: server.url })
    const unrelayed = await inTurn(pairs, (pair) => notSignalling(pair, 'embedded'))
    await server.kill()
    await server.start()
    const clients = both(pairs)
    await until(() => clients.every((client) => client.session() === undefined), BACK_WITHIN_MS)
    const unnotified = clients.filter((client) => client.received('resume-failed') !== 1)
    for (const client of clients) client.close()
    return [
      none('embedded: signals that were not relayed in order, once', unrelayed),
      none(
        `embedded: ${clients.length} clients whose session ended with the process, not notified by their dialect's event`,
        unnotified.map(({ name, dialect }) => `${name} was not sent ${dialect.resumeFailed}`),
      ),
    ]
  } finally {
    await server.kill()
  }
}

/** kill -9 of server processes while people set up and use media connections. */
export const media: Row = {
  name: 'media',
  title: 'kill -9 of server processes during sessions with sound',
  needs: ['engines'],
  run: async (extent) => [...(await onRedis(extent)), ...(await embedded())],
}
