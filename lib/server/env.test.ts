import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { USUAL_PACKAGES } from '@/lib/domain/payments/packages'
import { expect, test } from 'vitest'
import { readEnv } from '@/lib/server/env'
import { VARIABLE_NAMES } from '@/lib/server/env-variables'

const SECRET = 'x'.repeat(32)

function refusal(source: Record<string, string>): string {
  try {
    readEnv(source, '/srv/omegoo')
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_ENVIRONMENT' })
    return (error as Error).message
  }
  throw new Error('the environment was accepted')
}

test('an empty environment is enough for a first run', () => {
  expect(readEnv({}, '/srv/omegoo')).toEqual({
    production: false,
    port: 3000,
    dataDir: '/srv/omegoo/data',
    callMeshMax: 4,
    telephony: { vapi: undefined, prefixes: [], dailyMax: 50 },
    files: { maxBytes: 25_000_000, s3: undefined },
    databasePool: 10,
    redisUrls: [],
    trustProxy: 0,
    corsOrigins: [],
    rateLimitFactor: 1,
    maxSockets: { perAccount: 10, perAddress: 500, perRange: 2_000, unauthenticated: 30 },
    accessTokenTtlSeconds: 900,
    requireSecondFactor: false,
    guestsMayContact: false,
    mailPerHour: 1_000,
    smsPerHour: 200,
    smsPrefixes: [],
    payments: { packages: USUAL_PACKAGES, stripe: undefined, razorpay: undefined, simulated: true },
    ice: { stunUrls: ['stun:stun.l.google.com:19302', 'stun:stun1.l.google.com:19302'] },
    devOutbox: false,
    logLevel: 'info',
    demoBots: 0,
    demoHistory: false,
    nextDistDir: '.next',
  })
})

test('an empty variable counts as absent', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', CORS_ORIGINS: ' ', REDIS_URL: '', TURN_URLS: '' }).port).toBe(
    3000,
  )
})

test('a relative data folder is resolved from the project, an absolute one kept', () => {
  expect(readEnv({ DATA_DIR: 'kept/here' }, '/srv/omegoo').dataDir).toBe('/srv/omegoo/kept/here')
  expect(readEnv({ DATA_DIR: '/var/lib/omegoo' }, '/srv/omegoo').dataDir).toBe('/var/lib/omegoo')
})

test('addresses are read as origins', () => {
  const env = readEnv({
    PUBLIC_URL: 'https://Chat.Example.org/',
    CORS_ORIGINS: 'https://a.example, http://b.example:81',
  })
  expect(env.publicUrl).toBe('https://chat.example.org')
  expect(env.corsOrigins).toEqual(['https://a.example', 'http://b.example:81'])
})

test.each<Record<string, string>>([
  { PORT: '65536' },
  { PORT: '80a' },
  { PORT: '-1' },
  { HOST: 'not a host' },
  { DATABASE_POOL: '0' },
  { REDIS_HOST: 'not a host' },
  { REDIS_PORT: '0' },
  { PUBLIC_URL: 'chat.example.org' },
  { PUBLIC_URL: 'https://example.org/path' },
  { CORS_ORIGINS: '*' },
  { CORS_ORIGINS: 'https://a.example,b' },
  { TRUST_PROXY: 'true' },
  { MAX_SOCKETS_PER_ACCOUNT: '0' },
  { MAX_SOCKETS_PER_ADDRESS: '-1' },
  { MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS: 'many' },
  { RATE_LIMIT_FACTOR: '0' },
  { RATE_LIMIT_FACTOR: 'Infinity' },
  { ACCESS_TOKEN_TTL: '15m' },
  { DEV_OUTBOX: 'yes' },
  { MAIL_FROM: 'no-address' },
  { SMS_ACCOUNT_SID: 'AC12' },
  { SMS_FROM: '0049 1555' },
  { SMS_API_URL: 'sms.example.org' },
  { SMS_PREFIXES: '91' },
  { SMS_PREFIXES: '+91;+44' },
  { SMS_PREFIXES: '+0' },
  { SMS_PER_HOUR: '0' },
  { MAIL_PER_HOUR: 'many' },
  { STUN_URLS: 'stun.example.org' },
  { STUN_URLS: 'turn:stun.example.org' },
  { TURN_URLS: 'stun:turn.example.org' },
  { TURN_URLS: 'turn:a.example?transport=sctp' },
  { LOG_LEVEL: 'loud' },
  { DEMO_BOTS: '1.5' },
  { COIN_PACKAGES: 'giant=1:1:USD' },
  { STRIPE_API_URL: 'not an address' },
  { MAX_FILE_MB: '0' },
  { MAX_FILE_MB: '501' },
  { S3_ENDPOINT: 's3.example.org' },
  { S3_BUCKET: 'A bucket' },
  { S3_REGION: 'eu central' },
  { DEMO_HISTORY: 'yes' },
  { NODE_ENV: 'staging' },
])('%o is refused with the value and what is expected', (source) => {
  const [name, value] = Object.entries(source)[0] as [string, string]
  expect(refusal(source)).toContain(`${name} is "${value}"; expected `)
})

const S3 = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_BUCKET: 'omegoo',
  S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  S3_SECRET_ACCESS_KEY: 'a secret only for tests',
}

test('a store for files is named whole, or not at all', () => {
  expect(readEnv({ ...S3, MAX_FILE_MB: '3' }).files).toEqual({
    maxBytes: 3_000_000,
    s3: {
      endpoint: S3.S3_ENDPOINT,
      bucket: 'omegoo',
      region: 'us-east-1',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: S3.S3_SECRET_ACCESS_KEY,
      forcePathStyle: false,
    },
  })
  expect(refusal({ ...S3, S3_BUCKET: '' })).toContain('S3_BUCKET missing; expected S3_ENDPOINT')
  expect(refusal({ S3_REGION: 'eu-central-1' })).toContain('S3_BUCKET')
})

test('all problems are named at once', () => {
  const message = refusal({ PORT: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'postgresql://db/omegoo' })
  expect(message).toMatch(/PORT [^]*LOG_LEVEL [^]*JWT_SECRET is missing/)
})

test.each<Record<string, string>>([
  { JWT_SECRET: 'shorty!' },
  { ADMIN_PASSWORD: 'short-one' },
  { ADMIN_PASSWORD: 'shortshortshort'.replaceAll(/[rt]/g, 's') },
  { DATABASE_URL: 'mysql://me:short-one@db/x' },
  { SMS_AUTH_TOKEN: 'short' },
  { ALERT_WEBHOOK_URL: 'https://me:short-one@hooks.example.org/' },
  { AGE_PROVIDER_URL: 'https://me:short-one@age.example.org/' },
  { TURN_SECRET: 'short', TURN_URLS: 'turn:a.example' },
  { SMTP_URL: 'imap://me:short-one@mail.example.org' },
  { REDIS_URL: 'redis://:short-one@a, http://b' },
])('a refused secret is not shown: %o', (source) => {
  const message = refusal(source)
  expect(message).toContain(Object.keys(source)[0])
  expect(message).not.toContain('short')
})

test.each(['KAFKA_BROKERS', 'CALL_STATUS_TRUST_INIT'])(
  '%s is refused rather than ignored while nothing uses it',
  (name) => {
    expect(refusal({ [name]: '1' })).toMatch(new RegExp(`${name} .*cannot use .* yet`))
  },
)

test('PostgreSQL with a shared secret is accepted', () => {
  const env = readEnv({ DATABASE_URL: 'postgresql://db/omegoo', JWT_SECRET: SECRET })
  expect(env).toMatchObject({ databaseUrl: 'postgresql://db/omegoo', jwtSecret: SECRET })
})

test.each<{ source: Record<string, string>; urls: string[] }>([
  { source: { REDIS_URL: 'redis://cache:6379' }, urls: ['redis://cache:6379'] },
  { source: { REDIS_URL: 'rediss://me:word@a:1, redis://b' }, urls: ['rediss://me:word@a:1', 'redis://b'] },
  { source: { REDIS_HOST: 'cache' }, urls: ['redis://cache:6379'] },
  { source: { REDIS_HOST: '::1', REDIS_PORT: '6380' }, urls: ['redis://[::1]:6380'] },
])('Redis is named by $source, which needs a shared secret', ({ source, urls }) => {
  expect(refusal(source)).toContain('JWT_SECRET is missing')
  expect(readEnv({ ...source, JWT_SECRET: SECRET }).redisUrls).toEqual(urls)
})

test('one way of naming Redis is enough', () => {
  const both = { REDIS_URL: 'redis://cache', REDIS_HOST: 'cache', JWT_SECRET: SECRET }
  expect(refusal(both)).toContain('expected one way of naming Redis')
  expect(refusal({ REDIS_PORT: '6379' })).toContain('REDIS_HOST is missing')
})

test('the first administrator needs both an address and a password', () => {
  expect(refusal({ ADMIN_EMAIL: 'root@example.org' })).toContain('ADMIN_PASSWORD is missing')
  expect(refusal({ ADMIN_PASSWORD: 'long enough' })).toContain('ADMIN_EMAIL is missing')
  const same = { ADMIN_EMAIL: 'root@example.org', ADMIN_PASSWORD: 'root@example.org' }
  expect(refusal(same)).toContain('ADMIN_PASSWORD is the address itself')
})

test('mail needs a server, a sender and the address for its links', () => {
  const [SMTP_URL, MAIL_FROM] = ['smtps://me:word@mail.example.org:465', 'Omegoo <omegoo@example.org>']
  const PUBLIC_URL = 'https://chat.example.org'
  expect(refusal({ SMTP_URL, PUBLIC_URL })).toContain('MAIL_FROM is missing')
  expect(refusal({ MAIL_FROM })).toContain('SMTP_URL is missing')
  expect(refusal({ SMTP_URL, MAIL_FROM })).toContain('PUBLIC_URL is missing')
  expect(readEnv({ SMTP_URL, MAIL_FROM, PUBLIC_URL }).smtp).toEqual({ url: SMTP_URL, from: MAIL_FROM })
})

test('a demonstration writes made-up history into an embedded database only, unless that is meant', () => {
  const database = { DATABASE_URL: 'postgresql://db/omegoo', JWT_SECRET: SECRET }
  expect(readEnv({ DEMO_HISTORY: 'embedded' }).demoHistory).toBe(true)
  expect(readEnv({ DEMO_HISTORY: 'embedded', ...database }).demoHistory).toBe(false)
  expect(readEnv({ DEMO_HISTORY: '1', ...database }).demoHistory).toBe(true)
})

test('the path of a location database is resolved from the project, or kept', () => {
  expect(readEnv({ GEO_DB: 'places.mmdb' }, '/srv/omegoo').geoDb).toBe('/srv/omegoo/places.mmdb')
  expect(readEnv({ GEO_DB: '/var/lib/places.mmdb' }, '/srv/omegoo').geoDb).toBe('/var/lib/places.mmdb')
})

test('text messages need an account, its token and a sender', () => {
  const sms = {
    SMS_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
    SMS_AUTH_TOKEN: 'a secret token',
    SMS_FROM: '+15550199',
  }
  expect(refusal({ ...sms, SMS_FROM: '' })).toContain('SMS_FROM missing')
  expect(refusal({ SMS_FROM: sms.SMS_FROM })).toContain('SMS_ACCOUNT_SID and SMS_AUTH_TOKEN missing')
  expect(refusal({ SMS_API_URL: 'https://sms.example.org' })).toContain('SMS_ACCOUNT_SID and ')
  const [accountSid, authToken, from] = Object.values(sms)
  expect(readEnv(sms).sms).toEqual({ accountSid, authToken, from })
  expect(readEnv({ ...sms, SMS_API_URL: 'https://sms.example.org/' }).sms).toMatchObject({
    apiUrl: 'https://sms.example.org',
  })
})

test('other STUN servers replace the usual ones, and an empty list leaves none', () => {
  expect(readEnv({ STUN_URLS: 'stun:a.example, stuns:[::1]:5349' }).ice).toEqual({
    stunUrls: ['stun:a.example', 'stuns:[::1]:5349'],
  })
  expect(readEnv({ STUN_URLS: '' }).ice.stunUrls).toEqual([])
  expect(readEnv({ STUN_URLS: ' ' }).ice.stunUrls).toEqual([])
})

test('relays need both their addresses and the secret shared with them', () => {
  const [TURN_URLS, TURN_SECRET] = ['turn:a.example:3478?transport=udp,turns:a.example:5349', SECRET]
  expect(refusal({ TURN_URLS })).toContain('TURN_SECRET is missing')
  expect(refusal({ TURN_SECRET })).toContain('TURN_URLS is missing')
  expect(readEnv({ TURN_URLS, TURN_SECRET }).ice.turn).toEqual({
    urls: ['turn:a.example:3478?transport=udp', 'turns:a.example:5349'],
    secret: SECRET,
  })
})

test('configured ceilings of mail and SMS are literal; defaults grow with the limits', () => {
  expect(readEnv({})).toMatchObject({ mailPerHour: 1_000, smsPerHour: 200, smsPrefixes: [] })
  expect(readEnv({ RATE_LIMIT_FACTOR: '10' })).toMatchObject({ mailPerHour: 10_000, smsPerHour: 2_000 })
  const named = {
    MAIL_PER_HOUR: '50',
    SMS_PER_HOUR: '5',
    SMS_PREFIXES: ' +91, +44,',
    RATE_LIMIT_FACTOR: '10',
  }
  expect(readEnv(named)).toMatchObject({ mailPerHour: 50, smsPerHour: 5, smsPrefixes: ['+91', '+44'] })
})

test('the outbox for developers stays shut in production unless that is meant', () => {
  expect(readEnv({ NODE_ENV: 'production', DEV_OUTBOX: '1' }).devOutbox).toBe(false)
  expect(readEnv({ NODE_ENV: 'production', DEV_OUTBOX: '1', DEV_OUTBOX_ALLOW: '1' }).devOutbox).toBe(true)
  expect(readEnv({ DEV_OUTBOX: '1' }).devOutbox).toBe(true)
})

test.each([
  { document: '.env.example', pattern: /^#? ?([A-Z][A-Z0-9_]+)=/gm },
  { document: 'README.md', pattern: /^\| `([A-Z][A-Z0-9_]+)`/gm },
])('$document names exactly the variables that exist', ({ document, pattern }) => {
  const text = readFileSync(join(import.meta.dirname, '../..', document), 'utf8')
  const named = [...text.matchAll(pattern)].map(([, name]) => name)
  expect(new Set(named)).toEqual(new Set(VARIABLE_NAMES))
  expect(named).toHaveLength(VARIABLE_NAMES.length)
})

test('a payment provider is configured whole, with the way back to us, or not at all', () => {
  const [STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET] = ['sk_test_0123', 'whsec_0123']
  expect(refusal({ STRIPE_SECRET_KEY })).toContain('STRIPE_WEBHOOK_SECRET missing')
  expect(refusal({ STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET })).toContain('PUBLIC_URL is missing')
  expect(refusal({ RAZORPAY_API_URL: 'https://pay.example.org' })).toContain('RAZORPAY_KEY_ID')
  const stripe = { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, PUBLIC_URL: 'https://omegoo.example' }
  expect(readEnv(stripe).payments.stripe).toMatchObject({ secretKey: STRIPE_SECRET_KEY, apiUrl: undefined })
})

test('payments are simulated unless in production, where it has to be said', () => {
  expect(readEnv({}).payments.simulated).toBe(true)
  expect(readEnv({ PAYMENT_SIMULATED: '0' }).payments.simulated).toBe(false)
  expect(readEnv({ NODE_ENV: 'production' }).payments.simulated).toBe(false)
  expect(readEnv({ NODE_ENV: 'production', PAYMENT_SIMULATED: '1' }).payments.simulated).toBe(true)
})
