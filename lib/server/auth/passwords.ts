import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Passwords } from '@/lib/server/ports/secrets'

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
)

/** OWASP's parameters for scrypt: 128 MiB and about 0.3 s a try. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1_024 * 1_024 }
const KEY_BYTES = 32
/** Each try takes 128 MiB: more at once wait in line. */
const AT_ONCE = 2

/** scrypt from Node itself: nothing to compile. Stored as `scrypt$N$r$p$salt$key`, so that the cost can grow later. */
export function createPasswords(): Passwords {
  const inTurn = createTurns(AT_ONCE)
  const decoy = `scrypt$${COST.N}$${COST.r}$${COST.p}$${randomBytes(16).toString('base64')}$${randomBytes(KEY_BYTES).toString('base64')}`

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(16)
        const key = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST)
        return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$')
      }),
    verify: (password, hash) =>
      inTurn(async () => {
        const [, n, r, p, salt = '', wanted = ''] = (hash ?? decoy).split('$')
        const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem }
        const key = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), KEY_BYTES, cost)
        return timingSafeEqual(key, Buffer.from(wanted, 'base64')) && hash !== null
      }),
  }
}

/** Runs at most `count` jobs at a time, in order of arrival. */
function createTurns(count: number) {
  const waiting: (() => void)[] = []
  let running = 0
  return async <T>(job: () => Promise<T>): Promise<T> => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await job()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
