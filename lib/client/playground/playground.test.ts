import { expect, test } from 'vitest'
import type { Credentials, Login } from './credentials'
import { exportFrames, filterFrames, refusalIn } from './frames'
import type { LinkListener, LinkTarget } from './link'
import { createPlayground } from './playground'
import { createFormValidator } from './form-validator'
import { sendableAt, sentRow, speakable } from './tables'
import { judgeAnswer, judgeReceived } from './verdict'

const ROOT = { contract: 'omegoo', namespace: '/' }
const TOKEN: Credentials = { kind: 'token', token: 'secret' }

/** A playground whose server is the test: every link that was opened, with what went over it. */
function staged(
  logIn: (credentials: Credentials) => Promise<Login> = async () => ({ ok: true, token: 'secret' }),
) {
  let now = 1_000
  const links: { target: LinkTarget; server: LinkListener; sent: unknown[][]; isClosed: boolean }[] = []
  const playground = createPlayground({
    logIn,
    now: () => now,
    openLink: () => async (target, server) => {
      const link = { target, server, sent: [] as unknown[][], isClosed: false }
      links.push(link)
      return {
        send: (...frame) => void link.sent.push(frame),
        close: () => {
          link.isClosed = true
        },
      }
    },
  })
  const person = (name: string) => playground.store.getState().people.find((one) => one.name === name)
  return {
    playground,
    links,
    person,
    frames: () => playground.store.getState().frames,
    wait: (ms: number) => (now += ms),
  }
}

test('somebody connects with their token where they stand, and sends as themselves', async () => {
  const { playground, links, person, frames } = staged()
  playground.move('Ann', { contract: 'omegoo', namespace: '/admin' })
  await playground.connect('Ann', TOKEN)
  expect(person('Ann')?.phase).toEqual({ name: 'connecting' })
  playground.send('Ann', 'join_text_queue', {}, false)
  expect(links[0]?.sent).toEqual([])
  links[0]?.server.opened()
  playground.send('Ann', 'join_text_queue', {}, false)
  expect(links[0]?.target).toEqual({ namespace: '/admin', token: 'secret' })
  expect(links[0]?.sent).toEqual([['join_text_queue', {}, undefined]])
  expect(frames()).toMatchObject([{ person: 'Ann', direction: 'sent', event: 'join_text_queue', bytes: 2 }])
})

test('an acknowledgement stands with what it answers, with its round trip and its verdict', async () => {
  const { playground, links, frames, wait } = staged()
  await playground.connect('Ann', TOKEN)
  links[0]?.server.opened()
  playground.send('Ann', 'leave_text_queue', {}, true)
  expect(frames()[0]?.answer).toBe('asked')
  wait(12)
  const answered = links[0]?.sent[0]?.[2] as (answer: unknown) => void
  answered({ success: true })
  expect(frames()[0]?.answer).toMatchObject({ roundTripMs: 12, verdict: { kind: 'fits' } })
})

test('a person who connects again receives nothing more from before', async () => {
  const { playground, links, person, frames } = staged()
  await playground.connect('Ann', TOKEN)
  await playground.connect('Ann', TOKEN)
  links[0]?.server.received('text_queue_left', {})
  links[0]?.server.closed('late')
  expect(links[0]?.isClosed).toBe(true)
  expect(person('Ann')?.phase).toEqual({ name: 'connecting' })
  expect(frames()).toEqual([])
})

test('a person who leaves while logging in is not connected afterwards', async () => {
  const login = Promise.withResolvers<Login>()
  const { playground, links, person } = staged(() => login.promise)
  const connecting = playground.connect('Ann', TOKEN)
  playground.disconnect('Ann')
  login.resolve({ ok: true, token: 'secret' })
  await connecting
  expect(links).toEqual([])
  expect(person('Ann')?.phase).toEqual({ name: 'idle' })
})

test.each([{ reason: 'These credentials belong to no account' }, { reason: undefined }])(
  'a refused login is shown with its reason: $reason',
  async ({ reason }) => {
    const { playground, person } = staged(async () => ({ ok: false, reason }))
    await playground.connect('Ann', TOKEN)
    expect(person('Ann')?.phase).toEqual({ name: 'refused', reason })
  },
)

test('people come and go by name, and somebody is always chosen', () => {
  const { playground } = staged()
  playground.invite()
  playground.invite()
  playground.invite()
  const names = () => playground.store.getState().people.map(({ name }) => name)
  expect(names()).toEqual(['Ann', 'Bob', 'Cleo', 'Dan'])
  playground.dismiss('Ann')
  expect(names()).toEqual(['Bob', 'Cleo', 'Dan'])
  expect(playground.store.getState().active).toBe('Bob')
})

test('frames are judged by the contract, then by the others at the same address', () => {
  expect(judgeReceived(ROOT, 'text_queue_joined', { position: 1, estimatedWaitTime: 2 })).toEqual({
    kind: 'fits',
  })
  expect(judgeReceived(ROOT, 'text_queue_joined', { position: 'first' })).toMatchObject({ kind: 'differs' })
  expect(judgeReceived(ROOT, 'auth:error', 'No')).toEqual({ kind: 'fits' })
  expect(judgeReceived(ROOT, 'nobody:knows', {})).toEqual({ kind: 'unknown' })
  expect(judgeAnswer(ROOT, 'leave_text_queue', { success: false, error: 'No', code: 3002 })).toEqual({
    kind: 'fits',
  })
  expect(judgeAnswer(ROOT, 'send_text_message', { success: true })).toMatchObject({ kind: 'differs' })
})

test('a refusal is known by its code', () => {
  expect(refusalIn({ success: false, code: 3002 })?.name).toBe('SESSION_NOT_FOUND')
  expect(refusalIn({ code: 'x' })).toBeUndefined()
  expect(refusalIn('text')).toBeUndefined()
})

test('frames are filtered by words, person and direction, and exported with their times', async () => {
  const { playground, links, frames } = staged()
  await playground.connect('Ann', TOKEN)
  links[0]?.server.opened()
  playground.send('Ann', 'send_text_message', { content: 'Hello' }, false)
  links[0]?.server.received('text_partner_typing', {})
  const found = (filter: Partial<Parameters<typeof filterFrames>[1]>) =>
    filterFrames(frames(), { query: '', direction: 'both', person: undefined, ...filter }).map(
      ({ event }) => event,
    )
  expect(found({ query: 'hELLO' })).toEqual(['send_text_message'])
  expect(found({ direction: 'received' })).toEqual(['text_partner_typing'])
  expect(found({ person: 'Bob' })).toEqual([])
  expect(JSON.parse(exportFrames(frames()))).toMatchObject([
    { event: 'send_text_message', at: '1970-01-01T00:00:01.000Z' },
    {},
  ])
})

test('every event of every contract is found where it can be sent', () => {
  for (const { name, namespaces } of speakable) {
    for (const [namespace, { inbound }] of Object.entries(namespaces)) {
      const found = sendableAt({ contract: name, namespace }).map((event) => event.name)
      expect(found).toEqual(Object.keys(inbound))
    }
  }
  expect(sendableAt(ROOT, 'LEAVES the queue before').map(({ name }) => name)).toEqual([
    'leave_text_queue',
    'leave_voice_queue',
  ])
})

test('a form shows beside each field what is wrong there', () => {
  const row = sentRow(ROOT, 'join-queue')
  const validator = createFormValidator(row!.input)
  expect(validator.validateFormData({ preferences: { minTier: 7 } }, {}).errors).toMatchObject([
    { property: '.preferences.chatType', message: 'Required.' },
    { property: '.preferences.minTier' },
  ])
  expect(validator.validateFormData({ preferences: { chatType: 'text' } }, {}).errors).toEqual([])
  expect(validator.isValid({ type: 'string', minLength: 2 }, 'a', {})).toBe(false)
  expect(validator.isValid({ type: 'string', minLength: 2 }, 'ab', {})).toBe(true)
})
