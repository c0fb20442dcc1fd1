import { pino } from 'pino'

/** Paths of log records that may carry secrets or messages, wherever they are logged by mistake. */
const REDACTED = [
  'token',
  'refreshToken',
  'password',
  'deviceFingerprint',
  'authorization',
  'cookie',
  'content',
  'message.content',
]

export type Log = ReturnType<typeof createLog>

/** Structured logs on standard output: ids of requests and connections, never secrets or message texts. */
export function createLog(level: string) {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: [...REDACTED, ...REDACTED.map((path) => `*.${path}`)], censor: '[redacted]' },
  })
}
