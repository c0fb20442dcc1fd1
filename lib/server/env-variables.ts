import { z } from 'zod'
import { LARGEST_FILE_MB } from '@/lib/domain/conversations/attachment'
import { canonicalEmail } from '@/lib/domain/email'
import { DEFAULT_STUN_URLS } from '@/lib/domain/media/ice'
import { packagesIn } from '@/lib/domain/payments/packages'

/** Shorter ones can be guessed from one token; they are accepted, with a warning, because the documents show such. */
export const SECRET_LENGTH = 32
const PASSWORD_LENGTH = 10
const PASSWORD_DISTINCT = 5
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** One variable: how its text is read, what is expected of it (the end of a sentence), whether it may be shown. */
export interface Variable<Value> {
  readonly schema: z.ZodType<Value, string | undefined>
  readonly expected: string
  /** The value is a secret or holds one: messages name the variable and never show it. */
  readonly secret?: true
  /** Set and empty is a value of its own; every other variable counts as absent then. */
  readonly mayBeEmpty?: true
}

const variable = <Value>(schema: Variable<Value>['schema'], expected: string): Variable<Value> => ({
  schema,
  expected,
})
const secret = <Value>(schema: Variable<Value>['schema'], expected: string): Variable<Value> => ({
  schema,
  expected,
  secret: true,
})

/** Whether `fetch` takes an address: it refuses one with a user name or a password. */
function isFetchable(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { username, password } = new URL(text)
  return username === '' && password === ''
}

const number = (text: z.ZodType<string, string>) => text.transform(Number)
const whole = (min: number, max: number) =>
  number(z.string().regex(/^\d{1,9}$/)).refine((value) => value >= min && value <= max)
const flag = z.enum(['0', '1', 'false', 'true']).transform((value) => value === '1' || value === 'true')
const wholeText = (min: number, max: number) => `a whole number from ${min} to ${max}`
const FLAG_TEXT = '1 (on) or 0 (off)'

/** `https://host:port` as browsers write an origin, or undefined when the text holds anything more. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { origin, protocol, pathname, search, hash, username } = new URL(text)
  const bare = pathname === '/' && !search && !hash && !username
  return bare && (protocol === 'http:' || protocol === 'https:') ? origin : undefined
}
const origin = z.string().transform((text, context) => {
  const found = originOf(text.trim())
  if (found === undefined) context.addIssue('not an origin')
  return found ?? z.NEVER
})
const originList = z
  .string()
  .transform((text) => text.split(',').filter((entry) => entry.trim() !== ''))
  .pipe(z.array(origin))

const prefixes = z
  .string()
  .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []))
  .pipe(z.array(z.string().regex(/^\+[1-9]\d{0,7}$/)))

/** Engines and contracts that this version cannot serve: naming one is refused, because ignoring it would surprise. */
const notYet = (what: string) =>
  secret(z.undefined(), `no value: this version cannot use ${what} yet, so leave the variable out`)

const redisUrls = z
  .string()
  .transform((text) => text.split(',').map((entry) => entry.trim()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^rediss?:\/\/\S+$/)
        .refine((url) => URL.canParse(url)),
    ),
  )

/** RFC 7064 and RFC 7065: a scheme, a host, a port or not; TURN may name its transport. */
const STUN_URL = /^stuns?:(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?$/
const TURN_URL = /^turns?:(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/
const urlList = (url: RegExp) =>
  z
    .string()
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || []))
    .pipe(z.array(z.string().regex(url)))

/** Every variable the server reads. `.env.example` and README.md document exactly these. */
export const VARIABLES = {
  NODE_ENV: variable(
    z.enum(['development', 'production', 'test']).default('development'),
    'development, production or test',
  ),
  PORT: variable(whole(0, 65_535).default(3000), `${wholeText(0, 65_535)} (0 takes any free port)`),
  HOST: variable(
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .optional(),
    'an address to listen on, such as 127.0.0.1',
  ),
  PUBLIC_URL: variable(origin.optional(), 'an address without a path, such as https://chat.example.org'),
  DATA_DIR: variable(z.string().default('./data'), 'a folder'),
  DATABASE_URL: secret(
    z
      .string()
      .regex(/^postgres(ql)?:\/\/\S+$/)
      .optional(),
    'a PostgreSQL address, such as postgresql://user:password@host:5432/omegoo',
  ),
  DATABASE_POOL: variable(
    whole(1, 500).default(10),
    `${wholeText(1, 500)}: how many connections to PostgreSQL one process may have`,
  ),
  REDIS_URL: secret(
    redisUrls.optional(),
    'a Redis address, such as redis://host:6379 or rediss://user:password@host:6380 ' +
      '(nodes of a cluster separated by commas)',
  ),
  REDIS_HOST: variable(
    z
      .string()
      .regex(/^[\w.:-]+$/)
      .optional(),
    'the host of Redis, such as 127.0.0.1',
  ),
  REDIS_PORT: variable(whole(1, 65_535).optional(), `${wholeText(1, 65_535)}, the port of Redis`),
  KAFKA_BROKERS: notYet('Kafka'),
  TRUST_PROXY: variable(whole(0, 10).default(0), `${wholeText(0, 10)}: how many proxies stand in front`),
  CORS_ORIGINS: variable(
    originList.default([]),
    'origins separated by commas, such as https://a.example,https://b.example (no paths, no *)',
  ),
  RATE_LIMIT_FACTOR: variable(
    number(z.string().regex(/^\d{1,6}(\.\d{1,6})?$/))
      .refine((value) => value > 0)
      .default(1),
    'a number above 0; 1 keeps the documented limits',
  ),
  MAX_SOCKETS_PER_ACCOUNT: variable(whole(1, 1_000_000).default(10), wholeText(1, 1_000_000)),
  MAX_SOCKETS_PER_ADDRESS: variable(whole(1, 1_000_000).default(500), wholeText(1, 1_000_000)),
  MAX_SOCKETS_PER_RANGE: variable(whole(1, 4_000_000).optional(), wholeText(1, 4_000_000)),
  MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS: variable(whole(1, 1_000_000).default(30), wholeText(1, 1_000_000)),
  JWT_SECRET: secret(z.string().min(8).optional(), `${SECRET_LENGTH} random characters or more`),
  JWT_SECRET_BEFORE: secret(z.string().min(8).optional(), 'the JWT_SECRET that was replaced'),
  ACCESS_TOKEN_TTL: variable(whole(1, 86_400).default(900), `${wholeText(1, 86_400)}, in seconds`),
  REQUIRE_SECOND_FACTOR: variable(flag.default(false), FLAG_TEXT),
  GUESTS_MAY_CONTACT: variable(flag.default(false), FLAG_TEXT),
  ADMIN_EMAIL: variable(
    z
      .string()
      .refine((text) => canonicalEmail(text) !== undefined)
      .optional(),
    'an e-mail address',
  ),
  ADMIN_PASSWORD: secret(
    z
      .string()
      .min(PASSWORD_LENGTH)
      .refine((text) => new Set(text).size >= PASSWORD_DISTINCT)
      .optional(),
    `${PASSWORD_LENGTH} characters or more, ${PASSWORD_DISTINCT} different ones at least`,
  ),
  SMTP_URL: secret(
    z
      .string()
      .regex(/^smtps?:\/\/\S+$/)
      .optional(),
    'a mail server, such as smtps://user:password@mail.example.org:465',
  ),
  MAIL_FROM: variable(
    z
      .string()
      .regex(/^[^<>\r\n]*<?[^\s<>]+@[^\s<>]+>?$/)
      .optional(),
    'a sender, such as Omegoo <omegoo@example.org>',
  ),
  SMS_ACCOUNT_SID: variable(
    z
      .string()
      .regex(/^AC[0-9a-zA-Z]{32}$/)
      .optional(),
    'the account of the SMS provider: AC and 32 letters or digits',
  ),
  SMS_AUTH_TOKEN: secret(z.string().min(8).optional(), "the SMS account's token, 8 characters or more"),
  SMS_FROM: variable(
    z
      .string()
      .regex(/^(\+\d{3,15}|MG[0-9a-fA-F]{32}|(?=.*[A-Za-z])[\w ]{3,11})$/)
      .optional(),
    'the sender of text messages, such as +15550100 (or a name, or a messaging service)',
  ),
  SMS_API_URL: variable(origin.optional(), 'an address without a path, such as https://sms.example.org'),
  SMS_PREFIXES: variable(prefixes.default([]), 'beginnings of numbers separated by commas, such as +91,+44'),
  MAIL_PER_HOUR: variable(whole(1, 100_000).optional(), wholeText(1, 100_000)),
  SMS_PER_HOUR: variable(whole(1, 100_000).optional(), wholeText(1, 100_000)),
  STUN_URLS: {
    ...variable(
      urlList(STUN_URL).default(DEFAULT_STUN_URLS),
      'STUN servers separated by commas, such as stun:stun.example.org:3478 (empty: none)',
    ),
    mayBeEmpty: true,
  },
  TURN_URLS: variable(
    urlList(TURN_URL).default([]),
    'TURN servers separated by commas, such as turn:turn.example.org:3478?transport=udp',
  ),
  TURN_SECRET: secret(
    z.string().min(16).optional(),
    "the TURN servers' static-auth-secret, 16 characters or more",
  ),
  STRIPE_SECRET_KEY: secret(z.string().min(8).optional(), 'the secret key of a Stripe account'),
  STRIPE_WEBHOOK_SECRET: secret(z.string().min(8).optional(), "the signing secret of Stripe's webhook"),
  STRIPE_API_URL: variable(
    origin.optional(),
    'an address without a path, such as https://stripe.example.org',
  ),
  RAZORPAY_KEY_ID: variable(
    z
      .string()
      .regex(/^\w{8,100}$/)
      .optional(),
    'the id of a Razorpay key, such as rzp_live_0123456789abcd',
  ),
  RAZORPAY_KEY_SECRET: secret(z.string().min(8).optional(), "the Razorpay key's secret"),
  RAZORPAY_WEBHOOK_SECRET: secret(z.string().min(8).optional(), "the secret of Razorpay's webhook"),
  RAZORPAY_API_URL: variable(origin.optional(), 'an address without a path, such as https://pay.example.org'),
  PAYMENT_SIMULATED: variable(flag.optional(), FLAG_TEXT),
  COIN_PACKAGES: variable(
    z
      .string()
      .transform((text, context) => {
        const found = packagesIn(text)
        if (found === undefined) context.addIssue('not packages')
        return found ?? z.NEVER
      })
      .optional(),
    'packages as name=coins:price in the smallest unit:currency:tax in per cent, such as basic=100:199:USD:19,mega=1200:1699:USD',
  ),
  MAX_FILE_MB: variable(
    whole(1, LARGEST_FILE_MB).default(25),
    `${wholeText(1, LARGEST_FILE_MB)}: the largest file of a conversation, in megabytes`,
  ),
  VAPI_API_KEY: secret(z.string().min(8).optional(), "the telephone provider's key, 8 characters or more"),
  VAPI_BASE_URL: variable(
    origin.default('https://api.vapi.ai'),
    'an address without a path, such as https://api.vapi.ai',
  ),
  VAPI_WEBHOOK_SECRET: secret(
    z.string().min(16).optional(),
    '16 characters or more, the same as at the provider',
  ),
  VAPI_PHONE_NUMBER_ID: variable(
    z.string().min(1).optional(),
    'the number that calls, as the provider knows it',
  ),
  TELEPHONY_PREFIXES: variable(
    prefixes.default([]),
    'beginnings of numbers separated by commas, such as +91,+44',
  ),
  TELEPHONY_DAILY_MAX: variable(
    whole(1, 100_000).default(50),
    `${wholeText(1, 100_000)}: calls to telephones that a tenant may make in a day`,
  ),
  CALL_MESH_MAX: variable(
    whole(2, 12).default(4),
    `${wholeText(2, 12)}: people with a picture in one call, each connected to all others; half as many again without`,
  ),
  S3_ENDPOINT: variable(origin.optional(), 'an address without a path, such as https://s3.example.org'),
  S3_BUCKET: variable(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional(),
    'the name of a bucket: lower case letters, digits, dots and hyphens',
  ),
  S3_REGION: variable(
    z
      .string()
      .regex(/^[a-z0-9-]{1,50}$/)
      .optional(),
    'a region, such as eu-central-1 (us-east-1 where the store has none)',
  ),
  S3_ACCESS_KEY_ID: variable(
    z
      .string()
      .regex(/^\S{3,128}$/)
      .optional(),
    'the id of an access key',
  ),
  S3_SECRET_ACCESS_KEY: secret(z.string().min(8).optional(), "the access key's secret"),
  S3_FORCE_PATH_STYLE: variable(flag.default(false), FLAG_TEXT),
  AGE_PROVIDER_URL: secret(
    z
      .url({ protocol: /^https?$/ })
      .refine(isFetchable)
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
    'the address of an age provider, without a user name or password, such as https://age.example.org/v1',
  ),
  AGE_PROVIDER_SECRET: secret(
    z.string().min(16).optional(),
    'the secret shared with it, 16 characters or more',
  ),
  GEO_DB: variable(z.string().optional(), 'the path of an .mmdb file'),
  DEV_OUTBOX: variable(flag.default(false), FLAG_TEXT),
  DEV_OUTBOX_ALLOW: variable(flag.default(false), FLAG_TEXT),
  METRICS_TOKEN: secret(z.string().min(16).optional(), '16 characters or more'),
  ALERT_WEBHOOK_URL: secret(
    z
      .string()
      .regex(/^https?:\/\/\S+$/)
      .refine(isFetchable)
      .optional(),
    'an address that takes POST, without a user name or password, such as https://hooks.example.org/omegoo',
  ),
  ALERT_WEBHOOK_SECRET: secret(z.string().min(16).optional(), '16 characters or more'),
  LOG_LEVEL: variable(z.enum(LOG_LEVELS).default('info'), `one of ${LOG_LEVELS.join(', ')}`),
  DEMO_BOTS: variable(whole(0, 20).default(0), `${wholeText(0, 20)}: how many practice partners to start`),
  DEMO_HISTORY: variable(
    z.enum(['0', '1', 'embedded']).default('0'),
    '1 (on), 0 (off), or embedded (on unless DATABASE_URL is set)',
  ),
  CALL_STATUS_TRUST_INIT: notYet('the call-status contract'),
  NEXT_DIST_DIR: variable(z.string().default('.next'), "the folder of Next's build, relative to the project"),
} satisfies Record<string, Variable<unknown>>

export type VariableName = keyof typeof VARIABLES
export type Values = { [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> }

/** Names of all variables, for the check that the documents name exactly these. */
export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[]
