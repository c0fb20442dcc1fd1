/** A person who stopped without an event is shown as typing for no longer than this. @see spec/omegoo.md "text_typing_start" */
export const TYPING_CLEARED_MS = 3_000
