interface KeyPress {
  readonly key: string
  readonly keyCode: number
  readonly isComposing?: boolean
  /** Of React's events, which lack it themselves. */
  readonly nativeEvent?: { readonly isComposing?: boolean }
}

/** What browsers report instead of a key's code while an input method has it (UI Events, "Legacy key attributes"). */
const INPUT_METHOD = 229

/** Whether a change of a field is part of a word that an input method has not finished. */
export function isUnfinished(event: object): boolean {
  return 'isComposing' in event && event.isComposing === true
}

/**
 * The key that was pressed, or undefined when an input method has it: then it chooses or ends a word, and means nothing
 * else. Safari ends the composition before it reports the key, so `isComposing` alone does not know.
 */
export function pressedKey(event: KeyPress): string | undefined {
  const isComposing = event.isComposing ?? event.nativeEvent?.isComposing ?? false
  return isComposing || event.keyCode === INPUT_METHOD ? undefined : event.key
}
