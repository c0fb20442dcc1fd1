import { channelKey } from '@/lib/domain/conversations/conversation'
import { addDays, type Day } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'
import { visitKey } from '@/lib/domain/visits/visit'
import { DEMO_PREFIX } from '../ports/analytics/acquisition'
import type { MadeUpConversation, MadeUpMember, MadeUpWorkspace } from '../ports/analytics/demo-workspace'
import { type Chance, createChance } from './chance'
import { isWeekend } from './made-up-people'
import { ANSWERS, OPENINGS } from './workspace-lines'

const SEED = 20_261_201
const HOUR_MS: Millis = 3_600_000
const LABEL = 'Demonstration: people and messages are made up. “npm run demo:remove” takes it away.'
/** Of all messages, those that answer another one. */
const REPLIES = 0.25
/** Messages of one day in a channel, on the first day and how many more on the last. */
const START = 0.8
const GROWTH = 2.4
const WEEKEND = 0.4
/** The last messages that some members have not read. */
const UNREAD = 7

/** A program that answers: `partner-conversations.ts`. */
export const WORKSPACE_PARTNER = `${DEMO_PREFIX}practice-partner`
export const PRACTICE_CHANNEL = `${DEMO_PREFIX}channel-practice`

const PEOPLE = [
  ['anna', 'Anna', 'agent', 'online', 'At the front desk until 17:00'],
  ['bilal', 'Bilal', 'agent', 'busy', 'In visits all morning'],
  ['chen', 'Chen', 'user', 'online', null],
  ['dina', 'Dina', 'user', 'away', 'Back after lunch'],
  ['elif', 'Elif', 'user', 'online', null],
  ['farid', 'Farid', 'user', 'offline', null],
] as const

const idOf = (name: string) => `${DEMO_PREFIX}member-${name}`
const EVERYBODY = PEOPLE.map(([name]) => idOf(name))
const TEAM = [idOf('anna'), idOf('bilal')]

const CHANNELS = [
  { name: 'front-desk', isPrivate: false, members: EVERYBODY },
  { name: 'team', isPrivate: true, members: TEAM },
  { name: 'practice', isPrivate: false, members: [...TEAM, idOf('chen'), WORKSPACE_PARTNER] },
] as const

/** A small workspace with something on each of `days` days from `first` on; the same whenever it is made on one day. */
export function madeUpWorkspace(first: Day, days: number): MadeUpWorkspace {
  const chance = createChance(SEED)
  const createdAt = Date.parse(first)
  const end = Date.parse(addDays(first, days))
  const channels = CHANNELS.map(({ name, isPrivate, members }): MadeUpConversation => {
    const id = `${DEMO_PREFIX}channel-${name}`
    return {
      id,
      kind: 'channel',
      key: channelKey(id),
      name: `demo-${name}`,
      description: LABEL,
      isPrivate,
      creator: idOf('anna'),
      createdAt,
      members: members.map((user, index) => ({ user, unread: index % 2 === 1 ? UNREAD : 0 })),
      messages: messagesIn(
        id,
        members.filter((user) => user !== WORKSPACE_PARTNER),
        { first, days },
        chance,
      ),
    }
  })
  return { people: people(createdAt), conversations: [...channels, visitRoom(end)], visits: [visit(end)] }
}

function people(createdAt: Millis): readonly MadeUpMember[] {
  const named = PEOPLE.map(([name, displayName, role, status, statusMessage]): MadeUpMember => ({
    id: idOf(name),
    displayName: `${displayName} (demo)`,
    role,
    createdAt,
    status,
    statusMessage,
  }))
  const partner = {
    id: WORKSPACE_PARTNER,
    displayName: 'Practice partner (demo)',
    role: 'user',
    createdAt,
    status: 'online',
    statusMessage: 'A program that answers',
  } as const
  return [...named, partner]
}

function messagesIn(
  channel: string,
  authors: readonly string[],
  { first, days }: { readonly first: Day; readonly days: number },
  chance: Chance,
): MadeUpConversation['messages'] {
  const messages: MadeUpConversation['messages'][number][] = []
  for (let index = 0; index < days; index += 1) {
    const day = addDays(first, index)
    const mean = (START + (GROWTH * index) / days) * (isWeekend(day) ? WEEKEND : 1)
    const count = Math.max(1, chance.near(mean))
    for (let number = 0; number < count; number += 1) {
      const before = messages.at(-1)
      const isReply = before !== undefined && chance.next() < REPLIES
      const others = isReply ? authors.filter((author) => author !== before.author) : authors
      messages.push({
        id: `${channel}-${messages.length + 1}`,
        author: chance.pick(others.map((author) => [1, author] as const)),
        text: chance.pick((isReply ? ANSWERS : OPENINGS).map((line) => [1, line] as const)),
        replyTo: isReply ? before.id : null,
        // One after the other, in the hours in which people work.
        at: Date.parse(day) + 8 * HOUR_MS + Math.floor(((number + chance.next()) * 9 * HOUR_MS) / count),
      })
    }
  }
  return messages
}

const VISIT = `${DEMO_PREFIX}visit`
const VISIT_ROOM = `${DEMO_PREFIX}visit-room`

/** In the afternoon of the day on which it is made. */
const visit = (today: Millis): MadeUpWorkspace['visits'][number] => ({
  id: VISIT,
  conversation: VISIT_ROOM,
  host: idOf('bilal'),
  scheduledAt: today + 14 * HOUR_MS,
  createdAt: today - 20 * HOUR_MS,
  invited: ['dina', 'elif', 'farid'].map(idOf),
})

const visitRoom = (today: Millis): MadeUpConversation => ({
  id: VISIT_ROOM,
  kind: 'visit',
  key: visitKey(VISIT),
  name: null,
  description: LABEL,
  isPrivate: true,
  creator: idOf('bilal'),
  createdAt: today - 20 * HOUR_MS,
  members: [{ user: idOf('bilal'), unread: 0 }],
  messages: [],
})
