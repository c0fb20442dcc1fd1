import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Millis } from '@/lib/domain/ids'
import type { RelayReach } from '@/lib/server/ports/media/turn'
import { bindingRequest, isAnswerTo } from './stun-message'

/** A datagram may be lost: the request is sent at these times, as RFC 8489, 6.2.1 has it with a short first wait. */
const SEND_AT_MS = [0, 300, 900]
const ANSWERS_WITHIN_MS = 1_800
const FOUND_WITHIN_MS = 2_000
const PARTS = /^(turns?):(?:\[([^\]]+)\]|([^:?]+))(?::(\d+))?(?:\?transport=(udp|tcp))?$/

interface Server {
  readonly host: string
  readonly port: number
  readonly byUdp: boolean
}

/** Asks the relays that are named whether they are there: by a binding request over UDP, or by connecting where they take TCP alone. */
export function createRelayReach(urls: readonly string[]): RelayReach {
  const servers = serversOf(urls)
  return {
    async count() {
      const answers = await Promise.all(servers.map(isThere))
      return { answering: answers.filter(Boolean).length, of: servers.length }
    },
  }
}

/** Each host and port once; one that takes both is asked by UDP, which is what media use. */
function serversOf(urls: readonly string[]): Server[] {
  const servers = new Map<string, Server>()
  for (const url of urls) {
    const [, scheme, literal, name, port, transport] = PARTS.exec(url) ?? []
    const isTls = scheme === 'turns'
    const server = {
      host: literal ?? name ?? '',
      port: Number(port ?? (isTls ? 5349 : 3478)),
      byUdp: !isTls && transport !== 'tcp',
    }
    const key = `${server.host} ${server.port}`
    if (server.byUdp || !servers.has(key)) servers.set(key, server)
  }
  return [...servers.values()]
}

async function isThere(server: Server): Promise<boolean> {
  const done = new AbortController()
  try {
    const found = await within(FOUND_WITHIN_MS, lookup(server.host), undefined)
    if (!found) return false
    const where = { ...server, ...found }
    return await (server.byUdp ? answersByUdp(where, done.signal) : acceptsByTcp(where, done.signal))
  } catch {
    return false // an unknown host, or an address that cannot be sent to
  } finally {
    done.abort()
  }
}

type Found = Server & Awaited<ReturnType<typeof lookup>>

async function answersByUdp({ address, family, port }: Found, signal: AbortSignal): Promise<boolean> {
  const answered = Promise.withResolvers<boolean>()
  const request = bindingRequest()
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', signal })
  socket.on('message', (datagram) => {
    if (isAnswerTo(request, datagram)) answered.resolve(true)
  })
  socket.on('error', () => answered.resolve(false))
  // Connected, so that a closed port is an error at once, and nobody else's datagrams are read.
  socket.connect(port, address)
  await once(socket, 'connect', { signal })
  const timers = SEND_AT_MS.map((ms) => setTimeout(() => socket.send(request), ms))
  const answer = await within(ANSWERS_WITHIN_MS, answered.promise, false)
  timers.forEach(clearTimeout)
  return answer
}

async function acceptsByTcp({ address, port }: Found, signal: AbortSignal): Promise<boolean> {
  const accepted = Promise.withResolvers<boolean>()
  const socket = connect({ host: address, port, signal })
  socket.on('connect', () => accepted.resolve(true))
  socket.on('error', () => accepted.resolve(false))
  return within(ANSWERS_WITHIN_MS, accepted.promise, false)
}

/**
 * An answer, or `otherwise` when it does not come in time. A process that was busy meanwhile first reads what has come: it is
 * not the relay that was late.
 */
async function within<T, U>(ms: Millis, answer: Promise<T>, otherwise: U): Promise<T | U> {
  const late = Promise.withResolvers<U>()
  const timer = setTimeout(() => setImmediate(() => late.resolve(otherwise)), ms)
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}
