import { expect, test } from 'vitest'
import { judgeEntry, judgeHosting, judgeInviting, shownTo, type Standing } from './policy'
import type { Participant } from './visit'

const ann = { userId: 'ann', tenantId: 'default', role: 'agent' } as const
const bob = { userId: 'bob', tenantId: 'default', role: 'user' } as const
const visit = { tenantId: 'default', host: 'ann', hasWaitingRoom: true, endedAt: null }
const standing = (changes: Partial<Standing> = {}): Standing => ({
  visit,
  state: 'invited',
  isCutOff: false,
  ...changes,
})
const open = { ...visit, hasWaitingRoom: false }
const over = { ...visit, endedAt: 1 }

test.each<[string, Partial<Standing>, string]>([
  ['is invited waits', {}, 'waits'],
  ['waits goes on waiting', { state: 'waiting' }, 'waits'],
  ['is admitted enters', { state: 'admitted' }, 'enters'],
  ['is invited where nobody waits enters', { visit: open }, 'enters'],
  ['is not invited finds none', { state: null }, 'absent'],
  ['is blocked finds none', { isCutOff: true }, 'absent'],
  ['is of another tenant finds none', { visit: { ...visit, tenantId: 'other' } }, 'absent'],
  ['comes too late learns so', { visit: over }, 'over'],
  ['was in it finds it when it is over', { visit: over, state: 'admitted' }, 'enters'],
])('who %s', (_, changes, verdict) => {
  expect(judgeEntry(bob, standing(changes))).toBe(verdict)
})

test('its host alone admits and ends, as long as they may host at all', () => {
  const admitted = standing({ state: 'admitted' })
  expect(judgeHosting(ann, admitted)).toBe('allowed')
  expect(judgeHosting({ ...ann, role: 'user' }, admitted)).toBe('forbidden')
  expect(judgeHosting(bob, admitted)).toBe('forbidden')
  expect(judgeHosting({ ...bob, role: 'admin' }, standing({ state: null }))).toBe('absent')
})

test.each<[string, Parameters<typeof judgeInviting>[0], Partial<Standing>, string]>([
  ['the host invites', ann, { state: 'admitted' }, 'allowed'],
  ['an agent in it invites', { ...ann, userId: 'cid' }, { state: 'admitted' }, 'allowed'],
  ['an agent who is not in it yet does not', { ...ann, userId: 'cid' }, { state: 'invited' }, 'forbidden'],
  ['a participant does not', bob, { state: 'admitted' }, 'forbidden'],
  ['an agent who is not of it finds none', { ...ann, userId: 'cid' }, { state: null }, 'absent'],
  ['who is blocked finds none', ann, { state: 'admitted', isCutOff: true }, 'absent'],
  [
    'an administrator of another tenant finds none',
    { ...ann, tenantId: 'other' },
    { state: 'admitted' },
    'absent',
  ],
])('%s', (_, actor, changes, verdict) => {
  expect(judgeInviting(actor, standing(changes))).toBe(verdict)
})

test('who is not in it yet sees the host and themselves alone', () => {
  const person = (user: string, state: Participant['state']): Participant => ({
    user,
    displayName: user,
    role: 'user',
    state,
    waitingSince: null,
  })
  const all = [person('ann', 'admitted'), person('bob', 'waiting'), person('cid', 'invited')]
  const seenBy = (user: string) => shownTo(user, visit, all).map((one) => one.user)
  expect(seenBy('ann')).toEqual(['ann', 'bob', 'cid'])
  expect(seenBy('bob')).toEqual(['ann', 'bob'])
  expect(seenBy('cid')).toEqual(['ann', 'cid'])
})
