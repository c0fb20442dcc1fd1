import { type Alert, ALERT_FIGURES, ALERT_RULES, type AlertKind, type AlertUnit } from './alerts'
import type { OutboundMail } from './outbound-mail'

const NAMES: Readonly<Record<AlertKind, string>> = {
  'pairing-time': 'Pairing takes long',
  'connect-time': 'Calls take long to connect',
  'failed-calls': 'Calls fail',
  'refused-devices': 'Microphones and cameras are refused',
  'packet-loss': 'Lines lose packets',
  'report-queue': 'Reports pile up',
  errors: 'Errors on the server',
  ledger: 'The ledger does not add up',
}

/** A number in words, such as `12.5 s`. */
function inWords(value: number, unit: AlertUnit): string {
  const oneDecimal = (number: number) => String(Math.round(number * 10) / 10)
  if (unit === 'percent') return `${oneDecimal(value)} %`
  if (unit === 'count') return oneDecimal(value)
  return value < 1_000 ? `${Math.round(value)} ms` : `${oneDecimal(value / 1_000)} s`
}

/** Tells an administrator that an alert was raised, or is over. @param address - of the deployment, without a trailing slash */
export function alertMail(to: string, address: string, alert: Omit<Alert, 'isDemo'>): OutboundMail {
  const { kind, value, threshold, raisedAt, clearedAt } = alert
  const say = (number: number) => inWords(number, ALERT_RULES[kind].unit)
  const since = new Date(raisedAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const isOver = clearedAt !== null
  const what = isOver
    ? `It is over: ${say(value)} now, after ${say(alert.worst)} at worst. It had gone on since ${since}.`
    : `${say(value)}, where ${say(threshold)} is set as the threshold. It has been so since ${since}.`
  const body = [`${NAMES[kind]}.`, what, `The figures: ${address}${ALERT_FIGURES[kind]}`].join('\n\n')
  const subject = `${isOver ? 'Over' : 'Alert'}: ${NAMES[kind]}`
  return { channel: 'email', to, subject, body, secret: '' }
}
