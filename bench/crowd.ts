import type { Contender, Listener, Person } from './contenders/contender'
import type { ServerProcess } from './server-process'

/** Somebody of the swarm; what they do on hearing something is set by whoever measures. */
export interface Member<P extends Person = Person> extends Listener {
  readonly index: number
  person: P
  partner: Member<P> | undefined
}

/** Handshakes under way at once while a crowd gathers: enough to keep a server busy, too few to look like an attack. */
const CONNECTING_AT_ONCE = 100

/** Brings the people from `from` up to but without `to` to the server. */
export async function gather<P extends Person>(
  contender: Contender<P>,
  servers: readonly ServerProcess[],
  { from, to }: { from: number; to: number },
): Promise<Member<P>[]> {
  const indexes = Array.from({ length: to - from }, (_, place) => from + place)
  return inLanes(indexes, CONNECTING_AT_ONCE, (index) => memberOf(contender, servers, index))
}

async function memberOf<P extends Person>(
  contender: Contender<P>,
  servers: readonly ServerProcess[],
  index: number,
): Promise<Member<P>> {
  const listener: Listener = { onText: () => undefined, onTyping: () => undefined }
  const person = await contender.connect(servers, index, {
    onText: (text) => listener.onText(text),
    onTyping: () => listener.onTyping(),
  })
  return Object.assign(listener, { index, person, partner: undefined })
}

/** Everybody meets somebody: an even number, none of whom is in a talk. */
export async function pairUp<P extends Person>(members: readonly Member<P>[]): Promise<void> {
  const rooms = new Map<string, Member<P>>()
  await inLanes(members, CONNECTING_AT_ONCE, async (member) => {
    const room = await member.person.meet()
    const partner = rooms.get(room)
    if (!partner) return void rooms.set(room, member)
    member.partner = partner
    partner.partner = member
  })
}

/** Does the work for each item, so many at a time; the results are in the items' order. */
export async function inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const queue = items.entries()
  const lane = async () => {
    for (const [place, item] of queue) results[place] = await work(item)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
