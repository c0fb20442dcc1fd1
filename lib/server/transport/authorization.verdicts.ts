import type { ErrorName } from '@/lib/domain/errors'

/**
 * Who may ask. `anonymous` shows no token, `expired` one past its time, `revoked` one of a login that has ended, `banned` one of
 * a banned account. `guest` is in no session, `partner` in the session that the operation names, `outsider` in another one.
 * `agent`, `moderator` and `admin` are in no session. `foreigner` administers another tenant; its people cannot
 * be distinguished from people who do not exist, and the other way round.
 */
export const ACTORS = [
  'anonymous',
  'expired',
  'revoked',
  'banned',
  'guest',
  'partner',
  'outsider',
  'agent',
  'moderator',
  'admin',
  'foreigner',
] as const
export type ActorKind = (typeof ACTORS)[number]

/** `allow`, the refusal of the operation, or the refusal of the connection on which it would have been sent. */
export type Verdict = 'allow' | ErrorName | `Authentication error: ${'Invalid token' | 'Token expired'}`

/** What an operation can be about. */
export interface Stage {
  readonly sessionId: string
  /** In that session, and never the one who asks. */
  readonly targetId: string
  /** What the other one of that session knows the target by. */
  readonly targetPublicId: string
  /** Of the one who asks. */
  readonly ownId: string
  readonly token: string
  readonly refreshToken: string
  readonly device: string
  readonly freshDevice: string
  /** Of the target, by another person; exists only for actors with a role. */
  readonly reportId: string
  /** The message of a picture in it. */
  readonly pictureId: string
  /** A private channel: `partner` and `agent`, who made it, are members. */
  readonly channelId: string
  /** In it, by the one who asks where they are a member. */
  readonly messageId: string
  /** The agent's, to which the target and the partner are invited. */
  readonly visitId: string
  /** The target calls the partner, or else somebody. */
  readonly callId: string
  /** A picture that the target sent there. */
  readonly fileId: string
}

export interface Operation {
  /** The sessions on the stage have sound; text unless given. */
  readonly hasSound?: true
  /** There is a channel on the stage, and partner and outsider are no guests. */
  readonly hasChannel?: true
  /** There is a visit on the stage. */
  readonly hasVisit?: true
  /** There is a call on the stage. */
  readonly hasCall?: true
  /** And there is a file in the channel. */
  readonly hasFile?: true
  /** Words of its own for a refusal. */
  readonly error?: string
  /** Payload or body. */
  readonly send?: (stage: Stage) => unknown
  readonly query?: (stage: Stage) => Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Path parameters. */
  readonly params?: (stage: Stage) => Readonly<Record<string, string>>
  readonly verdicts: Readonly<Record<ActorKind, Verdict>>
}

/** A socket cannot be had with a bad token, and may only authenticate without one. */
export const noSocket = {
  anonymous: 'AUTHENTICATION_REQUIRED',
  expired: 'Authentication error: Token expired',
  revoked: 'Authentication error: Invalid token',
  banned: 'Authentication error: Invalid token',
} as const satisfies Partial<Record<ActorKind, Verdict>>

export const noToken = {
  anonymous: 'AUTHENTICATION_REQUIRED',
  expired: 'INVALID_TOKEN',
  revoked: 'INVALID_TOKEN',
  banned: 'INVALID_TOKEN',
} as const satisfies Partial<Record<ActorKind, Verdict>>

/** Every actor with a role, none of whom is in a session. */
export const staff = (verdict: Verdict) => ({
  agent: verdict,
  moderator: verdict,
  admin: verdict,
  foreigner: verdict,
})
export const anyone = { guest: 'allow', partner: 'allow', outsider: 'allow', ...staff('allow') } as const
/** Actors in a session, or in none, have the role `user` unless named otherwise. */
const withoutPermission = {
  ...noToken,
  guest: 'FORBIDDEN',
  partner: 'FORBIDDEN',
  outsider: 'FORBIDDEN',
  agent: 'FORBIDDEN',
} as const
/** What they see is their own tenant's. */
export const administrators = {
  ...withoutPermission,
  moderator: 'FORBIDDEN',
  admin: 'allow',
  foreigner: 'allow',
} as const
export const withRole = { ...withoutPermission, ...staff('allow') } as const
/** It has to be theirs, and nobody's there has one. */
export const withRoleIs = (verdict: ErrorName) => ({ ...withoutPermission, ...staff(verdict) })
export const moderators = {
  ...withoutPermission,
  moderator: 'allow',
  admin: 'allow',
  foreigner: 'allow',
} as const
/** Who may ask gets that answer. */
export const moderatorsMeet = (verdict: ErrorName) => ({
  ...withoutPermission,
  moderator: verdict,
  admin: verdict,
  foreigner: verdict,
})
export const everyone = {
  ...anyone,
  anonymous: 'allow',
  expired: 'allow',
  revoked: 'allow',
  banned: 'allow',
} as const
export const participants = {
  guest: 'SESSION_NOT_FOUND',
  partner: 'allow',
  outsider: 'allow',
  ...staff('SESSION_NOT_FOUND'),
} as const
export const onlyItsPeople = {
  guest: 'SESSION_NOT_FOUND',
  partner: 'allow',
  outsider: 'SESSION_NOT_FOUND',
  ...staff('SESSION_NOT_FOUND'),
} as const
export const outsideSessions = {
  guest: 'allow',
  partner: 'ALREADY_IN_SESSION',
  outsider: 'ALREADY_IN_SESSION',
  ...staff('allow'),
} as const

/** Of a private channel: members may, and everybody else is told that there is none. */
export const members = {
  guest: 'CONVERSATION_NOT_FOUND',
  partner: 'allow',
  outsider: 'CONVERSATION_NOT_FOUND',
  agent: 'allow',
  moderator: 'CONVERSATION_NOT_FOUND',
  admin: 'CONVERSATION_NOT_FOUND',
  foreigner: 'CONVERSATION_NOT_FOUND',
} as const
/** Who made the channel, and whoever manages all of the tenant; a member learns that it takes more. */
export const managers = { ...members, partner: 'FORBIDDEN', moderator: 'allow', admin: 'allow' } as const

export const anyoneIs = (verdict: ErrorName) => ({
  guest: verdict,
  partner: verdict,
  outsider: verdict,
  ...staff(verdict),
})
export const alike = (verdict: ErrorName) => ({
  ...anyoneIs(verdict),
  anonymous: verdict,
  expired: verdict,
  revoked: verdict,
  banned: verdict,
})

/** Beside `/` nobody connects without a token. */
export function onNamespace(
  namespace: string,
  rows: Readonly<Record<string, Operation>>,
): Record<string, Operation> {
  const anonymous = 'Authentication error: Invalid token'
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]): [string, Operation] => [
      `${namespace} ${name}`,
      { ...row, verdicts: { ...row.verdicts, anonymous } },
    ]),
  )
}
