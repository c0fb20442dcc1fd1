/** Opaque names. The brand keeps one kind from being passed where another is expected. */
type Id<Name extends string> = string & { readonly __id?: Name }

export type UserId = Id<'user'>
/** A person in one random session, as their partner knows them: random, and another one in the next session. */
export type PublicId = Id<'public'>
export type TenantId = Id<'tenant'>
/** A random session of two people (text, audio or video); a UUID. */
export type SessionId = Id<'session'>
/** A login: the refresh-token family, which access tokens and cookies name. */
export type LoginId = Id<'login'>
/** A channel, a pair, a visit, a topic or a call's text. */
export type ConversationId = Id<'conversation'>
/** People whom a host meets at a time. */
export type VisitId = Id<'visit'>
/** A call, of two people or of a group; a UUID. */
export type CallId = Id<'call'>
export type MessageId = Id<'message'>
export type AttachmentId = Id<'attachment'>
export type UploadId = Id<'attachment'>
export type BroadcastId = Id<'broadcast'>
export type ReportId = Id<'report'>
export type BlockId = Id<'block'>
/** One live socket. */
export type ConnectionId = Id<'connection'>

/** Epoch milliseconds. */
export type Millis = number

/** The tenant of the PWA and of everyone who registers without a tenant key. */
export const DEFAULT_TENANT: TenantId = 'default'
