declare global {
  var __webpack_nonce__: string | undefined
}

/**
 * Lends the page's nonce to the style element with which an open dialog stops the page behind it from
 * scrolling; the library looks for it under this name. Without it the policy would block that element.
 */
export function allowDialogStyles(): void {
  globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
}
