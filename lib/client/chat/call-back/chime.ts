/** Quiet beside speech or music. */
const VOLUME = 0.06
/** Hz, a fifth upwards. */
const NOTES = [587.33, 880] as const
const NOTE_SECONDS = 0.5
const STEP_SECONDS = 0.14

let audio: AudioContext | undefined

/** Browsers let a page sound once somebody has tapped or pressed a key in it: from then on it may. @returns what ends that */
export function armChime(): () => void {
  const unlock = () => {
    audio ??= 'AudioContext' in window ? new AudioContext() : undefined
    audio?.resume().catch((error: unknown) => console.debug('The browser keeps the page quiet.', error))
  }
  const options = { capture: true, passive: true }
  window.addEventListener('pointerdown', unlock, options)
  window.addEventListener('keydown', unlock, options)
  return () => {
    window.removeEventListener('pointerdown', unlock, options)
    window.removeEventListener('keydown', unlock, options)
  }
}

/** Two soft notes. @returns whether the page may sound at all */
export function chime(): boolean {
  if (audio?.state !== 'running') return false
  const start = audio.currentTime
  NOTES.forEach((frequency, at) => audio && playNote(audio, frequency, start + at * STEP_SECONDS))
  return true
}

function playNote(context: AudioContext, frequency: number, at: number): void {
  const tone = context.createOscillator()
  const gain = context.createGain()
  tone.frequency.value = frequency
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(VOLUME, at + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.000_1, at + NOTE_SECONDS)
  tone.connect(gain).connect(context.destination)
  tone.start(at)
  tone.stop(at + NOTE_SECONDS)
}
