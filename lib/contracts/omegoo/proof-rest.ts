import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { code, email, password, phone } from './fields'
import { tenantHeaders } from './tenant-rest'

const auth = (heading: string) => `spec/omegoo.md "Authentication Endpoints" · ${heading}`
const own = 'contracts, section 8 "one’s own account"'
const token = z.string().min(1).max(200)
const tier = z.number().int().min(0).max(2)

/** Proving that an address or a number is one's own, and what that opens. */
export const proofRest = {
  forgotPassword: {
    method: 'POST',
    path: '/api/auth/forgot-password',
    headers: tenantHeaders,
    body: z.object({ email }),
    response: z.object({ success: z.literal(true), message: z.string() }),
    access: 'public',
    limits: ['credentials', 'credentialsOfAccount'],
    summary: 'Mails a link for a new password; the same answer for every address',
    source: auth('POST /api/auth/forgot-password'),
  },
  validateResetToken: {
    method: 'POST',
    path: '/api/auth/validate-reset-token',
    body: z.object({ token }),
    response: envelope(z.object({ valid: z.literal(true) })),
    access: 'public',
    limits: ['credentials'],
    summary: 'Whether a link for a new password is still good',
    source: auth('POST /api/auth/validate-reset-token'),
  },
  resetPassword: {
    method: 'POST',
    path: '/api/auth/reset-password',
    body: z.object({ token, password }),
    response: envelope(z.object({})),
    access: 'public',
    limits: ['credentials'],
    summary: 'Sets a new password by the link, once, and shuts out every login and device of the account',
    source: auth('POST /api/auth/reset-password'),
  },
  upgrade: {
    method: 'POST',
    path: '/api/user/upgrade',
    body: z.object({ email, password, currentPassword: password.optional() }),
    response: envelope(z.object({ email: z.string(), emailVerified: z.boolean() })),
    access: 'authenticated',
    limits: ['credentials', 'credentialsOfAccount', 'passwordTries'],
    summary:
      'Gives the account an address and a password (for one that has them: others, by the current password), mails a link to verify it, and shuts out all other logins and devices',
    source: own,
  },
  mailLinkAgain: {
    method: 'POST',
    path: '/api/user/resend-verification',
    response: envelope(z.object({ email: z.string() })),
    access: 'authenticated',
    limits: ['credentials', 'verificationMails'],
    summary: 'Mails another link to verify one’s address',
    source: own,
  },
  verifyEmail: {
    method: 'POST',
    path: '/api/auth/verify-email',
    body: z.object({ token }),
    response: envelope(z.object({ email: z.string() })),
    access: 'public',
    limits: ['credentials'],
    summary: 'Verifies an address by the link that was mailed to it',
    source: own,
  },
  requestOtp: {
    method: 'POST',
    path: '/api/auth/request-otp',
    body: z.object({ phone }),
    response: envelope(z.object({ phone: z.string(), expiresIn: z.number().int() })),
    access: 'authenticated',
    limits: ['credentials', 'codes', 'codesOfPhone'],
    summary: 'Sends a code of 6 digits, good for 5 minutes and 5 tries',
    source: 'contracts, section 8 "one-time code"',
  },
  verifyOtp: {
    method: 'POST',
    path: '/api/auth/verify-otp',
    body: z.object({ phone, otp: code }),
    response: envelope(z.object({ phone: z.string(), tier })),
    access: 'authenticated',
    limits: ['credentials', 'codeTries'],
    summary: 'Verifies the number; the tier is then granted by PUT /api/user/tier',
    source: auth('POST /api/auth/verify-otp'),
  },
  setTier: {
    method: 'PUT',
    path: '/api/user/tier',
    body: z.object({ tier }),
    response: envelope(z.object({ tier })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Grants the tier that has been verified: 1 by phone, 2 by phone and e-mail; never lowers',
    source: 'spec/omegoo.md "User Endpoints" · PUT /api/user/tier',
  },
  outbox: {
    method: 'GET',
    path: '/api/dev/outbox',
    response: envelope(
      z.array(
        z.object({
          channel: z.enum(['email', 'sms']),
          to: z.string(),
          subject: z.string().nullable(),
          body: z.string(),
          sentAt: isoTime,
        }),
      ),
    ),
    access: 'public',
    limits: ['requests'],
    summary: 'Outgoing messages, newest first, with DEV_OUTBOX=1 and for programs on this machine only',
    source: 'contracts, section 8 "messages to people"',
  },
} as const satisfies Record<string, RestRow>
