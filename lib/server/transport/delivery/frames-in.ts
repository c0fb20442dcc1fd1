import type { Frame, Publication } from '@/lib/server/ports/connections/fan-out'

/** What a publication says to connections, if anything. */
export function framesIn(publication: Publication): readonly Frame[] {
  if (publication.kind === 'frame') return [publication]
  return publication.kind === 'log' ? publication.frames : []
}
