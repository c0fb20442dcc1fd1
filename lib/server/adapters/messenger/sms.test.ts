import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { codeMessage } from '@/lib/domain/outbound-mail'
import { createMessenger } from './messenger'
import { createSms } from './sms'

const CODE = '481516'
const NUMBER = '+4915550100'
const mail = codeMessage(NUMBER, CODE)
const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a secret token', from: '+15550199' }

interface Received {
  readonly path: string | undefined
  readonly authorization: string | undefined
  readonly form: Readonly<Record<string, string>>
}
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A gateway with a given answer, which keeps what it was sent. */
async function gateway(
  answer: (response: ServerResponse) => void,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    received.push({ path: request.url, authorization: request.headers.authorization, form })
    answer(response)
  }
  server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

const json = (status: number, body: object) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** All that a log could show of an error. */
const shown = (error: unknown) =>
  JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).cause)

async function failure(apiUrl: string, patienceMs?: number): Promise<string> {
  const sent = createSms({ ...account, apiUrl }, patienceMs).send(mail)
  return sent.then(
    () => {
      throw new Error('the message was accepted')
    },
    (error: unknown) => shown(error),
  )
}

test('a message goes to the configured account, from the configured number', async () => {
  const { url, received } = await gateway(json(201, { sid: 'SM1' }))
  await createSms({ ...account, apiUrl: url }).send(mail)
  expect(received).toEqual([
    {
      path: `/2010-04-01/Accounts/${account.accountSid}/Messages.json`,
      authorization: `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`,
      form: { To: NUMBER, From: account.from, Body: mail.body },
    },
  ])
})

test('a messaging service stands in for the number', async () => {
  const { url, received } = await gateway(json(201, { sid: 'SM1' }))
  const from = `MG${'a'.repeat(32)}`
  await createSms({ ...account, from, apiUrl: url }).send(mail)
  expect(received[0]?.form).toEqual({ To: NUMBER, MessagingServiceSid: from, Body: mail.body })
})

test.each([
  { what: 'a number it cannot reach', status: 400, body: { code: 21_211, message: `${NUMBER}: ${CODE}` } },
  { what: 'a wrong token', status: 401, body: { code: 20_003, message: 'Authenticate' } },
  { what: 'a failure of its own', status: 500, body: { code: 20_500, message: mail.body } },
])('$what is the sender’s failure, and reveals neither code nor number', async ({ status, body }) => {
  const { url } = await gateway(json(status, body))
  const error = await failure(url)
  expect(error).toContain(`status ${status}, code ${body.code}`)
  expect(error).not.toMatch(new RegExp(`${CODE}|${NUMBER.slice(1)}|${account.authToken}`))
})

test('what answers in another language is a failure too', async () => {
  const { url } = await gateway((response) => void response.writeHead(502).end(`<h1>${mail.body}</h1>`))
  const error = await failure(url)
  expect(error).toContain('did not take the message')
  expect(error).not.toContain(CODE)
})

test('a provider that is away or does not answer is given up on', async () => {
  const { url } = await gateway(() => undefined)
  const [away, silent] = [await failure('http://127.0.0.1:1'), await failure(url, 50)]
  expect(away).toContain('ECONNREFUSED')
  expect(silent).toContain('ECONNABORTED')
  expect(away + silent).not.toMatch(new RegExp(`${CODE}|${NUMBER.slice(1)}|${account.authToken}`))
})

test('with a provider nothing is logged', async () => {
  const { url, received } = await gateway(json(201, { sid: 'SM1' }))
  const logged: object[] = []
  const log = { info: (context: object) => void logged.push(context) }
  const sms = { ...account, apiUrl: url }
  const clock = createFakeClock()
  await createMessenger({ smtp: undefined, sms, sentMail: undefined, clock, log }).send(mail)
  expect(received).toHaveLength(1)
  expect(logged).toEqual([])
})
