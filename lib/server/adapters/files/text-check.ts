/** What plain text does not have: controls but for tab, line breaks and form feed. */
// oxlint-disable-next-line no-control-regex -- those are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/

/** Whether bytes that come piece by piece are UTF-8 text; stops looking at the first that is none. */
export function createTextCheck() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isText = true

  function look(decode: () => string): void {
    try {
      isText &&= !CONTROLS.test(decode())
    } catch {
      isText = false // not UTF-8
    }
  }

  return {
    add(chunk: Uint8Array): void {
      if (isText) look(() => decoder.decode(chunk, { stream: true }))
    },
    /** Of everything that was added; nothing comes after it. */
    isText(): boolean {
      if (isText) look(() => decoder.decode())
      return isText
    },
  }
}
