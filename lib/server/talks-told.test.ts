import { expect, test } from 'vitest'
import { toUser } from '@/lib/domain/topics'
import { createMemoryFanOut } from './adapters/memory/fan-out'
import { createBus } from './adapters/system/bus'
import type { Publication } from './ports/connections/fan-out'
import { noteTalksTold } from './talks-told'

const ANN = toUser('ann')

function open() {
  const memory = createMemoryFanOut()
  const bus = createBus((error) => {
    throw error
  })
  const alive = new Set<string>()
  const { fanOut, noting, tellEnds: tell } = noteTalksTold(memory, bus)
  const tellEnds = () => tell(async (_, session) => alive.has(session))
  const say = (event: string, sessionId: string) =>
    fanOut.publish(ANN, {
      kind: 'frame',
      contracts: ['omegoo'],
      namespace: '/',
      event,
      data: event === 'session-ended' ? { sessionId, reason: 'user_left' } : { sessionId },
    })
  const listen = () => {
    const heard: Publication[] = []
    return { heard, stop: fanOut.subscribe(ANN, (publication) => void heard.push(publication)) }
  }
  /** Connects while in a talk, of which nothing is left to be told. */
  const connectInto = (log: string, asks: boolean) =>
    noting({ position: async () => ({ log, seq: 4, asks }), missed: async () => [] }).position('ann')
  return { say, listen, connectInto, tellEnds, alive }
}

const theEnd = { event: 'session-ended', data: { sessionId: 's1', reason: 'timeout' } }

test('every connection of somebody in a talk hears its end, once', async () => {
  const { say, listen, tellEnds } = open()
  const [tab, other] = [listen(), listen()]
  say('match-found', 's1')
  await tellEnds()
  await tellEnds()
  for (const { heard } of [tab, other]) expect(heard.slice(1)).toMatchObject([theEnd])
})

test('the other tab goes on when one is closed', async () => {
  const { say, listen, tellEnds } = open()
  const [tab, other] = [listen(), listen()]
  say('match-found', 's1')
  tab.stop()
  tab.stop()
  await tellEnds()
  expect(other.heard.slice(1)).toMatchObject([theEnd])
  expect(tab.heard).toHaveLength(1)
})

test.each([
  {
    name: 'who talks no more',
    heard: [
      ['match-found', 's1'],
      ['session-ended', 's1'],
    ] as const,
  },
  { name: 'who only heard of other things', heard: [['message-received', 's1']] as const },
])('$name hears nothing', async ({ heard }) => {
  const { say, listen, tellEnds } = open()
  const tab = listen()
  for (const [event, session] of heard) say(event, session)
  await tellEnds()
  expect(tab.heard).toHaveLength(heard.length)
})

test('the end of an earlier talk is not taken for the end of the present one', async () => {
  const { say, listen, tellEnds } = open()
  const tab = listen()
  for (const [event, session] of [
    ['match-found', 's0'],
    ['match-found', 's1'],
    ['session-ended', 's0'],
  ] as const)
    say(event, session)
  await tellEnds()
  expect(tab.heard.at(-1)).toMatchObject(theEnd)
})

test.each([
  { who: 'who came back to this process and missed nothing hears the end', asks: false, hears: [theEnd] },
  { who: 'who has an event for asking hears nothing', asks: true, hears: [] },
])('$who', async ({ asks, hears }) => {
  const { listen, connectInto, tellEnds } = open()
  const { heard } = listen()
  await connectInto('s1', asks)
  await tellEnds()
  expect(heard).toMatchObject(hears)
})

test('a talk that was begun after the loss goes on, and its end is told when that is lost too', async () => {
  const { say, listen, tellEnds, alive } = open()
  const { heard } = listen()
  say('match-found', 's1')
  alive.add('s1')
  await tellEnds()
  expect(heard).toHaveLength(1)
  alive.clear()
  await tellEnds()
  expect(heard.slice(1)).toMatchObject([theEnd])
})
