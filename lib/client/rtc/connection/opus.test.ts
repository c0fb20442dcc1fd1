import { expect, test } from 'vitest'
import { withOpusWishes } from './opus'

const sdp = (...lines: string[]) => `${lines.join('\r\n')}\r\n`
const HEAD = ['v=0', 'o=- 974129826542522660 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1']

const chromium = sdp(
  ...HEAD,
  'm=audio 47760 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  'a=rtcp-fb:111 transport-cc',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
  'a=fmtp:63 111/111',
  'm=video 57750 UDP/TLS/RTP/SAVPF 96 97 103',
  'a=mid:1',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:103 H264/90000',
  'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f',
)
const firefox = sdp(
  'v=0',
  'o=mozilla...THIS_IS_SDPARTA-99.0 4494946353487402112 0 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 109 9 0 8 101',
  'a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1',
  'a=fmtp:101 0-15',
  'a=mid:0',
  'a=rtpmap:109 opus/48000/2',
  'a=rtpmap:101 telephone-event/8000/1',
)
const safari = sdp(
  ...HEAD,
  'm=audio 9 UDP/TLS/RTP/SAVPF 96 102 9 0 8 105 13 110 113 126',
  'a=mid:0',
  'a=rtpmap:96 opus/48000/2',
  'a=rtcp-fb:96 transport-cc',
  'a=fmtp:96 minptime=10;useinbandfec=1',
)

const WISHES = { maxAverageBitrate: 32_000 }

test.each([
  {
    browser: 'Chromium',
    from: chromium,
    before: 'a=fmtp:111 minptime=10;useinbandfec=1',
    after: 'a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=32000',
  },
  {
    browser: 'Firefox',
    from: firefox,
    before: 'a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1',
    after:
      'a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1;minptime=10;usedtx=1;maxaveragebitrate=32000',
  },
  {
    browser: 'Safari',
    from: safari,
    before: 'a=fmtp:96 minptime=10;useinbandfec=1',
    after: 'a=fmtp:96 minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=32000',
  },
])("$browser's description changes in Opus' parameters alone", ({ from, before, after }) => {
  expect(withOpusWishes(from, WISHES)).toBe(from.replace(before, after))
})

test('a missing line of parameters is added behind the codec', () => {
  const bare = sdp(...HEAD, 'm=audio 9 RTP/SAVPF 111', 'a=rtpmap:111 opus/48000/2', 'a=mid:0')
  expect(withOpusWishes(bare, WISHES)).toBe(
    bare.replace(
      'opus/48000/2\r\n',
      'opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1;usedtx=1;maxaveragebitrate=32000\r\n',
    ),
  )
})

test('values that are there are replaced, with spaces and names without a value', () => {
  const odd = sdp(
    ...HEAD,
    'm=audio 9 RTP/SAVPF 111',
    'a=rtpmap:111 OPUS/48000/2',
    'a=fmtp:111 maxaveragebitrate=510000; usedtx=0; cbr',
  )
  expect(withOpusWishes(odd, WISHES)).toContain(
    'a=fmtp:111 maxaveragebitrate=32000;usedtx=1;cbr;minptime=10;useinbandfec=1\r\n',
  )
})

test('each audio section has its own payload type, and sections of other kinds stay', () => {
  const two = chromium + safari.slice(safari.indexOf('m=audio'))
  const tuned = withOpusWishes(two, WISHES)
  expect(tuned.match(/usedtx=1/g)).toHaveLength(2)
  expect(tuned).toContain(
    'a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f\r\n',
  )
})

test('line ends without a carriage return stay as they are', () => {
  const unix = chromium.replaceAll('\r\n', '\n')
  expect(withOpusWishes(unix, WISHES)).toBe(withOpusWishes(chromium, WISHES).replaceAll('\r\n', '\n'))
})

test('longer packets are asked for once, where they are wished', () => {
  const tuned = withOpusWishes(chromium.replace('a=mid:0', 'a=mid:0\r\na=ptime:20'), { ...WISHES, ptime: 40 })
  expect(tuned.match(/a=ptime:\d+/g)).toEqual(['a=ptime:40'])
  expect(tuned.indexOf('a=ptime:40')).toBeLessThan(tuned.indexOf('m=video'))
  expect(withOpusWishes(chromium, WISHES)).not.toContain('ptime:')
})

test.each(['', 'no description', sdp(...HEAD), sdp(...HEAD, 'm=audio 9 RTP/AVP 0', 'a=rtpmap:0 PCMU/8000')])(
  'a text without Opus stays as it is',
  (text) => {
    expect(withOpusWishes(text, { ...WISHES, ptime: 60 })).toBe(text)
  },
)

test('merging twice is merging once', () => {
  const once = withOpusWishes(chromium, { ...WISHES, ptime: 60 })
  expect(withOpusWishes(once, { ...WISHES, ptime: 60 })).toBe(once)
})
