import { api, type Result } from '@/lib/client/api'
import { announceAccount } from './page-account'
import { forgetOrigin, keptOrigin } from './origin'

/** What the gate asks of people without an account. */
export interface GateAnswers {
  /** Whole years. */
  readonly age: number
  readonly termsAccepted: boolean
  readonly privacyAccepted: boolean
}

/**
 * Who the session cookie now speaks for. The contract also returns tokens; the web app leaves them alone,
 * because what a script cannot read, a script cannot steal.
 */
export interface Identity {
  readonly userId: string
  readonly tier: number
}

const DEVICE_KEY = 'omegoo.device'
const DEVICE_REGISTERED = 1005

/** Stands in where the browser forbids storage; the account then lasts as long as the session cookie. */
let unstored: string | undefined

/**
 * The secret that this browser signs in with, made on first use: 256 random bits, base64url, 43 characters.
 *
 * @see contracts.md "Identity and access"
 */
export function deviceFingerprint(): string {
  const known = storedFingerprint()
  if (known) return known

  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const made = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  try {
    localStorage.setItem(DEVICE_KEY, made)
  } catch {
    unstored = made
  }
  return made
}

/** Forgets the secret: the next person in this browser is a new one. */
export function forgetDevice(): void {
  unstored = undefined
  try {
    localStorage.removeItem(DEVICE_KEY)
  } catch (error) {
    console.debug('This browser forbids storage, so the device was never kept.', error)
  }
}

/** Registers a guest with the gate's answers and how they came here, or signs in when this device has been here before. */
export async function passGate(answers: GateAnswers): Promise<Result<Identity>> {
  const device = deviceFingerprint()
  const registered = await api.post<Identity>('/api/auth/register', {
    ...answers,
    ...keptOrigin(),
    deviceFingerprint: device,
  })
  if (registered.ok) {
    forgetOrigin()
    announceAccount(registered.data.userId)
  }
  const isKnown = !registered.ok && !registered.offline && registered.code === DEVICE_REGISTERED
  return isKnown ? login(device) : registered
}

/** Signs a returning device in without asking anything again; undefined where there is no device to sign in. */
export async function signInAgain(): Promise<Result<Identity> | undefined> {
  const device = storedFingerprint()
  return device ? login(device) : undefined
}

async function login(device: string): Promise<Result<Identity>> {
  const result = await api.post<Identity>('/api/auth/login', { deviceFingerprint: device })
  if (result.ok) announceAccount(result.data.userId)
  return result
}

function storedFingerprint(): string | undefined {
  try {
    return localStorage.getItem(DEVICE_KEY) ?? unstored
  } catch {
    return unstored
  }
}
