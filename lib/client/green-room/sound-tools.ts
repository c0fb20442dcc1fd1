import type { SoundTools } from './try-out'
import { playOn } from '@/lib/client/rtc/devices/speaker'

/** This browser's recorder and player. */
export function browserSoundTools(): SoundTools {
  const player = new Audio()
  return {
    record(track) {
      const recorder = new MediaRecorder(new MediaStream([track]))
      const parts: Blob[] = []
      recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
      recorder.start()
      return () =>
        new Promise((resolve, reject) => {
          const finish = () => resolve(new Blob(parts, { type: recorder.mimeType }))
          if (recorder.state === 'inactive') return finish()
          recorder.addEventListener('stop', finish)
          recorder.addEventListener('error', () => reject(new Error('The recorder failed.')))
          recorder.stop()
        })
    },
    async play(sound, speaker) {
      const address = URL.createObjectURL(sound)
      try {
        await playOn(player, speaker)
        player.src = address
        const isOver = new Promise<void>((resolve) => {
          for (const name of ['ended', 'pause', 'error'])
            player.addEventListener(name, () => resolve(), { once: true })
        })
        await player.play()
        await isOver
      } finally {
        URL.revokeObjectURL(address)
      }
    },
    hush: () => player.pause(),
  }
}
