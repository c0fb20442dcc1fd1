import { expect, test } from 'vitest'
import type { Scores } from './scores'
import { toScores } from './scores'
import { judge, UNCHECKED } from './verdict'

const scores = (some: Partial<Scores>): Scores => ({ ...toScores([]), ...some })

const NUDITY = scores({ porn: 0.8, neutral: 0.2 })
const DOUBTFUL = scores({ porn: 0.4, neutral: 0.6 })
const HARMLESS = scores({ neutral: 0.95, porn: 0.05 })

test.each([
  { what: 'an ordinary face', some: { neutral: 0.97 }, verdict: 'clear' },
  { what: 'a drawing', some: { drawing: 0.9 }, verdict: 'clear' },
  { what: 'a person in swimwear', some: { sexy: 1 }, verdict: 'clear' },
  { what: 'just too little', some: { porn: 0.59 }, verdict: 'clear' },
  { what: 'just enough', some: { porn: 0.6 }, verdict: 'cover' },
  { what: 'a drawn one', some: { hentai: 0.7 }, verdict: 'cover' },
  { what: 'two signs together', some: { porn: 0.35, sexy: 0.6 }, verdict: 'cover' },
])('a first frame, $what: $verdict', ({ some, verdict }) => {
  expect(judge(UNCHECKED, scores(some)).verdict).toBe(verdict)
})

test('a covered picture stays so until two frames in a row are harmless', () => {
  const covered = judge(UNCHECKED, NUDITY)
  const once = judge(covered, HARMLESS)
  expect(once.verdict).toBe('cover')
  expect(judge(once, HARMLESS).verdict).toBe('clear')
})

test('a doubtful frame keeps covered what is covered, and clear what is clear', () => {
  expect(judge(judge(UNCHECKED, NUDITY), DOUBTFUL).verdict).toBe('cover')
  expect(judge(judge(UNCHECKED, HARMLESS), DOUBTFUL).verdict).toBe('clear')
})

test('a doubtful frame between two harmless ones starts the count anew', () => {
  const frames = [NUDITY, HARMLESS, DOUBTFUL, HARMLESS]
  expect(frames.reduce(judge, UNCHECKED)).toEqual({ verdict: 'cover', calm: 1 })
})

test("the model's classes are read by name, in any order, and missing ones count as nothing", () => {
  const classes = [
    { className: 'Porn', probability: 0.7 },
    { className: 'Neutral', probability: 0.3 },
  ]
  expect(toScores(classes)).toEqual({ drawing: 0, hentai: 0, neutral: 0.3, porn: 0.7, sexy: 0 })
})
