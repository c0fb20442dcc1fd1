import { describe, expect, test } from 'vitest'
import type { Role } from '../accounts'
import type { Conversation } from './conversation'
import { type ConversationAct, type ConversationVerdict, judgeAct, judgeContact } from './policy'

type Row = readonly [who: string, Record<ConversationAct, ConversationVerdict>]

const MAKER = 'maker'
const who = (name: string, role: Role, tenantId = 'default') => ({ userId: name, role, tenantId })
const channel = (isPrivate: boolean): Pick<Conversation, 'tenantId' | 'kind' | 'isPrivate' | 'creator'> => ({
  tenantId: 'default',
  kind: 'channel',
  isPrivate,
  creator: MAKER,
})
const verdicts = (
  find: ConversationVerdict,
  join: ConversationVerdict,
  read: ConversationVerdict,
  write: ConversationVerdict,
  manage: ConversationVerdict,
) => ({ find, join, read, write, manage })

const NOTHING = verdicts('absent', 'absent', 'absent', 'absent', 'absent')
const PEOPLE = {
  member: { actor: who('ann', 'user'), isMember: true },
  stranger: { actor: who('bob', 'user'), isMember: false },
  guest: { actor: { ...who('eve', 'user'), isGuest: true }, isMember: false },
  'guest who is a member': { actor: { ...who('eve', 'user'), isGuest: true }, isMember: true },
  maker: { actor: who(MAKER, 'agent'), isMember: true },
  'maker who left': { actor: who(MAKER, 'agent'), isMember: false },
  moderator: { actor: who('mod', 'moderator'), isMember: false },
  foreigner: { actor: who('far', 'admin', 'other'), isMember: false },
  'member of another tenant': { actor: who('far', 'admin', 'other'), isMember: true },
} as const

const PUBLIC: readonly Row[] = [
  ['member', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'forbidden')],
  ['stranger', verdicts('allowed', 'allowed', 'allowed', 'forbidden', 'forbidden')],
  ['guest', verdicts('forbidden', 'allowed', 'forbidden', 'forbidden', 'forbidden')],
  ['guest who is a member', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'forbidden')],
  ['maker', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'allowed')],
  ['moderator', verdicts('allowed', 'allowed', 'allowed', 'forbidden', 'allowed')],
  ['foreigner', NOTHING],
  ['member of another tenant', NOTHING],
]
const PRIVATE: readonly Row[] = [
  ['member', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'forbidden')],
  ['stranger', NOTHING],
  ['guest', NOTHING],
  ['maker', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'allowed')],
  ['maker who left', verdicts('allowed', 'absent', 'absent', 'forbidden', 'allowed')],
  // Managing all channels is not reading them.
  ['moderator', verdicts('allowed', 'absent', 'absent', 'forbidden', 'allowed')],
  ['foreigner', NOTHING],
]
/** Of a pair nobody is the manager. */
const DIRECT: readonly Row[] = [
  ['member', verdicts('allowed', 'allowed', 'allowed', 'allowed', 'forbidden')],
  ['stranger', NOTHING],
  ['moderator', NOTHING],
]

describe.each([
  ['a public channel', channel(false), PUBLIC],
  ['a private channel', channel(true), PRIVATE],
  ['a pair', { ...channel(true), kind: 'direct' as const }, DIRECT],
])('of %s', (_, conversation, rows) => {
  test.each(rows)('a %s', (name, expected) => {
    const { actor, isMember } = PEOPLE[name as keyof typeof PEOPLE]
    for (const [act, verdict] of Object.entries(expected))
      expect(judgeAct(actor, conversation, isMember, act as ConversationAct), act).toBe(verdict)
  })
})

describe('being the first to write to somebody', () => {
  const never = { isGuest: false, isBlocked: false, shareConversation: false, metAtRandom: false }
  test.each([
    ['people who never met', never, 'allowed'],
    ['a guest', { ...never, isGuest: true }, 'forbidden'],
    ['strangers of a random session', { ...never, metAtRandom: true }, 'absent'],
    ['strangers who share a channel', { ...never, metAtRandom: true, shareConversation: true }, 'allowed'],
    [
      'people of whom one blocked the other',
      { ...never, isBlocked: true, shareConversation: true },
      'absent',
    ],
    // A guest learns nothing of whom a stranger is.
    ['a guest who is a stranger', { ...never, isGuest: true, metAtRandom: true }, 'absent'],
  ] as const)('%s', (_, acquaintance, verdict) => {
    expect(judgeContact(acquaintance)).toBe(verdict)
  })
})
