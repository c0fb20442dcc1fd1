import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { age, email, password } from './fields'
import { secondFactor } from './second-factor-rest'
import { displayName } from './shared'
import { tenantHeaders } from './tenant-rest'

const word = z.string().trim().min(1).max(100)
const auth = (heading: string) => `spec/omegoo.md "Authentication Endpoints" · ${heading}`
const user = (heading: string) => `spec/omegoo.md "User Endpoints" · ${heading}`

const credentials = envelope(
  z.object({ userId: z.string(), token: z.string(), refreshToken: z.string(), tier: z.number().int() }),
)

export const profile = z.object({
  id: z.string(),
  tier: z.number().int(),
  coins: z.number().int(),
  isActive: z.boolean(),
  createdAt: isoTime,
  displayName: z.string().nullable(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  phoneVerified: z.boolean(),
  role: z.string(),
})

/** Accounts and logins. Log-outs stand outside the limit of the credential endpoints. */
export const accountRest = {
  register: {
    method: 'POST',
    path: '/api/auth/register',
    headers: tenantHeaders,
    body: z.object({
      age,
      deviceFingerprint: z.string().max(4_000),
      termsAccepted: z.boolean(),
      privacyAccepted: z.boolean(),
      email: email.optional(),
      password: password.optional(),
      displayName: displayName.optional(),
      gender: word.optional(),
      platform: word.optional(),
      attribution: z.object({ source: word, medium: word, campaign: word }).partial().optional(),
    }),
    response: credentials,
    access: 'public',
    limits: ['credentials', 'credentialsOfAccount', 'registrationsOfRange'],
    summary: 'Makes an account for a device, optionally with e-mail and password',
    source: auth('POST /api/auth/register'),
  },
  login: {
    method: 'POST',
    path: '/api/auth/login',
    headers: tenantHeaders,
    body: z.union([
      z.object({ deviceFingerprint: z.string().max(4_000), ...secondFactor }),
      z.object({ email: z.string().max(254), password, ...secondFactor }),
    ]),
    response: credentials,
    access: 'public',
    limits: ['credentials', 'passwordGuesses'],
    summary:
      'Logs in with a device, or with e-mail and password; accounts with a second factor show that as well (1014 says so)',
    source: auth('POST /api/auth/login'),
  },
  refresh: {
    method: 'POST',
    path: '/api/auth/refresh',
    body: z.object({ refreshToken: z.string().min(1).max(500) }),
    response: credentials,
    access: 'public',
    limits: ['refresh'],
    summary: 'Exchanges a refresh token for new tokens; a spent one ends its login',
    source: auth('POST /api/auth/refresh'),
  },
  logout: {
    method: 'POST',
    path: '/api/auth/logout',
    response: envelope(z.object({})),
    access: 'authenticated',
    isOpenToSetUp: true,
    limits: ['requests'],
    summary: 'Ends this login and disconnects its sockets',
    source: 'contracts, section 8 "log out"',
  },
  logoutAll: {
    method: 'POST',
    path: '/api/auth/logout-all',
    response: envelope(z.object({ ended: z.number().int() })),
    access: 'authenticated',
    isOpenToSetUp: true,
    limits: ['requests'],
    summary: 'Ends every login of the account and disconnects its sockets',
    source: 'contracts, section 8 "log out"',
  },
  profile: {
    method: 'GET',
    path: '/api/user/profile',
    response: envelope(profile),
    access: 'authenticated',
    isOpenToSetUp: true,
    limits: ['requests'],
    summary: 'One’s own account',
    source: user('GET /api/user/profile'),
  },
  stats: {
    method: 'GET',
    path: '/api/user/stats',
    response: envelope(
      z.object({
        totalSessions: z.number().int(),
        messagesSent: z.number().int(),
        /** Seconds. */
        totalDuration: z.number(),
        averageDuration: z.number(),
        reportsSubmitted: z.number().int(),
        memberSince: isoTime,
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'One’s own figures of the last 90 days',
    source: user('GET /api/user/stats'),
  },
} as const satisfies Record<string, RestRow>
