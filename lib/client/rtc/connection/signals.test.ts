import { expect, test } from 'vitest'
import { readCandidate, readDescription } from './signals'

const SDP = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n'

test.each([
  ['an object', { type: 'offer', sdp: SDP }],
  ['an object with more in it', { type: 'offer', sdp: SDP, more: 1 }],
  ['an object without a type', { sdp: SDP }],
  ['a text', SDP],
])('a description written as %s is read', (_, wire) => {
  expect(readDescription('offer', wire)).toEqual({
    kind: 'description',
    description: { type: 'offer', sdp: SDP },
  })
})

test.each([
  null,
  undefined,
  7,
  '',
  'hello',
  {},
  { sdp: 7 },
  { type: 'answer', sdp: SDP },
  { type: 'rollback', sdp: SDP },
])('no description: %j', (wire) => {
  expect(readDescription('offer', wire)).toBeUndefined()
})

const LINE = 'candidate:1 1 udp 2122260223 192.0.2.1 54321 typ host'

test.each([
  [
    { candidate: LINE, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' },
    { candidate: LINE, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'abcd' },
  ],
  [
    { candidate: LINE, sdpMid: '1', sdpMLineIndex: null, usernameFragment: null },
    { candidate: LINE, sdpMid: '1' },
  ],
  [{ candidate: LINE }, { candidate: LINE, sdpMLineIndex: 0 }],
  [LINE, { candidate: LINE, sdpMLineIndex: 0 }],
  [
    { candidate: '', sdpMid: '0' },
    { candidate: '', sdpMid: '0' },
  ],
  [null, null],
])('the candidate %j is read', (wire, candidate) => {
  expect(readCandidate(wire)).toEqual({ kind: 'candidate', candidate })
})

test.each([undefined, 7, {}, { candidate: null }, { candidate: 3 }])('no candidate: %j', (wire) => {
  expect(readCandidate(wire)).toBeUndefined()
})
