import { toUser, type Topic } from '@/lib/domain/topics'
import type { SessionId, UserId } from '@/lib/domain/ids'
import { endOfLost, saysOf } from './gateways/omegoo/lost-session'
import type { FanOut, Publication } from './ports/connections/fan-out'
import type { Bus } from './ports/system'
import type { LogSource } from './transport/delivery/log-cursor'
import { framesIn } from './transport/delivery/frames-in'

type Listener = (publication: Publication) => void

const ANYBODY = toUser('')

/**
 * Remembers which talks the people of this process believe to be in, by what they were told: when everything else that
 * knew is lost, this is who must be told of the end. Only for talks whose clients do not ask by themselves.
 */
export function noteTalksTold(fanOut: FanOut, bus: Bus) {
  const listeners = new Map<Topic, Set<Listener>>()
  const talks = new Map<Topic, SessionId>()

  function note(topic: Topic, publication: Publication): void {
    for (const frame of framesIn(publication)) {
      const said = saysOf(frame)
      if (said?.goesOn) talks.set(topic, said.session)
      else if (said && talks.get(topic) === said.session) talks.delete(topic)
    }
  }

  // Who comes back is told by being sent what they missed, if anything.
  bus.on('session.replayed', ({ reader, session }) => {
    const topic = toUser(reader)
    if (listeners.has(topic)) talks.set(topic, session.id)
  })

  function subscribe(topic: Topic, listener: Listener): () => void {
    if (!topic.startsWith(ANYBODY)) return fanOut.subscribe(topic, listener)
    const here = listeners.get(topic) ?? new Set()
    listeners.set(topic, here.add(listener))
    const stop = fanOut.subscribe(topic, (publication) => {
      note(topic, publication)
      listener(publication)
    })
    return () => {
      stop()
      if (!here.delete(listener) || here.size > 0) return
      listeners.delete(topic)
      talks.delete(topic)
    }
  }

  return {
    fanOut: { ...fanOut, subscribe } satisfies FanOut,
    /** Who connects while in a talk is in it, whether or not there is anything to tell them. */
    noting: (source: LogSource): LogSource => ({
      ...source,
      async position(user) {
        const position = await source.position(user)
        const topic = toUser(user)
        if (position && !position.asks && listeners.has(topic)) talks.set(topic, position.log)
        return position
      },
    }),
    /**
     * Tells this process' people, and nobody else, that their talks are over.
     *
     * @param goesOn - whether a talk was begun after the loss, which may be noticed late
     */
    async tellEnds(goesOn: (user: UserId, session: SessionId) => Promise<boolean>): Promise<void> {
      await Promise.all(
        [...talks].map(async ([topic, session]) => {
          const user = topic.slice(ANYBODY.length)
          if (await goesOn(user, session).catch(() => false)) return
          if (talks.get(topic) !== session) return
          talks.delete(topic)
          for (const listener of listeners.get(topic) ?? [])
            listener({ kind: 'frame', ...endOfLost(session) })
        }),
      )
    },
  }
}
