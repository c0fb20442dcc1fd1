import type { Topic } from '@/lib/domain/topics'
import type { FanOut, Gap, Publication } from '@/lib/server/ports/connections/fan-out'
import type { Redis } from '../client/client'
import type { Keys } from '../keys'
import { createSubscriptions } from './subscriptions'

interface Settings {
  readonly redis: Pick<Redis, 'commands' | 'subscriptions' | 'isReady' | 'onBack'>
  readonly keys: Keys
  readonly onError: (error: unknown) => void
}

type Listener = (publication: Publication) => void

/**
 * Topics over all processes, as sharded publish/subscribe: a process hears only what its own people hear.
 *
 * Everything goes through Redis, also what is for this process: so a topic has one order for everybody, and each listener
 * hears each publication once. While Redis is away nobody else can hear; then the listeners here are told directly.
 */
export function createRedisFanOut({ redis, keys, onError }: Settings): FanOut {
  const listeners = new Map<Topic, Set<Listener>>()
  const onGap: ((gap: Gap) => void)[] = []
  const prefix = `${keys.prefix}:{topic:`
  const channelOf = (topic: Topic) => `${prefix}${topic}}`
  const report = (error: unknown) => void (redis.isReady() && onError(error))
  const subscriptions = createSubscriptions({ redis: redis.subscriptions, receive, report })
  let handled = 0

  function publishHere(topic: Topic, publication: Publication): void {
    const mine = listeners.get(topic)
    if (!mine) return
    handled += 1
    for (const listener of mine) listener(publication)
  }

  function receive(message: string, channel: string): void {
    try {
      publishHere(channel.slice(prefix.length, -1) as Topic, JSON.parse(message) as Publication)
    } catch (error) {
      onError(error)
    }
  }

  redis.onBack(() => {
    void subscriptions.askAgain().then(() => {
      const gap = { topics: [...listeners.keys()], publishHere }
      for (const listener of onGap) listener(gap)
    })
  })

  return {
    publish(topic, publication) {
      if (redis.isReady())
        redis.commands.sPublish(channelOf(topic), JSON.stringify(publication)).catch(report)
      else publishHere(topic, publication)
    },
    subscribe(topic, listener) {
      const mine = listeners.get(topic) ?? new Set()
      if (mine.size === 0) subscriptions.want(channelOf(topic), true)
      mine.add(listener)
      listeners.set(topic, mine)
      return () => {
        if (!mine.delete(listener) || mine.size > 0) return
        listeners.delete(topic)
        subscriptions.want(channelOf(topic), false)
      }
    },
    settled: (topic) => subscriptions.settled(topic && channelOf(topic)),
    onGap: (listener) => void onGap.push(listener),
    handled: () => handled,
  }
}
