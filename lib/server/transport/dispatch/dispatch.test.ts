import { expect, test } from 'vitest'
import { z } from 'zod'
import { bareAck, defineContract } from '@/lib/contracts/kit'
import { forms } from '@/lib/contracts/refusal-forms'
import { DomainError } from '@/lib/domain/errors'
import type { Gateway } from '@/lib/server/gateways/kit'
import { actor } from '@/lib/server/services/core.fixture'
import type { Handshake } from '../sockets/handshake'
import { connectionOf, dispatchOf } from './dispatch.fixture'

const about = { access: 'authenticated', limits: [], family: 'presence', summary: '', source: '' } as const
const contract = defineContract({
  name: 'example',
  title: 'Example',
  fromHandshake: false,
  capabilities: [],
  families: { presence: { event: 'presence:error', form: forms.text } },
  namespaces: {
    '/': {
      inbound: {
        fields: { ...about, input: z.object({}), ack: z.object({ id: z.string() }) },
        bare: { ...about, input: z.object({}), ack: bareAck(z.array(z.string()), []) },
        refused: { ...about, input: z.object({}), ack: bareAck(z.array(z.string()), []) },
        plain: { ...about, input: z.object({}) },
      },
      outbound: {},
    },
  },
  rest: {},
})
const refuse = () => {
  throw new DomainError('FORBIDDEN')
}
const gateway: Gateway = {
  contract,
  inbound: {
    '/': { fields: () => ({ id: 'one' }), bare: () => ['ann'], plain: () => undefined, refused: refuse },
  },
  outbound: {},
  rest: {},
}

async function ask(event: string, who = true) {
  const { client, emitted } = connectionOf(who ? actor('ann') : undefined)
  const answers: unknown[] = []
  await dispatchOf([gateway]).handle(client, event, undefined, (answer) => void answers.push(answer))
  return { answers, emitted }
}

test.each([
  ['fields', { success: true, id: 'one' }],
  ['plain', { success: true }],
  ['bare', ['ann']],
])('the acknowledgement of %s is %j', async (event, answer) => {
  expect(await ask(event)).toEqual({ answers: [answer], emitted: [] })
})

test('an event that asks for no acknowledgement is handled', async () => {
  const handled: unknown[] = []
  const noting = {
    ...gateway,
    inbound: { '/': { ...gateway.inbound['/'], plain: () => handled.push('plain') } },
  }
  const { client } = connectionOf(actor('ann'))
  await dispatchOf([noting]).handle(client, 'plain', {}, undefined)
  expect(handled).toEqual(['plain'])
})

test('a refused event with a bare acknowledgement is acknowledged in that form, and its error event gives the reason', async () => {
  const text = new DomainError('FORBIDDEN').message
  expect(await ask('refused')).toEqual({ answers: [[]], emitted: [['presence:error', text]] })
  const unknown = new DomainError('AUTHENTICATION_REQUIRED').message
  expect(await ask('bare', false)).toEqual({ answers: [[]], emitted: [['presence:error', unknown]] })
})

test('a refused event with the usual acknowledgement has no error event besides', async () => {
  const { message } = new DomainError('AUTHENTICATION_REQUIRED')
  const { answers, emitted } = await ask('fields', false)
  expect(answers).toEqual([{ success: false, error: message, code: expect.any(Number) }])
  expect(emitted).toEqual([])
})

test('a handler gets the handshake’s fields of its own contract', async () => {
  const seen: unknown[] = []
  const plain = (_: never, { handshake }: { handshake: unknown }) => void seen.push(handshake)
  const noting = { ...gateway, inbound: { '/': { ...gateway.inbound['/'], plain } } }
  const { client } = connectionOf(actor('ann'))
  const handshakes: Handshake[] = [{ example: { can: ['confirm'] }, other: { can: [] } }, {}]
  for (const handshake of handshakes) {
    await dispatchOf([noting]).handle({ ...client, handshake }, 'plain', {}, undefined)
  }
  expect(seen).toEqual([{ can: ['confirm'] }, {}])
})
