import type { Day } from '@/lib/domain/days'
import type { ComparedOfDay } from '@/lib/domain/unusual-day'

/** The page that knows more of a number of a day, what narrows it, and the part of it. */
const PAGES: Readonly<Record<ComparedOfDay, readonly [path: string, only?: string, part?: string]>> = {
  signups: ['/admin/acquisition'],
  active: ['/admin/engagement', '', '#active'],
  text: ['/admin/matching', 'text'],
  audio: ['/admin/matching', 'audio'],
  video: ['/admin/matching', 'video'],
  messages: ['/admin/engagement', '', '#kinds'],
  waits: ['/admin/matching', '', '#kinds'],
  abandonment: ['/admin/matching', '', '#leaving'],
  setup: ['/admin/media', '', '#setup'],
  failedCalls: ['/admin/media', '', '#causes'],
  errors: ['/admin', '', '#hours'],
  reports: ['/admin/moderation'],
  orders: ['/admin/revenue'],
}

/** Where a number of a day is explained, that day being chosen there. */
export function pageOfDay(what: ComparedOfDay, day: Day): string {
  const [path, only, part = ''] = PAGES[what]
  // The hours of the last week have no other page.
  if (path === '/admin') return part
  const query = new URLSearchParams({ start: day, end: day, ...(only && { chatType: only }) })
  return `${path}?${query.toString()}${part}`
}
