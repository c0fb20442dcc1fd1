import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { canonicalEmail } from '@/lib/domain/email'

/** Shorter ones can be guessed from one token; they are accepted, with a warning, because the documents show such. */
export const SECRET_LENGTH = 32
const PASSWORD_LENGTH = 10
const PASSWORD_DISTINCT = 5
const [MAIL_PER_HOUR, SMS_PER_HOUR] = [1_000, 200]
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** One variable: how its text is read, what is expected of it (the end of a sentence), whether it may be shown. */
interface Variable<Value> {
  readonly schema: z.ZodType<Value, string | undefined>
  readonly expected: string
  /** The value is a secret or holds one: messages name the variable and never show it. */
  readonly secret?: true
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

/** Every variable the server reads. `.env.example` and README.md document exactly these. */
const VARIABLES = {
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
  MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS: variable(whole(1, 1_000_000).default(30), wholeText(1, 1_000_000)),
  JWT_SECRET: secret(z.string().min(8).optional(), `${SECRET_LENGTH} random characters or more`),
  ACCESS_TOKEN_TTL: variable(whole(1, 86_400).default(900), `${wholeText(1, 86_400)}, in seconds`),
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
  GEO_DB: variable(z.string().optional(), 'the path of an .mmdb file'),
  DEV_OUTBOX: variable(flag.default(false), FLAG_TEXT),
  DEV_OUTBOX_ALLOW: variable(flag.default(false), FLAG_TEXT),
  METRICS_TOKEN: secret(z.string().min(16).optional(), '16 characters or more'),
  LOG_LEVEL: variable(z.enum(LOG_LEVELS).default('info'), `one of ${LOG_LEVELS.join(', ')}`),
  DEMO_BOTS: variable(whole(0, 20).default(0), `${wholeText(0, 20)}: how many practice partners to start`),
  DEMO_HISTORY: variable(
    z.enum(['0', '1', 'embedded']).default('0'),
    '1 (on), 0 (off), or embedded (on unless DATABASE_URL is set)',
  ),
  CALL_STATUS_TRUST_INIT: notYet('the call-status contract'),
  NEXT_DIST_DIR: variable(z.string().default('.next'), "the folder of Next's build, relative to the project"),
} satisfies Record<string, Variable<unknown>>

type VariableName = keyof typeof VARIABLES
type Values = { [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> }

/** Names of all variables, for the check that the documents name exactly these. */
export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly VariableName[]

/** What the server knows about where it runs. Read once at start; nothing else reads `process.env`. */
export interface Env {
  readonly production: boolean
  /** 0: any free port. */
  readonly port: number
  /** Address to listen on; undefined listens on all of them, IPv4 and IPv6. */
  readonly host: string | undefined
  /** Origin (no trailing slash) under which people reach the product; undefined: the request's own host. */
  readonly publicUrl: string | undefined
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  /** Connections to PostgreSQL that this process may have. */
  readonly databasePool: number
  /** Redis; more than one are nodes of a cluster; none: state lives in this process' memory. */
  readonly redisUrls: readonly string[]
  /** How many proxies' `X-Forwarded-For` entries to believe. */
  readonly trustProxy: number
  /** Origins as browsers write them. */
  readonly corsOrigins: readonly string[]
  /** Multiplies every limit. */
  readonly rateLimitFactor: number
  /** How many live sockets may be of one account (in all processes) and of one address (in this one), before `rateLimitFactor`. */
  readonly maxSockets: {
    readonly perAccount: number
    readonly perAddress: number
    /** Of those of an address, how many may be unauthenticated. */
    readonly unauthenticated: number
  }
  readonly jwtSecret: string | undefined
  readonly accessTokenTtlSeconds: number
  readonly adminEmail: string | undefined
  readonly adminPassword: string | undefined
  /** The mail server; undefined: mail is logged without its secret, and not sent. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  /** The SMS account; undefined: text messages are logged without their secret, and not sent. */
  readonly sms:
    | {
        readonly accountSid: string
        readonly authToken: string
        readonly from: string
        /** Origin of a gateway that speaks Twilio's interface; undefined: Twilio's own. */
        readonly apiUrl: string | undefined
      }
    | undefined
  /** How many of them may leave the server in an hour. */
  readonly mailPerHour: number
  readonly smsPerHour: number
  /** Beginnings of the numbers that codes are sent to, such as `+91`; none: all. */
  readonly smsPrefixes: readonly string[]
  /** Absolute path of a location database (.mmdb); undefined: every location is unknown. */
  readonly geoDb: string | undefined
  readonly devOutbox: boolean
  readonly metricsToken: string | undefined
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** How many practice partners to start. */
  readonly demoBots: number
  /** Whether to write made-up history, where there is none yet. */
  readonly demoHistory: boolean
  /** Relative to the project's root. */
  readonly nextDistDir: string
}

/** Something about the environment keeps the server from starting. The message is meant to be printed as it is. */
export class BadEnvironment extends Error {
  readonly code = 'BAD_ENVIRONMENT'
}

type Source = Readonly<Record<string, string | undefined>>

function problemWith(name: VariableName, text: string): string {
  const { expected, secret: hidden } = VARIABLES[name] as Variable<unknown>
  return `${name} ${hidden ? 'has a value that does not fit' : `is "${text}"`}; expected ${expected}.`
}

/** Reads each variable on its own; an empty one counts as absent, as compose files and shells pass it. */
function readEach(source: Source): { values: Values; problems: string[] } {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const name of VARIABLE_NAMES) {
    const text = source[name]?.trim() || undefined
    const result = VARIABLES[name].schema.safeParse(text)
    if (result.success) values[name] = result.data
    else problems.push(problemWith(name, text ?? ''))
  }
  return { values: values as Values, problems }
}

const SMS = ['SMS_ACCOUNT_SID', 'SMS_AUTH_TOKEN', 'SMS_FROM'] as const

/** What only shows when several variables are read together. */
function contradictions(source: Source): string[] {
  const has = (name: VariableName) => Boolean(source[name]?.trim())
  const problems: string[] = []
  const shared = (['DATABASE_URL', 'REDIS_URL', 'REDIS_HOST'] as const).find(has)
  if (shared && !has('JWT_SECRET')) {
    problems.push(
      `JWT_SECRET is missing; expected ${SECRET_LENGTH} random characters or more, because ${shared} is set ` +
        'and every process that shares it must share the secret ("openssl rand -base64 48" makes one).',
    )
  }
  if (has('REDIS_URL') && (has('REDIS_HOST') || has('REDIS_PORT'))) {
    problems.push('REDIS_URL is set beside REDIS_HOST or REDIS_PORT; expected one way of naming Redis.')
  }
  if (has('REDIS_PORT') && !has('REDIS_HOST') && !has('REDIS_URL')) {
    problems.push('REDIS_HOST is missing; expected the host of Redis, because REDIS_PORT is set.')
  }
  if (has('ADMIN_EMAIL') !== has('ADMIN_PASSWORD')) {
    const missing = has('ADMIN_EMAIL') ? 'ADMIN_PASSWORD' : 'ADMIN_EMAIL'
    problems.push(`${missing} is missing; expected ADMIN_EMAIL and ADMIN_PASSWORD together, or neither.`)
  }
  if (has('ADMIN_PASSWORD') && source.ADMIN_PASSWORD?.trim() === source.ADMIN_EMAIL?.trim()) {
    problems.push('ADMIN_PASSWORD is the address itself; expected something that nobody can guess.')
  }
  if (has('SMTP_URL') !== has('MAIL_FROM')) {
    const missing = has('SMTP_URL') ? 'MAIL_FROM' : 'SMTP_URL'
    problems.push(`${missing} is missing; expected SMTP_URL and MAIL_FROM together, or neither.`)
  }
  if (has('SMTP_URL') && !has('PUBLIC_URL')) {
    problems.push(
      'PUBLIC_URL is missing; expected the address people type, because SMTP_URL is set and mail carries links.',
    )
  }
  const missing = SMS.filter((name) => !has(name))
  if (missing.length > 0 && (missing.length < SMS.length || has('SMS_API_URL'))) {
    problems.push(`${missing.join(' and ')} missing; expected ${SMS.join(', ')} together, or none of them.`)
  }
  return problems
}

function smsOf({ SMS_ACCOUNT_SID, SMS_AUTH_TOKEN, SMS_FROM, SMS_API_URL }: Values): Env['sms'] {
  if (!SMS_ACCOUNT_SID || !SMS_AUTH_TOKEN || !SMS_FROM) return undefined
  return { accountSid: SMS_ACCOUNT_SID, authToken: SMS_AUTH_TOKEN, from: SMS_FROM, apiUrl: SMS_API_URL }
}

/** A ceiling that was not named: a load test never meets it. */
const usually = (ceiling: number, { RATE_LIMIT_FACTOR }: Values) =>
  Math.max(1, Math.round(ceiling * RATE_LIMIT_FACTOR))

function redisOf({ REDIS_URL, REDIS_HOST, REDIS_PORT = 6379 }: Values): readonly string[] {
  if (REDIS_URL) return REDIS_URL
  if (!REDIS_HOST) return []
  const host = REDIS_HOST.includes(':') ? `[${REDIS_HOST}]` : REDIS_HOST
  return [`redis://${host}:${REDIS_PORT}`]
}

/**
 * Reads and checks the whole configuration.
 *
 * @param source - usually `process.env`.
 * @param root - the project's folder, from which a relative DATA_DIR is resolved.
 * @throws BadEnvironment (`code` "BAD_ENVIRONMENT") naming every variable that is wrong and what is expected of it.
 * @see contracts "What the documents need and do not name", configuration
 */
export function readEnv(source: Source, root: string = process.cwd()): Env {
  const { values, problems } = readEach(source)
  problems.push(...contradictions(source))
  if (problems.length > 0) {
    throw new BadEnvironment(
      `The environment is not right:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    )
  }

  return {
    production: values.NODE_ENV === 'production',
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL,
    dataDir: isAbsolute(values.DATA_DIR) ? values.DATA_DIR : join(root, values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databasePool: values.DATABASE_POOL,
    redisUrls: redisOf(values),
    trustProxy: values.TRUST_PROXY,
    corsOrigins: values.CORS_ORIGINS,
    rateLimitFactor: values.RATE_LIMIT_FACTOR,
    maxSockets: {
      perAccount: values.MAX_SOCKETS_PER_ACCOUNT,
      perAddress: values.MAX_SOCKETS_PER_ADDRESS,
      unauthenticated: values.MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS,
    },
    jwtSecret: values.JWT_SECRET,
    accessTokenTtlSeconds: values.ACCESS_TOKEN_TTL,
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    smtp: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : undefined,
    sms: smsOf(values),
    mailPerHour: values.MAIL_PER_HOUR ?? usually(MAIL_PER_HOUR, values),
    smsPerHour: values.SMS_PER_HOUR ?? usually(SMS_PER_HOUR, values),
    smsPrefixes: values.SMS_PREFIXES,
    geoDb: values.GEO_DB && resolve(root, values.GEO_DB),
    devOutbox: values.DEV_OUTBOX && (values.NODE_ENV !== 'production' || values.DEV_OUTBOX_ALLOW),
    metricsToken: values.METRICS_TOKEN,
    logLevel: values.LOG_LEVEL,
    demoBots: values.DEMO_BOTS,
    demoHistory: values.DEMO_HISTORY === '1' || (values.DEMO_HISTORY === 'embedded' && !values.DATABASE_URL),
    nextDistDir: values.NEXT_DIST_DIR,
  }
}
