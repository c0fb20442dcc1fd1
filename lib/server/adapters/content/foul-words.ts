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
 * Whether a text holds foul language, with the library's words and its way of reading them.
 *
 * The library tries each of its patterns on its own, on every message; here all of them are one expression first, and only
 * what it finds is asked of the library, which knows the exceptions. A clean message costs a fifth of it. Numbers are no words,
 * though the library reads 455 as one.
 */
export function createFoulWords(): (text: string) => boolean {
  const words = englishDataset.build()
  const matcher = new RegExpMatcher({ ...words, ...englishRecommendedTransformers })
  const any = new RegExp(words.blacklistedTerms.map(({ pattern }) => source(pattern)).join('|'), 's')
  const asRead = createReader()
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

/** What a transformer makes of a character; undefined: nothing is left of it. */
type Step = (code: number) => number | undefined

/** Characters whose reading is worked out once: those that most messages are made of. */
const COMMON = 0x250

/**
 * A text as the patterns are meant for: small letters, look-alikes as letters, repetitions gone. The library's steps that
 * read one character alone come first, so what they make of common ones is kept.
 */
function createReader(): (text: string) => string {
  const stateful = transformers.findIndex((container) => 'factory' in container)
  const border = stateful < 0 ? transformers.length : stateful
  const alone = transformers.slice(0, border).map(stepOf)
  const inOrder = transformers.slice(border)
  const readAlone: Step = (code) => through(alone, code)
  const common = Array.from({ length: COMMON }, (_, code) => readAlone(code))

  return (text) => {
    const steps = inOrder.map(stepOf)
    let read = ''
    for (const char of text) {
      const code = char.codePointAt(0) ?? 0
      const last = through(steps, code < COMMON ? common[code] : readAlone(code))
      if (last !== undefined) read += String.fromCodePoint(last)
    }
    return read
  }
}

function through(steps: readonly Step[], code: number | undefined): number | undefined {
  let read = code
  for (const step of steps) if (read !== undefined) read = step(read)
  return read
}

function stepOf(container: TransformerContainer): Step {
  if ('transform' in container) return container.transform
  const stateful = container.factory()
  return (code) => stateful.transform(code)
}
