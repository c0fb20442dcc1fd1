import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import type { RelayReach } from '@/lib/server/ports/media/turn'
import { bindingRequest, isAnswerTo } from './stun-message'

/** A datagram may be lost: the request is sent at these times, as RFC 8489, 6.2.1 has it with a short first wait. */
const SEND_AT_MS = [0, 300, 900]
const ANSWERS_WITHIN_MS = 1_800
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
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), ANSWERS_WITHIN_MS)
  const gone = new AbortController()
  const asked = (server.byUdp ? answersByUdp : acceptsByTcp)(server, gone.signal).catch(() => false)
  try {
    return await Promise.race([asked, late.promise])
  } finally {
    clearTimeout(timer)
    gone.abort()
  }
}

async function answersByUdp({ host, port }: Server, signal: AbortSignal): Promise<boolean> {
  const { address, family } = await lookup(host)
  if (signal.aborted) return false
  const answered = Promise.withResolvers<boolean>()
  const request = bindingRequest()
  const socket = createSocket({ type: family === 6 ? 'udp6' : 'udp4', signal })
  socket.on('message', (datagram) => {
    if (isAnswerTo(request, datagram)) answered.resolve(true)
  })
  // Connected, so that a closed port is an error at once, and nobody else's datagrams are read.
  socket.on('error', () => answered.resolve(false))
  socket.connect(port, address, () => {
    const send = () => socket.send(request)
    const timers = SEND_AT_MS.map((ms) => setTimeout(send, ms))
    socket.on('close', () => timers.forEach(clearTimeout))
  })
  return answered.promise
}

async function acceptsByTcp({ host, port }: Server, signal: AbortSignal): Promise<boolean> {
  const accepted = Promise.withResolvers<boolean>()
  const socket = connect({ host, port, signal })
  socket.on('connect', () => accepted.resolve(true))
  socket.on('error', () => accepted.resolve(false))
  return accepted.promise
}
