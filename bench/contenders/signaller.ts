import { GENERIC_MEDIA } from '@/lib/protocol-client/dialects/generic-media'
import { connectLight } from '@/lib/protocol-client/light-socket'
import { metrics, type SignalKind } from '@/lib/protocol-client/media-dialect'
import type { Answer } from '@/lib/protocol-client/session-client'
import { addressFor, type Contender, type Listener, type Person, urlFor } from './contender'
import { tokenOf } from './made-people'

/** Somebody in a session with sound: `send` sends a signal, whose kind is the text's first word. */
export interface Signaller extends Person {
  /** How the line is. */
  report(): Promise<void>
}

/** A flood is answered late. */
const ANSWER_WITHIN_MS = 180_000

/** The same servers, for people who set up media connections. */
export const signallersOn = (contender: Contender): Contender<Signaller> => ({
  name: contender.name,
  start: contender.start,
  connect: (servers, index, listener) => signallerOn(urlFor(servers, index), index, listener),
})

async function signallerOn(url: string, index: number, listener: Listener): Promise<Signaller> {
  let met: ((session: string) => void) | undefined
  let current = { session: '', partner: '' }
  const socket = await connectLight(url, {
    ...addressFor(index),
    auth: { token: tokenOf(index) },
    answerWithinMs: ANSWER_WITHIN_MS,
    onEvent(event, data) {
      const news = GENERIC_MEDIA.reads[event]?.(data as Record<string, unknown>)
      if (news?.kind === 'signal') listener.onText(String(news.body))
      if (news?.kind !== 'found') return
      current = news
      met?.(news.session)
    },
  })
  const ask = async (event: string, payload: object): Promise<void> => {
    const { success, error } = (await socket.ask(event, payload)) as Answer
    if (!success) throw new Error(error)
  }
  return {
    meet: () =>
      new Promise((resolve, reject) => {
        met = resolve
        ask(...GENERIC_MEDIA.join).catch(reject)
      }),
    send: (text) => ask(...GENERIC_MEDIA.signal(current, text.split(' ', 1)[0] as SignalKind, text)),
    report: () => ask(...metrics(1)),
    drop: socket.terminate,
  }
}
