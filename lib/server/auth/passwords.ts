import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FairQueueSize } from '@/lib/domain/fair-queue'
import type { Asker, Passwords } from '@/lib/server/ports/accounts/secrets'
import { createInTurn } from './in-turn'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

/** OWASP's N for scrypt with r 8 and p 1: 128 MiB and about 0.3 s a try. */
const OWASP_N = 2 ** 17
const MAX_MEMORY = 192 * 1_024 * 1_024
const KEY_BYTES = 32
/**
 * Each try needs 128 MiB and a core, so two at once. All the others that may wait need some five seconds; an address that keeps
 * to the limits never has more entries than its own.
 */
const STRANGERS: FairQueueSize = { atOnce: 2, waiting: 32, ofAddress: 8 }
/** Who signed in from there lately does not wait behind any number of strangers. */
const KNOWN: FairQueueSize = { atOnce: 1, waiting: 16, ofAddress: 4 }

interface Settings {
  /** Called for each try that is refused. */
  readonly onRefused: () => void
  /** scrypt's N; for tests that are not about its cost. */
  readonly n?: number | undefined
}

/** scrypt from Node itself: nothing to compile. Stored as `scrypt$N$r$p$salt$key`, so that the cost can grow later. */
export function createPasswords({ onRefused, n: cost = OWASP_N }: Settings): Passwords {
  const own = { N: cost, r: 8, p: 1, maxmem: MAX_MEMORY }
  const [amongStrangers, amongKnown] = [createInTurn(STRANGERS, onRefused), createInTurn(KNOWN, onRefused)]
  const inTurn = <T>(asker: Asker, job: () => Promise<T>) =>
    asker.isKnown ? amongKnown(asker, job) : amongStrangers(asker, job)
  const decoy = `scrypt$${own.N}$${own.r}$${own.p}$${randomBytes(16).toString('base64')}$${randomBytes(KEY_BYTES).toString('base64')}`

  return {
    hash: (password, asker) =>
      inTurn(asker, async () => {
        const salt = randomBytes(16)
        const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, own)
        return ['scrypt', own.N, own.r, own.p, salt.toString('base64'), key.toString('base64')].join('$')
      }),
    verify: (password, hash, asker) =>
      inTurn(asker, async () => {
        const [, n, r, p, salt = '', wanted = ''] = (hash ?? decoy).split('$')
        const its = { N: Number(n), r: Number(r), p: Number(p), maxmem: MAX_MEMORY }
        const key = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, its)
        return timingSafeEqual(key, Buffer.from(wanted, 'base64')) && hash !== null
      }),
  }
}
