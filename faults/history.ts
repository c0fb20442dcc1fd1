/** What the server has acknowledged to the author of a message. */
export interface Acknowledged {
  readonly seq: number
  readonly messageId: string
  readonly content: string
  /** The order among what was sent once only on one connection; undefined for what was sent again. */
  readonly sent: { readonly connection: number; readonly order: number } | undefined
}

/** What a client was shown, in the order of its coming. */
export interface Seen {
  readonly seq: number
  readonly messageId: string
  readonly content: string
}

/**
 * How a room ended for somebody: not yet; by an event on a connection that had received everything; or it was gone when they
 * came back, so that what they missed cannot be asked for any more.
 */
export type Ending = 'open' | 'ended' | 'gone'

/** One client's history of one room. */
export interface View {
  readonly room: string
  readonly client: string
  readonly acknowledged: readonly Acknowledged[]
  readonly seen: readonly Seen[]
  readonly ending: Ending
}

/** What the histories prove, a sentence for each fault. */
export interface Findings {
  readonly messages: number
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly disordered: readonly string[]
  /** Seen in a room it was not sent to, or not as it was sent. */
  readonly strayed: readonly string[]
}

/** A message that shows where it was sent; in digits, because hexadecimal ones can spell foul words. */
export const contentIn = (room: string, author: string, count: number): string =>
  `${markOf(room)} ${author.replaceAll(/\D/g, '')} ${count}`

const roomIn = (content: string): string => content.split(' ')[0] ?? ''

/** FNV-1a, 32 bits. */
function markOf(room: string): string {
  const hash = Buffer.from(room).reduce((sum, byte) => Math.imul(sum ^ byte, 0x01000193), 0x811c9dc5)
  return String(hash >>> 0)
}

/** Compares what was acknowledged to the authors with what everybody in the room saw. */
export function check(views: readonly View[]): Findings {
  const rooms = Map.groupBy(views, ({ room }) => room)
  const all = [...rooms].map(([, inRoom]) => checkRoom(inRoom))
  return {
    messages: all.reduce((sum, { messages }) => sum + messages, 0),
    lost: all.flatMap(({ lost }) => lost),
    doubled: all.flatMap(({ doubled }) => doubled),
    disordered: all.flatMap(({ disordered }) => disordered),
    strayed: all.flatMap(({ strayed }) => strayed),
  }
}

function checkRoom(views: readonly View[]): Findings {
  const all = views.flatMap(({ acknowledged }) => acknowledged)
  return {
    messages: all.length,
    lost: views.flatMap((view) => lostIn(view, views)),
    doubled: [...twice(all), ...views.flatMap(doubledIn)],
    disordered: views.flatMap((view) => [...wentBack(view), ...skipped(view, views), ...overtaken(view)]),
    strayed: views.flatMap((view) => strayedIn(view, all)),
  }
}

/** Everything acknowledged to the partner must be seen by a partner who was there to the end. */
function lostIn(view: View, views: readonly View[]): string[] {
  if (view.ending === 'gone') return []
  const seen = new Set(view.seen.map(({ seq }) => seq))
  const partners = views.filter(({ client }) => client !== view.client)
  return partners
    .flatMap(({ acknowledged }) => acknowledged)
    .filter(({ seq }) => !seen.has(seq))
    .map(({ content, seq }) => `${view.client} never saw ${content} (${seq})`)
}

/** One message acknowledged, or saved, twice. */
function twice(all: readonly Acknowledged[]): string[] {
  return repeated(all.map(({ content }) => content)).map((content) => `${content} was acknowledged twice`)
}

function doubledIn({ client, seen }: View): string[] {
  const places = new Map(seen.map(({ seq, content }) => [seq, content]))
  const bySeq = repeated(seen.map(({ seq }) => seq)).map((seq) => `${places.get(seq)} (${seq})`)
  return [...bySeq, ...repeated([...places.values()])].map((what) => `${client} saw ${what} more than once`)
}

function repeated<T>(values: readonly T[]): T[] {
  return [...Map.groupBy(values, (value) => value)]
    .filter(([, all]) => all.length > 1)
    .map(([value]) => value)
}

/** What comes must come in the order of the log. */
function wentBack({ client, seen }: View): string[] {
  return seen
    .filter(({ seq }, index) => seq < (seen[index - 1]?.seq ?? 0))
    .map(({ content, seq }) => `${client} saw ${content} (${seq}) after a later one`)
}

/** No message is seen while one that was sent before it is still to come, even where the rest was lost with the room. */
function skipped(view: View, views: readonly View[]): string[] {
  if (view.ending !== 'gone') return [] // then it is lost or out of order, and found as that
  const seen = new Set(view.seen.map(({ seq }) => seq))
  const last = Math.max(0, ...seen)
  return views
    .filter(({ client }) => client !== view.client)
    .flatMap(({ acknowledged }) => acknowledged)
    .filter(({ seq }) => seq < last && !seen.has(seq))
    .map(({ content, seq }) => `${view.client} saw ${last} without ${content} (${seq})`)
}

/** What one connection sent once each, in order, is numbered in that order. */
function overtaken({ client, acknowledged }: View): string[] {
  const inTurn = acknowledged.filter(({ sent }) => sent !== undefined).toSorted((a, b) => rank(a) - rank(b))
  return inTurn
    .filter((one, index) => {
      const before = inTurn[index - 1]
      return before?.sent?.connection === one.sent?.connection && before !== undefined && before.seq > one.seq
    })
    .map(({ content, seq }) => `${content} (${seq}) of ${client} was numbered before an earlier one`)
}

const rank = ({ sent }: Acknowledged): number => (sent ? sent.connection * 1e6 + sent.order : 0)

function strayedIn({ room, client, seen }: View, all: readonly Acknowledged[]): string[] {
  const bySeq = new Map(all.map((one) => [one.seq, one]))
  return seen
    .filter(({ seq, content, messageId }) => {
      const original = bySeq.get(seq)
      const isSame = !original || (original.content === content && original.messageId === messageId)
      return roomIn(content) !== markOf(room) || !isSame
    })
    .map(({ content, seq }) => `${client} saw ${content} as ${seq} of ${room}`)
}
