/** What people answer with most, eight a row: faces, feelings, hands, hearts, animals, food, things, signs. */
export const EMOJI: readonly string[] = [
  '😀 😄 😂 😊 😉 😍 😎 🤗',
  '🤔 😐 🙄 😴 😢 😭 😡 😱',
  '😅 🥲 🥰 😇 🤩 😏 🤯 🙃',
  '👍 👎 👋 👏 🙏 💪 ✌️ 🤝',
  '❤️ 🧡 💛 💚 💙 💜 💔 ✨',
  '🐶 🐱 🦊 🐻 🦉 🐢 🦋 🌱',
  '☕ 🍕 🍎 🍰 🎵 🎬 📚 🎮',
  '🌞 🌙 ⭐ 🔥 🎉 ✅ ❌ ❓',
].flatMap((row) => row.split(' '))

export const EMOJI_COLUMNS = 8

/** Which emoji a key leads to, from the one at `at`; undefined when the key leads nowhere. Sideways follows the page. */
export function emojiReached(key: string, at: number, isRightToLeft: boolean): number | undefined {
  const forward = isRightToLeft ? 'ArrowLeft' : 'ArrowRight'
  const back = isRightToLeft ? 'ArrowRight' : 'ArrowLeft'
  const steps: Readonly<Record<string, number>> = {
    [forward]: at + 1,
    [back]: at - 1,
    ArrowDown: at + EMOJI_COLUMNS,
    ArrowUp: at - EMOJI_COLUMNS,
    Home: 0,
    End: EMOJI.length - 1,
  }
  const reached = steps[key]
  return reached !== undefined && reached in EMOJI ? reached : undefined
}

/** Replaces a selection by a piece. @returns the text, and where the caret then stands */
export function insert(text: string, piece: string, start: number, end: number) {
  return { text: text.slice(0, start) + piece + text.slice(end), caret: start + piece.length }
}
