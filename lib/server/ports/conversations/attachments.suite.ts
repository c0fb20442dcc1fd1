import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { UNATTACHED_FOR_MS } from '@/lib/domain/conversations/attachment'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Attachments, NewAttachment } from './attachments'
import type { Conversations } from './conversations'
import type { Messages } from './messages'
import { newAttachment } from './new-attachment.fixture'
import { newConversation, newMessage } from './new-conversation.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly conversations: Conversations
  readonly messages: Messages
  readonly attachments: Attachments
  readonly personalData: PersonalData
}

const always = () => true
const SHORTLY_BEFORE = NOW - UNATTACHED_FOR_MS + 1

/** Holds for every adapter of `Attachments`, together with `Messages`, which they are attached to. */
export function attachmentsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Attachments', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    /** Two members of two conversations, and nothing that a sweep would find. */
    async function scene() {
      await sweep(NOW)
      const [ann, bob] = [newUser(), newUser()]
      for (const user of [ann, bob]) await ports.accounts.create(user)
      const members = [ann.id, bob.id]
      const [here, there] = [newConversation(), newConversation()]
      for (const one of [here, there]) await ports.conversations.create(one, members, 100)
      return { ann: ann.id, bob: bob.id, here: here.id, there: there.id }
    }
    async function file(conversation: string, uploader: string, changes: Partial<NewAttachment> = {}) {
      const attachment = newAttachment(conversation, uploader, changes)
      expect(await ports.attachments.add(attachment, 0, always)).toBe(true)
      return attachment
    }
    const send = (conversation: string, author: string, attachments: readonly string[], more: object = {}) =>
      ports.messages.append(newMessage(conversation, author, { attachments, text: '', ...more }))
    async function sweep(now: number, unattachedBefore = 0, countedSince = NOW): Promise<string[]> {
      const removed: string[] = []
      await ports.attachments.sweep(
        { now, unattachedBefore, countedSince },
        async (hash) => void removed.push(hash),
      )
      return removed
    }

    test('a message has its files in their order, when it is kept and whenever it is read', async () => {
      const { ann, here } = await scene()
      const thumbnail = { hash: randomUUID(), size: 2 }
      const one = await file(here, ann, {
        name: 'one.png',
        type: 'image/png',
        width: 3,
        height: 4,
        thumbnail,
      })
      const two = await file(here, ann, { name: 'two.txt' })
      const attachments = [
        { id: two.id, name: 'two.txt', size: 5, type: 'text/plain', width: null, height: null },
        { id: one.id, name: 'one.png', size: 5, type: 'image/png', width: 3, height: 4 },
      ].map((known, index) => ({ ...known, hasThumbnail: index === 1 }))
      const sent = await send(here, ann, [two.id, one.id])
      expect(sent).toMatchObject({ outcome: 'kept', message: { attachments } })
      const { messages } = await ports.messages.page(here, { limit: 10 })
      expect(messages).toMatchObject([{ text: '', attachments }])
      expect(await ports.attachments.find(one.id)).toMatchObject({ message: messages[0]?.id, thumbnail })
    })

    test('nobody attaches what is of others, of elsewhere, in use, removed or nothing, and then nothing is kept', async () => {
      const { ann, bob, here, there } = await scene()
      const [bobs, elsewhere, used] = [await file(here, bob), await file(there, ann), await file(here, ann)]
      const removed = await file(here, ann)
      await ports.attachments.remove(removed.id, NOW)
      expect(await send(here, ann, [used.id])).toMatchObject({ outcome: 'kept' })
      const mine = await file(here, ann)
      for (const other of [bobs.id, elsewhere.id, used.id, removed.id, 'nothing'])
        expect(await send(here, ann, [mine.id, other])).toEqual({ outcome: 'no-such-file' })
      expect(await ports.attachments.find(mine.id)).toMatchObject({ message: null })
      expect((await ports.messages.page(here, { limit: 10 })).messages).toHaveLength(1)
    })

    test('a message that is sent again has the files that it had', async () => {
      const { ann, here } = await scene()
      const { id } = await file(here, ann)
      const clientMessageId = randomUUID()
      const [first, again] = await Promise.all([1, 2].map(() => send(here, ann, [id], { clientMessageId })))
      const third = await send(here, ann, [id], { clientMessageId })
      for (const one of [first, again, third])
        expect(one).toMatchObject({ outcome: 'kept', message: { attachments: [{ id }] } })
      expect((await ports.messages.page(here, { limit: 10 })).messages).toHaveLength(1)
    })

    test('of two messages at the same time, one has the file', async () => {
      const { ann, here } = await scene()
      const { id } = await file(here, ann)
      const both = await Promise.all([1, 2].map(() => send(here, ann, [id])))
      expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['kept', 'no-such-file'])
    })

    test('deleting a message removes its files, and content goes when nothing else has it', async () => {
      const { ann, here } = await scene()
      const content = { hash: randomUUID(), size: 5 }
      const [one, two] = [await file(here, ann, { content }), await file(here, ann, { content })]
      const ids = []
      for (const { id } of [one, two]) {
        const sent = await send(here, ann, [id])
        if (sent.outcome === 'kept') ids.push(sent.message.id)
      }
      const [first = '', second = ''] = ids
      expect(await ports.messages.change(first, ann, 'delete', NOW)).toMatchObject({ attachments: [] })
      expect(await ports.attachments.find(one.id)).toBeUndefined()
      expect(await sweep(NOW)).toEqual([])
      await ports.messages.change(second, ann, 'delete', NOW)
      expect(await sweep(NOW)).toEqual([content.hash])
      expect(await sweep(NOW)).toEqual([])
    })

    test('what is kept as evidence outlives its message, until its time is over', async () => {
      const { ann, here } = await scene()
      const { id, content } = await file(here, ann)
      const sent = await send(here, ann, [id])
      const messages = sent.outcome === 'kept' ? [sent.message.id] : []
      await ports.attachments.keepAsEvidence(messages, NOW + 10)
      await ports.attachments.keepAsEvidence(messages, NOW + 5)
      for (const message of messages) await ports.messages.change(message, ann, 'delete', NOW)
      expect(await ports.attachments.find(id)).toBeUndefined()
      expect(await sweep(NOW + 10)).toEqual([])
      expect(await sweep(NOW + 11)).toEqual([content.hash])
    })

    test('what nobody attached goes after its time, with its thumbnail; what is attached stays', async () => {
      const { ann, here } = await scene()
      const thumbnail = { hash: randomUUID(), size: 2 }
      const waiting = await file(here, ann, { createdAt: SHORTLY_BEFORE, thumbnail })
      const attached = await file(here, ann, { createdAt: SHORTLY_BEFORE })
      await send(here, ann, [attached.id])
      expect(await sweep(NOW, SHORTLY_BEFORE)).toEqual([])
      expect(await sweep(NOW, SHORTLY_BEFORE + 1)).toEqual([waiting.content.hash, thumbnail.hash])
      expect(await ports.attachments.find(attached.id)).toBeDefined()
    })

    test('content that could not be removed is tried again', async () => {
      const { ann, here } = await scene()
      const { id, content } = await file(here, ann)
      await ports.attachments.remove(id, NOW)
      const failing = ports.attachments.sweep({ now: NOW, unattachedBefore: 0, countedSince: NOW }, () =>
        Promise.reject(new Error('no store')),
      )
      await expect(failing).rejects.toThrow('no store')
      expect(await sweep(NOW)).toEqual([content.hash])
    })

    test('one is asked with what was uploaded since then: bytes, and files that are attached to nothing', async () => {
      const { ann, bob, here } = await scene()
      await file(here, bob)
      const attached = await file(here, ann, { createdAt: NOW })
      await send(here, ann, [attached.id])
      await file(here, ann, { createdAt: NOW })
      await file(here, ann, { createdAt: NOW - 1 })
      expect(await ports.attachments.usage(ann, NOW)).toEqual({ bytes: 10, unattached: 1 })
      expect(await ports.attachments.usage(ann, NOW - 1)).toEqual({ bytes: 15, unattached: 2 })
      const refused = newAttachment(here, ann)
      expect(await ports.attachments.add(refused, NOW, ({ bytes }) => bytes < 10)).toBe(false)
      expect(await ports.attachments.find(refused.id)).toBeUndefined()
    })

    test('what was deleted counts as uploaded until its time is over, and nothing but its size is left', async () => {
      const { ann, here } = await scene()
      const thumbnail = { hash: randomUUID(), size: 2 }
      const { id, content } = await file(here, ann, { createdAt: NOW, name: 'diary.txt', thumbnail })
      const sent = await send(here, ann, [id])
      if (sent.outcome === 'kept') await ports.messages.change(sent.message.id, ann, 'delete', NOW)
      expect(await sweep(NOW)).toEqual([content.hash, thumbnail.hash])
      expect(await ports.attachments.find(id)).toBeUndefined()
      expect((await ports.personalData.export(ann))?.files).toEqual([])
      expect(await sweep(NOW)).toEqual([])
      expect(await ports.attachments.usage(ann, NOW)).toEqual({ bytes: 5, unattached: 0 })
      await sweep(NOW, 0, NOW + 1)
      expect(await ports.attachments.usage(ann, NOW)).toEqual({ bytes: 0, unattached: 0 })
    })

    test('of a deleted account, files are exported before and given to nobody afterwards', async () => {
      const { ann, bob, here } = await scene()
      const { id, content } = await file(here, ann, { name: 'diary.txt' })
      await send(here, ann, [id])
      const { files } = (await ports.personalData.export(ann)) ?? {}
      expect(files).toMatchObject([{ id, name: 'diary.txt', size: 5, mediaType: 'text/plain' }])
      expect((await ports.personalData.export(bob))?.files).toEqual([])
      await ports.personalData.erase({
        user: ann,
        tenant: 'default',
        pseudonym: randomUUID(),
        emailDigest: null,
        reportableUntil: NOW,
        now: NOW,
      })
      expect(await ports.attachments.find(id)).toBeUndefined()
      expect((await ports.messages.page(here, { limit: 10 })).messages).toMatchObject([{ attachments: [] }])
      expect(await sweep(NOW)).toEqual([content.hash])
    })
  })
}
