import { afterEach, describe, expect, test } from 'vitest'
import { countAbuse } from '@/lib/testing/abuse-report'
import { createBystanders } from '@/lib/testing/bystanders'
import { createMembers } from '@/lib/testing/members'
import { connectTcp, type TcpClient, upgradeTcp, webSocketFrame } from '@/lib/testing/tcp-client'
import { createWorld } from '@/lib/testing/world'

const PATIENCE = {
  headersTimeout: 1_000,
  requestTimeout: 1_500,
  connectionsCheckingInterval: 100,
  keepAliveTimeout: 5_000,
  uploadPause: 30_000,
}
/** At one in 50 ms they take longer than any other request may. */
const SLOW_BYTES = 40
const HOST = 'Host: localhost\r\n'
const JSON_BODY = `${HOST}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n`
const POLLING = '/socket.io/?EIO=4&transport=polling'
const WEBSOCKET = '/socket.io/?EIO=4&transport=websocket'

/** The head of a closing frame. */
const CLOSING = '\u0088'

const counts = countAbuse('slow requests')
const clients: TcpClient[] = []
afterEach(() => clients.splice(0).forEach(({ socket }) => socket.destroy()))

/** Sends a byte every 50 ms until the server closes. */
function trickle({ socket }: TcpClient, byte = 'x'): void {
  const timer = setInterval(() => socket.write(byte), 50)
  socket.once('close', () => clearInterval(timer))
}

async function slowly(url: string, start: string, byte?: string): Promise<string> {
  counts.inputs += 1
  const client = await connectTcp(url)
  clients.push(client)
  client.socket.write(start)
  trickle(client, byte)
  const answer = await client.ended()
  counts.closed += 1
  return answer
}

describe('a request that does not come to an end', () => {
  const world = createWorld({ patience: PATIENCE })
  const bystanders = createBystanders(world, counts)

  test('is ended, however slowly it comes, while others chat', async () => {
    const { sid } = JSON.parse((await (await fetch(world.url() + POLLING)).text()).slice(1)) as {
      sid: string
    }
    const starts = [
      'G',
      `GET / HTTP/1.1\r\n${HOST}X-Slow: `,
      `GET ${WEBSOCKET} HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\nX-Slow: `,
      `POST /api/auth/login HTTP/1.1\r\n${JSON_BODY}`,
      `POST /api/auth/login HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n`,
      `POST ${POLLING}&sid=${sid} HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n`,
    ]
    const answers = await Promise.all(starts.map((start) => slowly(world.url(), start)))
    for (const answer of answers) expect(answer).toMatch(/^$|^HTTP\/1\.1 4\d\d/)
    await bystanders.stillChat()
  })

  test('is ended soon once it is answered, and is no file because of its path alone', async () => {
    const chunked = `${HOST}Transfer-Encoding: chunked\r\n\r\n`
    const starts = [
      `POST /api/v1/files?conversationId=1 HTTP/1.1\r\n${chunked}`,
      `POST /api/v1/files?conversationId=1 HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n`,
      `POST /api/channels HTTP/1.1\r\n${HOST}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      `GET /api/v1/files?conversationId=1 HTTP/1.1\r\n${chunked}`,
      `PUT /api/v1/files?conversationId=1 HTTP/1.1\r\n${chunked}`,
    ]
    const pieces = starts.map((start) => (start.includes('chunked') ? '1\r\nx\r\n' : 'x'))
    const answers = await Promise.all(starts.map((start, at) => slowly(world.url(), start, pieces[at])))
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/)
  })

  test('is let come where it brings a file', async () => {
    const { token } = await createMembers(world).member('agent')
    const { body } = await world.post('/api/channels', { name: 'files' }, token)
    const { conversationId } = body.data as { conversationId: string }
    const client = await connectTcp(world.url())
    clients.push(client)
    client.socket.write(
      `POST /api/v1/files?conversationId=${conversationId} HTTP/1.1\r\n${HOST}Authorization: Bearer ${token}\r\n` +
        `X-File-Name: slow.txt\r\nContent-Length: ${SLOW_BYTES}\r\n\r\n`,
    )
    let left = SLOW_BYTES
    const timer = setInterval(() => {
      client.socket.write('x')
      left -= 1
      if (left === 0) clearInterval(timer)
    }, 50)
    expect(await client.until('"fileId"')).toMatch(/^HTTP\/1\.1 200/)
  })

  test('two hundred of them do not keep other clients out', async () => {
    const all = Promise.all(
      Array.from({ length: 200 }, () => slowly(world.url(), `GET / HTTP/1.1\r\n${HOST}X-Slow: `)),
    )
    const newcomer = await world.person()
    expect(await newcomer.client.ask('leave_text_queue')).toEqual({ success: true })
    await bystanders.stillChat()
    await all
  })
})

describe('a WebSocket that stops in the middle', () => {
  const world = createWorld({
    heartbeat: { pingInterval: 150, pingTimeout: 150, connectTimeout: 300, closeTimeout: 150 },
  })

  async function opened(path: string): Promise<TcpClient> {
    counts.inputs += 1
    const client = await upgradeTcp(world.url(), path)
    clients.push(client)
    expect(client.answer()).toMatch(/^HTTP\/1\.1 101/)
    return client
  }

  test('of a frame of Socket.IO is ended, though bytes come all the time', async () => {
    const client = await opened(WEBSOCKET)
    client.socket.write(webSocketFrame({ opcode: 1, payload: '42["a', length: 500_000 }))
    trickle(client)
    await client.ended()
    counts.closed += 1
    expect(world.server().connections()).toBe(0)
  })

  test('of a message in fragments is ended, because no ping can be answered without an event of the protocol', async () => {
    const client = await opened(WEBSOCKET)
    client.socket.write(webSocketFrame({ opcode: 1, payload: '42["a', fin: false }))
    const timer = setInterval(
      () => client.socket.write(webSocketFrame({ opcode: 0, payload: 'x', fin: false })),
      20,
    )
    await client.ended()
    clearInterval(timer)
    counts.closed += 1
    expect(world.server().connections()).toBe(0)
  })

  test('of connecting to a namespace is ended', async () => {
    const client = await opened(WEBSOCKET)
    const pong = setInterval(() => client.socket.write(webSocketFrame({ opcode: 1, payload: '3' })), 50)
    await client.ended()
    clearInterval(pong)
    counts.closed += 1
    expect(world.server().connections()).toBe(0)
  })

  test('of a raw frame is ended, because it cannot answer a ping', async () => {
    const client = await opened('/')
    client.socket.write(webSocketFrame({ opcode: 1, payload: '{"type":"', length: 500_000 }))
    await world.advance(15_000)
    expect(await client.until(CLOSING)).toContain(CLOSING)
    counts.closed += 1
  })

  test('of a raw message in fragments, with every ping answered, is ended because it did not authenticate', async () => {
    const client = await opened('/')
    client.socket.write(webSocketFrame({ opcode: 1, payload: '{"type":"', fin: false }))
    client.socket.write(webSocketFrame({ opcode: 10 }))
    await world.advance(15_000)
    await client.until('Authentication required')
    counts.closed += 1
  })
})
