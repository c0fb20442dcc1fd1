import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { movedIn, positionIn, type Visit, visitKey } from '@/lib/domain/visits/visit'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Conversations } from '../conversations/conversations'
import type { Messages } from '../conversations/messages'
import { newConversation, newMessage } from '../conversations/new-conversation.fixture'
import type { Visits } from './visits'

interface Ports {
  readonly accounts: Accounts
  readonly conversations: Conversations
  readonly messages: Messages
  readonly personalData: PersonalData
  readonly visits: Visits
}

const BOUNDS = { max: 1_000, ofPerson: 100 }
/** Runs of the property; each is some dozens of changes. */
const RUNS = 10

/** Holds for every adapter of `Visits`. */
export function visitsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Visits', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function person(changes: Parameters<typeof newUser>[0] = {}): Promise<string> {
      const user = newUser(changes)
      await ports.accounts.create(user)
      return user.id
    }
    function planned(host: string, changes: Partial<Visit> = {}) {
      const id = randomUUID()
      const conversation = newConversation({ kind: 'visit', key: visitKey(id), isPrivate: true, name: null })
      const about = { id, tenantId: DEFAULT_TENANT, conversation: conversation.id, createdAt: NOW }
      const visit = { ...about, scheduledAt: null, hasWaitingRoom: true, endedAt: null, ...changes, host }
      return { visit, conversation }
    }
    async function made(host: string, invited: readonly string[], changes: Partial<Visit> = {}) {
      const { visit, conversation } = planned(host, changes)
      const members = await ports.visits.create(visit, conversation, invited, BOUNDS)
      return { ...visit, members }
    }
    const waiting = async (id: string) => (await ports.visits.queue(id)).queue.map(({ user }) => user)
    const isMember = async (conversation: string, user: string) =>
      (await ports.conversations.find(conversation, user))?.membership !== null
    const admit = (id: string, who: string, now = NOW) => ports.visits.admit(id, who, now, BOUNDS.ofPerson)

    test('who is invited later is of it; the same again, and people of other tenants, change nothing', async () => {
      const [host, ann, bob] = [await person(), await person(), await person()]
      const visit = await made(host, [ann])
      const bounds = { participants: 2, ofPerson: 100 }
      const first = await ports.visits.invite(visit.id, [bob, ann, 'nobody'], NOW, bounds)
      expect(first).toMatchObject({ outcome: 'invited', added: [bob], admitted: [] })
      expect(await ports.visits.find(visit.id, bob)).toMatchObject({ state: 'invited' })
      expect(await isMember(visit.conversation, bob)).toBe(false)
      expect(await ports.visits.invite(visit.id, [bob, host], NOW, bounds)).toMatchObject({ added: [] })
      const more = await ports.visits.invite(visit.id, [await person()], NOW, bounds)
      expect(more).toEqual({ outcome: 'too-many' })
      expect(await ports.visits.participants(visit)).toHaveLength(3)
      await ports.visits.end(visit.id, NOW)
      expect(await ports.visits.invite(visit.id, [bob], NOW, bounds)).toEqual({ outcome: 'over' })
    })

    test('without a waiting room who is invited later is in it, and has read what was written before', async () => {
      const [host, ann] = [await person(), await person()]
      const visit = await made(host, [], { hasWaitingRoom: false })
      await ports.messages.append(newMessage(visit.conversation, host))
      const bounds = { participants: 9, ofPerson: 100 }
      const invitation = await ports.visits.invite(visit.id, [ann], NOW, bounds)
      expect(invitation).toMatchObject({
        added: [ann],
        admitted: [ann],
        conversation: { id: visit.conversation },
      })
      const found = await ports.conversations.find(visit.conversation, ann)
      expect(found).toMatchObject({ membership: { readSeq: 1 }, memberCount: 2 })
    })

    test('an invitation is taken back before somebody is admitted, also while they wait', async () => {
      const [host, ann, bob] = [await person(), await person(), await person()]
      const visit = await made(host, [ann, bob])
      for (const one of [ann, bob]) await ports.visits.arrive(visit.id, one, NOW)
      const withdrawn = await ports.visits.withdraw(visit.id, ann, false)
      expect(withdrawn).toMatchObject({ outcome: 'withdrawn', change: { before: [ann, bob] } })
      expect(await waiting(visit.id)).toEqual([bob])
      expect(await ports.visits.find(visit.id, ann)).toMatchObject({ state: null })
      expect(await ports.visits.withdraw(visit.id, ann, false)).toEqual({ outcome: 'stranger' })
      await admit(visit.id, bob)
      expect(await ports.visits.withdraw(visit.id, bob, false)).toEqual({ outcome: 'admitted' })
      await ports.visits.end(visit.id, NOW)
      expect(await ports.visits.withdraw(visit.id, bob, true)).toEqual({ outcome: 'over' })
    })

    test('somebody who is in it is removed from it and from its conversation', async () => {
      const [host, ann] = [await person(), await person()]
      const visit = await made(host, [ann])
      await admit(visit.id, ann)
      const { conversation: id } = visit
      expect(await ports.conversations.find(id, ann)).toMatchObject({ memberCount: 2 })
      const left = expect.objectContaining({ id })
      expect(await ports.visits.withdraw(visit.id, ann, true)).toEqual({
        outcome: 'withdrawn',
        change: undefined,
        left,
      })
      expect(await ports.conversations.find(id, ann)).toMatchObject({ membership: null, memberCount: 1 })
      expect(await ports.visits.find(visit.id, ann)).toMatchObject({ state: null })
      expect(await ports.visits.hostOf(visit.id)).toBe(host)
      expect(await ports.visits.hostOf('none')).toBeUndefined()
    })

    test('the host is in it from the start, and the invited are not', async () => {
      const [ann, bob, foreign] = [
        await person({ displayName: 'Ann' }),
        await person(),
        await person({ tenantId: database.otherTenant }),
      ]
      const { id, conversation, members, ...visit } = await made(ann, [bob, foreign], {
        scheduledAt: NOW + 5,
      })
      expect(members).toEqual([ann])
      expect(await ports.visits.find(id, ann)).toEqual({
        visit: { id, conversation, ...visit },
        state: 'admitted',
      })
      expect(await ports.visits.find(id, bob)).toMatchObject({ state: 'invited' })
      expect(await ports.visits.find(id, foreign)).toMatchObject({ state: null })
      expect(await ports.visits.find(randomUUID(), ann)).toBeUndefined()
      expect([await isMember(conversation, ann), await isMember(conversation, bob)]).toEqual([true, false])
      const participants = await ports.visits.participants({ id, conversation, ...visit })
      expect(participants.map(({ user, state }) => [user, state])).toEqual([
        [ann, 'admitted'],
        [bob, 'invited'],
      ])
    })

    test('without a waiting room everybody is in it, as far as they have room for one more conversation', async () => {
      const [ann, bob, cid] = [await person(), await person(), await person()]
      const { visit, conversation } = planned(ann, { hasWaitingRoom: false })
      const bounds = { max: 9, ofPerson: 1 }
      await ports.conversations.create(newConversation(), [cid], 100)
      expect(await ports.visits.create(visit, conversation, [bob, cid], bounds)).toEqual([ann, bob])
      expect(await ports.conversations.find(conversation.id, bob)).toMatchObject({ memberCount: 2 })
      expect(await ports.visits.find(visit.id, cid)).toMatchObject({ state: 'invited' })
    })

    test('a host has so many that are not over', async () => {
      const ann = await person()
      const create = async () => {
        const { visit, conversation } = planned(ann)
        return [visit.id, await ports.visits.create(visit, conversation, [], { ...BOUNDS, max: 1 })] as const
      }
      const [first] = await create()
      expect((await create())[1]).toBe('too-many')
      await ports.visits.end(first, NOW)
      expect((await create())[1]).toEqual([ann])
    })

    test('who arrives waits behind the others, and once', async () => {
      const [ann, bob, cid] = [await person(), await person({ displayName: 'Bob' }), await person()]
      const { id } = await made(ann, [bob, cid])
      const first = await ports.visits.arrive(id, bob, NOW)
      expect(first).toEqual({
        before: [],
        queue: [{ user: bob, displayName: 'Bob', since: NOW, awaySince: null }],
        revision: 1,
      })
      const second = await ports.visits.arrive(id, cid, NOW)
      expect(second && movedIn(second)).toEqual([{ user: cid, position: 2 }])
      const again = await ports.visits.arrive(id, bob, NOW + 9)
      expect(again && [movedIn(again), positionIn(again.queue, bob), again.queue[0]?.since]).toEqual([
        [],
        1,
        NOW,
      ])
      expect(await waiting(id)).toEqual([bob, cid])
      expect(await ports.visits.arrive(id, ann, NOW)).toBeUndefined()
      expect(await ports.visits.arrive(id, await person(), NOW)).toBeUndefined()
    })

    test('who is away keeps the position until it is too long, and for good once they are back', async () => {
      const [ann, bob, cid] = [await person(), await person(), await person()]
      const { id } = await made(ann, [bob, cid])
      for (const user of [bob, cid]) await ports.visits.arrive(id, user, NOW)
      await ports.visits.markAway(id, bob, NOW + 10)
      expect((await ports.visits.queue(id)).queue[0]).toMatchObject({ user: bob, awaySince: NOW + 10 })
      expect(await ports.visits.depart(id, bob, NOW + 9)).toBeUndefined()
      await ports.visits.arrive(id, bob, NOW + 11)
      expect(await ports.visits.depart(id, bob, NOW + 99)).toBeUndefined()
      await ports.visits.markAway(id, bob, NOW + 20)
      const change = await ports.visits.depart(id, bob, NOW + 20)
      expect(change && movedIn(change)).toEqual([{ user: cid, position: 1 }])
      expect(await ports.visits.depart(id, bob)).toBeUndefined()
      expect(await ports.visits.find(id, bob)).toMatchObject({ state: 'invited' })
    })

    test('who is admitted is a member who has read what was written before', async () => {
      const [ann, bob, cid] = [await person(), await person(), await person()]
      const { id, conversation } = await made(ann, [bob, cid])
      await ports.messages.append(newMessage(conversation, ann))
      for (const user of [bob, cid]) await ports.visits.arrive(id, user, NOW)
      expect(await admit(id, 'first')).toMatchObject({
        outcome: 'admitted',
        user: bob,
        conversation: { id: conversation },
        change: { before: [bob, cid], queue: [{ user: cid }], revision: 3 },
      })
      const found = await ports.conversations.find(conversation, bob)
      expect(found).toMatchObject({ memberCount: 2, membership: { readSeq: 1 } })
      expect(await admit(id, bob)).toEqual({ outcome: 'admitted-before' })
      expect(await admit(id, await person())).toEqual({ outcome: 'stranger' })
      expect(await admit(randomUUID(), 'first')).toEqual({ outcome: 'stranger' })
      expect(await admit(id, cid)).toMatchObject({ user: cid })
      expect(await admit(id, 'first')).toEqual({ outcome: 'nobody-waits' })
    })

    test('who has not come yet is admitted as well, and then waits for nothing', async () => {
      const [ann, bob] = [await person(), await person()]
      const { id } = await made(ann, [bob])
      expect(await admit(id, bob)).toMatchObject({ outcome: 'admitted', user: bob })
      expect(await ports.visits.arrive(id, bob, NOW)).toBeUndefined()
    })

    test('nobody is admitted who is in too many conversations', async () => {
      const [ann, bob] = [await person(), await person()]
      const { id } = await made(ann, [bob])
      expect(await ports.visits.admit(id, bob, NOW, 0)).toEqual({ outcome: 'no-room' })
      expect(await ports.visits.find(id, bob)).toMatchObject({ state: 'invited' })
    })

    test('two who admit the first at the same time admit two', async () => {
      const people = [await person(), await person(), await person()]
      const [ann = ''] = people
      const { id } = await made(ann, people.slice(1))
      for (const user of people.slice(1)) await ports.visits.arrive(id, user, NOW)
      const both = await Promise.all([admit(id, 'first'), admit(id, 'first')])
      expect(both.map((one) => (one.outcome === 'admitted' ? one.user : '')).toSorted()).toEqual(
        people.slice(1).toSorted(),
      )
    })

    test('when it is over nobody waits, is admitted or writes, and who was in it reads it', async () => {
      const [ann, bob, cid] = [await person(), await person(), await person()]
      const { id, conversation } = await made(ann, [bob, cid])
      for (const user of [bob, cid]) await ports.visits.arrive(id, user, NOW)
      await admit(id, 'first')
      const sent = newMessage(conversation, bob, { clientMessageId: 'before' })
      await ports.messages.append(sent)
      expect(await ports.visits.end(id, NOW + 1)).toBe(true)
      expect(await ports.visits.end(id, NOW + 2)).toBe(false)
      expect(await ports.visits.find(id, cid)).toMatchObject({
        visit: { endedAt: NOW + 1 },
        state: 'invited',
      })
      expect(await waiting(id)).toEqual([])
      expect(await admit(id, cid)).toEqual({ outcome: 'over' })
      expect(await ports.visits.arrive(id, cid, NOW)).toBeUndefined()
      expect(await ports.messages.append(newMessage(conversation, bob))).toEqual({ outcome: 'closed' })
      // Sent again because its acknowledgement was lost: it had been kept.
      const again = { ...newMessage(conversation, bob), clientMessageId: 'before' }
      expect(await ports.messages.append(again)).toMatchObject({ outcome: 'kept', again: true })
      expect(await ports.conversations.find(conversation, bob)).toMatchObject({
        conversation: { closedAt: NOW + 1 },
      })
      const open = await ports.conversations.positionsOf(bob)
      expect(open.map(({ id }) => id)).not.toContain(conversation)
      expect((await ports.conversations.ofUser(bob, new Set())).map((one) => one.id)).not.toContain(
        conversation,
      )
    })

    test('a person’s visits are listed by pages: what comes first, and what ended last', async () => {
      const [ann, bob] = [await person({ displayName: 'Ann' }), await person({ displayName: 'Bob' })]
      const at = async (scheduledAt: number | null) => (await made(ann, [bob], { scheduledAt })).id
      const [late, soon, now] = [await at(NOW + 200), await at(NOW + 100), await at(null)]
      const [over, before] = [await at(null), await at(null)]
      await ports.visits.end(before, NOW + 1)
      await ports.visits.end(over, NOW + 2)
      const page = async (query: Parameters<Visits['ofUser']>[1]) => {
        const { visits, hasMore } = await ports.visits.ofUser(bob, query)
        return [visits.map(({ visit }) => visit.id), hasMore]
      }
      expect(await page({ isOver: false, limit: 2 })).toEqual([[now, soon], true])
      expect(await page({ isOver: false, limit: 2, after: soon })).toEqual([[late], false])
      expect(await page({ isOver: true, limit: 1 })).toEqual([[over], true])
      expect(await page({ isOver: true, limit: 1, after: over })).toEqual([[before], false])
      await ports.visits.arrive(now, bob, NOW)
      const { visits } = await ports.visits.ofUser(ann, { isOver: false, limit: 1 })
      expect(visits).toMatchObject([
        {
          hostName: 'Ann',
          state: 'admitted',
          participantCount: 2,
          waitingCount: 1,
          some: [{ user: bob, displayName: 'Bob', state: 'waiting' }],
        },
      ])
      expect((await ports.visits.ofUser(await person(), { isOver: false, limit: 9 })).visits).toEqual([])
    })

    test('the visits of a host who goes are over, and who was in them reads them', async () => {
      const [ann, bob] = [await person(), await person()]
      const { id, conversation } = await made(ann, [bob], { hasWaitingRoom: false })
      expect((await ports.personalData.export(ann))?.visits).toMatchObject([{ visitId: id, isHost: true }])
      const gone = { tenant: DEFAULT_TENANT, pseudonym: 'gone', emailDigest: null, reportableUntil: null }
      await ports.personalData.erase({ ...gone, user: ann, now: NOW + 5 })
      expect(await ports.visits.find(id, bob)).toMatchObject({ visit: { host: null, endedAt: NOW + 5 } })
      expect(await ports.conversations.find(conversation, bob)).toMatchObject({
        conversation: { closedAt: NOW + 5 },
      })
    })

    test('whatever happens, the order is that of arriving, and moves are what changed', async () => {
      const host = await person()
      const people = [await person(), await person(), await person(), await person()]
      const step = fc.record({
        who: fc.nat({ max: 3 }),
        what: fc.constantFrom('arrive', 'depart', 'admit', 'next'),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const { id } = await made(host, people)
          let expected: string[] = []
          const admitted = new Set<string>()
          let revision = 0
          for (const { who, what } of steps) {
            const user = people[who] ?? ''
            const before = expected
            const chosen = what === 'next' ? before[0] : user
            if (what === 'arrive' && !admitted.has(user) && !before.includes(user))
              expected = [...before, user]
            if (what !== 'arrive') expected = before.filter((one) => one !== chosen)
            let change
            if (what === 'arrive') change = await ports.visits.arrive(id, user, NOW)
            else if (what === 'depart') change = await ports.visits.depart(id, user)
            else {
              const admission = await admit(id, what === 'next' ? 'first' : user)
              if (admission.outcome === 'admitted') change = admission.change
              if (chosen !== undefined) admitted.add(chosen)
            }
            expect(await waiting(id)).toEqual(expected)
            if (!change) continue
            expect(change.before).toEqual(before)
            expect(change.revision).toBeGreaterThan(revision)
            revision = change.revision
          }
        }),
        { numRuns: RUNS },
      )
    })
  })
}
