import type { z } from 'zod'
import { api, type Result } from '@/lib/client/api'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { AlertKind, Threshold } from '@/lib/domain/alerts'
import type { Role } from '@/lib/domain/accounts'
import type { ReportOutcome } from '@/lib/domain/moderation'

type Rest = (typeof omegoo)['rest']
/** What an endpoint answers under `data`. */
export type DataOf<R extends keyof Rest> =
  z.output<Rest[R]['response']> extends { data: infer Data } ? Data : never

export type AlertPage = DataOf<'alerts'>
export type AlertRow = AlertPage['alerts'][number]
export type ThresholdList = DataOf<'alertThresholds'>
export type ThresholdRow = ThresholdList['thresholds'][number]
export type HourPage = DataOf<'hourFigures'>
export type YesterdayPage = DataOf<'yesterday'>
export type MatchingPage = DataOf<'matchingFigures'>
export type MediaPage = DataOf<'mediaFigures'>
export type LivePage = DataOf<'liveSessions'>
export type ConnectionPage = DataOf<'liveConnections'>
export type Policy = DataOf<'matchingPolicy'>
export type ReportPage = DataOf<'adminReports'>
export type ReportRow = ReportPage['reports'][number]
export type ReportFile = DataOf<'adminReport'>
export type UserPage = DataOf<'adminUsers'>
export type UserRow = UserPage['users'][number]
export type UserFile = DataOf<'adminUser'>
export type AuditRow = UserFile['audit'][number]

const id = encodeURIComponent

/** Decides a report. */
export const decide = (report: string, status: ReportOutcome, note: string) =>
  api.put<object>(`/api/admin/reports/${id(report)}`, { status, ...(note && { note }) })

/** A report that a ban resolves in the same step. */
export interface ResolvedReport {
  readonly reportId: string
  /** For the audit log; may be empty. */
  readonly note: string
}

/** Bans an account with its devices. @param expiresAt - null: without end. */
export const ban = (userId: string, reason: string, expiresAt: string | null, resolves?: ResolvedReport) =>
  api.post<object>('/api/admin/ban-user', {
    userId,
    reason,
    expiresAt,
    ...(resolves && { reportId: resolves.reportId, ...(resolves.note && { note: resolves.note }) }),
  })

/** Sets when an alert is raised and cleared. */
export const setThreshold = (kind: AlertKind, threshold: Threshold) =>
  api.put<object>(`/api/admin/alerts/thresholds/${kind}`, threshold)

/** Sets how people are matched who join from now on. */
export const setPolicy = (policy: Policy) => api.put<object>('/api/admin/matching/policy', policy)

export const setRole = (userId: string, role: Role) =>
  api.put<object>(`/api/admin/users/${id(userId)}/role`, { role })

/** Takes a lost second factor away; all logins of that account end. */
export const removeSecondFactor = (userId: string, reason: string) =>
  api.delete<object>(`/api/admin/users/${id(userId)}/second-factor`, { reason })

export const reportPath = (report: string) => `/api/admin/reports/${id(report)}`
export const userPath = (user: string) => `/api/admin/users/${id(user)}`

const PROBLEMS: Readonly<Record<number, Problem>> = {
  1003: 'tooFast',
  2001: 'signedOut',
  2003: 'signedOut',
  2004: 'forbidden',
  3004: 'gone',
  9002: 'gone',
  9009: 'decided',
  9011: 'claimed',
  9013: 'notBanned',
  9014: 'otherModerator',
  9020: 'ownCase',
}

/** Why something did not come or did not happen; each has words of its own. */
export type Problem =
  | 'offline'
  | 'tooFast'
  | 'signedOut'
  | 'forbidden'
  | 'gone'
  | 'decided'
  | 'claimed'
  | 'notBanned'
  | 'otherModerator'
  | 'ownCase'
  | 'unexpected'

export function problemOf(result: Result<unknown>): Problem | undefined {
  if (result.ok) return undefined
  return result.offline ? 'offline' : (PROBLEMS[result.code] ?? 'unexpected')
}
