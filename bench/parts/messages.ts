import type { Contender } from '../contenders/contender'
import { bareSocketIo } from '../contenders/bare-socket-io'
import { bareWs } from '../contenders/bare-ws'
import { measurePairing } from '../measurements/pairing'
import { measureTyping } from '../measurements/typing'
import { type Load, type Visit, visit } from '../measurements/visit'
import { count, kb, ms, type Section, us } from '../report'
import { type Context, inTurn } from './context'
import { deliveryGoals } from './delivery-goals'
import { type Crowd, summarize } from './visits'

/** Connections, messages, typing and pairing beside the bare servers, by how many are connected. */
export async function messagesPart(context: Context): Promise<Section> {
  const { connections, rate, seconds } = context.options
  const crowds: Crowd[] = []
  for (const size of connections) crowds.push(await crowdOf(context, { connections: size, rate, seconds }))
  return {
    title: 'Connections and messages',
    note:
      `${count(rate)} messages a second for ${seconds} s, everybody in a talk; medians of ${context.options.rounds} rounds, the ` +
      "contenders in turns (A B C C B A). CPU is the server's own, user and system, for each delivered message. Memory is " +
      'what each connection beyond the first thousand adds after collecting garbage: resident, and in brackets on the heap; ' +
      '"in a talk" has a partner and a room or session. "Loop" is how late the event loop was at p99, the server\'s and the swarm\'s.',
    head: [
      'connected', 'server', 'CPU/message', 'p50', 'p95', 'p99', 'lost/disordered/refused', 'loop', 'swarm loop', 'memory, connected', 'memory, in a talk',
    ], // prettier-ignore
    rows: crowds.flatMap(rowsOf),
    goals: deliveryGoals(crowds),
  }
}

async function crowdOf({ embedded, options, say }: Context, load: Load): Promise<Crowd> {
  const ours: Awaited<ReturnType<typeof visitOurs>>[] = []
  const bare: Visit[] = []
  const floor: Visit[] = []
  const visitOurs = () =>
    visit(embedded, load, async (members) => ({
      typing: await measureTyping(members),
      pairing: await measurePairing(members),
    }))
  const visitBare = (contender: Contender) => visit(contender, load, async () => ({}))
  const turns = [
    { name: embedded.name, take: async () => ours[ours.push(await visitOurs()) - 1] },
    { name: bareSocketIo.name, take: async () => bare[bare.push(await visitBare(bareSocketIo)) - 1] },
    { name: bareWs.name, take: async () => floor[floor.push(await visitBare(bareWs)) - 1] },
  ]
  for (let round = 0; round < options.rounds; round += 1) {
    for (const { name, take } of inTurn(turns, round)) {
      const found = await take()
      if (found) say(`${count(load.connections)} connected, round ${round + 1}, ${name}: ${inShort(found)}`)
    }
  }
  return {
    connections: load.connections,
    ours: summarize(embedded.name, ours),
    bare: summarize(bareSocketIo.name, bare),
    floor: summarize(bareWs.name, floor),
    typing: ours.map(({ more }) => more.typing),
    pairing: ours.map(({ more }) => more.pairing),
  }
}

function inShort({ messages, talking }: Visit): string {
  const memory = talking ? `, ${kb(talking.rss)} a connection in a talk` : ''
  return `${us(messages.cpuUs)} a message, p50 ${ms(messages.p50Ms)}, p99 ${ms(messages.p99Ms)}${memory}`
}

function rowsOf({ connections, ours, bare, floor }: Crowd): string[][] {
  return [ours, bare, floor].map(({ name, messages, connected, talking }) => [
    count(connections),
    name,
    us(messages.cpuUs),
    ms(messages.p50Ms),
    ms(messages.p95Ms),
    ms(messages.p99Ms),
    [messages.lost, messages.disordered, messages.refused].join(' / '),
    ms(messages.loopP99Ms),
    ms(messages.swarmLoopP99Ms),
    connected ? `${kb(connected.rss)} (${kb(connected.heap)})` : '',
    talking ? `${kb(talking.rss)} (${kb(talking.heap)})` : '',
  ])
}
