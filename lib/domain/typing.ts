/** Somebody who stopped without saying so is no longer shown as typing. @see spec/omegoo.md "text_typing_start" */
export const TYPING_CLEARED_MS = 3_000
