import { fileTypeFromBuffer } from 'file-type'
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import type { Content } from '@/lib/server/ports/content'

export function createContent(): Content {
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })

  return {
    isFoul: (text) => matcher.hasMatch(text),
    mediaType: async (bytes) => (await fileTypeFromBuffer(bytes))?.mime,
  }
}
