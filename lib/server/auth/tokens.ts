import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { z } from 'zod'
import type { Tokens } from '@/lib/server/ports/accounts/secrets'
import { hmac, keysOf } from './derived-keys'

const ISSUER = 'omegoo'
const AUDIENCE = 'omegoo-api'
/** Ours have some 300 characters; taking apart a megabyte of dots is work for nothing. */
const MAX_LENGTH = 4_096
/** Clocks of two machines differ by less than this; what was made later still was not made by us. */
const CLOCK_TOLERANCE_SECONDS = 60
/** What the library does not check. */
const CLAIMS = z.object({ sub: z.string(), sid: z.string(), iat: z.number(), exp: z.number() })
/** A refresh token: login, generation, and a code over both that only we can make. */
const REFRESH_TOKEN = /^([0-9a-f-]{36})\.(\d{1,9})\.([A-Za-z0-9_-]{43})$/

/** Tokens over one secret; access tokens are HS256 over it, everything else uses keys derived from it. */
export function createTokens(secret: string, accessTtlSeconds: number): Tokens {
  const accessKey = createSecretKey(secret, 'utf8')
  const derive = keysOf(secret)
  const refreshKey = derive('refresh-token')
  const deviceKey = derive('device')
  const emailKey = derive('email')
  const locationKey = derive('place')

  const refreshCode = (login: string, generation: number) =>
    createHmac('sha256', refreshKey).update(`${login}.${generation}`).digest('base64url')

  return {
    access({ user, login }, now) {
      const iat = Math.floor(now / 1_000)
      const claims = { sid: login, sub: user, iss: ISSUER, aud: AUDIENCE, iat, exp: iat + accessTtlSeconds }
      return jwt.sign(claims, accessKey, { algorithm: 'HS256' })
    },

    readAccess(token, now) {
      if (token.length > MAX_LENGTH) return 'invalid'
      try {
        const { header, payload } = jwt.verify(token, accessKey, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          clockTimestamp: Math.floor(now / 1_000),
          complete: true,
        })
        const { sub, sid, iat } = CLAIMS.parse(payload)
        const isFromTheFuture = iat > now / 1_000 + CLOCK_TOLERANCE_SECONDS
        return isFromTheFuture || header.crit ? 'invalid' : { user: sub, login: sid }
      } catch (error) {
        return error instanceof jwt.TokenExpiredError ? 'expired' : 'invalid'
      }
    },

    refresh: (login, generation) => `${login}.${generation}.${refreshCode(login, generation)}`,

    readRefresh(token) {
      const [, login, digits, code] = REFRESH_TOKEN.exec(token) ?? []
      if (login === undefined || code === undefined) return undefined
      const generation = Number(digits)
      const isOurs = timingSafeEqual(Buffer.from(refreshCode(login, generation)), Buffer.from(code))
      return isOurs ? { login, generation } : undefined
    },

    deviceHash: (tenant, device) => hmac(deviceKey, `${tenant} ${device}`),
    locationDigest: (email, address) => hmac(locationKey, JSON.stringify([email, address])),
    emailDigest: (tenant, email) => hmac(emailKey, `${tenant} ${email}`),
  }
}
