/** What one asks of a partner's Opus encoder. */
export interface OpusWishes {
  /** Bits per second. */
  readonly maxAverageBitrate: number
  /** Milliseconds of sound in a packet; larger ones save headers on 2G, at the price of delay. */
  readonly ptime?: 20 | 40 | 60
}

const RTPMAP = /^a=rtpmap:(\d+) opus\/48000/i

/**
 * Merges Opus' settings into a **remote** description before it is set: format parameters say what the *receiver* wants,
 * so what one's own encoder does follows the partner's description, and changing one's own has no effect.
 *
 * Parameters that are there keep their place and get the new value; others are kept; a missing `a=fmtp` line is added.
 * All audio sections are treated, each with its own payload type. Line ends stay as they are.
 *
 * @see RFC 7587 section 6.1; spec/omegoo.md "Opus Codec Settings"
 */
export function withOpusWishes(sdp: string, { maxAverageBitrate, ptime }: OpusWishes): string {
  const wishes = { minptime: 10, useinbandfec: 1, usedtx: 1, maxaveragebitrate: maxAverageBitrate }
  const sections = sdp.split(/^(?=m=)/m)
  return sections
    .map((section) => (section.startsWith('m=audio') ? tuned(section, wishes, ptime) : section))
    .join('')
}

function tuned(section: string, wishes: Readonly<Record<string, number>>, ptime: number | undefined): string {
  const end = section.includes('\r\n') ? '\r\n' : '\n'
  const lines = section.split(end)
  const at = lines.findIndex((line) => RTPMAP.test(line))
  const payload = lines[at]?.match(RTPMAP)?.[1]
  if (payload === undefined) return section
  const fmtp = `a=fmtp:${payload} `
  const own = lines.findIndex((line) => line.startsWith(fmtp))
  if (own === -1) lines.splice(at + 1, 0, fmtp + merged('', wishes))
  else lines[own] = fmtp + merged(lines[own]?.slice(fmtp.length) ?? '', wishes)
  return (ptime === undefined ? lines : withPtime(lines, ptime)).join(end)
}

function merged(parameters: string, wishes: Readonly<Record<string, number>>): string {
  const pairs = parameters.split(';').map((pair) => pair.trim().split('=', 2))
  const present = pairs
    .filter(([name]) => name)
    .map(([name = '', value]): [string, string | undefined] => [name, value])
  const all = new Map<string, string | number | undefined>([...present, ...Object.entries(wishes)])
  return [...all].map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join(';')
}

function withPtime(lines: readonly string[], ptime: number): readonly string[] {
  const others = lines.filter((line) => !line.startsWith('a=ptime:'))
  // The last one is what follows the last line's end.
  return [...others.slice(0, -1), `a=ptime:${ptime}`, ...others.slice(-1)]
}
