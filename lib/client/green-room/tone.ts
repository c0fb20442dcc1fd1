const SAMPLE_RATE = 24_000
const SECONDS = 0.9
/** Hz, a fifth upwards, as the chime that calls people back. */
const NOTES = [587.33, 880] as const
/** Loud enough to be found, far from hurting. */
const VOLUME = 0.25

/** Two soft notes as a WAV file, so that they can be played on a chosen speaker as a recording is. */
export function toneFile(): Blob {
  const count = Math.round(SAMPLE_RATE * SECONDS)
  const view = new DataView(new ArrayBuffer(44 + count * 2))
  writeHeader(view, count)
  for (let at = 0; at < count; at += 1) {
    view.setInt16(44 + at * 2, Math.round(sampleAt(at / SAMPLE_RATE) * 32_767), true)
  }
  return new Blob([view.buffer], { type: 'audio/wav' })
}

/** @returns −1 to 1 */
function sampleAt(seconds: number): number {
  const half = SECONDS / NOTES.length
  const note = NOTES[Math.min(NOTES.length - 1, Math.floor(seconds / half))] ?? 0
  const within = seconds % half
  const fade = Math.min(1, within / 0.02) * Math.max(0, 1 - within / half)
  return VOLUME * fade * Math.sin(2 * Math.PI * note * seconds)
}

/** RIFF, 16 bits, one channel. */
function writeHeader(view: DataView, count: number): void {
  const text = (at: number, word: string) => {
    for (const [index, letter] of [...word].entries()) view.setUint8(at + index, letter.charCodeAt(0))
  }
  text(0, 'RIFF')
  view.setUint32(4, 36 + count * 2, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, SAMPLE_RATE, true)
  view.setUint32(28, SAMPLE_RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, count * 2, true)
}
