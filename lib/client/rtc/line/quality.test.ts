import { expect, test } from 'vitest'
import { audioIn, sampleOf } from './line-sample.fixture'
import { qualityOf } from './quality'

test.each([
  { what: 'a line on one machine', loss: 0, roundTripMs: 1, bufferMs: 20, grade: 'good', score: 4.4 },
  { what: 'a good mobile line', loss: 1, roundTripMs: 80, bufferMs: 60, grade: 'good', score: 4.2 },
  { what: '5 % loss', loss: 5, roundTripMs: 60, bufferMs: 60, grade: 'fair', score: 3.6 },
  { what: '10 % loss', loss: 10, roundTripMs: 60, bufferMs: 60, grade: 'poor', score: 3 },
  { what: '30 % loss', loss: 30, roundTripMs: 60, bufferMs: 60, grade: 'bad', score: 1.8 },
  { what: 'a satellite', loss: 0, roundTripMs: 1_200, bufferMs: 80, grade: 'bad', score: 1.2 },
])('$what sounds $grade', ({ loss, roundTripMs, bufferMs, grade, score }) => {
  const quality = qualityOf(sampleOf({ roundTripMs, audioIn: audioIn({ lossPercent: loss, bufferMs }) }))
  expect(quality?.grade).toBe(grade)
  expect(quality?.score).toBeCloseTo(score, 0)
})

test('what was made up counts as lost', () => {
  const lost = qualityOf(sampleOf({ audioIn: audioIn({ lossPercent: 8 }) }))
  const concealed = qualityOf(sampleOf({ audioIn: audioIn({ concealedPercent: 8 }) }))
  expect(concealed).toEqual(lost)
})

test('more loss and more delay never sound better', () => {
  const ratings = [0, 1, 2, 5, 10, 20, 50, 100].map(
    (lossPercent) => qualityOf(sampleOf({ audioIn: audioIn({ lossPercent }) }))?.rating ?? -1,
  )
  expect(ratings).toEqual(ratings.toSorted((a, b) => b - a))
})

test.each([undefined, audioIn({ packets: 0 })])('nothing arrived, nothing is scored', (audio) => {
  expect(qualityOf(sampleOf({ audioIn: audio }))).toBeUndefined()
})
