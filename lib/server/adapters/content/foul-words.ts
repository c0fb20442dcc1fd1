import {
  englishDataset,
  englishRecommendedBlacklistMatcherTransformers as transformers,
  englishRecommendedTransformers,
  type MatchPayload,
  type Node,
  type ParsedPattern,
  RegExpMatcher,
  SyntaxKind,
  type TransformerContainer,
} from 'obscenity'

/**
 * Tells whether a text holds foul language, with the library's words and its way of reading them.
 *
 * The library tries each of its patterns on its own, on every message; here all of them are one expression first, and only
 * what it finds is asked of the library, which knows the exceptions. A clean message costs a fifth of it. Numbers are no words,
 * though the library reads 455 as one.
 */
export function createFoulWords(): (text: string) => boolean {
  const words = englishDataset.build()
  const matcher = new RegExpMatcher({ ...words, ...englishRecommendedTransformers })
  const any = new RegExp(words.blacklistedTerms.map(({ pattern }) => source(pattern)).join('|'), 's')
  const isWord = (text: string, { startIndex, endIndex }: MatchPayload) =>
    /\p{Letter}/u.test(text.slice(startIndex, endIndex + 1))
  return (text) => any.test(asRead(text)) && matcher.getAllMatches(text).some((match) => isWord(text, match))
}

/** A pattern as the library compiles it. */
function source({ requireWordBoundaryAtStart, requireWordBoundaryAtEnd, nodes }: ParsedPattern): string {
  const boundary = (required: boolean) => (required ? '\\b' : '')
  return [
    boundary(requireWordBoundaryAtStart),
    ...nodes.map(nodeSource),
    boundary(requireWordBoundaryAtEnd),
  ].join('')
}

function nodeSource(node: Node): string {
  switch (node.kind) {
    case SyntaxKind.Literal:
      return RegExp.escape(String.fromCodePoint(...node.chars))
    case SyntaxKind.Optional:
      return `(?:${nodeSource(node.childNode)})?`
    case SyntaxKind.Wildcard:
      return '.'
  }
}

/** A text as the patterns are meant for: small letters, look-alikes as letters, repetitions gone. */
function asRead(text: string): string {
  const steps = transformers.map(stepOf)
  let read = ''
  for (const char of text) {
    let code = char.codePointAt(0)
    for (const step of steps) if (code !== undefined) code = step(code)
    if (code !== undefined) read += String.fromCodePoint(code)
  }
  return read
}

function stepOf(container: TransformerContainer): (code: number) => number | undefined {
  if ('transform' in container) return container.transform
  const stateful = container.factory()
  return (code) => stateful.transform(code)
}
