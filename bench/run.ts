import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main, Refusal, ROOT, say, SERVER_FLAGS } from '../scripts/setup/project.mjs'
import { startPostgres, startRedis } from '../scripts/testing/engines.mjs'
import { omegoo } from './contenders/omegoo'
import { FASTER } from './measurements/coming-and-going'
import { type Options, type Part, readOptions } from './options'
import { comingAndGoingPart } from './parts/coming-and-going'
import type { Context } from './parts/context'
import { conversationsPart } from './parts/conversations'
import { disturbancesPart } from './parts/disturbances'
import { fanOutPart } from './parts/fan-out'
import { figuresPart } from './parts/figures'
import { firstLoadPart } from './parts/first-load'
import { joinsPart } from './parts/joins'
import { mediaPart } from './parts/media'
import { messagesPart } from './parts/messages'
import { processesPart } from './parts/processes'
import { stormPart } from './parts/storm'
import { waitingRoomPart } from './parts/waiting-room'
import { markdownReport, type Section } from './report'

/** Where the report stands afterwards. */
const REPORT = join(ROOT, 'bench/report.md')

const RUN: Record<Part, (context: Context) => Promise<Section>> = {
  messages: messagesPart,
  joins: joinsPart,
  disturbances: disturbancesPart,
  storm: stormPart,
  processes: processesPart,
  'waiting-room': waitingRoomPart,
  'fan-out': fanOutPart,
  'coming-and-going': comingAndGoingPart,
  'first-load': firstLoadPart,
  media: mediaPart,
  figures: figuresPart,
  conversations: conversationsPart,
}

/** Measures what this product costs; started by scripts/bench.mjs, which builds it first. */
await main(async () => {
  const options = readOptions(process.argv.slice(2))
  const started = Date.now()
  const sections: Section[] = []
  const stops: (() => Promise<unknown>)[] = []
  const context = contextOf(options, stops)
  try {
    for (const [part, run] of Object.entries(RUN)) {
      if (!options.parts.has(part as Part)) continue
      sections.push(await run(context))
      writeFileSync(REPORT, markdownReport(sections, conditions(started)))
    }
  } finally {
    for (const stop of stops) await stop()
  }
  console.log(`\n${markdownReport(sections, conditions(started))}`)
  say(`The same stands in ${REPORT}.`)
})

function contextOf(options: Options, stops: (() => Promise<unknown>)[]): Context {
  const build = { server: given('BENCH_SERVER'), pages: given('BENCH_PAGES') }
  const profiles = join(ROOT, 'test-results')
  if (options.profile) mkdirSync(profiles, { recursive: true })
  const profiled: Record<string, string> = options.profile ? { BENCH_PROFILES: profiles } : {}
  const noted = (engine: Engine | undefined, name: string, debian: string): Engine => {
    const found = required(engine, name, debian)
    stops.push(found.stop)
    return found
  }
  const redis = once(async () => noted(await startRedis(), 'Redis', 'redis-server'))
  const postgres = once(async () => noted(await startPostgres(), 'PostgreSQL', 'postgresql'))
  return {
    options,
    embedded: omegoo({ name: 'Omegoo', build, env: profiled }),
    hurried: omegoo({
      name: 'Omegoo, hurried',
      build,
      flags: [`--import=${pathToFileURL(join(ROOT, 'bench/faster-time.ts')).href}`],
      env: { BENCH_FASTER: String(FASTER) },
    }),
    cluster: async (processes) =>
      omegoo({
        name: 'Omegoo on PostgreSQL and Redis',
        build,
        processes,
        engines: { databaseUrl: (await postgres()).url, redisUrl: (await redis()).url },
        env: profiled,
      }),
    onPostgres: async () =>
      omegoo({
        name: 'Omegoo on PostgreSQL',
        build,
        engines: { databaseUrl: (await postgres()).url },
        env: profiled,
      }),
    redisUrl: async () => (await redis()).url,
    say,
  }
}

/** Keeps this process alive until it is stopped. */
interface Engine {
  readonly url: string
  readonly stop: () => Promise<void>
}

function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined
  return () => (started ??= start())
}

function required<T>(engine: T | undefined, name: string, debian: string): T {
  if (engine === undefined) {
    throw new Refusal(`This part needs ${name}, and it is not installed (Debian: apt-get install ${debian}).`)
  }
  return engine
}

function given(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Refusal(`${name} is not set: measure by "npm run bench".`)
  return value
}

function conditions(started: number): string {
  const [cpu] = cpus()
  const minutes = ((Date.now() - started) / 60_000).toFixed(0)
  return (
    `Measured in ${minutes} minutes on ${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, load average ` +
    `${loadavg()[0]?.toFixed(1)} at the end (the swarm shares the machine), Node ${process.version}, ` +
    `\`${SERVER_FLAGS.join(' ')}\` for all servers.`
  )
}
