import { expect, test } from 'vitest'
import { createSwipeRecogniser, EDGE_PX, type FingerSample, type SwipeTerms } from './swipe'

const WIDTH = 390
const terms = (over: Partial<SwipeTerms> = {}): SwipeTerms => ({
  width: WIDTH,
  isRightToLeft: false,
  enough: { start: 150, end: 56 },
  ...over,
})

/** A finger that comes down at the first point and goes through the others, 16 ms apart. */
function swiped(points: readonly (readonly [x: number, y: number])[], over: Partial<SwipeTerms> = {}) {
  const recogniser = createSwipeRecogniser()
  const samples = points.map(([x, y], at): FingerSample => ({ x, y, at: at * 16 }))
  const [first, ...rest] = samples
  if (first) recogniser.down(first, terms(over))
  const moves = rest.map((sample) => recogniser.move(sample))
  return { last: moves.at(-1), side: recogniser.up() }
}

test.each([
  { what: 'to the right, far enough', to: 256, side: 'end' },
  { what: 'to the right, one px short', to: 255, side: undefined },
  { what: 'to the left, far enough', to: 50, side: 'start' },
  { what: 'to the left, one px short', to: 51, side: undefined },
])('a finger that goes $what: $side', ({ to, side }) => {
  expect(
    swiped([
      [200, 300],
      [to > 200 ? 220 : 180, 300],
      [to, 304],
    ]).side,
  ).toBe(side)
})

test('in a page that runs from right to left the sides are mirrored', () => {
  const toTheLeft = [
    [200, 300],
    [180, 300],
    [140, 300],
  ] as const
  expect(swiped(toTheLeft, { isRightToLeft: true }).side).toBe('end')
  expect(swiped(toTheLeft).side).toBeUndefined()
})

test.each([
  { x: EDGE_PX - 1, side: undefined },
  { x: EDGE_PX, side: 'end' },
  { x: WIDTH - EDGE_PX, side: 'start' },
  { x: WIDTH - EDGE_PX + 1, side: undefined },
])('a finger that comes down at $x px of $WIDTH: $side, for the edges are the system’s', ({ x, side }) => {
  const step = x < WIDTH / 2 ? 1 : -1
  expect(
    swiped([
      [x, 300],
      [x + step * 20, 300],
      [x + step * 200, 300],
    ]).side,
  ).toBe(side)
})

test.each([
  { what: 'up', point: [202, 280] as const },
  { what: 'more up than sideways', point: [212, 288] as const },
])('a finger that first goes $what scrolls, wherever it goes then', ({ point }) => {
  expect(swiped([[200, 300], point, [320, 300]])).toEqual({ last: undefined, side: undefined })
})

test('a tap that trembles is no swipe', () => {
  expect(
    swiped([
      [200, 300],
      [208, 303],
      [205, 300],
    ]),
  ).toEqual({ last: undefined, side: undefined })
})

test('a finger that rested first selects text', () => {
  const recogniser = createSwipeRecogniser()
  recogniser.down({ x: 100, y: 300, at: 0 }, terms())
  expect(recogniser.move({ x: 200, y: 300, at: 400 })).toBeUndefined()
  expect(recogniser.up()).toBeUndefined()
})

test('a swipe tells how far it is, and is taken back by going back', () => {
  const recogniser = createSwipeRecogniser()
  recogniser.down({ x: 100, y: 300, at: 0 }, terms())
  expect(recogniser.move({ x: 130, y: 300, at: 16 })).toEqual({ towards: 'end', px: 30, isFarEnough: false })
  // Once it is a swipe it may take its time and wander.
  expect(recogniser.move({ x: 180, y: 390, at: 900 })).toEqual({ towards: 'end', px: 80, isFarEnough: true })
  expect(recogniser.move({ x: 60, y: 300, at: 916 })).toEqual({ towards: 'end', px: 0, isFarEnough: false })
  expect(recogniser.up()).toBeUndefined()
})

test('a side that is not swiped to ends it for this finger', () => {
  const toTheRightAndBack = [
    [200, 300],
    [220, 300],
    [30, 300],
  ] as const
  expect(swiped(toTheRightAndBack, { enough: { start: 100 } })).toEqual({ last: undefined, side: undefined })
})

test('a swipe that the browser takes over does nothing', () => {
  const recogniser = createSwipeRecogniser()
  recogniser.down({ x: 100, y: 300, at: 0 }, terms())
  recogniser.move({ x: 200, y: 300, at: 16 })
  recogniser.cancel()
  expect(recogniser.up()).toBeUndefined()
  expect(recogniser.move({ x: 300, y: 300, at: 32 })).toBeUndefined()
})
