import { createHmac } from 'node:crypto'
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'

interface Victim {
  /** The server's own key: with it anything can be signed, so it shows what else is checked. */
  readonly secret: string
  readonly user: string
  readonly login: string
  /** Epoch milliseconds. */
  readonly now: number
}

type Forged = readonly [what: string, token: string]

const STRANGE_KEY = 'a key of another server, long enough for it'
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const code = (text: string, key: string, hash = 'sha256') =>
  createHmac(hash, key).update(text).digest('base64url')

/** A token with any header; the code over it is HMAC all the same. */
function signed(header: unknown, claims: JWTPayload, key: string, hash?: string): string {
  const text = `${part(header)}.${part(claims)}`
  return `${text}.${code(text, key, hash)}`
}

/** Tokens that are no good, though each is one step from one that is. */
export async function forgedTokens({ secret, user, login, now }: Victim): Promise<readonly Forged[]> {
  const at = Math.floor(now / 1_000)
  const claims = { sub: user, sid: login, iss: 'omegoo', aud: 'omegoo-api', iat: at, exp: at + 900 }
  const header = { alg: 'HS256', typ: 'JWT' }
  const good = await new SignJWT(claims)
    .setProtectedHeader(header as JWTHeaderParameters)
    .sign(Buffer.from(secret))
  const [head = '', body = '', mark = ''] = good.split('.')
  const without = (name: keyof typeof claims) => signed(header, { ...claims, [name]: undefined }, secret)
  const claiming = (change: JWTPayload) => signed(header, { ...claims, ...change }, secret)
  const headed = (more: object) => signed({ ...header, ...more }, claims, STRANGE_KEY)
  const unsigned = (alg: string) => `${part({ alg, typ: 'JWT' })}.${body}`

  return [
    ...['none', 'None', 'NONE', 'nOnE'].flatMap((alg): Forged[] => [
      [`algorithm ${alg}, no code`, `${unsigned(alg)}.`],
      [`algorithm ${alg}, the code of another`, `${unsigned(alg)}.${mark}`],
    ]),
    ['algorithm HS512, rightly signed', signed({ alg: 'HS512' }, claims, secret, 'sha512')],
    ['algorithm HS384, rightly signed', signed({ alg: 'HS384' }, claims, secret, 'sha384')],
    ...['RS256', 'ES256', 'PS256', 'EdDSA'].map((alg): Forged => [
      `algorithm ${alg}, signed as if the secret were its public key`,
      signed({ alg }, claims, secret),
    ]),
    ['no algorithm', signed({ typ: 'JWT' }, claims, secret)],
    ['another audience', claiming({ aud: 'omegoo-web' })],
    ['no audience', without('aud')],
    ['another issuer', claiming({ iss: 'evil' })],
    ['no issuer', without('iss')],
    ['no end', without('exp')],
    ['an end that is no number', claiming({ exp: 'never' as never })],
    ['no beginning', without('iat')],
    ['made in an hour', claiming({ iat: at + 3_600, exp: at + 4_500 })],
    ['good in an hour only', claiming({ nbf: at + 3_600 })],
    ['of no account', without('sub')],
    ['of no login', without('sid')],
    ['of a login that is a number', claiming({ sid: 7 })],
    ['of a login that does not exist', claiming({ sid: '00000000-0000-7000-8000-000000000000' })],
    ['of a login that is SQL', claiming({ sid: `' OR 1=1 --` })],
    ['other claims under the same code', `${head}.${part({ ...claims, sub: 'another-account' })}.${mark}`],
    ['another code', `${head}.${body}.${code('x', secret)}`],
    ['half of its code', `${head}.${body}.${mark.slice(0, 20)}`],
    ['no code', `${head}.${body}.`],
    ['no third part', `${head}.${body}`],
    ['a fourth part', `${good}.${mark}`],
    ['no second part', `${head}..${mark}`],
    ['signed with another key', signed(header, claims, STRANGE_KEY)],
    ['signed with nothing', signed(header, claims, '')],
    [
      'a key of one’s own in its header',
      headed({ jwk: { kty: 'oct', k: Buffer.from(STRANGE_KEY).toString('base64url') } }),
    ],
    [
      'an address of keys in its header',
      headed({ jku: 'http://127.0.0.1:9/keys', x5u: 'http://127.0.0.1:9/keys' }),
    ],
    ['the name of a file for a key', headed({ kid: '../../../../dev/null' })],
    ['SQL for the name of a key', headed({ kid: `x' UNION SELECT 'key` })],
    ['an unknown critical header', signed({ ...header, crit: ['evil'], evil: true }, claims, secret)],
    ['its parts as an object', JSON.stringify({ protected: head, payload: body, signature: mark })],
    ['nothing but dots', '.'.repeat(1_000)],
    ['more than 4,096 characters', signed(header, { ...claims, more: 'x'.repeat(5_000) }, secret)],
  ]
}
