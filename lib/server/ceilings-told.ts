import type { ServerLimit } from '@/lib/domain/limits'
import type { Bus, Clock } from './ports/system'

/** How often one is told of at most, ms. */
const TOLD_EVERY_MS = 60_000

/** What stands in the way, and what an operator can do. */
const WORDS: Readonly<Record<ServerLimit, string>> = {
  passwordsAtOnce: 'more passwords to check than may wait: some people were told to try again',
  mailOfServer: 'MAIL_PER_HOUR is reached: no more mail leaves for now, and people wait for theirs',
  smsOfServer:
    'SMS_PER_HOUR is reached: no more text messages leave for now, and people were told to try again',
  mailOfAddress:
    'one address, or all registrations, used their share of MAIL_PER_HOUR: it gets no more mail for now',
  smsOfAddress: 'one address used its share of SMS_PER_HOUR: it gets no more text messages for now',
}

interface Deps {
  readonly bus: Bus
  readonly clock: Clock
  readonly log: { warn(context: object, message: string): void }
}

/** Tells the operator, a minute apart, that the server is at an end of what it may do. */
export function tellCeilings({ bus, clock, log }: Deps): void {
  const told = new Map<string, number>()
  bus.observe('ceilings', {
    'limit.exceeded': ({ limit }) => {
      const words = Object.hasOwn(WORDS, limit) ? WORDS[limit as ServerLimit] : undefined
      const now = clock.now()
      if (words === undefined || now - (told.get(limit) ?? -TOLD_EVERY_MS) < TOLD_EVERY_MS) return
      told.set(limit, now)
      log.warn({ limit }, words)
    },
  })
}
