import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mentions } from '@/lib/domain/conversations/mentions'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { AccountChanges } from '../accounts/account-changes'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { ConversationPeople } from './conversation-people'
import type { Conversations } from './conversations'
import type { Messages } from './messages'
import { newConversation, newMessage } from './new-conversation.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly accountChanges: AccountChanges
  readonly conversations: Conversations
  readonly conversationPeople: ConversationPeople
  readonly messages: Messages
  readonly personalData: PersonalData
}

const NOBODY: ReadonlySet<string> = new Set()

/** Holds for every adapter of `ConversationPeople`, and for what `Messages` and `Conversations` know of mentions. */
export function conversationPeopleSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('ConversationPeople', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function person(displayName?: string, tenantId = DEFAULT_TENANT): Promise<string> {
      const user = newUser({ tenantId, ...(displayName !== undefined && { displayName }) })
      await ports.accounts.create(user)
      return user.id
    }
    async function channel(members: readonly string[]): Promise<string> {
      const conversation = newConversation({})
      await ports.conversations.create(conversation, members, 100)
      return conversation.id
    }
    async function sent(id: string, author: string, mentions: Partial<Mentions> = {}) {
      const given = { people: [], everybody: false, ...mentions }
      const appended = await ports.messages.append(newMessage(id, author, { mentions: given }))
      if (appended.outcome !== 'kept') throw new Error(`The message is ${appended.outcome}`)
      return appended.message
    }
    const unreadMentions = async (user: string, id: string, avoided = NOBODY) =>
      (await ports.conversations.ofUser(user, avoided)).find((one) => one.id === id)?.unreadMentions
    const mentioning = async (id: string, user: string, after = 0, avoided = NOBODY) =>
      (await ports.messages.mentioning(id, { user, after, limit: 10, avoided })).map(({ seq }) => seq)
    async function erase(user: string): Promise<void> {
      const about = { tenant: DEFAULT_TENANT, emailDigest: null, reportableUntil: null, now: NOW }
      await ports.personalData.erase({ ...about, user, pseudonym: `gone ${user}` })
    }

    describe('names', () => {
      test('members are found by the names that they have, whatever the case; others are not', async () => {
        const [ann, other] = [await person('Ann Bee'), await person('ann bee')]
        await person('Out')
        const id = await channel([ann, other, await person()])
        const found = await ports.conversationPeople.named(id, ['ANN BEE', 'Ann', 'Out', 'Nobody'])
        expect([...found.keys()]).toEqual(['ANN BEE'])
        expect(found.get('ANN BEE')?.toSorted()).toEqual([ann, other].toSorted())
        expect(await ports.conversationPeople.named(id, [])).toEqual(new Map())
      })

      test('names are offered by how a word of them begins, those that begin so themselves first', async () => {
        const [zoe, bo, bee] = [await person('Zoe Bo'), await person('Bo Zed'), await person('Ann Bee')]
        const id = await channel([zoe, bo, bee, await person(), await person('Abo')])
        const offered = async (text: string, except: string[] = [], limit = 10) =>
          (await ports.conversationPeople.beginning(id, text, { except: new Set(except), limit })).map(
            ({ displayName }) => displayName,
          )
        expect(await offered('bO')).toEqual(['Bo Zed', 'Zoe Bo'])
        expect(await offered('b')).toEqual(['Bo Zed', 'Ann Bee', 'Zoe Bo'])
        expect(await offered('b', [bo], 1)).toEqual(['Ann Bee'])
        expect(await offered('%')).toEqual([])
        expect(await offered('')).toEqual(['Abo', 'Ann Bee', 'Bo Zed', 'Zoe Bo'])
      })
    })

    describe('mentions', () => {
      test('a message keeps whom it mentions, members alone, and they count until they are read', async () => {
        const [ann, bob, out] = [await person(), await person(), await person()]
        const id = await channel([ann, bob])
        const message = await sent(id, ann, { people: [bob, out, 'nobody'] })
        expect(message.mentions).toEqual({ people: [bob], everybody: false })
        expect(await ports.messages.byId(message.id)).toEqual(message)
        await sent(id, ann)
        await sent(id, ann, { people: [bob] })
        expect([await unreadMentions(bob, id), await unreadMentions(ann, id)]).toEqual([2, 0])
        expect(await mentioning(id, bob)).toEqual([1, 3])
        expect(await mentioning(id, bob, 1)).toEqual([3])
        await ports.messages.moveCursor(id, bob, 'read', 1)
        expect(await unreadMentions(bob, id)).toBe(1)
        await ports.messages.moveCursor(id, bob, 'read', null)
        expect(await unreadMentions(bob, id)).toBe(0)
      })

      test('who mentions everybody mentions each once, and not themselves', async () => {
        const [ann, bob] = [await person(), await person()]
        const id = await channel([ann, bob])
        const message = await sent(id, ann, { people: [bob], everybody: true })
        expect(message.mentions).toEqual({ people: [bob], everybody: true })
        await sent(id, ann, { everybody: true })
        expect([await unreadMentions(bob, id), await unreadMentions(ann, id)]).toEqual([2, 0])
        expect(await mentioning(id, bob)).toEqual([1, 2])
        expect(await mentioning(id, ann)).toEqual([])
      })

      test('who is avoided mentions in vain, also by what was written before', async () => {
        const [ann, bob] = [await person(), await person()]
        const id = await channel([ann, bob])
        await sent(id, ann, { people: [bob] })
        await sent(id, ann, { everybody: true })
        const avoided = new Set([ann])
        expect(await unreadMentions(bob, id, avoided)).toBe(0)
        expect(await mentioning(id, bob, 0, avoided)).toEqual([])
      })

      test('an edit mentions anew, and what is deleted mentions nobody', async () => {
        const [ann, bob, cem] = [await person(), await person(), await person()]
        const id = await channel([ann, bob, cem])
        const { id: message } = await sent(id, ann, { people: [bob], everybody: true })
        const mentions = { people: [cem], everybody: false }
        const edited = await ports.messages.change(message, ann, { text: 'better', mentions }, NOW)
        expect(edited?.mentions).toEqual(mentions)
        expect([await unreadMentions(bob, id), await unreadMentions(cem, id)]).toEqual([0, 1])
        const deleted = await ports.messages.change(message, ann, 'delete', NOW)
        expect(deleted?.mentions).toEqual({ people: [], everybody: false })
        expect(await unreadMentions(cem, id)).toBe(0)
      })

      test('an account that goes is mentioned by no message, and its words mention nobody', async () => {
        const [ann, bob] = [await person(), await person()]
        const id = await channel([ann, bob])
        await sent(id, ann, { people: [bob] })
        await sent(id, bob, { people: [ann], everybody: true })
        await erase(bob)
        const { messages } = await ports.messages.page(id, { limit: 10 })
        expect(messages.map(({ mentions }) => mentions)).toEqual([
          { people: [], everybody: false },
          { people: [], everybody: false },
        ])
        expect(await unreadMentions(ann, id)).toBe(0)
      })
    })

    describe('readers', () => {
      test('who has read a message is named, page by page', async () => {
        const [ann, bob, cem, dan] = [
          await person('Ann'),
          await person('Bob'),
          await person(),
          await person(),
        ]
        const id = await channel([ann, bob, cem, dan])
        for (let n = 0; n < 3; n++) await sent(id, ann)
        for (const user of [bob, cem]) await ports.messages.moveCursor(id, user, 'read', 2)
        const readers = (seq: number, more: object = {}) =>
          ports.conversationPeople.readers(id, { seq, at: NOW, except: NOBODY, limit: 10, ...more })
        const two = await readers(2)
        expect(two).toMatchObject({ total: 2, hasMore: false })
        expect(two.readers).toContainEqual({ user: bob, displayName: 'Bob' })
        expect(await readers(3)).toEqual({ readers: [], total: 0, hasMore: false })
        const first = await readers(1, { limit: 1 })
        expect(first).toMatchObject({ total: 2, hasMore: true })
        const rest = await readers(1, { limit: 1, after: first.readers[0]?.user })
        expect([...first.readers, ...rest.readers].map(({ user }) => user).toSorted()).toEqual(
          [bob, cem].toSorted(),
        )
        expect(rest.hasMore).toBe(false)
        expect(await readers(1, { except: new Set([bob]) })).toMatchObject({ total: 1 })
      })

      test('who keeps it to themselves, and who came later, is not named', async () => {
        const [ann, bob, cem] = [await person(), await person(), await person()]
        const id = await channel([ann, bob])
        const { seq, at } = await sent(id, ann)
        await ports.conversations.addMembers(id, [cem], NOW + 1, { members: 9, ofPerson: 9 })
        await ports.messages.moveCursor(id, bob, 'read', null)
        const readers = async () =>
          (await ports.conversationPeople.readers(id, { seq, at, except: NOBODY, limit: 10 })).readers
        expect((await readers()).map(({ user }) => user)).toEqual([bob])
        await ports.accountChanges.hide(bob, { read: true })
        expect(await readers()).toEqual([])
      })
    })
  })
}
