import { api } from '@/lib/client/api'
import type { DataOf } from '@/lib/client/admin/rest'
import type { AppealOutcome } from '@/lib/domain/casework'

export type AppealPage = DataOf<'adminAppeals'>
export type AppealRow = AppealPage['appeals'][number]
export type PersonRecord = DataOf<'userRecord'>
export type SavedReplies = DataOf<'savedReplies'>
export type SavedReplyRow = SavedReplies['replies'][number]
export type ModerationReport = DataOf<'moderationFigures'>
export type RetentionReport = DataOf<'retention'>

const id = encodeURIComponent
const claimPath = (caseId: string) => `/api/admin/cases/${id(caseId)}/claim`

export const recordPath = (user: string) => `/api/admin/users/${id(user)}/record`
export const REPLIES_PATH = '/api/admin/saved-replies'

/** Takes a case for a minute, or goes on holding it. */
export const claimCase = (caseId: string) => api.post<DataOf<'claimCase'>>(claimPath(caseId))
export const releaseCase = (caseId: string) => api.delete<object>(claimPath(caseId))

/** Names who is to decide a report; null: anybody. */
export const assign = (report: string, userId: string | null) =>
  api.put<object>(`/api/admin/reports/${id(report)}/assignee`, { userId })
export const warn = (user: string, text: string, reportId: string | undefined) =>
  api.post<object>(`/api/admin/users/${id(user)}/warnings`, { text, ...(reportId && { reportId }) })
export const addNote = (user: string, text: string) =>
  api.post<object>(`/api/admin/users/${id(user)}/notes`, { text })
export const unban = (userId: string, reason: string) =>
  api.post<object>('/api/admin/unban-user', { userId, reason })
export const decideAppeal = (appeal: string, status: AppealOutcome, answer: string) =>
  api.put<object>(`/api/admin/appeals/${id(appeal)}`, { status, ...(answer && { answer }) })
const replyPath = (reply: string) => `${REPLIES_PATH}/${id(reply)}`
export const changeReply = (reply: string, title: string, text: string) =>
  api.put<object>(replyPath(reply), { title, text })
export const removeReply = (reply: string) => api.delete<object>(replyPath(reply))
export const saveReply = (title: string, text: string) => api.post<object>(REPLIES_PATH, { title, text })
