import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Conversation,
  directKey,
  GENERAL_ID,
  GENERAL_KEY,
} from '@/lib/domain/conversations/conversation'
import { dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { AccountChanges } from '../accounts/account-changes'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import { retentionLimits } from '@/lib/domain/retention'
import type { Retention } from '../sessions/history'
import type { Tenants } from '../tenants/tenants'
import type { ConversationOverview } from './conversation-overview'
import type { Conversations } from './conversations'
import type { Appended, Messages, NewMessage } from './messages'
import { newConversation, newMessage } from './new-conversation.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly conversations: Conversations
  readonly conversationOverview: ConversationOverview
  readonly messages: Messages
  readonly tenants: Tenants
  readonly personalData: PersonalData
  readonly retention: Retention
}

const ROOM = { members: 100, ofPerson: 100 }
/** Runs of the property; each is some dozens of messages. */
const RUNS = 10

/** Holds for every adapter of `Conversations` and `Messages`, which are one log. */
export function conversationsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Conversations', () => {
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
    async function channel(members: readonly string[], changes: Partial<Conversation> = {}) {
      const conversation = newConversation(changes)
      expect(await ports.conversations.create(conversation, members, 100)).toBe('created')
      return conversation
    }
    async function sent(conversation: string, author: string, changes: Partial<NewMessage> = {}) {
      const appended = await ports.messages.append(newMessage(conversation, author, changes))
      if (appended.outcome !== 'kept') throw new Error(`The message is ${appended.outcome}`)
      return appended.message
    }
    const listed = async (user: string, id: string) =>
      (await ports.conversations.ofUser(user, new Set())).find((one) => one.id === id)
    const seqs = async (id: string) =>
      (await ports.messages.page(id, { after: 0, limit: 1_000 })).messages.map(({ seq }) => seq)

    describe('who is in them', () => {
      test('every tenant has its general channel from the start', async () => {
        const ann = await person()
        const general = await ports.conversations.find(GENERAL_ID, ann)
        expect(general).toMatchObject({
          conversation: { key: GENERAL_KEY, tenantId: DEFAULT_TENANT, kind: 'channel', isPrivate: false },
          lastSeq: 0,
          membership: null,
        })
        const school = randomUUID()
        const key = { id: randomUUID(), hash: randomUUID(), hint: 'abcd', createdAt: NOW }
        await ports.tenants.create({ id: school, name: 'A school', createdAt: NOW }, key, 1_000)
        const theirs = await ports.conversations.findByKey(school, GENERAL_KEY, ann)
        expect(theirs?.conversation).toMatchObject({ tenantId: school, name: 'general' })
        expect((await ports.conversations.openChannels(school, 10)).map((one) => one.key)).toEqual([
          GENERAL_KEY,
        ])
      })

      test('a conversation is found with how one stands to it', async () => {
        const [ann, bob] = [await person({ displayName: 'Ann' }), await person()]
        const { id, key } = await channel([ann], { creator: ann })
        expect(await ports.conversations.find(id, ann)).toMatchObject({
          memberCount: 1,
          membership: { joinedAt: NOW, readSeq: 0, deliveredSeq: 0 },
        })
        const found = await ports.conversations.findByKey(DEFAULT_TENANT, key, bob)
        expect(found).toMatchObject({ conversation: { id, creator: ann }, membership: null })
        expect(await ports.conversations.findByKey(database.otherTenant, key, ann)).toBeUndefined()
        expect(await ports.conversations.members(id, { limit: 10 })).toMatchObject([
          { user: ann, displayName: 'Ann', role: 'user' },
        ])
      })

      test('a pair has one conversation, whoever comes first', async () => {
        const [ann, bob] = [await person(), await person()]
        const pair = () => newConversation({ kind: 'direct', key: directKey(ann, bob), name: null })
        const made = await Promise.all(
          [1, 2, 3].map(() => ports.conversations.create(pair(), [ann, bob], 100)),
        )
        expect(made.toSorted()).toEqual(['created', 'exists', 'exists'])
        expect(await ports.conversations.share(ann, bob)).toBe(true)
        const other = await ports.conversations.ofUser(ann, new Set())
        expect(other).toMatchObject([{ kind: 'direct', other: { user: bob, displayName: null } }])
      })

      test('people of another tenant, those who are in it, and those beyond its room are left out', async () => {
        const [ann, bob, cid] = [await person(), await person(), await person()]
        const foreign = await person({ tenantId: database.otherTenant })
        const { id } = await channel([ann, foreign])
        const add = (users: string[], members: number) =>
          ports.conversations.addMembers(id, users, NOW, { members, ofPerson: 100 })
        expect(await add([ann, foreign, 'nobody', bob, cid], 2)).toEqual([bob])
        expect(await add([cid], 2)).toEqual([])
        expect(await ports.conversations.addMembers(id, [cid], NOW, { members: 9, ofPerson: 0 })).toEqual([])
        expect(await ports.conversations.find(id, ann)).toMatchObject({ memberCount: 2 })
        expect(await ports.conversations.removeMembers(id, [bob, cid])).toEqual([bob])
        expect(await ports.conversations.find(id, bob)).toMatchObject({ memberCount: 1, membership: null })
        expect(await ports.conversations.positionsOf(bob)).toEqual([])
        expect(await ports.conversations.positionsOf(ann)).toContainEqual({ id, lastSeq: 0 })
      })

      test('one person makes so many channels, also at once', async () => {
        const ann = await person()
        const made = await Promise.all(
          [1, 2, 3].map(() => ports.conversations.create(newConversation({ creator: ann }), [ann], 2)),
        )
        expect(made.toSorted()).toEqual(['created', 'created', 'too-many'])
      })

      test('one person is in so many conversations of a kind, also when several are made and joined at once', async () => {
        const [ann, bob] = [await person(), await person()]
        const topic = () => newConversation({ kind: 'topic', creator: null })
        const made = await Promise.all(
          [1, 2, 3, 4].map(() => ports.conversations.create(topic(), [ann], 0, 2)),
        )
        expect(made.toSorted()).toEqual(['created', 'created', 'too-many', 'too-many'])
        const topics = [topic(), topic(), topic()]
        for (const one of topics) await ports.conversations.create(one, [bob], 0, 9)
        const [first] = topics
        if (!first) throw new Error('no topic')
        const join = (id: string) => ports.conversations.addMembers(id, [ann], NOW, { ...ROOM, ofKind: 3 })
        const joined = await Promise.all(topics.map(({ id }) => join(id)))
        expect(joined.flat()).toEqual([ann])
        // Conversations of other kinds, and those that are deleted, are not counted.
        await channel([ann])
        await ports.conversations.remove(topics[joined.findIndex((one) => one.length > 0)]?.id ?? '', NOW)
        expect((await Promise.all(topics.map(({ id }) => join(id)))).flat()).toEqual([ann])
      })

      test('who is no member any more edits nothing, and still deletes', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        const message = await sent(id, ann)
        await ports.conversations.removeMembers(id, [ann])
        expect(await ports.messages.change(message.id, ann, { text: 'still here' }, NOW)).toBeUndefined()
        expect(await ports.messages.byId(message.id)).toMatchObject({ text: message.text })
        expect(await ports.messages.change(message.id, ann, 'delete', NOW)).toMatchObject({ text: '' })
      })

      test('a deleted conversation is found by nobody, and its key is free', async () => {
        const ann = await person()
        const { id, key } = await channel([ann])
        expect(await ports.conversations.change(id, { name: 'other', description: 'words' })).toBe(true)
        expect(await ports.conversations.remove(id, NOW)).toBe(true)
        expect(await ports.conversations.remove(id, NOW)).toBe(false)
        expect(await ports.conversations.change(id, { name: 'more' })).toBe(false)
        expect(await ports.conversations.find(id, ann)).toBeUndefined()
        expect(await ports.conversations.ofUser(ann, new Set())).toEqual([])
        expect(await ports.conversations.addMembers(id, [await person()], NOW, ROOM)).toEqual([])
        expect(await ports.messages.append(newMessage(id, ann))).toEqual({ outcome: 'absent' })
        await channel([ann], { key })
      })

      test('what is done by a permission is noted with it, and what nobody did is not', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        const about = { tenantId: DEFAULT_TENANT, actorId: null, targetId: id, at: NOW }
        const noted = (action: string, details = {}) => ({ ...about, action, details })
        const removed = (user: string) => noted('channel.member-removed', { user })
        expect(await ports.conversations.removeMembers(id, [bob, 'nobody'], removed)).toEqual([bob])
        expect(await ports.conversations.change(id, { isPrivate: true }, noted('channel.changed'))).toBe(true)
        const since = dayOf(NOW)
        const found = await ports.conversationOverview.find(DEFAULT_TENANT, id, since)
        expect(found?.conversation).toMatchObject({ isPrivate: true, memberCount: 1, visit: null })
        expect(found?.audit.map(({ action, details }) => [action, details])).toEqual([
          ['channel.changed', {}],
          ['channel.member-removed', { user: bob }],
        ])
        expect(await ports.conversations.remove(id, NOW, noted('channel.deleted'))).toBe(true)
        expect(await ports.conversations.remove(id, NOW, noted('channel.deleted'))).toBe(false)
        expect(await ports.conversationOverview.find(DEFAULT_TENANT, id, since)).toBeUndefined()
      })

      test('administrators page through channels, found by what they or their makers are called', async () => {
        const maker = await person({ displayName: `Maker ${randomUUID()}` })
        const made = [
          await channel([maker], { creator: maker, name: '50%_off' }),
          await channel([maker], { creator: maker, name: '50 others', createdAt: NOW + 1 }),
        ]
        await sent(made[0]?.id ?? '', maker)
        const query = { kind: 'channel', since: dayOf(NOW) } as const
        const named = await ports.conversationOverview.page(DEFAULT_TENANT, {
          ...query,
          search: '50%_',
          limit: 10,
        })
        expect(named.map(({ id }) => id)).toEqual([made[0]?.id])
        expect(named).toMatchObject([{ messages: 1, lastMessageAt: NOW, maker: { user: maker } }])
        const ofMaker = { ...query, search: named[0]?.maker?.displayName ?? '', limit: 1 }
        const [newest] = await ports.conversationOverview.page(DEFAULT_TENANT, ofMaker)
        const older = { ...ofMaker, before: newest?.createdAt, beforeId: newest?.id }
        const [oldest] = await ports.conversationOverview.page(DEFAULT_TENANT, older)
        expect([newest?.id, oldest?.id]).toEqual([made[1]?.id, made[0]?.id])
        expect(await ports.conversationOverview.page(randomUUID(), ofMaker)).toEqual([])
        expect(await ports.conversationOverview.page(DEFAULT_TENANT, { ...ofMaker, kind: 'visit' })).toEqual(
          [],
        )
      })

      test('pages of members go on after the last one', async () => {
        const people = [await person(), await person(), await person()]
        const { id } = await channel(people)
        const first = await ports.conversations.members(id, { limit: 2 })
        const rest = await ports.conversations.members(id, { after: first[1]?.user ?? '', limit: 2 })
        expect([...first, ...rest].map(({ user }) => user).toSorted()).toEqual(people.toSorted())
      })
    })

    describe('what is said', () => {
      test('messages are numbered from one, and say who wrote them', async () => {
        const ann = await person({ displayName: 'Ann' })
        const { id } = await channel([ann])
        const first = await sent(id, ann, { text: 'one', metadata: { mood: 'fine' } })
        const second = await sent(id, ann, { text: 'two', replyTo: first.id, type: 'ticket_link' })
        expect([first.seq, second.seq]).toEqual([1, 2])
        expect(await ports.messages.page(id, { limit: 10 })).toEqual({
          messages: [first, second],
          hasMore: false,
        })
        expect(first).toMatchObject({
          author: { user: ann, displayName: 'Ann' },
          metadata: { mood: 'fine' },
          at: NOW,
          replyTo: null,
        })
        expect(await ports.messages.byId(second.id)).toEqual(second)
      })

      test('only members write, and only in answer to what was said there', async () => {
        const [ann, bob] = [await person(), await person()]
        const [here, there] = [await channel([ann]), await channel([ann])]
        const elsewhere = await sent(there.id, ann)
        const tries = await Promise.all([
          ports.messages.append(newMessage(here.id, bob)),
          ports.messages.append(newMessage('nowhere', ann)),
          ports.messages.append(newMessage(here.id, ann, { replyTo: elsewhere.id })),
          ports.messages.append(newMessage(here.id, ann)),
        ])
        expect(tries.map(({ outcome }) => outcome)).toEqual(['no-member', 'absent', 'no-such-reply', 'kept'])
        expect(await seqs(here.id)).toEqual([1])
      })

      test('a message that is sent again is found as it was kept, also within one transaction', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        const again = () => newMessage(id, ann, { clientMessageId: 'mine', text: 'once' })
        const tries = await Promise.all([1, 2, 3, 4].map(() => ports.messages.append(again())))
        tries.push(await ports.messages.append(again()))
        const kept = tries.map((one) =>
          one.outcome === 'kept' ? [one.again, one.message.seq, one.message.id] : [],
        )
        expect(new Set(kept.map(([, seq, messageId]) => `${seq} ${messageId}`)).size).toBe(1)
        expect(kept.filter(([isAgain]) => !isAgain)).toHaveLength(1)
        await sent(id, bob, { clientMessageId: 'mine' })
        expect(await seqs(id)).toEqual([1, 2])
      })

      test('random senders, resends and conversations: every log is whole, once and in order', async () => {
        const people = [await person(), await person(), await person()]
        const rooms = [await channel(people), await channel(people)]
        const next = new Map(rooms.map(({ id }) => [id, 0]))
        const send = fc.record({ room: fc.nat(1), author: fc.nat(2), client: fc.option(fc.nat(5)) })
        let run = 0
        await fc.assert(
          fc.asyncProperty(fc.array(send, { minLength: 1, maxLength: 30 }), async (sends) => {
            run++
            const drafts = sends.map(({ room, author, client }) =>
              newMessage(rooms[room]?.id ?? '', people[author] ?? '', {
                clientMessageId: client === null ? null : `${run} ${client}`,
              }),
            )
            const tries = await Promise.all(drafts.map((draft) => ports.messages.append(draft)))
            for (const { id } of rooms) {
              const before = next.get(id) ?? 0
              const fresh = keptOf(tries).filter((one) => one.message.conversation === id && !one.again)
              const numbers = fresh.map(({ message }) => message.seq).toSorted((a, b) => a - b)
              expect(numbers).toEqual(numbers.map((_, index) => before + index + 1))
              next.set(id, before + numbers.length)
              expect(
                (await ports.messages.page(id, { after: before, limit: 100 })).messages.map(({ seq }) => seq),
              ).toEqual(numbers)
            }
          }),
          { numRuns: RUNS },
        )
      })

      test('pages go both ways', async () => {
        const ann = await person()
        const { id } = await channel([ann])
        for (let n = 0; n < 5; n++) await sent(id, ann)
        const page = async (query: Parameters<Messages['page']>[1]) => {
          const { messages, hasMore } = await ports.messages.page(id, query)
          return [messages.map(({ seq }) => seq), hasMore]
        }
        expect(await page({ limit: 2 })).toEqual([[4, 5], true])
        expect(await page({ before: 4, limit: 2 })).toEqual([[2, 3], true])
        expect(await page({ before: 2, limit: 2 })).toEqual([[1], false])
        expect(await page({ after: 2, limit: 2 })).toEqual([[3, 4], true])
        expect(await page({ after: 4, limit: 2 })).toEqual([[5], false])
      })

      test('a search finds text whatever its case and its signs, newest first, of so many of the newest', async () => {
        const ann = await person()
        const { id } = await channel([ann])
        for (const text of ['Noon', 'noon', '50% at noon', 'evening', '50 per cent'])
          await sent(id, ann, { text })
        const search = async (text: string, messages: number, found = 10) =>
          (await ports.messages.search(id, text, { messages, found })).map(({ seq }) => seq)
        expect(await search('NOON', 10)).toEqual([3, 2, 1])
        expect(await search('noon', 10, 2)).toEqual([3, 2])
        expect(await search('noon', 3)).toEqual([3])
        expect(await search('50%', 10)).toEqual([3])
        expect(await search('_', 10)).toEqual([])
        expect(await ports.messages.search('none', 'noon', { messages: 10, found: 10 })).toEqual([])
      })

      test('its author edits and deletes a message, nobody else, and a deleted one says nothing', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        const message = await sent(id, ann, { metadata: { mood: 'fine' } })
        const change = (author: string, text: string) =>
          ports.messages.change(message.id, author, { text }, NOW + 5)
        expect(await change(bob, 'mine')).toBeUndefined()
        expect(await change(ann, 'better')).toEqual({ ...message, text: 'better', editedAt: NOW + 5 })
        expect(await ports.messages.change(message.id, bob, 'delete', NOW + 6)).toBeUndefined()
        expect(await ports.messages.change(message.id, ann, 'delete', NOW + 6)).toMatchObject({
          text: '',
          metadata: null,
          deletedAt: NOW + 6,
          seq: 1,
        })
        expect(await change(ann, 'again')).toBeUndefined()
      })

      test('what a message said before goes with the evidence, and deleted conversations do', async () => {
        const ann = await person()
        const [stays, goes] = [await channel([ann]), await channel([ann])]
        const message = await sent(stays.id, ann)
        await ports.messages.change(message.id, ann, { text: 'better' }, NOW)
        await ports.conversations.remove(goes.id, NOW)
        const purge = (evidence: number) => ports.retention.purge({ ...retentionLimits(0), evidence })
        expect(await purge(NOW)).toMatchObject({ messageOriginals: 0, conversations: 0 })
        const purged = await purge(NOW + 1)
        expect(purged.messageOriginals).toBeGreaterThan(0)
        expect(purged.conversations).toBeGreaterThan(0)
        expect(await ports.messages.byId(message.id)).toMatchObject({ text: 'better' })
      })

      test('an account that goes takes its words with it, and the log stays whole', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob], { creator: ann })
        await sent(id, ann, { text: 'secret', clientMessageId: 'mine', metadata: { phone: 'secret' } })
        const edited = await sent(id, ann, { text: 'secret too' })
        await ports.messages.change(edited.id, ann, { text: 'other secret' }, NOW)
        await sent(id, bob, { text: 'stays' })
        expect(JSON.stringify(await ports.personalData.export(ann))).toContain('other secret')
        await ports.personalData.erase({
          user: ann,
          tenant: DEFAULT_TENANT,
          pseudonym: 'gone',
          emailDigest: null,
          reportableUntil: null,
          now: NOW + 9,
        })
        const { messages } = await ports.messages.page(id, { limit: 10 })
        expect(messages.map(({ author, text }) => [author?.user ?? null, text])).toEqual([
          [null, ''],
          [null, ''],
          [bob, 'stays'],
        ])
        expect(JSON.stringify(messages)).not.toContain('secret')
        expect(await ports.conversations.find(id, bob)).toMatchObject({
          memberCount: 1,
          conversation: { creator: null },
        })
      })
    })

    describe('how far people have read', () => {
      test('what others wrote since is unread, one’s own is not', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        const unread = async (user: string) => (await listed(user, id))?.unread
        await sent(id, ann)
        await sent(id, bob)
        await sent(id, ann)
        expect([await unread(ann), await unread(bob)]).toEqual([1, 2])
        const read = await ports.messages.moveCursor(id, bob, 'read', 1)
        expect(read).toMatchObject({ from: 0, to: 1, authors: [ann] })
        expect(await unread(bob)).toBe(1)
        const last = await sent(id, ann)
        expect(await unread(bob)).toBe(2)
        expect(await ports.messages.moveCursor(id, bob, 'read', null)).toEqual({
          from: 1,
          to: 4,
          authors: [ann],
          messageId: last.id,
        })
        expect(await unread(bob)).toBe(0)
        expect((await listed(bob, id))?.lastMessage).toMatchObject({ id: last.id })
      })

      test('a cursor never goes back, nor beyond the last message', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann, bob])
        for (let n = 0; n < 3; n++) await sent(id, ann)
        const move = (which: 'read' | 'delivered', upTo: number | null) =>
          ports.messages.moveCursor(id, bob, which, upTo)
        expect(await move('delivered', 2)).toMatchObject({ from: 0, to: 2, authors: [ann] })
        expect(await move('read', 99)).toMatchObject({ from: 0, to: 3 })
        expect(await move('read', 1)).toMatchObject({ from: 3, to: 3, messageId: null, authors: [] })
        expect(await move('delivered', null)).toMatchObject({ from: 3, to: 3, messageId: null })
        expect(await ports.messages.moveCursor(id, await person(), 'read', null)).toBeUndefined()
        expect((await ports.conversations.find(id, bob))?.membership).toMatchObject({
          readSeq: 3,
          deliveredSeq: 3,
        })
      })

      test('who hides how far they have read, or were reached, counts as not having come anywhere', async () => {
        const [ann, bob, cem] = [await person(), await person(), await person()]
        const { id } = await channel([ann, bob, cem])
        const reach = (from = 1) => ports.messages.reach(id, ann, from)
        for (let n = 0; n < 3; n++) await sent(id, ann)
        for (const user of [bob, cem]) await ports.messages.moveCursor(id, user, 'read', 2)
        await ports.messages.moveCursor(id, cem, 'delivered', 3)
        expect(await reach()).toEqual({ read: 2, delivered: 2 })
        await ports.accountChanges.hide(bob, { read: true })
        expect(await reach()).toEqual({ read: 0, delivered: 2 })
        await ports.accountChanges.hide(bob, { delivered: true })
        expect(await reach()).toEqual({ read: 0, delivered: 0 })
        await ports.accountChanges.hide(bob, { read: false })
        expect(await reach()).toEqual({ read: 2, delivered: 2 })
        expect(await reach(2)).toEqual({ read: 2, delivered: 2 })
        expect(await reach(3)).toEqual({ read: 0, delivered: 0 })
        expect(await ports.messages.reach((await channel([ann])).id, ann, 1)).toBeUndefined()
      })

      test('several people are reached at once, and who hides it is not named', async () => {
        const [ann, bob, cem, dan] = [await person(), await person(), await person(), await person()]
        const { id } = await channel([ann, bob, cem, dan])
        const messages = [await sent(id, ann), await sent(id, bob), await sent(id, ann)]
        await ports.accountChanges.hide(dan, { delivered: true })
        await ports.messages.moveCursor(id, cem, 'delivered', 2)
        const reached = new Map([
          [bob, 2],
          [cem, 99],
          [dan, 3],
          ['nobody', 3],
        ])
        const moves = await ports.messages.moveDelivered(id, reached)
        const aboutBob = { from: 0, to: 2, messageId: messages[1]?.id, authors: [ann] }
        const aboutCem = { from: 2, to: 3, messageId: messages[2]?.id, authors: [ann] }
        expect(moves).toHaveLength(2)
        expect(moves.find(({ reader }) => reader.user === bob)).toMatchObject(aboutBob)
        expect(moves.find(({ reader }) => reader.user === cem)).toMatchObject(aboutCem)
        expect((await ports.conversations.find(id, dan))?.membership).toMatchObject({ deliveredSeq: 3 })
        expect(await ports.messages.moveDelivered(id, reached)).toEqual([])
      })

      test('lists, conversations and reach that several ask for at once are each their own', async () => {
        const [ann, bob, cem] = [await person(), await person(), await person()]
        const [one, other] = [await channel([ann, bob, cem]), await channel([bob, cem])]
        for (let n = 0; n < 2; n++) await sent(one.id, ann)
        await sent(other.id, bob)
        await ports.messages.moveCursor(one.id, bob, 'read', 1)
        await ports.messages.moveCursor(one.id, cem, 'read', 2)
        const everybody = [ann, bob, cem]
        const windows = [
          { limit: 1 },
          { after: 0, limit: 1 },
          { after: 1, limit: 9 },
          { before: 2, limit: 9 },
        ]
        const [lists, found, reaches, pages] = await Promise.all([
          Promise.all(everybody.map((user) => ports.conversations.ofUser(user, new Set()))),
          Promise.all(everybody.map((user) => ports.conversations.find(one.id, user))),
          Promise.all(everybody.map((user) => ports.messages.reach(one.id, user, 1))),
          Promise.all(windows.map((query) => ports.messages.page(one.id, query))),
        ])
        expect(pages.map(({ messages, hasMore }) => [messages.map(({ seq }) => seq), hasMore])).toEqual([
          [[2], true],
          [[1], true],
          [[2], false],
          [[1], false],
        ])
        const unreadIn = lists.map((list) =>
          Object.fromEntries(list.map(({ id, unread, lastMessage }) => [id, [unread, lastMessage?.seq]])),
        )
        expect(unreadIn).toEqual([
          { [one.id]: [0, 2] },
          { [one.id]: [1, 2], [other.id]: [0, 1] },
          { [one.id]: [0, 2], [other.id]: [1, 1] },
        ])
        expect(found.map((one) => one?.membership?.readSeq)).toEqual([0, 1, 2])
        // Who writes is as far as what they wrote only once they have read it.
        expect(reaches).toEqual([
          { read: 1, delivered: 1 },
          { read: 0, delivered: 0 },
          { read: 0, delivered: 0 },
        ])
      })

      test('what was said before one joined counts as read', async () => {
        const [ann, bob] = [await person(), await person()]
        const { id } = await channel([ann])
        await sent(id, ann)
        await ports.conversations.addMembers(id, [bob], NOW, ROOM)
        expect(await listed(bob, id)).toMatchObject({ unread: 0, readSeq: 1, lastSeq: 1 })
      })
    })
  })
}

function keptOf(tries: readonly Appended[]) {
  return tries.flatMap((one) => (one.outcome === 'kept' ? [one] : []))
}
