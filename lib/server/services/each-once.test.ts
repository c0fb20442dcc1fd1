import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GENERIC } from '@/lib/server/gateways/omegoo/dialects/generic'
import { TEXT } from '@/lib/server/gateways/omegoo/dialects/text'
import { actor, anyone, HERE, openCore, type OpenedCore } from './core.fixture'
import { TextClient } from './text-client.fixture'

interface World {
  readonly core: OpenedCore
  readonly ann: TextClient
  readonly bob: TextClient
}
type Step = (world: World) => Promise<unknown> | void
type Name = 'ann' | 'bob'

async function pass({ core, ann, bob }: World, ms: number): Promise<void> {
  for (const client of [ann, bob]) await client.noticeSilence(ms)
  await core.clock.advance(ms)
}

const other = (name: Name) => (name === 'ann' ? 'bob' : 'ann')
/** Lets other things happen first. */
async function settled(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve()
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  ...(['ann', 'bob'] as const).flatMap((name) => [
    { weight: 6, arbitrary: fc.constant<Step>((world) => world[name].sendNext()) },
    { weight: 1, arbitrary: fc.constant<Step>((world) => world[name].sendAgain()) },
    { weight: 2, arbitrary: fc.constant<Step>((world) => world[name].disconnect()) },
    { weight: 1, arbitrary: fc.constant<Step>((world) => world[name].goSilent()) },
    { weight: 3, arbitrary: fc.constant<Step>((world) => world[name].reconnect()) },
    {
      weight: 3,
      arbitrary: fc.tuple(fc.nat(30), fc.nat(30)).map(([before, between]): Step => async (world) => {
        const comeBack = settled(before).then(() => world[name].reconnect())
        const chat = settled(between).then(() => world[other(name)].sendNext())
        await Promise.all([comeBack, chat, world[other(name)].sendNext()])
      }),
    },
  ]),
  {
    weight: 4,
    arbitrary: fc.constantFrom(1, 900, 9_000, 15_000, 29_999, 30_000).map(
      (ms): Step =>
        (world) =>
          pass(world, ms),
    ),
  },
)

/** Everything saved, by position. @throws when a position is missing or used twice */
function logOf({ core }: World): Map<number, { author: string; content: string }> {
  const log = new Map<number, { author: string; content: string }>()
  for (const { entry } of core.published('session.message')) {
    expect(log.has(entry.seq)).toBe(false)
    log.set(entry.seq, { author: entry.author, content: entry.content })
  }
  expect([...log.keys()].toSorted((a, b) => a - b)).toEqual([...log.keys()].map((_, index) => index + 1))
  expect(new Set([...log.values()].map(({ content }) => content)).size).toBe(log.size)
  return log
}

/** What a client must have on its screen: everything, or everything from the other. */
function expectedScreen(world: World, name: Name, dialect: string) {
  const all = [...logOf(world)].toSorted(([a], [b]) => a - b)
  const visible = dialect === TEXT ? all : all.filter(([, { author }]) => author !== name)
  return visible.map(([seq, { content }]) => [seq, content])
}

test.each([
  { ann: TEXT, bob: TEXT },
  { ann: GENERIC, bob: GENERIC },
  { ann: TEXT, bob: GENERIC },
])(
  'both see each message once and in order, whichever of them is lost and returns ($ann, $bob)',
  async (dialect) => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (history) => {
        const core = openCore()
        const people = { ann: actor('ann'), bob: actor('bob') }
        for (const name of ['ann', 'bob'] as const) {
          await core.connections.declare(people[name], `${name} 1`, HERE)
          await core.services.matching.join(people[name], { ...anyone, dialect: dialect[name] })
        }
        await core.clock.advance(200)
        const world: World = {
          core,
          ann: new TextClient(core, people.ann, dialect.ann),
          bob: new TextClient(core, people.bob, dialect.bob),
        }
        for (const step of history) {
          await step(world)
          if (core.published('session.ended').length > 0) break
        }
        await pass(world, 1_000)
        const isOver = core.published('session.ended').length > 0
        for (const name of ['ann', 'bob'] as const) {
          const client = world[name]
          if (!isOver) {
            await client.disconnect()
            await client.reconnect()
          }
        }
        const log = logOf(world)
        const contents = new Set([...log.values()].map(({ content }) => content))
        for (const name of ['ann', 'bob'] as const) {
          const screen = [...world[name].screen].toSorted(([a], [b]) => a - b)
          const expected = expectedScreen(world, name, dialect[name])
          if (isOver) expect(expected).toEqual(expect.arrayContaining(screen))
          else expect(screen).toEqual(expected)
          for (const content of world[name].acknowledged) expect(contents).toContain(content)
        }
        expect(core.failures).toEqual([])
        expect(core.published('session.ended').length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 700 },
    )
  },
)
