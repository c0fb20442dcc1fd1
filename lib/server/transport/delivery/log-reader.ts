import type { UserId } from '@/lib/domain/ids'
import type { LogId } from '@/lib/domain/logs'
import { toUser } from '@/lib/domain/topics'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import type { LogSource } from '@/lib/server/ports/connections/log-source'
import type { LogPublication } from './log-cursor'
import type { Project } from './project'

/** Reads one kind of log in the frames that the publications would have had. */
export interface LogReader extends Pick<LogSource, 'kind' | 'isExclusive' | 'startsOf'> {
  missed(user: UserId, log: LogId, after: number): Promise<readonly LogPublication[]>
  lost(user: UserId, log: LogId): readonly Frame[]
}

export function createLogReader(source: LogSource, project: Project): LogReader {
  return {
    kind: source.kind,
    isExclusive: source.isExclusive,
    startsOf: (user) => source.startsOf(user),
    async missed(user, log, after) {
      const events = await source.missed(user, log, after)
      return events.flatMap((event): LogPublication[] => {
        const { logPosition: position } = event
        const frames = project(event).get(toUser(user)) ?? []
        return position ? [{ kind: 'frames', frames, position }] : []
      })
    },
    lost: (user, log) => project(source.lost(user, log)).get(toUser(user)) ?? [],
  }
}
