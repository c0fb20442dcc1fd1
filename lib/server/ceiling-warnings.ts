import type { FloodLimit, ServerLimit } from '@/lib/domain/limits'
import type { Bus, Clock } from './ports/system'

/** How often the operator is warned of one at most, ms. */
const WARNED_EVERY_MS = 60_000

/** What stands in the way, and what an operator can do. */
const WORDS: Readonly<Record<ServerLimit | FloodLimit, string>> = {
  passwordsAtOnce: 'more passwords to check than may wait: some people were told to try again',
  mailOfServer: 'MAIL_PER_HOUR is reached: no more mail leaves for now, and people wait for theirs',
  smsOfServer:
    'SMS_PER_HOUR is reached: no more text messages leave for now, and people were told to try again',
  mailOfAddress:
    'one address, or all registrations, used their share of MAIL_PER_HOUR: it gets no more mail for now',
  registrationsOfRange:
    'one range of addresses registers too many accounts: it was told to try again (a flood, or a large network)',
  joinsOfRange: 'new accounts of one range of addresses join too often: they were told to try again',
  connectionsOfRange: 'one range of addresses reached MAX_SOCKETS_PER_RANGE: more of its sockets are refused',
  smsOfAddress: 'one address used its share of SMS_PER_HOUR: it gets no more text messages for now',
}

interface Deps {
  readonly bus: Bus
  readonly clock: Clock
  readonly log: { warn(context: object, message: string): void }
}

/** Warns the operator, a minute apart, that the server has reached a ceiling, or that a range of addresses floods it. */
export function warnOfCeilings({ bus, clock, log }: Deps): void {
  const warnedAt = new Map<string, number>()
  bus.observe('ceilings', {
    'limit.exceeded': ({ limit }) => {
      const words = Object.hasOwn(WORDS, limit) ? WORDS[limit as ServerLimit | FloodLimit] : undefined
      const now = clock.now()
      if (words === undefined || now - (warnedAt.get(limit) ?? -WARNED_EVERY_MS) < WARNED_EVERY_MS) return
      warnedAt.set(limit, now)
      log.warn({ limit }, words)
    },
  })
}
