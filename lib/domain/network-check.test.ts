import { expect, test } from 'vitest'
import {
  carriesVideo,
  isStranded,
  type NetworkCheck,
  suggestionFor,
  VIDEO_UPLINK_KBPS,
} from './network-check'

test.each<{ network: NetworkCheck | undefined; carries: boolean }>([
  { network: undefined, carries: true },
  { network: {}, carries: true },
  { network: { stun: true, turn: true, uplinkKbps: 2_000 }, carries: true },
  { network: { stun: true, turn: false }, carries: true },
  { network: { stun: false, turn: true }, carries: true },
  { network: { stun: false }, carries: true },
  { network: { turn: false }, carries: true },
  { network: { stun: false, turn: false }, carries: false },
  { network: { uplinkKbps: VIDEO_UPLINK_KBPS }, carries: true },
  { network: { uplinkKbps: VIDEO_UPLINK_KBPS - 1 }, carries: false },
  { network: { stun: true, turn: true, uplinkKbps: 0 }, carries: false },
])('a line of which $network is known carries video: $carries', ({ network, carries }) => {
  expect(carriesVideo(network)).toBe(carries)
})

test.each([
  { chatType: 'video' as const, carries: false, suggestion: ['audio', 'text'] },
  { chatType: 'video' as const, carries: true, suggestion: [] },
  { chatType: 'audio' as const, carries: false, suggestion: [] },
  { chatType: 'text' as const, carries: false, suggestion: [] },
])(
  'a person who asks for $chatType over a line that carries video: $carries is offered $suggestion',
  (one) => {
    const person = { chatType: one.chatType, carriesVideo: one.carries }
    expect([suggestionFor(person), isStranded(person)]).toEqual([one.suggestion, one.suggestion.length > 0])
  },
)
