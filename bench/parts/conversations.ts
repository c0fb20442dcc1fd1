import { BIG_CHANNEL_MEMBERS, MADE_MEMBERS, OF_EACH } from '../contenders/made-conversations'
import { bareRoom, bigChannelOf, measureBigChannel } from '../measurements/big-channel'
import { measureComingBack } from '../measurements/coming-back'
import { measureDurableSends } from '../measurements/durable-sends'
import { measureStatusChanges } from '../measurements/status-change'
import { count, type Goal, ms, type Section, us } from '../report'
import type { Context } from './context'

const EMBEDDED_RATE = 500
const POSTGRES_RATE = 2_000
const STORED_WITHIN_MS = 100
const LAST_WITHIN_MS = 100
const OF_BARE = 1.5
const SUBSCRIBERS = [10, 100, 1_000] as const
/** What a measurement of the heap cannot tell from nothing. */
const NOTHING_BYTES = 64

/** Conversations that last: storing, a big channel, coming back, and a status before many. */
export async function conversationsPart(context: Context): Promise<Section> {
  const { say } = context
  const rows: string[][] = []
  const goals: Goal[] = []
  const note = (goal: Goal) => {
    goals.push(goal)
    rows.push([goal.what, goal.found])
    say(`${goal.what}: ${goal.found}`)
  }
  await durableSends(context, note)
  await bigChannel(context, note)
  await comingBack(context, note)
  await statusChanges(context, note)
  return {
    title: 'Conversations',
    note: 'Members on telehealth’s contract; the bare server has one room, and stores nothing.',
    head: ['what', 'found'],
    rows,
    goals,
  }
}

type Note = (goal: Goal) => void

async function durableSends({ embedded, onPostgres, options }: Context, note: Note): Promise<void> {
  const both = [
    { contender: embedded, rate: EMBEDDED_RATE },
    { contender: await onPostgres(), rate: POSTGRES_RATE },
  ]
  for (const { contender, rate } of both) {
    const figures = await measureDurableSends(contender, { rate, seconds: options.seconds })
    const { aSecond, p50Ms, p99Ms, refused, cpuUs } = figures
    note({
      what: `messages stored and acknowledged, ${contender.name}`,
      wanted: `${count(rate)} a second, p99 under ${STORED_WITHIN_MS} ms, none refused`,
      found: `${count(aSecond)} a second, p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}, ${count(refused)} refused, ${us(cpuUs)} of CPU each`,
      isReached: aSecond >= rate * 0.98 && p99Ms < STORED_WITHIN_MS && refused === 0,
    })
  }
}

async function bigChannel({ embedded }: Context, note: Note): Promise<void> {
  const bare = await measureBigChannel(bareRoom)
  const ours = await measureBigChannel(bigChannelOf(embedded))
  note({
    what: `one message a second to a channel of ${count(BIG_CHANNEL_MEMBERS)}: the last member has it`,
    wanted: `p99 within ${LAST_WITHIN_MS} ms, none missing`,
    found: `p50 ${ms(ours.lastP50Ms)}, p99 ${ms(ours.lastP99Ms)}, ${count(ours.missing)} missing; bare p50 ${ms(bare.lastP50Ms)}, p99 ${ms(bare.lastP99Ms)}`,
    isReached: ours.lastP99Ms <= LAST_WITHIN_MS && ours.missing === 0,
  })
  note({
    what: `CPU per frame delivered in that channel`,
    wanted: `${OF_BARE} × bare`,
    found: `${us(ours.cpuUs)}, bare ${us(bare.cpuUs)}, beside ${ours.restCores.toFixed(3)} of a core at rest, bare ${bare.restCores.toFixed(3)}`,
    ratio: ours.cpuUs / bare.cpuUs,
    isReached: ours.cpuUs <= OF_BARE * bare.cpuUs,
  })
}

async function comingBack({ embedded }: Context, note: Note): Promise<void> {
  const { halfBackMs, allBackMs, cpuUs, wrong, heapPerConversation } = await measureComingBack(embedded)
  note({
    what: `${count(MADE_MEMBERS)} come back to ${OF_EACH} conversations each with unread messages`,
    wanted: 'every count right',
    found: `half in ${ms(halfBackMs)}, all in ${ms(allBackMs)}, ${us(cpuUs)} of CPU each, ${count(wrong)} wrong`,
    isReached: wrong === 0,
  })
  note({
    what: 'memory of conversations that nobody is in any more',
    wanted: 'none',
    found: `${heapPerConversation.toFixed(0)} bytes for each membership`,
    isReached: heapPerConversation <= NOTHING_BYTES,
  })
}

async function statusChanges({ embedded }: Context, note: Note): Promise<void> {
  const figures = await measureStatusChanges(embedded, SUBSCRIBERS)
  for (const { subscribers, lastP50Ms, cpuUs, missing } of figures) {
    note({
      what: `a status change before ${count(subscribers)} who follow it`,
      wanted: `the last is sent it within ${LAST_WITHIN_MS} ms, none missing`,
      found: `p50 ${ms(lastP50Ms)}, ${us(cpuUs)} of CPU, ${count(missing)} missing`,
      isReached: lastP50Ms <= LAST_WITHIN_MS && missing === 0,
    })
  }
}
