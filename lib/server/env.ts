import { isAbsolute, join, resolve } from 'node:path'
import {
  type LOG_LEVELS,
  SECRET_LENGTH,
  VARIABLE_NAMES,
  type Variable,
  type VariableName,
  VARIABLES,
  type Values,
} from './env-variables'
import type { PaymentSettings } from './adapters/payments/providers'
import { BYTES_IN_MB } from '@/lib/domain/conversations/attachment'
import type { S3Settings } from './adapters/files/s3-store'
import type { VapiSettings } from './adapters/telephony/vapi'
import { type CoinPackages, USUAL_PACKAGES } from '@/lib/domain/payments/packages'
import type { Relays } from './ports/media/turn'

const [MAIL_PER_HOUR, SMS_PER_HOUR] = [1_000, 200]
/** A range of addresses may have as many sockets as so many addresses of it. */
const RANGE_IN_ADDRESSES = 4

/** STUN servers, and the TURN servers of this deployment with the secret that they share with it. */
interface IceSettings {
  readonly stunUrls: readonly string[]
  /** Undefined: there are none, and browsers connect to each other directly or not at all. */
  readonly turn: Relays | undefined
}

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
    /** Of a range of addresses: IPv4 /24, IPv6 /48. */
    readonly perRange: number
    /** Of those of an address, how many may be unauthenticated. */
    readonly unauthenticated: number
  }
  readonly jwtSecret: string | undefined
  /** The secret that was replaced, by which what is kept under it is read once more; undefined: none was. */
  readonly secretBefore: string | undefined
  readonly accessTokenTtlSeconds: number
  /** Roles above `user` may be used with a second factor alone. */
  readonly requireSecondFactor: boolean
  /** Accounts without an address join channels and contact people like all others. */
  readonly guestsMayContact: boolean
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
  /** Where browsers learn how they are reached, and the relays between them. */
  readonly ice: IceSettings
  /** Who can be paid, and what coins cost. */
  readonly payments: PaymentSettings & { readonly packages: CoinPackages }
  /** People with a picture in one call. */
  readonly callMeshMax: number
  /** Calls to telephones: who makes them (undefined: nobody, visibly), to which numbers, and how many in a tenant's day. */
  readonly telephony: {
    readonly vapi: VapiSettings | undefined
    readonly prefixes: readonly string[]
    readonly dailyMax: number
  }
  /** Files of conversations: how large one may be, and where they are; undefined: in DATA_DIR. */
  readonly files: { readonly maxBytes: number; readonly s3: S3Settings | undefined }
  /** Who confirms that people are grown up; undefined: what they declare is enough. */
  readonly ageProvider: { readonly url: string; readonly secret: string } | undefined
  /** Absolute path of a location database (.mmdb); undefined: every location is unknown. */
  readonly geoDb: string | undefined
  readonly devOutbox: boolean
  readonly metricsToken: string | undefined
  /** Where alerts are posted, and what they are signed with; undefined: nowhere. */
  readonly alertWebhook: { readonly url: string; readonly secret: string } | undefined
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

function textOf(source: Source, name: VariableName): string | undefined {
  const text = source[name]?.trim()
  return (VARIABLES[name] as Variable<unknown>).mayBeEmpty ? text : text || undefined
}

/** Reads each variable on its own; an empty one counts as absent, as compose files and shells pass it. */
function readEach(source: Source): { values: Values; problems: string[] } {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const name of VARIABLE_NAMES) {
    const text = textOf(source, name)
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
  if (has('TURN_URLS') !== has('TURN_SECRET')) {
    const missing = has('TURN_URLS') ? 'TURN_SECRET' : 'TURN_URLS'
    problems.push(`${missing} is missing; expected TURN_URLS and TURN_SECRET together, or neither.`)
  }
  if (has('ALERT_WEBHOOK_URL') !== has('ALERT_WEBHOOK_SECRET')) {
    const missing = has('ALERT_WEBHOOK_URL') ? 'ALERT_WEBHOOK_SECRET' : 'ALERT_WEBHOOK_URL'
    problems.push(
      `${missing} is missing; expected ALERT_WEBHOOK_URL and ALERT_WEBHOOK_SECRET together, or neither.`,
    )
  }
  problems.push(...paymentContradictions(has), ...storeContradictions(has))
  if (has('AGE_PROVIDER_URL') !== has('AGE_PROVIDER_SECRET')) {
    const missing = has('AGE_PROVIDER_URL') ? 'AGE_PROVIDER_SECRET' : 'AGE_PROVIDER_URL'
    problems.push(
      `${missing} is missing; expected AGE_PROVIDER_URL and AGE_PROVIDER_SECRET together, or neither.`,
    )
  }
  const missing = SMS.filter((name) => !has(name))
  if (missing.length > 0 && (missing.length < SMS.length || has('SMS_API_URL'))) {
    problems.push(`${missing.join(' and ')} missing; expected ${SMS.join(', ')} together, or none of them.`)
  }
  return problems
}

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

function storeContradictions(has: (name: VariableName) => boolean): string[] {
  const missing = S3.filter((name) => !has(name))
  if (missing.length === 0 || (missing.length === S3.length && !has('S3_REGION'))) return []
  return [`${missing.join(' and ')} missing; expected ${S3.join(', ')} together, or none of them.`]
}

function s3Of(values: Values): S3Settings | undefined {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region } = values
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return undefined
  const forcePathStyle = values.S3_FORCE_PATH_STYLE
  return { endpoint, bucket, region: region ?? USUAL_REGION, accessKeyId, secretAccessKey, forcePathStyle }
}

/** What stores expect that have no regions. */
const USUAL_REGION = 'us-east-1'

/** A payment that nobody hears of, or that leads back to nowhere, would be worse than none. */
function paymentContradictions(has: (name: VariableName) => boolean): string[] {
  const problems: string[] = []
  const together = (names: readonly VariableName[], alone: VariableName) => {
    const missing = names.filter((name) => !has(name))
    if (names.concat(alone).some(has) && missing.length > 0)
      problems.push(
        `${missing.join(' and ')} missing; expected ${names.join(', ')} together, or none of them.`,
      )
  }
  together(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'], 'STRIPE_API_URL')
  together(['RAZORPAY_KEY_ID', 'RAZORPAY_KEY_SECRET', 'RAZORPAY_WEBHOOK_SECRET'], 'RAZORPAY_API_URL')
  const provider = (['STRIPE_SECRET_KEY', 'RAZORPAY_KEY_ID'] as const).find(has)
  if (provider && !has('PUBLIC_URL'))
    problems.push(
      `PUBLIC_URL is missing; expected the address people type, because ${provider} is set and people come back from paying.`,
    )
  return problems
}

function smsOf({ SMS_ACCOUNT_SID, SMS_AUTH_TOKEN, SMS_FROM, SMS_API_URL }: Values): Env['sms'] {
  if (!SMS_ACCOUNT_SID || !SMS_AUTH_TOKEN || !SMS_FROM) return undefined
  return { accountSid: SMS_ACCOUNT_SID, authToken: SMS_AUTH_TOKEN, from: SMS_FROM, apiUrl: SMS_API_URL }
}

function alertWebhookOf({
  ALERT_WEBHOOK_URL: url,
  ALERT_WEBHOOK_SECRET: secret,
}: Values): Env['alertWebhook'] {
  return url && secret ? { url, secret } : undefined
}

function telephonyOf(values: Values): Env['telephony'] {
  const { VAPI_API_KEY: key, VAPI_BASE_URL: url } = values
  const { VAPI_WEBHOOK_SECRET: webhookSecret, VAPI_PHONE_NUMBER_ID: phoneNumberId } = values
  return {
    vapi: key === undefined ? undefined : { key, url, webhookSecret, phoneNumberId },
    prefixes: values.TELEPHONY_PREFIXES,
    dailyMax: values.TELEPHONY_DAILY_MAX,
  }
}

function ageProviderOf({ AGE_PROVIDER_URL: url, AGE_PROVIDER_SECRET: secret }: Values): Env['ageProvider'] {
  return url && secret ? { url, secret } : undefined
}

function turnOf({ TURN_URLS: urls, TURN_SECRET: secret }: Values): Relays | undefined {
  return urls.length > 0 && secret ? { urls, secret } : undefined
}

function paymentsOf(values: Values): Env['payments'] {
  const { STRIPE_SECRET_KEY: secretKey, RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret } = values
  const stripe = { webhookSecret: values.STRIPE_WEBHOOK_SECRET, apiUrl: values.STRIPE_API_URL }
  const razorpay = { webhookSecret: values.RAZORPAY_WEBHOOK_SECRET, apiUrl: values.RAZORPAY_API_URL }
  return {
    packages: values.COIN_PACKAGES ?? USUAL_PACKAGES,
    stripe: secretKey === undefined ? undefined : { secretKey, ...stripe },
    razorpay: keyId === undefined || keySecret === undefined ? undefined : { keyId, keySecret, ...razorpay },
    simulated: values.PAYMENT_SIMULATED ?? values.NODE_ENV !== 'production',
  }
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
      perRange: values.MAX_SOCKETS_PER_RANGE ?? RANGE_IN_ADDRESSES * values.MAX_SOCKETS_PER_ADDRESS,
      unauthenticated: values.MAX_UNAUTHENTICATED_SOCKETS_PER_ADDRESS,
    },
    jwtSecret: values.JWT_SECRET,
    secretBefore: values.JWT_SECRET_BEFORE,
    accessTokenTtlSeconds: values.ACCESS_TOKEN_TTL,
    requireSecondFactor: values.REQUIRE_SECOND_FACTOR,
    guestsMayContact: values.GUESTS_MAY_CONTACT,
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    smtp: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : undefined,
    sms: smsOf(values),
    mailPerHour: values.MAIL_PER_HOUR ?? usually(MAIL_PER_HOUR, values),
    smsPerHour: values.SMS_PER_HOUR ?? usually(SMS_PER_HOUR, values),
    smsPrefixes: values.SMS_PREFIXES,
    ice: { stunUrls: values.STUN_URLS, turn: turnOf(values) },
    payments: paymentsOf(values),
    callMeshMax: values.CALL_MESH_MAX,
    telephony: telephonyOf(values),
    files: { maxBytes: values.MAX_FILE_MB * BYTES_IN_MB, s3: s3Of(values) },
    ageProvider: ageProviderOf(values),
    geoDb: values.GEO_DB && resolve(root, values.GEO_DB),
    devOutbox: values.DEV_OUTBOX && (values.NODE_ENV !== 'production' || values.DEV_OUTBOX_ALLOW),
    metricsToken: values.METRICS_TOKEN,
    alertWebhook: alertWebhookOf(values),
    logLevel: values.LOG_LEVEL,
    demoBots: values.DEMO_BOTS,
    demoHistory: values.DEMO_HISTORY === '1' || (values.DEMO_HISTORY === 'embedded' && !values.DATABASE_URL),
    nextDistDir: values.NEXT_DIST_DIR,
  }
}
