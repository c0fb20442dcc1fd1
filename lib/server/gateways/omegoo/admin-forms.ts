import type { FileOut } from '@/lib/contracts/bytes'
import { FOREVER, isBanned, type User } from '@/lib/domain/accounts'
import type { Claim } from '@/lib/domain/claims'
import type {
  EvidenceFile,
  EvidenceMessage,
  ReportCase,
  ReportedPerson,
  Screenshot,
} from '@/lib/domain/moderation'
import type { AuditEntry } from '@/lib/server/ports/moderation/moderation'
import { isoTime } from '../iso-time'

export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoTime(at))

/** A report as the queue shows it. */
export function reportCase({ id, type, createdAt, reporter, reported, ...report }: ReportCase, now: number) {
  const { sessionId, conversationId, conversation, description, status, chatType, reportsAgainst } = report
  return {
    reportId: id,
    sessionId,
    conversationId,
    conversation: conversation && { kind: conversation.kind, name: conversation.name },
    reportType: type,
    description,
    status,
    chatType,
    createdAt: isoTime(createdAt),
    reporter: side(reporter, now),
    reported: side(reported, now),
    reportsAgainst,
    assigneeId: report.assignee,
    claim: report.claim && report.claim.until > now ? claimForm(report.claim) : null,
  }
}

export function side({ userId, displayName, bannedUntil }: ReportedPerson, now: number) {
  return { userId, displayName, banned: isBanned({ bannedUntil }, now) }
}

export const claimForm = ({ moderator, until }: Claim) => ({ moderatorId: moderator, until: isoTime(until) })

export function userSummary(user: User, now: number) {
  const { id, displayName, email, role, tier, isActive, bannedUntil, createdAt } = user
  const banned = isBanned(user, now)
  const end = banned && bannedUntil !== FOREVER ? bannedUntil : null
  return {
    userId: id,
    displayName,
    email,
    role,
    tier,
    banned,
    bannedUntil: isoOrNull(end),
    isActive,
    createdAt: isoTime(createdAt),
  }
}

export function auditEntry({ actorId, action, targetId, details, at }: AuditEntry) {
  return { actorId, action, targetId, details, at: isoTime(at) }
}

const pathOf = (report: string) => `/api/admin/reports/${encodeURIComponent(report)}`

export function screenshotPath(report: string, number: number): string {
  return `${pathOf(report)}/screenshots/${number}`
}

/** A picture is named by its path, and opened by itself. */
export function evidenceMessage(report: string, message: EvidenceMessage, kept: readonly EvidenceFile[]) {
  const { messageId, type, content, timestamp, originals, files, ...rest } = message
  const picture = `${pathOf(report)}/messages/${encodeURIComponent(messageId)}/picture`
  const attachments = kept
    .filter((file) => file.messageId === messageId)
    .map(({ id, name, type: mediaType, size }) => ({
      name,
      type: mediaType,
      size,
      path: `${pathOf(report)}/files/${encodeURIComponent(id)}`,
    }))
  return {
    ...rest,
    messageId,
    type,
    content: type === 'image' ? picture : content,
    timestamp: isoTime(timestamp),
    ...(originals && { originals: [...originals] }),
    ...(files && { files: [...files] }),
    ...(attachments.length > 0 && { attachments }),
  }
}

/** Without a tag: a browser that had it before asks again, which is noted again. */
export function pictureFile(name: string, { mediaType, bytes }: Screenshot): FileOut {
  return {
    name: `${name}.${mediaType.replace(/^.*\//, '')}`,
    type: mediaType,
    size: bytes.byteLength,
    read: ({ start, end } = { start: 0, end: bytes.byteLength - 1 }) =>
      Uint8Array.from(bytes.subarray(start, end + 1)),
  }
}
