import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import type { OutboundMail } from '@/lib/domain/outbound-mail'
import { createMessenger } from './messenger'
import { createSentMail } from './sent-mail'

const mail: OutboundMail = {
  channel: 'email',
  to: 'ann@example.org',
  subject: 'Hello',
  body: 'Your code is 123456.',
  secret: '123456',
}
let server: Server | undefined
afterEach(() => void server?.close())

/** Accepts mail by RFC 5321, and keeps the lines that were sent. */
async function mailServer(): Promise<{ url: string; lines: string[] }> {
  const lines: string[] = []
  server = createServer((socket) => {
    let inData = false
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      for (const line of String(chunk).split('\r\n').slice(0, -1)) {
        lines.push(line)
        if (line === '.') inData = false
        else if (inData) continue
        if (line === 'DATA') inData = true
        socket.write(inData ? '354 go on\r\n' : line === 'QUIT' ? '221 bye\r\n' : '250 ok\r\n')
      }
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, lines }
}

function open(smtp?: { url: string; from: string }) {
  const logged: { context: object; message: string }[] = []
  const sentMail = createSentMail()
  const clock = createFakeClock()
  const log = { info: (context: object, message: string) => void logged.push({ context, message }) }
  return {
    sentMail,
    clock,
    logged,
    messenger: createMessenger({ smtp, sms: undefined, sentMail, clock, log }),
  }
}

test('mail goes to the configured server, to one reader, and is not logged', async () => {
  const { url, lines } = await mailServer()
  const { messenger, logged } = open({ url, from: 'Omegoo <omegoo@example.org>' })
  await messenger.send(mail)
  expect(lines).toContain('MAIL FROM:<omegoo@example.org>')
  expect(lines.filter((line) => line.startsWith('RCPT'))).toEqual(['RCPT TO:<ann@example.org>'])
  expect(lines).toContain('Subject: Hello')
  expect(lines).toContain('Your code is 123456.')
  expect(logged).toEqual([])
})

test('a mail server that is away is the sender’s failure', async () => {
  const { messenger } = open({ url: 'smtp://127.0.0.1:1', from: 'omegoo@example.org' })
  await expect(messenger.send(mail)).rejects.toThrow()
})

test.each(['email', 'sms'] as const)(
  'without a provider %s is logged without its secret',
  async (channel) => {
    const { messenger, logged } = open()
    await messenger.send({ ...mail, channel })
    expect(logged).toMatchObject([{ context: { channel, text: 'Your code is [secret].' } }])
    expect(JSON.stringify(logged)).not.toContain(mail.secret)
  },
)

test('the sent mail that is kept is the last 200, newest first', async () => {
  const { messenger, sentMail, clock } = open()
  for (let number = 1; number <= 201; number += 1)
    await messenger.send({ ...mail, subject: `number ${number}` })
  const kept = sentMail.newest()
  expect(kept).toHaveLength(200)
  const { secret: _, ...rest } = mail
  expect(kept[0]).toEqual({ ...rest, subject: 'number 201', sentAt: clock.now() })
  expect(kept.at(-1)).toMatchObject({ subject: 'number 2' })
})
