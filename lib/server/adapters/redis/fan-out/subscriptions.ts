import type { RedisSubscriptions } from '../client/client'

interface Settings {
  readonly redis: RedisSubscriptions
  readonly receive: (message: string, channel: string) => void
  readonly report: (error: unknown) => void
}

/** What this process wants of a channel, and what Redis was asked for. */
interface Interest {
  isWanted: boolean
  isSubscribed: boolean
  /** The way from one to the other, while it goes on. */
  change: Promise<void> | undefined
}

/** Brings what Redis sends in line with what is wanted, one request at a time for each channel. */
export function createSubscriptions({ redis, receive, report }: Settings) {
  const interests = new Map<string, Interest>()
  const changing = new Set<Promise<void>>()

  async function change(channel: string, interest: Interest): Promise<void> {
    await Promise.resolve() // what changes its mind at once asks for nothing
    try {
      while (interest.isWanted !== interest.isSubscribed) {
        const { isWanted } = interest
        if (isWanted) await redis.sSubscribe(channel, receive)
        else await redis.sUnsubscribe(channel, receive)
        interest.isSubscribed = isWanted
      }
      if (!interest.isWanted) interests.delete(channel)
    } catch (error) {
      report(error) // asked for again when Redis is back
    } finally {
      interest.change = undefined
    }
  }

  async function settle(channel: string, interest: Interest): Promise<void> {
    const going = (interest.change ??= change(channel, interest))
    changing.add(going)
    await going
    changing.delete(going)
  }

  return {
    want(channel: string, isWanted: boolean): void {
      const interest = interests.get(channel) ?? { isWanted, isSubscribed: false, change: undefined }
      interest.isWanted = isWanted
      interests.set(channel, interest)
      void settle(channel, interest)
    },
    /** Asks again for what could not be had. */
    askAgain: async () =>
      void (await Promise.all([...interests].map(([channel, interest]) => settle(channel, interest)))),
    /** Resolves when all that was wanted until now is in force, or cannot be for now. */
    settled: async (channel?: string) => {
      if (channel === undefined) await Promise.all(changing)
      else await interests.get(channel)?.change
    },
  }
}
