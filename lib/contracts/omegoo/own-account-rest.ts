import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { profile } from './account-rest'
import { password } from './fields'
import { displayName, id } from './shared'

const own = 'contracts, section 8 "one’s own account"'
/** One row as it is kept, without codes over secrets; times are ISO 8601. */
const fact = z.record(z.string(), z.unknown())

/** What people see and decide about their own account. */
export const ownAccountRest = {
  logins: {
    method: 'GET',
    path: '/api/auth/sessions',
    response: envelope(
      z.object({
        sessions: z.array(
          z.object({
            id: z.string(),
            device: z.string(),
            /** Roughly where it was last used, in English; null: not known. */
            place: z.string().nullable(),
            createdAt: isoTime,
            lastUsedAt: isoTime,
            current: z.boolean(),
          }),
        ),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Where one is logged in, last used first',
    source: own,
  },
  endLogin: {
    method: 'DELETE',
    path: '/api/auth/sessions/:id',
    params: z.object({ id }),
    response: envelope(z.object({ id: z.string() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Ends one of one’s own logins and disconnects its sockets',
    source: own,
  },
  endOtherLogins: {
    method: 'DELETE',
    path: '/api/auth/sessions',
    response: envelope(z.object({ ended: z.number().int() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Ends all of one’s own logins but this one and disconnects their sockets',
    source: own,
  },
  changePassword: {
    method: 'PUT',
    path: '/api/user/password',
    body: z.object({ currentPassword: password, newPassword: password }),
    response: envelope(z.object({})),
    access: 'authenticated',
    limits: ['credentials', 'passwordTries'],
    summary: 'Replaces one’s password and shuts out all other logins and devices',
    source: 'contracts, section 2 "Device login"',
  },
  updateProfile: {
    method: 'PUT',
    path: '/api/user/profile',
    body: z.object({ displayName: displayName.nullable() }),
    response: envelope(profile),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Changes one’s display name; null takes it away',
    source: own,
  },
  setLanguage: {
    method: 'PUT',
    path: '/api/user/language',
    body: z.object({ language: z.enum(['en', 'hi', 'ar']) }),
    response: envelope(z.object({ language: z.string() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'In which language one reads what is mailed',
    source: 'DECISIONS 177',
  },
  exportData: {
    method: 'GET',
    path: '/api/user/export',
    response: envelope(
      z.object({
        exportedAt: isoTime,
        account: fact,
        devices: z.array(fact),
        kept: z.array(fact),
        logins: z.array(fact),
        proofs: z.array(fact),
        secondFactors: z.array(fact),
        ageChecks: z.array(fact),
        sessions: z.array(fact),
        reports: z.array(fact),
        reportsAboutMe: z.array(fact),
        blocks: z.array(fact),
        bans: z.array(fact),
        appeals: z.array(fact),
        warnings: z.array(fact),
        /** How one's reports were decided, and the last pause. */
        standing: z.array(fact),
        audit: z.array(fact),
        payments: z.array(fact),
        coins: z.array(fact),
        goods: z.array(fact),
        outgoing: z.array(fact),
      }),
    ),
    access: 'authenticated',
    limits: ['exports'],
    summary:
      'What is kept of oneself, of others only what one did to them; without what moderators note for each other: notes about one, and the reasons of bans, which could tell who reported',
    source: own,
  },
  deleteAccount: {
    method: 'DELETE',
    path: '/api/user',
    body: z
      .object({
        currentPassword: password.optional(),
        /** The same by an older name. */
        password: password.optional(),
      })
      .optional(),
    response: envelope(z.object({})),
    access: 'authenticated',
    limits: ['requests', 'passwordTries'],
    summary:
      'Deletes the account for good, by the password of one that has one; evidence of reports stays its time without the name',
    source: own,
  },
} as const satisfies Record<string, RestRow>
