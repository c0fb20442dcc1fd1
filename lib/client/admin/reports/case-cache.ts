import { type ReportFile, reportPath } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'

/** Cases that were read ahead, the oldest first. */
const kept = new Map<string, ReportFile>()
const KEPT = 6

/** Reads a case ahead, so that it is there when one comes to it. Its pictures stay covered and are not read. */
export async function preloadCase(id: string): Promise<void> {
  if (kept.has(id)) return
  const result = await api.get<ReportFile>(reportPath(id))
  if (result.ok) keepCase(id, result.data)
}

export function keepCase(id: string, file: ReportFile): void {
  kept.delete(id)
  kept.set(id, file)
  for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
}

export const caseReadAhead = (id: string): ReportFile | undefined => kept.get(id)
