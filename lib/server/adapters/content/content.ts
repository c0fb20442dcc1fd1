import { fileTypeFromBuffer } from 'file-type'
import type { Content } from '@/lib/server/ports/sessions/content'
import { createFoulWords } from './foul-words'

export function createContent(): Content {
  return {
    isFoul: createFoulWords(),
    mediaType: async (bytes) => (await fileTypeFromBuffer(bytes))?.mime,
  }
}
