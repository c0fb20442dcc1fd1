import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { FairQueueSize } from '@/lib/domain/fair-queue'
import type { Passwords } from '@/lib/server/ports/secrets'
import { createInTurn } from './in-turn'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

/** OWASP's parameters for scrypt: 128 MiB and about 0.3 s a try. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1_024 * 1_024 }
const KEY_BYTES = 32
/**
 * Each try takes 128 MiB and a core, so two at once. All the others that may wait take some five seconds; an address that keeps
 * to the limits never holds more places than its own.
 */
const SIZE: FairQueueSize = { atOnce: 2, waiting: 32, ofAddress: 8 }

/**
 * scrypt from Node itself: nothing to compile. Stored as `scrypt$N$r$p$salt$key`, so that the cost can grow later.
 *
 * @param onRefused - told of each try that finds no place
 */
export function createPasswords(onRefused: () => void): Passwords {
  const inTurn = createInTurn(SIZE, onRefused)
  const decoy = `scrypt$${COST.N}$${COST.r}$${COST.p}$${randomBytes(16).toString('base64')}$${randomBytes(KEY_BYTES).toString('base64')}`

  return {
    hash: (password, asker) =>
      inTurn(asker, async () => {
        const salt = randomBytes(16)
        const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST)
        return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$')
      }),
    verify: (password, hash, asker) =>
      inTurn(asker, async () => {
        const [, n, r, p, salt = '', wanted = ''] = (hash ?? decoy).split('$')
        const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem }
        const key = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, cost)
        return timingSafeEqual(key, Buffer.from(wanted, 'base64')) && hash !== null
      }),
  }
}
