import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Millis } from '@/lib/domain/ids'
import type { AccessClaims, Tokens } from '@/lib/server/ports/secrets'

const ISSUER = 'omegoo'
const AUDIENCE = 'omegoo-api'
/** Ours have some 300 characters; taking apart a megabyte of dots is work for nothing. */
const MAX_LENGTH = 4_096
/** Clocks of two machines differ by less than this; what was made later still was not made by us. */
const CLOCK_TOLERANCE_SECONDS = 60
/** A refresh token: login, generation, and a code over both that only we can make. */
const REFRESH_TOKEN = /^([0-9a-f-]{36})\.(\d{1,9})\.([A-Za-z0-9_-]{43})$/

/** Tokens over one secret; access tokens are HS256 over it, everything else uses keys derived from it. */
export function createTokens(secret: string, accessTtlSeconds: number): Tokens {
  const key = new TextEncoder().encode(secret)
  // Imported once: given the bytes, the library would import them anew for each token.
  const accessKey = crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ])
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
  const refreshKey = derive('refresh-token')
  const deviceKey = derive('device')

  const refreshCode = (login: string, generation: number) =>
    createHmac('sha256', refreshKey).update(`${login}.${generation}`).digest('base64url')

  return {
    access: async ({ user, login }, now) =>
      new SignJWT({ sid: login })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(user)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(Math.floor(now / 1_000))
        .setExpirationTime(Math.floor(now / 1_000) + accessTtlSeconds)
        .sign(await accessKey),

    async readAccess(token, now) {
      if (token.length > MAX_LENGTH) return 'invalid'
      try {
        const { payload } = await jwtVerify(token, await accessKey, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: AUDIENCE,
          requiredClaims: ['exp', 'iat', 'sub', 'sid'],
          currentDate: new Date(now),
        })
        return isFromTheFuture(payload, now) ? 'invalid' : claimsOf(payload)
      } catch (error) {
        return error instanceof errors.JWTExpired ? 'expired' : 'invalid'
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

    deviceHash: (tenant, device) =>
      createHmac('sha256', deviceKey).update(`${tenant} ${device}`).digest('hex'),
  }
}

function isFromTheFuture({ iat = 0 }: { iat?: number }, now: Millis): boolean {
  return iat > now / 1_000 + CLOCK_TOLERANCE_SECONDS
}

function claimsOf(payload: { sub?: string; sid?: unknown }): AccessClaims | 'invalid' {
  const { sub, sid } = payload
  return typeof sub === 'string' && typeof sid === 'string' ? { user: sub, login: sid } : 'invalid'
}
